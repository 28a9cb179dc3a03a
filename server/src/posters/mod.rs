//! Drawings of what a query finds: posters, and pictures that go with a link.

pub(crate) mod file;
pub(crate) mod page;
pub(crate) mod social;

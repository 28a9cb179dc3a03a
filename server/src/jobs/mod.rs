//! Work that no request asks for.

pub(crate) mod daily;
pub(crate) mod error;

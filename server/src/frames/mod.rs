//! Pages that only put together what the nouns give them.

pub(crate) mod desk;
pub(crate) mod mine;
pub(crate) mod own;
mod setup;

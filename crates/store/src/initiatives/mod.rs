//! Initiatives: what is on the map, and every version of it.

pub(crate) mod content;
mod finish;
pub(crate) mod initiative;
pub(crate) mod status;
pub(crate) mod version;

pub use status::Status;
pub use version::{Submission, Version};

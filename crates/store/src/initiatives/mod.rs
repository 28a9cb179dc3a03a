//! Initiatives: what is on the map, every version of it, and where it is.

mod finish;
pub(crate) mod initiative;
mod relocation;
pub(crate) mod status;
pub(crate) mod version;

pub use initiative::{ImportReport, ImportRow};
pub use relocation::{LeftOutside, Moved, Relocation};
pub use status::Status;
pub use version::{ReviewError, Submission, Version};

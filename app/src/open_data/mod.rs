//! The HTML pages of the API, and the archive of earlier datasets.

mod archive;
mod page;

pub use archive::{Archive, ArchiveDay};
pub use page::{ApiGuide, DataPage, OpenData, Table};

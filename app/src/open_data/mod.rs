//! The HTML pages of the API, and the archive of earlier datasets.

mod archive;
mod page;
mod take_along;

pub use archive::{Archive, ArchiveDay};
pub use page::{ApiGuide, DataPage, OpenData, Table};
pub use take_along::{Organisers, RegionLinks, TakeAlong};

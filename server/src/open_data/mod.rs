//! Open data beside the API: downloads, the archive of earlier days, the catalogue and the sitemap.

pub(crate) mod archive;
mod archive_page;
pub(crate) mod catalogue;
pub(crate) mod export;
pub(crate) mod sitemap;

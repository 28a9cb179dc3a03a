//! Open data as files: what a query finds as CSV, XLSX, GeoJSON, GeoPackage, KML or Atom, whole regions prepared in
//! advance, and the archive of earlier days. Every file comes out as a stream of bytes.
//!
//! Formats that can be written from front to back are made a chunk at a time while they are sent, so no more than a
//! chunk is ever in memory. A workbook and a GeoPackage are written to a temporary file first; their answer begins
//! meanwhile.
//!
//! Knows the atlas and the wording. It must not know HTTP, HTML, the database or drawing: the address of the site, the
//! colours and the time are arguments.

mod address;
pub mod archive;
mod atom;
mod chunks;
mod columns;
mod csv;
mod download;
mod downloads;
mod error;
mod format;
mod geojson;
mod geopackage;
mod kml;
mod prebuilt;
mod spooled;
mod xlsx;
mod xml;

pub use self::{
    address::{COLLECTION, layer_name, path, region_file},
    archive::{Archive, ArchiveError},
    chunks::{ByteStream, CHUNK},
    download::Download,
    downloads::Downloads,
    error::ExportError,
    format::Format,
    geojson::push_feature,
    prebuilt::{CODINGS, Coding, Prebuilt},
    xlsx::MOST_ROWS,
};

/// The folder in the data folder for files that are being written. Nothing in it outlives the process.
pub const SCRATCH: &str = "tijdelijk";

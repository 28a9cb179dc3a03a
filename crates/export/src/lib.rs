//! Open data as files: what a query finds as CSV, XLSX, GeoJSON, GeoPackage, KML or Atom, whole regions prepared in
//! advance, and the archive of earlier days. Every file comes out as a stream of bytes; a calendar ([`ics`]), which is
//! small, as text.
//!
//! Formats that can be written from front to back are made a chunk at a time while they are sent, so no more than a
//! chunk is ever in memory. A workbook and a GeoPackage are written to a temporary file first; their answer begins
//! meanwhile.
//!
//! # From an address to a download
//!
//! 1. `GET /export/midden.csv?thema=steam`: the handler reads the query, and the region in the address narrows it.
//! 2. `atlas::Selection` finds the initiatives: by id, or by distance when the query has a centre.
//! 3. The handler compares the `ETag` (revision, contents and address): asking again for the same file costs a 304.
//! 4. For an unfiltered region, [`Prebuilt`] may have the file: two seconds after a change one thread writes all of
//!    them, compressed, into one file without a name, and rests for as long as it works.
//! 5. Otherwise [`Downloads::start`] writes it. GeoJSON, CSV, KML and Atom are a head, rows and a tail (`chunks.rs`),
//!    64 KB at a time. A workbook and a GeoPackage are spooled (`spooled.rs`), a few at a time; the first bytes, which
//!    are the same in every file of the format, are sent meanwhile, so that a browser shows that something comes. An
//!    error after that breaks the stream off.
//! 6. CSV, XLSX, GeoPackage and KML have the same columns (`columns.rs`), with the names that an import reads. In CSV,
//!    text that looks like a formula gets an apostrophe (`domain::csv_guard`), which an import takes off again.
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
mod gatherings;
mod geojson;
mod geopackage;
pub mod ics;
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
    gatherings::{gatherings_atom, table},
    geojson::push_feature,
    prebuilt::{CODINGS, Coding, Prebuilt},
    xlsx::MOST_ROWS,
};

/// The folder in the data folder for files that are being written. Nothing in it outlives the process.
pub const SCRATCH: &str = "tijdelijk";

//! Open data beside the API: downloads, the archive of earlier days, the catalogue and the sitemap.
//!
//! From an address to a download:
//! 1. `GET /export/midden.csv?thema=steam` ([`export`]); the region in the address narrows the query. A `Selection` is what it
//!    finds, by id, or by distance with `bij`. The tag is revision, contents and address: asking again costs a 304.
//! 2. `crates/export` writes it. GeoJSON, CSV, KML and Atom are a head, entries and a tail, 64 KB at a time while they are sent.
//!    A workbook and a GeoPackage are made in an unnamed file, a few at a time; the bytes every such file begins with go ahead, so
//!    that a browser shows at once that something comes. A failure after that breaks the answer off.
//! 3. CSV, XLSX, GeoPackage and KML have the same columns, named as an import reads them. What a spreadsheet would take for a
//!    formula gets an apostrophe in CSV, which an import takes off again.
//! 4. Whole regions are prebuilt: two seconds after a change one thread writes them, compressed, into one unnamed file. Requests
//!    for the revision of that file get a part of it.
//!
//! Search engines: [`sitemap`] has everything on the map that is no example, in files of 50,000 addresses, and `robots.txt`. A
//! view is worth finding when it is everything, or one region, town, theme, sector, stage or programme; others are
//! `noindex, nofollow`, because queries and cameras can be combined without end.

pub(crate) mod archive;
mod archive_page;
pub(crate) mod catalogue;
pub(crate) mod export;
mod gatherings;
pub(crate) mod pages;
pub(crate) mod sitemap;

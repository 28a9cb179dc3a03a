//! Drawings of what a query finds: posters, and pictures that go with a link.
//!
//! 1. `GET /poster/midden.pdf?thema=steam&papier=a3` ([`file`]) is as strict as an export; `/poster` is the form that makes
//!    such an address.
//! 2. `drawing::DrawingCache` makes two drawings at a time and keeps them by revision and address. Drawings don't count against
//!    the limit on computing requests (`web/middleware.rs`).
//! 3. `crates/drawing/src/poster/` orders the selection (by distance, else region by region from north to south), at most 500
//!    initiatives, and works out in points where everything is: the largest codes and map with which the list fits on the
//!    first page; else a list without codes, one larger code of the query, and as many pages as needed.
//! 4. Numbered pins take the position nearest to their place where no line runs under another pin or across another line. On
//!    the smallest map (all of Limburg, landscape) two lines of the examples still run under a pin, and above a hundred places some may.
//! 5. The SVG of a page is the poster; `resvg` makes pixels of it and `krilla` the PDF. Modules of the codes are whole pixels,
//!    so that the PNG scans from a screen too. The PDF is tagged (PDF/UA-1): headings, the list, and the map in words.
//!    Pictures of shared links ([`social`]) and one initiative on paper ([`handout`]) use the same canvas, ground and letters.

pub(crate) mod file;
pub(crate) mod handout;
pub(crate) mod page;
pub(crate) mod social;

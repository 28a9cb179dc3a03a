//! Posters: a map with numbered pins and a list with a QR code for each initiative, for the wall of a staff room.
//!
//! The same selection gives the same bytes. Everything is computed in points (1/72 inch). A page is one SVG; a PNG is
//! that page in pixels, and the PDF holds all pages.
//!
//! # From an address to a poster
//!
//! 1. `GET /poster/midden.pdf?thema=steam&papier=a3`: the handler reads the query as strictly as that of a download,
//!    and asks [`crate::DrawingCache`], which draws two drawings at a time and keeps them by revision and address.
//! 2. `content.rs` sorts the selection (by distance, else region by region from north to south) and puts it into words:
//!    at most 500 initiatives, and the number that is left out.
//! 3. `layout.rs` computes where everything goes, in points: the largest codes, and then the largest map, with which the
//!    list still fits on the first page. Codes in the list are at least 18 mm; when there is no room for that, the list
//!    has none, the one of the query is larger, and there are as many pages as needed.
//! 4. `pins.rs` moves the numbered pins apart. Each group takes the nearest position where no line runs under another
//!    pin or across another line and no location is covered. Groups in each other's way choose again together; as long
//!    as lines are still in the way, all pins become smaller, down to a limit. On the smallest map (all of Limburg,
//!    landscape) two lines of the examples still run under a pin. With more than a hundred locations each group chooses
//!    alone, and some lines may run under a pin.
//! 5. `page.rs` draws one SVG per page, and says how each part of it is read. With fonts and a title it is a standalone
//!    file; `resvg` renders it to pixels and `krilla` to a tagged PDF (`canvas/pdf.rs`). Modules of QR codes are whole pixels of the PNG, so that they can be scanned from a screen
//!    too.

mod content;
mod layout;
mod lines;
mod page;
mod paper;
mod pins;

use atlas::Selection;

use content::Content;
pub use paper::{Paper, Size};
pub(crate) use pins::{Spread, spread};

use crate::{
    canvas::{self, Canvas},
    error::DrawingError,
};

/// A poster: its pages, drawn.
pub struct Poster {
    content: Content,
    paper: Paper,
    pages: Vec<Canvas>,
}

impl Poster {
    /// Draws a selection. `site_url` is the start of the addresses in its QR codes, without a slash at the end; `offered` is who
    /// offers the map and where to ask, empty for nobody.
    ///
    /// # Errors
    /// When the data of the ground can't be read.
    pub fn draw(selection: &Selection, paper: Paper, site_url: &str, offered: &str) -> Result<Self, DrawingError> {
        let content = Content::of(selection, site_url, offered);
        let plan = layout::plan(&content, paper);
        let pages = page::draw(selection, &content, &plan)?;
        Ok(Self { content, paper, pages })
    }

    /// The number of pages, at least one.
    #[must_use]
    #[allow(clippy::len_without_is_empty, reason = "never empty")]
    pub fn len(&self) -> usize {
        self.pages.len()
    }

    /// Its title: "37 initiatieven in Midden-Limburg".
    #[must_use]
    pub fn title(&self) -> String {
        self.content.title()
    }

    /// A page (counted from 0) as a standalone SVG; `None` when there is no such page.
    #[must_use]
    pub fn svg(&self, page: usize) -> Option<String> {
        let (width, height) = self.paper.millimetres();
        let size = (&*format!("{width}mm"), &*format!("{height}mm"));
        Some(self.pages.get(page)?.standalone(&self.title(), size))
    }

    /// A page (counted from 0) as PNG; `None` when there is no such page.
    ///
    /// # Errors
    /// When it can't be written.
    #[must_use]
    pub fn png(&self, page: usize) -> Option<Result<Vec<u8>, DrawingError>> {
        Some(canvas::png(&self.pages.get(page)?.svg(), self.paper.pixels()))
    }

    /// All pages as PDF.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn pdf(&self) -> Result<Vec<u8>, DrawingError> {
        let about = format!("Poster van de InnovatieKaart Limburg, {}", self.content.href);
        canvas::pdf(&self.title(), &about, &self.pages)
    }
}

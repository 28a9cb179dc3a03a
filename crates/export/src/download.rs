//! A selection with the facts that a file states about itself: its source, its contents and its addresses.

use std::sync::Arc;

use atlas::Selection;
use domain::PageState;
use wording::sentence;

use super::{address::path, columns::ExportRow, format::Format, xml};

/// The licence of all data on the map.
pub(super) const LICENCE: &str = "CC BY 4.0, https://creativecommons.org/licenses/by/4.0/deed.nl";

/// The attribution.
pub(super) const SOURCE: &str = "InnovatieKaart Limburg";

/// The moment of change of an empty map, since a feed must state one.
pub(super) const NEVER: &str = "1970-01-01T00:00:00Z";

/// A selection that is to be written to a file.
#[derive(Clone)]
pub struct Download {
    pub(super) selection: Selection,
    /// The name of the layer, feed or sheet.
    pub(super) name: String,
    /// The address visitors use, without a slash at the end.
    pub(super) site_url: Arc<str>,
    /// The full address that was asked.
    pub(super) address: String,
}

impl Download {
    pub(super) fn new(selection: Selection, name: &str, site_url: Arc<str>, path: &str) -> Self {
        Self { selection, name: name.to_owned(), address: format!("{site_url}{path}"), site_url }
    }

    /// The query in words: "initiatieven in Midden-Limburg: Digitalisering".
    pub(super) fn words(&self) -> String {
        let words = sentence(&self.selection.atlas, &self.selection.query);
        let choice = if self.selection.partial { ", een keuze daaruit" } else { "" };
        // The text that was searched for may hold any character.
        xml::legal(&format!("{words}{choice}")).into_owned()
    }

    /// The full address of the same on the map; `None` when the map can't show just this.
    pub(super) fn map_url(&self) -> Option<String> {
        let page = PageState { query: self.selection.query.clone(), ..PageState::default() };
        (!self.selection.partial).then(|| format!("{}{}", self.site_url, page.href()))
    }

    /// The full address of the same in another format; `None` when no file holds just this.
    pub(super) fn file_url(&self, format: Format) -> Option<String> {
        (!self.selection.partial).then(|| format!("{}{}", self.site_url, path(&self.selection.query, format)))
    }

    /// The last change in the selection, or on the whole map when it is empty: RFC 3339 in UTC. Not the time of
    /// writing, so that the same contents give the same bytes.
    pub(super) fn changed(&self) -> &str {
        let atlas = &self.selection.atlas;
        let all = 0..u32::try_from(atlas.len()).unwrap_or(u32::MAX);
        let newest = self.selection.indexes.iter().map(|&index| &*atlas.at(index).changed).max();
        newest.or_else(|| all.map(|index| &*atlas.at(index).changed).max()).unwrap_or(NEVER)
    }

    /// The initiative at an index of the atlas.
    pub(super) fn item(&self, index: u32) -> ExportRow<'_> {
        ExportRow::new(&self.selection.atlas, index, &self.site_url, self.selection.near())
    }

    /// All initiatives, in the order of the selection.
    pub(super) fn items(&self) -> impl Iterator<Item = ExportRow<'_>> {
        self.selection.indexes.iter().map(|&index| self.item(index))
    }
}

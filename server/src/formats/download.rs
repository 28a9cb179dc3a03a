//! A selection with what a file says of itself: where it comes from, and what it holds.

use std::sync::Arc;

use atlas::Selection;
use domain::PageState;
use wording::sentence;

use super::{Format, columns::Item, path, xml};

/// The licence of everything on the map.
pub(super) const LICENCE: &str = "CC BY 4.0, https://creativecommons.org/licenses/by/4.0/deed.nl";

/// Who is to be named.
pub(super) const SOURCE: &str = "InnovatieKaart Limburg";

/// When nothing was ever changed: a feed has to say something.
const NEVER: &str = "1970-01-01T00:00:00Z";

/// What is written.
#[derive(Clone)]
pub(crate) struct Download {
    pub(super) selection: Selection,
    /// The name of the layer, feed or sheet.
    pub(super) name: String,
    /// The address visitors use, without a slash at the end.
    pub(super) site_url: Arc<str>,
    /// The address that was asked, in full.
    pub(super) address: String,
}

impl Download {
    /// `path` is what was asked, with its query, from the first slash on.
    pub(crate) fn new(selection: Selection, name: &str, site_url: Arc<str>, path: &str) -> Self {
        Self { selection, name: name.to_owned(), address: format!("{site_url}{path}"), site_url }
    }

    /// What was asked, in words: "initiatieven in Midden-Limburg: Digitalisering".
    pub(super) fn words(&self) -> String {
        let words = sentence(&self.selection.atlas, &self.selection.query);
        let choice = if self.selection.partial { ", een keuze daaruit" } else { "" };
        // A text that was searched for may hold anything.
        xml::legal(&format!("{words}{choice}")).into_owned()
    }

    /// The same on the map; `None` when the map can't show just this.
    pub(super) fn map_url(&self) -> Option<String> {
        let page = PageState { query: self.selection.query.clone(), ..PageState::default() };
        (!self.selection.partial).then(|| format!("{}{}", self.site_url, page.href()))
    }

    /// The same as a file of everything, in full; `None` when there is no file of just this.
    pub(super) fn file_url(&self, format: Format) -> Option<String> {
        (!self.selection.partial).then(|| format!("{}{}", self.site_url, path(&self.selection.query, format)))
    }

    /// The last change among what is written, or else of all that is on the map: RFC 3339 in UTC. Never the clock's
    /// time, so that the same contents are the same bytes.
    pub(super) fn changed(&self) -> &str {
        let atlas = &self.selection.atlas;
        let all = 0..u32::try_from(atlas.len()).unwrap_or(u32::MAX);
        let newest = self.selection.indexes.iter().map(|&index| &*atlas.at(index).changed).max();
        newest.or_else(|| all.map(|index| &*atlas.at(index).changed).max()).unwrap_or(NEVER)
    }

    /// The initiative at an index of the atlas.
    pub(super) fn item(&self, index: u32) -> Item<'_> {
        Item::new(&self.selection.atlas, index, &self.site_url, self.selection.near())
    }

    /// Everything, in the order of the selection.
    pub(super) fn items(&self) -> impl Iterator<Item = Item<'_>> {
        self.selection.indexes.iter().map(|&index| self.item(index))
    }
}

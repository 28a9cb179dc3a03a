//! Atom (RFC 4287) with GeoRSS Simple (OGC 17-002r1), the newest change first.

use domain::paths;
use std::io::Write as _;

use atlas::Selection;
use jiff::Timestamp;

use super::{
    address::COLLECTION,
    chunks::RowFormat,
    download::{Download, LICENCE, SOURCE},
    format::Format,
    xml::{element, escaped},
};

pub(super) struct Atom;

impl Atom {
    /// Sorts by the moment of change, the newest first; of changes at the same moment, the newest initiative first.
    pub(super) fn order(selection: &mut Selection) {
        let Selection { atlas, indexes, .. } = selection;
        indexes.sort_by_cached_key(|&index| {
            let initiative = atlas.at(index);
            let changed = initiative.changed.parse().map_or(0, Timestamp::as_second);
            (-changed, -initiative.id.0)
        });
    }
}

/// Adds `<link rel="…" type="…" href="…"/>`.
pub(super) fn link(out: &mut Vec<u8>, rel: &str, kind: &str, href: &str) {
    // Writing to memory never fails, here and below.
    let _ = write!(out, "<link rel=\"{rel}\" type=\"{kind}\" href=\"{}\"/>", escaped(href));
}

/// Adds `<category/>`; `scheme` names the list that the term is from.
pub(super) fn category(out: &mut Vec<u8>, site: &str, scheme: &str, term: &str, label: &str) {
    let [site, term, label] = [site, term, label].map(escaped);
    let _ = write!(out, "<category scheme=\"{site}/#{scheme}\" term=\"{term}\" label=\"{label}\"/>");
}

impl RowFormat for Atom {
    fn head(&self, download: &Download, out: &mut Vec<u8>) {
        out.extend_from_slice(b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        out.extend_from_slice(b"<feed xmlns=\"http://www.w3.org/2005/Atom\" ");
        out.extend_from_slice(b"xmlns:georss=\"http://www.georss.org/georss\" xml:lang=\"nl\">\n");
        // The same feed keeps its id, however its address was written.
        element(out, "id", download.file_url(Format::Atom).as_ref().unwrap_or(&download.address));
        element(out, "title", &format!("{SOURCE}: {}", download.words()));
        element(out, "updated", download.changed());
        out.extend_from_slice(b"<author>");
        element(out, "name", SOURCE);
        element(out, "uri", &download.site_url);
        out.extend_from_slice(b"</author>");
        element(out, "rights", LICENCE);
        link(out, "self", "application/atom+xml", &download.address);
        if let Some(map) = download.map_url() {
            link(out, "alternate", "text/html", &map);
        }
        if let Some(file) = download.file_url(Format::GeoJson) {
            link(out, "enclosure", Format::GeoJson.media_type(), &file);
        }
        out.push(b'\n');
    }

    fn row(&self, download: &Download, index: u32, _: usize, out: &mut Vec<u8>) {
        let item = download.item(index);
        let (initiative, content) = (item.initiative, &item.initiative.content);
        let site = &*download.site_url;
        out.extend_from_slice(b"<entry>");
        // Without the title behind it, which may change.
        element(out, "id", &format!("{site}{}", paths::initiative(initiative.id)));
        element(out, "title", &content.title);
        element(out, "updated", &initiative.changed);
        link(out, "alternate", "text/html", &item.url);
        let feature = format!("{site}{COLLECTION}/items/{}", initiative.id);
        link(out, "enclosure", Format::GeoJson.media_type(), &feature);
        let vocabulary = download.selection.atlas.territory().vocabulary();
        for theme in &content.themes {
            let label = vocabulary.theme(theme).map_or(&**theme, |term| &*term.label);
            category(out, site, "thema", theme, label);
        }
        category(out, site, "regio", initiative.region.slug(), initiative.region.label());
        element(out, "summary", &content.summary);
        let _ = writeln!(out, "<georss:point>{} {}</georss:point></entry>", item.lat, item.lon);
    }

    fn tail(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(b"</feed>\n");
    }
}

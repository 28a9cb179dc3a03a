//! Gatherings as files. There are at most some hundreds, so a file is written as a whole.

use std::io::Write as _;

use atlas::Atlas;
use domain::{Gathering, Query, csv_guard::guarded, paths};
use wording::{dates, sentence};

use super::{
    address::path,
    atom::{category, link},
    csv::{BYTE_ORDER_MARK, record},
    download::{LICENCE, NEVER, SOURCE},
    format::Format,
    xml::{element, legal},
};

/// A table as CSV in the dialect that a Dutch Excel opens. Text that looks like a formula gets an apostrophe; numbers are
/// text that has their decimal comma already.
#[must_use]
pub fn table(head: &[&str], rows: impl Iterator<Item = Vec<String>>) -> Vec<u8> {
    let mut out = BYTE_ORDER_MARK.as_bytes().to_vec();
    record(&mut out, head.iter().map(|&name| name.to_owned()));
    rows.for_each(|row| record(&mut out, row.into_iter().map(|field| guarded(&field).into_owned())));
    out
}

/// A feed of gatherings with what is new about them, the newest change first. `page` gives the address of a page from the
/// first slash on, `address` is the full one that was asked.
#[must_use]
pub fn gatherings_atom<'a>(
    atlas: &Atlas,
    query: &Query,
    mut found: Vec<&'a Gathering>,
    page: impl Fn(&Gathering) -> String,
    site_url: &str,
    address: &str,
) -> Vec<u8> {
    found.sort_by_key(|gathering| std::cmp::Reverse((gathering.changed, gathering.id)));
    let changed: &str = found.first().map_or(NEVER, |newest: &&'a Gathering| &newest.changed);
    let mut out = Vec::new();
    out.extend_from_slice(b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    out.extend_from_slice(b"<feed xmlns=\"http://www.w3.org/2005/Atom\" ");
    out.extend_from_slice(b"xmlns:georss=\"http://www.georss.org/georss\" xml:lang=\"nl\">\n");
    element(&mut out, "id", &format!("{site_url}{}", path(query, Format::Atom)));
    element(&mut out, "title", &legal(&format!("{SOURCE}: {}", sentence(atlas, query))));
    element(&mut out, "updated", changed);
    out.extend_from_slice(b"<author>");
    element(&mut out, "name", SOURCE);
    element(&mut out, "uri", site_url);
    out.extend_from_slice(b"</author>");
    element(&mut out, "rights", LICENCE);
    link(&mut out, "self", "application/atom+xml", address);
    link(&mut out, "alternate", "text/html", &format!("{site_url}{}", paths::AGENDA));
    out.push(b'\n');
    for gathering in found {
        entry(atlas, gathering, &page(gathering), site_url, &mut out);
    }
    out.extend_from_slice(b"</feed>\n");
    out
}

fn entry(atlas: &Atlas, gathering: &Gathering, page: &str, site_url: &str, out: &mut Vec<u8>) {
    let content = &gathering.content;
    out.extend_from_slice(b"<entry>");
    // Without the title behind it, which may change.
    element(out, "id", &format!("{site_url}{}", paths::gathering(gathering.id)));
    element(out, "title", &content.title);
    element(out, "updated", &gathering.changed);
    link(out, "alternate", "text/html", &format!("{site_url}{page}"));
    let vocabulary = atlas.territory().vocabulary();
    for theme in &content.themes {
        let label = vocabulary.theme(theme).map_or(&**theme, |term| &*term.label);
        category(out, site_url, "thema", theme, label);
    }
    if let Some(venue) = &gathering.venue {
        category(out, site_url, "regio", venue.region.slug(), venue.region.label());
    }
    let place = gathering.venue.as_ref().map_or("online", |venue| &venue.town);
    let off = if gathering.status == domain::gathering::GatheringStatus::Cancelled { "Gaat niet door. " } else { "" };
    let when = wording::capitalised(&dates::span(content.begins, content.ends));
    element(out, "summary", format!("{off}{when}, {place}. {}", content.summary).trim());
    if let Some(venue) = &gathering.venue {
        // Writing to memory never fails.
        let _ = write!(out, "<georss:point>{} {}</georss:point>", venue.position.lat(), venue.position.lon());
    }
    out.extend_from_slice(b"</entry>\n");
}

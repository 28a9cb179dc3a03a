//! What search engines are told: where everything is (sitemaps.org), and where they have no business (RFC 9309).

use std::{convert::Infallible, sync::Arc};

use atlas::Atlas;
use axum::{
    Router,
    body::Body,
    extract::State,
    http::{HeaderMap, Uri, header},
    response::{IntoResponse as _, Response},
    routing::get,
};
use bytes::Bytes;
use domain::{Region, escape};
use export::CHUNK;
use futures_util::stream;

use crate::{
    board,
    state::AppState,
    web::{etag, problem::Problem},
};

/// How many addresses one file may hold. With 120 characters in a title they stay far below the 50 MB it may be.
const PER_FILE: usize = 50_000;

/// How many files there are addresses for: a million initiatives.
const MOST_FILES: usize = 20;

/// The pages that are always there.
const PAGES: [&str; 18] = [
    "/",
    "/agenda",
    "/besturen",
    "/cijfers",
    "/over",
    "/over/gegevens",
    "/over/licenties",
    "/open-data",
    "/voor-organisatoren",
    "/toegankelijkheid",
    "/privacy",
    "/api",
    "/api/collections/initiatieven",
    "/api/collections/bijeenkomsten",
    "/api/collections/scholen",
    "/api/collections/besturen",
    "/api/collections/gemeenten",
    "/api/collections/regios",
];

/// Where search engines do not go: what is somebody's own, what is for programs, and views that lead to views without end.
/// `*` is any text, `$` the end.
const CLOSED: [&str; 26] = [
    // The pages of open data may be found; the many ways to ask them need not be walked.
    "/api/*?",
    "/api/openapi.json",
    "/export/",
    "/poster",
    "/cijfers?",
    "/agenda?",
    "/agenda.ics",
    "/metrics",
    "/beeld",
    "/kaart/beeld",
    "/kaart/suggesties",
    "/oembed",
    "/embed",
    "/deel$",
    "/deel?",
    "/volgen",
    "/inloggen",
    "/mijn",
    "/redactie",
    "/plaatsen/",
    "/claimen/",
    "/uitnodiging/",
    "/*?*bbox=",
    "/*?*bij=",
    "/*?*z=",
    "/*?*sorteer=",
];

/// The addresses of the parts. Their number is in the file name, which a pattern cannot match.
pub(crate) fn parts() -> Router<AppState> {
    (1..=MOST_FILES).fold(Router::new(), |router, number| {
        let part = move |state, headers, uri| part(state, headers, uri, number);
        router.route(&format!("/sitemap-{number}.xml"), get(part))
    })
}

pub(crate) async fn robots(State(state): State<AppState>) -> Response {
    let closed: String = CLOSED.iter().map(|path| format!("Disallow: {path}\n")).collect();
    let text = format!("User-agent: *\n{closed}\nSitemap: {}/sitemap.xml\n", state.site_url);
    ([(header::CACHE_CONTROL, "public, max-age=86400")], text).into_response()
}

/// Everything, or where the parts are when it does not fit in one.
pub(crate) async fn first(State(state): State<AppState>, headers: HeaderMap, uri: Uri) -> Result<Response, Problem> {
    let addresses = Addresses::of(&state).await?;
    let tag = etag::tag(state.salt, &addresses.atlas, &uri);
    etag::respond(&headers, &tag, || {
        Ok(match addresses.files(PER_FILE) {
            0 | 1 => xml(Pieces::of(addresses, 0, PER_FILE)),
            files => xml(std::iter::once(index(&addresses.site, files).into())),
        })
    })
}

/// One of the parts, counted from 1.
pub(crate) async fn part(
    State(state): State<AppState>,
    headers: HeaderMap,
    uri: Uri,
    number: usize,
) -> Result<Response, Problem> {
    let addresses = Addresses::of(&state).await?;
    let files = addresses.files(PER_FILE);
    if files < 2 || number > files {
        return Err(Problem::not_found("Alles staat in /sitemap.xml."));
    }
    let tag = etag::tag(state.salt, &addresses.atlas, &uri);
    etag::respond(&headers, &tag, || Ok(xml(Pieces::of(addresses, (number - 1) * PER_FILE, PER_FILE))))
}

fn xml(pieces: impl Iterator<Item = Bytes> + Send + 'static) -> Response {
    let bytes = stream::iter(pieces.map(Ok::<_, Infallible>));
    ([(header::CONTENT_TYPE, "application/xml; charset=utf-8")], Body::from_stream(bytes)).into_response()
}

fn index(site: &str, files: usize) -> String {
    let parts: String =
        (1..=files).map(|n| format!("<sitemap><loc>{}/sitemap-{n}.xml</loc></sitemap>\n", escape(site))).collect();
    format!("{}<sitemapindex xmlns=\"{NAMESPACE}\">\n{parts}</sitemapindex>\n", DECLARATION)
}

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// Every address that may be found: the pages, the regions, the boards, and what is on the map; nothing that is invented.
struct Addresses {
    atlas: Arc<Atlas>,
    site: Arc<str>,
    pages: Vec<String>,
    initiatives: Vec<u32>,
}

impl Addresses {
    async fn of(state: &AppState) -> Result<Self, Problem> {
        let atlas = state.atlas.load_full();
        let boards = board::all(state, &atlas).await?;
        let boards = boards.iter().map(|one| &one.board).filter(|board| !board.example()).map(board::path_of);
        let pages = PAGES.iter().map(|&path| path.to_owned());
        let regions = Region::ALL.iter().map(|region| format!("/?regio={}", region.slug()));
        let all = 0..u32::try_from(atlas.len()).unwrap_or(u32::MAX);
        let initiatives = all.filter(|&index| !atlas.at(index).example).collect();
        let pages = pages.chain(regions).chain(boards).collect();
        Ok(Self { site: Arc::clone(&state.site_url), pages, initiatives, atlas })
    }

    fn len(&self) -> usize {
        self.pages.len() + self.initiatives.len()
    }

    fn files(&self, per_file: usize) -> usize {
        self.len().div_ceil(per_file).min(MOST_FILES)
    }

    /// One address, with the day and time of its last change when that is known.
    fn write(&self, number: usize, out: &mut String) {
        let (path, changed) = match self.pages.get(number) {
            Some(path) => (path.clone(), None),
            None => {
                let Some(&index) = self.initiatives.get(number - self.pages.len()) else { return };
                (self.atlas.path(index), Some(&self.atlas.at(index).changed))
            }
        };
        out.push_str("<url><loc>");
        out.push_str(&escape(&self.site));
        out.push_str(&escape(&path));
        out.push_str("</loc>");
        if let Some(changed) = changed {
            out.push_str("<lastmod>");
            out.push_str(&escape(changed));
            out.push_str("</lastmod>");
        }
        out.push_str("</url>\n");
    }
}

/// A file, made while it is sent.
struct Pieces {
    addresses: Addresses,
    next: usize,
    end: usize,
    part: Part,
}

enum Part {
    Start,
    Addresses,
    Done,
}

impl Pieces {
    fn of(addresses: Addresses, from: usize, count: usize) -> Self {
        let end = addresses.len().min(from + count);
        Self { addresses, next: from, end, part: Part::Start }
    }
}

impl Iterator for Pieces {
    type Item = Bytes;

    fn next(&mut self) -> Option<Bytes> {
        let mut out = String::new();
        match self.part {
            Part::Start => {
                out = format!("{DECLARATION}<urlset xmlns=\"{NAMESPACE}\">\n");
                self.part = Part::Addresses;
            }
            Part::Addresses => {}
            Part::Done => return None,
        }
        while self.next < self.end && out.len() < CHUNK {
            self.addresses.write(self.next, &mut out);
            self.next += 1;
        }
        if self.next == self.end {
            out.push_str("</urlset>\n");
            self.part = Part::Done;
        }
        Some(out.into())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn sitemap_is_divided_when_it_does_not_fit_in_one_file() {
        let territory = Arc::new(territory::Territory::shipped().unwrap());
        let pages: Vec<String> = (0..120_001).map(|n| format!("/?q={n}&a")).collect();
        let atlas = Arc::new(Atlas::build(Vec::new(), territory, 1, "https://kaart.nl"));
        let addresses = || Addresses {
            atlas: Arc::clone(&atlas),
            site: "https://kaart.nl".into(),
            pages: pages.clone(),
            initiatives: Vec::new(),
        };
        assert_eq!(addresses().files(PER_FILE), 3);
        assert_eq!(index("https://kaart.nl", 3).matches("<loc>https://kaart.nl/sitemap-").count(), 3);
        let mut found = BTreeSet::new();
        for file in 0..3 {
            let bytes: Vec<u8> = Pieces::of(addresses(), file * PER_FILE, PER_FILE).flatten().collect();
            assert!(bytes.len() < 50 * 1024 * 1024);
            let text = String::from_utf8(bytes).unwrap();
            assert!(text.starts_with(DECLARATION) && text.ends_with("</urlset>\n"));
            let here: Vec<_> =
                text.split("<loc>").skip(1).map(|rest| rest.split('<').next().unwrap().to_owned()).collect();
            assert!(here.len() <= PER_FILE);
            assert!(here.iter().all(|address| address.ends_with("&amp;a")), "escaped");
            found.extend(here);
        }
        assert_eq!(found.len(), pages.len());
    }

    #[test]
    fn stream_that_ends_with_a_chunk_ends_once() {
        let territory = Arc::new(territory::Territory::shipped().unwrap());
        let atlas = Arc::new(Atlas::build(Vec::new(), territory, 1, "https://kaart.nl"));
        let addresses =
            Addresses { atlas, site: "https://kaart.nl".into(), pages: Vec::new(), initiatives: Vec::new() };
        let text: Vec<u8> = Pieces::of(addresses, 0, PER_FILE).flatten().collect();
        assert_eq!(String::from_utf8(text).unwrap().matches("</urlset>").count(), 1);
    }
}

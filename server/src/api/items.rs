//! `…/items`: the features of a collection, page by page.

use std::{io::Write as _, sync::Arc};

use atlas::Selection;
use axum::{
    extract::{Path, Request, State},
    http::{HeaderValue, header},
    response::Response,
};
use domain::query::encode_pairs;
use export::Format;

use crate::{
    api::{
        self,
        collections::{Collection, Stock},
        form::Form,
        html,
        question::Question,
        select::{self, Page},
        write::{self, Style},
    },
    state::AppState,
    web::{download, etag, problem::Problem},
};

/// Bytes of a usual feature: a guess that saves growing the buffer.
const USUAL_SIZE: usize = 640;

/// `…/items`: a page of features; by id, unless the question says otherwise.
pub(crate) async fn list(
    State(state): State<AppState>,
    Path(id): Path<String>,
    request: Request,
) -> Result<Response, Problem> {
    let collection = Collection::find(&id)?;
    let atlas = state.atlas.load_full();
    let stock = Stock::load(collection, &state, &atlas).await?;
    let (uri, headers) = (request.uri(), request.headers());
    let question = Question::read(uri.query().unwrap_or_default(), headers, collection, &stock, atlas.territory())?;
    let tag = etag::tag_with(state.salt, &atlas, uri, stock.version());
    let links = |page: &Page| Links::new(&state.site_url, collection, &question, page);
    let response = match question.form {
        Form::Html => {
            let page = select::page(&stock, &question);
            Ok(api::answer::varied(html::items(&state, &atlas, &stock, collection, &page, &links(&page))?))
        }
        Form::Json => etag::respond(headers, &tag, || {
            let page = select::page(&stock, &question);
            let body = collected(&stock, collection, &question, &page, &links(&page));
            Ok(api::answer::features(question.crs, body))
        })
        .map(api::answer::varied),
        Form::File(format) => etag::respond_later(headers, &tag, async {
            let page = select::page(&stock, &question);
            let links = links(&page);
            let (query, partial) = (question.query.clone(), question.picks() || page.indexes.len() < page.matched);
            let selection =
                Selection { atlas: Arc::clone(&atlas), region: None, query, indexes: page.indexes, partial };
            let response = download::respond(&state.downloads, uri, format, selection, collection.id()).await?;
            Ok(with_links(api::answer::in_crs(response, question.crs), &links))
        })
        .await
        .map(api::answer::varied),
    };
    response
        .map(|response| if question.outdated { api::answer::deprecated(response, &state.site_url) } else { response })
}

/// The page as a FeatureCollection.
fn collected(stock: &Stock, collection: Collection, question: &Question, page: &Page, links: &Links) -> Vec<u8> {
    let (matched, returned) = (page.matched, page.indexes.len());
    let style = Style {
        collection,
        crs: question.crs,
        properties: question.properties.as_deref(),
        near: question.query.near.map(|near| near.point),
    };
    let mut body = Vec::with_capacity(4096 + USUAL_SIZE * returned);
    // Writing to a Vec never fails.
    let _ = write!(
        body,
        "{{\"type\":\"FeatureCollection\",\"numberMatched\":{matched},\"numberReturned\":{returned},\"links\":["
    );
    write::join(&mut body, &links.0, |out, link| link.write(out));
    body.extend_from_slice(b"],\"features\":[");
    write::join(&mut body, page.indexes.iter().copied(), |out, index| write::push(out, stock, index, &style));
    body.extend_from_slice(b"]}");
    body
}

/// A format that has no room for links has them in a header.
fn with_links(mut response: Response, Links(links): &Links) -> Response {
    let link = |Link { rel, kind, href, .. }: &Link| format!("<{href}>; rel=\"{rel}\"; type=\"{kind}\"");
    let header: Vec<String> = links.iter().map(link).collect();
    if let Ok(value) = HeaderValue::try_from(header.join(", ")) {
        response.headers_mut().insert(header::LINK, value);
    }
    response
}

/// Where else to look.
pub(crate) struct Links(pub(crate) Vec<Link>);

/// A link of an answer. Its address is percent-encoded, so JSON has nothing to escape in it.
pub(crate) struct Link {
    pub(crate) rel: &'static str,
    kind: &'static str,
    pub(crate) href: String,
    pub(crate) title: &'static str,
}

impl Links {
    fn new(site: &str, collection: Collection, question: &Question, page: &Page) -> Self {
        let own = format!("{site}{}", collection.path());
        let items = |parts: &[&str]| {
            let mut href = String::with_capacity(own.len() + question.given.len() + 64);
            href.push_str(&own);
            href.push_str("/items");
            let mut mark = '?';
            for part in parts.iter().filter(|part| !part.is_empty()) {
                href.push(mark);
                href.push_str(part);
                mark = '&';
            }
            href
        };
        let (given, bare) = (&*question.given, &*without_format(&question.given));
        let asked = match question.form {
            Form::Json => "application/geo+json",
            Form::Html => "text/html",
            Form::File(format) => format.media_type(),
        };
        let mut links = vec![Link::new("self", asked, items(&[given, &question.place]), "Dit antwoord")];
        links.reserve(11);
        if let Some(cursor) = &page.next {
            let cursor = format!("cursor={cursor}");
            links.push(Link::new("next", asked, items(&[given, &cursor]), "Volgende bladzijde"));
        }
        if let Some(offset) = question.offset.filter(|&offset| offset > 0) {
            let before = match offset.saturating_sub(question.limit) {
                0 => String::new(),
                before => format!("offset={before}"),
            };
            links.push(Link::new("prev", asked, items(&[given, &before]), "Vorige bladzijde"));
        }
        for (form, kind) in [("f=json", "application/geo+json"), ("f=html", "text/html")] {
            if kind == asked {
                continue;
            }
            links.push(Link::new("alternate", kind, items(&[bare, &question.place, form]), kind_of(kind)));
        }
        if collection == Collection::Initiatives {
            for format in Format::ALL {
                if format == Format::GeoJson || question.form == Form::File(format) {
                    continue;
                }
                let form = format!("f={}", format.extension());
                let href = items(&[bare, &question.place, &form]);
                links.push(Link::new("alternate", format.media_type(), href, format.label()));
            }
        }
        // The map and the files ask by the query alone.
        if collection == Collection::Initiatives && !question.picks() {
            let query = encode_pairs(&question.query.to_pairs());
            let mark = if query.is_empty() { "" } else { "?" };
            let (file, map) = (format!("{site}/export/limburg.geojson{mark}{query}"), format!("{site}/{mark}{query}"));
            links.push(Link::new("related", "application/geo+json", file, "Alles in één bestand"));
            links.push(Link::new("related", "text/html", map, "Op de kaart"));
        }
        links.push(Link::new("collection", "application/json", own, "De collectie"));
        Self(links)
    }

    /// The address of the link with this relation; empty when there is none.
    pub(crate) fn href(&self, rel: &str) -> String {
        self.0.iter().find(|link| link.rel == rel).map_or_else(String::new, |link| link.href.clone())
    }
}

impl Link {
    fn new(rel: &'static str, kind: &'static str, href: String, title: &'static str) -> Self {
        Self { rel, kind, href, title }
    }

    fn write(&self, out: &mut Vec<u8>) {
        // Every answer has a dozen, and parts that are put together cost less than a format.
        let (rel, kind, href, title) = (self.rel, self.kind, &*self.href, self.title);
        let parts =
            [r#"{"rel":""#, rel, r#"","type":""#, kind, r#"","href":""#, href, r#"","title":""#, title, r#""}"#];
        parts.iter().for_each(|part| out.extend_from_slice(part.as_bytes()));
    }
}

fn kind_of(kind: &str) -> &'static str {
    if kind == "text/html" { "Dit als bladzijde" } else { "Dit als GeoJSON" }
}

/// An address' question without its `f`.
fn without_format(given: &str) -> String {
    given.split('&').filter(|pair| !pair.starts_with("f=")).collect::<Vec<_>>().join("&")
}

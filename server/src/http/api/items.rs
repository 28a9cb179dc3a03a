//! `…/items`: the features themselves.

use std::io::Write as _;

use atlas::Atlas;
use axum::{
    extract::{Path, Request, State},
    http::{HeaderMap, StatusCode, Uri, header},
    response::{IntoResponse as _, Response},
};
use domain::{Query, QueryError, Sort, query::encode_pairs};
use serde_json::json;

use super::{COLLECTION, GEOJSON, question};
use crate::http::{
    AppState, etag, features,
    params::{decode, take, whole},
    problem::Problem,
};

/// How many features an answer has when nobody says.
const DEFAULT_LIMIT: usize = 100;
/// The most features in one answer; who asks for more gets these and a link to the next.
const MAX_LIMIT: usize = 1000;

/// Bytes of a usual feature: a guess that saves growing the buffer.
const USUAL_SIZE: usize = 640;

struct Page {
    query: Query,
    limit: usize,
    offset: usize,
    /// What was given, without `offset`, as part of an address: what the links repeat.
    given: String,
}

impl Page {
    fn read(raw: &str, atlas: &Atlas) -> Result<Self, Problem> {
        let mut pairs = decode(raw)?;
        let mut errors: Vec<QueryError> = Vec::new();
        let offset = take(&mut pairs, "offset", &mut errors, |v| whole(v, 0));
        let given = encode_pairs(&pairs);
        let limit = take(&mut pairs, "limit", &mut errors, |v| whole(v, 1));
        question::format(&mut pairs, &mut errors);
        question::datetime(&mut pairs, &mut errors);
        let query = question::read(&mut pairs, atlas.territory().vocabulary(), errors)?;
        let limit = limit.unwrap_or(DEFAULT_LIMIT).min(MAX_LIMIT);
        Ok(Self { query, limit, offset: offset.unwrap_or(0), given })
    }

    /// Writes where else to look. Addresses are percent-encoded, so JSON has nothing to escape in them.
    fn write_links(&self, out: &mut Vec<u8>, site: &str, matched: usize, returned: usize) {
        // Writing to a Vec never fails.
        let mut page = |start: &str, rel: &str, offset: usize| {
            let _ =
                write!(out, r#"{start}{{"rel":"{rel}","type":"application/geo+json","href":"{site}{COLLECTION}/items"#);
            let _ = match (&*self.given, offset) {
                ("", 0) => write!(out, r#""}}"#),
                ("", _) => write!(out, r#"?offset={offset}"}}"#),
                (given, 0) => write!(out, r#"?{given}"}}"#),
                (given, _) => write!(out, r#"?{given}&offset={offset}"}}"#),
            };
        };
        page("[", "self", self.offset);
        if self.offset + returned < matched && returned > 0 {
            page(",", "next", self.offset + returned);
        }
        if self.offset > 0 {
            page(",", "prev", self.offset.saturating_sub(self.limit));
        }
        let query = encode_pairs(&self.query.to_pairs());
        let mark = if query.is_empty() { "" } else { "?" };
        let _ = write!(
            out,
            r#",{{"rel":"alternate","type":"application/geo+json","href":"{site}/export/limburg.geojson{mark}{query}","title":"Alles in één bestand"}},{{"rel":"alternate","type":"text/html","href":"{site}/{mark}{query}","title":"Op de kaart"}},{{"rel":"collection","type":"application/json","href":"{site}{COLLECTION}"}}]"#
        );
    }
}

/// `…/items`: a page of features, in order of distance when there is a point, else of id.
pub(super) async fn list(State(state): State<AppState>, request: Request) -> Result<Response, Problem> {
    let atlas = state.atlas.load();
    let page = Page::read(request.uri().query().unwrap_or_default(), &atlas)?;
    let tag = etag::tag(&state, &atlas, request.uri());
    etag::respond(request.headers(), &tag, || {
        let matches = atlas.matches(&page.query);
        let matched = matches.len();
        let indexes: Vec<u32> = if page.query.near.is_some() {
            let ranked = atlas.ranked(&page.query, &matches, Sort::Auto);
            ranked.into_iter().skip(page.offset).take(page.limit).collect()
        } else {
            matches.iter().skip(page.offset).take(page.limit).collect()
        };
        let near = page.query.near.map(|near| near.point);

        let mut body = Vec::with_capacity(2048 + USUAL_SIZE * indexes.len());
        let returned = indexes.len();
        // Writing to a Vec never fails.
        let _ = write!(
            body,
            "{{\"type\":\"FeatureCollection\",\"numberMatched\":{matched},\"numberReturned\":{returned},\"links\":"
        );
        page.write_links(&mut body, &state.site_url, matched, returned);
        body.extend_from_slice(b",\"features\":[");
        features::join(&mut body, indexes, |out, index| features::push(out, &atlas, index, near));
        body.extend_from_slice(b"]}");
        Ok(([(header::CONTENT_TYPE, GEOJSON)], body).into_response())
    })
}

/// `…/items/{id}`: everything about one initiative. One that was withdrawn is 410, one that never was 404.
pub(super) async fn single(
    State(state): State<AppState>,
    Path(id): Path<String>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, Problem> {
    question::only_format(uri.query())?;
    // Only how we write it ourselves: `+7` or `007` is no second address.
    let number = id.parse::<i64>().ok().filter(|number| number.to_string() == id);
    let Some(number) = number else {
        return Err(Problem::not_found("Dit initiatief bestaat niet; een id is een getal."));
    };
    let atlas = state.atlas.load_full();
    let Some(index) = atlas.index_of(number) else {
        return Err(match state.store.gone(number).await {
            Ok(true) => Problem::new(StatusCode::GONE, "Dit initiatief is van de kaart gehaald."),
            Ok(false) => Problem::not_found(format!("Initiatief {number} bestaat niet.")),
            Err(error) => {
                tracing::error!(%error, "the database does not say what became of an initiative");
                Problem::busy("De database antwoordt niet.")
            }
        });
    };
    let tag = etag::tag(&state, &atlas, &uri);
    etag::respond(&headers, &tag, || {
        let body = detailed(&state, &atlas, index).ok_or_else(Problem::internal)?;
        Ok(([(header::CONTENT_TYPE, GEOJSON)], body).into_response())
    })
}

/// The feature with what only its own address tells, and its links. `None` when the atlas breaks its promise that a
/// feature ends in its properties.
fn detailed(state: &AppState, atlas: &Atlas, index: u32) -> Option<Vec<u8>> {
    let initiative = atlas.at(index);
    let content = &initiative.content;
    let site = &state.site_url;
    let own = format!("{site}{COLLECTION}/items/{}", initiative.id);
    let page = format!("{site}{}", atlas.path(index));
    let links = json!([
        {"rel": "self", "type": "application/geo+json", "href": own},
        {"rel": "alternate", "type": "text/html", "href": page, "title": content.title},
        {"rel": "collection", "type": "application/json", "href": format!("{site}{COLLECTION}")},
    ]);
    let mut body = atlas.feature(index).strip_suffix(b"}}")?.to_vec();
    for (name, value) in [
        ("omschrijving", json!(content.description)),
        ("leervraag", json!(content.learning_question)),
        ("periode", json!(content.period)),
        ("opbrengst", json!(content.outcomes)),
    ] {
        body.extend_from_slice(format!(",\"{name}\":{value}").as_bytes());
    }
    body.extend_from_slice(format!("}},\"links\":{links}}}").as_bytes());
    Some(body)
}

//! What the API says about itself.

use atlas::Atlas;
use axum::{
    extract::State,
    http::{HeaderMap, Uri, header},
    response::{IntoResponse as _, Response},
};
use domain::Region;
use serde_json::{Value, json};

use super::{COLLECTION, JSON, openapi, question};
use crate::http::{AppState, etag, problem::Problem};

const CRS84: &str = "http://www.opengis.net/def/crs/OGC/1.3/CRS84";

/// `/api`: where everything is.
pub(super) async fn landing(State(state): State<AppState>, headers: HeaderMap, uri: Uri) -> Result<Response, Problem> {
    answer(&state, &headers, &uri, |site, _| {
        json!({
            "title": "InnovatieKaart",
            "description": "Open data van de InnovatieKaart: onderwijsinnovatie in Limburg, op de kaart.",
            "links": [
                link("self", "application/json", format!("{site}/api"), "Dit document"),
                link("service-desc", openapi::KIND, format!("{site}/api/openapi.json"), "De beschrijving van de API"),
                link("conformance", "application/json", format!("{site}/api/conformance"), "De standaarden"),
                link("data", "application/json", format!("{site}/api/collections"), "De collecties"),
                link("alternate", "text/html", format!("{site}/"), "De kaart"),
            ],
        })
    })
}

/// `/api/conformance`: which standards it follows.
pub(super) async fn conformance(
    State(state): State<AppState>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, Problem> {
    answer(&state, &headers, &uri, |_, _| {
        let class = |name: &str| format!("http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/{name}");
        json!({"conformsTo": [class("core"), class("geojson"), class("oas30")]})
    })
}

/// `/api/collections`.
pub(super) async fn collections(
    State(state): State<AppState>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, Problem> {
    answer(&state, &headers, &uri, |site, atlas| {
        json!({
            "links": [link("self", "application/json", format!("{site}/api/collections"), "Dit document")],
            "collections": [initiatives(site, atlas)],
        })
    })
}

/// `/api/collections/initiatieven`.
pub(super) async fn collection(
    State(state): State<AppState>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, Problem> {
    answer(&state, &headers, &uri, initiatives)
}

fn answer(
    state: &AppState,
    headers: &HeaderMap,
    uri: &Uri,
    make: impl FnOnce(&str, &Atlas) -> Value,
) -> Result<Response, Problem> {
    question::only_format(uri.query())?;
    let atlas = state.atlas.load();
    let tag = etag::tag(state, &atlas, uri);
    etag::respond(headers, &tag, || {
        let body = make(&state.site_url, &atlas).to_string();
        Ok(([(header::CONTENT_TYPE, JSON)], body).into_response())
    })
}

fn link(rel: &str, kind: &str, href: String, title: &str) -> Value {
    json!({"rel": rel, "type": kind, "href": href, "title": title})
}

fn initiatives(site: &str, atlas: &Atlas) -> Value {
    let own = format!("{site}{COLLECTION}");
    let mut links = vec![
        link("self", "application/json", own.clone(), "Dit document"),
        link("items", "application/geo+json", format!("{own}/items"), "De initiatieven"),
        link("alternate", "text/html", format!("{site}/"), "De kaart"),
    ];
    let whole = [("limburg", "heel Limburg")].into_iter();
    for (name, title) in whole.chain(Region::ALL.iter().map(|r| (r.slug(), r.label()))) {
        let href = format!("{site}/export/{name}.geojson");
        links.push(link("enclosure", "application/geo+json", href, &format!("Bestand met {title}")));
    }
    let bounds: [f64; 4] = atlas.territory().bounds().into();
    json!({
        "id": "initiatieven",
        "title": "Initiatieven",
        "description": "Onderwijsinnovatie in Limburg: wat er is, waar, en in welke fase.",
        "itemType": "feature",
        "extent": {"spatial": {"bbox": [bounds], "crs": CRS84}},
        "crs": [CRS84],
        "links": links,
    })
}

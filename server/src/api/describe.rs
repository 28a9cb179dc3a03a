//! What the API says about itself.

use std::sync::Arc;

use atlas::Atlas;
use axum::{
    extract::{Path, State},
    http::{HeaderMap, Uri},
    response::Response,
};
use domain::{Region, paths};
use export::Format;
use serde_json::{Value, json};

use crate::{
    api::{
        self, JSON,
        collections::{Collection, Stock},
        crs::Crs,
        form::Form,
        html, openapi, question,
    },
    state::AppState,
    web::{etag, problem::Problem},
};

/// The link to what one can filter by (part 3).
const QUERYABLES: &str = "http://www.opengis.net/def/rel/ogc/1.0/queryables";
/// The same for sorting.
const SORTABLES: &str = "http://www.opengis.net/def/rel/ogc/1.0/sortables";

/// The standards it follows: requirement classes that are met whole, each with what it is.
pub(crate) const CLASSES: [(&str, &str); 14] = [
    ("http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core", "Features: kern"),
    ("http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson", "Features: GeoJSON"),
    ("http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/html", "Features: HTML"),
    ("http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30", "Features: OpenAPI 3.0"),
    ("http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs", "Features: coördinatenstelsels"),
    ("http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/queryables", "Filteren: waarop het kan"),
    ("http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/filter", "Filteren: de parameter filter"),
    ("http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/features-filter", "Filteren: op collecties"),
    ("http://www.opengis.net/spec/cql2/1.0/conf/cql2-text", "CQL2 als tekst"),
    ("http://www.opengis.net/spec/cql2/1.0/conf/basic-cql2", "CQL2: vergelijken, AND, OR, NOT, IS NULL"),
    ("http://www.opengis.net/spec/cql2/1.0/conf/advanced-comparison-operators", "CQL2: LIKE, BETWEEN, IN"),
    ("http://www.opengis.net/spec/cql2/1.0/conf/basic-spatial-functions", "CQL2: S_INTERSECTS met punt en rechthoek"),
    ("http://www.opengis.net/spec/cql2/1.0/conf/basic-spatial-functions-plus", "CQL2: S_INTERSECTS met elke vorm"),
    ("http://www.opengis.net/spec/cql2/1.0/conf/array-functions", "CQL2: A_CONTAINS en de andere lijstfuncties"),
];

/// `/api`: where everything is.
pub(crate) async fn landing(State(state): State<AppState>, headers: HeaderMap, uri: Uri) -> Result<Response, Problem> {
    if question::only_form(uri.query(), &headers)? == Form::Html {
        return Ok(api::answer::varied(html::landing(&state)?));
    }
    json(&state, &headers, &uri, 0, |site| {
        json!({
            "title": "InnovatieKaart",
            "description": "Open data van de InnovatieKaart: onderwijsinnovatie in Limburg, op de kaart.",
            "links": [
                link("self", "application/json", format!("{site}/api"), "Dit document"),
                link("alternate", "text/html", format!("{site}/api?f=html"), "Dit als bladzijde"),
                link("service-desc", openapi::KIND, format!("{site}/api/openapi.json"), "De beschrijving van de API"),
                link("service-doc", "text/html", format!("{site}{}", paths::API_GUIDE), "Hoe je de API gebruikt"),
                link("conformance", "application/json", format!("{site}/api/conformance"), "De standaarden"),
                link("data", "application/json", format!("{site}/api/collections"), "De collecties"),
                link("related", "text/html", format!("{site}/"), "De kaart"),
            ],
        })
    })
}

/// `/api/conformance`: which standards it follows.
pub(crate) async fn conformance(
    State(state): State<AppState>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, Problem> {
    if question::only_form(uri.query(), &headers)? == Form::Html {
        return Ok(api::answer::varied(html::conformance(&state)?));
    }
    json(&state, &headers, &uri, 0, |_| json!({"conformsTo": CLASSES.map(|(class, _)| class)}))
}

/// `/api/collections`.
pub(crate) async fn collections(
    State(state): State<AppState>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, Problem> {
    let form = question::only_form(uri.query(), &headers)?;
    let atlas = state.atlas.load_full();
    let mut stocks = Vec::new();
    for collection in Collection::ALL {
        stocks.push((collection, Stock::load(collection, &state, &atlas).await?));
    }
    if form == Form::Html {
        return Ok(api::answer::varied(html::collections(&state, &atlas, &stocks)?));
    }
    let version = stocks.iter().map(|(_, stock)| stock.version()).fold(0, u64::wrapping_add);
    json(&state, &headers, &uri, version, |site| {
        let all = stocks.iter().map(|(collection, stock)| described(site, &atlas, *collection, stock));
        json!({
            "links": [
                link("self", "application/json", format!("{site}/api/collections"), "Dit document"),
                link("alternate", "text/html", format!("{site}/api/collections?f=html"), "Dit als bladzijde"),
            ],
            "crs": Crs::ALL.map(Crs::uri),
            "collections": all.collect::<Vec<_>>(),
        })
    })
}

/// `/api/collections/{collection}`.
pub(crate) async fn collection(
    State(state): State<AppState>,
    Path(id): Path<String>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, Problem> {
    let collection = Collection::find(&id)?;
    let form = question::only_form(uri.query(), &headers)?;
    let atlas = state.atlas.load_full();
    let stock = Stock::load(collection, &state, &atlas).await?;
    if form == Form::Html {
        return Ok(api::answer::varied(html::collection(&state, &atlas, &stock, collection)?));
    }
    json(&state, &headers, &uri, stock.version(), |site| described(site, &atlas, collection, &stock))
}

/// A JSON document about the API. `version` as for [`crate::web::etag::tag_with`].
fn json(
    state: &AppState,
    headers: &HeaderMap,
    uri: &Uri,
    version: u64,
    make: impl FnOnce(&str) -> Value,
) -> Result<Response, Problem> {
    let tag = etag::tag_with(state.salt, &state.atlas.load(), uri, version);
    etag::respond(headers, &tag, || Ok(api::answer::body(JSON, make(&state.site_url).to_string())))
        .map(api::answer::varied)
}

fn link(rel: &str, kind: &str, href: String, title: &str) -> Value {
    json!({"rel": rel, "type": kind, "href": href, "title": title})
}

fn described(site: &str, atlas: &Arc<Atlas>, collection: Collection, stock: &Stock) -> Value {
    let own = format!("{site}{}", collection.path());
    let (title, license) = (collection.title(), "https://creativecommons.org/licenses/by/4.0/deed.nl");
    let mut links = vec![
        link("self", "application/json", own.clone(), "Dit document"),
        link("alternate", "text/html", format!("{own}?f=html"), "Dit als bladzijde"),
        link("items", "application/geo+json", format!("{own}/items"), title),
        link("items", "text/html", format!("{own}/items?f=html"), &format!("{title} als bladzijde")),
        link(QUERYABLES, "application/schema+json", format!("{own}/queryables"), "Waarop je kunt filteren"),
        // What GDAL before 3.10 looks for.
        link("queryables", "application/schema+json", format!("{own}/queryables"), "Waarop je kunt filteren"),
        link(SORTABLES, "application/schema+json", format!("{own}/sortables"), "Waarop je kunt sorteren"),
    ];
    if collection == Collection::Initiatives {
        links.push(link("license", "text/html", license.to_owned(), "CC BY 4.0"));
        links.push(link("related", "text/html", format!("{site}/"), "De kaart"));
        let whole = [("limburg", "heel Limburg")].into_iter();
        for (name, title) in whole.chain(Region::ALL.iter().map(|r| (r.slug(), r.label()))) {
            for format in Format::ALL {
                let href = format!("{site}/export/{name}.{}", format.extension());
                links.push(link("enclosure", format.media_type(), href, &format!("Bestand met {title}")));
            }
        }
    } else if collection == Collection::Gatherings {
        links.push(link("license", "text/html", license.to_owned(), "CC BY 4.0"));
        links.push(link("related", "text/html", format!("{site}{}", paths::AGENDA), "De agenda"));
    } else {
        links.push(link("license", "text/html", format!("{site}{}", paths::SOURCES), "Bronnen en licenties"));
    }
    let mut extent = json!({});
    if let Some(bounds) = stock.bounds(atlas) {
        extent["spatial"] = json!({"bbox": [<[f64; 4]>::from(bounds)], "crs": Crs::Crs84.uri()});
    }
    let interval = match stock {
        Stock::Initiatives(atlas) => Some([atlas.all().iter().map(|one| &*one.changed).min(), None]),
        Stock::Gatherings(stock) => {
            let all = stock.index().all().iter();
            let (begins, ends) = (all.clone().map(|one| &*one.content.begins), all.map(|one| &*one.content.ends));
            Some([begins.min(), ends.max()])
        }
        Stock::Schools(_) | Stock::Boards(_) | Stock::Areas(_) => None,
    };
    if let Some(interval) = interval {
        extent["temporal"] = json!({
            "interval": [interval],
            "trs": "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian",
        });
    }
    json!({
        "id": collection.id(),
        "title": title,
        "description": collection.description(atlas.territory().exact()),
        "itemType": "feature",
        "extent": extent,
        "crs": Crs::ALL.map(Crs::uri),
        "storageCrs": Crs::Crs84.uri(),
        "links": links,
    })
}

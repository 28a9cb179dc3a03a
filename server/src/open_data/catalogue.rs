//! `/catalogus`: what open data there is, as DCAT-AP-NL 3.0 in JSON-LD, for portals that collect such descriptions.

use axum::{
    extract::{RawQuery, State},
    http::{HeaderMap, HeaderValue, Uri, header},
    response::{IntoResponse as _, Redirect, Response},
};
use const_format::formatcp;
use domain::{Operator, paths};
use export::{
    Format,
    archive::{File, PATH},
};
use serde_json::{Value, json};

use crate::{
    open_data::archive,
    state::AppState,
    web::{accept::prefers_page, etag, params, problem::Problem},
};

/// The same file for everybody.
pub(crate) const FILE: &str = "/catalogus.jsonld";

const KIND: &str = "application/ld+json";
const LICENCE: &str = "https://creativecommons.org/licenses/by/4.0/";
/// Where the European Union keeps its words: <https://op.europa.eu/en/web/eu-vocabularies>.
const WORDS: &str = "http://publications.europa.eu/resource/authority";

pub(crate) async fn catalogue(
    State(state): State<AppState>,
    RawQuery(raw): RawQuery,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, Problem> {
    params::none(raw.as_deref())?;
    if uri.path() != FILE && prefers_page(&headers) {
        // Somebody looks; portals ask for data.
        let to = Redirect::to(formatcp!("{}#catalogus", paths::OPEN_DATA));
        return Ok(([(header::VARY, HeaderValue::from_static("accept"))], to).into_response());
    }
    let atlas = state.atlas.load_full();
    let files = state.archive.files().await.map_err(|error| archive::unreachable(&error))?;
    // A new day in the archive is a change too.
    let newest = files.first().map(File::name).unwrap_or_default();
    let tag = etag::tag(state.salt, &atlas, &uri).replacen('"', &format!("\"{newest}-"), 1);
    etag::respond(&headers, &tag, || {
        let bounds: [f64; 4] = atlas.territory().bounds().into();
        let document = describe(&state.site_url, &state.config.operator, atlas.last_change(), bounds, &files);
        let kind = [(header::CONTENT_TYPE, KIND), (header::VARY, "accept")];
        Ok((kind, document.to_string()).into_response())
    })
}

/// `modified` is when an initiative last changed, RFC 3339; `bounds` are degrees.
fn describe(site: &str, operator: &Operator, modified: Option<&str>, bounds: [f64; 4], archived: &[File]) -> Value {
    let publisher = if operator.name.is_empty() { "InnovatieKaart Limburg" } else { &*operator.name };
    let mut contact = json!({
        "@id": format!("{site}/catalogus#contact"),
        "@type": ["vcard:Organization", "vcard:Kind"],
        "vcard:fn": text(publisher),
        "vcard:hasURL": {"@id": format!("{site}{}", paths::ABOUT)},
    });
    if let Some(address) = &operator.contact {
        let property = if address.href().starts_with("mailto:") { "vcard:hasEmail" } else { "vcard:hasURL" };
        contact[property] = json!({"@id": address.href()});
    }
    let now = Format::ALL.map(|format| {
        let address = format!("{site}/export/limburg.{}", format.extension());
        distribution(&address, format, &format!("Alle initiatieven als {}", format.label()), None)
    });
    let before = archived.iter().map(|file| {
        let address = format!("{site}{}{}", PATH, file.name());
        distribution(&address, file.format, &format!("{} als {}", file.day, file.format.label()), Some(file.size))
    });
    let [west, south, east, north] = bounds;
    let place = json!({
        "@type": "dct:Location",
        "dcat:bbox": {
            "@type": "geo:wktLiteral",
            "@value": format!("POLYGON(({west} {south},{east} {south},{east} {north},{west} {north},{west} {south}))"),
        },
    });
    let dataset = |id: &str, title: &str, description: &str, distributions: Vec<Value>| {
        let mut dataset = json!({
            "@id": format!("{site}/catalogus#{id}"),
            "@type": "dcat:Dataset",
            "dct:identifier": format!("{site}/catalogus#{id}"),
            "dct:title": text(title),
            "dct:description": text(description),
            "dct:creator": {"@id": format!("{site}/catalogus#uitgever")},
            "dct:publisher": {"@id": format!("{site}/catalogus#uitgever")},
            "dcat:contactPoint": {"@id": format!("{site}/catalogus#contact")},
            "dct:license": {"@id": LICENCE},
            "dct:accessRights": word("access-right/PUBLIC"),
            "dct:language": word("language/NLD"),
            "dcat:theme": word("data-theme/EDUC"),
            "dct:spatial": place,
            "dcat:landingPage": {"@id": format!("{site}/")},
            "dcat:distribution": distributions,
        });
        if let Some(modified) = modified {
            dataset["dct:modified"] = json!({"@type": "xsd:dateTime", "@value": modified});
        }
        dataset
    };
    let mut current = dataset(
        "initiatieven",
        "Onderwijsinnovatie in Limburg",
        "Alle initiatieven op de InnovatieKaart: wat scholen in Limburg vernieuwen, waar, en in welke fase. \
         Zo actueel als de kaart zelf.",
        now.into(),
    );
    current["dct:accrualPeriodicity"] = word("frequency/CONT");
    let mut daily = dataset(
        "archief",
        "Onderwijsinnovatie in Limburg, per dag",
        "Dezelfde gegevens zoals ze op een dag waren: een maand lang van elke dag, een jaar lang van de eerste van de maand.",
        before.collect(),
    );
    daily["dct:accrualPeriodicity"] = word("frequency/DAILY");
    daily["dcat:landingPage"] = json!({"@id": format!("{site}{}", PATH)});
    json!({
        "@context": {
            "dcat": "http://www.w3.org/ns/dcat#",
            "dct": "http://purl.org/dc/terms/",
            "foaf": "http://xmlns.com/foaf/0.1/",
            "geo": "http://www.opengis.net/ont/geosparql#",
            "vcard": "http://www.w3.org/2006/vcard/ns#",
            "xsd": "http://www.w3.org/2001/XMLSchema#",
        },
        "@graph": [
            {
                "@id": format!("{site}/catalogus"),
                "@type": "dcat:Catalog",
                "dct:title": text("Open data van de InnovatieKaart Limburg"),
                "dct:description": text("Wat er aan onderwijsinnovatie op de kaart van Limburg staat, als open data."),
                "dct:publisher": {"@id": format!("{site}/catalogus#uitgever")},
                "dcat:contactPoint": {"@id": format!("{site}/catalogus#contact")},
                "dct:license": {"@id": LICENCE},
                "dct:language": word("language/NLD"),
                "foaf:homepage": {"@id": format!("{site}/")},
                "dcat:dataset": [{"@id": format!("{site}/catalogus#initiatieven")}, {"@id": format!("{site}/catalogus#archief")}],
                "dcat:service": {"@id": format!("{site}/catalogus#api")},
            },
            {
                "@id": format!("{site}/catalogus#uitgever"),
                "@type": "foaf:Agent",
                "foaf:name": text(publisher),
                "foaf:homepage": {"@id": format!("{site}{}", paths::ABOUT)},
            },
            contact,
            current,
            daily,
            {
                "@id": format!("{site}/catalogus#api"),
                "@type": "dcat:DataService",
                "dct:identifier": format!("{site}/catalogus#api"),
                "dct:title": text("OGC API – Features van de InnovatieKaart"),
                "dct:description": text("Zoeken in de initiatieven, zoals de kaart het doet."),
                "dct:publisher": {"@id": format!("{site}/catalogus#uitgever")},
                "dcat:contactPoint": {"@id": format!("{site}/catalogus#contact")},
                "dct:license": {"@id": LICENCE},
                "dct:accessRights": word("access-right/PUBLIC"),
                "dcat:theme": word("data-theme/EDUC"),
                "dcat:endpointURL": {"@id": format!("{site}/api")},
                "dcat:endpointDescription": {"@id": format!("{site}/api/openapi.json")},
                "dcat:servesDataset": {"@id": format!("{site}/catalogus#initiatieven")},
                "dct:conformsTo": {"@id": "http://www.opengis.net/spec/ogcapi-features-1/1.0", "@type": "dct:Standard"},
            },
        ],
    })
}

/// `size` in bytes, when it is known and stays.
fn distribution(address: &str, format: Format, title: &str, size: Option<u64>) -> Value {
    let mut distribution = json!({
        "@id": address,
        "@type": "dcat:Distribution",
        "dct:title": text(title),
        "dcat:accessURL": {"@id": address},
        "dcat:downloadURL": {"@id": address},
        "dcat:mediaType": {"@id": format!("https://www.iana.org/assignments/media-types/{}", essence(format))},
        "dct:license": {"@id": LICENCE},
        "dct:language": word("language/NLD"),
    });
    if let Some(size) = size {
        distribution["dcat:byteSize"] = json!({"@type": "xsd:nonNegativeInteger", "@value": size.to_string()});
    }
    distribution
}

/// The media type without its parameters.
fn essence(format: Format) -> &'static str {
    let kind = format.media_type();
    kind.split_once(';').map_or(kind, |(essence, _)| essence)
}

fn text(nl: &str) -> Value {
    json!({"@language": "nl", "@value": nl})
}

/// A word of one of the European lists.
fn word(path: &str) -> Value {
    json!({"@id": format!("{WORDS}/{path}")})
}

//! What search engines and other programs read of a page: schema.org as JSON-LD.
//!
//! An initiative's page is a `CreativeWork`: what is dated, licensed, written in Dutch and part of this site is the
//! description. The initiative itself is the `Project` that it is about. A `LearningResource` would say that one can learn
//! from the page, and an `Event` that one can go there.

use app::view::View;
use atlas::Atlas;
use domain::{Initiative, PageState, query::encode_pairs};
use export::Format;
use serde_json::{Value, json};

use super::initiative::path_of;

/// What the initiatives may be used under, as `/over/gegevens` says.
const LICENCE: &str = "https://creativecommons.org/licenses/by/4.0/";

/// One initiative. What is not known is left out. Of where it is, no more than the town and the point on the map.
pub(super) fn initiative(site: &str, atlas: &Atlas, initiative: &Initiative) -> String {
    let content = &initiative.content;
    let url = format!("{site}{}", path_of(initiative));
    let summary = if content.summary.is_empty() { &content.title } else { &content.summary };
    let vocabulary = atlas.territory().vocabulary();
    let themes = content.themes.iter().filter_map(|slug| vocabulary.theme(slug).ok());
    let keywords: Vec<_> = themes.map(|theme| theme.label.clone()).collect();
    let place = json!({
        "@type": "Place",
        "name": initiative.town,
        "address": {
            "@type": "PostalAddress",
            "addressLocality": initiative.town,
            "addressRegion": "Limburg",
            "addressCountry": "NL",
        },
        "geo": {
            "@type": "GeoCoordinates",
            "longitude": initiative.position.lon(),
            "latitude": initiative.position.lat(),
        },
    });
    let mut work = json!({
        "@context": "https://schema.org",
        "@type": "CreativeWork",
        "@id": url,
        "url": url,
        "name": content.title,
        "description": summary,
        "inLanguage": "nl",
        "dateModified": initiative.changed,
        "license": LICENCE,
        "isAccessibleForFree": true,
        "contentLocation": place,
        "about": { "@type": "Project", "@id": format!("{url}#project"), "name": content.title, "location": place },
        "isPartOf": dataset_of(site),
    });
    if !keywords.is_empty() {
        work["keywords"] = keywords.clone().into();
        work["about"]["keywords"] = keywords.into();
    }
    if !content.school.is_empty() {
        let school = json!({ "@type": "EducationalOrganization", "name": content.school });
        work["about"]["parentOrganization"] = school.clone();
        work["provider"] = school;
    }
    if let Some(website) = &content.website {
        work["about"]["url"] = website.as_str().into();
    }
    work.to_string()
}

/// The data set of all initiatives, named.
fn dataset_of(site: &str) -> Value {
    json!({ "@type": "Dataset", "@id": format!("{site}/#gegevens"), "name": "InnovatieKaart Limburg", "url": format!("{site}/") })
}

/// What a question finds: the data set with its downloads, and the initiatives that this page of the list has. Invented
/// examples are not listed: nobody is to find them as if they were real.
pub(super) fn list(site: &str, atlas: &Atlas, page: &PageState, view: &View) -> String {
    let address = format!("{site}{}", page.canonical().href());
    let query = encode_pairs(&page.query.to_pairs());
    let asked = if query.is_empty() { String::new() } else { format!("?{query}") };
    let downloads = Format::ALL.iter().map(|format| {
        json!({
            "@type": "DataDownload",
            "encodingFormat": format.media_type(),
            "contentUrl": format!("{site}/export/limburg.{}{asked}", format.extension()),
        })
    });
    let shown = view.spots.iter().filter_map(|(id, _)| atlas.get(*id)).filter(|initiative| !initiative.example);
    let items: Vec<_> = shown
        .zip(1..)
        .map(|(initiative, position)| {
            let url = format!("{site}{}", path_of(initiative));
            json!({ "@type": "ListItem", "position": position, "name": initiative.content.title, "url": url })
        })
        .collect();
    let mut dataset = dataset_of(site);
    if !page.query.is_empty() {
        dataset["isPartOf"] = dataset.clone();
        dataset["@id"] = format!("{address}#gegevens").into();
        dataset["name"] = format!("InnovatieKaart Limburg: {}", wording::sentence(atlas, &page.query)).into();
        dataset["url"] = address.clone().into();
    }
    let [west, south, east, north]: [f64; 4] = atlas.territory().bounds().into();
    let more = json!({
        "description": format!(
            "Onderwijsinnovatie in Limburg, elk initiatief met plek, school, thema, sector en fase: {}.", view.status
        ),
        "inLanguage": "nl",
        "license": LICENCE,
        "isAccessibleForFree": true,
        "creator": { "@type": "Organization", "name": "InnovatieKaart Limburg", "url": format!("{site}/") },
        "spatialCoverage": {
            "@type": "Place",
            "name": "Limburg",
            // South, west, north, east.
            "geo": { "@type": "GeoShape", "box": format!("{south:.4} {west:.4} {north:.4} {east:.4}") },
        },
        "distribution": downloads.collect::<Vec<_>>(),
    });
    if let (Value::Object(dataset), Value::Object(more)) = (&mut dataset, more) {
        dataset.extend(more);
    }
    let mut graph = vec![dataset];
    if !items.is_empty() {
        graph.push(json!({
            "@type": "ItemList",
            "@id": format!("{address}#lijst"),
            "name": view.status,
            "numberOfItems": items.len(),
            "itemListElement": items,
        }));
    }
    json!({ "@context": "https://schema.org", "@graph": graph }).to_string()
}

//! What search engines and other programs read of a list of initiatives: schema.org as JSON-LD.

use app::map::View;
use atlas::Atlas;
use domain::{InitiativeId, Kind, PageState, query::encode_pairs};
use export::Format;
use serde_json::{Value, json};

use crate::lookup::path_of;

/// The licence of the open data, as `/over/gegevens` says.
pub(crate) const LICENCE: &str = "https://creativecommons.org/licenses/by/4.0/";

/// The data set of all initiatives, named.
pub(crate) fn dataset_of(site: &str) -> Value {
    json!({ "@type": "Dataset", "@id": format!("{site}/#gegevens"), "name": "InnovatieKaart Limburg", "url": format!("{site}/") })
}

/// What a question finds: the data set with its downloads, and the initiatives that this page of the list has. Invented
/// examples are not listed: nobody is to find them as if they were real.
pub(crate) fn list(site: &str, atlas: &Atlas, page: &PageState, view: &View) -> String {
    let address = format!("{site}{}", page.canonical().href());
    let query = encode_pairs(&page.query.about(Kind::Initiative).to_pairs());
    let asked = if query.is_empty() { String::new() } else { format!("?{query}") };
    let downloads = Format::ALL.iter().map(|format| {
        json!({
            "@type": "DataDownload",
            "encodingFormat": format.media_type(),
            "contentUrl": format!("{site}/export/limburg.{}{asked}", format.extension()),
        })
    });
    let shown =
        view.spots.iter().filter_map(|(id, _)| atlas.get(InitiativeId(*id))).filter(|initiative| !initiative.example);
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

//! `/api/openapi.json`: the API described for programs, kept by hand in `openapi.json`.

use axum::{
    extract::State,
    http::{HeaderMap, HeaderValue, Uri, header},
    response::{IntoResponse as _, Response},
};
use domain::Vocabulary;
use export::Format;
use serde_json::{Value, json};

use crate::{
    api::{form, question},
    state::AppState,
    web::{etag, params::decode, problem::Problem},
};

/// The media type of an OpenAPI 3.0 document in JSON.
pub(crate) const KIND: &str = "application/vnd.oai.openapi+json;version=3.0";

const DOCUMENT: &str = include_str!("openapi.json");

pub(crate) async fn document(State(state): State<AppState>, headers: HeaderMap, uri: Uri) -> Result<Response, Problem> {
    let (mut pairs, mut errors) = (decode(uri.query().unwrap_or_default())?, Vec::new());
    question::only_json(&mut pairs, &mut errors);
    question::nothing_left(&pairs, errors)?;
    let atlas = state.atlas.load();
    let tag = etag::tag(state.salt, &atlas, &uri);
    etag::respond(&headers, &tag, || {
        let mut document: Value = serde_json::from_str(DOCUMENT).map_err(|_| Problem::internal())?;
        document["info"]["version"] = json!(env!("CARGO_PKG_VERSION"));
        fill_in(&mut document, atlas.territory().vocabulary());
        place(&mut document, &state.site_url);
        Ok(([(header::CONTENT_TYPE, HeaderValue::from_static(KIND))], document.to_string()).into_response())
    })
}

/// What the code knows and the file can't: the open vocabularies of this map, and the formats there are.
fn fill_in(document: &mut Value, vocabulary: &Vocabulary) {
    let parameters = &mut document["components"]["parameters"];
    for (name, terms) in [("thema", &vocabulary.themes), ("gemeente", &vocabulary.municipalities)] {
        parameters[name]["schema"]["items"]["enum"] = terms.iter().map(|term| &*term.slug).collect();
    }
    parameters["fBestand"]["schema"]["enum"] = form::choices(true).split(", ").collect();
    let content = &mut document["paths"]["/api/collections/initiatieven/items"]["get"]["responses"]["200"]["content"];
    for format in Format::ALL.into_iter().filter(|format| *format != Format::GeoJson) {
        content[format.media_type()] = json!({"schema": {"type": "string", "format": "binary"}});
    }
}

/// Says where it all is. Paths count from the landing page, as GDAL expects; what lies elsewhere says so itself.
fn place(document: &mut Value, site: &str) {
    document["servers"] = json!([{"url": format!("{site}/api")}]);
    let Some(paths) = document["paths"].as_object_mut() else { return };
    let placed = std::mem::take(paths).into_iter().map(|(path, mut item)| match path.strip_prefix("/api") {
        Some("") => ("/".to_owned(), item),
        Some(rest) => (rest.to_owned(), item),
        None => {
            item["servers"] = json!([{"url": site}]);
            (path, item)
        }
    });
    *paths = placed.collect();
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use domain::{Kind, Programme, Query, Region, Sector, Stage};

    use super::*;
    use crate::api::{collections::Collection, crs::Crs};

    #[test]
    fn openapi_lists_every_parameter_and_word() {
        let document: Value = serde_json::from_str(DOCUMENT).unwrap();
        let parameters = &document["components"]["parameters"];
        for name in Query::PARAMETERS {
            assert_eq!(parameters[name]["name"], name);
        }
        let words = |name: &str| parameters[name]["schema"]["items"]["enum"].clone();
        assert_eq!(words("soort"), Kind::ALL.iter().map(|word| word.slug()).collect::<Value>());
        assert_eq!(words("regio"), Region::ALL.iter().map(|word| word.slug()).collect::<Value>());
        assert_eq!(words("sector"), Sector::ALL.iter().map(|word| word.slug()).collect::<Value>());
        assert_eq!(words("fase"), Stage::ALL.iter().map(|word| word.slug()).collect::<Value>());
        assert_eq!(words("onderdeel"), Programme::ALL.iter().map(|word| word.slug()).collect::<Value>());
    }

    #[test]
    fn openapi_lists_every_collection_with_its_properties() {
        let document: Value = serde_json::from_str(DOCUMENT).unwrap();
        let (paths, parameters) = (&document["paths"], &document["components"]["parameters"]);
        assert_eq!(parameters["collectie"]["schema"]["enum"], json!(Collection::ALL.map(Collection::id)));
        for name in ["crs", "bbox-crs", "filter-crs"] {
            assert_eq!(parameters[name]["schema"]["enum"], json!(Crs::ALL.map(Crs::uri)));
        }
        for collection in Collection::ALL {
            let items = &paths[format!("{}/items", collection.path())]["get"];
            let of = |name: &str| -> Vec<&str> {
                let all = items["parameters"].as_array().unwrap().iter();
                let all = all.map(|known| document.pointer(&known["$ref"].as_str().unwrap()[1..]).unwrap());
                let words = all.clone().find(|known| known["name"] == name).unwrap();
                words["schema"]["items"]["enum"].as_array().unwrap().iter().map(|word| word.as_str().unwrap()).collect()
            };
            let fields = collection.queryables().iter();
            let all: Vec<_> = fields.clone().chain(collection.extras()).map(|field| field.name).collect();
            assert_eq!(of("properties"), all, "{collection:?}");
            let sortable: Vec<_> = fields.filter(|field| field.sortable()).map(|field| field.name).collect();
            let signed = |name: &&str| [(*name).to_owned(), format!("+{name}"), format!("-{name}")];
            assert_eq!(of("sortby"), sortable.iter().flat_map(signed).collect::<Vec<_>>(), "{collection:?}");
            assert!(paths[format!("{}/items/{{id}}", collection.path())].is_object());
        }
    }

    #[test]
    fn openapi_references_resolve() {
        fn walk(value: &Value, root: &Value) {
            match value {
                Value::Object(members) => {
                    if let Some(Value::String(to)) = members.get("$ref") {
                        assert!(root.pointer(to.trim_start_matches('#')).is_some(), "{to}");
                    }
                    members.values().for_each(|member| walk(member, root));
                }
                Value::Array(items) => items.iter().for_each(|item| walk(item, root)),
                _ => {}
            }
        }
        let document: Value = serde_json::from_str(DOCUMENT).unwrap();
        walk(&document, &document);
    }
}

//! `/api/openapi.json`: the API described for programs, kept by hand in `openapi.json`.

use axum::{
    extract::State,
    http::{HeaderMap, HeaderValue, Uri, header},
    response::{IntoResponse as _, Response},
};
use serde_json::{Value, json};

use super::question;
use crate::http::{AppState, etag, params::decode, problem::Problem};

/// The media type of an OpenAPI 3.0 document in JSON.
pub(super) const KIND: &str = "application/vnd.oai.openapi+json;version=3.0";

const DOCUMENT: &str = include_str!("openapi.json");

pub(super) async fn document(State(state): State<AppState>, headers: HeaderMap, uri: Uri) -> Result<Response, Problem> {
    let (mut pairs, mut errors) = (decode(uri.query().unwrap_or_default())?, Vec::new());
    question::only_json(&mut pairs, &mut errors);
    question::nothing_left(&pairs, errors)?;
    let tag = etag::tag(&state, &state.atlas.load(), &uri);
    etag::respond(&headers, &tag, || {
        let mut document: Value = serde_json::from_str(DOCUMENT).map_err(|_| Problem::internal())?;
        document["info"]["version"] = json!(env!("CARGO_PKG_VERSION"));
        document["servers"] = json!([{"url": &*state.site_url}]);
        Ok(([(header::CONTENT_TYPE, HeaderValue::from_static(KIND))], document.to_string()).into_response())
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use domain::{Programme, Query, Region, Sector, Stage};

    use super::*;

    #[test]
    fn it_lists_every_parameter_and_word() {
        let document: Value = serde_json::from_str(DOCUMENT).unwrap();
        let parameters = &document["components"]["parameters"];
        for name in Query::PARAMETERS {
            assert_eq!(parameters[name]["name"], name);
        }
        let words = |name: &str| parameters[name]["schema"]["items"]["enum"].clone();
        assert_eq!(words("regio"), Region::ALL.iter().map(|word| word.slug()).collect::<Value>());
        assert_eq!(words("sector"), Sector::ALL.iter().map(|word| word.slug()).collect::<Value>());
        assert_eq!(words("fase"), Stage::ALL.iter().map(|word| word.slug()).collect::<Value>());
        assert_eq!(words("onderdeel"), Programme::ALL.iter().map(|word| word.slug()).collect::<Value>());
    }

    #[test]
    fn every_reference_leads_somewhere() {
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

//! `…/queryables` and `…/sortables`: what one can filter by and sort on, as JSON Schema.

use axum::{
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, Uri, header},
    response::Response,
};
use serde_json::{Map, Value, json};
use territory::Territory;

use crate::{
    api::{
        self, JSON,
        collections::{Collection, Field, Kind},
        form::Form,
        html, question,
    },
    state::AppState,
    web::{etag, problem::Problem},
};

const SCHEMA: HeaderValue = HeaderValue::from_static("application/schema+json");

/// What one can filter by.
pub(crate) async fn queryables(
    state: State<AppState>,
    id: Path<String>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, Problem> {
    schema(state, id, &headers, &uri, false)
}

/// What one can sort on.
pub(crate) async fn sortables(
    state: State<AppState>,
    id: Path<String>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, Problem> {
    schema(state, id, &headers, &uri, true)
}

fn schema(
    State(state): State<AppState>,
    Path(id): Path<String>,
    headers: &HeaderMap,
    uri: &Uri,
    sorting: bool,
) -> Result<Response, Problem> {
    let collection = Collection::find(&id)?;
    let form = question::only_form(uri.query(), headers)?;
    let atlas = state.atlas.load_full();
    if form == Form::Html {
        return Ok(api::answer::varied(html::schema(&state, atlas.territory(), collection, sorting)?));
    }
    let tag = etag::tag(state.salt, &atlas, uri);
    etag::respond(headers, &tag, || {
        let document = document(&state.site_url, atlas.territory(), collection, sorting);
        Ok(api::answer::body(kind(headers), document.to_string()))
    })
    .map(api::answer::varied)
}

/// JSON Schema is JSON too, for clients that take nothing else, such as GDAL.
fn kind(headers: &HeaderMap) -> HeaderValue {
    let accepts = |kind: &str| {
        let ranges = headers.get_all(header::ACCEPT).iter().filter_map(|value| value.to_str().ok());
        ranges.into_iter().any(|value| value.contains(kind))
    };
    if accepts("application/json") && !accepts("application/schema+json") && !accepts("*/*") { JSON } else { SCHEMA }
}

fn document(site: &str, territory: &Territory, collection: Collection, sorting: bool) -> Value {
    let (name, what) = if sorting { ("sortables", "sorteren") } else { ("queryables", "filteren") };
    let mut properties = Map::new();
    for field in collection.queryables().iter().filter(|field| !sorting || field.sortable()) {
        properties.insert(field.name.to_owned(), property(field, territory));
    }
    if let Some(format) = collection.geometry().filter(|_| !sorting) {
        let geometry = json!({
            "title": "Waar het is", "format": format, "x-ogc-role": "primary-geometry",
        });
        properties.insert("geometry".to_owned(), geometry);
    }
    // Next to the schema, what GDAL before 3.10 reads: the names, in the way of an older draft.
    let names: Vec<Value> = properties.keys().map(|name| json!({"id": name})).collect();
    json!({
        name: names,
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": format!("{site}{}/{name}", collection.path()),
        "type": "object",
        "title": format!("{}: waarop je kunt {what}", collection.title()),
        "properties": properties,
        "additionalProperties": false,
    })
}

fn property(field: &Field, territory: &Territory) -> Value {
    let mut schema = match field.kind {
        Kind::Text | Kind::Words => json!({"type": "string"}),
        Kind::Whole => json!({"type": "integer", "minimum": 0}),
        Kind::Number => json!({"type": "number"}),
        Kind::Flag => json!({"type": "boolean"}),
        Kind::Moment => json!({"type": "string", "format": "date-time"}),
        Kind::Address => json!({"type": "string", "format": "uri"}),
    };
    if let Some(words) = field.choices.words(territory) {
        schema["enum"] = json!(words);
    }
    if field.kind == Kind::Words {
        schema = json!({
            "type": "array", "items": schema,
            "description": "Meer dan één waarde: ‘= 'x'’ betekent ‘x is erbij’; A_CONTAINS en A_OVERLAPS vergelijken lijsten.",
        });
    }
    schema["title"] = json!(field.title);
    schema
}

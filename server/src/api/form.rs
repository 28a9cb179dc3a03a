//! In which form an answer is wanted: what `f` says, or else the `Accept` header.

use axum::http::HeaderMap;
use domain::QueryError;
use export::Format;

use crate::web::{
    accept::prefers_page,
    params::{Pair, take},
};

/// The form of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// JSON; features as GeoJSON.
    Json,
    /// A page for people.
    Html,
    /// A file in another format.
    File(Format),
}

/// Reads `f`, and takes it out of the pairs. `files`: the other formats are there too.
pub(crate) fn asked(pairs: &mut Vec<Pair<'_>>, headers: &HeaderMap, files: bool, errors: &mut Vec<QueryError>) -> Form {
    let form = take(pairs, "f", errors, |value| match value {
        "json" | "geojson" => Ok(Form::Json),
        "html" => Ok(Form::Html),
        _ => {
            Format::parse(value).filter(|_| files).map(Form::File).ok_or_else(|| format!("kies uit {}", choices(files)))
        }
    });
    form.unwrap_or_else(|| accepted(headers))
}

/// What `f` can be, with commas between.
pub(crate) fn choices(files: bool) -> String {
    let more = Format::ALL.iter().map(|format| format.extension()).filter(|name| files && *name != "geojson");
    ["json", "geojson", "html"].into_iter().chain(more).collect::<Vec<_>>().join(", ")
}

/// A page for clients that prefer one to data: browsers. All others get JSON.
fn accepted(headers: &HeaderMap) -> Form {
    if prefers_page(headers) { Form::Html } else { Form::Json }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use axum::http::{HeaderValue, header};

    use super::*;

    #[test]
    fn browsers_get_html_and_programs_json() {
        let form = |accept: &'static str| {
            accepted(&HeaderMap::from_iter([(header::ACCEPT, HeaderValue::from_static(accept))]))
        };
        for browser in
            ["text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html", "text/html, */*"]
        {
            assert_eq!(form(browser), Form::Html, "{browser}");
        }
        for program in [
            "*/*",
            "application/json",
            "application/geo+json, application/json",
            "text/html;q=0.5, application/json",
            "text/html;q=0.1, */*",
            "text/html;q=0",
            "text/plain",
            "image/png;q=x",
        ] {
            assert_eq!(form(program), Form::Json, "{program}");
        }
        assert_eq!(accepted(&HeaderMap::new()), Form::Json);
    }
}

//! In which form an answer is wanted: what `f` says, or else the `Accept` header.

use axum::http::{HeaderMap, HeaderValue, header};
use domain::QueryError;
use export::Format;

use crate::web::params::{Pair, take};

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
    let (mut page, mut data, mut any) = (0.0, 0.0, 0.0_f32);
    let ranges = headers.get_all(header::ACCEPT).iter().filter_map(|value: &HeaderValue| value.to_str().ok());
    for range in ranges.flat_map(|value| value.split(',')) {
        let mut parts = range.split(';').map(str::trim);
        let kind = parts.next().unwrap_or_default();
        let weight = parts.find_map(|part| part.strip_prefix("q=")).map_or(Some(1.0), |q| q.parse::<f32>().ok());
        let weight = weight.unwrap_or(0.0);
        let best = match kind {
            "text/html" | "application/xhtml+xml" => &mut page,
            "application/json" | "application/geo+json" => &mut data,
            "*/*" => &mut any,
            _ => continue,
        };
        *best = f32::max(*best, weight);
    }
    if page > data && page >= any { Form::Html } else { Form::Json }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
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

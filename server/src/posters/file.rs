//! `/poster/{region}.{svg|pdf|png}`: what a query finds, on paper.

use atlas::Selection;
use axum::{
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, Uri, header, uri::PathAndQuery},
    response::{IntoResponse as _, Response},
};
use base64::{Engine as _, prelude::BASE64_STANDARD};
use domain::{Query, QueryError, Region};
use drawing::{
    DrawingError,
    poster::{Paper, Poster, Size},
};
use ring::digest::{SHA256, digest};

use crate::{
    api::read_initiatives,
    state::AppState,
    web::{
        etag,
        params::{decode, take, whole},
        problem::Problem,
        visitor::Visitor,
    },
};

/// What a page or a poster can be written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum PosterFormat {
    Svg,
    Png,
    Pdf,
}

impl PosterFormat {
    const ALL: [(Self, &'static str, &'static str); 3] =
        [(Self::Pdf, "pdf", "application/pdf"), (Self::Png, "png", "image/png"), (Self::Svg, "svg", "image/svg+xml")];
}

/// Everything in the region that the query asks for, drawn.
pub(crate) async fn poster(
    State(state): State<AppState>,
    visitor: Visitor,
    Path(file): Path<String>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, Problem> {
    let (region, (format, extension, media)) = export::region_file(&file)
        .and_then(|(region, end)| {
            Some((region, PosterFormat::ALL.into_iter().find(|(_, extension, _)| *extension == end)?))
        })
        .ok_or_else(unknown)?;
    let atlas = state.atlas.load_full();
    let mut pairs = decode(uri.query().unwrap_or_default())?;
    let mut errors = Vec::new();
    let paper = Paper {
        size: take(&mut pairs, "papier", &mut errors, Size::parse).unwrap_or(Size::A4),
        landscape: take(&mut pairs, "stand", &mut errors, Paper::parse_landscape).unwrap_or(false),
    };
    let page = take(&mut pairs, "blad", &mut errors, |value| whole(value, 1));
    if page.is_some() && format == PosterFormat::Pdf {
        errors.push(QueryError::new("blad", "kan niet bij een pdf: daarin staan alle bladen"));
    }
    let query = read_initiatives(&mut pairs, atlas.territory().vocabulary(), errors)?;
    agree(region, &query)?;
    let tag = etag::tag(state.salt, &atlas, &uri);
    etag::respond_later(&headers, &tag, async {
        let _share = state.underway.drawings.take(visitor)?;
        let key = drawing_key(atlas.revision(), &uri);
        let name = format!(
            "innovatiekaart-{}-{}-{}",
            file.trim_end_matches(&format!(".{extension}")),
            paper.size.slug(),
            paper.way()
        );
        let site_url = std::sync::Arc::clone(&state.site_url);
        let offered = state.config.operator.line();
        let page = page.unwrap_or(1);
        let bytes = state
            .drawings
            .drawing(key, move || {
                let poster = Poster::draw(&Selection::of(atlas, query, region), paper, &site_url, &offered)?;
                let missing = || DrawingError::Page(poster.len());
                match format {
                    PosterFormat::Svg => poster.svg(page - 1).map(String::into_bytes).ok_or_else(missing),
                    PosterFormat::Png => poster.png(page - 1).ok_or_else(missing)?,
                    PosterFormat::Pdf => poster.pdf(),
                }
            })
            .await
            .map_err(drawing_problem)?;
        let policy = (format == PosterFormat::Svg).then(|| policy(&bytes));
        let disposition = format!("inline; filename=\"{name}.{extension}\"");
        let mut response = ([(header::CONTENT_TYPE, media)], bytes).into_response();
        for (name, value) in
            [(header::CONTENT_DISPOSITION, Some(disposition)), (header::CONTENT_SECURITY_POLICY, policy)]
        {
            if let Some(value) = value {
                response.headers_mut().insert(name, HeaderValue::try_from(value).map_err(|_| Problem::internal())?);
            }
        }
        Ok(response)
    })
    .await
}

/// The region of the path is one of those in the query, when it names any: else the drawing would show nothing, and its
/// code lead to something.
///
/// # Errors
/// 400 when they contradict each other.
pub(crate) fn agree(region: Option<Region>, query: &Query) -> Result<(), Problem> {
    match region {
        Some(region) if !query.regions.is_empty() && !query.regions.contains(&region) => {
            let reason = format!("past niet bij dit adres, dat alleen over {} gaat", region.label());
            Err(Problem::parameters(vec![QueryError::new("regio", reason)]))
        }
        _ => Ok(()),
    }
}

/// The answer when a drawing can't be had.
pub(crate) fn drawing_problem(error: DrawingError) -> Problem {
    match error {
        DrawingError::Busy => Problem::busy("Er worden nu veel posters getekend. Probeer het zo nog eens."),
        DrawingError::Page(1) => Problem::not_found("Dit blad is er niet: de poster heeft één blad."),
        DrawingError::Page(most) => Problem::not_found(format!("Dit blad is er niet: de poster heeft {most} bladen.")),
        error => {
            tracing::error!(%error, "a drawing failed");
            Problem::internal()
        }
    }
}

/// The key of a drawing in the cache.
pub(crate) fn drawing_key(revision: i64, uri: &Uri) -> String {
    format!("{revision} {}", uri.path_and_query().map_or("", PathAndQuery::as_str))
}

/// For a drawing that is opened by itself: it may use the letters in it, by the stylesheet that we wrote, and nothing
/// else.
fn policy(svg: &[u8]) -> String {
    let text = std::str::from_utf8(svg).unwrap_or_default();
    let sheet =
        text.split_once("<style>").and_then(|(_, rest)| rest.split_once("</style>")).map_or("", |(sheet, _)| sheet);
    let hash = BASE64_STANDARD.encode(digest(&SHA256, sheet.as_bytes()));
    format!(
        "default-src 'none'; style-src 'sha256-{hash}'; font-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
}

fn unknown() -> Problem {
    let regions = ["limburg"].into_iter().chain(Region::ALL.iter().map(|region| region.slug()));
    let files =
        regions.flat_map(|region| PosterFormat::ALL.map(|(_, extension, _)| format!("/poster/{region}.{extension}")));
    Problem::not_found(format!("Deze poster is er niet. Wel: {}.", files.collect::<Vec<_>>().join(", ")))
}

#[cfg(test)]
mod tests {
    use axum::http::StatusCode;

    use super::*;

    #[test]
    fn a_full_queue_is_a_503() {
        let busy = drawing_problem(DrawingError::Busy);
        assert_eq!((busy.status, busy.retry_after), (StatusCode::SERVICE_UNAVAILABLE, Some(1)));
    }
}

//! `/initiatieven/{id}/blad.pdf`: one initiative on paper, to take along or to hang up. It says what the page says, and
//! nobody's name.

use atlas::Atlas;
use axum::{
    extract::{Path, State},
    http::{HeaderMap, HeaderName, HeaderValue, Uri, header},
    response::{IntoResponse as _, Response},
};
use drawing::handout::{self, Telling};

use crate::{
    lookup::{self, Found},
    posters::file::{drawing_key, drawing_problem},
    state::AppState,
    web::{etag, markdown, params, problem::Problem, visitor::Visitor},
};

/// There is one as long as there is a page: 404 and 410 as there.
pub(crate) async fn initiative(
    State(state): State<AppState>,
    visitor: Visitor,
    Path(id): Path<String>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, Problem> {
    params::none(uri.query())?;
    let Found { atlas, initiative, archived } = lookup::find(&state, &id).await?;
    let tag = etag::tag(state.salt, &atlas, &uri);
    etag::respond_later(&headers, &tag, async {
        let _share = state.underway.drawings.take(visitor)?;
        let key = drawing_key(atlas.revision(), &uri);
        let disposition = format!("inline; filename=\"{}.pdf\"", Atlas::slug_of(&initiative.content.title));
        // As its page: an invented example is not to be found as if it were real, nor what is over.
        let hidden = initiative.example || archived;
        let site_url = std::sync::Arc::clone(&state.site_url);
        let offered = state.config.operator.line();
        let draw = move || {
            let notice = if archived { app::initiatives::ARCHIVED } else { "" };
            let paragraphs = markdown::paragraphs(&initiative.content.description);
            let telling = Telling { paragraphs: &paragraphs, notice, site_url: &site_url, offered: &offered };
            handout::pdf(&atlas, &initiative, telling)
        };
        let bytes = state.drawings.drawing(key, draw).await.map_err(drawing_problem)?;
        let mut response = ([(header::CONTENT_TYPE, "application/pdf")], bytes).into_response();
        let disposition = HeaderValue::try_from(disposition).map_err(|_| Problem::internal())?;
        response.headers_mut().insert(header::CONTENT_DISPOSITION, disposition);
        if hidden {
            response.headers_mut().insert(HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex"));
        }
        Ok(response)
    })
    .await
}

//! What one can do with somebody else's initiative: ask something, report it, and say "wij doen dit ook".

mod adopt;
mod question;
mod report;

use app::{pages::asking::About, shell::Head};
use axum::{
    Router,
    http::{HeaderValue, StatusCode, header},
    response::Response,
    routing::get,
};
use domain::FieldError;
use leptos::prelude::IntoView;

use super::{
    initiative::{Found, path_of},
    respond,
};
use crate::{
    http::{AppState, Nonce, problem::Problem},
    people::Who,
};

/// The routes.
pub(super) fn router() -> Router<AppState> {
    Router::new()
        .route("/initiatieven/{id}/vraag", get(question::page).post(question::send))
        .route("/initiatieven/{id}/melden", get(report::page).post(report::send))
        .route("/initiatieven/{id}/ook", get(adopt::page).post(adopt::send))
        .route("/vragen/{token}", get(question::look).post(question::confirm))
}

fn about(found: &Found) -> About {
    About { title: found.initiative.content.title.clone(), href: path_of(&found.initiative) }
}

/// A page that is not to be found by search engines, for somebody or nobody.
fn page<V: IntoView + 'static>(
    who: Option<&Who>,
    status: StatusCode,
    nonce: &Nonce,
    title: &str,
    view: impl FnOnce() -> V + Send + 'static,
) -> Response {
    let head = Head { title: title.to_owned(), hidden: true, reader: who.map(Who::reader), ..Head::default() };
    respond::page(status, nonce, &head, "leespagina", "", view)
}

/// The status of a form that comes back, and what it says on top: for mistakes, or because it was too often.
struct Refused {
    status: StatusCode,
    text: String,
    retry_after: Option<u32>,
}

impl Refused {
    /// Nothing is wrong yet.
    const NOT: Self = Self { status: StatusCode::OK, text: String::new(), retry_after: None };
    /// The fields say what is wrong.
    const MISTAKES: Self = Self { status: StatusCode::UNPROCESSABLE_ENTITY, text: String::new(), retry_after: None };

    /// What was typed comes back with the reason.
    fn because(problem: Problem) -> Self {
        let text = format!("{} Wat je typte staat er nog.", problem.detail);
        Self { status: problem.status, text, retry_after: problem.retry_after }
    }

    fn wait(retry_after: Option<u32>, mut response: Response) -> Response {
        if let Some(seconds) = retry_after {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

/// What is wrong with a field; empty for nothing.
fn wrong(errors: &[FieldError], field: &str) -> String {
    errors.iter().find(|error| error.field == field).map(|error| error.reason.clone()).unwrap_or_default()
}

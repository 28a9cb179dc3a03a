//! A form that comes back with what was typed, for mistakes or because it was sent too often.

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::Response,
};
use domain::FieldError;

use crate::web::problem::Problem;

/// The status of a form that comes back, and what it says on top: for mistakes, or because it was too often.
pub(crate) struct Refused {
    pub(crate) status: StatusCode,
    pub(crate) text: String,
    pub(crate) retry_after: Option<u32>,
}

impl Refused {
    /// Nothing is wrong yet.
    pub(crate) const NOT: Self = Self { status: StatusCode::OK, text: String::new(), retry_after: None };
    /// The fields say what is wrong.
    pub(crate) const MISTAKES: Self =
        Self { status: StatusCode::UNPROCESSABLE_ENTITY, text: String::new(), retry_after: None };

    /// What was typed comes back with the reason.
    pub(crate) fn because(problem: Problem) -> Self {
        let text = format!("{} Wat je typte staat er nog.", problem.detail);
        Self { status: problem.status, text, retry_after: problem.retry_after }
    }

    pub(crate) fn wait(retry_after: Option<u32>, mut response: Response) -> Response {
        if let Some(seconds) = retry_after {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

/// What is wrong with a field, in a sentence that calls it `called`; empty for nothing.
pub(crate) fn wrong(errors: &[FieldError], field: &str, called: &str) -> String {
    errors
        .iter()
        .find(|error| error.field == field)
        .map(|error| format!("{called} {}", error.reason))
        .unwrap_or_default()
}

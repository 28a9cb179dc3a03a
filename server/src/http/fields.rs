//! The fields of a form that was sent.

use axum::{
    extract::{FromRequest, Request},
    http::{HeaderValue, StatusCode, header},
    response::IntoResponse as _,
};

use super::{AppState, params, problem::Problem};

/// What a form sent, in its order; as an argument of a handler: 415 for what is no form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fields(pub Vec<(String, String)>);

impl Fields {
    /// What was filled in, without spaces around it; empty when it was not sent.
    #[must_use]
    pub fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(field, _)| field == name).map_or("", |(_, value)| value.trim())
    }
}

impl FromRequest<AppState> for Fields {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &AppState) -> Result<Self, Problem> {
        let kind = request.headers().get(header::CONTENT_TYPE).map_or(&b""[..], HeaderValue::as_bytes);
        if !kind.starts_with(b"application/x-www-form-urlencoded") {
            return Err(Problem::of_status(StatusCode::UNSUPPORTED_MEDIA_TYPE));
        }
        let body = String::from_request(request, state).await;
        let body = body.map_err(|refused| Problem::of_status(refused.into_response().status()))?;
        let pairs = params::decode(&body)?;
        Ok(Self(pairs.into_iter().map(|(name, value)| (name.into_owned(), value.into_owned())).collect()))
    }
}

//! What a form sends.

use std::sync::Arc;

use axum::{
    body::to_bytes,
    extract::{FromRef, FromRequest, Request},
    http::{HeaderValue, StatusCode, header},
};

use crate::{
    Config,
    web::{params, problem::Problem},
};

/// The fields of a form that was posted, in its order; as an argument of a handler: 415 for what is no form.
#[derive(Debug, Clone, Default)]
pub(crate) struct Form(Vec<(String, String)>);

impl Form {
    /// From decoded pairs.
    pub(crate) fn from_pairs<N: Into<String>, V: AsRef<str>>(pairs: impl IntoIterator<Item = (N, V)>) -> Self {
        Self(pairs.into_iter().map(|(name, value)| (name.into(), value.as_ref().replace("\r\n", "\n"))).collect())
    }

    /// All of it.
    pub(crate) fn pairs(&self) -> &[(String, String)] {
        &self.0
    }

    /// The first value of a field; empty when it was not sent. Lines end in `\n`.
    pub(crate) fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(n, _)| n == name).map_or("", |(_, value)| value)
    }

    /// All values of a field, with `|` between.
    pub(crate) fn all(&self, name: &str) -> String {
        let values: Vec<&str> = self.0.iter().filter(|(n, _)| n == name).map(|(_, value)| &**value).collect();
        values.join("|")
    }
}

impl<S: Send + Sync> FromRequest<S> for Form
where
    Arc<Config>: FromRef<S>,
{
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let kind = request.headers().get(header::CONTENT_TYPE).map_or(&b""[..], HeaderValue::as_bytes);
        if !kind.starts_with(b"application/x-www-form-urlencoded") {
            return Err(Problem::of_status(StatusCode::UNSUPPORTED_MEDIA_TYPE));
        }
        let body = to_bytes(request.into_body(), Arc::<Config>::from_ref(state).limits.body)
            .await
            .map_err(|_| Problem::of_status(StatusCode::PAYLOAD_TOO_LARGE))?;
        let text = std::str::from_utf8(&body).map_err(|_| Problem::of_status(StatusCode::BAD_REQUEST))?;
        Ok(Self::from_pairs(params::decode(text)?))
    }
}

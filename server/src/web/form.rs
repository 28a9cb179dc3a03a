//! What a form sends. Every form that is posted passes [`Fields`]: its type, its size and its encoding are checked there.
//! Most handlers take a [`Form`], which is a struct of their own.

use std::{collections::HashSet, sync::Arc};

use axum::{
    body::to_bytes,
    extract::{FromRef, FromRequest, Request},
    http::{HeaderMap, HeaderValue, StatusCode, header},
};
use serde::{
    Deserialize, Deserializer,
    de::{
        DeserializeOwned,
        value::{self, MapDeserializer},
    },
};

use crate::{
    Config,
    web::{body::unread, params, problem::Problem},
};

/// The fields of a form that was posted, in its order. As an argument of a handler it answers 415 to what is no form, 413
/// to a form that is too large, and 400 to bad encoding.
#[derive(Debug, Clone, Default)]
pub(crate) struct Fields(Vec<(String, String)>);

impl Fields {
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
}

impl<S: Send + Sync> FromRequest<S> for Fields
where
    Arc<Config>: FromRef<S>,
{
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        if is_empty(request.headers()) {
            return Ok(Self::default());
        }
        if !is_form(request.headers()) {
            return Err(Problem::of_status(StatusCode::UNSUPPORTED_MEDIA_TYPE));
        }
        let body = to_bytes(request.into_body(), Arc::<Config>::from_ref(state).limits.body)
            .await
            .map_err(|error| unread(&error))?;
        let text = std::str::from_utf8(&body).map_err(|_| Problem::of_status(StatusCode::BAD_REQUEST))?;
        Ok(Self::from_pairs(params::decode(text)?))
    }
}

/// Whether nothing was sent at all, as programs press a button that has no fields.
fn is_empty(headers: &HeaderMap) -> bool {
    let length = headers.get(header::CONTENT_LENGTH).is_none_or(|length| length == "0");
    length && !headers.contains_key(header::CONTENT_TYPE) && !headers.contains_key(header::TRANSFER_ENCODING)
}

/// Whether the body is a form without files.
pub(crate) fn is_form(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).map_or(&b""[..], HeaderValue::as_bytes);
    kind.starts_with(b"application/x-www-form-urlencoded")
}

/// A posted form as a struct: of every field the first value. Fields that the struct does not have are passed over, so
/// one with `#[serde(default)]` takes every form.
#[derive(Debug, Clone, Default)]
pub(crate) struct Form<T>(pub(crate) T);

impl<T: DeserializeOwned> TryFrom<&Fields> for Form<T> {
    type Error = Problem;

    fn try_from(Fields(pairs): &Fields) -> Result<Self, Problem> {
        let mut seen = HashSet::new();
        let first = pairs.iter().filter(|(name, _)| seen.insert(&**name)).map(|(name, value)| (&**name, &**value));
        let read = T::deserialize(MapDeserializer::<_, value::Error>::new(first));
        read.map(Self).map_err(|_| Problem::of_status(StatusCode::BAD_REQUEST))
    }
}

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Form<T>
where
    Arc<Config>: FromRef<S>,
{
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        Self::try_from(&Fields::from_request(request, state).await?)
    }
}

/// A field that is ticked: its value is `ja`.
pub(crate) fn ticked<'de, D: Deserializer<'de>>(field: D) -> Result<bool, D::Error> {
    Ok(String::deserialize(field)? == "ja")
}

/// An answer to a question.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
pub(crate) enum YesOrNo {
    /// `ja`
    #[serde(rename = "ja")]
    Yes,
    /// `nee`
    #[serde(rename = "nee")]
    No,
    /// Anything else, or nothing.
    #[default]
    #[serde(other)]
    Neither,
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[derive(Debug, Default, PartialEq, Deserialize)]
    #[serde(default)]
    struct Example {
        name: String,
        #[serde(deserialize_with = "ticked")]
        sure: bool,
        answer: YesOrNo,
    }

    fn read(pairs: &[(&str, &str)]) -> Example {
        let Form(read) = Form::try_from(&Fields::from_pairs(pairs.iter().copied())).unwrap();
        read
    }

    #[test]
    fn a_form_is_read_into_a_struct() {
        let all = read(&[("name", "a\r\nb"), ("sure", "ja"), ("answer", "nee"), ("other", "x")]);
        assert_eq!(all, Example { name: "a\nb".to_owned(), sure: true, answer: YesOrNo::No });
        assert_eq!(read(&[]), Example::default());
        let odd = read(&[("name", "first"), ("name", "second"), ("sure", "nee"), ("answer", "misschien")]);
        assert_eq!(odd, Example { name: "first".to_owned(), ..Example::default() });
    }
}

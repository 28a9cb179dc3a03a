//! Answering with a page: what a handler asks for instead of a nonce.

use std::sync::Arc;

use app::{shell::Head, ui::Reader};
use axum::{
    extract::{FromRef, FromRequestParts},
    http::{StatusCode, request::Parts},
    response::Response,
};
use leptos::prelude::IntoView;

use super::{nonce::Nonce, page, problem::Problem};
use crate::Config;

/// A page that is still to be filled. As an argument of a handler it takes the nonce of the answer.
#[derive(Debug, Clone)]
pub(crate) struct Page {
    nonce: Nonce,
    config: Arc<Config>,
}

impl<S: Send + Sync> FromRequestParts<S> for Page
where
    Arc<Config>: FromRef<S>,
{
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let nonce = parts.extensions.get::<Nonce>().cloned().ok_or_else(Problem::internal)?;
        Ok(Self { nonce, config: Arc::from_ref(state) })
    }
}

impl Page {
    /// The nonce for inline scripts and styles.
    pub(crate) fn nonce(&self) -> &Nonce {
        &self.nonce
    }

    /// For everybody, search engines included.
    pub(crate) fn public<V: IntoView + 'static>(
        &self,
        head: &Head,
        defs: &str,
        view: impl FnOnce() -> V + Send + 'static,
    ) -> Response {
        self.with_class(StatusCode::OK, head, "reading-page", defs, view)
    }

    /// As [`Self::public`], with a status, and a class of its own on the page.
    pub(crate) fn with_class<V: IntoView + 'static>(
        &self,
        status: StatusCode,
        head: &Head,
        class: &str,
        defs: &str,
        view: impl FnOnce() -> V + Send + 'static,
    ) -> Response {
        page::render(status, &self.nonce, &self.config.operator, head, class, defs, view)
    }

    /// Hidden from search engines, for visitors who are signed in and for those who are not.
    pub(crate) fn unlisted<V: IntoView + 'static>(
        &self,
        reader: Option<impl Into<Reader>>,
        status: StatusCode,
        title: &str,
        view: impl FnOnce() -> V + Send + 'static,
    ) -> Response {
        let head = Head { title: title.to_owned(), hidden: true, reader: reader.map(Into::into), ..Head::default() };
        self.with_class(status, &head, "reading-page", "", view)
    }

    /// Hidden from search engines, where nobody is signed in.
    pub(crate) fn anonymous<V: IntoView + 'static>(
        &self,
        status: StatusCode,
        title: &str,
        view: impl FnOnce() -> V + Send + 'static,
    ) -> Response {
        self.unlisted(None::<Reader>, status, title, view)
    }

    /// Only for this user.
    pub(crate) fn personal<V: IntoView + 'static>(
        &self,
        reader: impl Into<Reader>,
        status: StatusCode,
        title: &str,
        view: impl FnOnce() -> V + Send + 'static,
    ) -> Response {
        self.personal_drawn(reader, status, title, "", view)
    }

    /// As [`Self::personal`], with shapes that drawings on the page use.
    pub(crate) fn personal_drawn<V: IntoView + 'static>(
        &self,
        reader: impl Into<Reader>,
        status: StatusCode,
        title: &str,
        defs: &str,
        view: impl FnOnce() -> V + Send + 'static,
    ) -> Response {
        let head = Head { title: title.to_owned(), hidden: true, reader: Some(reader.into()), ..Head::default() };
        page::private(self.with_class(status, &head, "reading-page", defs, view))
    }
}

//! What was done a moment ago: after a redirect the address of the page names it, and the page says it.

use std::convert::Infallible;

use axum::{
    extract::FromRequestParts,
    http::request::Parts,
    response::{IntoResponse as _, Redirect, Response},
};

/// Something that was done, as a word in an address and as a sentence; made by [`done!`].
pub(crate) trait Done: Copy {
    /// The word in the address.
    fn slug(self) -> &'static str;
    /// What the page says.
    fn message(self) -> &'static str;
    /// The one with this word.
    fn parse(slug: &str) -> Option<Self>;

    /// 303 to a page that says it.
    fn redirect(self, path: &str) -> Response {
        Redirect::to(&format!("{path}?gedaan={}", self.slug())).into_response()
    }

    /// What the address of a page names; `query` is all that follows the `?`.
    fn of_query(query: Option<&str>) -> Option<Self> {
        query?.strip_prefix("gedaan=").and_then(Self::parse)
    }
}

/// An enum of what can be done, each with its word and its sentence: the compiler keeps both ends together.
macro_rules! done {
    ($(#[$about:meta])* $name:ident { $($variant:ident = $slug:literal => $message:expr,)+ }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum $name { $($variant),+ }

        impl $crate::web::flash::Done for $name {
            fn slug(self) -> &'static str {
                match self { $(Self::$variant => $slug),+ }
            }

            fn message(self) -> &'static str {
                match self { $(Self::$variant => $message),+ }
            }

            fn parse(slug: &str) -> Option<Self> {
                match slug {
                    $($slug => Some(Self::$variant),)+
                    _ => None,
                }
            }
        }
    };
}
pub(crate) use done;

/// What the address says was done; as an argument of a handler it never refuses.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Flash<D>(pub(crate) Option<D>);

impl<D: Done> Flash<D> {
    /// The sentence; empty when nothing was done.
    pub(crate) fn message(self) -> &'static str {
        self.0.map_or("", Done::message)
    }
}

impl<S: Send + Sync, D: Done> FromRequestParts<S> for Flash<D> {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self(D::of_query(parts.uri.query())))
    }
}

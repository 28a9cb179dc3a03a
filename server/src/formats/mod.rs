//! What an answer can be written as. Each format writes one [`Selection`], piece by piece: what waits to be sent is
//! never more than a piece.

mod geojson;

use axum::{
    body::Body,
    http::{HeaderValue, header},
    response::{IntoResponse as _, Response},
};

use crate::{http::problem::Problem, selection::Selection};

/// How much is made at a time, in bytes.
pub(crate) const PIECE: usize = 64 * 1024;

/// A format that a selection can be downloaded in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    /// RFC 7946.
    GeoJson,
}

impl Format {
    /// Every format, in the order in which they are offered.
    pub(crate) const ALL: [Self; 1] = [Self::GeoJson];

    /// The end of a file's name, and the value of `f`.
    pub(crate) fn extension(self) -> &'static str {
        match self {
            Self::GeoJson => "geojson",
        }
    }

    /// The media type.
    pub(crate) fn media_type(self) -> &'static str {
        match self {
            Self::GeoJson => "application/geo+json",
        }
    }

    /// The format with this extension.
    pub(crate) fn parse(extension: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.extension() == extension)
    }
}

/// The selection in a format. `name` is that of the layer, feed or sheet, and of the file without its extension.
///
/// # Errors
/// 500 when it can't be written.
pub(crate) async fn respond(format: Format, selection: Selection, name: &str) -> Result<Response, Problem> {
    let body = match format {
        Format::GeoJson => geojson::body(selection, name),
    };
    Ok(([(header::CONTENT_TYPE, HeaderValue::from_static(format.media_type()))], body).into_response())
}

/// A body that is made while it is sent.
pub(crate) fn streamed(pieces: impl Iterator<Item = bytes::Bytes> + Send + 'static) -> Body {
    Body::from_stream(futures_util::stream::iter(pieces.map(Ok::<_, std::convert::Infallible>)))
}

//! A download as an answer.

use atlas::Selection;
use axum::{
    body::Body,
    http::{HeaderValue, StatusCode, Uri, header, uri::PathAndQuery},
    response::{IntoResponse as _, Response},
};
use export::{ByteStream, Downloads, ExportError, Format, MOST_ROWS};

use crate::web::problem::Problem;

/// The selection in a format, with its media type. `name` is that of the layer, feed or sheet.
///
/// # Errors
/// 503 when too many files are being written, 413 for more initiatives than a sheet of Excel has rows.
pub(crate) async fn respond(
    downloads: &Downloads,
    uri: &Uri,
    format: Format,
    selection: Selection,
    name: &str,
) -> Result<Response, Problem> {
    let asked = uri.path_and_query().map_or("/", PathAndQuery::as_str);
    let download = downloads.download(selection, name, asked);
    let bytes = downloads.start(format, download).await.map_err(|error| match error {
        ExportError::TooManyRows => Problem::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            format!("Dit past niet op een blad van Excel: hooguit {MOST_ROWS} initiatieven. Kies CSV of GeoPackage."),
        ),
        ExportError::Busy => Problem::busy("Er worden nu te veel bestanden gemaakt. Probeer het zo nog eens."),
        error => {
            tracing::error!(%error, format = format.extension(), "a download could not be started");
            Problem::internal()
        }
    })?;
    Ok(body(format, bytes))
}

/// The bytes of a file, with the media type of its format.
pub(crate) fn body(format: Format, bytes: ByteStream) -> Response {
    ([(header::CONTENT_TYPE, HeaderValue::from_static(format.media_type()))], Body::from_stream(bytes)).into_response()
}

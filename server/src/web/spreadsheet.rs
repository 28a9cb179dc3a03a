//! Rows as CSV that Dutch spreadsheets open: a mark for UTF-8, and semicolons.

use axum::{
    http::{HeaderValue, header},
    response::{IntoResponse as _, Response},
};

use domain::csv_guard::guarded;

use crate::web::problem::Problem;

/// A download called `name`.csv. The first row has the names of the columns.
///
/// # Errors
/// 500 when it can't be written.
pub(crate) fn csv<R: AsRef<str>, const N: usize>(
    name: &str,
    rows: impl IntoIterator<Item = [R; N]>,
) -> Result<Response, Problem> {
    let mut out = csv::WriterBuilder::new()
        .delimiter(b';')
        .terminator(csv::Terminator::CRLF)
        .from_writer("\u{feff}".as_bytes().to_vec());
    for row in rows {
        out.write_record(row.iter().map(|cell| guarded(cell.as_ref()).into_owned()))
            .map_err(|_| Problem::internal())?;
    }
    let body = out.into_inner().map_err(|_| Problem::internal())?;
    let mut response = ([(header::CONTENT_TYPE, "text/csv; charset=utf-8")], body).into_response();
    let disposition = HeaderValue::try_from(format!("attachment; filename=\"{name}.csv\""));
    response.headers_mut().insert(header::CONTENT_DISPOSITION, disposition.map_err(|_| Problem::internal())?);
    Ok(response)
}

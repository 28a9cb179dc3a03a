//! Rows as CSV that Dutch spreadsheets open: a mark for UTF-8, and semicolons.

use axum::{
    http::{HeaderValue, header},
    response::{IntoResponse as _, Response},
};

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
        out.write_record(row.iter().map(|cell| harmless(cell.as_ref()))).map_err(|_| Problem::internal())?;
    }
    let body = out.into_inner().map_err(|_| Problem::internal())?;
    let mut response = ([(header::CONTENT_TYPE, "text/csv; charset=utf-8")], body).into_response();
    let disposition = HeaderValue::try_from(format!("attachment; filename=\"{name}.csv\""));
    response.headers_mut().insert(header::CONTENT_DISPOSITION, disposition.map_err(|_| Problem::internal())?);
    Ok(response)
}

/// A cell that begins like a formula would be worked out by a spreadsheet; an apostrophe makes it text.
fn harmless(cell: &str) -> String {
    match cell.chars().next() {
        Some('=' | '+' | '-' | '@' | '\t' | '\r' | '\n') => format!("'{cell}"),
        _ => cell.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spreadsheet_cell_begins_not_like_a_formula() {
        for cell in ["=1+1", "+31", "-2", "@x", "\t=1"] {
            assert!(harmless(cell).starts_with('\''), "{cell}");
        }
        assert_eq!(harmless("gewoon"), "gewoon");
    }
}

//! Reads rows from CSV (RFC 4180), separated by `,` or `;`: the header line decides.

use std::io::Read as _;

use ::csv::{ReaderBuilder, StringRecord};
use domain::csv_guard::unguarded;

use super::{
    error::ImportError,
    problem::RowProblem,
    row::{COLUMNS, Row, Rows, field, require},
    source::newlines,
};

/// Appended to the text as a row of its own. When it does not come out as a row, a quote before it was never closed.
const SENTINEL: &str = "\u{1}";

/// Reads every row that is not empty.
pub(super) fn read(text: &str) -> Result<Rows, ImportError> {
    let delimiter = delimiter(text);
    let end = format!("\n{SENTINEL}\n");
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes().chain(end.as_bytes()));
    let mut record = StringRecord::new();
    let mut columns: Option<Columns> = None;
    let mut out = Rows::default();
    let mut ended = false;
    let mut last_line = 1;
    let mut lines = LineCounter { text, offset: 0, line: 1 };
    while next(&mut reader, &mut record)? {
        if record.len() == 1 && record.get(0) == Some(SENTINEL) {
            ended = true;
            break;
        }
        let line = lines.at(record.position().map_or(0, ::csv::Position::byte));
        last_line = line;
        match &columns {
            None => columns = Some(Columns::read(&record, line)?),
            Some(columns) => out.rows.extend(columns.row(&record, line)),
        }
    }
    if !ended {
        return Err(ImportError::OpenQuote { line: last_line });
    }
    let columns = columns.ok_or(ImportError::Empty)?;
    require(|column| columns.names.iter().any(|name| name == column), false)?;
    out.unknown = columns.names.into_iter().filter(|name| !name.is_empty() && !COLUMNS.contains(&&**name)).collect();
    Ok(out)
}

fn next(reader: &mut ::csv::Reader<impl std::io::Read>, record: &mut StringRecord) -> Result<bool, ImportError> {
    reader.read_record(record).map_err(|error| ImportError::Header {
        line: error.position().map_or(1, ::csv::Position::line),
        reason: "de rij kan niet worden gelezen".to_owned(),
    })
}

/// The separator: `,` or `;`, whichever occurs more often in the header line outside quotes.
fn delimiter(text: &str) -> u8 {
    let (mut commas, mut semicolons, mut quoted) = (0, 0, false);
    for byte in text.trim_start().bytes() {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted => break,
            b',' if !quoted => commas += 1,
            b';' if !quoted => semicolons += 1,
            _ => {}
        }
    }
    if semicolons > commas { b';' } else { b',' }
}

/// Converts increasing byte offsets to line numbers. The count of the reader itself stops before blank lines.
struct LineCounter<'a> {
    text: &'a str,
    offset: usize,
    line: u64,
}

impl LineCounter<'_> {
    fn at(&mut self, offset: u64) -> u64 {
        let bytes = self.text.as_bytes();
        let mut end = usize::try_from(offset).unwrap_or(usize::MAX).min(bytes.len());
        // A record starts at the end of the previous one: skip blank lines.
        while matches!(bytes.get(end), Some(b'\n' | b'\r')) {
            end += 1;
        }
        self.line += newlines(bytes.get(self.offset..end).unwrap_or_default());
        self.offset = self.offset.max(end);
        self.line
    }
}

/// The names in the header line, trimmed and in lower case.
struct Columns {
    names: Vec<String>,
}

impl Columns {
    fn read(record: &StringRecord, line: u64) -> Result<Self, ImportError> {
        let names: Vec<String> = record.iter().map(|name| name.trim().to_lowercase()).collect();
        let twice = names.iter().enumerate().find(|(i, name)| !name.is_empty() && names[..*i].contains(name));
        match twice {
            Some((_, name)) => Err(ImportError::Header { line, reason: format!("kolom {name} staat er twee keer") }),
            None => Ok(Self { names }),
        }
    }

    /// `None` when every field is blank, as in the empty rows that spreadsheets add at the end.
    fn row(&self, record: &StringRecord, line: u64) -> Option<Row> {
        if record.iter().all(|field| field.trim().is_empty()) {
            return None;
        }
        let mut row = Row { line, ..Row::default() };
        let surplus = record.iter().skip(self.names.len()).any(|field| !field.trim().is_empty());
        if record.len() < self.names.len() || surplus {
            row.problems.push(RowProblem::row(
                line,
                format!("heeft {} velden; de kopregel heeft er {}", record.len(), self.names.len()),
            ));
            return Some(row);
        }
        for (name, value) in self.names.iter().zip(record.iter()) {
            if let Some(field) = field(&mut row.raw, name) {
                // Remove the mark that an export puts in front of text that looks like a formula.
                unguarded(value).clone_into(field);
            }
        }
        Some(row)
    }
}

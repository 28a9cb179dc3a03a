//! Reads tables from CSV (RFC 4180) as spreadsheets write it: separated by `,`, `;` or tabs, perhaps with `sep=;` or a title
//! above the header line, and with rows that are shorter or longer than it.

use std::io::Read as _;

use ::csv::{ReaderBuilder, StringRecord};
use domain::{csv_guard::unguarded, text::clean_line};

use super::{
    error::ImportError,
    problem::RowProblem,
    row::{Row, Rows, column, put, require},
    source::newlines,
};

/// How many rows above the header line may say something else.
const MOST_TITLES: usize = 10;

/// Appended to the text as a row of its own. When it does not come out as a row, a quote before it was never closed.
const SENTINEL: &str = "\u{1}";

/// The column that a name in a header line means.
type Known = fn(&str) -> Option<&'static str>;

/// What a file has, as far as its columns are known.
pub(super) struct Table {
    pub(super) records: Vec<Record>,
    /// The known columns of its header line.
    pub(super) columns: Vec<&'static str>,
    /// Names in its header line that are not known, as written there.
    pub(super) unknown: Vec<String>,
    /// Oddities in how the file was written, as Dutch sentences.
    pub(super) warnings: Vec<String>,
    /// What was read, as a sentence: for when a column is missing.
    pub(super) as_read: String,
}

/// A row that is not empty.
pub(super) struct Record {
    /// The line where it starts, counted from 1.
    pub(super) line: u64,
    /// Its known columns with their values.
    pub(super) values: Vec<(&'static str, String)>,
    /// Why its values can't be told apart; then it has none.
    pub(super) problem: Option<RowProblem>,
}

/// Reads the initiatives: every row that is not empty.
pub(super) fn read(text: &str) -> Result<Rows, ImportError> {
    let table = table(text, column)?;
    require(|column| table.columns.contains(&column), false, &table.as_read)?;
    let rows = table.records.into_iter().map(|Record { line, values, problem }| {
        let mut row = Row { line, problems: problem.into_iter().collect(), ..Row::default() };
        values.iter().for_each(|(column, value)| put(&mut row, column, value));
        row
    });
    Ok(Rows { rows: rows.collect(), unknown: table.unknown, warnings: table.warnings })
}

/// Reads every row that is not empty.
pub(super) fn table(text: &str, known: Known) -> Result<Table, ImportError> {
    let (delimiter, skipped) = delimiter(text, known);
    let end = format!("\n{SENTINEL}\n");
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes()[skipped..].chain(end.as_bytes()));
    let mut record = StringRecord::new();
    let mut header: Option<Header> = None;
    // The rows before the header line was seen: a title, perhaps.
    let mut above: Vec<(u64, StringRecord)> = Vec::new();
    let (mut records, mut warnings) = (Vec::new(), Vec::new());
    let mut ended = false;
    let mut last_line = 1;
    let mut lines = LineCounter { text, offset: 0, line: 1 };
    while next(&mut reader, &mut record)? {
        if record.len() == 1 && record.get(0) == Some(SENTINEL) {
            ended = true;
            break;
        }
        let line = lines.at(skipped as u64 + record.position().map_or(0, ::csv::Position::byte));
        last_line = line;
        match &header {
            Some(header) => records.extend(header.row(&record, line)),
            None if is_header(&record, known) => header = Some(Header::read(&record, line, known)?),
            None if above.len() < MOST_TITLES => above.push((line, record.clone())),
            // There is none: what the first line has, is told below.
            None => {
                ended = true;
                break;
            }
        }
    }
    if !ended {
        return Err(ImportError::OpenQuote { line: last_line });
    }
    if let (Some(header), false) = (&header, above.is_empty()) {
        warnings.push(format!("de kopregel is regel {}; wat erboven staat slaan we over", header.line));
    }
    let header = match (header, above.into_iter().next()) {
        (Some(header), _) => header,
        (None, Some((line, first))) => Header::read(&first, line, known)?,
        (None, None) => return Err(ImportError::Empty),
    };
    Ok(Table {
        records,
        columns: header.columns.iter().copied().flatten().collect(),
        unknown: header.unknown(),
        warnings,
        as_read: header.as_read(delimiter),
    })
}

/// Whether this is the line with the names: two of them are known, or the only one is.
fn is_header(record: &StringRecord, known: Known) -> bool {
    let known = record.iter().filter(|name| known(name).is_some()).count();
    let filled = record.iter().filter(|name| !clean_line(name).is_empty()).count();
    known > 1 || known == 1 && filled == 1
}

fn next(reader: &mut ::csv::Reader<impl std::io::Read>, record: &mut StringRecord) -> Result<bool, ImportError> {
    reader.read_record(record).map_err(|error| ImportError::Header {
        line: error.position().map_or(1, ::csv::Position::line),
        reason: "de rij kan niet worden gelezen".to_owned(),
    })
}

/// The separator, and how many bytes of the text say so: the first line may be `sep=;`. Else it is `,`, `;` or a tab,
/// whichever makes most known names of one of the first lines.
fn delimiter(text: &str, known: Known) -> (u8, usize) {
    let line_end = text.find(['\n', '\r']).unwrap_or(text.len());
    if let Some(named) = text[..line_end].to_ascii_lowercase().strip_prefix("sep=") {
        let named = if named.is_empty() { b'\t' } else { named.as_bytes()[0] };
        return (named, line_end);
    }
    let lines = text.split(['\n', '\r']).filter(|line| !line.trim().is_empty()).take(MOST_TITLES + 1);
    let readings = lines.flat_map(|line| [';', ',', '\t'].map(|separator| (line, separator)));
    let names = |(line, separator): &(&str, char)| {
        let known = line.split(*separator).filter(|name| known(name.trim_matches('"')).is_some()).count();
        (known, line.matches(*separator).count())
    };
    let best = readings.max_by_key(names).map_or(',', |(_, separator)| separator);
    (u8::try_from(best).unwrap_or(b','), 0)
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

/// The header line.
struct Header {
    line: u64,
    /// The names, as they are written there.
    names: Vec<String>,
    /// The column that each name means.
    columns: Vec<Option<&'static str>>,
}

impl Header {
    fn read(record: &StringRecord, line: u64, known: Known) -> Result<Self, ImportError> {
        let names: Vec<String> = record.iter().map(clean_line).collect();
        let columns: Vec<_> = names.iter().map(|name| known(name)).collect();
        let twice = columns.iter().enumerate().find(|(i, column)| column.is_some() && columns[..*i].contains(column));
        match twice {
            Some((at, _)) => Err(ImportError::Header {
                line,
                reason: format!("kolom {} staat er twee keer", names[at].to_lowercase()),
            }),
            None => Ok(Self { line, names, columns }),
        }
    }

    /// Names that are not used.
    fn unknown(&self) -> Vec<String> {
        let unknown =
            self.names.iter().zip(&self.columns).filter(|(name, column)| !name.is_empty() && column.is_none());
        unknown.map(|(name, _)| name.clone()).collect()
    }

    /// What was read, in a sentence.
    fn as_read(&self, delimiter: u8) -> String {
        let between = match delimiter {
            b'\t' => "een tab".to_owned(),
            other => format!("‘{}’", char::from(other)),
        };
        let columns = match self.names.len() {
            1 => "één kolom".to_owned(),
            many => format!("{many} kolommen, met {between} ertussen"),
        };
        let names: Vec<String> = self.names.iter().take(30).map(|name| name.chars().take(40).collect()).collect();
        format!(
            "We lazen op regel {} {columns}: {}. Tussen kolommen staat een komma, een puntkomma of een tab",
            self.line,
            names.join(", ")
        )
    }

    /// `None` when every field is blank, as in the empty rows that spreadsheets add at the end.
    fn row(&self, record: &StringRecord, line: u64) -> Option<Record> {
        if record.iter().all(|field| clean_line(field).is_empty()) {
            return None;
        }
        let mut row = Record { line, values: Vec::new(), problem: None };
        if record.iter().skip(self.names.len()).any(|field| !clean_line(field).is_empty()) {
            let reason = format!(
                "heeft {} velden; de kopregel heeft er {}. Staat er een tekst met het scheidingsteken niet tussen aanhalingstekens?",
                record.len(),
                self.names.len()
            );
            row.problem = Some(RowProblem::row(line, reason));
            return Some(row);
        }
        // Spreadsheets leave out the separators of empty last columns.
        let values = record.iter().chain(std::iter::repeat(""));
        for (column, value) in self.columns.iter().zip(values) {
            if let Some(column) = column {
                // Remove the mark that an export puts in front of text that looks like a formula.
                row.values.push((column, unguarded(value).to_owned()));
            }
        }
        Some(row)
    }
}

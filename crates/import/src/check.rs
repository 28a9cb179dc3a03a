//! Checks rows: parses fields, finds positions and refuses duplicates.

use std::collections::HashMap;

use domain::{
    FieldError, InitiativeContent, LngLat, Position,
    initiative::MAX_LINE,
    text::{clean_line, unreadable, whole_number},
};
use store::ImportRow;
use territory::{GeocodeError, Territory};

use super::{problem::RowProblem, progress::Progress, row::Row};

/// The number of rows between two reports of progress.
const STEP: usize = 512;

/// The result of checking rows.
#[derive(Debug, Default)]
pub(super) struct Checked {
    pub(super) good: Vec<ImportRow>,
    pub(super) problems: Vec<RowProblem>,
    /// Rows with at least one problem.
    pub(super) refused: usize,
}

/// Checks all rows. A row may have several problems.
pub(super) fn check(rows: Vec<Row>, territory: &Territory, example: bool, progress: &mut dyn Progress) -> Checked {
    let mut out = Checked { good: Vec::with_capacity(rows.len()), ..Checked::default() };
    let mut keys: HashMap<String, u64> = HashMap::new();
    for (index, mut row) in rows.into_iter().enumerate() {
        if index % STEP == 0 {
            progress.reach(index);
        }
        let mut problems = std::mem::take(&mut row.problems);
        if problems.is_empty() {
            match check_row(&row, territory, example, &mut keys) {
                Ok(good) => out.good.push(good),
                Err(found) => problems = found,
            }
        }
        out.refused += usize::from(!problems.is_empty());
        out.problems.append(&mut problems);
    }
    out
}

fn check_row(
    row: &Row,
    territory: &Territory,
    example: bool,
    keys: &mut HashMap<String, u64>,
) -> Result<ImportRow, Vec<RowProblem>> {
    let mut problems = Vec::new();
    let key = key(row, keys).map_err(|problem| problems.push(problem)).ok().flatten();
    let problem = |error: FieldError| RowProblem::new(row.line, error.field, error.reason);
    match InitiativeContent::parse(&row.raw, territory.vocabulary()) {
        Err(errors) => problems.extend(errors.into_iter().map(problem)),
        Ok((content, stated)) => {
            let column = match stated {
                Position::Point(_) | Position::Rd(_) => "lon, lat",
                Position::Postcode(_) => "postcode",
                Position::Town(_) => "plaats",
            };
            let found = find(row, &stated, territory).map_err(|error| error.to_string()).and_then(|position| {
                let located = territory.locate(position).map_err(|error| error.to_string())?;
                Ok((position, located))
            });
            match found {
                Err(reason) => problems.push(RowProblem::new(row.line, column, reason)),
                Ok((position, located)) if problems.is_empty() => {
                    let given = row.given.clone();
                    return Ok(ImportRow { key, content, given, position, located, example });
                }
                Ok(_) => {}
            }
        }
    }
    Err(problems)
}

/// Falls back to the town when the gazetteer does not know the postcode.
fn find(row: &Row, stated: &Position, territory: &Territory) -> Result<LngLat, GeocodeError> {
    territory.geocode(stated).or_else(|error| {
        let town = clean_line(&row.raw.plaats);
        match stated {
            Position::Postcode(_) if !town.is_empty() => territory.geocode(&Position::Town(town)),
            _ => Err(error),
        }
    })
}

/// The key that the sender gave to the row; `None` without one.
fn key(row: &Row, keys: &mut HashMap<String, u64>) -> Result<Option<String>, RowProblem> {
    let key = clean_line(&row.raw.sleutel);
    let key = whole_number(&key);
    if key.is_empty() {
        return Ok(None);
    }
    if key.chars().count() > MAX_LINE {
        return Err(RowProblem::new(row.line, "sleutel", format!("is te lang; hooguit {MAX_LINE} tekens")));
    }
    if let Some(reason) = unreadable(key) {
        return Err(RowProblem::new(row.line, "sleutel", reason));
    }
    match keys.get(key) {
        Some(line) => Err(RowProblem::new(row.line, "sleutel", format!("‘{key}’ staat ook op regel {line}"))),
        None => {
            keys.insert(key.to_owned(), row.line);
            Ok(Some(key.to_owned()))
        }
    }
}

//! Who did what in the last twelve months: for admins, to search and to take along.

use app::pages::desk::{LogLine, LogPage};
use axum::{
    Extension,
    extract::{RawQuery, State},
    http::{StatusCode, header},
    response::{IntoResponse as _, Response},
};
use store::Entry;

use crate::{
    http::{AppState, Nonce, params, problem::Problem},
    pages::{dates, respond},
    people::Who,
};

/// Lines on the page.
const SHOWN: u32 = 500;
/// Lines in a download.
const ALL: u32 = 1_000_000;

/// `/redactie/logboek`; `q` is a word to look for.
pub(super) async fn page(
    State(state): State<AppState>,
    Extension(nonce): Extension<Nonce>,
    who: Who,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let (word, entries) = read(&state, &who, query.as_deref(), SHOWN).await?;
    let lines: Vec<_> = entries.into_iter().map(line).collect();
    let csv = match query {
        Some(query) if !word.is_empty() => format!("/redactie/logboek.csv?{query}"),
        _ => "/redactie/logboek.csv".to_owned(),
    };
    Ok(respond::personal(&who, StatusCode::OK, &nonce, "Logboek", "", move || {
        leptos::view! { <LogPage lines word csv /> }
    }))
}

/// `/redactie/logboek.csv`: as Dutch spreadsheets open it, with a mark for UTF-8 and semicolons.
pub(super) async fn csv(
    State(state): State<AppState>,
    who: Who,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let (_, entries) = read(&state, &who, query.as_deref(), ALL).await?;
    let mut out = csv::WriterBuilder::new()
        .delimiter(b';')
        .terminator(csv::Terminator::CRLF)
        .from_writer("\u{feff}".as_bytes().to_vec());
    let mut write = |row: [&str; 6]| out.write_record(row.map(harmless)).map_err(|_| Problem::internal());
    write(["wanneer", "wie", "wat", "initiatief", "titel", "toelichting"])?;
    for entry in &entries {
        let id = entry.initiative.map(|id| id.to_string()).unwrap_or_default();
        write([&entry.at, &entry.who, &entry.act, &id, &entry.title, &entry.detail])?;
    }
    let body = out.into_inner().map_err(|_| Problem::internal())?;
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"logboek.csv\""),
        (header::CACHE_CONTROL, "private, no-store"),
    ];
    Ok((headers, body).into_response())
}

/// A cell that begins like a formula would be worked out by a spreadsheet; an apostrophe makes it text.
fn harmless(cell: &str) -> String {
    match cell.chars().next() {
        Some('=' | '+' | '-' | '@' | '\t' | '\r' | '\n') => format!("'{cell}"),
        _ => cell.to_owned(),
    }
}

async fn read(state: &AppState, who: &Who, query: Option<&str>, limit: u32) -> Result<(String, Vec<Entry>), Problem> {
    super::admin(who)?;
    let pairs = params::decode(query.unwrap_or_default())?;
    let word: String =
        pairs.iter().find(|(name, _)| name == "q").map(|(_, value)| value.to_string()).unwrap_or_default();
    let entries = state.store.audit(&word, limit).await.map_err(respond::internal)?;
    Ok((word, entries))
}

fn line(entry: Entry) -> LogLine {
    LogLine {
        at: dates::moment(&entry.at),
        instant: entry.at,
        who: entry.who,
        act: entry.act,
        href: entry.initiative.map(|id| format!("/initiatieven/{id}")).unwrap_or_default(),
        title: entry.title,
        detail: entry.detail,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_begins_like_a_formula() {
        for cell in ["=1+1", "+31", "-2", "@x", "\t=1"] {
            assert!(harmless(cell).starts_with('\''), "{cell}");
        }
        assert_eq!(harmless("gewoon"), "gewoon");
    }
}

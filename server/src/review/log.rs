//! Who did what in the last twelve months: for admins, to search and to take along.

use app::review::{LogLine, LogPage};
use axum::{
    extract::{RawQuery, State},
    http::{HeaderValue, StatusCode, header},
    response::Response,
};
use domain::{AuditAct, UnknownTerm, paths};
use store::AuditEntry;

use crate::{
    accounts::{Admin, Fresh},
    state::AppState,
    web::{Page, params, problem::Problem, spreadsheet},
};

/// Lines on the page.
const SHOWN: u32 = 500;
/// Lines in a download.
const ALL: u32 = 1_000_000;

/// `/redactie/logboek`; `q` is a word to look for.
pub(crate) async fn page(
    State(state): State<AppState>,
    page: Page,
    Fresh(user): Fresh<Admin>,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let (word, entries) = read(&state, query.as_deref(), SHOWN).await?;
    let lines: Vec<_> = entries.into_iter().map(line).collect();
    let csv = match query {
        Some(query) if !word.is_empty() => format!("{}.csv?{query}", paths::DESK_LOG),
        _ => paths::DESK_LOG.to_owned() + ".csv",
    };
    Ok(page.personal(&user, StatusCode::OK, "Logboek", move || {
        leptos::view! { <LogPage lines word csv /> }
    }))
}

/// `/redactie/logboek.csv`: as Dutch spreadsheets open it, with a mark for UTF-8 and semicolons.
pub(crate) async fn csv(
    State(state): State<AppState>,
    Fresh(user): Fresh<Admin>,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    state.store.note(user.person.id, AuditAct::LogTaken, state.clock.moment()).await?;
    let (_, entries) = read(&state, query.as_deref(), ALL).await?;
    let head = ["wanneer", "wie", "wat", "initiatief", "titel", "over", "toelichting"].map(str::to_owned);
    let row = |entry: AuditEntry| {
        let id = entry.initiative.map(|id| id.to_string()).unwrap_or_default();
        [entry.at.to_string(), entry.who, act(entry.act), id, entry.title, entry.about, entry.detail]
    };
    let mut response = spreadsheet::csv("logboek", std::iter::once(head).chain(entries.into_iter().map(row)))?;
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    Ok(response)
}

async fn read(state: &AppState, query: Option<&str>, limit: u32) -> Result<(String, Vec<AuditEntry>), Problem> {
    let pairs = params::decode(query.unwrap_or_default())?;
    let word: String =
        pairs.iter().find(|(name, _)| name == "q").map(|(_, value)| value.to_string()).unwrap_or_default();
    let entries = state.store.audit(&word, limit).await?;
    Ok((word, entries))
}

fn line(entry: AuditEntry) -> LogLine {
    LogLine {
        at: wording::dates::moment(&entry.at),
        instant: entry.at.to_string(),
        who: entry.who,
        act: act(entry.act),
        href: entry.initiative.map(paths::initiative).unwrap_or_default(),
        title: entry.title,
        about: entry.about,
        detail: with_day(entry.detail),
    }
}

/// The last day of a membership, as people write it.
fn with_day(detail: String) -> String {
    match detail.split_once("tot en met ") {
        Some((before, last)) if !wording::dates::day(last).is_empty() => {
            format!("{before}tot en met {}{}", wording::dates::day(last), last.get(10..).unwrap_or_default())
        }
        _ => detail,
    }
}

/// The word that was kept, also when it is none of today's.
fn act(act: Result<AuditAct, UnknownTerm>) -> String {
    act.map_or_else(|unknown| unknown.value, |act| act.slug().to_owned())
}

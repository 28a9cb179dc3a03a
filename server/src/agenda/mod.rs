//! `/agenda`: the gatherings to come, one more view of the one query, and the same as a calendar that programs read.
//!
//! 1. `GET /agenda?regio=midden` asks the query about gatherings; no `soort` is needed. What is over stands below.
//! 2. `/agenda.ics` of the same question is a feed: a gathering that moves keeps its UID and grows its SEQUENCE, one that
//!    does not go on stays with its status. Nothing in it is for participants alone.

pub(crate) mod calendar;
mod linked_data;
pub(crate) mod page;

use domain::{Kind, Query, paths, query::encode_pairs};

/// The question without its kind, as an address of this room has it: empty, or from the question mark on.
fn asked(query: &Query) -> String {
    let pairs: Vec<_> = query.to_pairs().into_iter().filter(|(name, _)| *name != "soort").collect();
    if pairs.is_empty() { String::new() } else { format!("?{}", encode_pairs(&pairs)) }
}

/// The agenda of a question.
pub(crate) fn href(query: &Query) -> String {
    format!("{}{}", paths::AGENDA, asked(query))
}

/// The calendar of a question.
fn calendar_href(query: &Query) -> String {
    format!("{}{}", calendar::PATH, asked(query))
}

/// Everything on the agenda.
fn everything() -> Query {
    Query { kinds: vec![Kind::Gathering], ..Query::default() }
}

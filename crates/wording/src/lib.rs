//! The Dutch phrases that pages, mails, files and drawings share: a query in words, dates, counts, distances, schools.
//!
//! Knows the domain, the territory and the atlas. It must not know HTTP, HTML, SQL, files or the time of day: a moment
//! is always an argument.

pub mod counts;
pub mod dates;
pub mod distances;
mod query;
mod school;

pub use counts::{initiatives, noun};
pub use distances::{cycling, direction, kilometres};
pub use domain::number::thousands;
pub use query::{all_filters, days, filters, filters_one_by_one, kinds, point_name, sentence, where_phrase};
pub use school::{school, whereabouts};

/// The text with its first letter as a capital.
#[must_use]
pub fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

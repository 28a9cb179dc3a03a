//! What is wrong with a field of an initiative, as a sentence.

use domain::{picture::ALT_FIELDS, submit::FIELDS};

/// "Titel is leeg; elk initiatief heeft een titel."
#[must_use]
pub fn sentence(field: &str, reason: &str) -> String {
    let label = label(field);
    let verb = ["is ", "moet ", "bevat ", "heeft ", "ligt "].iter().any(|verb| reason.starts_with(verb));
    let end = if reason.ends_with('?') { "" } else { "." };
    if verb { format!("{label} {reason}{end}") } else { format!("{label}: {reason}{end}") }
}

/// What a sentence calls a field.
fn label(field: &str) -> String {
    if field == "foto" {
        return "Foto".to_owned();
    }
    if field == "waarom" {
        return "Je uitleg".to_owned();
    }
    if let Some(at) = ALT_FIELDS.iter().position(|name| *name == field) {
        return format!("Beschrijving van foto {}", at + 1);
    }
    FIELDS.iter().find(|(name, _)| *name == field).map_or(field, |(_, label)| label).to_owned()
}

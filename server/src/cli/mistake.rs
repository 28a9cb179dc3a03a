//! What clap says about a command line that can't be used, in Dutch.

use std::fmt::Write as _;

use clap::error::{ContextKind, ContextValue, Error, ErrorKind};

/// One or two sentences about the mistake.
pub(super) fn in_dutch(error: &Error) -> String {
    let told = |kind: ContextKind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        Some(other) => other.to_string(),
        None => String::new(),
    };
    let argument = told(ContextKind::InvalidArg);
    let value = told(ContextKind::InvalidValue);
    let mut text = match error.kind() {
        ErrorKind::UnknownArgument => format!("‘{argument}’ kennen we niet."),
        ErrorKind::InvalidSubcommand => {
            format!("de opdracht ‘{}’ kennen we niet.", told(ContextKind::InvalidSubcommand))
        }
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            "geef een opdracht.".to_owned()
        }
        ErrorKind::MissingRequiredArgument => format!("er ontbreekt iets: {argument}."),
        ErrorKind::InvalidValue if value.is_empty() => format!("‘{argument}’ heeft een waarde nodig."),
        ErrorKind::ArgumentConflict => format!("‘{argument}’ kan niet samen met ‘{}’.", told(ContextKind::PriorArg)),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let reason = std::error::Error::source(error).map(|source| format!(": {source}")).unwrap_or_default();
            format!("‘{value}’ kan niet bij {argument}{reason}.")
        }
        ErrorKind::InvalidUtf8 => "een argument is geen geldige tekst (UTF-8).".to_owned(),
        _ => format!("dit kan niet: {}.", error.kind()),
    };
    // Writing to a String never fails.
    let choices = told(ContextKind::ValidValue);
    if !choices.is_empty() {
        let _ = write!(text, " Kies uit: {choices}.");
    }
    for kind in [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue] {
        let suggestion = told(kind);
        if !suggestion.is_empty() {
            let _ = write!(text, " Bedoelt u ‘{suggestion}’?");
        }
    }
    text.push_str(" Zie innovatiekaart --help.");
    text
}

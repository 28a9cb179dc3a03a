//! What a version says compared with what it was, and everything that happened before.

use app::initiatives::{Compared, TextPart, VersionEvent};
use domain::{Initiative, VersionState, Vocabulary};
use similar::{Algorithm, ChangeTag, utils::diff_unicode_words};
use store::Version;

use wording::dates::day;

/// Each field, word by word against what it was; without a before, as it is. Fields that were and are empty are left
/// out.
pub(crate) fn compared(now: &Initiative, before: Option<&Initiative>, vocabulary: &Vocabulary) -> Vec<Compared> {
    let now = texts(now, vocabulary);
    let before = before.map(|initiative| texts(initiative, vocabulary));
    now.into_iter()
        .enumerate()
        .map(|(index, (label, text))| {
            let parts = match before.as_ref().and_then(|fields| fields.get(index)) {
                Some((_, old)) => difference(old, &text),
                None => vec![TextPart::Same(text)],
            };
            let parts = parts.into_iter().filter(|part| *part != TextPart::Same(String::new())).collect();
            Compared { label, parts }
        })
        .filter(|field| !field.parts.is_empty())
        .collect()
}

/// Only what changed.
pub(crate) fn changes(now: &Initiative, before: &Initiative, vocabulary: &Vocabulary) -> Vec<Compared> {
    compared(now, Some(before), vocabulary).into_iter().filter(Compared::changed).collect()
}

fn difference(old: &str, new: &str) -> Vec<TextPart> {
    diff_unicode_words(Algorithm::Myers, old, new)
        .into_iter()
        .map(|(tag, text)| match tag {
            ChangeTag::Equal => TextPart::Same(text.to_owned()),
            ChangeTag::Delete => TextPart::Removed(text.to_owned()),
            ChangeTag::Insert => TextPart::Added(text.to_owned()),
        })
        .collect()
}

fn texts(initiative: &Initiative, vocabulary: &Vocabulary) -> Vec<(&'static str, String)> {
    let content = &initiative.content;
    let themes: Vec<&str> =
        content.themes.iter().map(|slug| vocabulary.theme(slug).map_or(&**slug, |theme| &*theme.label)).collect();
    let sectors: Vec<&str> = content.sectors.iter().map(|sector| sector.label()).collect();
    vec![
        ("Titel", content.title.clone()),
        ("Samenvatting", content.summary.clone()),
        ("Omschrijving", content.description.clone()),
        ("School", content.school.clone()),
        ("Vestiging", content.site_code.clone().unwrap_or_default()),
        ("Plaats", format!("{}, gemeente {}, {}", initiative.town, initiative.municipality, initiative.region.label())),
        ("Sector", sectors.join(", ")),
        ("Thema", themes.join(", ")),
        ("Fase", content.stage.label().to_owned()),
        ("Onderdeel", content.programme.label().to_owned()),
        ("Periode", content.period.clone()),
        ("Website", content.website.clone().unwrap_or_default()),
        ("Leervraag", content.learning_question.clone()),
        ("Opbrengsten", content.outcomes.join("\n")),
    ]
}

/// Versions as they come from the store, the newest first, as a history.
pub(crate) fn history(versions: &[Version], vocabulary: &Vocabulary) -> Vec<VersionEvent> {
    versions
        .iter()
        .enumerate()
        .map(|(index, version)| VersionEvent {
            number: version.number,
            state: state(version, versions),
            sent: day(&version.initiative.changed),
            sender: version.sender.clone(),
            why: version.why.clone(),
            decided: decided(version),
            reason: version.reason.clone(),
            changes: versions
                .get(index + 1)
                .map(|before| changes(&version.initiative, &before.initiative, vocabulary))
                .unwrap_or_default(),
        })
        .collect()
}

/// Only the last one that was cleared stands on the map.
fn state(version: &Version, all: &[Version]) -> &'static str {
    let newer = all.iter().any(|v| v.state == VersionState::Published && v.number > version.number);
    if version.state == VersionState::Published && newer { "stond op de kaart" } else { version.state.label() }
}

/// "besloten op 3 november 2026 door Anna"; empty while nobody has.
pub(crate) fn decided(version: &Version) -> String {
    let Some(when) = &version.decided else { return String::new() };
    let who = if version.editor.is_empty() { "de redactie" } else { &version.editor };
    format!("besloten op {} door {who}", day(when))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_diff_is_by_words() {
        let parts = difference("Robots in de klas", "Robots in elke klas");
        let (removed, added) = (TextPart::Removed("de".to_owned()), TextPart::Added("elke".to_owned()));
        assert!(parts.contains(&removed) && parts.contains(&added), "{parts:?}");
        assert_eq!(difference("gelijk", "gelijk"), [TextPart::Same("gelijk".to_owned())]);
        assert_eq!(difference("", "nieuw"), [TextPart::Added("nieuw".to_owned())]);
    }
}

//! What an initiative tells, and how it will look as long as it is not on the map.

use app::initiatives::{PREVIEWED, Preview, Telling};
use atlas::Atlas;
use domain::{Initiative, InitiativeContent, Picture};

use crate::{map, web::markdown};

/// What its page tells in its own words.
pub(crate) fn telling(content: &InitiativeContent, pictures: Vec<Picture>) -> Telling {
    Telling {
        description: markdown::html(&content.description),
        pictures,
        outcomes: content
            .outcomes
            .iter()
            .map(|o| outcome(o))
            .map(|(b, r)| (markdown::linked(&b), markdown::linked(&r)))
            .collect(),
        learning_question: content.learning_question.clone(),
        stage: content.stage,
    }
}

/// Its card and its page, as they will look.
pub(crate) fn preview(atlas: &Atlas, initiative: &Initiative, pictures: Vec<Picture>) -> Preview {
    let content = &initiative.content;
    let mut card = map::view::card_of(atlas, initiative, None);
    PREVIEWED.clone_into(&mut card.href);
    card.picture = pictures.first().cloned();
    Preview {
        card,
        summary: content.summary.clone(),
        period: content.period.clone(),
        website: content.website.clone(),
        telling: telling(content, pictures),
    }
}

/// The first sentence of an outcome is its heading.
fn outcome(text: &str) -> (String, String) {
    match text.split_once(". ") {
        // An abbreviation is no heading.
        Some((bold, rest)) if bold.contains(' ') || bold.chars().count() > 6 => (format!("{bold}."), rest.to_owned()),
        _ => (text.to_owned(), String::new()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outcome_begins_with_its_heading() {
        assert_eq!(
            outcome("Meer leesminuten. Een kwartier per dag."),
            ("Meer leesminuten.".into(), "Een kwartier per dag.".into())
        );
        assert_eq!(outcome("Alles"), ("Alles".into(), String::new()));
    }
}

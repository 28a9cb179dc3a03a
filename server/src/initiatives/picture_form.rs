//! The pictures in a form: which they are, one more, one less, and what is wrong with them.

use app::ui::{Described, PictureSet};
use axum::http::StatusCode;
use domain::{
    FieldError, InitiativeId, Picture,
    picture::{self, ALT_FIELDS, MAX_PICTURES},
};
use pictures::PictureError;

use crate::{
    state::AppState,
    web::{
        form::Fields,
        problem::Problem,
        upload::{Chosen, FILE},
    },
};

/// The pictures that stand in a form. What has been forgotten meanwhile is left out, and said. `initiative` is the one
/// that is changed; none for a new one.
pub(crate) async fn set(
    state: &AppState,
    initiative: Option<InitiativeId>,
    described: &[Described],
) -> Result<PictureSet, Problem> {
    let mut set = PictureSet::default();
    for Described { hash, alt } in described {
        match state.store.find_picture(hash, initiative).await? {
            Some(picture) => set.pictures.push(Picture { alt: alt.clone(), ..picture }),
            None => set.errors = vec![FieldError::new("foto", "is niet meer bewaard; voeg hem opnieuw toe")],
        }
    }
    Ok(set)
}

/// The pictures of a version, as they stand in a form.
pub(crate) fn of(pictures: &[Picture]) -> Vec<Described> {
    pictures.iter().map(|picture| Described { hash: picture.hash.clone(), alt: picture.alt.clone() }).collect()
}

/// Notes everything that keeps these from being sent in, and puts their descriptions in one line.
pub(crate) fn check(set: &mut PictureSet, form: &Fields) {
    if set.pictures.len() > MAX_PICTURES {
        set.errors.push(too_many());
    }
    // Without a script a file that was chosen and not added comes as its name.
    if !form.get(FILE).is_empty() {
        set.errors.push(FieldError::new(
            "foto",
            "is gekozen maar nog niet toegevoegd; kies hem opnieuw en klik op ‘Foto toevoegen’",
        ));
    }
    for (picture, field) in set.pictures.iter_mut().zip(ALT_FIELDS) {
        match picture::alt(&picture.alt) {
            Ok(alt) => picture.alt = alt,
            Err(reason) => set.errors.push(FieldError::new(field, reason)),
        }
    }
}

/// Adds the picture that was chosen. Gives the field that asks what is on it.
///
/// # Errors
/// What is wrong with it, and the status that says so.
pub(crate) async fn add(
    state: &AppState,
    described: &mut Vec<Described>,
    chosen: Chosen,
) -> Result<&'static str, (StatusCode, FieldError)> {
    let refused = |status, reason: &dyn std::fmt::Display| (status, FieldError::new("foto", reason));
    if described.len() >= MAX_PICTURES {
        return Err((StatusCode::UNPROCESSABLE_ENTITY, too_many()));
    }
    let bytes = match chosen {
        Chosen::File(bytes) => bytes,
        Chosen::Nothing => {
            let reason = "is nog niet gekozen; kies eerst een bestand";
            return Err(refused(StatusCode::UNPROCESSABLE_ENTITY, &reason));
        }
        Chosen::TooLarge => {
            let most = state.config.limits.picture / (1024 * 1024);
            let reason = format!("is groter dan {most} MB; kies een kleinere, of maak hem eerst kleiner");
            return Err(refused(StatusCode::PAYLOAD_TOO_LARGE, &reason));
        }
    };
    let kept = state.pictures.keep(bytes, &state.store, state.clock.moment()).await;
    let picture = kept.map_err(|error| {
        let status = match &error {
            PictureError::Storage(_) | PictureError::Database(_) => {
                tracing::error!(?error, "pictures");
                StatusCode::SERVICE_UNAVAILABLE
            }
            _ => StatusCode::UNPROCESSABLE_ENTITY,
        };
        refused(status, &error)
    })?;
    let known = described.iter().position(|other| other.hash == picture.hash);
    let index = known.unwrap_or(described.len());
    if known.is_none() {
        described.push(Described { hash: picture.hash, alt: String::new() });
    }
    Ok(ALT_FIELDS.get(index).copied().unwrap_or("foto"))
}

/// The set after [`add`], with the status of the page that shows it.
pub(crate) async fn after_adding(
    state: &AppState,
    initiative: Option<InitiativeId>,
    described: &[Described],
    added: Result<&'static str, (StatusCode, FieldError)>,
) -> Result<(StatusCode, PictureSet), Problem> {
    let mut set = set(state, initiative, described).await?;
    match added {
        Ok(field) => {
            set.success = "De foto staat erbij. Beschrijf wat erop staat.";
            set.focus = field;
            Ok((StatusCode::OK, set))
        }
        Err((status, error)) => {
            set.errors.push(error);
            set.focus = "foto";
            Ok((status, set))
        }
    }
}

/// Takes away the picture that the form's button names. False when it names none.
pub(crate) fn remove(described: &mut Vec<Described>, form: &Fields) -> bool {
    let hash = form.get("foto-weg");
    described.retain(|picture| picture.hash != hash);
    !hash.is_empty()
}

/// Said after [`remove`].
pub(crate) const REMOVED: &str = "De foto is weg.";

/// The pictures after somebody else was first: theirs, without what you took away, with what you added and wrote.
pub(crate) fn merged(before: &[Described], theirs: &[Described], mine: &[Described]) -> Vec<Described> {
    let find = |list: &'_ [Described], hash: &str| list.iter().find(|picture| picture.hash == hash).cloned();
    let kept = theirs.iter().filter_map(|other| match (find(before, &other.hash), find(mine, &other.hash)) {
        (Some(_), None) => None,
        (Some(old), Some(own)) if own.alt != old.alt => Some(own),
        _ => Some(other.clone()),
    });
    let mut merged: Vec<Described> = kept.collect();
    for own in mine {
        if find(before, &own.hash).is_none() && find(theirs, &own.hash).is_none() {
            merged.push(own.clone());
        }
    }
    merged
}

fn too_many() -> FieldError {
    FieldError::new("foto", format!("is er één te veel; hooguit {MAX_PICTURES} bij een initiatief"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(pictures: &[(&str, &str)]) -> Vec<Described> {
        pictures.iter().map(|(hash, alt)| Described { hash: (*hash).to_owned(), alt: (*alt).to_owned() }).collect()
    }

    #[test]
    fn merged_pictures_keep_those_of_both() {
        let before = list(&[("a", "1"), ("b", "2"), ("c", "3")]);
        let theirs = list(&[("a", "anders"), ("b", "2"), ("d", "nieuw")]);
        let mine = list(&[("a", "1"), ("b", "beter"), ("e", "ook nieuw")]);
        let expected = list(&[("a", "anders"), ("b", "beter"), ("d", "nieuw"), ("e", "ook nieuw")]);
        assert_eq!(merged(&before, &theirs, &mine), expected);
        assert_eq!(merged(&before, &before, &mine), mine);
        assert_eq!(merged(&before, &theirs, &before), theirs);
    }
}

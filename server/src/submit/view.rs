//! From what was typed to what the form shows.

use app::{
    submit::{Alike, SubmitForm, SubmitView},
    ui::PictureSet,
};
use domain::{FieldError, LngLat, NewSubmission, Programme, paths};
use store::Version;

use crate::{
    accounts::SignedIn,
    map::pin::pin_map,
    state::AppState,
    submit::{alike, location::Settled},
};

/// The form with all that follows from what was typed.
pub(crate) fn build(
    state: &AppState,
    typed: SubmitForm,
    settled: Settled,
    errors: Vec<FieldError>,
    user: Option<&SignedIn>,
    own: &[Version],
) -> SubmitView {
    let atlas = state.atlas.load();
    let vocabulary = atlas.territory().vocabulary();
    let point = settled.point();
    let mut lacking: Vec<_> =
        NewSubmission::parse(&typed.raw(), vocabulary).err().unwrap_or_default().iter().map(|e| e.field).collect();
    if user.is_some() {
        lacking.retain(|field| !matches!(*field, "naam" | "functie" | "email"));
    }
    if point.is_none() {
        lacking.push("lon");
    }
    let Settled { spot, school, schools, schools_in_all, searched } = settled;
    let mut errors = errors;
    // What was asked of the place is answered at once.
    for error in spot.as_ref().err().into_iter().chain(&school) {
        if errors.iter().all(|known| known.field != error.field) {
            errors.push(error.clone());
        }
    }
    let programme = Programme::parse(&typed.onderdeel).ok();
    SubmitView {
        spot: pin_map(&atlas, &spot, programme, paths::SUBMIT),
        alike: alike_of(state, own, &typed, point),
        themes: vocabulary.themes.clone(),
        pictures: PictureSet::default(),
        signed_in: user.map(|user| user.person.email.to_string()),
        called: user.map(|user| user.person.name.clone()).unwrap_or_default(),
        drafts: Vec::new(),
        too_often: String::new(),
        refused: false,
        focus: "",
        preview: None,
        typed,
        errors,
        lacking,
        schools,
        schools_in_all,
        searched,
    }
}

/// Initiatives that look like what was typed: published, and of `own` that wait.
pub(crate) fn alike_of(state: &AppState, own: &[Version], typed: &SubmitForm, point: Option<LngLat>) -> Vec<Alike> {
    alike::alike(&state.atlas.load(), own, &typed.titel, &typed.school, &typed.vestigingscode, point)
}

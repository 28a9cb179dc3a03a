//! From what was typed to what the form shows.

use app::{
    initiatives::InitiativeFields,
    submit::{Alike, SubmitForm, SubmitView},
    ui::PictureSet,
};
use domain::{FieldError, LngLat, NewSubmission, Programme, paths, submit::merge_errors};
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
    // What was asked of the place is answered at once.
    let errors = merge_errors(errors, spot.as_ref().err().cloned().into_iter().chain(school));
    let programme = Programme::parse(&typed.initiatief.text.onderdeel).ok();
    SubmitView {
        fields: InitiativeFields {
            errors,
            clashes: Vec::new(),
            themes: vocabulary.themes.clone(),
            spot: pin_map(&atlas, &spot, programme, paths::SUBMIT),
            pictures: PictureSet::default(),
            focus: "",
            before: "",
        },
        alike: alike_of(state, own, &typed, point),
        signed_in: user.map(|user| user.person.email.to_string()),
        called: user.map(|user| user.person.name.clone()).unwrap_or_default(),
        drafts: Vec::new(),
        too_often: String::new(),
        refused: false,
        preview: None,
        typed,
        lacking,
        schools,
        schools_in_all,
        searched,
    }
}

/// Initiatives that look like what was typed: published, and of `own` that wait.
pub(crate) fn alike_of(state: &AppState, own: &[Version], typed: &SubmitForm, point: Option<LngLat>) -> Vec<Alike> {
    let text = &typed.initiatief.text;
    alike::alike(&state.atlas.load(), own, &text.titel, &text.school, &text.vestigingscode, point)
}

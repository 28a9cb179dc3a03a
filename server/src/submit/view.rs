//! From what was typed to what the form shows.

use app::{
    map::{
        Placed,
        marks::{Mark, MarkKind, picture},
    },
    submit::{Alike, PinMap, SubmitForm, SubmitView},
    ui::{PictureSet, sentence},
};
use atlas::Atlas;
use domain::{Bbox, Camera, FieldError, LngLat, NewSubmission, Programme};
use store::Version;
use territory::Located;

use crate::{
    accounts::SignedIn,
    map,
    state::AppState,
    submit::{alike, location::Settled},
};

/// How close by the map looks once there is a pin: about 12 m on the ground for each CSS pixel.
const CLOSE: f64 = 12.0;
/// What the map shows, in CSS pixels; names further out are not worth sending.
const SCREEN: map::view::Screen = map::view::Screen { width: 1100.0, height: 900.0, guessed: true };
/// The whole province, in the narrowest place where the map stands.
const NARROW: (f64, f64) = (320.0, 420.0);

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
    let Settled { spot, school, schools, searched } = settled;
    let mut errors = errors;
    // What was asked of the place is answered at once.
    for error in spot.as_ref().err().into_iter().chain(&school) {
        if errors.iter().all(|known| known.field != error.field) {
            errors.push(error.clone());
        }
    }
    let programme = Programme::parse(&typed.onderdeel).ok();
    SubmitView {
        spot: pin_map(&atlas, &spot, programme),
        alike: alike_of(state, own, &typed, point),
        themes: vocabulary.themes.clone(),
        pictures: PictureSet::default(),
        signed_in: user.map(|user| user.person.email.to_string()),
        called: user.map(|user| user.person.name.clone()).unwrap_or_default(),
        drafts: Vec::new(),
        too_often: String::new(),
        refused: false,
        focus: "",
        typed,
        errors,
        lacking,
        schools,
        searched,
    }
}

/// Initiatives that look like what was typed: published, and of `own` that wait.
pub(crate) fn alike_of(state: &AppState, own: &[Version], typed: &SubmitForm, point: Option<LngLat>) -> Vec<Alike> {
    alike::alike(&state.atlas.load(), own, &typed.titel, &typed.school, &typed.vestigingscode, point)
}

/// The map with the pin, as the form and the script show it.
pub(crate) fn pin_map(
    atlas: &Atlas,
    spot: &Result<Option<(LngLat, Located)>, FieldError>,
    programme: Option<Programme>,
) -> PinMap {
    let (position, located) = match spot {
        Ok(Some((position, located))) => (Some(*position), Some(located)),
        _ => (None, None),
    };
    let camera = match position.and_then(|point| Camera::new(point, CLOSE).ok()) {
        Some(camera) => camera,
        None => Camera::fit(atlas.territory().bounds(), NARROW.0, NARROW.1, 12.0, CLOSE),
    };
    let neighbours = position.map_or_else(Vec::new, |_| neighbours(atlas, camera.bounds(SCREEN.width, SCREEN.height)));
    let mut placed = map::view::labels(atlas, camera, SCREEN, &neighbours);
    placed.extend(neighbours);
    if let Some(position) = position {
        // Until one is chosen, the round one stands for all.
        let svg = picture(programme.unwrap_or(Programme::Vrijplaats));
        placed.push(Placed { position, svg, ..Placed::default() });
    }
    PinMap {
        position,
        whereabouts: located.map_or_else(String::new, |at| {
            format!("{}, gemeente {}, bij {}", at.region.label(), at.municipality, at.town)
        }),
        camera,
        placed,
        school: String::new(),
        trouble: spot.as_ref().err().map_or_else(String::new, |error| match error.reason.strip_prefix("ligt ") {
            Some(where_) => format!("Deze plek ligt {where_}."),
            None => sentence(error.field, &error.reason),
        }),
    }
}

/// The initiatives around, as outlines without a link: the visitor is busy filling in a form.
fn neighbours(atlas: &Atlas, bbox: Bbox) -> Vec<Placed> {
    let near = atlas.nearest(bbox.centre(), 30, None);
    let inside = near.into_iter().map(|(index, _)| atlas.at(index)).filter(|one| bbox.contains(one.position));
    inside
        .map(|one| {
            let kind = MarkKind::Pin { id: one.id.0, programme: one.content.programme, near: false, faded: false };
            let mark = Mark { name: String::new(), href: String::new(), neighbour: true, leaves: false, kind };
            Placed { position: one.position, svg: mark.still(), id: one.id.0, ..Placed::default() }
        })
        .collect()
}

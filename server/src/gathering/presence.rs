//! What the organiser arranges for checking in, and the list of who was there.

use app::{
    gathering::{DayView, PresencePage, PresenceRow},
    ui::Subject,
};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use domain::{
    Gathering, RegistrationId,
    gathering::{CheckInPhase, GatheringStatus, Presence},
    paths,
};
use store::{GatheringError, PresenceNote, Seat};
use wording::dates;

use super::{
    evaluation,
    organise::{OrganiseDone, own},
    report,
};
use crate::{
    accounts::{Organiser, token::Secret},
    state::AppState,
    web::{Page, flash::Done as _, form::Fields, problem::Problem},
};

/// The part about the day; nothing for a draft, or for what does not go on.
pub(super) async fn day(state: &AppState, gathering: &Gathering) -> Result<Option<DayView>, Problem> {
    if gathering.status != GatheringStatus::Announced {
        return Ok(None);
    }
    let now = state.clock.moment();
    let key = state.store.check_in_key(gathering.id).await?;
    let seats = state.store.gathering_seats(gathering.id).await?;
    let there = seats.iter().filter(|seat| seat.present.is_some()).count();
    let opens = match gathering.check_in(now) {
        CheckInPhase::Later(opens) => format!("Inchecken kan vanaf {}, tot het eind van de dag.", dates::at(opens)),
        CheckInPhase::Open => "Inchecken kan nu, tot het eind van de dag.".to_owned(),
        CheckInPhase::Closed => "Inchecken bij de deur kan niet meer.".to_owned(),
    };
    Ok(Some(DayView {
        here: paths::organise_gathering(gathering.id),
        address: key.map(|key| format!("{}{}", state.site_url, paths::check_in(gathering.id, key))).unwrap_or_default(),
        makes: now < gathering.check_in_ends(),
        opens,
        present: format!("{there} van de {} mensen met een plek zijn ingecheckt.", seats.len()),
        lists: gathering.lists_presence(now),
        evaluation: evaluation::view(state, gathering).await?,
        report: report::links(state, gathering).await?,
    }))
}

/// `POST /organisatie/bijeenkomsten/{id}/inchecken`: another address for volunteers; the one of before opens nothing.
pub(crate) async fn make_address(
    State(state): State<AppState>,
    user: Organiser,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let (gathering, right) = own(&state, &user, &id).await?;
    let store = state.store.only_if(right);
    store.set_check_in_key(gathering.id, &Secret::new()?.token, user.person.id, state.clock.moment()).await?;
    Ok(OrganiseDone::CheckInAddress.redirect(&paths::organise_gathering(gathering.id)))
}

/// `GET /organisatie/bijeenkomsten/{id}/aanwezig`.
pub(crate) async fn list(
    State(state): State<AppState>,
    page: Page,
    user: Organiser,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let (gathering, _) = own(&state, &user, &id).await?;
    if !gathering.lists_presence(state.clock.moment()) {
        return Err(GatheringError::NoPresence.into());
    }
    show(&state, &page, &user, &gathering).await
}

/// `POST /organisatie/bijeenkomsten/{id}/aanwezig`: `plek` is ticked, `eerst` was when the form was shown. What somebody else
/// changed meanwhile stays.
pub(crate) async fn note(
    State(state): State<AppState>,
    user: Organiser,
    Path(id): Path<String>,
    form: Fields,
) -> Result<Response, Problem> {
    let (gathering, right) = own(&state, &user, &id).await?;
    let named = |name: &str| -> Vec<(RegistrationId, u32)> {
        let values = form.pairs().iter().filter(|(other, _)| other == name);
        values.filter_map(|(_, value)| seat_of(value)).collect()
    };
    let (ticked, first) = (named("plek"), named("eerst"));
    let came = ticked.iter().filter(|seat| !first.contains(seat)).map(|(id, number)| (*id, *number, true));
    let not = first.iter().filter(|seat| !ticked.contains(seat)).map(|(id, number)| (*id, *number, false));
    let notes: Vec<PresenceNote> = came.chain(not).collect();
    let store = state.store.only_if(right);
    store.note_presence(gathering.id, &notes, user.person.id, state.clock.moment()).await?;
    Ok(OrganiseDone::PresenceNoted.redirect(&paths::organise_gathering(gathering.id)))
}

/// Reads "12-1".
fn seat_of(text: &str) -> Option<(RegistrationId, u32)> {
    let (registration, number) = text.split_once('-')?;
    Some((registration.parse().ok()?, number.parse().ok()?))
}

async fn show(state: &AppState, page: &Page, user: &Organiser, gathering: &Gathering) -> Result<Response, Problem> {
    let now = state.clock.moment();
    let seats = state.store.gathering_seats(gathering.id).await?;
    let used = seats.iter().any(|seat| seat.present.is_some());
    let row = |seat: &Seat| PresenceRow {
        seat: format!("{}-{}", seat.registration, seat.number),
        name: seat.name.clone(),
        school: seat.school.clone(),
        present: seat.present.is_some(),
        state: Presence::of(gathering, seat.present.is_some(), used, now).label(),
    };
    let rows = seats.iter().map(row).collect();
    let about = Subject { title: gathering.content.title.clone(), href: paths::organise_gathering(gathering.id) };
    let until = format!("Dit kan t/m {}.", dates::weekday(gathering.presence_ends().plus_seconds(-60)));
    let here = format!("{}/aanwezig", paths::organise_gathering(gathering.id));
    let refused = String::new();
    Ok(page.personal(user, StatusCode::OK, "Wie was er?", move || {
        leptos::view! { <PresencePage about here until rows refused /> }
    }))
}

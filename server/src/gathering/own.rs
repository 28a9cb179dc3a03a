//! One's own registration, behind the link in a mail: whoever has the link, has the address.

use app::{
    gathering::{DeadRegistration, OwnAct, OwnRegistrationPage, OwnRegistrationView, OwnSeat},
    ui::Field,
};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use domain::{
    FieldError, Gathering,
    gathering::{
        Attendance, GatheringStatus, NewRegistration, RawRegistration, RegistrationState, registration::successor,
    },
    paths,
};
use serde::Deserialize;
use store::{GatheringError, Registration, RegistrationNotice, Seat};
use wording::dates;

use super::{certificate, check_in, fields, find, mails::Letters, register::RegisterForm};
use crate::{
    accounts::{sign_in::discreet, token},
    state::AppState,
    web::{
        Page,
        flash::{Done as _, Flash, done},
        form::Form,
        problem::Problem,
    },
};

done! {
    /// What somebody did with their registration.
    OwnDone {
        Confirmed = "bevestigd" => "Dank je, je aanmelding is bevestigd.",
        Accepted = "genomen" => "De plek is van jou. Je krijgt er een mail over.",
        Withdrawn = "afgemeld" => "Je bent afgemeld. Wat vrijkomt, gaat naar de volgende op de lijst.",
        Changed = "gewijzigd" => "Je aanmelding is gewijzigd.",
    }
}

/// Who comes, as others read it: "Juf Anna, De Proefschool".
pub(super) fn called(registration: &Registration) -> String {
    let Registration { name, school, .. } = registration;
    if school.is_empty() { name.clone() } else { format!("{name}, {school}") }
}

/// What the page says besides.
#[derive(Default)]
struct Said {
    status: StatusCode,
    refused: String,
    success: &'static str,
    change: Option<(RawRegistration, Vec<FieldError>)>,
    hand_over: (String, String, Vec<FieldError>),
}

/// `GET /aanmelding/{token}`. Looking changes nothing: programs that check mail for dangers follow links too.
pub(crate) async fn look(
    State(state): State<AppState>,
    page: Page,
    Path(token): Path<String>,
    done: Flash<OwnDone>,
) -> Result<Response, Problem> {
    show(&state, &page, &token, Said { success: done.message(), ..Said::default() }).await
}

/// Which button was pressed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct ActForm {
    wat: String,
}

/// `POST /aanmelding/{token}`: `wat` is `bevestig`, `neem` or `afmelden`.
pub(crate) async fn act(
    State(state): State<AppState>,
    page: Page,
    Path(token): Path<String>,
    Form(form): Form<ActForm>,
) -> Result<Response, Problem> {
    let act = OwnAct::parse(&form.wat).ok_or_else(|| Problem::of_status(StatusCode::BAD_REQUEST))?;
    let letters = Letters::new(&state)?;
    let letter = |g: &_, r: &_, notice: RegistrationNotice| letters.write(g, r, notice);
    let (hash, now) = (token::hash(&token), state.clock.moment());
    let (done, result) = match act {
        OwnAct::Confirm => (OwnDone::Confirmed, state.store.confirm_registration(&hash, &letter, now).await),
        OwnAct::Accept => (OwnDone::Accepted, state.store.accept_seat(&hash, &letter, now).await),
        OwnAct::Withdraw => (OwnDone::Withdrawn, state.store.withdraw_registration(&hash, &letter, now).await),
    };
    answer(&state, &page, &token, done, result).await
}

/// `POST /aanmelding/{token}/wijzigen`.
pub(crate) async fn change(
    State(state): State<AppState>,
    page: Page,
    Path(token): Path<String>,
    Form(form): Form<RegisterForm>,
) -> Result<Response, Problem> {
    let (hash, now) = (token::hash(&token), state.clock.moment());
    let Some((own, gathering, _)) = state.store.registration(&hash, now).await? else { return Ok(dead(&page)) };
    // What this form does not ask stays.
    let mut raw = RawRegistration::from(form);
    raw.email = own.email.as_ref().map(ToString::to_string).unwrap_or_default();
    own.attendance.slug().clone_into(&mut raw.vorm);
    raw.meteen = own.at_once;
    let new = match NewRegistration::parse(&raw, &gathering.content) {
        Ok(new) => new,
        Err(errors) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            let said = Said { status, change: Some((raw, errors)), ..Said::default() };
            return show(&state, &page, &token, said).await;
        }
    };
    let letters = Letters::new(&state)?;
    let letter = |g: &_, r: &_, notice: RegistrationNotice| letters.write(g, r, notice);
    match state.store.change_registration(&hash, &new, &letter, now).await {
        Err(GatheringError::TooMany(most)) => {
            let reason = format!("mag hooguit {most} zijn; laat anderen zich apart aanmelden");
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            let change = Some((raw, vec![FieldError::new("personen", reason)]));
            show(&state, &page, &token, Said { status, change, ..Said::default() }).await
        }
        result => answer(&state, &page, &token, OwnDone::Changed, result).await,
    }
}

/// Who takes the seat over.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct HandOverForm {
    naam: String,
    email: String,
}

/// `POST /aanmelding/{token}/overdragen`: afterwards this link leads nowhere.
pub(crate) async fn hand_over(
    State(state): State<AppState>,
    page: Page,
    Path(token): Path<String>,
    Form(HandOverForm { naam, email }): Form<HandOverForm>,
) -> Result<Response, Problem> {
    let (hash, now) = (token::hash(&token), state.clock.moment());
    let again = |naam: String, email: String, errors| Said {
        status: StatusCode::UNPROCESSABLE_ENTITY,
        hand_over: (naam, email, errors),
        ..Said::default()
    };
    let (name, address) = match successor(&naam, &email) {
        Ok(to) => to,
        Err(errors) => return show(&state, &page, &token, again(naam, email, errors)).await,
    };
    let Some((_, gathering, _)) = state.store.registration(&hash, now).await? else { return Ok(dead(&page)) };
    let letters = Letters::new(&state)?;
    let letter = |g: &_, r: &_, notice: RegistrationNotice| letters.write(g, r, notice);
    match state.store.hand_over(&hash, (&name, &address), &letter, now).await {
        Ok(()) => {
            let about = find::about(&gathering);
            let text = "Je collega krijgt een mail. Jij staat niet meer op de lijst, en jouw link werkt niet meer.";
            Ok(page.anonymous(StatusCode::OK, "Je plek is doorgegeven", move || {
                leptos::view! { <app::gathering::RegisteredPage about title="Je plek is doorgegeven" text /> }
            }))
        }
        Err(GatheringError::Known) => {
            let errors = vec![FieldError::new("email", "is al aangemeld voor deze bijeenkomst")];
            show(&state, &page, &token, again(naam, email, errors)).await
        }
        Err(error) => answer(&state, &page, &token, OwnDone::Changed, Err(error)).await,
    }
}

/// On to the page that says it, or why it could not be done.
async fn answer(
    state: &AppState,
    page: &Page,
    token: &str,
    done: OwnDone,
    result: Result<(), GatheringError>,
) -> Result<Response, Problem> {
    match result {
        Ok(()) => Ok(done.redirect(&paths::registration(token))),
        Err(GatheringError::Gone) => Ok(dead(page)),
        Err(GatheringError::Store(error)) => Err(error.into()),
        Err(refusal) => {
            let said = Said { status: StatusCode::CONFLICT, refused: refusal.to_string(), ..Said::default() };
            show(state, page, token, said).await
        }
    }
}

async fn show(state: &AppState, page: &Page, token: &str, said: Said) -> Result<Response, Problem> {
    let now = state.clock.moment();
    let Some((own, gathering, position)) = state.store.registration(&token::hash(token), now).await? else {
        return Ok(dead(page));
    };
    let coming = now < gathering.content.begins && gathering.status == GatheringStatus::Announced;
    let seated = own.state == RegistrationState::Registered;
    let mut acts = Vec::new();
    if coming {
        match own.state {
            RegistrationState::Unconfirmed => acts.push((OwnAct::Confirm, "Bevestig je aanmelding")),
            RegistrationState::Offered => {
                acts.extend([(OwnAct::Accept, "Ik neem de plek"), (OwnAct::Withdraw, "Nee, dank je")]);
            }
            RegistrationState::Registered | RegistrationState::Waiting => acts.push((OwnAct::Withdraw, "Meld me af")),
            _ => {}
        }
    }
    let (naam, email, errors) = said.hand_over;
    let everybody = if seated { state.store.registrations(gathering.id).await? } else { Vec::new() };
    let others = everybody.iter().filter(|one| one.id != own.id && one.visibility.shows(one.state, true));
    let view = OwnRegistrationView {
        about: find::about(&gathering),
        when: dates::span(gathering.content.begins, gathering.content.ends),
        state: in_words(own.state, own.persons),
        standing: standing(&own, &gathering, position),
        facts: facts(&own),
        online_address: if seated && own.attendance == Attendance::Online {
            gathering.content.online_address.clone()
        } else {
            String::new()
        },
        seats: if seated { own_seats(state, &own, &gathering).await? } else { Vec::new() },
        calendar: if seated { format!("{}/agenda.ics", paths::gathering(gathering.id)) } else { String::new() },
        acts,
        change: if coming && own.state.active() { changing(&own, said.change) } else { Vec::new() },
        hand_over: if coming && seated { fields::handing_over(&naam, &email, &errors) } else { Vec::new() },
        participants: others.map(called).collect(),
        here: paths::registration(token),
        refused: said.refused,
        success: said.success,
    };
    let status = if said.status == StatusCode::default() { StatusCode::OK } else { said.status };
    Ok(discreet(page.anonymous(status, "Je aanmelding", move || leptos::view! { <OwnRegistrationPage view /> })))
}

/// What they show at the door, until the end of the day, and what they have of it afterwards.
async fn own_seats(state: &AppState, own: &Registration, gathering: &Gathering) -> Result<Vec<OwnSeat>, Problem> {
    let now = state.clock.moment();
    let to_come = now < gathering.check_in_ends();
    let seats = state.store.seats_of_registration(own.id).await?;
    let shown = seats.into_iter().filter(|seat| to_come || seat.present.is_some());
    let one = |seat: Seat| {
        let scanned = format!("{}{}", state.site_url, paths::scanned_seat(&seat.code));
        let earned = certificate::is_earned(&seat, gathering, now);
        let code = if to_come { seat.code } else { String::new() };
        OwnSeat {
            name: seat.name,
            qr: if code.is_empty() { String::new() } else { drawing::code::svg(&scanned).unwrap_or_default() },
            code,
            present: seat.present.map(|since| format!("Ingecheckt om {}.", check_in::time(since))).unwrap_or_default(),
            certificate: if earned { paths::certificate(&seat.proof) } else { String::new() },
        }
    };
    Ok(shown.map(one).collect())
}

pub(super) fn in_words(state: RegistrationState, persons: u32) -> &'static str {
    match state {
        RegistrationState::Unconfirmed => "Bevestig nog je aanmelding.",
        RegistrationState::Registered if persons > 1 => "Jullie hebben een plek.",
        RegistrationState::Registered => "Je hebt een plek.",
        RegistrationState::Waiting => "Je staat op de wachtlijst.",
        RegistrationState::Offered => "Er is een plek voor je.",
        RegistrationState::Withdrawn => "Je bent afgemeld.",
        RegistrationState::Expired => "De plek ging naar een ander.",
        RegistrationState::Lapsed => "Je aanmelding is vervallen.",
        RegistrationState::Cancelled => "De bijeenkomst gaat niet door.",
    }
}

/// What follows from how it stands.
fn standing(own: &Registration, gathering: &Gathering, position: Option<usize>) -> Vec<String> {
    let until = own.until.map(|until| dates::at(until.plus_seconds(-60))).unwrap_or_default();
    let seats = if own.persons == 1 { "je plek".to_owned() } else { format!("je {} plekken", own.persons) };
    let line = match own.state {
        RegistrationState::Unconfirmed if own.holds => {
            format!("Druk op de knop, uiterlijk {until}. Tot dan houden we {seats} vast.")
        }
        RegistrationState::Unconfirmed => {
            format!("Druk op de knop, uiterlijk {until}. Er is nu geen plek vrij; je komt op de wachtlijst.")
        }
        RegistrationState::Waiting => match position {
            Some(1) => "Je bent de eerste. Komt er een plek vrij, dan krijg je een mail.".to_owned(),
            Some(position) => format!("Je staat op plaats {position}. Komt er een plek vrij, dan krijg je een mail."),
            None => String::new(),
        },
        RegistrationState::Offered => {
            format!("Laat het uiterlijk {until} weten. Daarna gaat {seats} naar de volgende op de lijst.")
        }
        RegistrationState::Withdrawn | RegistrationState::Expired | RegistrationState::Lapsed => {
            "Wil je toch komen? Meld je dan opnieuw aan, zolang dat kan.".to_owned()
        }
        RegistrationState::Cancelled => gathering.reason.clone(),
        RegistrationState::Registered => String::new(),
    };
    Some(line).filter(|line| !line.is_empty()).into_iter().collect()
}

fn facts(own: &Registration) -> Vec<(&'static str, String)> {
    let facts = [
        ("Naam", own.name.clone()),
        ("Functie", own.job_title.clone()),
        ("School", own.school.clone()),
        ("Hoe", own.attendance.label().to_owned()),
        ("Personen", own.persons.to_string()),
        ("Collega’s", own.colleagues.join(", ")),
        ("Wensen", own.wishes.clone()),
        ("Je naam zien", own.visibility.label().to_owned()),
    ];
    facts.into_iter().filter(|(_, text)| !text.is_empty()).collect()
}

/// The form to change it, as it stands or as it was typed.
fn changing(own: &Registration, typed: Option<(RawRegistration, Vec<FieldError>)>) -> Vec<Field> {
    let (raw, errors) = typed.unwrap_or_else(|| {
        let raw = RawRegistration {
            naam: own.name.clone(),
            functie: own.job_title.clone(),
            school: own.school.clone(),
            personen: own.persons.to_string(),
            collegas: own.colleagues.join("\n"),
            wensen: own.wishes.clone(),
            zichtbaar: own.visibility.slug().to_owned(),
            ..RawRegistration::default()
        };
        (raw, Vec::new())
    });
    fields::changing(&raw, own.persons, &errors)
}

fn dead(page: &Page) -> Response {
    discreet(page.anonymous(StatusCode::GONE, "Deze link werkt niet meer", || leptos::view! { <DeadRegistration /> }))
}

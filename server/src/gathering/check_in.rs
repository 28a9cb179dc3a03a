//! Checking people in at the door. Whoever has the address may: volunteers have no account. Opening it changes nothing.
//!
//! A code that is scanned leads to `/inchecken/{code}`, which everybody may see; on a device that a volunteer said to scan
//! with, it leads on to their page. So no participant learns the address of the volunteers.

use app::{
    gathering::{CheckInPage, CheckInRow, CheckInSaid, CheckInView, ScannedSeat},
    ui::{Control, Field, Need},
};
use axum::{
    extract::{Path, RawQuery, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Redirect, Response},
};
use domain::{
    Gathering, Moment,
    gathering::{
        Attendance, CheckInPhase,
        check_in::{CODE_SIGNS, read_code},
    },
    paths,
    query::encode_pairs,
};
use serde::Deserialize;
use store::{CheckedIn, GatheringError, Seat};
use wording::dates;

use super::find;
use crate::{
    accounts::sign_in::discreet,
    state::AppState,
    web::{Page, cookie, form::Form, params, problem::Problem},
};

/// How many people are shown at once.
const SHOWN: usize = 100;

/// What the address asks besides.
#[derive(Debug, Clone, Default)]
struct Asked {
    /// A code that is to be typed in the field.
    code: String,
    search: String,
    /// What was done a moment ago, and the code that it was done with.
    done: Option<(Done, String)>,
}

/// What was done at the door.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Done {
    Now,
    Already,
    Undone,
}

impl Done {
    const ALL: [Self; 3] = [Self::Now, Self::Already, Self::Undone];

    /// The word in the address.
    fn slug(self) -> &'static str {
        match self {
            Self::Now => "net",
            Self::Already => "al",
            Self::Undone => "terug",
        }
    }
}

impl Asked {
    fn read(query: Option<&str>) -> Result<Self, Problem> {
        let mut asked = Self::default();
        for (name, value) in params::decode(query.unwrap_or_default())? {
            match &*name {
                "code" => asked.code = read_code(&value),
                "zoek" => asked.search = domain::text::clean_line(&value),
                name => {
                    let done = Done::ALL.into_iter().find(|done| done.slug() == name);
                    asked.done = done.map(|done| (done, read_code(&value))).or(asked.done);
                }
            }
        }
        Ok(asked)
    }
}

/// `GET /bijeenkomsten/{id}/inchecken/{sleutel}`.
pub(crate) async fn page(
    State(state): State<AppState>,
    page: Page,
    headers: HeaderMap,
    Path((id, key)): Path<(String, String)>,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let gathering = opened(&state, &id, &key).await?;
    let asked = Asked::read(query.as_deref())?;
    let scans = cookie::value(&headers, remembered(&state).0) == Some(&*scanner(&gathering, &key));
    show(&state, &page, &gathering, &key, asked, scans, (StatusCode::OK, String::new())).await
}

/// Who comes in, or did not after all.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct CheckInForm {
    code: String,
    terug: String,
}

/// `POST /bijeenkomsten/{id}/inchecken/{sleutel}`.
pub(crate) async fn check(
    State(state): State<AppState>,
    page: Page,
    headers: HeaderMap,
    Path((id, key)): Path<(String, String)>,
    Form(form): Form<CheckInForm>,
) -> Result<Response, Problem> {
    let gathering = opened(&state, &id, &key).await?;
    let (store, now) = (&state.store, state.clock.moment());
    let (code, undone) = (read_code(&form.code), read_code(&form.terug));
    let result = if undone.is_empty() {
        store.check_in(gathering.id, &key, &code, now).await.map(|checked| match checked {
            CheckedIn::Now(seat) => (Done::Now, seat),
            CheckedIn::Already(seat) => (Done::Already, seat),
        })
    } else {
        store.undo_check_in(gathering.id, &key, &undone, now).await.map(|seat| (Done::Undone, seat))
    };
    let status = match &result {
        Err(GatheringError::UnknownCode) => StatusCode::UNPROCESSABLE_ENTITY,
        _ => StatusCode::CONFLICT,
    };
    match result {
        Ok((done, seat)) => {
            let to = format!("{}?{}", paths::check_in(gathering.id, &key), encode_pairs(&[(done.slug(), &seat.code)]));
            Ok(discreet(Redirect::to(&to).into_response()))
        }
        Err(error @ (GatheringError::Store(_) | GatheringError::Gone)) => Err(error.into()),
        Err(refusal) => {
            let scans = cookie::value(&headers, remembered(&state).0) == Some(&*scanner(&gathering, &key));
            let asked = Asked { code: form.code, ..Asked::default() };
            show(&state, &page, &gathering, &key, asked, scans, (status, refusal.to_string())).await
        }
    }
}

/// `POST /bijeenkomsten/{id}/inchecken/{sleutel}/scannen`: codes that this device scans lead to the page of the volunteers.
pub(crate) async fn scan(
    State(state): State<AppState>,
    Path((id, key)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let gathering = opened(&state, &id, &key).await?;
    let seconds = (gathering.check_in_ends().seconds() - state.clock.moment().seconds()).max(0);
    let (name, secure) = remembered(&state);
    let value = scanner(&gathering, &key);
    let cookie = format!("{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}");
    let cookie = HeaderValue::try_from(cookie).map_err(|_| Problem::internal())?;
    let to = Redirect::to(&paths::check_in(gathering.id, &key)).into_response();
    Ok(discreet(([(header::SET_COOKIE, cookie)], to).into_response()))
}

/// `GET /inchecken/{code}`: what a scanned code leads to.
pub(crate) async fn scanned(
    State(state): State<AppState>,
    page: Page,
    headers: HeaderMap,
    Path(code): Path<String>,
) -> Result<Response, Problem> {
    let device = cookie::value(&headers, remembered(&state).0).and_then(|value| value.split_once('.'));
    if let Some((id, key)) = device
        && let Ok(gathering) = opened(&state, id, key).await
    {
        let to = format!("{}?{}", paths::check_in(gathering.id, key), encode_pairs(&[("code", &*read_code(&code))]));
        return Ok(discreet(Redirect::to(&to).into_response()));
    }
    Ok(page.anonymous(StatusCode::OK, "Laat deze code zien", || leptos::view! { <ScannedSeat /> }))
}

/// The name of the cookie of a device that scans, and what it has besides.
fn remembered(state: &AppState) -> (&'static str, &'static str) {
    if state.https() { ("__Host-inchecken", "; Secure") } else { ("inchecken", "") }
}

/// What a device that scans remembers.
fn scanner(gathering: &Gathering, key: &str) -> String {
    format!("{}.{key}", gathering.id)
}

/// The gathering that this key opens; 404 for any other.
async fn opened(state: &AppState, id: &str, key: &str) -> Result<Gathering, Problem> {
    let gathering = find::public(state, id).await?;
    let found = state.store.gathering_to_check_in(gathering.id, key).await?;
    found.ok_or_else(|| Problem::of_status(StatusCode::NOT_FOUND))
}

async fn show(
    state: &AppState,
    page: &Page,
    gathering: &Gathering,
    key: &str,
    asked: Asked,
    scans: bool,
    (status, refused): (StatusCode, String),
) -> Result<Response, Problem> {
    let closed = match gathering.check_in(state.clock.moment()) {
        CheckInPhase::Open => String::new(),
        CheckInPhase::Later(opens) => format!("Inchecken kan vanaf {}.", dates::at(opens)),
        CheckInPhase::Closed => "Inchecken kan niet meer.".to_owned(),
    };
    // Names are shown only while they are needed.
    let seats = if closed.is_empty() { state.store.gathering_seats(gathering.id).await? } else { Vec::new() };
    let there = seats.iter().filter(|seat| seat.present.is_some()).count();
    let search = asked.search.to_lowercase();
    let fits =
        |seat: &&Seat| seat.name.to_lowercase().contains(&search) || seat.school.to_lowercase().contains(&search);
    let found: Vec<&Seat> = seats.iter().filter(fits).collect();
    let more = found.len().saturating_sub(SHOWN);
    let error = if status == StatusCode::UNPROCESSABLE_ENTITY { refused.clone() } else { String::new() };
    let view = CheckInView {
        about: find::about(gathering),
        when: dates::span(gathering.content.begins, gathering.content.ends),
        count: format!("{there} van de {} mensen zijn ingecheckt.", seats.len()),
        here: paths::check_in(gathering.id, key),
        said: asked.done.and_then(|(done, code)| said(done, seats.iter().find(|seat| seat.code == code)?)),
        refused,
        code: Field {
            name: "code",
            label: "Code".into(),
            hint: format!("{CODE_SIGNS} letters en cijfers.").into(),
            control: Control::Line("text", "off"),
            need: Need::Required,
            value: asked.code,
            error,
            ..Field::default()
        },
        search: asked.search,
        rows: found.iter().take(SHOWN).map(|seat| row(seat)).collect(),
        more: if more > 0 { format!("En nog {more}; zoek op naam.") } else { String::new() },
        scans,
        closed,
    };
    Ok(discreet(page.anonymous(status, "Inchecken", move || leptos::view! { <CheckInPage view /> })))
}

fn row(seat: &Seat) -> CheckInRow {
    let online = if seat.attendance == Attendance::Online { " (online)" } else { "" };
    CheckInRow {
        name: seat.name.clone(),
        school: format!("{}{online}", seat.school),
        code: seat.code.clone(),
        since: seat.present.map(time).unwrap_or_default(),
    }
}

/// What was done, as it is now: somebody else may have pressed since.
fn said(done: Done, seat: &Seat) -> Option<CheckInSaid> {
    let who = format!("{}, {},", seat.name, seat.school);
    let text = match (done, seat.present) {
        (Done::Now, Some(_)) => format!("{who} is ingecheckt."),
        (Done::Already, Some(since)) => format!("{who} was al ingecheckt om {}.", time(since)),
        (Done::Undone, None) => format!("{who} is niet meer ingecheckt."),
        _ => return None,
    };
    let undo = if seat.present.is_some() { seat.code.clone() } else { String::new() };
    Some(CheckInSaid { text, undo })
}

/// "13.52 uur".
pub(super) fn time(moment: Moment) -> String {
    format!("{} uur", domain::local_time::shown_at(moment).strftime("%H.%M"))
}

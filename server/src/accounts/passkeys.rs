//! `/mijn/passkey`: showing a passkey. `/mijn/passkeys`: making and removing them.

use app::accounts::{KeptPasskey, PasskeyPage, PasskeysPage};
use axum::{
    Extension,
    extract::{RawQuery, State},
    http::StatusCode,
    response::Response,
};
use domain::{Moment, PersonId, paths};
use jiff::SignedDuration;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use tower_sessions::Session;
use wording::dates;

use crate::{
    accounts::{
        Admin, Fresh, SignedIn,
        members::MembersDone,
        second_factor, sign_in,
        unsent::{self, UNSENT},
    },
    state::AppState,
    web::{
        Page,
        flash::{Done as _, Flash, done},
        form::Form,
        page::see_other,
        params,
        passkeys::{Passkeys, Unproven},
        problem::Problem,
    },
};

/// Where in a session stands what a page asked of the device.
const ASKED: &str = "passkey gevraagd";
const MADE: &str = "passkey gemaakt";
/// The script of both pages.
const SCRIPT: &str = "passkey.js";
/// How long an answer may take.
const PATIENCE: SignedDuration = SignedDuration::from_mins(10);

done! {
    /// What somebody did with their passkeys.
    PasskeysDone {
        Added = "gemaakt" => "Je passkey is gemaakt. Vanaf nu vragen we hem bij wat je rol mag.",
        Removed = "verwijderd" => "De passkey is verwijderd. Haal hem ook van je apparaat.",
    }
}

/// What a device said to a page, or what was typed before the page was needed.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct AnswerForm {
    /// JSON, as the browser writes it.
    antwoord: String,
    /// Where a form was going that could not be handled before.
    naar: String,
    /// What was in it.
    getypt: String,
}

/// Which passkey goes.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct RemoveForm {
    passkey: String,
}

/// Whose passkeys go.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct ClearForm {
    persoon: String,
}

/// `GET /mijn/passkey`: asks for a passkey; `terug` is where to go on to.
pub(crate) async fn ask(
    State(state): State<AppState>,
    page: Page,
    user: SignedIn,
    Extension(session): Extension<Session>,
    RawQuery(raw): RawQuery,
) -> Result<Response, Problem> {
    let pairs = params::decode(raw.as_deref().unwrap_or_default()).unwrap_or_default();
    if let Some((_, back)) = pairs.iter().find(|(name, _)| name == "terug") {
        sign_in::remember_back(&session, back).await?;
    }
    asking(&state, &page, &user, &session, StatusCode::OK, "").await
}

/// `POST /mijn/passkey`: the answer of the device; or a form that has to wait for it.
pub(crate) async fn show(
    State(state): State<AppState>,
    page: Page,
    user: SignedIn,
    Extension(session): Extension<Session>,
    Form(form): Form<AnswerForm>,
) -> Result<Response, Problem> {
    if !form.getypt.is_empty() {
        unsent::keep(&session, &form.naar, &form.getypt).await?;
        sign_in::remember_back(&session, UNSENT).await?;
        return Ok(see_other(paths::PASSKEY));
    }
    let asked = take(&state, &session, ASKED).await?;
    let shown = match (passkeys(&state)?, asked) {
        (passkeys, Some(asked)) => passkeys.finish_asking(&asked, &form.antwoord, &credentials(&state, &user).await?),
        (_, None) => Err(Unproven::Unknown),
    };
    let now = state.clock.moment();
    match shown {
        Ok(shown) if state.store.use_passkey(user.person.id, &shown.id, &shown.credential, now).await? => {
            second_factor::show(&session, now).await?;
            let back = sign_in::take_back(&session).await?;
            Ok(see_other(back.as_deref().unwrap_or(paths::MINE)))
        }
        refused => {
            let why = refused.map_or_else(|error| error.to_string(), |_| "gone".to_owned());
            tracing::info!(person = user.person.id.0, why, "passkey refused");
            let says = "Dat lukte niet: deze passkey kennen we niet, of het duurde te lang. Probeer het nog eens.";
            asking(&state, &page, &user, &session, StatusCode::UNPROCESSABLE_ENTITY, says).await
        }
    }
}

async fn asking(
    state: &AppState,
    page: &Page,
    user: &SignedIn,
    session: &Session,
    status: StatusCode,
    trouble: &'static str,
) -> Result<Response, Problem> {
    let kept = credentials(state, user).await?;
    if kept.is_empty() {
        // Who has to have one and has none makes one.
        return Ok(see_other(paths::PASSKEYS));
    }
    let ceremony = passkeys(state)?.begin_asking(&kept).map_err(broken)?;
    keep(state, session, ASKED, &ceremony.state).await?;
    let script = page.script(SCRIPT);
    Ok(page.personal(user, status, "Bevestig dat jij het bent", move || {
        leptos::view! { <PasskeyPage asks=ceremony.asks trouble script /> }
    }))
}

/// `GET /mijn/passkeys`.
pub(crate) async fn list(
    State(state): State<AppState>,
    page: Page,
    Fresh(user): Fresh<SignedIn>,
    Extension(session): Extension<Session>,
    done: Flash<PasskeysDone>,
) -> Result<Response, Problem> {
    listing(&state, &page, &user, &session, StatusCode::OK, done.message(), "").await
}

/// `POST /mijn/passkeys`: the device made one.
pub(crate) async fn add(
    State(state): State<AppState>,
    page: Page,
    Fresh(user): Fresh<SignedIn>,
    Extension(session): Extension<Session>,
    Form(form): Form<AnswerForm>,
) -> Result<Response, Problem> {
    let made = match (passkeys(&state)?, take(&state, &session, MADE).await?) {
        (passkeys, Some(asked)) => passkeys.finish_making(&asked, &form.antwoord),
        (_, None) => Err(Unproven::Unknown),
    };
    let (id, now) = (user.person.id, state.clock.moment());
    let store = state.store.only_if(user.known());
    match made {
        Ok(made) if store.add_passkey(id, &made.id, &made.credential, now).await? => {
            second_factor::show(&session, now).await?;
            let back = sign_in::take_back(&session).await?;
            Ok(back.map_or_else(|| PasskeysDone::Added.redirect(paths::PASSKEYS), |back| see_other(&back)))
        }
        refused => {
            let why = refused.map_or_else(|error| error.to_string(), |_| "known, or too many".to_owned());
            tracing::info!(person = id.0, why, "passkey refused");
            let says =
                "Dat lukte niet. Probeer het nog eens; je hebt hooguit tien passkeys, elk op een eigen apparaat.";
            listing(&state, &page, &user, &session, StatusCode::UNPROCESSABLE_ENTITY, "", says).await
        }
    }
}

/// `POST /mijn/passkeys/weg`: one goes.
pub(crate) async fn remove(
    State(state): State<AppState>,
    Fresh(user): Fresh<SignedIn>,
    Form(form): Form<RemoveForm>,
) -> Result<Response, Problem> {
    let store = state.store.only_if(user.known());
    store.remove_passkey(user.person.id, &form.passkey, state.clock.moment()).await?;
    Ok(PasskeysDone::Removed.redirect(paths::PASSKEYS))
}

/// `POST /redactie/leden/passkeys`: all of somebody who lost them go.
pub(crate) async fn clear(
    State(state): State<AppState>,
    Fresh(user): Fresh<Admin>,
    Form(form): Form<ClearForm>,
) -> Result<Response, Problem> {
    let person: PersonId = form.persoon.parse().map_err(|_| Problem::of_status(StatusCode::BAD_REQUEST))?;
    if person == user.person.id {
        let detail = "Je eigen passkeys verwijder je bij ‘Mijn gegevens’.";
        return Err(Problem::new(StatusCode::FORBIDDEN, detail));
    }
    let store = state.store.only_if(user.still_admin());
    store.clear_passkeys(person, Some(user.person.id), state.clock.moment()).await?;
    Ok(MembersDone::PasskeysCleared.redirect(paths::DESK_MEMBERS))
}

async fn listing(
    state: &AppState,
    page: &Page,
    user: &SignedIn,
    session: &Session,
    status: StatusCode,
    success: &'static str,
    trouble: &'static str,
) -> Result<Response, Problem> {
    let kept = state.store.passkeys(user.person.id).await?;
    let asks = match &state.passkeys {
        None => None,
        Some(passkeys) => {
            let (id, name) = (user.person.id.0, user.person.email.as_str());
            let ceremony = passkeys.begin_making(id, name, &credentials(state, user).await?).map_err(broken)?;
            keep(state, session, MADE, &ceremony.state).await?;
            Some(ceremony.asks)
        }
    };
    let kept: Vec<_> = kept
        .into_iter()
        .map(|one| KeptPasskey { made: dates::day(&one.made), used: dates::day(&one.used), id: one.id })
        .collect();
    let script = page.script(SCRIPT);
    Ok(page.personal(user, status, "Passkeys", move || {
        leptos::view! { <PasskeysPage kept asks success trouble script /> }
    }))
}

fn passkeys(state: &AppState) -> Result<&Passkeys, Problem> {
    let detail =
        "Op dit adres kan je browser geen passkey gebruiken. Vraag de beheerder van de kaart om een adres met https.";
    state.passkeys.as_ref().ok_or_else(|| Problem::new(StatusCode::CONFLICT, detail))
}

async fn credentials(state: &AppState, user: &SignedIn) -> Result<Vec<String>, Problem> {
    Ok(state.store.passkeys(user.person.id).await?.into_iter().map(|passkey| passkey.credential).collect())
}

/// Remembers what was asked of the device, until the answer comes.
async fn keep(state: &AppState, session: &Session, key: &str, asked: &impl Serialize) -> Result<(), Problem> {
    Ok(session.insert(key, (state.clock.moment().as_str(), asked)).await?)
}

/// What was asked of the device, once: an answer is tried one time.
async fn take<State: DeserializeOwned>(
    state: &AppState,
    session: &Session,
    key: &str,
) -> Result<Option<State>, Problem> {
    let asked: Option<(String, State)> = session.remove(key).await?;
    let since = state.clock.moment_in(-PATIENCE);
    Ok(asked.filter(|(at, _)| Moment::parse(at).is_ok_and(|at| at >= since)).map(|(_, asked)| asked))
}

fn broken(error: Unproven) -> Problem {
    tracing::error!(%error, "passkeys");
    Problem::internal()
}

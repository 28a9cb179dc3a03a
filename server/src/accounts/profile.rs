//! What is known of me: to read, to take along, to change, and to have erased.

use app::{
    accounts::{Details, DetailsPage, ErasePage, ErasedPage, OpenSession},
    ui::sentence,
};
use axum::{
    Extension,
    extract::State,
    http::{StatusCode, header},
    response::{IntoResponse as _, Response},
};
use domain::{FieldError, Moment, paths, submit::parse_profile};
use serde::Deserialize;
use serde_json::{Value, json};
use store::Profile;
use tower_sessions::Session;
use wording::dates;

use crate::{
    accounts::{Fresh, SignedIn, sign_in, signed_in, token::hash},
    mail,
    state::AppState,
    web::{
        Page,
        flash::{Done as _, Flash, done},
        form::{Form, ticked},
        problem::Problem,
    },
};

const TITLE: &str = "Mijn gegevens";

done! {
    /// What somebody did with their details.
    ProfileDone {
        Kept = "bewaard" => "Je naam en functie zijn bewaard.",
        Ended = "uitgelogd" => "Daar ben je nu uitgelogd.",
    }
}

/// `GET /mijn/gegevens`.
pub(crate) async fn page(
    State(state): State<AppState>,
    page: Page,
    user: SignedIn,
    Extension(session): Extension<Session>,
    done: Flash<ProfileDone>,
) -> Result<Response, Problem> {
    let profile = state.store.profile(user.person.id).await?;
    show(&state, &page, &user, &session, &profile, &[], done.message()).await
}

/// Where to sign out.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct SignOutForm {
    /// A session, as the page names it.
    sessie: String,
}

/// `POST /mijn/gegevens/uitloggen`: ends one session of one's own. Twice is as good as once.
pub(crate) async fn end_session(
    State(state): State<AppState>,
    user: SignedIn,
    Extension(session): Extension<Session>,
    Form(SignOutForm { sessie: ends }): Form<SignOutForm>,
) -> Result<Response, Problem> {
    if here(&session).as_ref() == Some(&ends) {
        return signed_in::sign_out(&session, "/").await;
    }
    state.store.end_own_session(&ends, user.person.id).await?;
    Ok(ProfileDone::Ended.redirect(paths::PROFILE))
}

/// What the table calls the session of this browser.
fn here(session: &Session) -> Option<String> {
    session.id().map(|id| hash(&id.to_string()))
}

/// A session that is open: since when, when it was last used, until when, and what the table calls it.
type Open = (String, String, Moment, String);

/// Where somebody is signed in, the newest first.
async fn open_sessions(state: &AppState, user: &SignedIn) -> Result<Vec<Open>, Problem> {
    let kept = state.store.sessions(user.person.id, state.clock.moment()).await?;
    let mut open: Vec<Open> = kept
        .into_iter()
        .map(|(id, kept)| {
            let data: Value = serde_json::from_str(&kept.data).unwrap_or_default();
            let text = |name: &str| data[name].as_str().unwrap_or_default().to_owned();
            (text(signed_in::SINCE), text(signed_in::SEEN), kept.expires, id)
        })
        .collect();
    open.sort_unstable_by(|one, other| other.cmp(one));
    Ok(open)
}

/// Name and job title as they were typed.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct ProfileForm {
    naam: String,
    functie: String,
}

/// The tick that says it is meant.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct EraseForm {
    #[serde(deserialize_with = "ticked")]
    zeker: bool,
}

/// `POST /mijn/gegevens`: another name or job title.
pub(crate) async fn change(
    State(state): State<AppState>,
    page: Page,
    user: SignedIn,
    Extension(session): Extension<Session>,
    Form(form): Form<ProfileForm>,
) -> Result<Response, Problem> {
    let (name, job_title) = (&*form.naam, &*form.functie);
    match parse_profile(name, job_title) {
        Ok((name, job_title)) => {
            let profile = Profile { name, job_title };
            let store = state.store.only_if(user.known());
            store.introduce(user.person.id, &profile, state.clock.moment()).await?;
            Ok(ProfileDone::Kept.redirect(paths::PROFILE))
        }
        Err(errors) => {
            let typed = Profile { name: name.to_owned(), job_title: job_title.to_owned() };
            show(&state, &page, &user, &session, &typed, &errors, "").await
        }
    }
}

async fn show(
    state: &AppState,
    page: &Page,
    user: &SignedIn,
    session: &Session,
    profile: &Profile,
    errors: &[FieldError],
    success: &'static str,
) -> Result<Response, Problem> {
    let told = state.store.personal_data(user.person.id).await?;
    let here = here(session);
    let sessions = open_sessions(state, user).await?.into_iter().map(|(since, seen, _, id)| OpenSession {
        here: here.as_ref() == Some(&id),
        since: dates::day(&since),
        seen: dates::day(&seen),
        id,
    });
    let count = |word: &str| told[word].as_array().map_or(0, Vec::len);
    let wrong = |field: &str| {
        errors.iter().find(|e| e.field == field).map(|e| sentence(e.field, &e.reason)).unwrap_or_default()
    };
    let details = Details {
        email: user.person.email.to_string(),
        name: profile.name.clone(),
        position: profile.job_title.clone(),
        name_error: wrong("naam"),
        position_error: wrong("functie"),
        roles: user.may.iter().map(sign_in::in_words).collect(),
        initiatives: count("initiatieven"),
        passkeys: count("passkeys"),
        sessions: sessions.collect(),
        success,
    };
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(page.personal(user, status, TITLE, move || leptos::view! { <DetailsPage details /> }))
}

/// `GET /mijn/gegevens.json`: everything, to take along.
pub(crate) async fn download(State(state): State<AppState>, user: SignedIn) -> Result<Response, Problem> {
    let mut told = state.store.personal_data(user.person.id).await?;
    // When a session was used stands in what only the server reads.
    told["ingelogd op"] = open_sessions(&state, &user)
        .await?
        .into_iter()
        .map(|(since, seen, until, _)| json!({ "sinds": since, "laatst gebruikt": seen, "tot": until.as_str() }))
        .collect();
    let all = json!({ "over": user.person.email.as_str(), "gemaakt": state.clock.moment().as_str(), "gegevens": told });
    let text = serde_json::to_string_pretty::<Value>(&all).map_err(|_| Problem::internal())?;
    let headers = [
        (header::CONTENT_TYPE, "application/json"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"mijn-gegevens.json\""),
    ];
    Ok((headers, text).into_response())
}

/// `GET /mijn/gegevens/wissen`: what will happen.
pub(crate) async fn ask(page: Page, Fresh(user): Fresh<SignedIn>) -> Response {
    asking(&page, &user, StatusCode::OK)
}

fn asking(page: &Page, user: &SignedIn, status: StatusCode) -> Response {
    let (email, missing) = (user.person.email.to_string(), status != StatusCode::OK);
    let title = "Mijn gegevens wissen";
    page.personal(user, status, title, move || leptos::view! { <ErasePage email missing /> })
}

/// `POST /mijn/gegevens/wissen`: with the tick, the person goes.
pub(crate) async fn erase(
    State(state): State<AppState>,
    page: Page,
    Extension(session): Extension<Session>,
    Fresh(user): Fresh<SignedIn>,
    Form(form): Form<EraseForm>,
) -> Result<Response, Problem> {
    if !form.zeker {
        return Ok(asking(&page, &user, StatusCode::UNPROCESSABLE_ENTITY));
    }
    let (id, today) = (user.person.id, state.clock.today().to_string());
    if !state.store.erase(id, &today, state.clock.moment()).await? {
        let detail = "Je bent de enige beheerder van deze kaart. Maak eerst iemand anders beheerder; daarna kun je je gegevens laten wissen.";
        return Err(Problem::new(StatusCode::CONFLICT, detail));
    }
    mail::forget(&state.config.data_dir, user.person.email.as_str());
    signed_in::sign_out(&session, "/mijn/gewist").await
}

/// `GET /mijn/gewist`: it is done.
pub(crate) async fn gone(page: Page) -> Response {
    let head = app::shell::Head { title: "Je gegevens zijn gewist".to_owned(), hidden: true, ..Default::default() };
    page.public(&head, "", || leptos::view! { <ErasedPage /> })
}

/// "Ans, leraar".
pub(crate) fn called(profile: &Profile) -> String {
    let parts = [&*profile.name, &*profile.job_title];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

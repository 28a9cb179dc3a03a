//! What is known of me: to read, to take along, to change, and to have erased.

use app::{
    accounts::{Details, DetailsPage, ErasePage, ErasedPage},
    ui::sentence,
};
use axum::{
    Extension,
    extract::State,
    http::{StatusCode, header},
    response::{IntoResponse as _, Response},
};
use domain::{FieldError, paths, submit::parse_profile};
use serde::Deserialize;
use serde_json::{Value, json};
use store::Profile;
use tower_sessions::Session;

use crate::{
    accounts::{SignedIn, sign_in, signed_in},
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
        Kept = "bewaard" => "Bewaard.",
    }
}

/// `GET /mijn/gegevens`.
pub(crate) async fn page(
    State(state): State<AppState>,
    page: Page,
    user: SignedIn,
    Flash(done): Flash<ProfileDone>,
) -> Result<Response, Problem> {
    let profile = state.store.profile(user.person.id).await?;
    let kept = done == Some(ProfileDone::Kept);
    show(&state, &page, &user, &profile, &[], kept).await
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
            show(&state, &page, &user, &typed, &errors, false).await
        }
    }
}

async fn show(
    state: &AppState,
    page: &Page,
    user: &SignedIn,
    profile: &Profile,
    errors: &[FieldError],
    kept: bool,
) -> Result<Response, Problem> {
    let told = state.store.personal_data(user.person.id).await?;
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
        sessions: count("ingelogd op"),
        kept,
    };
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(page.personal(user, status, TITLE, move || leptos::view! { <DetailsPage details /> }))
}

/// `GET /mijn/gegevens.json`: everything, to take along.
pub(crate) async fn download(State(state): State<AppState>, user: SignedIn) -> Result<Response, Problem> {
    let told = state.store.personal_data(user.person.id).await?;
    let all = json!({ "over": user.person.email.as_str(), "gemaakt": state.clock.moment().as_str(), "gegevens": told });
    let text = serde_json::to_string_pretty::<Value>(&all).map_err(|_| Problem::internal())?;
    let headers = [
        (header::CONTENT_TYPE, "application/json"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"mijn-gegevens.json\""),
    ];
    Ok((headers, text).into_response())
}

/// `GET /mijn/gegevens/wissen`: what will happen.
pub(crate) async fn ask(page: Page, user: SignedIn) -> Response {
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
    user: SignedIn,
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

//! What is known of me: to read, to take along, to change, and to have erased.

use app::{
    accounts::{Details, DetailsPage, ErasePage, ErasedPage},
    ui::sentence,
};
use axum::{
    Extension,
    extract::{RawQuery, State},
    http::{StatusCode, header},
    response::{IntoResponse as _, Response},
};
use domain::{FieldError, submit::parse_profile};
use serde_json::{Value, json};
use store::Profile;
use tower_sessions::Session;

use crate::{
    accounts::{
        sign_in,
        signed_in::{self, Who},
    },
    mail,
    state::AppState,
    web::{form::Form, nonce::Nonce, page, problem::Problem},
};

const TITLE: &str = "Mijn gegevens";

/// `GET /mijn/gegevens`.
pub(crate) async fn page(
    State(state): State<AppState>,
    Extension(nonce): Extension<Nonce>,
    who: Who,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let profile = state.store.profile(who.person.id).await.map_err(page::internal)?;
    let kept = query.as_deref() == Some("gedaan=bewaard");
    show(&state, &nonce, &who, &profile, &[], kept).await
}

/// `POST /mijn/gegevens`: another name or position.
pub(crate) async fn change(
    State(state): State<AppState>,
    Extension(nonce): Extension<Nonce>,
    who: Who,
    form: Form,
) -> Result<Response, Problem> {
    let (name, position) = (form.get("naam"), form.get("functie"));
    match parse_profile(name, position) {
        Ok((name, position)) => {
            let profile = Profile { name, position };
            state.store.introduce(who.person.id, &profile).await.map_err(page::internal)?;
            Ok(page::see_other("/mijn/gegevens?gedaan=bewaard"))
        }
        Err(errors) => {
            let typed = Profile { name: name.to_owned(), position: position.to_owned() };
            show(&state, &nonce, &who, &typed, &errors, false).await
        }
    }
}

async fn show(
    state: &AppState,
    nonce: &Nonce,
    who: &Who,
    profile: &Profile,
    errors: &[FieldError],
    kept: bool,
) -> Result<Response, Problem> {
    let told = state.store.personal_data(who.person.id).await.map_err(page::internal)?;
    let count = |word: &str| told[word].as_array().map_or(0, Vec::len);
    let wrong = |field: &str| {
        errors.iter().find(|e| e.field == field).map(|e| sentence(e.field, &e.reason)).unwrap_or_default()
    };
    let details = Details {
        email: who.person.email.to_string(),
        name: profile.name.clone(),
        position: profile.position.clone(),
        name_error: wrong("naam"),
        position_error: wrong("functie"),
        roles: who.may.iter().map(sign_in::in_words).collect(),
        initiatives: count("initiatieven"),
        sessions: count("ingelogd op"),
        kept,
    };
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(page::personal(who, status, nonce, TITLE, "", move || leptos::view! { <DetailsPage details /> }))
}

/// `GET /mijn/gegevens.json`: everything, to take along.
pub(crate) async fn download(State(state): State<AppState>, who: Who) -> Result<Response, Problem> {
    let told = state.store.personal_data(who.person.id).await.map_err(page::internal)?;
    let all = json!({ "over": who.person.email.as_str(), "gemaakt": state.clock.text(), "gegevens": told });
    let text = serde_json::to_string_pretty::<Value>(&all).map_err(|_| Problem::internal())?;
    let headers = [
        (header::CONTENT_TYPE, "application/json"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"mijn-gegevens.json\""),
    ];
    Ok((headers, text).into_response())
}

/// `GET /mijn/gegevens/wissen`: what will happen.
pub(crate) async fn ask(Extension(nonce): Extension<Nonce>, who: Who) -> Response {
    asking(&nonce, &who, StatusCode::OK)
}

fn asking(nonce: &Nonce, who: &Who, status: StatusCode) -> Response {
    let (email, missing) = (who.person.email.to_string(), status != StatusCode::OK);
    let title = "Mijn gegevens wissen";
    page::personal(who, status, nonce, title, "", move || leptos::view! { <ErasePage email missing /> })
}

/// `POST /mijn/gegevens/wissen`: with the tick, the person goes.
pub(crate) async fn erase(
    State(state): State<AppState>,
    Extension(nonce): Extension<Nonce>,
    Extension(session): Extension<Session>,
    who: Who,
    form: Form,
) -> Result<Response, Problem> {
    if form.get("zeker") != "ja" {
        return Ok(asking(&nonce, &who, StatusCode::UNPROCESSABLE_ENTITY));
    }
    let (id, today) = (who.person.id, state.clock.today().to_string());
    if !state.store.erase(id, &today, &state.clock.text()).await.map_err(page::internal)? {
        let detail = "Je bent de enige beheerder van deze kaart. Maak eerst iemand anders beheerder; daarna kun je je gegevens laten wissen.";
        return Err(Problem::new(StatusCode::CONFLICT, detail));
    }
    mail::forget(&state.config.data_dir, who.person.email.as_str());
    signed_in::sign_out(&session).await?;
    Ok(page::see_other("/mijn/gewist"))
}

/// `GET /mijn/gewist`: it is done.
pub(crate) async fn gone(Extension(nonce): Extension<Nonce>) -> Response {
    let head = app::document::Head { title: "Je gegevens zijn gewist".to_owned(), hidden: true, ..Default::default() };
    page::page(StatusCode::OK, &nonce, &head, "reading-page", "", || leptos::view! { <ErasedPage /> })
}

/// "Ans, leraar".
pub(crate) fn called(profile: &Profile) -> String {
    let parts = [&*profile.name, &*profile.position];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

//! Registering for a gathering.

use app::{
    gathering::{RegisterPage, RegisteredPage},
    ui::Field,
};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use const_format::formatcp;
use domain::{
    Gathering,
    gathering::{NewRegistration, RawRegistration, RegistrationPhase},
    paths,
    seats::HOLD_MINUTES,
};
use serde::Deserialize;
use store::{GatheringError, Registered, RegistrationNotice};
use wording::dates;

use super::{fields, find, mails::Letters, seats};
use crate::{
    accounts::SignedIn,
    state::AppState,
    web::{
        Page,
        flash::{Done as _, Flash, done},
        form::{Form, ticked},
        form_page::Refused,
        problem::Problem,
        rate::Kind,
        visitor::Visitor,
    },
};

done! {
    /// How far a registration has come.
    RegisterDone {
        Unconfirmed = "bevestig" => formatcp!("We stuurden je een mail met een link. Klik erop om je aanmelding te bevestigen, binnen {HOLD_MINUTES} minuten; zo lang houden we je plek vast. Kwam er geen mail? Kijk bij ongewenste mail, of meld je opnieuw aan."),
        Seated = "ingeschreven" => "Je hebt een plek. Je krijgt een mail met alles wat je moet weten, en de bijeenkomst voor je agenda.",
        Waiting = "wachtlijst" => "Er is nu geen plek vrij; je staat op de wachtlijst. In de mail zie je op welke plaats. Komt er een plek vrij, dan hoor je het.",
    }
}

/// The form as it comes in.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct RegisterForm {
    naam: String,
    email: String,
    functie: String,
    school: String,
    vorm: String,
    personen: String,
    collegas: String,
    wensen: String,
    zichtbaar: String,
    #[serde(deserialize_with = "ticked")]
    meteen: bool,
}

impl From<RegisterForm> for RawRegistration {
    fn from(form: RegisterForm) -> Self {
        let RegisterForm { naam, email, functie, school, vorm, personen, collegas, wensen, zichtbaar, meteen } = form;
        Self { naam, email, functie, school, vorm, personen, collegas, wensen, zichtbaar, meteen }
    }
}

/// `GET /bijeenkomsten/{id}/aanmelden`.
pub(crate) async fn page(
    State(state): State<AppState>,
    page: Page,
    user: Option<SignedIn>,
    Path(id): Path<String>,
    Flash(done): Flash<RegisterDone>,
) -> Result<Response, Problem> {
    let gathering = find::public(&state, &id).await?;
    let about = find::about(&gathering);
    if let Some(done) = done {
        let title = match done {
            RegisterDone::Unconfirmed => "Kijk in je mail",
            RegisterDone::Seated => "Je bent aangemeld",
            RegisterDone::Waiting => "Je staat op de wachtlijst",
        };
        let text = done.message();
        return Ok(page.unlisted(user.as_ref(), StatusCode::OK, title, move || {
            leptos::view! { <RegisteredPage about title text /> }
        }));
    }
    if gathering.registration(state.clock.moment()) != RegistrationPhase::Open {
        let text = "Aanmelden kan nu niet. Op de pagina van de bijeenkomst staat wanneer wel.";
        return Ok(page.unlisted(user.as_ref(), StatusCode::CONFLICT, "Aanmelden kan nu niet", move || {
            leptos::view! { <RegisteredPage about title="Aanmelden kan nu niet" text /> }
        }));
    }
    let naam = user.as_ref().map(|user| user.person.name.clone()).unwrap_or_default();
    let raw = RawRegistration { naam, ..RawRegistration::default() };
    let fields = fields::registering(&raw, &gathering.content, &[], user.is_some());
    show(&state, &page, user.as_ref(), &gathering, fields, Refused::NOT).await
}

/// `POST /bijeenkomsten/{id}/aanmelden`: whoever is signed in has a seat at once, when there is one; others confirm by mail.
pub(crate) async fn send(
    State(state): State<AppState>,
    page: Page,
    user: Option<SignedIn>,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(form): Form<RegisterForm>,
) -> Result<Response, Problem> {
    let gathering = find::public(&state, &id).await?;
    let mut raw = RawRegistration::from(form);
    if let Some(user) = &user {
        raw.email = user.person.email.to_string();
    }
    let content = &gathering.content;
    let parsed = NewRegistration::parse(&raw, content);
    let errors = parsed.as_ref().err().map_or(&[][..], Vec::as_slice);
    let fields = fields::registering(&raw, content, errors, user.is_some());
    let new = match parsed {
        Ok(new) => new,
        Err(_) => return show(&state, &page, user.as_ref(), &gathering, fields, Refused::MISTAKES).await,
    };
    let counted = match &user {
        Some(user) => state.rates.person(Kind::Register, user.person.id).map(|()| true),
        None => state.rates.typed(Kind::Register, visitor, &new.email),
    };
    let path = format!("{}/aanmelden", paths::gathering(gathering.id));
    match counted {
        Ok(true) => {}
        // Said as to everybody else: nobody learns whose address it is.
        Ok(false) => return Ok(RegisterDone::Unconfirmed.redirect(&path)),
        Err(problem) => {
            return show(&state, &page, user.as_ref(), &gathering, fields, Refused::because(problem)).await;
        }
    }
    let letters = Letters::new(&state)?;
    let letter = |g: &_, r: &_, notice: RegistrationNotice| letters.write(g, r, notice);
    let store = user.as_ref().map_or_else(|| state.store.clone(), |user| state.store.only_if(user.known()));
    match store.register(gathering.id, &new, user.is_some(), &letter, state.clock.moment()).await {
        // Whoever types the address of somebody else does not learn that they come.
        Ok(Registered::Known(_)) if user.is_none() => Ok(RegisterDone::Unconfirmed.redirect(&path)),
        Ok(Registered::Unconfirmed(_)) => Ok(RegisterDone::Unconfirmed.redirect(&path)),
        Ok(Registered::Seated(_) | Registered::Known(_)) => Ok(RegisterDone::Seated.redirect(&path)),
        Ok(Registered::Waiting(_)) => Ok(RegisterDone::Waiting.redirect(&path)),
        Err(error @ (GatheringError::Store(_) | GatheringError::Gone)) => Err(error.into()),
        Err(refusal) => {
            let text = format!("{refusal} Wat je typte staat er nog.");
            let refused = Refused { status: StatusCode::CONFLICT, text, retry_after: None };
            show(&state, &page, user.as_ref(), &gathering, fields, refused).await
        }
    }
}

async fn show(
    state: &AppState,
    page: &Page,
    user: Option<&SignedIn>,
    gathering: &Gathering,
    fields: Vec<Field>,
    Refused { status, text: refused, retry_after }: Refused,
) -> Result<Response, Problem> {
    let taken = seats::of(state, gathering).await?;
    let (about, seats) = (find::about(gathering), seats::sentences(gathering, &taken));
    let when = dates::span(gathering.content.begins, gathering.content.ends);
    let signed_in = user.map(|user| user.person.email.to_string()).unwrap_or_default();
    let action = format!("{}/aanmelden", paths::gathering(gathering.id));
    let response = page.unlisted(user, status, "Meld je aan", move || {
        leptos::view! { <RegisterPage about when seats fields refused signed_in action /> }
    });
    Ok(Refused::wait(retry_after, response))
}

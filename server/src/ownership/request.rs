//! "Dit is van onze school", and "wij horen hierbij": one page, for an initiative without and with an owner.

use app::ownership::{ClaimPage, ClaimStep, ClaimView};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use domain::{Initiative, ProposalKind, ownership::MAX_WHY, paths};
use serde::Deserialize;
use store::{OwnershipError, Status};

use crate::{
    accounts::{SignedIn, token::Secret},
    lookup::{self, path_of},
    ownership::{Done, href, mail_writer, sign_in_for},
    state::AppState,
    web::{Page, flash::Done as _, form::Form, page, problem::Problem, rate::Kind},
};

/// `/claimen/{id}`. Changes nothing.
pub(crate) async fn page(
    State(state): State<AppState>,
    page: Page,
    user: Option<SignedIn>,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let initiative = find(&state, &id).await?;
    let typed = ClaimAnswer { status: StatusCode::OK, why: String::new(), error: String::new() };
    show(&state, &page, user.as_ref(), &initiative, typed).await
}

/// Who somebody is, and what the page said it was.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct ClaimForm {
    waarom: String,
    /// A slug of [`ProposalKind`].
    soort: String,
}

/// `POST /claimen/{id}`: `soort` is what the page said it was, `waarom` who they are.
pub(crate) async fn send(
    State(state): State<AppState>,
    page: Page,
    user: SignedIn,
    Path(id): Path<String>,
    Form(form): Form<ClaimForm>,
) -> Result<Response, Problem> {
    let initiative = find(&state, &id).await?;
    let why = form.waarom.trim();
    let error = match why.chars().count() {
        0 => "Vertel eerst wie je bent.".to_owned(),
        length if length > MAX_WHY => format!("Dit is {length} tekens lang; hooguit {MAX_WHY}."),
        _ => String::new(),
    };
    if !error.is_empty() {
        let typed = ClaimAnswer { status: StatusCode::UNPROCESSABLE_ENTITY, why: why.to_owned(), error };
        return show(&state, &page, Some(&user), &initiative, typed).await;
    }
    let joins = form.soort == ProposalKind::Join.slug();
    // A question is mail to people who did not ask for it.
    let counted = if joins { Kind::Contact } else { Kind::SendIn };
    state.rates.person(counted, user.person.id)?;
    let id = Secret::new()?.token;
    let (store, letter, now) = (state.store.only_if(user.known()), mail_writer(&state), state.clock.moment());
    let outcome = if joins {
        store.ask_to_join(initiative.id, &user.person, why, &id, &letter, now).await.map(|()| false)
    } else {
        store.claim(initiative.id, &user.person, why, &id, &letter, now).await
    };
    match outcome {
        Ok(true) => Ok(Done::BecameOwner.redirect(&paths::own(initiative.id))),
        Ok(false) | Err(OwnershipError::AlreadyOpen | OwnershipError::AlreadyOwner | OwnershipError::OwnWork) => {
            Ok(page::see_other(&href(initiative.id)))
        }
        Err(OwnershipError::Gone) => Err(Problem::of_status(StatusCode::NOT_FOUND)),
        Err(OwnershipError::OwnerChanged) => {
            let typed = ClaimAnswer { status: StatusCode::CONFLICT, why: why.to_owned(), error: String::new() };
            show(&state, &page, Some(&user), &initiative, typed).await
        }
        Err(OwnershipError::Store(error)) => Err(error.into()),
    }
}

/// An initiative with a public page that is no example: 410 when it was withdrawn, 404 when there is none.
async fn find(state: &AppState, id: &str) -> Result<Initiative, Problem> {
    match state.store.initiative_with_status(lookup::number(id)?).await? {
        Some((Status::Withdrawn, _)) => Err(Problem::of_status(StatusCode::GONE)),
        Some((status, initiative)) if status.cleared() && !initiative.example => Ok(initiative),
        _ => Err(Problem::of_status(StatusCode::NOT_FOUND)),
    }
}

/// What was typed, and how the page answers it.
struct ClaimAnswer {
    status: StatusCode,
    why: String,
    error: String,
}

async fn show(
    state: &AppState,
    page: &Page,
    user: Option<&SignedIn>,
    initiative: &Initiative,
    ClaimAnswer { status, why, error }: ClaimAnswer,
) -> Result<Response, Problem> {
    let id = initiative.id;
    let step = match user {
        None => ClaimStep::SignIn(sign_in_for(&href(id))),
        Some(user) => {
            let person = user.person.id;
            if state.store.owns(person, id).await? {
                ClaimStep::Owner(paths::own(id))
            } else if state.store.involved(person, id).await? {
                ClaimStep::Waits
            } else {
                ClaimStep::Form { email: user.person.email.to_string(), why, error }
            }
        }
    };
    let asking = ClaimView {
        action: href(id),
        title: initiative.content.title.clone(),
        public: path_of(initiative),
        detail: format!("{} in {}", wording::school(initiative), initiative.town),
        owned: state.store.has_owner(id).await?,
        overtaken: status == StatusCode::CONFLICT,
        step,
    };
    let title = format!("Eigenaar van ‘{}’", asking.title);
    Ok(page.unlisted(user, status, &title, move || leptos::view! { <ClaimPage asking /> }))
}

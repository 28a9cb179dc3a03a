//! What an owner offers: the page behind the link in the mail, and saying yes.

use app::ownership::{DeadOffer, OfferPage, OfferStep};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use domain::{ProposalKind, paths};
use store::{OwnershipError, Proposal};
use wording::dates::moment;

use crate::{
    accounts::{SignedIn, sign_in::discreet, token::hash},
    ownership::{Done, mail_writer, sign_in_for},
    state::AppState,
    web::{Page, flash::Done as _, problem::Problem},
};

/// `/uitnodiging/{token}`. Changes nothing: programs that check mail for dangers follow links too.
pub(crate) async fn page(
    State(state): State<AppState>,
    page: Page,
    user: Option<SignedIn>,
    Path(token): Path<String>,
) -> Result<Response, Problem> {
    show(&state, &page, user.as_ref(), &token).await
}

/// `POST /uitnodiging/{token}`: once, and only signed in with the address that it was offered to.
pub(crate) async fn accept(
    State(state): State<AppState>,
    page: Page,
    user: SignedIn,
    Path(token): Path<String>,
) -> Result<Response, Problem> {
    let (letter, now) = (mail_writer(&state), state.clock.moment());
    match state.store.only_if(user.known()).accept(&hash(&token), &user.person, &letter, now).await {
        Ok(initiative) => Ok(Done::BecameOwner.redirect(&paths::own(initiative))),
        Err(OwnershipError::Store(error)) => Err(error.into()),
        Err(_) => show(&state, &page, Some(&user), &token).await,
    }
}

async fn show(state: &AppState, page: &Page, user: Option<&SignedIn>, token: &str) -> Result<Response, Problem> {
    let offer = state.store.offered(&hash(token), state.clock.moment()).await?;
    let Some(offer) = offer else {
        let title = "Deze uitnodiging geldt niet meer";
        let gone = page.unlisted(user, StatusCode::GONE, title, || leptos::view! { <DeadOffer /> });
        return Ok(discreet(gone));
    };
    let Proposal { initiative, kind, person, to, expires, .. } = offer;
    let path = paths::offer(token);
    let (status, step) = match user {
        None => (StatusCode::OK, OfferStep::SignIn(sign_in_for(&path))),
        Some(user) if user.person.email.as_str() == to => (StatusCode::OK, OfferStep::Accept(path)),
        Some(user) => (StatusCode::FORBIDDEN, OfferStep::Another(user.person.email.to_string())),
    };
    let standing = state.store.initiative_with_status(initiative).await?;
    let title = standing.map(|(_, initiative)| initiative.content.title).unwrap_or_default();
    let (giver, handover) = (person.called().to_owned(), kind == ProposalKind::Handover);
    let until = expires.map_or_else(String::new, |expires| moment(&expires));
    Ok(discreet(page.unlisted(user, status, "Een uitnodiging", move || {
        leptos::view! { <OfferPage title giver handover until step /> }
    })))
}

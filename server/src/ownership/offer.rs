//! What an owner offers: the page behind the link in the mail, and saying yes.

use app::ownership::{DeadOffer, OfferPage, OfferStep};
use axum::{
    Extension,
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use domain::ProposalKind;
use store::{OwnershipError, Proposal};
use wording::dates::moment;

use crate::{
    accounts::{sign_in::discreet, signed_in::Who, token::hash},
    ownership::{letter, sign_in_for},
    state::AppState,
    web::{nonce::Nonce, page, problem::Problem},
};

/// `/uitnodiging/{token}`. Changes nothing: programs that check mail for dangers follow links too.
pub(crate) async fn page(
    State(state): State<AppState>,
    Extension(nonce): Extension<Nonce>,
    who: Option<Who>,
    Path(token): Path<String>,
) -> Result<Response, Problem> {
    show(&state, &nonce, who.as_ref(), &token).await
}

/// `POST /uitnodiging/{token}`: once, and only signed in with the address that it was offered to.
pub(crate) async fn accept(
    State(state): State<AppState>,
    Extension(nonce): Extension<Nonce>,
    who: Who,
    Path(token): Path<String>,
) -> Result<Response, Problem> {
    let (letter, now) = (letter(&state), state.clock.text());
    match state.store.accept(&hash(&token), &who.person, &letter, &now).await.map_err(page::internal)? {
        Ok(initiative) => Ok(page::see_other(&format!("/mijn/{initiative}?gedaan=eigenaar"))),
        Err(
            OwnershipError::Gone
            | OwnershipError::Changed
            | OwnershipError::Owner
            | OwnershipError::Open
            | OwnershipError::OwnWork,
        ) => show(&state, &nonce, Some(&who), &token).await,
    }
}

async fn show(state: &AppState, nonce: &Nonce, who: Option<&Who>, token: &str) -> Result<Response, Problem> {
    let offer = state.store.offered(&hash(token), &state.clock.text()).await.map_err(page::internal)?;
    let Some(offer) = offer else {
        let title = "Deze uitnodiging geldt niet meer";
        let gone = page::maybe_personal(who, StatusCode::GONE, nonce, title, || leptos::view! { <DeadOffer /> });
        return Ok(discreet(gone));
    };
    let Proposal { initiative, kind, person, to, expires, .. } = offer;
    let path = format!("/uitnodiging/{token}");
    let (status, step) = match who {
        None => (StatusCode::OK, OfferStep::SignIn(sign_in_for(&path))),
        Some(who) if who.person.email.as_str() == to => (StatusCode::OK, OfferStep::Accept(path)),
        Some(who) => (StatusCode::FORBIDDEN, OfferStep::Another(who.person.email.to_string())),
    };
    let standing = state.store.initiative_with_status(initiative).await.map_err(page::internal)?;
    let title = standing.map(|(_, initiative)| initiative.content.title).unwrap_or_default();
    let (giver, handover, until) = (person.called().to_owned(), kind == ProposalKind::Handover, moment(&expires));
    Ok(discreet(page::maybe_personal(who, status, nonce, "Een uitnodiging", move || {
        leptos::view! { <OfferPage title giver handover until step /> }
    })))
}

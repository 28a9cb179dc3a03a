//! Offering an initiative: handing it over, or asking somebody to own it too.

use app::ownership::OfferFields;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use domain::{Email, ProposalKind, retention::CONFIRM_DAYS};
use jiff::SignedDuration;
use serde::Deserialize;
use store::{Offer, OwnershipError};

use crate::{
    accounts::{SignedIn, token::Secret},
    lookup,
    ownership::{Done, mails, people},
    state::AppState,
    web::{flash::Done as _, form::Form, page, problem::Problem, rate::Kind},
};

/// How long an offer can be accepted.
const OPEN: SignedDuration = SignedDuration::from_hours(24 * CONFIRM_DAYS);

/// To whom an owner offers it, and what.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct OfferForm {
    email: String,
    /// A slug of [`ProposalKind`].
    soort: String,
}

/// Which offer is taken back.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct TakeBackForm {
    aanbod: String,
}

/// What becomes of an offer.
pub(crate) enum Offered {
    /// The mail is on its way.
    Sent,
    /// What was typed, with what is wrong with it.
    Mistake(OfferFields),
}

/// Makes an offer: `email` gets a link, `soort` is what for. The handler is `frames::own::offer`, because a mistake shows the
/// whole page again.
pub(crate) async fn offer(state: &AppState, user: &SignedIn, id: &str, form: &OfferForm) -> Result<Offered, Problem> {
    let versions = lookup::own(state, user, id).await?;
    let initiative = &versions.first().ok_or_else(|| Problem::of_status(StatusCode::NOT_FOUND))?.initiative;
    let handover = form.soort == ProposalKind::Handover.slug();
    let kind = if handover { ProposalKind::Handover } else { ProposalKind::CoOwner };
    let refused = |error: &str| {
        let (email, error) = (form.email.clone(), error.to_owned());
        Ok(Offered::Mistake(OfferFields { email, handover, error }))
    };
    let to = match Email::parse(&form.email) {
        Ok(to) => to,
        Err(reason) => return refused(&format!("Dit {reason}.")),
    };
    // Counted per owner, not per address they write to: nobody mails strangers endlessly.
    state.rates.person(Kind::Contact, user.person.id)?;
    let (id, secret) = (Secret::new()?.token, Secret::new()?);
    let expires = state.clock.moment_in(OPEN);
    let standing = state.store.initiative_with_status(initiative.id).await?;
    let public = standing.filter(|(status, _)| status.cleared()).map(|(_, public)| public.content.title);
    let mail = mails::offered(&state.site_url, &to, &user.person.email, public.as_deref(), kind, &secret.token);
    let (token, giver) = (secret.hash(), user.person.id);
    let offer = Offer { id: &id, token: &token, initiative: initiative.id, kind, giver, to: &to, expires };
    match state.store.offer(&offer, &mail, state.clock.moment()).await {
        Ok(()) => Ok(Offered::Sent),
        Err(OwnershipError::AlreadyOwner) if to == user.person.email => refused("Dit is je eigen adres."),
        Err(OwnershipError::AlreadyOwner) => refused("Dit is al een eigenaar."),
        Err(OwnershipError::AlreadyOpen) if handover => {
            refused("Er staat al een overdracht open. Neem die eerst terug.")
        }
        Err(OwnershipError::AlreadyOpen) => refused("Dit adres is al uitgenodigd."),
        Err(OwnershipError::Gone | OwnershipError::OwnerChanged | OwnershipError::OwnWork) => Err(withdrawn()),
        Err(OwnershipError::Store(error)) => Err(error.into()),
    }
}

/// `POST /mijn/{id}/eigenaars/terugnemen`. Twice is as good as once.
pub(crate) async fn take_back(
    State(state): State<AppState>,
    user: SignedIn,
    Path(id): Path<String>,
    Form(form): Form<TakeBackForm>,
) -> Result<Response, Problem> {
    let number = lookup::own_number(&state, &user, &id).await?;
    let about = (number, &*form.aanbod);
    let done =
        state.store.only_if(user.owner_of(number)).take_back(about, user.person.id, state.clock.moment()).await?;
    let here = people(id);
    Ok(if done { Done::TakenBack.redirect(&here) } else { page::see_other(&here) })
}

fn withdrawn() -> Problem {
    Problem::new(StatusCode::CONFLICT, "Dit initiatief is ingetrokken. Er is niets meer aan te veranderen.")
}

//! Who owns what is mine: asking somebody to join, handing over, answering who asks, and stopping.

use app::{
    ownership::{self, Asked, Offering, Ownership},
    ui::LeavePage,
};
use axum::{
    Extension,
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use domain::{Email, ProposalKind, retention::CONFIRM_DAYS};
use jiff::SignedDuration;
use store::{Offer, OwnershipError, Proposal};
use wording::dates::{day, moment};

use crate::{
    accounts::{
        signed_in::{Who, name_and_email},
        token,
    },
    lookup,
    ownership::{letter, mails},
    state::AppState,
    web::{
        form::Form,
        nonce::Nonce,
        page,
        problem::Problem,
        rate::{Kind, Visitor},
    },
};

/// How long an offer can be accepted.
const OPEN: SignedDuration = SignedDuration::from_hours(24 * CONFIRM_DAYS);

/// The part of the page of one of mine.
pub(crate) async fn part(
    state: &AppState,
    who: &Who,
    initiative: i64,
    offering: Offering,
) -> Result<Ownership, Problem> {
    let owners = state.store.owners(initiative).await.map_err(page::internal)?;
    let open = state.store.proposals(initiative, &state.clock.text()).await.map_err(page::internal)?;
    let (offered, asked): (Vec<Proposal>, Vec<Proposal>) = open.into_iter().partition(|one| one.kind.offered());
    Ok(Ownership {
        owners: owners.iter().map(|owner| (name_and_email(owner), owner.id == who.person.id)).collect(),
        asked: asked
            .into_iter()
            .map(|one| Asked { who: name_and_email(&one.person), since: day(&one.made), id: one.id, why: one.why })
            .collect(),
        offered: offered
            .into_iter()
            .map(|one| {
                let what = if one.kind == ProposalKind::Handover { "Overdracht aan" } else { "Mede-eigenaar:" };
                ownership::Offered { text: format!("{what} {}, tot {}", one.to, moment(&one.expires)), id: one.id }
            })
            .collect(),
        offering,
    })
}

/// What becomes of an offer.
pub(crate) enum Offered {
    /// The mail is on its way.
    Sent,
    /// What was typed, with what is wrong with it.
    Refused(Offering),
}

/// Offers an initiative of one's own: `email` gets a link, `soort` is what for.
pub(crate) async fn offer(
    state: &AppState,
    who: &Who,
    visitor: Visitor,
    id: &str,
    form: &Form,
) -> Result<Offered, Problem> {
    let versions = lookup::own(state, who, id).await?;
    let initiative = &versions.first().ok_or_else(|| Problem::of_status(StatusCode::NOT_FOUND))?.initiative;
    let handover = form.get("soort") == ProposalKind::Handover.slug();
    let kind = if handover { ProposalKind::Handover } else { ProposalKind::CoOwner };
    let refused = |error: &str| {
        let (email, error) = (form.get("email").to_owned(), error.to_owned());
        Ok(Offered::Refused(Offering { email, handover, error }))
    };
    let to = match Email::parse(form.get("email")) {
        Ok(to) => to,
        Err(reason) => return refused(&format!("Dit {reason}.")),
    };
    // Counted per owner, not per address they write to: nobody mails strangers endlessly.
    state.rates.check(Kind::Contact, visitor, Some(&who.person.email))?;
    let (secret, link) = token::fresh(to.as_str(), &state.clock).map_err(|_| Problem::internal())?;
    let expires = state.clock.text_in(OPEN);
    let (giver, title) = (name_and_email(&who.person), &initiative.content.title);
    let mail = mails::offered(&state.site_url, &to, &giver, title, kind, &secret.token, &moment(&expires));
    let (id_of_offer, giver) = (&*link.token, who.person.id);
    let offer = Offer { id: id_of_offer, initiative: initiative.id, kind, giver, to: &to, expires: &expires };
    match state.store.offer(&offer, &mail, &state.clock.text()).await.map_err(page::internal)? {
        Ok(()) => Ok(Offered::Sent),
        Err(OwnershipError::Owner) if to == who.person.email => refused("Dit is je eigen adres."),
        Err(OwnershipError::Owner) => refused("Dit is al een eigenaar."),
        Err(OwnershipError::Open) if handover => refused("Er staat al een overdracht open. Neem die eerst terug."),
        Err(OwnershipError::Open) => refused("Dit adres is al uitgenodigd."),
        Err(OwnershipError::Gone | OwnershipError::Changed | OwnershipError::OwnWork) => Err(withdrawn()),
    }
}

/// `POST /mijn/{id}/eigenaars/terugnemen`. Twice is as good as once.
pub(crate) async fn take_back(
    State(state): State<AppState>,
    who: Who,
    Path(id): Path<String>,
    form: Form,
) -> Result<Response, Problem> {
    let number = lookup::own_number(&state, &who, &id).await?;
    let about = (number, form.get("aanbod"));
    let done = state.store.take_back(about, who.person.id, &state.clock.text()).await.map_err(page::internal)?;
    Ok(page::see_other(&format!("/mijn/{id}{}", if done { "?gedaan=teruggenomen" } else { "" })))
}

/// `POST /mijn/{id}/eigenaars/antwoord`: yes or no to who asks to join.
pub(crate) async fn answer(
    State(state): State<AppState>,
    who: Who,
    Path(id): Path<String>,
    form: Form,
) -> Result<Response, Problem> {
    let number = lookup::own_number(&state, &who, &id).await?;
    let yes = match form.get("antwoord") {
        "ja" => true,
        "nee" => false,
        _ => return Err(Problem::of_status(StatusCode::BAD_REQUEST)),
    };
    let (about, letter, now) = ((number, form.get("vraag")), letter(&state), state.clock.text());
    match state.store.answer(about, who.person.id, yes, &letter, &now).await.map_err(page::internal)? {
        Ok(()) => {
            let done = if yes { "erbij" } else { "niet-erbij" };
            Ok(page::see_other(&format!("/mijn/{id}?gedaan={done}")))
        }
        Err(_) => Err(Problem::new(StatusCode::CONFLICT, "Deze vraag is al beantwoord.")),
    }
}

/// `GET /mijn/{id}/stoppen`.
pub(crate) async fn ask_stop(
    State(state): State<AppState>,
    Extension(nonce): Extension<Nonce>,
    who: Who,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let versions = lookup::own(&state, &who, &id).await?;
    let name = versions.first().map(|v| v.initiative.content.title.clone()).unwrap_or_default();
    let title = format!("Stoppen als eigenaar van ‘{name}’?");
    let text = "De andere eigenaars gaan verder. Je kunt het daarna niet meer aanpassen, tenzij zij je weer uitnodigen. Wat je zelf aan anderen aanbood, vervalt.";
    let (action, back) = (format!("/mijn/{id}/stoppen"), format!("/mijn/{id}"));
    Ok(page::personal(&who, StatusCode::OK, &nonce, &title.clone(), "", move || {
        leptos::view! { <LeavePage title text action button="Ja, ik stop" back /> }
    }))
}

/// `POST /mijn/{id}/stoppen`: not the last one.
pub(crate) async fn stop(State(state): State<AppState>, who: Who, Path(id): Path<String>) -> Result<Response, Problem> {
    let number = lookup::own_number(&state, &who, &id).await?;
    if state.store.stop_owning(number, who.person.id, &state.clock.text()).await.map_err(page::internal)? {
        return Ok(page::see_other("/mijn"));
    }
    let detail = "Je bent de enige eigenaar. Draag het eerst over, of vraag er iemand bij.";
    Err(Problem::new(StatusCode::CONFLICT, detail))
}

fn withdrawn() -> Problem {
    Problem::new(StatusCode::CONFLICT, "Dit initiatief is ingetrokken. Er is niets meer aan te veranderen.")
}

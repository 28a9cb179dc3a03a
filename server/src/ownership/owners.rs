//! Who owns what is mine: asking somebody to join, handing over, answering requests to join, and stopping.

use app::{
    ownership::{self, JoinRequest, OfferFields, Ownership},
    ui::LeavePage,
};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use domain::{Email, ProposalKind, paths, retention::CONFIRM_DAYS};
use jiff::SignedDuration;
use serde::Deserialize;
use store::{Offer, OwnershipError, Proposal};
use wording::dates::{day, moment};

use crate::{
    accounts::{SignedIn, signed_in::name_and_email, token::Secret},
    lookup,
    ownership::{Done, letter, mails},
    state::AppState,
    web::{
        Page,
        flash::Done as _,
        form::{Form, YesOrNo},
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
    user: &SignedIn,
    initiative: i64,
    offering: OfferFields,
) -> Result<Ownership, Problem> {
    let owners = state.store.owners(initiative).await?;
    let open = state.store.proposals(initiative, &state.clock.text()).await?;
    let (offered, asked): (Vec<Proposal>, Vec<Proposal>) = open.into_iter().partition(|one| one.kind.offered());
    Ok(Ownership {
        owners: owners.iter().map(|owner| (name_and_email(owner), owner.id == user.person.id)).collect(),
        asked: asked
            .into_iter()
            .map(|one| JoinRequest {
                who: name_and_email(&one.person),
                since: day(&one.made),
                id: one.id,
                why: one.why,
            })
            .collect(),
        offered: offered
            .into_iter()
            .map(|one| {
                let what = if one.kind == ProposalKind::Handover { "Overdracht aan" } else { "Mede-eigenaar:" };
                ownership::OpenOffer { text: format!("{what} {}, tot {}", one.to, moment(&one.expires)), id: one.id }
            })
            .collect(),
        offering,
    })
}

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

/// An answer to somebody who asks to join.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct AnswerForm {
    antwoord: YesOrNo,
    vraag: String,
}

/// What becomes of an offer.
pub(crate) enum Offered {
    /// The mail is on its way.
    Sent,
    /// What was typed, with what is wrong with it.
    Refused(OfferFields),
}

/// Offers an initiative of one's own: `email` gets a link, `soort` is what for.
pub(crate) async fn offer(
    state: &AppState,
    user: &SignedIn,
    visitor: Visitor,
    id: &str,
    form: &OfferForm,
) -> Result<Offered, Problem> {
    let versions = lookup::own(state, user, id).await?;
    let initiative = &versions.first().ok_or_else(|| Problem::of_status(StatusCode::NOT_FOUND))?.initiative;
    let handover = form.soort == ProposalKind::Handover.slug();
    let kind = if handover { ProposalKind::Handover } else { ProposalKind::CoOwner };
    let refused = |error: &str| {
        let (email, error) = (form.email.clone(), error.to_owned());
        Ok(Offered::Refused(OfferFields { email, handover, error }))
    };
    let to = match Email::parse(&form.email) {
        Ok(to) => to,
        Err(reason) => return refused(&format!("Dit {reason}.")),
    };
    // Counted per owner, not per address they write to: nobody mails strangers endlessly.
    state.rates.check(Kind::Contact, visitor, Some(&user.person.email))?;
    let (id, secret) = (Secret::new()?.token, Secret::new()?);
    let expires = state.clock.text_in(OPEN);
    let (giver, title) = (name_and_email(&user.person), &initiative.content.title);
    let mail = mails::offered(&state.site_url, &to, &giver, title, kind, &secret.token, &moment(&expires));
    let (token, giver) = (secret.hash(), user.person.id);
    let offer = Offer { id: &id, token: &token, initiative: initiative.id, kind, giver, to: &to, expires: &expires };
    match state.store.offer(&offer, &mail, &state.clock.text()).await {
        Ok(()) => Ok(Offered::Sent),
        Err(OwnershipError::Owner) if to == user.person.email => refused("Dit is je eigen adres."),
        Err(OwnershipError::Owner) => refused("Dit is al een eigenaar."),
        Err(OwnershipError::Open) if handover => refused("Er staat al een overdracht open. Neem die eerst terug."),
        Err(OwnershipError::Open) => refused("Dit adres is al uitgenodigd."),
        Err(OwnershipError::Gone | OwnershipError::Changed | OwnershipError::OwnWork) => Err(withdrawn()),
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
    let done = state.store.take_back(about, user.person.id, &state.clock.text()).await?;
    let here = paths::own(id);
    Ok(if done { Done::TakenBack.redirect(&here) } else { page::see_other(&here) })
}

/// `POST /mijn/{id}/eigenaars/antwoord`: yes or no to a request to join.
pub(crate) async fn answer(
    State(state): State<AppState>,
    user: SignedIn,
    Path(id): Path<String>,
    Form(form): Form<AnswerForm>,
) -> Result<Response, Problem> {
    let number = lookup::own_number(&state, &user, &id).await?;
    let yes = match form.antwoord {
        YesOrNo::Yes => true,
        YesOrNo::No => false,
        YesOrNo::Neither => return Err(Problem::of_status(StatusCode::BAD_REQUEST)),
    };
    let (about, letter, now) = ((number, &*form.vraag), letter(&state), state.clock.text());
    match state.store.answer(about, user.person.id, yes, &letter, &now).await {
        Ok(()) => {
            let done = if yes { Done::Joined } else { Done::Declined };
            Ok(done.redirect(&paths::own(id)))
        }
        Err(OwnershipError::Store(error)) => Err(error.into()),
        Err(_) => Err(Problem::new(StatusCode::CONFLICT, "Deze vraag is al beantwoord.")),
    }
}

/// `GET /mijn/{id}/stoppen`.
pub(crate) async fn ask_stop(
    State(state): State<AppState>,
    page: Page,
    user: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let versions = lookup::own(&state, &user, &id).await?;
    let name = versions.first().map(|v| v.initiative.content.title.clone()).unwrap_or_default();
    let title = format!("Stoppen als eigenaar van ‘{name}’?");
    let text = "De andere eigenaars gaan verder. Je kunt het daarna niet meer aanpassen, tenzij zij je weer uitnodigen. Wat je zelf aan anderen aanbood, vervalt.";
    let (action, back) = (paths::own(&id) + "/stoppen", paths::own(id));
    Ok(page.personal(&user, StatusCode::OK, &title.clone(), move || {
        leptos::view! { <LeavePage title text action button="Ja, ik stop" back /> }
    }))
}

/// `POST /mijn/{id}/stoppen`: not the last one.
pub(crate) async fn stop(
    State(state): State<AppState>,
    user: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let number = lookup::own_number(&state, &user, &id).await?;
    if state.store.stop_owning(number, user.person.id, &state.clock.text()).await? {
        return Ok(page::see_other(paths::MINE));
    }
    let detail = "Je bent de enige eigenaar. Draag het eerst over, of vraag er iemand bij.";
    Err(Problem::new(StatusCode::CONFLICT, detail))
}

fn withdrawn() -> Problem {
    Problem::new(StatusCode::CONFLICT, "Dit initiatief is ingetrokken. Er is niets meer aan te veranderen.")
}

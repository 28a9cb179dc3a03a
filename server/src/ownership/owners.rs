//! The owners of an initiative, on the page of one of them: answering requests to join, and stopping.

use app::{
    ownership::{self, JoinRequest, OfferFields, Ownership},
    ui::LeavePage,
};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use domain::{InitiativeId, ProposalKind, paths};
use serde::Deserialize;
use store::{OwnershipError, Proposal};
use wording::dates::{day, moment};

use crate::{
    accounts::{SignedIn, signed_in::name_and_email},
    lookup,
    ownership::{Done, mail_writer, people},
    state::AppState,
    web::{
        Page,
        flash::Done as _,
        form::{Form, YesOrNo},
        page,
        problem::Problem,
    },
};

/// The part of the page of one of mine.
pub(crate) async fn part(
    state: &AppState,
    user: &SignedIn,
    initiative: InitiativeId,
    offering: OfferFields,
) -> Result<Ownership, Problem> {
    let owners = state.store.owners(initiative).await?;
    let open = state.store.proposals(initiative, state.clock.moment()).await?;
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
                let until = one.expires.map_or_else(String::new, |expires| moment(&expires));
                ownership::OpenOffer { text: format!("{what} {}, tot {until}", one.to), id: one.id }
            })
            .collect(),
        offering,
    })
}

/// An answer to somebody who asks to join.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct AnswerForm {
    antwoord: YesOrNo,
    vraag: String,
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
    let (about, letter, now) = ((number, &*form.vraag), mail_writer(&state), state.clock.moment());
    match state.store.only_if(user.owner_of(number)).answer(about, user.person.id, yes, &letter, now).await {
        Ok(()) => {
            let done = if yes { Done::Joined } else { Done::Declined };
            Ok(done.redirect(&people(id)))
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
    let (action, back) = (paths::own(&id) + "/stoppen", people(id));
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
    if state.store.only_if(user.owner_of(number)).stop_owning(number, user.person.id, state.clock.moment()).await? {
        return Ok(page::see_other(paths::MINE));
    }
    let detail = "Je bent de enige eigenaar. Draag het eerst over, of vraag er iemand bij.";
    Err(Problem::new(StatusCode::CONFLICT, detail))
}

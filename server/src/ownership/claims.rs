//! Claims that no address proves.

use app::ownership::{ClaimLine, ClaimsPage};
use axum::{
    Extension,
    extract::{RawQuery, State},
    http::StatusCode,
    response::Response,
};
use domain::{Initiative, review::MAX_TEXT};
use store::{OwnershipError, Proposal};

use crate::{
    accounts::signed_in::{self, Who},
    lookup::path_of,
    ownership::letter,
    state::AppState,
    web::{form::Form, nonce::Nonce, page, problem::Problem},
};

/// `/redactie/claims`.
pub(crate) async fn page(
    State(state): State<AppState>,
    Extension(nonce): Extension<Nonce>,
    who: Who,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    signed_in::editor(&who)?;
    let told = match query.as_deref().unwrap_or_default() {
        "gedaan=toegewezen" => "De claim is toegewezen. Wie het claimde, krijgt een mail.",
        "gedaan=afgewezen" => "De claim is afgewezen. Wie het claimde, krijgt een mail met je reden.",
        _ => "",
    };
    show(&state, &nonce, &who, told, ("", "", "")).await
}

/// `POST /redactie/claims`: `besluit` about `claim`; a refusal has a `reden`.
pub(crate) async fn settle(
    State(state): State<AppState>,
    Extension(nonce): Extension<Nonce>,
    who: Who,
    form: Form,
) -> Result<Response, Problem> {
    signed_in::editor(&who)?;
    let id = form.get("claim");
    let reason = form.get("reden").trim();
    let (refused, done) = match form.get("besluit") {
        "toewijzen" => (None, "toegewezen"),
        "afwijzen" => (Some(reason), "afgewezen"),
        _ => return Err(Problem::of_status(StatusCode::BAD_REQUEST)),
    };
    if waiting(&state, &who).await?.iter().all(|(claim, _)| claim.id != id) {
        return Err(gone());
    }
    if refused.is_some_and(str::is_empty) {
        return show(&state, &nonce, &who, "", (id, reason, "Typ eerst waarom je hem niet toewijst.")).await;
    }
    if refused.is_some_and(|reason| reason.chars().count() > MAX_TEXT) {
        let too_long = format!("Je reden is te lang; hooguit {MAX_TEXT} tekens.");
        return show(&state, &nonce, &who, "", (id, reason, &*too_long)).await;
    }
    let (letter, now) = (letter(&state), state.clock.text());
    match state.store.settle_claim(id, who.person.id, refused, &letter, &now).await.map_err(page::internal)? {
        Ok(()) => Ok(page::see_other(&format!("/redactie/claims?gedaan={done}"))),
        Err(OwnershipError::OwnWork) => Err(Problem::new(
            StatusCode::CONFLICT,
            "Hier heb je zelf mee te maken. Een andere redacteur besluit erover.",
        )),
        Err(_) => Err(gone()),
    }
}

fn gone() -> Problem {
    Problem::new(StatusCode::CONFLICT, "Deze claim wacht niet meer, of komt niet uit jouw regio.")
}

/// The claims in the regions that this editor checks, the oldest first, with what is claimed.
pub(crate) async fn waiting(state: &AppState, who: &Who) -> Result<Vec<(Proposal, Initiative)>, Problem> {
    let mut waiting = Vec::new();
    for claim in state.store.claims(&state.clock.text()).await.map_err(page::internal)? {
        let standing = state.store.initiative_with_status(claim.initiative).await.map_err(page::internal)?;
        let claimed = standing.map(|(_, initiative)| initiative).filter(|initiative| who.edits(initiative.region));
        waiting.extend(claimed.map(|initiative| (claim, initiative)));
    }
    Ok(waiting)
}

/// `typed` is the claim, the reason and what is wrong with it.
async fn show(
    state: &AppState,
    nonce: &Nonce,
    who: &Who,
    told: &'static str,
    (at, typed, error): (&str, &str, &str),
) -> Result<Response, Problem> {
    let mut claims = Vec::new();
    for (claim, initiative) in waiting(state, who).await? {
        let here = claim.id == at;
        let own = state.store.involved(who.person.id, initiative.id).await.map_err(page::internal)?;
        let website = state.store.website_of(&initiative).await.map_err(page::internal)?;
        claims.push(ClaimLine {
            title: initiative.content.title.clone(),
            public: path_of(&initiative),
            detail: format!("{} in {}, {}", wording::school(&initiative), initiative.town, initiative.region.label()),
            website: website.unwrap_or_default(),
            who: signed_in::name_and_email(&claim.person),
            since: wording::dates::day(&claim.made),
            own,
            typed: if here { typed.to_owned() } else { String::new() },
            error: if here { error.to_owned() } else { String::new() },
            id: claim.id,
            why: claim.why,
        });
    }
    let status = if error.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let admin = who.admin();
    Ok(page::personal(who, status, nonce, "Claims", "", move || {
        leptos::view! { <ClaimsPage claims told admin /> }
    }))
}

//! Answering who says "wij doen dit ook", and ending it.

use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use domain::{Adoption, Email};
use store::Answer;

use crate::{
    accounts::signed_in::Who,
    adoption::mails,
    lookup,
    state::AppState,
    web::{form::Form, page, problem::Problem},
};

/// `POST /mijn/{id}/ook/{other}`: `antwoord` is `ja` or `nee` from the host, `einde` from either side.
pub(crate) async fn answer(
    State(state): State<AppState>,
    who: Who,
    Path((id, other)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Problem> {
    let versions = lookup::own(&state, &who, &id).await?;
    let not_found = || Problem::of_status(StatusCode::NOT_FOUND);
    let own = versions.first().ok_or_else(not_found)?.initiative.id;
    let other: i64 = other.parse().map_err(|_| not_found())?;
    let known = state.store.adoptions_of(own).await.map_err(page::internal)?;
    let found = known.iter().find(|one| one.adopter.id == other || one.source.id == other).ok_or_else(not_found)?;
    let host = found.source.id == own;
    let answer = match form.get("antwoord") {
        "ja" if host => Answer::Yes,
        "nee" if host => Answer::No,
        "einde" => Answer::End,
        _ => return Err(Problem::of_status(StatusCode::BAD_REQUEST)),
    };
    let link = Adoption { adopter: found.adopter.id, source: found.source.id };
    let (site, title) = (&state.site_url, &found.source.title);
    let letter = |to: &Email| mails::adoption_answered(site, to, link.adopter, title, answer == Answer::Yes);
    let done = state.store.answer_adoption(link, answer, who.person.id, letter, &state.clock.text()).await;
    done.map_err(page::internal)?.map_err(|_| already())?;
    let told = match answer {
        Answer::Yes => "bevestigd",
        Answer::No => "geweigerd",
        Answer::End => "ontbonden",
    };
    Ok(page::see_other(&format!("/mijn/{own}?gedaan={told}")))
}

/// 409: somebody else answered first.
pub(crate) fn already() -> Problem {
    Problem::new(StatusCode::CONFLICT, "Hier is al op geantwoord. Kijk hoe het nu staat.")
}

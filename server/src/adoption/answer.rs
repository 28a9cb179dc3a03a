//! Answering who says "wij doen dit ook", and ending it.

use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use domain::{Adoption, Email, paths};
use serde::Deserialize;
use store::{AdoptionError, Answer};

use crate::{
    accounts::SignedIn,
    adoption::{Done, mails},
    lookup,
    state::AppState,
    web::{flash::Done as _, form::Form, problem::Problem},
};

/// An answer, or the end of an adoption.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct AnswerForm {
    antwoord: Given,
}

#[derive(Clone, Copy, Default, Deserialize)]
enum Given {
    #[serde(rename = "ja")]
    Yes,
    #[serde(rename = "nee")]
    No,
    #[serde(rename = "einde")]
    End,
    #[default]
    #[serde(other)]
    Nothing,
}

/// `POST /mijn/{id}/ook/{other}`: `antwoord` is `ja` or `nee` from the host, `einde` from either side.
pub(crate) async fn answer(
    State(state): State<AppState>,
    user: SignedIn,
    Path((id, other)): Path<(String, String)>,
    Form(form): Form<AnswerForm>,
) -> Result<Response, Problem> {
    let versions = lookup::own(&state, &user, &id).await?;
    let not_found = || Problem::of_status(StatusCode::NOT_FOUND);
    let own = versions.first().ok_or_else(not_found)?.initiative.id;
    let other = lookup::number(&other)?;
    let known = state.store.adoptions_of(own).await?;
    let found = known.iter().find(|one| one.adopter.id == other || one.source.id == other).ok_or_else(not_found)?;
    let host = found.source.id == own;
    let answer = match form.antwoord {
        Given::Yes if host => Answer::Yes,
        Given::No if host => Answer::No,
        Given::End => Answer::End,
        _ => return Err(Problem::of_status(StatusCode::BAD_REQUEST)),
    };
    let link = Adoption { adopter: found.adopter.id, source: found.source.id };
    let (site, title) = (&state.site_url, &found.source.title);
    let letter = |to: &Email| mails::adoption_answered(site, to, link.adopter, title, answer == Answer::Yes);
    let store = state.store.only_if(user.owner_of(own));
    store.answer_adoption(link, answer, user.person.id, letter, state.clock.moment()).await?;
    let done = match answer {
        Answer::Yes => Done::Confirmed,
        Answer::No => Done::Refused,
        Answer::End => Done::Ended,
    };
    Ok(done.redirect(&paths::own(own)))
}

impl From<AdoptionError> for Problem {
    /// 409 that says why, unless the database is what failed.
    fn from(refusal: AdoptionError) -> Self {
        match refusal {
            AdoptionError::Store(error) => error.into(),
            refusal => Self::new(StatusCode::CONFLICT, refusal.to_string()),
        }
    }
}

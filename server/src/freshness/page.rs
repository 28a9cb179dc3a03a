//! The page behind the link that asks whether something still holds. It works without signing in, and can do nothing
//! else than answer.

use app::freshness::{DeadReminder, FinishedPage, Freshness, StillTruePage};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use const_format::formatcp;
use domain::{InitiativeId, OwnTab, PersonId, freshness::FRESH_NL, paths};
use store::Right;
use wording::dates::day;

use crate::{
    accounts::token,
    state::AppState,
    web::{
        Page,
        flash::{Done as _, Flash, done},
        problem::Problem,
    },
};

/// What the log and the history say of it.
pub(crate) const FINISHED: &str = "Afgerond, volgens de eigenaar.";

done! {
    /// What an owner said about whether it still holds.
    Done {
        StillTrue = "klopt" => formatcp!("Dank je. Iedereen ziet nu dat het nog klopt. Over {FRESH_NL} vragen we het weer."),
        Finished = "afgerond" => "Dank je. Op de kaart staat nu dat het is afgerond.",
    }
}

/// Three ways. Nothing changes.
pub(crate) async fn look(
    State(state): State<AppState>,
    page: Page,
    Path(token): Path<String>,
    done: Flash<Done>,
) -> Result<Response, Problem> {
    let Some((id, _)) = asked(&state, &token).await? else {
        return Ok(match done {
            // The link ended with it.
            Flash(Some(Done::Finished)) => page.anonymous(StatusCode::OK, "Het is afgerond", move || {
                leptos::view! { <FinishedPage success=done.message() /> }
            }),
            _ => dead(&page),
        });
    };
    let Some(kept) = state.store.freshness(id).await? else { return Ok(dead(&page)) };
    let (here, own) = (paths::reminder(token), paths::own_part(id, OwnTab::Change));
    let public = paths::initiative(id);
    let success = done.message();
    let title = kept.title.clone();
    let freshness = shown(kept);
    Ok(page.anonymous(StatusCode::OK, &title.clone(), move || {
        leptos::view! { <StillTruePage title freshness here public own success /> }
    }))
}

/// "Klopt nog."
pub(crate) async fn still_true(
    State(state): State<AppState>,
    page: Page,
    Path(token): Path<String>,
) -> Result<Response, Problem> {
    let Some((id, person)) = asked(&state, &token).await? else { return Ok(dead(&page)) };
    let done = state.store.only_if(Right::Owner(person, id)).still_true(id, person, "", state.clock.moment()).await?;
    Ok(if done { Done::StillTrue.redirect(&paths::reminder(token)) } else { dead(&page) })
}

/// "Afgerond." Works once: what is changed later by who signs in stays so.
pub(crate) async fn finished(
    State(state): State<AppState>,
    page: Page,
    Path(token): Path<String>,
) -> Result<Response, Problem> {
    let Some((id, person)) = asked(&state, &token).await? else { return Ok(dead(&page)) };
    let done = state.store.only_if(Right::Owner(person, id)).finish(id, person, FINISHED, state.clock.moment()).await?;
    Ok(if done { Done::Finished.redirect(&paths::reminder(token)) } else { dead(&page) })
}

/// Which initiative the link asks about, and whom.
async fn asked(state: &AppState, token: &str) -> Result<Option<(InitiativeId, PersonId)>, Problem> {
    Ok(state.store.asked_by(&token::hash(token), state.clock.moment()).await?)
}

/// As a page shows it.
pub(crate) fn shown(kept: store::Freshness) -> Freshness {
    Freshness { confirmed: day(&kept.confirmed), faded: kept.faded, finished: kept.finished }
}

fn dead(page: &Page) -> Response {
    page.anonymous(StatusCode::GONE, "Deze link werkt niet meer", || leptos::view! { <DeadReminder /> })
}

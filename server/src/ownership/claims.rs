//! Claims that no address proves.

use app::ownership::{ClaimLine, ClaimsPage};
use axum::{extract::State, http::StatusCode, response::Response};
use domain::{Initiative, paths, review::MAX_TEXT};
use serde::Deserialize;
use store::{OwnershipError, Proposal};

use crate::{
    accounts::{Editor, signed_in::name_and_email},
    lookup::path_of,
    ownership::mail_writer,
    state::AppState,
    web::{
        Page,
        flash::{Done as _, Flash, done},
        form::Form,
        problem::Problem,
    },
};

done! {
    /// What an editor decided about a claim.
    Decided {
        Granted = "toegewezen" => "De claim is toegewezen. Wie het claimde, krijgt een mail.",
        Refused = "afgewezen" => "De claim is afgewezen. Wie het claimde, krijgt een mail met je reden.",
    }
}

/// `/redactie/claims`.
pub(crate) async fn page(
    State(state): State<AppState>,
    page: Page,
    user: Editor,
    done: Flash<Decided>,
) -> Result<Response, Problem> {
    show(&state, &page, &user, done.message(), ("", "", "")).await
}

/// A decision about a claim.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct DecisionForm {
    claim: String,
    besluit: Decision,
    /// Why it is refused.
    reden: String,
}

#[derive(Clone, Copy, Default, Deserialize)]
enum Decision {
    #[serde(rename = "toewijzen")]
    Grant,
    #[serde(rename = "afwijzen")]
    Refuse,
    #[default]
    #[serde(other)]
    None,
}

/// `POST /redactie/claims`: `besluit` about `claim`; a refusal has a `reden`.
pub(crate) async fn settle(
    State(state): State<AppState>,
    page: Page,
    user: Editor,
    Form(form): Form<DecisionForm>,
) -> Result<Response, Problem> {
    let (id, reason) = (&*form.claim, form.reden.trim());
    let (refused, done) = match form.besluit {
        Decision::Grant => (None, Decided::Granted),
        Decision::Refuse => (Some(reason), Decided::Refused),
        Decision::None => return Err(Problem::of_status(StatusCode::BAD_REQUEST)),
    };
    let waiting = waiting(&state, &user).await?;
    let Some((_, about)) = waiting.iter().find(|(claim, _)| claim.id == id) else { return Err(gone()) };
    if refused.is_some_and(str::is_empty) {
        return show(&state, &page, &user, "", (id, reason, "Typ eerst waarom je hem niet toewijst.")).await;
    }
    if refused.is_some_and(|reason| reason.chars().count() > MAX_TEXT) {
        let too_long = format!("Je reden is te lang; hooguit {MAX_TEXT} tekens.");
        return show(&state, &page, &user, "", (id, reason, &*too_long)).await;
    }
    let (letter, now) = (mail_writer(&state), state.clock.moment());
    match state
        .store
        .only_if(user.editor_of(about.region))
        .settle_claim(id, user.person.id, refused, &letter, now)
        .await
    {
        Ok(()) => Ok(done.redirect(paths::DESK_CLAIMS)),
        Err(OwnershipError::OwnWork) => Err(Problem::new(
            StatusCode::CONFLICT,
            "Hier heb je zelf mee te maken. Een andere redacteur besluit erover.",
        )),
        Err(OwnershipError::Store(error)) => Err(error.into()),
        Err(_) => Err(gone()),
    }
}

fn gone() -> Problem {
    Problem::new(StatusCode::CONFLICT, "Deze claim wacht niet meer, of komt niet uit jouw regio.")
}

/// The claims in the regions that this editor checks, the oldest first, with what is claimed.
pub(crate) async fn waiting(state: &AppState, user: &Editor) -> Result<Vec<(Proposal, Initiative)>, Problem> {
    let mut waiting = Vec::new();
    for claim in state.store.claims(state.clock.moment()).await? {
        let standing = state.store.initiative_with_status(claim.initiative).await?;
        let claimed = standing.map(|(_, initiative)| initiative).filter(|initiative| user.edits(initiative.region));
        waiting.extend(claimed.map(|initiative| (claim, initiative)));
    }
    Ok(waiting)
}

/// `typed` is the claim, the reason and what is wrong with it.
async fn show(
    state: &AppState,
    page: &Page,
    user: &Editor,
    success: &'static str,
    (at, typed, error): (&str, &str, &str),
) -> Result<Response, Problem> {
    let mut claims = Vec::new();
    for (claim, initiative) in waiting(state, user).await? {
        let here = claim.id == at;
        let own = state.store.involved(user.person.id, initiative.id).await?;
        let website = state.store.website_of(&initiative).await?;
        claims.push(ClaimLine {
            title: initiative.content.title.clone(),
            public: path_of(&initiative),
            detail: format!("{} in {}, {}", wording::school(&initiative), initiative.town, initiative.region.label()),
            website: website.unwrap_or_default(),
            who: name_and_email(&claim.person),
            since: wording::dates::day(&claim.made),
            own,
            typed: if here { typed.to_owned() } else { String::new() },
            error: if here { error.to_owned() } else { String::new() },
            id: claim.id,
            why: claim.why,
        });
    }
    let status = if error.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(page.personal(user, status, "Claims", move || {
        leptos::view! { <ClaimsPage claims success /> }
    }))
}

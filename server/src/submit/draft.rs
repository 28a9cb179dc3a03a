//! The draft on the server: for signed-in users, and for visitors who typed an address. Only a user who signed in with the address
//! ever sees it, and nobody is told whether there was one.

use app::submit::{SavedDraft, SubmitForm};
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use domain::{Email, paths, query::encode_pairs, submit::DraftKind};
use serde::Deserialize;
use store::Draft;
use wording::dates::day;

use crate::{
    accounts::SignedIn,
    state::AppState,
    web::{
        form::{Fields, Form},
        page, params,
        problem::Problem,
        rate::{Kind, Visitor},
    },
};

/// The largest draft, in bytes as a form sends it.
const MOST: usize = 400 * 1024;

/// Whose draft this is, and whether that is certain.
fn whose(user: Option<&SignedIn>, typed: &SubmitForm) -> Option<(Email, bool)> {
    match user {
        Some(user) => Some((user.person.email.clone(), true)),
        None => Email::parse(&typed.email).ok().map(|email| (email, false)),
    }
}

/// Keeps what was typed, when its form keeps anything; an empty form takes the draft away.
async fn keep(state: &AppState, visitor: Visitor, user: Option<&SignedIn>, typed: &SubmitForm) -> Result<(), Problem> {
    let Some((email, own)) = whose(user, typed).filter(|_| typed.bewaar) else { return Ok(()) };
    count(state, visitor, user)?;
    let body = encode_pairs(&typed.pairs());
    if body.len() > MOST {
        return Err(Problem::of_status(StatusCode::PAYLOAD_TOO_LARGE));
    }
    if body.is_empty() {
        return Ok(state.store.drop_draft(&email, own).await?);
    }
    Ok(state.store.keep_draft(&email, &Draft { own, body, changed: state.clock.moment() }).await?)
}

/// By the person, or else by the connection: an address that was typed says nothing.
fn count(state: &AppState, visitor: Visitor, user: Option<&SignedIn>) -> Result<(), Problem> {
    match user {
        Some(user) => state.rates.person(Kind::Draft, user.person.id),
        None => state.rates.visitor(Kind::Draft, visitor),
    }
}

/// As [`keep`], beside something else: not keeping it is no reason to refuse that.
pub(crate) async fn keep_along(state: &AppState, visitor: Visitor, user: Option<&SignedIn>, typed: &SubmitForm) {
    if let Err(problem) = keep(state, visitor, user, typed).await {
        tracing::debug!(status = problem.status.as_u16(), "draft");
    }
}

/// Which draft to throw away, if any.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct WipeForm {
    /// Empty to keep the form; `getypt` for the one of a typed address.
    wis: String,
}

/// `POST /plaatsen/concept`: the form as it stands, to keep; or, with `wis`, to throw away.
pub(crate) async fn post(
    State(state): State<AppState>,
    user: Option<SignedIn>,
    visitor: Visitor,
    form: Fields,
) -> Result<Response, Problem> {
    let typed = SubmitForm::from_pairs(form.pairs());
    let Some((email, own)) = whose(user.as_ref(), &typed) else {
        let detail = "Een concept bewaren we pas als we weten van wie het is: log in, of vul je e-mailadres in.";
        return Err(Problem::new(StatusCode::UNPROCESSABLE_ENTITY, detail));
    };
    let Form(WipeForm { wis }) = Form::try_from(&form)?;
    let wipe = wis.trim();
    if wipe.is_empty() {
        keep(&state, visitor, user.as_ref(), &typed).await?;
        return Ok(StatusCode::NO_CONTENT.into_response());
    }
    count(&state, visitor, user.as_ref())?;
    state.store.drop_draft(&email, own && wipe != DraftKind::Typed.slug()).await?;
    Ok(page::see_other(paths::SUBMIT))
}

/// The drafts of the signed-in user, as the form offers them, and the one that was chosen by its word in the address.
pub(crate) async fn find(
    state: &AppState,
    user: Option<&SignedIn>,
    chosen: Option<&str>,
) -> Result<(Vec<SavedDraft>, Option<SubmitForm>), Problem> {
    let Some(user) = user else { return Ok((Vec::new(), None)) };
    let (mut drafts, mut taken) = (Vec::new(), None);
    for draft in state.store.drafts(&user.person.email).await? {
        let typed = read(&draft);
        let day = day(&draft.changed).rsplit_once(' ').map(|(day, _year)| day.to_owned()).unwrap_or_default();
        let draft = SavedDraft { own: draft.own, day, title: typed.titel.clone() };
        if chosen.and_then(|query| query.strip_prefix("concept=")) == Some(draft.kind().slug()) {
            taken = Some(typed);
        } else {
            drafts.push(draft);
        }
    }
    Ok((drafts, taken))
}

fn read(draft: &Draft) -> SubmitForm {
    SubmitForm::from_pairs(&params::decode(&draft.body).unwrap_or_default())
}

/// It was sent in, so there is no draft of it any more.
pub(crate) async fn sent(state: &AppState, user: Option<&SignedIn>, typed: &SubmitForm) -> Result<(), Problem> {
    let Some((email, own)) = whose(user, typed).filter(|_| typed.bewaar) else { return Ok(()) };
    state.store.drop_draft(&email, own).await?;
    if !own {
        return Ok(());
    }
    let drafts = state.store.drafts(&email).await?;
    if drafts.iter().any(|draft| read(draft).titel == typed.titel) {
        // Begun before signing in.
        state.store.drop_draft(&email, false).await?;
    }
    Ok(())
}

//! The draft on the server: for signed-in users, and for visitors who typed an address. Only a user who signed in with the address
//! ever sees it, and nobody is told whether there was one. A visitor's draft belongs to a key in their browser as well, so
//! that nobody else who types the address changes or deletes it.

use app::submit::{SavedDraft, SubmitForm};
use axum::{
    Extension,
    extract::{Request, State},
    http::{HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use domain::{Email, paths, query::encode_pairs, submit::DraftKind};
use serde::Deserialize;
use store::Draft;
use wording::dates::day;

use crate::{
    accounts::{
        SignedIn,
        token::{self, Secret},
    },
    state::AppState,
    web::{
        cookie,
        form::{Fields, Form},
        page, params,
        problem::Problem,
        rate::Kind,
        visitor::Visitor,
    },
};

/// Hash of the key in a browser, which makes what is typed there without signing in its own.
#[derive(Debug, Clone)]
pub(crate) struct BrowserKey(pub(super) String);

/// Gives every request its [`BrowserKey`], and a browser that posts without one a key, until it is closed.
pub(crate) async fn browser_key(
    State(state): State<AppState>,
    mut request: Request,
    next: Next,
) -> Result<Response, Problem> {
    let (name, secure) = if state.https() { ("__Secure-concept", "; Secure") } else { ("concept", "") };
    let (key, new) = match cookie::value(request.headers(), name) {
        Some(key) => (key.to_owned(), false),
        None if request.method() != Method::POST => return Ok(next.run(request).await),
        None => (Secret::new()?.token, true),
    };
    request.extensions_mut().insert(BrowserKey(token::hash(&key)));
    let mut response = next.run(request).await;
    if new {
        let cookie = format!("{name}={key}; Path={}; HttpOnly; SameSite=Lax{secure}", paths::SUBMIT);
        let cookie = HeaderValue::try_from(cookie).map_err(|_| Problem::internal())?;
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    Ok(response)
}

/// The largest draft, in bytes as a form sends it.
const MOST: usize = 400 * 1024;

/// Drafts that the form offers at once.
const OFFERED: usize = 20;

/// Whose draft this is: an address, and whether that is certain.
fn whose(user: Option<&SignedIn>, typed: &SubmitForm) -> Option<(Email, bool)> {
    match user {
        Some(user) => Some((user.person.email.clone(), true)),
        None => Email::parse(&typed.email).ok().map(|email| (email, false)),
    }
}

/// Keeps what was typed, when its form keeps anything; an empty form takes the draft away.
async fn keep(
    state: &AppState,
    visitor: Visitor,
    user: Option<&SignedIn>,
    BrowserKey(key): &BrowserKey,
    typed: &SubmitForm,
) -> Result<(), Problem> {
    let Some((email, own)) = whose(user, typed).filter(|_| typed.bewaar) else { return Ok(()) };
    count(state, visitor, user)?;
    let body = encode_pairs(&typed.pairs());
    if body.len() > MOST {
        return Err(Problem::of_status(StatusCode::PAYLOAD_TOO_LARGE));
    }
    let browser = (!own).then(|| key.clone());
    if body.is_empty() {
        return Ok(state.store.drop_draft(&email, browser.as_deref()).await?);
    }
    if !own && !state.store.has_draft(&email, Some(key)).await? {
        state.rates.visitor(Kind::NewDraft, visitor)?;
    }
    let draft = Draft { browser, body, changed: state.clock.moment() };
    if state.store.keep_draft(&email, &draft).await? {
        Ok(())
    } else {
        Err(Problem::busy("Er is nu geen plek voor nog een concept. Je kunt je initiatief wel insturen."))
    }
}

/// By the person, or else by the connection: an address that was typed says nothing.
fn count(state: &AppState, visitor: Visitor, user: Option<&SignedIn>) -> Result<(), Problem> {
    match user {
        Some(user) => state.rates.person(Kind::Draft, user.person.id),
        None => state.rates.visitor(Kind::Draft, visitor),
    }
}

/// As [`keep`], beside something else: not keeping it is no reason to refuse that.
pub(crate) async fn keep_along(
    state: &AppState,
    visitor: Visitor,
    user: Option<&SignedIn>,
    key: &BrowserKey,
    typed: &SubmitForm,
) {
    if let Err(problem) = keep(state, visitor, user, key, typed).await {
        tracing::debug!(status = problem.status.as_u16(), "draft");
    }
}

/// Which draft to throw away, if any.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct WipeForm {
    /// Empty to keep the form; else the word of a draft ([`word`]).
    wis: String,
}

/// `POST /plaatsen/concept`: the form as it stands, to keep; or, with `wis`, to throw away.
pub(crate) async fn post(
    State(state): State<AppState>,
    user: Option<SignedIn>,
    visitor: Visitor,
    Extension(key): Extension<BrowserKey>,
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
        keep(&state, visitor, user.as_ref(), &key, &typed).await?;
        return Ok(StatusCode::NO_CONTENT.into_response());
    }
    count(&state, visitor, user.as_ref())?;
    if own {
        for draft in state.store.drafts(&email).await?.iter().filter(|draft| word(draft) == wipe) {
            state.store.drop_draft(&email, draft.browser.as_deref()).await?;
        }
    } else {
        state.store.drop_draft(&email, Some(&key.0)).await?;
    }
    Ok(page::see_other(paths::SUBMIT))
}

/// The word of a draft in an address: `eigen`, or `getypt` with the beginning of what is kept of its browser's key.
fn word(draft: &Draft) -> String {
    match &draft.browser {
        None => DraftKind::Own.slug().to_owned(),
        Some(browser) => format!("{}-{}", DraftKind::Typed.slug(), browser.get(..12).unwrap_or(browser)),
    }
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
        let (typed, word) = (read(&draft), word(&draft));
        if chosen.and_then(|query| query.strip_prefix("concept=")) == Some(&*word) {
            taken = Some(typed);
        } else if drafts.len() < OFFERED {
            let day = day(&draft.changed).rsplit_once(' ').map(|(day, _year)| day.to_owned()).unwrap_or_default();
            drafts.push(SavedDraft { own: draft.browser.is_none(), word, day, title: typed.initiatief.text.titel });
        }
    }
    Ok((drafts, taken))
}

fn read(draft: &Draft) -> SubmitForm {
    SubmitForm::from_pairs(&params::decode(&draft.body).unwrap_or_default())
}

/// It was sent in, so there is no draft of it any more.
pub(crate) async fn sent(
    state: &AppState,
    user: Option<&SignedIn>,
    BrowserKey(key): &BrowserKey,
    typed: &SubmitForm,
) -> Result<(), Problem> {
    let Some((email, own)) = whose(user, typed).filter(|_| typed.bewaar) else { return Ok(()) };
    if !own {
        return Ok(state.store.drop_draft(&email, Some(key)).await?);
    }
    for draft in state.store.drafts(&email).await? {
        // Also one that was begun before signing in.
        if draft.browser.as_ref().is_none_or(|browser| browser == key)
            || read(&draft).initiatief.text.titel == typed.initiatief.text.titel
        {
            state.store.drop_draft(&email, draft.browser.as_deref()).await?;
        }
    }
    Ok(())
}

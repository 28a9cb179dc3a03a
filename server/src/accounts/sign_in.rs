//! Signing in and out.

use app::{
    accounts::{CodePage, DeadSignIn, SignInLinkPage, SignInPage, SignedInPage},
    shell::Head,
};
use axum::{
    Extension,
    extract::{Path, RawQuery, State},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Redirect, Response},
};
use domain::{Email, PersonId, Region, paths};
use jiff::SignedDuration;
use serde::Deserialize;
use store::{Arrived, Mail, Membership};
use tower_sessions::Session;

use crate::{
    accounts::{
        SignedIn, mails, signed_in,
        token::{self, Secret},
        unsent::{self, UNSENT},
    },
    state::AppState,
    web::{Page, form::Form, params, problem::Problem, rate::Kind, visitor::Visitor},
};

/// Where in a session stands which address a link was sent to.
pub(super) const ADDRESS: &str = "adres";
/// For how long the same browser may press the button of a link again: the answer to the first may be lost.
const TWICE: SignedDuration = SignedDuration::from_mins(1);
/// In the session of a browser that looks at a link.
const LOOKED: &str = "gekeken";
/// Where in a session stands the local address to go on to.
const BACK: &str = "terug";
/// Where to go without one.
const HOME: &str = paths::MINE;

/// Who you are, or a field to say it in.
pub(crate) async fn ask(
    State(state): State<AppState>,
    user: Option<SignedIn>,
    page: Page,
    RawQuery(raw): RawQuery,
) -> Response {
    let Some(user) = user else {
        let pairs = params::decode(raw.as_deref().unwrap_or_default()).unwrap_or_default();
        let back = pairs.into_iter().find(|(name, _)| name == "terug").map(|(_, value)| value.into_owned());
        return asking(&state, &page, StatusCode::OK, String::new(), None, back.unwrap_or_default());
    };
    let reader = Some(user.reader());
    let SignedIn { person, may, .. } = user;
    let (email, name, roles) = (person.email.to_string(), person.name, may.iter().map(in_words).collect());
    let head = Head { title: "Je bent ingelogd".to_owned(), hidden: true, reader, ..Head::default() };
    page.public(&head, "", move || leptos::view! { <SignedInPage email name roles /> })
}

/// The form to sign in: an address, and where to go on to.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct AddressForm {
    email: String,
    terug: String,
    /// Where a form was going that could not be handled before signing in.
    naar: String,
    /// What was in it.
    getypt: String,
}

/// The code from the mail.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct CodeForm {
    code: String,
}

/// Sends a link. An address that is known and one that is not get the same answer, for the same work.
pub(crate) async fn send(
    State(state): State<AppState>,
    page: Page,
    Extension(session): Extension<Session>,
    visitor: Visitor,
    Form(form): Form<AddressForm>,
) -> Result<Response, Problem> {
    let (typed, back) = (form.email.trim(), form.terug.trim());
    let email = match Email::parse(typed) {
        Ok(email) => email,
        Err(reason) => {
            let mistake = if typed.is_empty() { "Vul je e-mailadres in.".to_owned() } else { format!("Dit {reason}.") };
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return Ok(asking(&state, &page, status, typed.to_owned(), Some(mistake), back.to_owned()));
        }
    };
    state.rates.check(Kind::SignIn, visitor, Some(&email))?;
    let secret = Secret::new()?;
    let link = secret.sign_in(&email, &state.clock);
    let letter = mails::sign_in(&state.site_url, &email, &secret.token, &secret.code);
    state.store.invite(&email, &link, &letter, state.clock.moment()).await?;
    session.insert(ADDRESS, email.as_str()).await?;
    if form.getypt.is_empty() {
        remember_back(&session, back).await?;
    } else {
        unsent::keep(&session, &form.naar, &form.getypt).await?;
        remember_back(&session, UNSENT).await?;
    }
    Ok(Redirect::to("/inloggen/code").into_response())
}

/// The mail is on its way; the code in it may be typed here.
pub(crate) async fn wait(page: Page, Extension(session): Extension<Session>) -> Result<Response, Problem> {
    Ok(match address(&session).await? {
        Some(email) => typing(&page, StatusCode::OK, &email, None),
        None => Redirect::to(paths::SIGN_IN).into_response(),
    })
}

/// Signs in by code, in the browser that asked for it.
pub(crate) async fn type_code(
    State(state): State<AppState>,
    page: Page,
    Extension(session): Extension<Session>,
    visitor: Visitor,
    Form(form): Form<CodeForm>,
) -> Result<Response, Problem> {
    let Some(email) = address(&session).await? else { return Ok(Redirect::to(paths::SIGN_IN).into_response()) };
    let wrong = |says: &str| typing(&page, StatusCode::UNPROCESSABLE_ENTITY, &email, Some(says.to_owned()));
    let code = form.code.trim();
    if code.chars().filter(char::is_ascii_digit).count() != 6 {
        return Ok(wrong("De code heeft zes cijfers. Kijk nog eens in de mail."));
    }
    state.rates.check(Kind::Code, visitor, Some(&email))?;
    let hash = token::code_hash(email.as_str(), code);
    let arrived = state.store.arrive_by_code(&email, &hash, received(&state), state.clock.moment()).await;
    match arrived? {
        Some(Arrived { person, confirmed, .. }) => enter(&session, person.id, confirmed.is_some()).await,
        None => Ok(wrong(
            "Deze code klopt niet of werkt niet meer. Na vijf keer mis werkt geen code meer; de link in je mail wel.",
        )),
    }
}

/// One button. Nothing changes: programs that check mail for dangers follow links too.
pub(crate) async fn look(
    State(state): State<AppState>,
    page: Page,
    Extension(session): Extension<Session>,
    Path(token): Path<String>,
) -> Result<Response, Problem> {
    let works = state.store.link_works(&token::hash(&token), state.clock.moment()).await?;
    let response = if works {
        // So that the browser is known again when it presses the button twice.
        session.insert(LOOKED, true).await?;
        page.anonymous(StatusCode::OK, "Nog één klik", move || leptos::view! { <SignInLinkPage token /> })
    } else {
        dead(&page)
    };
    Ok(discreet(response))
}

/// Uses the link.
pub(crate) async fn follow(
    State(state): State<AppState>,
    page: Page,
    Extension(session): Extension<Session>,
    Path(token): Path<String>,
) -> Result<Response, Problem> {
    let hash = token::hash(&token);
    let browser = session.id().map(|id| token::hash(&id.to_string()));
    let (since, now) = (state.clock.moment_in(-TWICE), state.clock.moment());
    if let Some(Arrived { person, confirmed, .. }) =
        state.store.arrive(&hash, browser.as_deref(), received(&state), now).await?
    {
        return enter(&session, person.id, confirmed.is_some()).await;
    }
    let again = match &browser {
        Some(browser) => state.store.arrived_just_now(&hash, browser, since).await?,
        None => None,
    };
    match again {
        Some(person) => enter(&session, person.id, false).await,
        None => Ok(discreet(dead(&page))),
    }
}

pub(crate) async fn leave(Extension(session): Extension<Session>) -> Result<Response, Problem> {
    signed_in::sign_out(&session, "/").await
}

pub(crate) async fn leave_everywhere(
    State(state): State<AppState>,
    user: SignedIn,
    Extension(session): Extension<Session>,
) -> Result<Response, Problem> {
    state.store.end_sessions(user.person.id, state.clock.moment()).await?;
    signed_in::sign_out(&session, "/").await
}

/// Where to go on to, when that is here.
pub(crate) async fn remember_back(session: &Session, back: &str) -> Result<(), Problem> {
    if is_local(back) { Ok(session.insert(BACK, back).await?) } else { Ok(()) }
}

/// Signed in; on to where they were going.
pub(crate) async fn enter(session: &Session, person: PersonId, confirmed: bool) -> Result<Response, Problem> {
    let back: Option<String> = session.remove(BACK).await?;
    session.remove::<String>(ADDRESS).await?;
    signed_in::sign_in(session, person).await?;
    // What was just confirmed stands at home.
    let back = back.filter(|_| !confirmed);
    Ok(Redirect::to(back.as_deref().filter(|path| is_local(path)).unwrap_or(HOME)).into_response())
}

/// The mail after something was confirmed.
fn received(state: &AppState) -> impl FnOnce(&Email, &str) -> Mail {
    let site = state.site_url.clone();
    move |email, title| mails::received(&site, email.as_str(), title)
}

/// Which address this browser asked a link for.
async fn address(session: &Session) -> Result<Option<Email>, Problem> {
    let kept: Option<String> = session.get(ADDRESS).await?;
    Ok(kept.and_then(|text| Email::parse(&text).ok()))
}

/// A path on this site, and nothing that a browser reads as another one.
pub(super) fn is_local(path: &str) -> bool {
    let plain = path.bytes().all(|b| b.is_ascii_graphic() && b != b'\\');
    path.len() <= 500 && plain && path.starts_with('/') && !path.starts_with("//")
}

/// "redacteur in Noord-Limburg, tot en met 2027-07-31".
pub(crate) fn in_words(may: &Membership) -> String {
    let place = may.scope.region().map_or("heel Limburg", Region::label);
    let until = may.until.as_ref().map(|day| format!(", tot en met {day}")).unwrap_or_default();
    format!("{} in {place}{until}", may.role.label())
}

fn asking(
    state: &AppState,
    page: &Page,
    status: StatusCode,
    email: String,
    mistake: Option<String>,
    back: String,
) -> Response {
    let provider = state.oidc.as_ref().map(|provider| provider.name().to_owned());
    let back = if is_local(&back) { back } else { String::new() };
    page.anonymous(status, "Inloggen", move || leptos::view! { <SignInPage email mistake back provider /> })
}

fn typing(page: &Page, status: StatusCode, email: &Email, mistake: Option<String>) -> Response {
    let email = email.to_string();
    page.anonymous(status, "Kijk in je mail", move || leptos::view! { <CodePage email mistake /> })
}

fn dead(page: &Page) -> Response {
    page.anonymous(StatusCode::GONE, "Deze link werkt niet meer", || leptos::view! { <DeadSignIn /> })
}

/// No other site learns the address of this page. Not `no-referrer`: then a browser hides from us too where the form
/// came from (`Origin: null`), and the ones that do not send `Sec-Fetch-Site` could not sign in.
pub(crate) fn discreet(mut response: Response) -> Response {
    response.headers_mut().insert(header::REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sign_in_goes_on_only_within_this_site() {
        for good in ["/mijn", "/redactie?regio=noord", "/plaatsen#stap"] {
            assert!(is_local(good), "{good}");
        }
        for bad in ["", "//kwaad.nl", "/\\kwaad.nl", "https://kwaad.nl", "mijn", "/\t/kwaad.nl", "/é"] {
            assert!(!is_local(bad), "{bad}");
        }
    }
}

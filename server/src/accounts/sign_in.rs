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
use domain::{Email, OwnTab, PersonId, Region, Role, paths};
use futures_util::TryFutureExt as _;
use jiff::SignedDuration;
use serde::{Deserialize, Serialize};
use store::{Arrival, Arrived, Identity, Mail, Membership, Priority, Received, SignInLink};
use tower_sessions::{Session, session::Id};

use crate::{
    accounts::{
        Done, SignedIn, mails, signed_in,
        token::{self, Secret},
        unsent::{self, UNSENT},
    },
    mail,
    state::AppState,
    web::{
        Page,
        flash::Done as _,
        form::{Form, ticked},
        form_page::Refused,
        params,
        problem::Problem,
        rate::Kind,
        visitor::Visitor,
    },
};

/// Where in a session stands the link that this browser asked for.
const REQUEST: &str = "aanvraag";
/// Where in a session stands who somebody is at a provider, until a mailed link proves it.
const PROVES: &str = "bewijst";
/// Where the code from a mail is typed.
const CODE: &str = "/inloggen/code";
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
        let form = AddressForm { terug: back.unwrap_or_default(), ..AddressForm::default() };
        return asking(&state, &page, StatusCode::OK, form, None);
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

/// A link that a browser asked for. Only there its code works, and only the newest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Request {
    /// Where the mail goes.
    email: String,
    /// Hash of the token in the link.
    link: String,
}

/// Who somebody is at a provider, and for which address that is still to be proved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Proof {
    issuer: String,
    subject: String,
    email: String,
}

/// What the page behind a link was pressed for.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct ArriveForm {
    /// To sign in and nothing else. What the page always says; a program that only sends the link means all of it.
    #[serde(deserialize_with = "ticked")]
    alleen: bool,
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
    let typed = form.email.trim();
    let email = match Email::parse(typed) {
        Ok(email) => email,
        Err(reason) => {
            let mistake = if typed.is_empty() { "Vul je e-mailadres in.".to_owned() } else { format!("Dit {reason}.") };
            return Ok(asking(&state, &page, StatusCode::UNPROCESSABLE_ENTITY, form, Some(mistake)));
        }
    };
    if let Some(busy) = mail_link(&state, &session, visitor, &email).await? {
        let mistake = Some(format!("{} Ben je hier al bekend? Dan krijg je je mail toch.", busy.detail));
        return Ok(Refused::wait(busy.retry_after, asking(&state, &page, busy.status, form, mistake)));
    }
    if form.getypt.is_empty() {
        remember_back(&session, form.terug.trim()).await?;
    } else {
        unsent::keep(&session, &form.naar, &form.getypt).await?;
        remember_back(&session, UNSENT).await?;
    }
    Ok(Redirect::to(CODE).into_response())
}

/// Who came from a provider shows once with a mailed link that the address is theirs.
pub(crate) async fn prove(
    state: &AppState,
    session: &Session,
    visitor: Visitor,
    email: &Email,
    Identity { issuer, subject }: Identity,
) -> Result<Response, Problem> {
    // Whoever has something here is no stranger.
    mail_link(state, session, visitor, email).await?;
    session.insert(PROVES, Proof { issuer, subject, email: email.to_string() }).await?;
    Ok(Redirect::to(CODE).into_response())
}

/// Mails a link that the browser of this session asked for. Gives why it did not when there is too much mail to strangers;
/// who is known here gets the mail all the same, and the answer does not tell who that is.
async fn mail_link(
    state: &AppState,
    session: &Session,
    visitor: Visitor,
    email: &Email,
) -> Result<Option<Problem>, Problem> {
    let known = state.store.has_stake(email).await?;
    let (mailed, refused) = match state.rates.typed(Kind::SignIn, visitor, email) {
        Ok(mailed) => (mailed, None),
        Err(busy) if busy.status == StatusCode::SERVICE_UNAVAILABLE => (known, Some(busy)),
        Err(too_often) => return Err(too_often),
    };
    let secret = Secret::new()?;
    let link = secret.sign_in(browser(session).await?, &state.clock);
    remember_request(session, email, &link, mailed).await?;
    let letter = mails::sign_in(&state.site_url, email, &secret.token, &secret.code);
    let letter = Mail { priority: if known { Priority::Known } else { Priority::Waited }, ..letter };
    let (store, email, now) = (state.store.clone(), email.clone(), state.clock.moment());
    let invite = async move { store.invite(&email, &link, &letter, now).await };
    match (mailed, &refused) {
        (true, None) => invite.await?,
        // Not waited for: how long that takes would tell as well.
        (true, Some(_)) => _ = tokio::spawn(invite.inspect_err(|error| tracing::error!(%error, "sign in"))),
        (false, _) => {}
    }
    Ok(refused)
}

/// The identifier of the session of a browser that asks for a link: its code works nowhere else.
pub(crate) async fn browser(session: &Session) -> Result<Id, Problem> {
    if session.id().is_none() {
        session.save().await?;
    }
    session.id().ok_or_else(Problem::internal)
}

/// Remembers which link this browser asked for. `newer`: it was mailed, so the one before it does not count any more.
pub(crate) async fn remember_request(
    session: &Session,
    email: &Email,
    link: &SignInLink,
    newer: bool,
) -> Result<(), Problem> {
    let request = Request { email: email.to_string(), link: link.token.clone() };
    let before: Option<Request> = session.get(REQUEST).await?;
    if newer || before.is_none_or(|before| before.email != request.email) {
        session.insert(REQUEST, request).await?;
    }
    Ok(())
}

/// The address that this browser asked a link for, as far as its session can be read.
pub(crate) async fn asked_for(session: &Session) -> Option<Email> {
    let request: Request = session.get(REQUEST).await.ok()??;
    Email::parse(&request.email).ok()
}

/// The mail is on its way; the code in it may be typed here.
pub(crate) async fn wait(
    State(state): State<AppState>,
    page: Page,
    Extension(session): Extension<Session>,
) -> Result<Response, Problem> {
    let request: Option<Request> = session.get(REQUEST).await?;
    let Some(Request { email, .. }) = request else { return Ok(Redirect::to(paths::SIGN_IN).into_response()) };
    let first = session.get::<Proof>(PROVES).await?.is_some_and(|proof| proof.email == email);
    Ok(typing(&page, StatusCode::OK, email, None, mail::is_slow(&state.store, &state.clock).await?, first))
}

/// Signs in by code, in the browser that asked for it.
pub(crate) async fn type_code(
    State(state): State<AppState>,
    page: Page,
    Extension(session): Extension<Session>,
    visitor: Visitor,
    Form(form): Form<CodeForm>,
) -> Result<Response, Problem> {
    let request: Option<Request> = session.get(REQUEST).await?;
    let Some((Request { email, link }, id)) = request.zip(session.id()) else {
        return Ok(Redirect::to(paths::SIGN_IN).into_response());
    };
    let slow = mail::is_slow(&state.store, &state.clock).await?;
    let wrong = |says: &str| typing(&page, StatusCode::UNPROCESSABLE_ENTITY, email, Some(says.to_owned()), slow, false);
    let code = form.code.trim();
    if code.chars().filter(char::is_ascii_digit).count() != 6 {
        return Ok(wrong("De code heeft zes cijfers. Kijk nog eens in de mail."));
    }
    state.rates.visitor(Kind::Code, visitor)?;
    let hash = token::code_hash(id, code);
    match state.store.arrive_by_code(&link, &hash, state.clock.moment()).await? {
        Some(arrived) => enter_by_mail(&state, &session, arrived).await,
        None => Ok(wrong(
            "Deze code klopt niet of werkt niet meer. Na vijf keer mis werkt geen code meer; de link in je mail wel.",
        )),
    }
}

/// Who one becomes, and what one may confirm. Nothing changes: programs that check mail for dangers follow links too.
pub(crate) async fn look(
    State(state): State<AppState>,
    page: Page,
    user: Option<SignedIn>,
    Extension(session): Extension<Session>,
    Path(token): Path<String>,
) -> Result<Response, Problem> {
    let arrival = state.store.arrival(&token::hash(&token), state.clock.moment()).await?;
    let Some(Arrival { email, unconfirmed }) = arrival else { return Ok(discreet(dead(&page))) };
    // So that the browser is known again when it presses the button twice.
    session.insert(LOOKED, true).await?;
    let other = user.map(|user| user.person.email).filter(|signed_in| *signed_in != email);
    let (email, other) = (email.to_string(), other.map(|other| other.to_string()));
    let title = if unconfirmed.is_some() { "Bevestig je initiatief" } else { "Nog één klik" };
    Ok(discreet(page.anonymous(StatusCode::OK, title, move || {
        leptos::view! { <SignInLinkPage token email unconfirmed other /> }
    })))
}

/// Uses the link.
pub(crate) async fn follow(
    State(state): State<AppState>,
    page: Page,
    Extension(session): Extension<Session>,
    Path(token): Path<String>,
    Form(ArriveForm { alleen }): Form<ArriveForm>,
) -> Result<Response, Problem> {
    let hash = token::hash(&token);
    let browser = session.id().map(|id| token::hash(&id.to_string()));
    let (since, now) = (state.clock.moment_in(-TWICE), state.clock.moment());
    let received = |email: &Email, title: &str| mails::received(&state.site_url, email.as_str(), title);
    let received: Option<Received> = if alleen { None } else { Some(&received) };
    if let Some(arrived) = state.store.arrive(&hash, browser.as_deref(), received, now).await? {
        return enter_by_mail(&state, &session, arrived).await;
    }
    let again = match &browser {
        Some(browser) => state.store.arrived_just_now(&hash, browser, since).await?,
        None => None,
    };
    match again {
        Some(person) => enter(&state, &session, person.id, None).await,
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

/// Where they were going, once.
pub(super) async fn take_back(session: &Session) -> Result<Option<String>, Problem> {
    let back: Option<String> = session.remove(BACK).await?;
    Ok(back.filter(|path| is_local(path)))
}

/// Signed in by a link or a code from the mail; that also proves who they are at a provider, when they came from there.
async fn enter_by_mail(state: &AppState, session: &Session, arrived: Arrived) -> Result<Response, Problem> {
    let Arrived { person, initiative, confirmed } = arrived;
    let proves: Option<Proof> = session.remove(PROVES).await?;
    if let Some(Proof { issuer, subject, .. }) = proves.filter(|proof| proof.email == person.email.as_str()) {
        state.store.prove(&Identity { issuer, subject }, person.id).await?;
    }
    let leads = match (initiative, confirmed) {
        (Some(id), Some(_)) => Some(Done::Confirmed.redirect(&paths::own_part(id, OwnTab::View))),
        (Some(_), None) => Some(Redirect::to(HOME).into_response()),
        (None, _) => None,
    };
    enter(state, session, person.id, leads).await
}

/// Signed in; on to where they were going, or to what they sent in (`leads`), confirmed or to confirm.
pub(crate) async fn enter(
    state: &AppState,
    session: &Session,
    person: PersonId,
    leads: Option<Response>,
) -> Result<Response, Problem> {
    let back = take_back(session).await?;
    session.remove::<Request>(REQUEST).await?;
    signed_in::sign_in(session, person, state.clock.moment()).await?;
    if let Some(leads) = leads {
        return Ok(leads);
    }
    let home = if back.is_none() && edits(state, person).await? { paths::DESK } else { HOME };
    Ok(Redirect::to(back.as_deref().unwrap_or(home)).into_response())
}

/// Whether somebody checks what comes in.
async fn edits(state: &AppState, person: PersonId) -> Result<bool, Problem> {
    let may = state.store.memberships(person, &state.clock.today().to_string()).await?;
    Ok(may.iter().any(|may| matches!(may.role, Role::Editor | Role::Admin)))
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

fn asking(state: &AppState, page: &Page, status: StatusCode, form: AddressForm, mistake: Option<String>) -> Response {
    let provider = state.oidc.as_ref().map(|provider| provider.name().to_owned());
    let AddressForm { email, terug, naar, getypt } = form;
    let (email, back) = (email.trim().to_owned(), terug.trim().to_owned());
    let back = if is_local(&back) { back } else { String::new() };
    // What was typed before goes along.
    let unsent = (!getypt.is_empty()).then_some((naar, getypt));
    page.anonymous(status, "Inloggen", move || leptos::view! { <SignInPage email mistake back unsent provider /> })
}

fn typing(
    page: &Page,
    status: StatusCode,
    email: String,
    mistake: Option<String>,
    slow: bool,
    first: bool,
) -> Response {
    page.anonymous(status, "Kijk in je mail", move || leptos::view! { <CodePage email mistake slow first /> })
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

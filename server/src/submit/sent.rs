//! After sending in: where the mail went, and sending it again, to another address when that one was wrong. Only in the browser
//! that sent it in.

use app::{
    shell::Head,
    submit::{Sent, SentPage},
};
use axum::{
    Extension,
    extract::State,
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
};
use domain::{Email, InitiativeId, paths};
use serde::Deserialize;
use store::{ConfirmLink, Mail, Unconfirmed};
use tower_sessions::Session;

use crate::{
    accounts::{sign_in, token::Secret},
    mail,
    state::AppState,
    submit::{
        draft::BrowserKey,
        mails::{self, Secrets},
    },
    web::{
        Page,
        flash::{Done as _, Flash, done},
        form::Form,
        form_page::Refused,
        problem::Problem,
        rate::Kind,
        visitor::Visitor,
    },
};

done! {
    /// What was done after sending in.
    Done {
        MailedAgain = "opnieuw" => "De mail is opnieuw onderweg.",
    }
}

/// The links of a mail that asks to confirm, and the mail.
pub(super) async fn letter(
    state: &AppState,
    session: &Session,
    BrowserKey(browser): &BrowserKey,
    (email, town, named): (&Email, &str, bool),
) -> Result<(ConfirmLink, Mail), Problem> {
    let (confirm, sign_in) = (Secret::new()?, Secret::new()?);
    let link = sign_in.sign_in(sign_in::browser(session).await?, &state.clock);
    let secrets = Secrets { confirm: &confirm.token, sign_in: &sign_in.token, code: &sign_in.code };
    let letter = mails::confirm(&state.site_url, email, town, named, &secrets);
    Ok((confirm.confirm(browser, link, &state.clock), letter))
}

/// `GET /plaatsen/verzonden`.
pub(crate) async fn page(
    State(state): State<AppState>,
    page: Page,
    key: Option<Extension<BrowserKey>>,
    done: Flash<Done>,
) -> Result<Response, Problem> {
    let sent = match &key {
        Some(Extension(BrowserKey(browser))) => state.store.sent_in_from(browser, None).await?,
        None => None,
    };
    show(&state, &page, StatusCode::OK, sent.map(|sent| shown(&sent)), done.message()).await
}

/// Which mail to send again, and where.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct AgainForm {
    inzending: String,
    email: String,
}

/// `POST /plaatsen/verzonden`.
pub(crate) async fn again(
    State(state): State<AppState>,
    page: Page,
    Extension(session): Extension<Session>,
    Extension(key): Extension<BrowserKey>,
    visitor: Visitor,
    Form(form): Form<AgainForm>,
) -> Result<Response, Problem> {
    let here = || Ok(Redirect::to(paths::SENT).into_response());
    let Ok(id) = form.inzending.parse::<InitiativeId>() else { return here() };
    // Confirmed meanwhile, or sent in by another browser.
    let Some(sent) = state.store.sent_in_from(&key.0, Some(id)).await? else { return here() };
    let refused = async |status: StatusCode, error: String| {
        let again = Sent { typed: form.email.trim().to_owned(), error, ..shown(&sent) };
        show(&state, &page, status, Some(again), "").await
    };
    let email = match Email::parse(form.email.trim()) {
        Ok(email) => email,
        Err(reason) => return refused(StatusCode::UNPROCESSABLE_ENTITY, format!("Dit {reason}.")).await,
    };
    let mailed = match state.rates.typed(Kind::SendIn, visitor, &email) {
        Ok(mailed) => mailed,
        Err(busy) => return Ok(Refused::wait(busy.retry_after, refused(busy.status, busy.detail).await?)),
    };
    let (link, letter) = letter(&state, &session, &key, (&email, &sent.town, sent.named)).await?;
    let now = state.clock.moment();
    if state.store.mail_again(id, &email, (&link, mailed.then_some(&letter)), now).await? {
        sign_in::remember_request(&session, &email, &link.sign_in, mailed).await?;
        return Ok(Done::MailedAgain.redirect(paths::SENT));
    }
    here()
}

fn shown(sent: &Unconfirmed) -> Sent {
    let email = sent.email.to_string();
    Sent { id: sent.initiative.0, title: sent.title.clone(), typed: email.clone(), email, error: String::new() }
}

async fn show(
    state: &AppState,
    page: &Page,
    status: StatusCode,
    sent: Option<Sent>,
    success: &'static str,
) -> Result<Response, Problem> {
    let slow = mail::is_slow(&state.store, &state.clock).await?;
    let head = Head {
        title: "Kijk in je mail".to_owned(),
        description: "Bevestig je initiatief met de link in je mail.".to_owned(),
        hidden: true,
        script: "submit.js",
        ..Head::default()
    };
    Ok(page.with_class(status, &head, "reading-page", "", move || leptos::view! { <SentPage sent slow success /> }))
}

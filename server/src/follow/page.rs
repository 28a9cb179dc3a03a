//! Following a search: asking, confirming by mail, and ending it.

use app::follow::{ConfirmFollow, DeadFollow, FollowPage, FollowSent, Following, StopFollowing, Stopped};
use atlas::Atlas;
use axum::{
    extract::{Path, RawQuery, State},
    http::StatusCode,
    response::Response,
};
use domain::{Email, PageState, Query, paths, query::encode_pairs};
use serde::Deserialize;
use store::Follow;

use crate::{
    accounts::token::{self, Secret},
    follow::{self, daily::UNCONFIRMED, mails},
    mail, map,
    state::AppState,
    web::{Page, asked, form::Form, form_page::Refused, page, params, problem::Problem, rate::Kind, visitor::Visitor},
};

/// Where a mail is waited for.
const SENT: &str = "/volgen/verzonden";

/// What would be followed. What can't be used of the address is said, and the rest is followed.
pub(crate) async fn ask(
    State(state): State<AppState>,
    page: Page,
    RawQuery(raw): RawQuery,
) -> Result<Response, Problem> {
    let atlas = state.atlas.load_full();
    let (query, notices) = read(&atlas, raw.as_deref())?;
    Ok(asking(&page, StatusCode::OK, &atlas, &query, notices, String::new(), String::new()))
}

/// The form to follow a search.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct FollowForm {
    email: String,
}

/// Sends the link to confirm. Whether the address follows something already is not told.
pub(crate) async fn send(
    State(state): State<AppState>,
    page: Page,
    RawQuery(raw): RawQuery,
    visitor: Visitor,
    Form(form): Form<FollowForm>,
) -> Result<Response, Problem> {
    let atlas = state.atlas.load_full();
    let (query, notices) = read(&atlas, raw.as_deref())?;
    let typed = form.email.trim();
    let email = match Email::parse(typed) {
        Ok(email) => email,
        Err(reason) => {
            let mistake = if typed.is_empty() { "Vul je e-mailadres in.".to_owned() } else { format!("Dit {reason}.") };
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return Ok(asking(&page, status, &atlas, &query, notices, typed.to_owned(), mistake));
        }
    };
    let mailed = match state.rates.typed(Kind::Follow, visitor, &email) {
        Ok(mailed) => mailed,
        Err(Problem { status, detail, retry_after, .. }) => {
            let response = asking(&page, status, &atlas, &query, notices, typed.to_owned(), detail);
            return Ok(Refused::wait(retry_after, response));
        }
    };
    if !mailed {
        return Ok(page::see_other(SENT));
    }
    let secret = Secret::new()?;
    // A stranger may have filled in this address: what they typed does not go to it.
    let words = if query.text.is_some() { ", met eigen zoekwoorden" } else { "" };
    let what = format!("{}{words}", wording::sentence(&atlas, &Query { text: None, ..query.clone() }));
    let letter = mails::follow(&state.site_url, &email, &what, &secret.token);
    let kept = encode_pairs(&query.to_pairs());
    let now = state.clock.moment();
    state.store.ask_to_follow(&email, &kept, &secret.hash(), &letter, now).await?;
    Ok(page::see_other(SENT))
}

pub(crate) async fn sent(State(state): State<AppState>, page: Page) -> Result<Response, Problem> {
    let slow = mail::is_slow(&state.store, &state.clock).await?;
    Ok(page.anonymous(StatusCode::OK, "Kijk in je mail", move || leptos::view! { <FollowSent slow /> }))
}

/// The page behind a link: one button, or how it stands. Nothing changes.
pub(crate) async fn look(
    State(state): State<AppState>,
    page: Page,
    Path(token): Path<String>,
) -> Result<Response, Problem> {
    let Some(follow) = find(&state, &token).await? else { return Ok(dead(&page)) };
    let (what, search) = in_words(&state.atlas.load(), &follow);
    let here = paths::follow(token);
    Ok(if follow.confirmed {
        page.anonymous(StatusCode::OK, "Je volgt deze zoekopdracht", move || {
            leptos::view! { <Following what here search /> }
        })
    } else {
        page.anonymous(StatusCode::OK, "Nog één klik", move || leptos::view! { <ConfirmFollow what here /> })
    })
}

pub(crate) async fn confirm(
    State(state): State<AppState>,
    page: Page,
    Path(token): Path<String>,
) -> Result<Response, Problem> {
    let (hash, since, now) = (token::hash(&token), state.clock.moment_in(-UNCONFIRMED), state.clock.moment());
    let done = state.store.confirm_follow(&hash, since, now).await?;
    Ok(if done { page::see_other(&paths::follow(token)) } else { dead(&page) })
}

pub(crate) async fn ask_to_stop(
    State(state): State<AppState>,
    page: Page,
    Path(token): Path<String>,
) -> Result<Response, Problem> {
    let Some(follow) = find(&state, &token).await? else { return Ok(dead(&page)) };
    let (what, _) = in_words(&state.atlas.load(), &follow);
    let here = paths::follow(token);
    Ok(page.anonymous(StatusCode::OK, "Stoppen met volgen?", move || leptos::view! { <StopFollowing what here /> }))
}

/// Ends it, for a person and for a mail program (RFC 8058): that one follows no redirect, and may ask twice.
pub(crate) async fn stop(
    State(state): State<AppState>,
    page: Page,
    Path(token): Path<String>,
) -> Result<Response, Problem> {
    state.store.end_follow(&token::hash(&token), state.clock.moment()).await?;
    Ok(page.anonymous(StatusCode::OK, "Je krijgt hier geen mail meer over", || leptos::view! { <Stopped /> }))
}

async fn find(state: &AppState, token: &str) -> Result<Option<Follow>, Problem> {
    let since = state.clock.moment_in(-UNCONFIRMED);
    Ok(state.store.follow(&token::hash(token), since, state.clock.moment()).await?)
}

/// What is followed in words, and where it is on the map.
fn in_words(atlas: &Atlas, follow: &Follow) -> (String, String) {
    let query = follow::daily::read(&follow.query, atlas).unwrap_or_default();
    (wording::sentence(atlas, &query), search(&query))
}

/// The question in the address, and what could not be used of it.
fn read(atlas: &Atlas, raw: Option<&str>) -> Result<(Query, Vec<String>), Problem> {
    let pairs = params::decode(raw.unwrap_or_default())?;
    let (mut page, mut errors) = PageState::from_pairs(params::borrowed(&pairs), atlas.territory().vocabulary());
    errors.extend(page.query.settle_for_initiatives());
    Ok((map::view::followed(&page.query), errors.iter().map(asked::notice).collect()))
}

fn search(query: &Query) -> String {
    PageState { query: query.clone(), ..PageState::default() }.href()
}

fn asking(
    page: &Page,
    status: StatusCode,
    atlas: &Atlas,
    query: &Query,
    notices: Vec<String>,
    email: String,
    mistake: String,
) -> Response {
    let (what, here, search) = (wording::sentence(atlas, query), map::view::follow(query), search(query));
    page.anonymous(status, "Volg deze zoekopdracht", move || {
        leptos::view! { <FollowPage what here search notices email mistake /> }
    })
}

fn dead(page: &Page) -> Response {
    page.anonymous(StatusCode::GONE, "Deze link werkt niet meer", || leptos::view! { <DeadFollow /> })
}

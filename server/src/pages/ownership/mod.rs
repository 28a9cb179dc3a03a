//! Becoming an owner: by a claim, by asking to join, or by accepting what an owner offers.

mod ask;
mod offer;

use axum::{Router, routing::get};
use store::{Mail, OwnershipNotice};

use super::{respond, sign_in};
use crate::{http::AppState, post::letters};

/// The routes on which one becomes an owner.
pub(super) fn router() -> Router<AppState> {
    Router::new()
        .route("/claimen/{id}", get(ask::page).post(ask::send))
        .route("/uitnodiging/{token}", get(offer::page).post(offer::accept))
}

/// Where one claims an initiative, or asks to join who owns it.
pub(super) fn href(initiative: i64) -> String {
    format!("/claimen/{initiative}")
}

/// Writes what happened to who is told.
pub(super) fn letter(state: &AppState) -> impl Fn(&OwnershipNotice) -> Mail + Send + Sync {
    let site = state.site_url.clone();
    move |notice| letters::ownership(&site, notice)
}

/// Where to sign in, and come back from to `path`.
fn sign_in_for(path: &str) -> String {
    format!("/inloggen?{}", domain::query::encode_pairs(&[("terug", path.to_owned())]))
}

//! The pages: what a person sees. What they look like is the app's; here they get what they show.

mod also;
mod archive;
mod asking;
mod change;
mod desk;
mod embed;
mod figures;
mod follow;
mod form;
mod freshness;
mod home;
mod initiative;
mod life;
mod linked_data;
mod live;
mod map;
mod markdown;
mod mine;
mod oembed;
mod oidc;
mod ownership;
mod pictures;
mod place;
mod poster;
mod respond;
mod share;
mod sign_in;
mod spreadsheet;
mod suggest;
mod text;
mod upload;
mod view;

use axum::{
    Router,
    http::{HeaderValue, header},
    middleware,
    response::Response,
    routing::get,
};

use crate::{
    http::AppState,
    people::{self, Sessions},
};

pub(crate) use archive::archive;
pub(crate) use initiative::public;
pub(crate) use respond::{error_page, page};

/// The routes of all pages, and of what the main page asks for once it is awake.
pub(crate) fn router(state: &AppState) -> Router<AppState> {
    Router::new()
        .merge(personal(state))
        .merge(by_mail())
        .route("/", get(home::page))
        .route("/beeld", get(home::answer))
        .route("/beeld/live", get(live::events))
        .route(embed::EMBED, get(embed::page))
        .route("/embed/{id}", get(embed::initiative))
        .route("/oembed", get(oembed::answer))
        .route(share::SHARE, get(share::page))
        .route("/poster", get(poster::page))
        .route("/suggesties", get(suggest::answer))
        .route("/initiatieven/{id}", get(initiative::without_slug))
        .route("/initiatieven/{id}/{slug}", get(initiative::page))
        .route("/cijfers", get(figures::page))
        .route("/cijfers/{file}", get(figures::csv))
        .route("/over", get(text::about))
        .route("/over/api", get(text::api))
        .route("/over/gegevens", get(text::sources))
        .route("/toegankelijkheid", get(text::accessibility))
        .route("/privacy", get(text::privacy))
        .route("/privacy/register", get(text::register))
        .route("/kaart/{version}/licht.json", get(map::light))
        .route("/kaart/{version}/donker.json", get(map::dark))
        .route("/kaart/{version}/grond.geojson", get(map::ground))
}

/// The pages on which one is somebody. Only these have a session.
fn personal(state: &AppState) -> Router<AppState> {
    let sessions = Sessions { store: state.store.clone(), clock: state.clock.clone() };
    Router::new()
        .merge(asking::router())
        .merge(desk::router())
        .merge(mine::router())
        .merge(ownership::router())
        .merge(oidc::router())
        .merge(place::router(state))
        .merge(sign_in::router())
        .layer(middleware::map_response(kept_nowhere))
        .layer(people::layer(sessions, state.https()))
}

/// The pages behind links that were mailed: who has the link, needs no session.
fn by_mail() -> Router<AppState> {
    Router::new().merge(follow::router()).merge(freshness::router()).layer(middleware::map_response(kept_nowhere))
}

/// What is one person's own is kept by no cache.
async fn kept_nowhere(mut response: Response) -> Response {
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

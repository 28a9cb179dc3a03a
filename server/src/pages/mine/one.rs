//! One of mine: what is public, what waits, and what happened.

use app::pages::mine::{OneOwn, OwnPage};
use axum::{
    Extension,
    extract::{Path, RawQuery, State},
    http::StatusCode,
    response::Response,
};
use store::Status;

use super::list::{asked, in_words};
use crate::{
    http::{AppState, Nonce, problem::Problem},
    pages::{change::Typed, initiative::path_of, life, respond},
    people::Who,
};

/// `/mijn/{id}`.
pub(super) async fn page(
    State(state): State<AppState>,
    Extension(nonce): Extension<Nonce>,
    who: Who,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let versions = super::own(&state, &who, &id).await?;
    let newest = versions.first().ok_or_else(|| Problem::of_status(StatusCode::NOT_FOUND))?;
    let standing = state.store.standing(newest.initiative.id).await.map_err(respond::internal)?;
    let (status, cleared) = standing.ok_or_else(|| Problem::of_status(StatusCode::NOT_FOUND))?;
    let atlas = state.atlas.load_full();
    let vocabulary = atlas.territory().vocabulary();
    let waits = newest.state.replaceable();
    let before = status.cleared().then_some(&cleared);
    let own = OneOwn {
        href: format!("/mijn/{id}"),
        title: newest.initiative.content.title.clone(),
        state: in_words(status, newest),
        asked: asked(newest),
        public: before.map(path_of).unwrap_or_default(),
        waiting: if waits { life::compared(&newest.initiative, before, vocabulary) } else { Vec::new() },
        on_map: status == Status::Published,
        gone: status == Status::Withdrawn,
        base: newest.number,
        inputs: Typed::of(&newest.initiative).inputs(&[], vocabulary),
        history: life::history(&versions, vocabulary),
        told: told(query.as_deref().unwrap_or_default()),
        name: super::consent::name(&state, &who, newest.initiative.id).await?,
    };
    let title = own.title.clone();
    Ok(respond::personal(&who, StatusCode::OK, &nonce, &title, "", move || leptos::view! { <OwnPage own /> }))
}

fn told(query: &str) -> &'static str {
    match query {
        "gedaan=ingestuurd" => "Je wijziging is ingestuurd. Een redacteur leest hem.",
        "gedaan=gearchiveerd" => "Je initiatief is van de kaart. De pagina blijft te lezen.",
        "gedaan=bevestigd" => "Dank je. Een redacteur leest je initiatief.",
        "gedaan=naam" => "Bewaard.",
        "gedaan=ingetrokken" => "Je initiatief is ingetrokken.",
        _ => "",
    }
}

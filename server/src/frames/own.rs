//! One of mine: what is public, what waits, and what happened.

use app::{
    frames::{OneOwn, OwnPage},
    ownership::Offering,
    ui::PictureSet,
};
use axum::{
    Extension,
    extract::{Path, RawQuery, State},
    http::StatusCode,
    response::Response,
};
use store::Status;

use crate::{
    accounts::signed_in::Who,
    adoption,
    frames::mine::{asked, in_words},
    freshness,
    initiatives::{edit_form::Typed, history},
    lookup::{self, path_of},
    ownership::owners::{self, Offered},
    state::AppState,
    submit,
    web::{form::Form, nonce::Nonce, page, problem::Problem, rate::Visitor},
};

/// `/mijn/{id}`.
pub(crate) async fn page(
    State(state): State<AppState>,
    Extension(nonce): Extension<Nonce>,
    who: Who,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let told = told(query.as_deref().unwrap_or_default());
    show(&state, &nonce, &who, &id, Offering::default(), told).await
}

/// `POST /mijn/{id}/eigenaars`: offers it to somebody.
pub(crate) async fn offer(
    State(state): State<AppState>,
    Extension(nonce): Extension<Nonce>,
    who: Who,
    visitor: Visitor,
    Path(id): Path<String>,
    form: Form,
) -> Result<Response, Problem> {
    match owners::offer(&state, &who, visitor, &id, &form).await? {
        Offered::Sent => Ok(page::see_other(&format!("/mijn/{id}?gedaan=uitgenodigd"))),
        Offered::Refused(offering) => show(&state, &nonce, &who, &id, offering, "").await,
    }
}

/// The page, with what was typed to offer it to somebody.
async fn show(
    state: &AppState,
    nonce: &Nonce,
    who: &Who,
    id: &str,
    offering: Offering,
    told: &'static str,
) -> Result<Response, Problem> {
    let versions = lookup::own(state, who, id).await?;
    let status_code = if offering.error.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let newest = versions.first().ok_or_else(|| Problem::of_status(StatusCode::NOT_FOUND))?;
    let standing = state.store.initiative_with_status(newest.initiative.id).await.map_err(page::internal)?;
    let (status, cleared) = standing.ok_or_else(|| Problem::of_status(StatusCode::NOT_FOUND))?;
    let atlas = state.atlas.load_full();
    let vocabulary = atlas.territory().vocabulary();
    let waits = newest.state.replaceable();
    let adoptions = state.store.adoptions_of(newest.initiative.id).await.map_err(page::internal)?;
    let asked_times = state.store.times_asked(newest.initiative.id).await.map_err(page::internal)?;
    let before = status.cleared().then_some(&cleared);
    let number = newest.initiative.id;
    let pictures = state.store.pictures(number, newest.number).await.map_err(page::internal)?;
    let public = state.store.public_pictures(number).await.map_err(page::internal)?;
    let own = OneOwn {
        href: format!("/mijn/{id}"),
        title: newest.initiative.content.title.clone(),
        state: in_words(status, newest),
        asked: asked(newest),
        public: before.map(path_of).unwrap_or_default(),
        waiting: if waits { history::compared(&newest.initiative, before, vocabulary) } else { Vec::new() },
        freshness: state.store.freshness(cleared.id).await.map_err(page::internal)?.map(freshness::page::shown),
        adoptions: adoption::owned(&adoptions, newest.initiative.id),
        asked_times,
        public_pictures: before.is_some().then_some(public),
        on_map: status == Status::Published,
        gone: status == Status::Withdrawn,
        base: newest.number,
        inputs: Typed::of(&newest.initiative, &pictures).inputs(&[], vocabulary),
        pictures: PictureSet { pictures, ..PictureSet::default() },
        history: history::history(&versions, vocabulary),
        ownership: owners::part(state, who, newest.initiative.id, offering).await?,
        told,
        name: submit::confirm::name(state, who, newest.initiative.id).await?,
    };
    let title = own.title.clone();
    Ok(page::personal(who, status_code, nonce, &title, "", move || leptos::view! { <OwnPage own /> }))
}

fn told(query: &str) -> &'static str {
    match query {
        "gedaan=ingestuurd" => "Je wijziging is ingestuurd. Een redacteur leest hem.",
        "gedaan=gearchiveerd" => "Je initiatief is van de kaart. De pagina blijft te lezen.",
        "gedaan=bevestiging" => "Dank je. Een redacteur leest je initiatief.",
        "gedaan=naam" => "Bewaard.",
        "gedaan=ingetrokken" => "Je initiatief is ingetrokken.",
        "gedaan=eigenaar" => "Je bent nu eigenaar van dit initiatief.",
        "gedaan=uitgenodigd" => "De uitnodiging is verstuurd.",
        "gedaan=teruggenomen" => "De uitnodiging is teruggenomen.",
        "gedaan=erbij" => "Jullie houden het nu samen bij.",
        "gedaan=niet-erbij" => "Je antwoord is verstuurd.",
        "gedaan=verbonden" => "Je vraag is verstuurd. Zodra het bevestigd is, staat het op beide pagina’s.",
        "gedaan=bevestigd" => "Bevestigd. Het staat nu op beide pagina’s.",
        "gedaan=geweigerd" => "Je zei nee. Wie het vroeg, krijgt daar een mail over.",
        "gedaan=ontbonden" => "De verbinding is weg.",
        other => freshness::page::told(other),
    }
}

//! One of mine: what is public, what waits, and what happened.

use app::{
    frames::{OwnInitiative, OwnPage},
    ownership::OfferFields,
    ui::PictureSet,
};
use axum::{
    extract::{Path, RawQuery, State},
    http::StatusCode,
    response::Response,
};
use domain::paths;
use store::Status;

use crate::{
    accounts::{self, SignedIn},
    adoption,
    frames::mine::{asked, in_words},
    freshness,
    initiatives::{self, edit_form::EditForm, history},
    lookup::{self, path_of},
    ownership::{
        self,
        offer::{self, OfferForm, Offered},
        owners,
    },
    state::AppState,
    web::{Page, flash::Done, form::Form, problem::Problem},
};

/// `/mijn/{id}`.
pub(crate) async fn page(
    State(state): State<AppState>,
    page: Page,
    user: SignedIn,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let success = success_message(query.as_deref());
    show(&state, &page, &user, &id, OfferFields::default(), success).await
}

/// `POST /mijn/{id}/eigenaars`: offers it to somebody.
pub(crate) async fn offer(
    State(state): State<AppState>,
    page: Page,
    user: SignedIn,
    Path(id): Path<String>,
    Form(form): Form<OfferForm>,
) -> Result<Response, Problem> {
    match offer::offer(&state, &user, &id, &form).await? {
        Offered::Sent => Ok(ownership::Done::Offered.redirect(&paths::own(id))),
        Offered::Mistake(offering) => show(&state, &page, &user, &id, offering, "").await,
    }
}

/// The page, with what was typed to offer it to somebody.
async fn show(
    state: &AppState,
    page: &Page,
    user: &SignedIn,
    id: &str,
    offering: OfferFields,
    success: &'static str,
) -> Result<Response, Problem> {
    let versions = lookup::own(state, user, id).await?;
    let status_code = if offering.error.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let newest = versions.first().ok_or_else(|| Problem::of_status(StatusCode::NOT_FOUND))?;
    let standing = state.store.initiative_with_status(newest.initiative.id).await?;
    let (status, cleared) = standing.ok_or_else(|| Problem::of_status(StatusCode::NOT_FOUND))?;
    let atlas = state.atlas.load_full();
    let vocabulary = atlas.territory().vocabulary();
    let waits = newest.state.replaceable();
    let adoptions = state.store.adoptions_of(newest.initiative.id).await?;
    let asked_times = state.store.times_asked(newest.initiative.id).await?;
    let before = status.cleared().then_some(&cleared);
    let number = newest.initiative.id;
    let pictures = state.store.pictures(number, newest.number).await?;
    let public = state.store.public_pictures(number).await?;
    let own = OwnInitiative {
        href: paths::own(id),
        title: newest.initiative.content.title.clone(),
        state: in_words(status, newest),
        asked: asked(newest),
        public: before.map(path_of).unwrap_or_default(),
        waiting: if waits { history::compared(&newest.initiative, before, vocabulary) } else { Vec::new() },
        freshness: state.store.freshness(cleared.id).await?.map(freshness::page::shown),
        adoptions: adoption::owned(&adoptions, newest.initiative.id),
        asked_times,
        public_pictures: before.is_some().then_some(public),
        on_map: status == Status::Published,
        gone: status == Status::Withdrawn,
        base: newest.number,
        inputs: EditForm::of(&newest.initiative, &pictures).inputs(&[], vocabulary),
        pictures: PictureSet { pictures, ..PictureSet::default() },
        history: history::history(&versions, vocabulary),
        ownership: owners::part(state, user, newest.initiative.id, offering).await?,
        success,
        name: ownership::show_name::show_name_part(state, user, newest.initiative.id).await?,
    };
    let title = own.title.clone();
    Ok(page.personal(user, status_code, &title, move || leptos::view! { <OwnPage own /> }))
}

/// What was done a moment ago, in the words of the noun that did it.
fn success_message(query: Option<&str>) -> &'static str {
    fn of<D: Done>(query: Option<&str>) -> Option<&'static str> {
        D::of_query(query).map(Done::message)
    }
    let nouns = [
        of::<accounts::Done>,
        of::<adoption::Done>,
        of::<freshness::Done>,
        of::<initiatives::Done>,
        of::<ownership::Done>,
    ];
    nouns.into_iter().find_map(|of| of(query)).unwrap_or_default()
}

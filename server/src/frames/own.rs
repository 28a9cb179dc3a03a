//! One of mine: what is public, what waits, and what happened.

use app::{
    frames::{OwnChange, OwnInitiative, OwnPage, OwnPart, OwnView},
    ownership::OfferFields,
};
use atlas::Atlas;
use axum::{
    extract::{Path, RawQuery, State},
    http::{StatusCode, Uri},
    response::Response,
};
use domain::{Initiative, OwnTab, paths};
use drawing::basemap::basemap;
use store::{Status, Version};

use crate::{
    accounts::{self, SignedIn},
    adoption,
    frames::mine::{asked, in_words},
    freshness,
    initiatives::{self, edit::SEND, edit_form::EditForm, history, preview::preview},
    lookup::{self, path_of},
    ownership::{
        self,
        offer::{self, OfferForm, Offered},
        owners,
    },
    state::AppState,
    web::{Page, flash::Done, form::Form, page, problem::Problem},
};

/// `/mijn/{id}`: how it looks; the form, as long as nothing of it is public.
pub(crate) async fn page(
    State(state): State<AppState>,
    page: Page,
    user: SignedIn,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let success = success_message(query.as_deref());
    show(&state, &page, &user, (&id, None), OfferFields::default(), success).await
}

/// `/mijn/{id}/bekijken`, and its other parts.
pub(crate) async fn part(
    State(state): State<AppState>,
    page: Page,
    user: SignedIn,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
    uri: Uri,
) -> Result<Response, Problem> {
    let tab = uri.path().rsplit('/').next().and_then(|word| OwnTab::parse(word).ok());
    let success = success_message(query.as_deref());
    show(&state, &page, &user, (&id, tab), OfferFields::default(), success).await
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
        Offered::Sent => Ok(ownership::Done::Offered.redirect(&ownership::people(id))),
        Offered::Mistake(offering) => show(&state, &page, &user, (&id, Some(OwnTab::People)), offering, "").await,
    }
}

/// The page, with what was typed to offer it to somebody.
async fn show(
    state: &AppState,
    page: &Page,
    user: &SignedIn,
    (id, tab): (&str, Option<OwnTab>),
    offering: OfferFields,
    success: &'static str,
) -> Result<Response, Problem> {
    let versions = lookup::own(state, user, id).await?;
    let status_code = if offering.error.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let newest = versions.first().ok_or_else(|| Problem::of_status(StatusCode::NOT_FOUND))?;
    let standing = state.store.initiative_with_status(newest.initiative.id).await?;
    let (status, cleared) = standing.ok_or_else(|| Problem::of_status(StatusCode::NOT_FOUND))?;
    let gone = status == Status::Withdrawn;
    let first = if gone || status.cleared() { OwnTab::View } else { OwnTab::Change };
    let atlas = state.atlas.load_full();
    let number = newest.initiative.id;
    let part = match tab.unwrap_or(first) {
        OwnTab::Change | OwnTab::People if gone => return Ok(page::see_other(&paths::own(number))),
        OwnTab::View => OwnPart::View(Box::new(looks(state, &atlas, newest, (status, &cleared)).await?)),
        OwnTab::Change => OwnPart::Change(Box::new(change(state, page, &atlas, newest, status).await?)),
        OwnTab::People => OwnPart::People(
            owners::part(state, user, number, offering).await?,
            ownership::show_name::show_name_part(state, user, number).await?,
        ),
        OwnTab::History => OwnPart::History(history::history(&versions, atlas.territory().vocabulary())),
    };
    let ground = basemap(atlas.territory()).map_err(|_| Problem::internal())?;
    let own = OwnInitiative {
        href: paths::own(number),
        title: newest.initiative.content.title.clone(),
        state: in_words(status, newest),
        asked: asked(newest),
        gone,
        success,
        part,
    };
    let title = own.title.clone();
    Ok(page.personal_drawn(user, status_code, &title, &ground.drawn, move || leptos::view! { <OwnPage own /> }))
}

/// How it looks, and how it stands.
async fn looks(
    state: &AppState,
    atlas: &Atlas,
    newest: &Version,
    (status, cleared): (Status, &Initiative),
) -> Result<OwnView, Problem> {
    let (number, vocabulary) = (newest.initiative.id, atlas.territory().vocabulary());
    let public = status.cleared().then_some(cleared);
    let waits = newest.state.replaceable();
    let pictures = state.store.pictures(number, newest.number).await?;
    let public_pictures = state.store.public_pictures(number).await?;
    let shown = match public {
        Some(public) if !waits => preview(atlas, public, public_pictures.clone()),
        _ => preview(atlas, &newest.initiative, pictures.clone()),
    };
    let adoptions = state.store.adoptions_of(number).await?;
    Ok(OwnView {
        public: public.map(path_of).unwrap_or_default(),
        waiting: public.filter(|_| waits).map(|public| history::changes(&newest.initiative, public, vocabulary)),
        pictures: (public_pictures, pictures),
        preview: shown,
        freshness: state.store.freshness(number).await?.map(freshness::page::shown),
        adoptions: adoption::owned(&adoptions, number),
        asked_times: state.store.times_asked(number).await?,
    })
}

/// The form.
async fn change(
    state: &AppState,
    page: &Page,
    atlas: &Atlas,
    newest: &Version,
    status: Status,
) -> Result<OwnChange, Problem> {
    let number = newest.initiative.id;
    let pictures = state.store.pictures(number, newest.number).await?;
    let form = EditForm::of(&newest.initiative, pictures, atlas.territory());
    let on_map = status == Status::Published;
    Ok(OwnChange { on_map, form: form.view(page, atlas, Vec::new(), (&paths::own(number), newest.number, SEND)) })
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

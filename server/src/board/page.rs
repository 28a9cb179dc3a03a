//! The list of boards, and the page of one.

use std::{cmp::Reverse, sync::Arc};

use app::{
    board::{BoardLine, BoardList, BoardPage, BoardSchool, BoardStory, CarryForm},
    shell::Head,
};
use atlas::Atlas;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use domain::{BoardId, PageState, Query, board::Carrying, paths, query::MAX_SAVED};
use territory::fold;
use wording::dates::day;

use super::{
    carry::{self, BoardDone},
    linked_data,
    overview::{self, Overview, path_of},
};
use crate::{
    accounts::SignedIn,
    map,
    state::AppState,
    web::{Page, flash::Flash, page::moved, problem::Problem},
};

/// `/besturen`.
pub(crate) async fn list(State(state): State<AppState>, page: Page) -> Result<Response, Problem> {
    let atlas = state.atlas.load_full();
    let mut all = overview::all(&state, &atlas).await?;
    all.sort_by_cached_key(|one| (Reverse(one.board.carrying.is_some()), fold(&one.board.name), one.board.id));
    let head = Head {
        title: "Besturen".to_owned(),
        description: "De besturen van scholen in Limburg: hun scholen, wat ze vernieuwen, en wie de Werkplaats draagt."
            .to_owned(),
        canonical: format!("{}{}", state.site_url, paths::BOARDS),
        json_ld: linked_data::list(&state.site_url, all.iter().map(|one| &one.board)),
        ..Head::default()
    };
    let line = |Overview { board, initiatives }: Overview| BoardLine {
        href: path_of(&board),
        schools: board.schools.len(),
        initiatives: initiatives.len(),
        since: board.carrying.map(|carrying| day(&carrying.since.to_string())).unwrap_or_default(),
        example: board.example(),
        name: board.name,
    };
    let boards: Vec<_> = all.into_iter().map(line).collect();
    Ok(page.public(&head, "", move || leptos::view! { <BoardList boards /> }))
}

/// The short address leads to the full one.
pub(crate) async fn without_slug(State(state): State<AppState>, Path(id): Path<String>) -> Result<Response, Problem> {
    let (_, found) = find(&state, &id).await?;
    Ok(moved(&path_of(&found.board)))
}

/// A board; a slug of before leads to the one of now.
pub(crate) async fn page(
    State(state): State<AppState>,
    page: Page,
    user: Option<SignedIn>,
    Path((id, slug)): Path<(String, String)>,
    done: Flash<BoardDone>,
) -> Result<Response, Problem> {
    let (atlas, found) = find(&state, &id).await?;
    let path = path_of(&found.board);
    if path != format!("{}/{slug}", paths::board(&id)) {
        return Ok(moved(&path));
    }
    let known = |Carrying { since, agreed_on }: Carrying| CarryForm {
        since: since.to_string(),
        agreed_on: agreed_on.map(|day| day.to_string()).unwrap_or_default(),
        ..CarryForm::default()
    };
    let form = carry::right(user.as_ref(), &found).map(|_| found.board.carrying.map(known).unwrap_or_default());
    Ok(show(&state, &page, &atlas, found, user.as_ref(), StatusCode::OK, form, done.message()))
}

/// The board with the number in an address, and the snapshot that answers; 404 for what is not written as one.
pub(super) async fn find(state: &AppState, id: &str) -> Result<(Arc<Atlas>, Overview), Problem> {
    let not_found = || Problem::of_status(StatusCode::NOT_FOUND);
    let plain = id.parse().ok().filter(|number: &BoardId| number.to_string() == id);
    let atlas = state.atlas.load_full();
    let found = overview::one(state, &atlas, plain.ok_or_else(not_found)?).await?;
    Ok((atlas, found.ok_or_else(not_found)?))
}

/// The page, for whoever asks it; `form` only for who may say that the board carries the Werkplaats.
#[allow(clippy::too_many_arguments, reason = "each is another part of the page")]
pub(super) fn show(
    state: &AppState,
    page: &Page,
    atlas: &Atlas,
    Overview { board, initiatives }: Overview,
    user: Option<&SignedIn>,
    status: StatusCode,
    form: Option<CarryForm>,
    success: &str,
) -> Response {
    let saved: Vec<_> = initiatives.iter().take(MAX_SAVED).map(|&index| atlas.at(index).id).collect();
    let query = Query { saved, ..Query::default() };
    let counted = counted(board.schools.len(), initiatives.len());
    let path = path_of(&board);
    let mut head = Head {
        title: board.name.clone(),
        description: format!("{}: {counted}.", board.name),
        canonical: format!("{}{path}", state.site_url),
        json_ld: linked_data::board(&state.site_url, &board),
        // An invented board is not to be found as if it were real.
        hidden: board.example(),
        reader: user.map(SignedIn::reader),
        ..Head::default()
    };
    let mut map = String::new();
    if !initiatives.is_empty() {
        let asked = PageState { query, ..PageState::default() }.href();
        head.picture = format!("{}/deelbeeld/limburg.png{}", state.site_url, asked.trim_start_matches('/'));
        head.picture_alt = format!("Kaart van Limburg met de initiatieven van {}", board.name);
        map = asked;
    }
    let carrying = board.carrying;
    let story = BoardStory {
        href: path,
        number: board.number.clone().unwrap_or_default(),
        counted,
        since: carrying.map(|carrying| day(&carrying.since.to_string())).unwrap_or_default(),
        agreed_on: carrying.and_then(|carrying| carrying.agreed_on).map(|on| day(&on.to_string())).unwrap_or_default(),
        example: board.example(),
        schools: board.schools.into_iter().map(|school| BoardSchool { name: school.name, town: school.town }).collect(),
        cards: initiatives.into_iter().map(|index| map::view::card(atlas, index, None)).collect(),
        map,
        form,
        success: success.to_owned(),
        name: board.name,
    };
    page.with_class(status, &head, "reading-page", "", move || leptos::view! { <BoardPage story /> })
}

/// "6 scholen, 1 initiatief op de kaart".
fn counted(schools: usize, initiatives: usize) -> String {
    let (school, initiative) =
        (if schools == 1 { "school" } else { "scholen" }, if initiatives == 1 { "initiatief" } else { "initiatieven" });
    format!("{schools} {school}, {initiatives} {initiative} op de kaart")
}

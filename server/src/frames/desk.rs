//! The first page of the desk: what waits.

use app::frames::DeskHome;
use axum::{
    extract::{RawQuery, State},
    http::StatusCode,
    response::Response,
};
use domain::Region;

use crate::{
    accounts::Editor,
    frames::setup,
    freshness::faded,
    ownership::claims,
    review::queue::queue,
    state::AppState,
    web::{Page, params, problem::Problem},
};

/// `/redactie`; `regio` shows one region, `gedaan` tells what was decided a moment ago.
pub(crate) async fn page(
    State(state): State<AppState>,
    page: Page,
    user: Editor,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let pairs = params::decode(query.as_deref().unwrap_or_default())?;
    let value = |name: &str| pairs.iter().find(|(n, _)| n == name).map_or("", |(_, v)| v);
    let chosen = match value("regio") {
        "" => None,
        slug => Some(Region::parse(slug).map_err(|_| Problem::not_found("Deze regio is er niet."))?),
    };
    if chosen.is_some_and(|region| !user.edits(region)) {
        return Err(Problem::new(StatusCode::FORBIDDEN, "Van deze regio ben je geen redacteur."));
    }
    let queue = queue(&state, &user, chosen, value("gedaan")).await?;
    let claims = claims::waiting(&state, &user).await?.len();
    let faded = faded::all(&state, &user).await?.len();
    let setup = if user.admin() { setup::steps(&state).await? } else { Vec::new() };
    Ok(page.personal(&user, StatusCode::OK, "Redactie", move || {
        leptos::view! { <DeskHome queue claims faded setup /> }
    }))
}

//! Finding an initiative by the number in an address: on the map, archived, or one's own.

use std::sync::Arc;

use app::ui::Subject;
use atlas::Atlas;
use axum::http::StatusCode;
use domain::{Initiative, InitiativeId, paths};
use store::{Status, Version};

use crate::{accounts::SignedIn, state::AppState, web::problem::Problem};

/// How many others to name near what is gone.
const NEAR: usize = 4;

/// Where an initiative's page is, on the map or not.
pub(crate) fn path_of(initiative: &Initiative) -> String {
    format!("{}/{}", paths::initiative(initiative.id), Atlas::slug_of(&initiative.content.title))
}

/// An initiative that has a page.
pub(crate) struct Found {
    pub(crate) atlas: Arc<Atlas>,
    pub(crate) initiative: Initiative,
    /// Off the map; only its page is left.
    pub(crate) archived: bool,
}

/// The number in an address: 404 for what is not written as one. `+7` and `007` are other addresses.
pub(crate) fn number(id: &str) -> Result<InitiativeId, Problem> {
    let plain = id.parse().ok().filter(|number: &InitiativeId| number.to_string() == id);
    plain.ok_or_else(|| Problem::of_status(StatusCode::NOT_FOUND))
}

/// The initiative with this id: 410 when it was withdrawn, 404 when it never was public.
pub(crate) async fn find(state: &AppState, id: &str) -> Result<Found, Problem> {
    let atlas = state.atlas.load_full();
    let not_found = || Problem::of_status(StatusCode::NOT_FOUND);
    let number = number(id)?;
    if let Some(initiative) = atlas.get(number).cloned() {
        return Ok(Found { atlas, initiative, archived: false });
    }
    match state.store.initiative_with_status(number).await {
        Ok(Some((Status::Archived, initiative))) => Ok(Found { atlas, initiative, archived: true }),
        Ok(Some((Status::Withdrawn, gone))) => {
            let near = atlas.nearest(gone.position, NEAR, None).into_iter();
            let near = near.map(|(index, _)| atlas.at(index)).map(|one| (one.content.title.clone(), path_of(one)));
            Err(Problem { near: near.collect(), ..Problem::of_status(StatusCode::GONE) })
        }
        Ok(_) => Err(not_found()),
        Err(error) => {
            tracing::error!(%error, "store");
            Err(Problem::internal())
        }
    }
}

/// What a page shows of an initiative, and the snapshot that answered; 404 or 410 as [`find`].
pub(crate) async fn public(state: &AppState, id: &str) -> Result<(Arc<Atlas>, Initiative), Problem> {
    let found = find(state, id).await?;
    Ok((found.atlas, found.initiative))
}

pub(crate) fn about(found: &Found) -> Subject {
    Subject { title: found.initiative.content.title.clone(), href: path_of(&found.initiative) }
}

/// Every version of an initiative of one's own, the newest first; 404 when somebody else owns it, or nobody.
pub(crate) async fn own(state: &AppState, user: &SignedIn, id: &str) -> Result<Vec<Version>, Problem> {
    let not_found = || Problem::of_status(StatusCode::NOT_FOUND);
    let id = number(id)?;
    if !state.store.owns(user.person.id, id).await? {
        return Err(not_found());
    }
    let versions = state.store.versions(id).await?;
    if versions.is_empty() { Err(not_found()) } else { Ok(versions) }
}

/// The number of an initiative of one's own.
pub(crate) async fn own_number(state: &AppState, user: &SignedIn, id: &str) -> Result<InitiativeId, Problem> {
    let versions = own(state, user, id).await?;
    versions.first().map(|v| v.initiative.id).ok_or_else(|| Problem::of_status(StatusCode::NOT_FOUND))
}

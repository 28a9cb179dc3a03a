//! One version with everything an editor wants to know. Opening it holds it, so that two editors don't do it twice.

use app::{
    map::LocatorView,
    review::{Actions, DeskItem, ItemPage},
    ui::{Card, Link},
};
use atlas::Atlas;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use domain::{Initiative, Picture};
use drawing::basemap::basemap;
use store::{StoreError, Version};

use crate::{
    accounts::Editor,
    initiatives::{self, history},
    map,
    review::{self, HOLD, href},
    state::AppState,
    web::{Page, page, problem::Problem},
};

/// How near another one must be to be shown as perhaps the same, in km.
const NEAR_KM: f64 = 0.25;
/// How many of those at most.
const MOST: usize = 6;

/// `/redactie/{initiative}/{version}`.
pub(crate) async fn page(
    State(state): State<AppState>,
    page: Page,
    user: Editor,
    Path(path): Path<(String, String)>,
) -> Result<Response, Problem> {
    let version = review::version(&state, &user, &path).await?;
    show(&state, &page, &user, &version, "").await
}

/// `POST …/overnemen`: from now on it is this editor's.
pub(crate) async fn take_over(
    State(state): State<AppState>,
    user: Editor,
    Path(path): Path<(String, String)>,
) -> Result<Response, Problem> {
    let version = review::version(&state, &user, &path).await?;
    hold(&state, &user, &version, true).await?;
    Ok(page::see_other(&href(&version)))
}

async fn hold(
    state: &AppState,
    user: &Editor,
    version: &Version,
    take_over: bool,
) -> Result<store::ReviewLock, Problem> {
    let (now, until) = (state.clock.moment(), state.clock.moment_in(HOLD));
    let which = (version.initiative.id, version.number);
    let right = user.editor_of(version.initiative.region);
    Ok(state.store.only_if(right).hold(which, user.person.id, take_over, now, until).await?)
}

/// The page; with an error the last try was refused.
pub(crate) async fn show(
    state: &AppState,
    page: &Page,
    user: &Editor,
    version: &Version,
    error: &str,
) -> Result<Response, Problem> {
    let id = version.initiative.id;
    let atlas = state.atlas.load_full();
    let vocabulary = atlas.territory().vocabulary();
    let standing = state.store.initiative_with_status(id).await?;
    // A version that was decided is compared with the one before it: what is public may be this one.
    let versions = state.store.versions(id).await?;
    let cleared = standing.filter(|(status, _)| status.cleared()).map(|(_, cleared)| cleared);
    let earlier = versions.iter().find(|v| v.number < version.number);
    let pictures = compared_pictures(state, version, cleared.is_some(), earlier).await?;
    let before = if version.state.in_queue() { cleared } else { earlier.map(|v| v.initiative.clone()) };
    let waiting = state.store.queue(None).await?;
    let initiative = &version.initiative;
    let item = DeskItem {
        href: href(version),
        title: initiative.content.title.clone(),
        summary: summary(version, before.is_some()),
        email: version.sender_email.clone().unwrap_or_default(),
        why: version.why.clone(),
        fields: history::compared(initiative, before.as_ref(), vocabulary),
        pictures,
        change: before.is_some(),
        whereabouts: format!(
            "{}, gemeente {}, {}",
            initiative.town,
            initiative.municipality,
            initiative.region.label()
        ),
        spot: initiatives::page::spot(&atlas, initiative),
        moved_from: before
            .as_ref()
            .filter(|before| before.position != initiative.position)
            .map(|before| moved_from(&atlas, before, initiative)),
        near: near(&atlas, initiative),
        waiting: waiting
            .iter()
            .filter(|other| other.initiative.id != id && alike(&other.initiative, initiative))
            .map(|other| Link { text: other.initiative.content.title.clone(), href: href(other), count: String::new() })
            .collect(),
        history: history::history(&versions, vocabulary),
        actions: actions(state, user, version).await?,
        error: error.to_owned(),
    };
    let ground = basemap(atlas.territory()).map_err(|_| Problem::internal())?;
    let status = if error.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let title = item.title.clone();
    let script = page.script("desk.js");
    Ok(page.personal_drawn(user, status, &title, &ground.drawn, move || {
        leptos::view! { <ItemPage item script /> }
    }))
}

/// The pictures of before, when there is a before, and those of the version.
async fn compared_pictures(
    state: &AppState,
    version: &Version,
    cleared: bool,
    earlier: Option<&Version>,
) -> Result<(Option<Vec<Picture>>, Vec<Picture>), StoreError> {
    let (id, store) = (version.initiative.id, &state.store);
    let before = match (version.state.in_queue(), earlier) {
        (true, _) if cleared => Some(store.public_pictures(id).await?),
        (false, Some(earlier)) => Some(store.pictures(id, earlier.number).await?),
        _ => None,
    };
    Ok((before, store.pictures(id, version.number).await?))
}

async fn actions(state: &AppState, user: &Editor, version: &Version) -> Result<Actions, Problem> {
    if !version.state.in_queue() {
        let text = format!("Hier is niets meer te besluiten: {}. {}", version.state.label(), history::decided(version));
        return Ok(Actions::None(text));
    }
    let involved = state.store.involved(user.person.id, version.initiative.id).await?;
    if involved || version.sender_id == Some(user.person.id) {
        return Ok(Actions::None("Dit is van jezelf. Een andere redacteur besluit erover.".to_owned()));
    }
    let held = hold(state, user, version, false).await?;
    if held.person != user.person.id {
        return Ok(Actions::Held(held.name));
    }
    let much = state.store.amended_much(version, user.person.id).await?;
    Ok(if much { Actions::DecideNotPublish } else { Actions::Decide })
}

fn summary(version: &Version, change: bool) -> String {
    let email = version.sender_email.as_deref().unwrap_or("iemand die we niet meer kennen");
    let sender = if version.sender.is_empty() { email } else { &version.sender };
    let kind = if change { "Wijziging" } else { "Nieuw" };
    format!("{kind}, ingestuurd op {} door {sender}.", wording::dates::moment(&version.initiative.changed))
}

/// Where it was, with how far that is.
fn moved_from(atlas: &Atlas, before: &Initiative, now: &Initiative) -> (String, LocatorView) {
    let far = wording::kilometres(before.position.distance_km(now.position));
    let text = format!("De speld is {far} verplaatst. Eerst stond hij hier, bij {}:", before.town);
    (text, initiatives::page::spot(atlas, before))
}

/// Public initiatives that may be the same one.
fn near(atlas: &Atlas, initiative: &Initiative) -> Vec<Card> {
    let here = initiative.position;
    let mut found: Vec<u32> = atlas
        .nearest(here, 4 * MOST, Some(initiative.id))
        .into_iter()
        .filter(|(_, km)| *km <= NEAR_KM)
        .map(|(index, _)| index)
        .take(MOST)
        .collect();
    let count = u32::try_from(atlas.len()).unwrap_or(u32::MAX);
    let same_school = (0..count).filter(|index| {
        let other = atlas.at(*index);
        other.id != initiative.id && same_school(other, initiative)
    });
    for index in same_school.take(MOST) {
        if !found.contains(&index) {
            found.push(index);
        }
    }
    found.into_iter().map(|index| map::view::card(atlas, index, Some(here))).collect()
}

fn same_school(a: &Initiative, b: &Initiative) -> bool {
    let (a_code, b_code) = (&a.content.site_code, &b.content.site_code);
    let (a, b) = (a.content.school.trim(), b.content.school.trim());
    (a_code.is_some() && a_code == b_code) || (!a.is_empty() && a.eq_ignore_ascii_case(b))
}

fn alike(a: &Initiative, b: &Initiative) -> bool {
    same_school(a, b) || a.position.distance_km(b.position) <= NEAR_KM
}

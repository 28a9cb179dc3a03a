//! The queue: what waits, the oldest first.

use std::collections::HashMap;

use app::{
    review::{DecisionNotice, Queue, QueueLine},
    ui::Link,
};
use domain::{InitiativeId, Region, VersionState, paths};
use store::{StoreError, Version};

use crate::{
    accounts::Editor,
    lookup::path_of,
    review::{SECOND_THOUGHTS, href},
    state::AppState,
    web::problem::Problem,
};

const EVERYWHERE: &str = "Alle regio’s";

/// What waits for this editor, in the chosen region or in all; `done` is what was decided a moment ago, as `12-3`.
pub(crate) async fn queue(
    state: &AppState,
    user: &Editor,
    chosen: Option<Region>,
    done: &str,
) -> Result<Queue, Problem> {
    let mut queue = state.store.queue(None).await?;
    queue.retain(|version| user.edits(version.initiative.region));
    let regions = regions(user, &queue);
    queue.retain(|version| chosen.is_none_or(|region| version.initiative.region == region));
    let holds = state.store.holds(state.clock.moment()).await?;
    let held: HashMap<_, _> = holds.into_iter().filter(|(_, hold)| hold.person != user.person.id).collect();
    let atlas = state.atlas.load_full();
    let waiting: Vec<_> = queue
        .iter()
        .map(|version| {
            let initiative = &version.initiative;
            QueueLine {
                href: href(version),
                title: initiative.content.title.clone(),
                school: wording::school(initiative),
                place: format!("{}, {}", initiative.town, initiative.region.label()),
                waits: wording::dates::since(&initiative.changed, state.clock.now()),
                sent: initiative.changed.to_string(),
                change: atlas.get(initiative.id).is_some(),
                own: version.sender_id == Some(user.person.id),
                held: held.get(&(initiative.id, version.number)).map(|c| c.name.clone()).unwrap_or_default(),
            }
        })
        .collect();
    let done = decided(state, user, done).await?;
    Ok(Queue { waiting, regions, chosen: chosen.map_or(EVERYWHERE, Region::label).to_owned(), done })
}

/// One link for each region that the editor checks, with how much waits there.
fn regions(user: &Editor, queue: &[Version]) -> Vec<Link> {
    let own: Vec<Region> = Region::ALL.iter().copied().filter(|region| user.edits(*region)).collect();
    let mut links = Vec::new();
    if own.len() > 1 {
        links.push(Link {
            text: format!("{EVERYWHERE} ({})", queue.len()),
            href: paths::DESK.to_owned(),
            count: String::new(),
        });
    }
    links.extend(own.into_iter().map(|region| {
        let count = queue.iter().filter(|version| version.initiative.region == region).count();
        Link {
            text: format!("{} ({count})", region.label()),
            href: format!("{}?regio={}", paths::DESK, region.slug()),
            count: String::new(),
        }
    }));
    links
}

/// The page of what has waited longest for this editor and can be decided on now; `but` is what was just decided.
pub(super) async fn next(state: &AppState, user: &Editor, but: InitiativeId) -> Result<Option<String>, StoreError> {
    let held = state.store.holds(state.clock.moment()).await?;
    for version in state.store.queue(None).await? {
        let id = version.initiative.id;
        let another = held.iter().any(|(which, hold)| *which == (id, version.number) && hold.person != user.person.id);
        let own = version.sender_id == Some(user.person.id);
        if id == but || own || another || !user.edits(version.initiative.region) {
            continue;
        }
        if !state.store.involved(user.person.id, id).await? {
            return Ok(Some(href(&version)));
        }
    }
    Ok(None)
}

/// What this editor decided about `12-3`, and whether it can still be taken back.
pub(super) async fn decided(state: &AppState, user: &Editor, about: &str) -> Result<Option<DecisionNotice>, Problem> {
    let numbers =
        about.split_once('-').and_then(|(i, v)| Some((i.parse::<InitiativeId>().ok()?, v.parse::<i64>().ok()?)));
    let Some((initiative, number)) = numbers else { return Ok(None) };
    let version = state.store.version(initiative, number).await?;
    let Some(version) = version.filter(|version| version.editor_id == Some(user.person.id)) else { return Ok(None) };
    let title = &version.initiative.content.title;
    let text = match version.state {
        VersionState::Published => format!("‘{title}’ staat op de kaart."),
        VersionState::Asked => format!("Je vraag over ‘{title}’ gaat naar de inzender."),
        VersionState::Declined => format!("‘{title}’ wordt niet geplaatst."),
        _ => return Ok(None),
    };
    let open = version.decided > Some(state.clock.moment_in(-SECOND_THOUGHTS));
    let decided = version.decided.and_then(|decided| decided.parse::<jiff::Timestamp>().ok());
    let until = decided.and_then(|then| then.checked_add(SECOND_THOUGHTS).ok());
    let until = until.and_then(|until| wording::dates::time(&until.to_string())).unwrap_or_default();
    let undo = if open { format!("{}/ongedaan", href(&version)) } else { String::new() };
    let public = if version.state == VersionState::Published { path_of(&version.initiative) } else { String::new() };
    Ok(Some(DecisionNotice { text, public, undo, until: format!("{until} uur") }))
}

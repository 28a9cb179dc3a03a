//! The queue: what waits, the oldest first.

use std::collections::HashMap;

use app::{
    review::{DecisionNotice, QueueLine, QueuePage},
    ui::Link,
};
use axum::{
    extract::{RawQuery, State},
    http::StatusCode,
    response::Response,
};
use domain::{Region, VersionState};
use store::Version;

use crate::{
    accounts::Editor,
    freshness::faded,
    ownership::claims,
    review::{SECOND_THOUGHTS, href},
    state::AppState,
    web::{Page, params, problem::Problem},
};

const EVERYWHERE: &str = "Alle regio’s";

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
    let mut queue = state.store.queue(None).await?;
    queue.retain(|version| user.edits(version.initiative.region));
    let regions = regions(&user, &queue);
    queue.retain(|version| chosen.is_none_or(|region| version.initiative.region == region));
    let holds = state.store.holds(&state.clock.text()).await?;
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
                sent: initiative.changed.clone(),
                change: atlas.get(initiative.id).is_some(),
                own: version.sender_id == Some(user.person.id),
                held: held.get(&(initiative.id, version.number)).map(|c| c.name.clone()).unwrap_or_default(),
            }
        })
        .collect();
    let claims = claims::waiting(&state, &user).await?.len();
    let done = done(&state, &user, value("gedaan")).await?;
    let chosen = chosen.map_or(EVERYWHERE, Region::label).to_owned();
    let (admin, faded) = (user.admin(), faded::all(&state, &user).await?.len());
    Ok(page.personal(&user, StatusCode::OK, "Redactie", move || {
        leptos::view! { <QueuePage waiting regions chosen done claims faded admin /> }
    }))
}

/// One link for each region that the editor checks, with how much waits there.
fn regions(user: &Editor, queue: &[Version]) -> Vec<Link> {
    let own: Vec<Region> = Region::ALL.iter().copied().filter(|region| user.edits(*region)).collect();
    let mut links = Vec::new();
    if own.len() > 1 {
        links.push(Link {
            text: format!("{EVERYWHERE} ({})", queue.len()),
            href: "/redactie".to_owned(),
            count: String::new(),
        });
    }
    links.extend(own.into_iter().map(|region| {
        let count = queue.iter().filter(|version| version.initiative.region == region).count();
        Link {
            text: format!("{} ({count})", region.label()),
            href: format!("/redactie?regio={}", region.slug()),
            count: String::new(),
        }
    }));
    links
}

/// What this editor decided about `12-3`, and whether it can still be taken back.
async fn done(state: &AppState, user: &Editor, about: &str) -> Result<Option<DecisionNotice>, Problem> {
    let numbers = about.split_once('-').and_then(|(i, v)| Some((i.parse::<i64>().ok()?, v.parse::<i64>().ok()?)));
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
    let decided = version.decided.clone().unwrap_or_default();
    let open = decided > state.clock.text_in(-SECOND_THOUGHTS);
    let until = decided.parse::<jiff::Timestamp>().ok().and_then(|then| then.checked_add(SECOND_THOUGHTS).ok());
    let until = until.and_then(|until| wording::dates::time(&until.to_string())).unwrap_or_default();
    let undo = if open { format!("{}/ongedaan", href(&version)) } else { String::new() };
    Ok(Some(DecisionNotice { text, undo, until: format!("{until} uur") }))
}

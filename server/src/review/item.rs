//! One version with everything an editor wants to know. Opening it holds it, so that two editors don't do it twice.

use app::{
    map::LocatorView,
    review::{Actions, Answered, Changes, DecisionNotice, DeskItem, ItemPage, TypedTexts},
    ui::{Card, Link},
};
use atlas::Atlas;
use axum::{
    Extension,
    extract::{Path, RawQuery, State},
    http::StatusCode,
    response::Response,
};
use domain::{Initiative, VersionState};
use drawing::basemap::basemap;
use serde::{Deserialize, Serialize};
use store::Version;
use tower_sessions::Session;

use crate::{
    accounts::Editor,
    initiatives::{self, history, preview::preview},
    lookup::path_of,
    map,
    review::{self, HOLD, href, queue},
    state::AppState,
    web::{Page, page, params, problem::Problem},
};

/// Where in a session stands what an editor wrote and took back.
pub(super) const TAKEN_BACK: &str = "teruggenomen";

/// What an editor wrote about a version and took back.
#[derive(Default, Serialize, Deserialize)]
pub(super) struct TakenBack {
    /// The address of its page.
    pub(super) about: String,
    /// The question, or why it was not placed.
    pub(super) text: String,
    /// Which of both.
    pub(super) declined: bool,
}

/// How near another one must be to be shown as perhaps the same, in km.
const NEAR_KM: f64 = 0.25;
/// How many of those at most.
const MOST: usize = 6;

/// What the page shows besides the version.
#[derive(Default)]
pub(crate) struct Shown {
    /// Why the last try was refused; empty for nothing.
    pub(crate) error: &'static str,
    /// What was typed before.
    pub(crate) typed: TypedTexts,
    /// What was decided a moment ago about another one.
    pub(crate) done: Option<DecisionNotice>,
}

/// `/redactie/{initiative}/{version}`; `gedaan` tells what was decided a moment ago.
pub(crate) async fn page(
    State(state): State<AppState>,
    page: Page,
    user: Editor,
    Extension(session): Extension<Session>,
    Path(path): Path<(String, String)>,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let version = review::version(&state, &user, &path).await?;
    let pairs = params::decode(query.as_deref().unwrap_or_default())?;
    let done = pairs.iter().find(|(name, _)| name == "gedaan").map_or("", |(_, value)| value);
    let shown = Shown {
        done: queue::decided(&state, &user, done).await?,
        typed: taken_back(&session, &version).await?,
        ..Shown::default()
    };
    show(&state, &page, &user, &version, shown).await
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

/// What a version that waits is compared with.
enum Before<'a> {
    /// What an editor wrote something about, and was answered by this version; or the one before it.
    Version(&'a Version),
    /// What is public.
    Public(Box<Initiative>),
    /// It is new.
    Nothing,
}

impl Before<'_> {
    fn initiative(&self) -> Option<&Initiative> {
        match self {
            Self::Version(version) => Some(&version.initiative),
            Self::Public(initiative) => Some(initiative),
            Self::Nothing => None,
        }
    }

    /// What an editor wrote about it, when that is answered.
    fn answered(&self, waits: bool) -> Option<Answered> {
        let Self::Version(version) = self else { return None };
        (waits && !version.reason.is_empty()).then(|| Answered {
            decided: history::decided(version),
            text: version.reason.clone(),
            declined: version.state == VersionState::Declined,
        })
    }
}

/// `versions`: all, the newest first. A version that waits is compared with the one that an editor asked something about, else
/// with what is public, else with what an editor changed in it. What was decided is compared with the one before it: what is
/// public may be this one.
fn before<'a>(version: &Version, cleared: Option<Initiative>, versions: &'a [Version]) -> Before<'a> {
    let mut earlier = versions.iter().filter(|one| one.number < version.number);
    if !version.state.in_queue() {
        return earlier.next().map_or(Before::Nothing, Before::Version);
    }
    let since = |one: &&Version| one.state != VersionState::Published;
    let asked = earlier.clone().take_while(since).find(|one| !one.reason.is_empty());
    match (asked, cleared) {
        (Some(asked), _) => Before::Version(asked),
        (None, Some(cleared)) => Before::Public(Box::new(cleared)),
        (None, None) if version.amended_by.is_some() => {
            earlier.find(|one| one.amended_by.is_none()).map_or(Before::Nothing, Before::Version)
        }
        (None, None) => Before::Nothing,
    }
}

/// The page; with an error the last try was refused.
pub(crate) async fn show(
    state: &AppState,
    page: &Page,
    user: &Editor,
    version: &Version,
    Shown { error, typed, done }: Shown,
) -> Result<Response, Problem> {
    let id = version.initiative.id;
    let atlas = state.atlas.load_full();
    let vocabulary = atlas.territory().vocabulary();
    let standing = state.store.initiative_with_status(id).await?;
    let versions = state.store.versions(id).await?;
    let cleared = standing.filter(|(status, _)| status.cleared()).map(|(_, cleared)| cleared);
    let waits = version.state.in_queue();
    let public = cleared.clone().filter(|_| waits);
    let before = before(version, cleared, &versions);
    let pictures = state.store.pictures(id, version.number).await?;
    let changes = match before.initiative() {
        None => None,
        Some(initiative) => Some(Changes {
            answered: before.answered(waits),
            fields: history::changes(&version.initiative, initiative, vocabulary),
            pictures: match &before {
                Before::Version(version) => state.store.pictures(id, version.number).await?,
                _ => state.store.public_pictures(id).await?,
            },
        }),
    };
    let waiting = state.store.queue(None).await?;
    let initiative = &version.initiative;
    let changed = if waits { public.is_some() } else { changes.is_some() };
    let item = DeskItem {
        href: href(version),
        title: initiative.content.title.clone(),
        summary: summary(version, changed),
        email: version.sender_email.clone().unwrap_or_default(),
        why: version.why.clone(),
        source: history::compared(initiative, public.as_ref(), vocabulary),
        preview: preview(&atlas, initiative, pictures.clone()),
        changes,
        pictures,
        whereabouts: format!(
            "{}, gemeente {}, {}",
            initiative.town,
            initiative.municipality,
            initiative.region.label()
        ),
        spot: initiatives::page::spot(&atlas, initiative),
        moved_from: before
            .initiative()
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
        typed,
        done,
    };
    let ground = basemap(atlas.territory()).map_err(|_| Problem::internal())?;
    let status = if error.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let title = item.title.clone();
    let script = page.script("desk.js");
    Ok(page.personal_drawn(user, status, &title, &ground.drawn, move || {
        leptos::view! { <ItemPage item script /> }
    }))
}

/// What this editor wrote about a version and took back, so that it can be sent after all.
async fn taken_back(session: &Session, version: &Version) -> Result<TypedTexts, Problem> {
    let kept: Option<TakenBack> = session.get(TAKEN_BACK).await?;
    let kept = kept.filter(|kept| kept.about == href(version)).unwrap_or_default();
    let TakenBack { text, declined, .. } = kept;
    Ok(if declined {
        TypedTexts { reason: text, ..TypedTexts::default() }
    } else {
        TypedTexts { question: text, ..TypedTexts::default() }
    })
}

async fn actions(state: &AppState, user: &Editor, version: &Version) -> Result<Actions, Problem> {
    if !version.state.in_queue() {
        let text = format!("Hier is niets meer te besluiten: {}. {}", version.state.label(), history::decided(version));
        let public = state.atlas.load().get(version.initiative.id).map(path_of).unwrap_or_default();
        return Ok(Actions::None(text, public));
    }
    let involved = state.store.involved(user.person.id, version.initiative.id).await?;
    if involved || version.sender_id == Some(user.person.id) {
        let text = "Dit is van jezelf. Een andere redacteur besluit erover.".to_owned();
        return Ok(Actions::None(text, String::new()));
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

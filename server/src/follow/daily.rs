//! The daily job for followers: a mail when something new fits their search, at most weekly.

use std::{sync::Arc, time::Duration};

use arc_swap::ArcSwap;
use atlas::Atlas;
use domain::{PageState, Query, retention::CONFIRM_DAYS};
use jiff::SignedDuration;
use store::{Follower, Mail, Store, StoreError};
use wording::{school, sentence};

use crate::{accounts::token::Secret, clock::Clock, follow::mails, web::params};

/// Days between two mails, and between following and the first.
const WEEK: i64 = 7;
/// How long somebody has to confirm that they want to follow.
pub(crate) const UNCONFIRMED: SignedDuration = SignedDuration::from_hours(24 * CONFIRM_DAYS);
/// How often to look whether the map is up to date.
const POLL: Duration = Duration::from_millis(500);
/// The most initiatives that one mail lists.
const LISTED: usize = 20;

/// Why the daily job failed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum FollowError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("geen toevalsgetallen: {0}")]
    NoRandom(#[from] getrandom::Error),
}

/// Tells followers what is new. Idempotent: what was told is not new any more.
pub(crate) async fn run(store: &Store, clock: &Clock, atlas: &ArcSwap<Atlas>, site: &str) -> Result<(), FollowError> {
    store.forget_unconfirmed_follows(&clock.text_in(-UNCONFIRMED)).await?;
    let (atlas, newest) = noted(store, atlas).await?;
    let mut followers = store.followers(newest).await?;
    followers.retain(|follower| clock.days_since(&follower.mailed) >= WEEK);
    let Some(after) = followers.iter().map(|follower| follower.told).min() else { return Ok(()) };
    let published = store.published_after(after).await?;
    for follower in followers {
        let new = published.iter().filter(|(_, number)| *number > follower.told).map(|(id, _)| *id);
        let fitting = fitting(&atlas, &follower.query, new);
        let secret = Secret::new()?;
        let letter = (!fitting.is_empty()).then(|| letter(&atlas, site, &follower, &fitting, &secret.token));
        let hash = secret.hash();
        let letter = letter.as_ref().map(|letter| (letter, &*hash));
        store.tell(&follower, newest, letter, &clock.text()).await?;
    }
    Ok(())
}

/// The map that shows everything up to a publication, and the number of that. Waits until the map is up to date: what is
/// noted but not on it would never be told.
async fn noted(store: &Store, atlas: &ArcSwap<Atlas>) -> Result<(Arc<Atlas>, i64), FollowError> {
    loop {
        let now = atlas.load_full();
        if let Some(newest) = store.note_published(now.revision()).await? {
            return Ok((now, newest));
        }
        tokio::time::sleep(POLL).await;
    }
}

/// The search that was kept; `None` when the map no longer knows one of its words: it would find too much.
pub(crate) fn read(query: &str, atlas: &Atlas) -> Option<Query> {
    let pairs = params::decode(query).ok()?;
    let pairs = pairs.iter().map(|(name, value)| (&**name, &**value));
    let (query, errors) = Query::from_pairs(pairs, atlas.territory().vocabulary());
    errors.is_empty().then_some(query)
}

/// Which of these fit the search, by their index on the map.
fn fitting(atlas: &Atlas, query: &str, new: impl Iterator<Item = i64>) -> Vec<u32> {
    let Some(query) = read(query, atlas) else { return Vec::new() };
    let matches = atlas.matches(&query);
    new.filter_map(|id| atlas.index_of(id)).filter(|&index| matches.contains(index)).collect()
}

fn letter(atlas: &Atlas, site: &str, follower: &Follower, fitting: &[u32], token: &str) -> Mail {
    let query = read(&follower.query, atlas).unwrap_or_default();
    let listed: Vec<(String, String)> = fitting
        .iter()
        .take(LISTED)
        .map(|&index| {
            let initiative = atlas.at(index);
            let (title, school, town) = (&initiative.content.title, school(initiative), &initiative.town);
            let place = if school == *town { school } else { format!("{school}, {town}") };
            (format!("{title} ({place})"), atlas.path(index))
        })
        .collect();
    let more = fitting.len() - listed.len();
    let search = PageState { query: query.clone(), ..PageState::default() }.href();
    mails::news(site, &follower.email, &sentence(atlas, &query), &listed, more, &search, token)
}

//! What is done once a day: keeping the open data of the day, forgetting what need not be kept any longer, asking whether things still hold, telling
//! followers what is new.

use std::{sync::Arc, time::Duration};

use arc_swap::ArcSwap;
use atlas::Atlas;
use export::{Archive, ArchiveError};
use jiff::SignedDuration;
use pictures::{PictureError, Pictures};
use store::{Cutoffs, Store, StoreError};

use crate::{clock::Clock, following, freshness};

const DAY: i64 = 24;
/// How long what was sent in waits for the sender to confirm it, in hours.
pub(crate) const UNCONFIRMED: i64 = 14 * DAY;
/// How long it is known that a mail went out, in hours.
const MAILS: i64 = 30 * DAY;
/// How long it is known who did what, in hours.
const AUDIT: i64 = 365 * DAY;

/// How often to look whether a new day has begun.
pub(crate) const POLL: Duration = Duration::from_millis(500);
/// How long to wait when the day's work could not be done.
const PATIENCE: Duration = Duration::from_secs(60);

/// Why the day's work could not be done.
#[derive(Debug, thiserror::Error)]
#[allow(missing_docs, reason = "the messages say it")]
pub(crate) enum Trouble {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Pictures(#[from] PictureError),
    #[error(transparent)]
    Archive(#[from] ArchiveError),
    #[error("geen toevalsgetallen: {0}")]
    NoRandom(#[from] getrandom::Error),
}

/// What the day's work needs.
pub(crate) struct Household {
    pub(crate) store: Store,
    pub(crate) pictures: Arc<Pictures>,
    pub(crate) archive: Arc<Archive>,
    pub(crate) atlas: Arc<ArcSwap<Atlas>>,
    pub(crate) site_url: Arc<str>,
    pub(crate) clock: Clock,
}

/// Does the day's work at the start and whenever a new day begins by the clock, until it is aborted.
pub(crate) async fn run(house: Household) {
    let mut done = None;
    loop {
        let today = house.clock.today();
        if done != Some(today) {
            match day(&house).await {
                Ok(()) => done = Some(today),
                Err(error) => {
                    tracing::error!(?error, "housekeeping");
                    tokio::time::sleep(PATIENCE).await;
                }
            }
        }
        tokio::time::sleep(POLL).await;
    }
}

/// What a day asks. Every step may be done twice.
async fn day(Household { store, pictures, archive, atlas, site_url, clock }: &Household) -> Result<(), Trouble> {
    let past = past(clock);
    let gone = store.forget(&past).await?;
    tracing::debug!(?gone, "forgotten");
    let gone = pictures.tidy(store, &past.unconfirmed).await?;
    tracing::debug!(gone, "pictures taken away");
    freshness::day(store, clock, site_url).await?;
    following::day(store, clock, atlas, site_url).await?;
    Ok(archive.keep(&atlas.load_full(), clock.today()).await?)
}

/// Until when to forget.
fn past(clock: &Clock) -> Cutoffs {
    let ago = |hours: i64| clock.text_in(SignedDuration::from_hours(-hours));
    Cutoffs { now: clock.text(), unconfirmed: ago(UNCONFIRMED), mails: ago(MAILS), audit: ago(AUDIT) }
}

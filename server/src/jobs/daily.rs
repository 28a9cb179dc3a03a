//! The daily jobs: forgetting what need not be kept any longer, asking whether initiatives still hold, telling followers
//! what is new, and keeping the open data of the day.

use std::{sync::Arc, time::Duration};

use domain::{
    gathering::registration::{NAMES_DAYS, WISHES_DAYS},
    retention::{AUDIT_DAYS, CONFIRM_DAYS, FORM_DAYS, MAIL_DAYS},
};
use export::Archive;
use jiff::SignedDuration;
use pictures::Pictures;
use store::{Cutoffs, Store};

use super::error::JobError;
use crate::{clock::Clock, follow, freshness, review, snapshot::Snapshot};

/// How often to look whether a new day has begun.
const POLL: Duration = Duration::from_millis(500);
/// How long to wait after a failure.
const RETRY_AFTER: Duration = Duration::from_secs(60);

/// What the jobs need.
pub(crate) struct JobContext {
    pub(crate) store: Store,
    pub(crate) pictures: Arc<Pictures>,
    pub(crate) archive: Arc<Archive>,
    pub(crate) atlas: Snapshot,
    pub(crate) site_url: Arc<str>,
    pub(crate) clock: Clock,
}

/// Runs the jobs at the start and whenever a new day begins by the clock, until it is aborted.
pub(crate) async fn run(context: JobContext) {
    let mut done = None;
    loop {
        let today = context.clock.today();
        if done != Some(today) {
            match run_all(&context).await {
                Ok(()) => done = Some(today),
                Err(error) => {
                    tracing::error!(?error, "daily jobs");
                    tokio::time::sleep(RETRY_AFTER).await;
                }
            }
        }
        tokio::time::sleep(POLL).await;
    }
}

/// Runs the daily jobs. Every step is idempotent.
async fn run_all(JobContext { store, pictures, archive, atlas, site_url, clock }: &JobContext) -> Result<(), JobError> {
    let cutoffs = cutoffs(clock);
    let gone = store.forget(&cutoffs).await?;
    tracing::debug!(?gone, "forgotten");
    let gone = pictures.tidy(store, cutoffs.unconfirmed).await?;
    tracing::debug!(gone, "pictures deleted");
    review::daily::run(store, clock, site_url).await?;
    freshness::daily::run(store, clock, site_url).await?;
    follow::daily::run(store, clock, atlas, site_url).await?;
    Ok(archive.keep(&atlas.load_full(), clock.today()).await?)
}

/// Until when to forget.
fn cutoffs(clock: &Clock) -> Cutoffs {
    let ago = |days: i64| clock.moment_in(SignedDuration::from_hours(-24 * days));
    Cutoffs {
        now: clock.moment(),
        unconfirmed: ago(CONFIRM_DAYS),
        forms: ago(FORM_DAYS),
        mails: ago(MAIL_DAYS),
        audit: ago(AUDIT_DAYS),
        wishes: ago(WISHES_DAYS),
        names: ago(NAMES_DAYS),
    }
}

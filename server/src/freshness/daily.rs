//! The daily job on what may no longer hold: asking the owners, and letting fade what nobody confirms.

use domain::freshness::{Age, Due, FRESH_DAYS, LINK_DAYS, REMINDERS};
use jiff::SignedDuration;
use store::{Aging, Reminder, Store, StoreError};

use crate::{accounts::token::Secret, clock::Clock, freshness::mails};

/// Why the daily job failed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum FreshnessError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("geen toevalsgetallen: {0}")]
    NoRandom(#[from] getrandom::Error),
}

/// Sends what is due, and lets fade what is due. Idempotent: what was sent is not due any more.
pub(crate) async fn run(store: &Store, clock: &Clock, site: &str) -> Result<(), FreshnessError> {
    // A day too early at most: the calendar decides.
    let before = clock.moment_in(SignedDuration::from_hours(-24 * (FRESH_DAYS - 1)));
    let mut fading = Vec::new();
    for aging in store.aging(before).await? {
        match age(&aging, clock).due() {
            Due::Nothing => {}
            Due::Reminder => _ = store.remind(&aging, &reminders(&aging, clock, site)?, clock.moment()).await?,
            Due::Fading => fading.push(aging),
        }
    }
    let faded = store.fade(&fading, clock.moment()).await?;
    tracing::debug!(faded, "freshness");
    Ok(())
}

fn age(aging: &Aging, clock: &Clock) -> Age {
    Age {
        days: clock.days_since(&aging.confirmed),
        reminders: aging.reminders,
        since_reminder: aging.reminded.map_or(0, |then| clock.days_since(&then)),
        owned: !aging.owners.is_empty(),
    }
}

/// A mail to each owner, with a link of their own.
fn reminders(aging: &Aging, clock: &Clock, site: &str) -> Result<Vec<Reminder>, FreshnessError> {
    let last = aging.reminders + 1 >= REMINDERS;
    let one = |owner: &store::Person| {
        let to = owner.email.as_str();
        let secret = Secret::new()?;
        let letter = mails::still_true(site, to, aging.id, &aging.title, &secret.token, last);
        let expires = clock.moment_in(SignedDuration::from_hours(24 * LINK_DAYS));
        Ok(Reminder { person: owner.id, token: secret.hash(), expires, letter })
    };
    aging.owners.iter().map(one).collect()
}

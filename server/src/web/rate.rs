//! How often one visitor may do what changes something or sends mail.

use std::{
    hash::Hash,
    net::IpAddr,
    num::NonZeroU32,
    sync::atomic::{AtomicU32, Ordering},
    time::Duration,
};

use domain::Email;
use governor::{Quota, RateLimiter, middleware::NoOpMiddleware, state::keyed::DashMapStateStore};

use crate::{
    clock::Clock,
    web::{problem::Problem, visitor::Visitor},
};

const MINUTE: u64 = 60;
const HOUR: u64 = 60 * MINUTE;

/// After how many questions to forget who has been quiet long enough: what is kept is bounded by what can be asked in
/// the longest period.
const TIDY: u32 = 256;

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Asking for a link by e-mail: per address 5 in 15 minutes; per visitor 30, since a school shares one.
    SignIn,
    /// Typing a code: per address 10 in 15 minutes, per visitor 60.
    Code,
    /// Submission in: 10 per hour.
    SendIn,
    /// Writing to somebody: 10 per day.
    Contact,
    /// Adding a picture: 200 per hour, since a school shares one address.
    Picture,
    /// Keeping a draft: per address 300 in 15 minutes, per visitor 900.
    Draft,
    /// Beginning a draft without signing in: per visitor 100 a day, since a school shares one address.
    NewDraft,
}

impl Kind {
    /// In the order of the counters.
    const ALL: [Self; 7] =
        [Self::SignIn, Self::Code, Self::SendIn, Self::Contact, Self::Picture, Self::Draft, Self::NewDraft];

    /// In what time (seconds) how many: per visitor, and per address.
    fn bounds(self) -> (u64, u32, u32) {
        match self {
            Self::SignIn => (15 * MINUTE, 30, 5),
            Self::Code => (15 * MINUTE, 60, 10),
            Self::SendIn => (HOUR, 10, 10),
            Self::Contact => (24 * HOUR, 10, 10),
            Self::Picture => (HOUR, 200, 200),
            Self::Draft => (15 * MINUTE, 900, 300),
            Self::NewDraft => (24 * HOUR, 100, 100),
        }
    }

    fn says(self) -> &'static str {
        match self {
            Self::SignIn => "Je hebt net al een paar keer om een link gevraagd. Kijk ook bij de ongewenste mail.",
            Self::Code => "Er zijn te veel codes geprobeerd.",
            Self::SendIn => "Je hebt in korte tijd veel ingestuurd. Wat je al instuurde, is bewaard.",
            Self::Contact => "Je hebt vandaag al veel berichten gestuurd.",
            Self::Picture => "Er zijn in korte tijd veel foto’s toegevoegd.",
            Self::Draft => "Je concept is net al heel vaak bewaard.",
            Self::NewDraft => "Er zijn vandaag hiervandaan al heel veel concepten begonnen.",
        }
    }
}

/// The counters of one kind.
struct Counters {
    visitors: Counter<IpAddr>,
    addresses: Counter<String>,
}

/// The bursts of a period at once; then one at a time, evenly over the period.
type Counter<K> = RateLimiter<K, DashMapStateStore<K>, Clock, NoOpMiddleware<Duration>>;

/// All counters.
pub struct Rates {
    kinds: [Counters; Kind::ALL.len()],
    clock: Clock,
    asked: AtomicU32,
}

impl governor::clock::Clock for Clock {
    /// Since 1970.
    type Instant = Duration;

    fn now(&self) -> Duration {
        Duration::from_secs(u64::try_from(Clock::now(self).as_second()).unwrap_or(0))
    }
}

impl Rates {
    /// Counters that go by this clock.
    #[must_use]
    pub fn new(clock: &Clock) -> Self {
        let kinds = Kind::ALL.map(|kind| {
            let (seconds, visitors, addresses) = kind.bounds();
            Counters { visitors: counter(visitors, seconds, clock), addresses: counter(addresses, seconds, clock) }
        });
        Self { kinds, clock: clock.clone(), asked: AtomicU32::new(0) }
    }

    /// Counts one more of this kind, for a visitor and, when there is one, for an e-mail address.
    ///
    /// # Errors
    /// 429 with the seconds to wait when it was too often.
    pub fn check(&self, kind: Kind, Visitor(ip): Visitor, address: Option<&Email>) -> Result<(), Problem> {
        let counters = &self.kinds[kind as usize];
        if self.asked.fetch_add(1, Ordering::Relaxed) % TIDY == TIDY - 1 {
            for Counters { visitors, addresses } in &self.kinds {
                visitors.retain_recent();
                addresses.retain_recent();
            }
        }
        self.one(kind, &counters.visitors, &ip)?;
        address.map_or(Ok(()), |email| self.one(kind, &counters.addresses, &email.as_str().to_owned()))
    }

    fn one<K: Clone + Eq + Hash>(&self, kind: Kind, counter: &Counter<K>, key: &K) -> Result<(), Problem> {
        counter.check_key(key).map_err(|until| {
            let wait = until.wait_time_from(governor::clock::Clock::now(&self.clock));
            let seconds = u32::try_from(wait.as_secs().max(1)).unwrap_or(u32::MAX);
            Problem::too_often(
                format!("{} Probeer het over {} weer.", kind.says(), wording::dates::duration(seconds)),
                seconds,
            )
        })
    }
}

fn counter<K: Clone + Eq + Hash>(most: u32, seconds: u64, clock: &Clock) -> Counter<K> {
    let each = Duration::from_secs(seconds) / most.max(1);
    let quota = Quota::with_period(each).unwrap_or(Quota::per_hour(NonZeroU32::MIN));
    RateLimiter::dashmap_with_clock(quota.allow_burst(NonZeroU32::new(most).unwrap_or(NonZeroU32::MIN)), clock.clone())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::sync::{Arc, atomic::AtomicI64};

    use super::*;

    fn visitor(ip: &str) -> Visitor {
        Visitor::at(ip.parse().unwrap())
    }

    #[test]
    fn rate_limit_tells_when_to_come_back() {
        let seconds = Arc::new(AtomicI64::new(1_800_000_000));
        let clock = Clock::Set(Arc::clone(&seconds));
        let rates = Rates::new(&clock);
        for (kind, most, wait) in [(Kind::SendIn, 10, 360), (Kind::Contact, 10, 8640)] {
            let user = visitor("192.0.2.7");
            (0..most).for_each(|_| rates.check(kind, user, None).unwrap());
            let refused = rates.check(kind, user, None).unwrap_err();
            assert_eq!((refused.status.as_u16(), refused.retry_after), (429, Some(wait)), "{kind:?}");
            assert!(refused.detail.contains("Probeer het over"), "{}", refused.detail);
            assert!(rates.check(kind, visitor("192.0.2.8"), None).is_ok(), "somebody else may");
            seconds.fetch_add(i64::from(wait), Ordering::SeqCst);
            assert!(rates.check(kind, user, None).is_ok(), "{kind:?}");
        }
    }

    #[test]
    fn rate_limit_counts_an_email_address_from_anywhere() {
        let rates = Rates::new(&Clock::Set(Arc::new(AtomicI64::new(1_800_000_000))));
        let email = Email::parse("a@b.nl").unwrap();
        for last in 1..=5 {
            rates.check(Kind::SignIn, visitor(&format!("192.0.2.{last}")), Some(&email)).unwrap();
        }
        let refused = rates.check(Kind::SignIn, visitor("192.0.2.9"), Some(&email)).unwrap_err();
        assert_eq!(refused.retry_after, Some(180));
    }

    #[test]
    fn rate_limit_forgets_quiet_visitors() {
        let seconds = Arc::new(AtomicI64::new(1_800_000_000));
        let rates = Rates::new(&Clock::Set(Arc::clone(&seconds)));
        for n in 0..2000_u32 {
            rates.check(Kind::SendIn, Visitor(IpAddr::from(n.to_be_bytes())), None).unwrap();
            seconds.fetch_add(60, Ordering::SeqCst);
        }
        let kept = rates.kinds[Kind::SendIn as usize].visitors.len();
        assert!(kept <= 300, "{kept}");
    }
}

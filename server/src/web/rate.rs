//! How often one visitor may do what changes something or sends mail.
//!
//! Who is signed in is counted by person, everybody else by connection. An address that somebody only typed may be anybody's:
//! what it is asked for too often is passed over without a word, so that strangers neither shut out its owner nor learn
//! anything. All mails to such addresses have one ceiling together, whoever asks.

use std::{
    hash::Hash,
    net::IpAddr,
    num::NonZeroU32,
    sync::atomic::{AtomicU32, AtomicU64, Ordering},
    time::Duration,
};

use domain::{Email, PersonId};
use governor::{
    NotUntil, Quota, RateLimiter,
    middleware::NoOpMiddleware,
    state::{InMemoryState, NotKeyed, keyed::DashMapStateStore},
};

use crate::{
    clock::Clock,
    web::{
        problem::Problem,
        visitor::{NETWORKS, Visitor},
    },
};

const MINUTE: u64 = 60;
const HOUR: u64 = 60 * MINUTE;

/// After how many questions to forget who has been quiet long enough: what is kept is bounded by what can be asked in
/// the longest period.
const TIDY: u32 = 256;

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Asking for a link to sign in: per address 5 in 15 minutes; per visitor 30, since a school shares one.
    SignIn,
    /// Asking to follow a search: the same.
    Follow,
    /// Typing a code: per visitor 60 in 15 minutes. Each request for a link bears its own wrong codes.
    Code,
    /// Submission in: 10 per hour.
    SendIn,
    /// Registering for a gathering: per address 10 per hour; per visitor 500, since a school shares one and everybody comes
    /// when registration opens.
    Register,
    /// Writing to somebody: 10 per day.
    Contact,
    /// Adding a picture: 200 per hour, since a school shares one address.
    Picture,
    /// Keeping a draft: per person 300 in 15 minutes, per visitor 900.
    Draft,
    /// Beginning a draft without signing in: per visitor 100 a day, since a school shares one address.
    NewDraft,
}

impl Kind {
    /// In the order of the counters.
    const ALL: [Self; 9] = [
        Self::SignIn,
        Self::Follow,
        Self::Code,
        Self::SendIn,
        Self::Register,
        Self::Contact,
        Self::Picture,
        Self::Draft,
        Self::NewDraft,
    ];

    /// In what time (seconds) how many: per visitor, and per address or person.
    fn bounds(self) -> (u64, u32, u32) {
        match self {
            Self::SignIn | Self::Follow => (15 * MINUTE, 30, 5),
            Self::Code => (15 * MINUTE, 60, 60),
            Self::SendIn => (HOUR, 10, 10),
            Self::Register => (HOUR, 500, 10),
            Self::Contact => (24 * HOUR, 10, 10),
            Self::Picture => (HOUR, 200, 200),
            Self::Draft => (15 * MINUTE, 900, 300),
            Self::NewDraft => (24 * HOUR, 100, 100),
        }
    }

    fn says(self) -> &'static str {
        match self {
            Self::SignIn | Self::Follow => {
                "Je hebt net al een paar keer om een link gevraagd. Kijk ook bij de ongewenste mail."
            }
            Self::Code => "Er zijn te veel codes geprobeerd.",
            Self::SendIn => "Je hebt in korte tijd veel ingestuurd. Wat je al instuurde, is bewaard.",
            Self::Register => "Er zijn in korte tijd veel aanmeldingen gedaan.",
            Self::Contact => "Je hebt vandaag al veel berichten gestuurd.",
            Self::Picture => "Er zijn in korte tijd veel foto’s toegevoegd.",
            Self::Draft => "Je concept is net al heel vaak bewaard.",
            Self::NewDraft => "Er zijn vandaag hiervandaan al heel veel concepten begonnen.",
        }
    }
}

/// The counters of one kind.
struct Counters {
    /// By [`Visitor::networks`].
    networks: [Counter<IpAddr>; NETWORKS.len()],
    /// By [`Email::mailbox`] of an address that was typed.
    mailboxes: Counter<String>,
    people: Counter<i64>,
}

/// The bursts of a period at once; then one at a time, evenly over the period.
type Counter<K> = RateLimiter<K, DashMapStateStore<K>, Clock, NoOpMiddleware<Duration>>;

/// All counters.
pub struct Rates {
    kinds: [Counters; Kind::ALL.len()],
    /// Mails to addresses that were only typed, of every kind and from everywhere.
    strangers: RateLimiter<NotKeyed, InMemoryState, Clock, NoOpMiddleware<Duration>>,
    /// The hour since 1970 in which the log was told last that there are too many of those.
    told: AtomicU64,
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
    /// Counters that go by this clock. `mails_to_strangers` is how many mails go to addresses that were only typed in an
    /// hour.
    #[must_use]
    pub fn new(clock: &Clock, mails_to_strangers: u32) -> Self {
        let kinds = Kind::ALL.map(|kind| {
            let (seconds, visitors, others) = kind.bounds();
            Counters {
                networks: NETWORKS.map(|(_, times)| counter(visitors * times, seconds, clock)),
                mailboxes: counter(others, seconds, clock),
                people: counter(others, seconds, clock),
            }
        });
        let strangers = RateLimiter::direct_with_clock(quota(mails_to_strangers, HOUR), clock.clone());
        Self { kinds, strangers, told: AtomicU64::new(0), clock: clock.clone(), asked: AtomicU32::new(0) }
    }

    /// Counts one more of this kind for a visitor.
    ///
    /// # Errors
    /// 429 with the seconds to wait when it was too often.
    pub fn visitor(&self, kind: Kind, visitor: Visitor) -> Result<(), Problem> {
        let counters = self.counters(kind);
        for (counter, network) in counters.networks.iter().zip(visitor.networks()) {
            counter.check_key(&network).map_err(|until| self.too_often(kind, &until))?;
        }
        Ok(())
    }

    /// Counts one more of this kind for somebody who is signed in, wherever they are.
    ///
    /// # Errors
    /// 429 with the seconds to wait when it was too often.
    pub fn person(&self, kind: Kind, person: PersonId) -> Result<(), Problem> {
        self.counters(kind).people.check_key(&person.0).map_err(|until| self.too_often(kind, &until))
    }

    /// Counts one more of this kind for a visitor who typed an address. False when that address was typed too often: then
    /// no mail goes there, and the answer is the same.
    ///
    /// # Errors
    /// 429 when the visitor did it too often; 503 when there is too much mail to strangers; both with the seconds to wait.
    pub fn typed(&self, kind: Kind, visitor: Visitor, address: &Email) -> Result<bool, Problem> {
        self.visitor(kind, visitor)?;
        if self.counters(kind).mailboxes.check_key(&address.mailbox()).is_err() {
            return Ok(false);
        }
        self.strangers.check().map(|()| true).map_err(|until| {
            let hour = governor::clock::Clock::now(&self.clock).as_secs() / HOUR;
            if self.told.swap(hour, Ordering::Relaxed) != hour {
                tracing::warn!("too many mails to strangers: no more for now");
            }
            let seconds = self.wait(&until);
            let text = format!(
                "Er wordt nu heel vaak om mail gevraagd. Daarom sturen we even niets naar nieuwe adressen. Probeer het over {} weer.",
                wording::dates::duration(seconds)
            );
            Problem { retry_after: Some(seconds), ..Problem::busy(text) }
        })
    }

    /// The counters of a kind; now and then those who have been quiet are forgotten first.
    fn counters(&self, kind: Kind) -> &Counters {
        if self.asked.fetch_add(1, Ordering::Relaxed) % TIDY == TIDY - 1 {
            for Counters { networks, mailboxes, people } in &self.kinds {
                networks.iter().for_each(RateLimiter::retain_recent);
                mailboxes.retain_recent();
                people.retain_recent();
            }
        }
        &self.kinds[kind as usize]
    }

    fn too_often(&self, kind: Kind, until: &NotUntil<Duration>) -> Problem {
        let seconds = self.wait(until);
        let text = format!("{} Probeer het over {} weer.", kind.says(), wording::dates::duration(seconds));
        Problem::too_often(text, seconds)
    }

    /// Seconds until it is allowed again.
    fn wait(&self, until: &NotUntil<Duration>) -> u32 {
        let wait = until.wait_time_from(governor::clock::Clock::now(&self.clock));
        u32::try_from(wait.as_secs().max(1)).unwrap_or(u32::MAX)
    }
}

fn counter<K: Clone + Eq + Hash>(most: u32, seconds: u64, clock: &Clock) -> Counter<K> {
    RateLimiter::dashmap_with_clock(quota(most, seconds), clock.clone())
}

fn quota(most: u32, seconds: u64) -> Quota {
    let each = Duration::from_secs(seconds) / most.max(1);
    let quota = Quota::with_period(each).unwrap_or(Quota::per_hour(NonZeroU32::MIN));
    quota.allow_burst(NonZeroU32::new(most).unwrap_or(NonZeroU32::MIN))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::sync::{Arc, atomic::AtomicI64};

    use super::*;

    fn visitor(ip: &str) -> Visitor {
        Visitor::at(ip.parse().unwrap())
    }

    /// Counters with a clock to set, and room for so many mails to strangers.
    fn rates(mails: u32) -> (Rates, Arc<AtomicI64>) {
        let seconds = Arc::new(AtomicI64::new(1_800_000_000));
        (Rates::new(&Clock::Set(Arc::clone(&seconds)), mails), seconds)
    }

    fn email(text: &str) -> Email {
        Email::parse(text).unwrap()
    }

    #[test]
    fn rate_limit_tells_when_to_come_back() {
        let (rates, seconds) = rates(100);
        for (kind, most, wait) in [(Kind::SendIn, 10, 360), (Kind::Contact, 10, 8640)] {
            let user = visitor("192.0.2.7");
            (0..most).for_each(|_| rates.visitor(kind, user).unwrap());
            let refused = rates.visitor(kind, user).unwrap_err();
            assert_eq!((refused.status.as_u16(), refused.retry_after), (429, Some(wait)), "{kind:?}");
            assert!(refused.detail.contains("Probeer het over"), "{}", refused.detail);
            assert!(rates.visitor(kind, visitor("192.0.2.8")).is_ok(), "somebody else may");
            seconds.fetch_add(i64::from(wait), Ordering::SeqCst);
            assert!(rates.visitor(kind, user).is_ok(), "{kind:?}");
        }
    }

    #[test]
    fn rate_limit_counts_wider_networks_too() {
        for (prefix, most) in [("2001:db8:1:1:", 30), ("2001:db8:2:1", 60), ("2001:db8:3:", 120)] {
            let (rates, _) = rates(1000);
            let allowed = (0..200_u32).filter(|n| {
                let address = match most {
                    30 => format!("{prefix}:{n:x}"),
                    60 => format!("{prefix}{n:02x}::1"),
                    _ => format!("{prefix}{:x}::1", n * 0x101),
                };
                rates.visitor(Kind::SignIn, visitor(&address)).is_ok()
            });
            assert_eq!(allowed.count(), most, "{prefix}");
        }
    }

    #[test]
    fn typed_address_is_passed_over_quietly_from_anywhere_and_however_it_is_written() {
        let (rates, _) = rates(100);
        for last in 1..=5 {
            let typed = email(&format!("a+{last}@b.nl"));
            assert!(rates.typed(Kind::SignIn, visitor(&format!("192.0.2.{last}")), &typed).unwrap());
        }
        assert!(!rates.typed(Kind::SignIn, visitor("192.0.2.9"), &email("a@b.nl")).unwrap());
        assert!(rates.typed(Kind::SignIn, visitor("192.0.2.9"), &email("ander@b.nl")).unwrap());
        assert!(rates.typed(Kind::Follow, visitor("192.0.2.9"), &email("a@b.nl")).unwrap(), "another kind");
    }

    #[test]
    fn person_is_counted_apart_from_who_types_their_address() {
        let (rates, _) = rates(100);
        for kind in Kind::ALL {
            while rates.typed(kind, visitor("192.0.2.1"), &email("a@b.nl")).is_ok_and(|mailed| mailed) {}
            assert!(rates.person(kind, PersonId(1)).is_ok(), "{kind:?}");
        }
        (1..10).for_each(|_| rates.person(Kind::Contact, PersonId(1)).unwrap());
        assert_eq!(rates.person(Kind::Contact, PersonId(1)).unwrap_err().status.as_u16(), 429);
        assert!(rates.person(Kind::Contact, PersonId(2)).is_ok());
    }

    #[test]
    fn mail_to_strangers_has_one_ceiling() {
        let (rates, seconds) = rates(6);
        let ask = |n: u32| {
            let kind = [Kind::SignIn, Kind::Follow, Kind::SendIn, Kind::Contact][n as usize % 4];
            rates.typed(kind, Visitor(IpAddr::from(n.to_be_bytes())), &email(&format!("a{n}@b.nl")))
        };
        (0..6).for_each(|n| assert!(ask(n).unwrap()));
        let refused = ask(7).unwrap_err();
        assert_eq!((refused.status.as_u16(), refused.retry_after), (503, Some(600)));
        seconds.fetch_add(600, Ordering::SeqCst);
        assert!(ask(8).unwrap());
    }

    #[test]
    fn rate_limit_forgets_quiet_visitors() {
        let (rates, seconds) = rates(100);
        for n in 0..2000_u32 {
            rates.visitor(Kind::SendIn, Visitor(IpAddr::from(n.to_be_bytes()))).unwrap();
            seconds.fetch_add(60, Ordering::SeqCst);
        }
        let kept = rates.kinds[Kind::SendIn as usize].networks[0].len();
        assert!(kept <= 300, "{kept}");
    }
}

//! What time it is. A test sets it; everything that expires asks here.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use domain::Moment;
use domain::local_time::limburg;
use jiff::{SignedDuration, Timestamp, ToSpan as _, Unit, civil::Date};

/// The clock of a server.
#[derive(Debug, Clone, Default)]
pub enum Clock {
    /// The machine's own.
    #[default]
    System,
    /// The machine's own, and so much later: to see what a year brings.
    Ahead(SignedDuration),
    /// Stands still until it is set: seconds since 1970.
    Set(Arc<AtomicI64>),
}

impl Clock {
    /// This moment, in whole seconds.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        match self {
            Self::System => system(),
            Self::Ahead(later) => system().saturating_add(*later).unwrap_or(Timestamp::MAX),
            Self::Set(seconds) => {
                Timestamp::from_second(seconds.load(Ordering::SeqCst)).unwrap_or(Timestamp::UNIX_EPOCH)
            }
        }
    }

    /// This moment, as the store keeps it.
    #[must_use]
    pub fn moment(&self) -> Moment {
        moment(self.now())
    }

    /// A moment this long from now, or ago when negative, as the store keeps it.
    #[must_use]
    pub fn moment_in(&self, from_now: SignedDuration) -> Moment {
        moment(self.now().saturating_add(from_now).unwrap_or_else(|_| self.now()))
    }

    /// The moment this long after another, when there is one.
    #[must_use]
    pub fn after(from: Moment, later: SignedDuration) -> Option<Moment> {
        Some(moment(from.parse::<Timestamp>().ok()?.saturating_add(later).ok()?))
    }

    /// The day it is in Limburg.
    #[must_use]
    pub fn today(&self) -> Date {
        self.now().to_zoned_datetime(limburg()).date()
    }

    /// How many days ago an instant was, by the calendar in Limburg; 0 for text that is no instant.
    #[must_use]
    pub fn days_since(&self, instant: &str) -> i64 {
        let then = instant.parse::<Timestamp>().map(|then| then.to_zoned_datetime(limburg()).date());
        then.map_or(0, |then| i64::from((self.today() - then).get_days()))
    }

    /// The next 31 July after today: when a school year's editors stop.
    #[must_use]
    pub fn end_of_school_year(&self) -> Date {
        let today = self.today();
        let this_year = Date::new(today.year(), 7, 31).unwrap_or(today);
        if this_year > today { this_year } else { this_year.checked_add(1.year()).unwrap_or(this_year) }
    }
}

/// An instant as the store keeps it.
fn moment(instant: Timestamp) -> Moment {
    Moment::parse(&instant.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()).unwrap_or(Moment::MIN)
}

/// The month an instant (RFC 3339) falls in by the calendar in Limburg, counted from January of the year 0; `None` for
/// text that is no instant.
pub(crate) fn month(instant: &str) -> Option<i32> {
    let date = instant.parse::<Timestamp>().ok()?.to_zoned_datetime(limburg()).date();
    Some(month_of(date))
}

/// [`month`] of a day.
pub(crate) fn month_of(date: Date) -> i32 {
    i32::from(date.year()) * 12 + i32::from(date.month()) - 1
}

/// The machine's clock, in whole seconds.
#[expect(clippy::disallowed_methods, reason = "the one place that asks the machine")]
fn system() -> Timestamp {
    let now = Timestamp::now();
    now.round(Unit::Second).unwrap_or(now)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(instant: &str) -> Clock {
        Clock::Set(Arc::new(AtomicI64::new(instant.parse::<Timestamp>().map_or(0, Timestamp::as_second))))
    }

    #[test]
    fn day_begins_at_midnight_in_limburg() {
        assert_eq!(at("2026-11-21T22:59:59Z").today().to_string(), "2026-11-21");
        assert_eq!(at("2026-11-21T23:00:00Z").today().to_string(), "2026-11-22");
    }

    #[test]
    fn days_are_counted_by_the_calendar() {
        let clock = at("2027-11-20T23:00:00Z");
        assert_eq!(clock.days_since("2026-11-21T12:00:00Z"), 365);
        assert_eq!(clock.days_since("2027-11-20T22:59:00Z"), 1);
        assert_eq!(clock.days_since("rommel"), 0);
    }

    #[test]
    fn school_year_ends_on_31_july() {
        assert_eq!(at("2026-11-21T12:00:00Z").end_of_school_year().to_string(), "2027-07-31");
        assert_eq!(at("2026-07-30T12:00:00Z").end_of_school_year().to_string(), "2026-07-31");
        assert_eq!(at("2026-07-31T12:00:00Z").end_of_school_year().to_string(), "2027-07-31");
    }

    #[test]
    fn clock_text_sorts_by_time() {
        assert_eq!(&*at("2026-11-21T12:00:00Z").moment(), "2026-11-21T12:00:00Z");
        assert_eq!(&*at("2026-11-21T12:00:00Z").moment_in(SignedDuration::from_mins(15)), "2026-11-21T12:15:00Z");
    }
}

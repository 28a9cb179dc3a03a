//! Deadlines: until when something may be sent in.

use jiff::civil::{Date, Time};

use crate::{
    Moment,
    local_time::{self, LocalTimeError, Occurrence},
};

/// Minutes that something is still accepted after a deadline: the same for everybody, and said where the rules stand.
pub const GRACE_MINUTES: i64 = 15;

/// The first moment that is too late.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Deadline(pub Moment);

impl Deadline {
    /// The end of a minute that the clocks in Limburg show: who sends something in that minute is in time.
    ///
    /// # Errors
    /// When that minute is no one moment.
    pub fn through(date: Date, time: Time, which: Option<Occurrence>) -> Result<Self, LocalTimeError> {
        Ok(Self(local_time::moment_at(date, time, which)?.plus_seconds(60)))
    }

    /// The beginning of the last minute that is in time: what people read.
    #[must_use]
    pub fn last_minute(self) -> Moment {
        self.0.plus_seconds(-60)
    }

    /// Whether it is too late, as everybody is told.
    #[must_use]
    pub fn passed(self, now: Moment) -> bool {
        now >= self.0
    }

    /// Whether it is too late, also with the grace of [`GRACE_MINUTES`].
    #[must_use]
    pub fn closed(self, now: Moment) -> bool {
        now >= self.with_grace()
    }

    /// The first moment that is too late with the grace.
    #[must_use]
    pub fn with_grace(self) -> Moment {
        self.0.plus_seconds(GRACE_MINUTES * 60)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use jiff::civil::{date, time};

    use super::*;

    #[test]
    fn last_minute_of_a_day_counts_whole() {
        let deadline = Deadline::through(date(2024, 10, 1), time(23, 59, 0, 0), None).unwrap();
        assert_eq!(&*deadline.0, "2024-10-01T22:00:00Z");
        let at = |text| Moment::parse(text).unwrap();
        assert!(!deadline.passed(at("2024-10-01T21:59:59Z")) && deadline.passed(at("2024-10-01T22:00:00Z")));
        assert!(!deadline.closed(at("2024-10-01T22:14:59Z")) && deadline.closed(at("2024-10-01T22:15:00Z")));
        assert_eq!(&*deadline.last_minute(), "2024-10-01T21:59:00Z");
    }
}

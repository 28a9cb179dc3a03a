//! Moments around a gathering that the clocks in Limburg show.

use jiff::{ToSpan as _, civil::Time};

use crate::{
    Gathering, Moment,
    local_time::{moment_at, shown_at},
};

/// Days before the beginning on which everybody who comes is asked whether they still do.
const REMINDER_DAYS: i64 = 2;
/// The hour of that.
const REMINDER_HOUR: i8 = 16;
/// The hour of mails that come afterwards.
const AFTER_HOUR: i8 = 9;
/// Days after the evaluation was asked for in which one can answer.
pub const EVALUATION_DAYS: i64 = 14;
/// Days after the end on which whoever announced it is asked for a report that is not there.
pub const NUDGE_DAYS: [i64; 2] = [3, 7];
/// Days after the end from which nobody is asked for a report any more.
const NUDGES_END: i64 = 14;

impl Gathering {
    /// When everybody who comes is asked whether they still do.
    #[must_use]
    pub fn reminds(&self) -> Moment {
        at_hour(self.content.begins, -REMINDER_DAYS, REMINDER_HOUR)
    }

    /// When whoever was there is asked what they think of it: the next morning.
    #[must_use]
    pub fn evaluates(&self) -> Moment {
        at_hour(self.content.ends, 1, AFTER_HOUR)
    }

    /// From when that can't be said any more.
    #[must_use]
    pub fn evaluation_closes(&self) -> Moment {
        at_hour(self.content.ends, 1 + EVALUATION_DAYS, AFTER_HOUR)
    }

    /// After how many days a report is asked for at `now`, when there is none: one of [`NUDGE_DAYS`].
    #[must_use]
    pub fn report_nudge(&self, now: Moment) -> Option<i64> {
        let after = |days| at_hour(self.content.ends, days, AFTER_HOUR);
        NUDGE_DAYS.into_iter().rev().find(|days| now >= after(*days)).filter(|_| now < after(NUDGES_END))
    }
}

/// The whole hour that the clocks show so many days after the day of a moment.
pub(super) fn at_hour(moment: Moment, days: i64, hour: i8) -> Moment {
    let day = shown_at(moment).date().saturating_add(days.days());
    let time = Time::midnight().saturating_add(i64::from(hour).hours());
    // The clocks change at night, not at these hours.
    moment_at(day, time, None).unwrap_or_else(|_| moment.plus_seconds(days * 86_400))
}

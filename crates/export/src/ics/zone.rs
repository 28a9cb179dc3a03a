//! The clock of Limburg: `VTIMEZONE` (RFC 5545, 3.6.5) and local times.

use domain::Moment;
use jiff::{Timestamp, civil::DateTime, tz::TimeZone};
use wording::dates::limburg;

use super::line::Lines;

/// The name of the zone.
const TZID: &str = "Europe/Amsterdam";

/// What [`VTIMEZONE`] says, as POSIX writes it: summer time from the last Sunday of March to that of October, from
/// and to 01:00 UTC.
const RULE: &str = "CET-1CEST,M3.5.0,M10.5.0/3";

/// The first year of the rule in [`VTIMEZONE`].
const FIRST_YEAR: i16 = 1970;

/// The zone, described for programs that don't know its name.
pub(super) const VTIMEZONE: [&str; 17] = [
    "BEGIN:VTIMEZONE",
    "TZID:Europe/Amsterdam",
    "BEGIN:DAYLIGHT",
    "DTSTART:19700329T020000",
    "TZOFFSETFROM:+0100",
    "TZOFFSETTO:+0200",
    "TZNAME:CEST",
    "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
    "END:DAYLIGHT",
    "BEGIN:STANDARD",
    "DTSTART:19701025T030000",
    "TZOFFSETFROM:+0200",
    "TZOFFSETTO:+0100",
    "TZNAME:CET",
    "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
    "END:STANDARD",
    "END:VTIMEZONE",
];

/// What local times are found with.
pub(super) struct Zone {
    here: TimeZone,
    rule: Option<TimeZone>,
}

impl Zone {
    pub(super) fn new() -> Self {
        Self { here: limburg(), rule: TimeZone::posix(RULE).ok() }
    }

    /// Adds a property whose value is a moment; whether that stands in local time.
    pub(super) fn write(&self, property: &str, moment: &Moment, lines: &mut Lines) -> bool {
        let local = self.local(moment);
        match local {
            Some(local) => lines.line(&format!("{property};TZID={TZID}:{}", local.strftime("%Y%m%dT%H%M%S"))),
            None => lines.line(&format!("{property}:{}", utc(moment))),
        }
        local.is_some()
    }

    /// What the clock shows, if that says which moment it is, by the rule in the file and by what the system knows of
    /// the zone: programs use either. Not so in the hour that comes twice, and where the two differ (years ago, after a
    /// change of the law, or without data about zones).
    fn local(&self, moment: &Moment) -> Option<DateTime> {
        let instant: Timestamp = moment.parse().ok()?;
        let local = self.here.to_datetime(instant);
        let sure = |zone: &TimeZone| zone.to_ambiguous_timestamp(local).unambiguous().is_ok_and(|read| read == instant);
        (local.year() >= FIRST_YEAR && sure(&self.here) && self.rule.as_ref().is_some_and(sure)).then_some(local)
    }
}

/// A moment in UTC: `20261121T200000Z` (RFC 5545, 3.3.5).
pub(super) fn utc(moment: &Moment) -> String {
    moment.chars().filter(|c| !matches!(c, '-' | ':')).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(zone: &Zone, moment: &str) -> String {
        let mut lines = Lines::new();
        zone.write("DTSTART", &Moment::parse(moment).unwrap(), &mut lines);
        lines.finish().trim_end().to_owned()
    }

    #[test]
    fn a_moment_is_written_by_the_clock_of_limburg() {
        let zone = Zone::new();
        assert_eq!(written(&zone, "2026-11-21T20:00:00Z"), "DTSTART;TZID=Europe/Amsterdam:20261121T210000");
        assert_eq!(written(&zone, "2026-06-30T22:30:00Z"), "DTSTART;TZID=Europe/Amsterdam:20260701T003000");
    }

    #[test]
    fn a_time_that_comes_twice_is_written_in_utc() {
        let zone = Zone::new();
        assert_eq!(written(&zone, "2026-10-24T23:59:59Z"), "DTSTART;TZID=Europe/Amsterdam:20261025T015959");
        // 02:30 in summer time, and an hour later 02:30 in winter time.
        assert_eq!(written(&zone, "2026-10-25T00:30:00Z"), "DTSTART:20261025T003000Z");
        assert_eq!(written(&zone, "2026-10-25T01:30:00Z"), "DTSTART:20261025T013000Z");
        assert_eq!(written(&zone, "2026-10-25T02:00:00Z"), "DTSTART;TZID=Europe/Amsterdam:20261025T030000");
    }

    #[test]
    fn what_the_rule_does_not_say_is_written_in_utc() {
        let zone = Zone::new();
        // No summer time yet; summer time until September; before the rule; no day.
        assert_eq!(written(&zone, "1975-07-01T10:00:00Z"), "DTSTART:19750701T100000Z");
        assert_eq!(written(&zone, "1990-10-10T10:00:00Z"), "DTSTART:19901010T100000Z");
        assert_eq!(written(&zone, "1965-01-01T10:00:00Z"), "DTSTART:19650101T100000Z");
        assert_eq!(written(&zone, "2026-02-29T10:00:00Z"), "DTSTART:20260229T100000Z");
        // A system without data about zones.
        let zone = Zone { here: TimeZone::UTC, ..zone };
        assert_eq!(written(&zone, "2026-11-21T20:00:00Z"), "DTSTART:20261121T200000Z");
    }
}

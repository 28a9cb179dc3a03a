//! The clock of Limburg: `VTIMEZONE` (RFC 5545, 3.6.5) and local times.

use domain::{
    Moment,
    local_time::{occurrence, shown_at},
};
use jiff::civil::DateTime;

use super::line::Lines;

/// The name of the zone.
const TZID: &str = "Europe/Amsterdam";

/// The first year in which Limburg had the rule in [`VTIMEZONE`].
const FIRST_YEAR: i16 = 1996;

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

/// Adds a property whose value is a moment; whether that stands in local time.
pub(super) fn write(property: &str, moment: Moment, lines: &mut Lines) -> bool {
    let local = local(moment);
    match local {
        Some(local) => lines.line(&format!("{property};TZID={TZID}:{}", local.strftime("%Y%m%dT%H%M%S"))),
        None => lines.line(&format!("{property}:{}", utc(&moment))),
    }
    local.is_some()
}

/// What the clocks show, when that says which moment it is. Not so in the hour that comes twice, and before the rule.
fn local(moment: Moment) -> Option<DateTime> {
    let shown = shown_at(moment);
    (shown.year() >= FIRST_YEAR && occurrence(moment).is_none()).then_some(shown)
}

/// A moment in UTC: `20261121T200000Z` (RFC 5545, 3.3.5).
pub(super) fn utc(moment: &Moment) -> String {
    moment.chars().filter(|c| !matches!(c, '-' | ':')).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(moment: &str) -> String {
        let mut lines = Lines::new();
        write("DTSTART", Moment::parse(moment).unwrap(), &mut lines);
        lines.finish().trim_end().to_owned()
    }

    #[test]
    fn a_moment_is_written_by_the_clock_of_limburg() {
        assert_eq!(written("2026-11-21T20:00:00Z"), "DTSTART;TZID=Europe/Amsterdam:20261121T210000");
        assert_eq!(written("2026-06-30T22:30:00Z"), "DTSTART;TZID=Europe/Amsterdam:20260701T003000");
    }

    #[test]
    fn a_time_that_comes_twice_is_written_in_utc() {
        assert_eq!(written("2026-10-24T23:59:59Z"), "DTSTART;TZID=Europe/Amsterdam:20261025T015959");
        // 02:30 in summer time, and an hour later 02:30 in winter time.
        assert_eq!(written("2026-10-25T00:30:00Z"), "DTSTART:20261025T003000Z");
        assert_eq!(written("2026-10-25T01:30:00Z"), "DTSTART:20261025T013000Z");
        assert_eq!(written("2026-10-25T02:00:00Z"), "DTSTART;TZID=Europe/Amsterdam:20261025T030000");
    }

    #[test]
    fn what_came_before_the_rule_is_written_in_utc() {
        assert_eq!(written("1990-10-10T10:00:00Z"), "DTSTART:19901010T100000Z");
    }
}

//! Moments in Dutch, as people in Limburg read a clock.

use jiff::{Timestamp, tz::TimeZone};

use crate::clock::MONTHS;

/// "21 november 2026" for the day of an RFC 3339 instant.
pub(crate) fn day(instant: &str) -> String {
    let date: Option<jiff::civil::Date> = instant.get(..10).and_then(|d| d.parse().ok());
    date.map_or_else(String::new, |d| {
        let month = usize::try_from(d.month()).ok().and_then(|m| MONTHS.get(m - 1)).copied().unwrap_or_default();
        format!("{} {month} {}", d.day(), d.year())
    })
}

/// "21 november 2026, 10.05 uur" for an RFC 3339 instant.
pub(super) fn moment(instant: &str) -> String {
    match (day_in_limburg(instant), time(instant)) {
        (Some(date), Some(time)) => format!("{}, {time} uur", day(&date)),
        _ => String::new(),
    }
}

/// "10.05" for an RFC 3339 instant.
pub(super) fn time(instant: &str) -> Option<String> {
    let here = instant.parse::<Timestamp>().ok()?.to_zoned(TimeZone::get("Europe/Amsterdam").ok()?);
    Some(format!("{:02}.{:02}", here.hour(), here.minute()))
}

fn day_in_limburg(instant: &str) -> Option<String> {
    let here = instant.parse::<Timestamp>().ok()?.to_zoned(TimeZone::get("Europe/Amsterdam").ok()?);
    Some(here.date().to_string())
}

/// How long ago an RFC 3339 instant is at `now`: "3 dagen", "2 uur", "net binnen".
pub(super) fn since(instant: &str, now: Timestamp) -> String {
    let Ok(then) = instant.parse::<Timestamp>() else { return String::new() };
    let hours = (now.as_second() - then.as_second()) / 3600;
    match hours {
        ..1 => "net binnen".to_owned(),
        1..24 => format!("{hours} uur"),
        24..48 => "1 dag".to_owned(),
        _ => format!("{} dagen", hours / 24),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn dates_read_like_dutch() {
        assert_eq!(day("2026-11-21T09:00:00Z"), "21 november 2026");
        assert_eq!(day("rommel"), "");
    }

    #[test]
    fn times_are_those_of_limburg() {
        assert_eq!(moment("2026-11-21T23:30:00Z"), "22 november 2026, 00.30 uur");
        assert_eq!(moment("2026-07-21T09:05:00Z"), "21 juli 2026, 11.05 uur");
        assert_eq!(moment("rommel"), "");
    }

    #[test]
    fn long_waits_are_counted_in_days() {
        let now = "2026-11-21T09:00:00Z".parse().unwrap();
        let waits = |then| since(then, now);
        assert_eq!(waits("2026-11-21T08:30:00Z"), "net binnen");
        assert_eq!(waits("2026-11-21T06:59:00Z"), "2 uur");
        assert_eq!(waits("2026-11-20T08:00:00Z"), "1 dag");
        assert_eq!(waits("2026-11-11T08:00:00Z"), "10 dagen");
    }
}

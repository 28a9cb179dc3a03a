//! Dates, times and durations, by the calendar and the clock of Limburg.

use domain::{
    Deadline, Moment,
    local_time::{limburg, occurrence, shown_at},
};
use jiff::{Timestamp, civil::Weekday};

/// The months.
pub const MONTHS: [&str; 12] = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
];

/// "21 november 2026" for a date (`2026-11-21`) or the UTC date of an RFC 3339 instant; empty for other text.
#[must_use]
pub fn day(instant: &str) -> String {
    let date: Option<jiff::civil::Date> = instant.get(..10).and_then(|d| d.parse().ok());
    date.map_or_else(String::new, |d| {
        let month = usize::try_from(d.month()).ok().and_then(|m| MONTHS.get(m - 1)).copied().unwrap_or_default();
        format!("{} {month} {}", d.day(), d.year())
    })
}

/// "21 november 2026, 10.05 uur" for an RFC 3339 instant; empty for other text.
#[must_use]
pub fn moment(instant: &str) -> String {
    match (day_in_limburg(instant), time(instant)) {
        (Some(date), Some(time)) => format!("{}, {time} uur", day(&date)),
        _ => String::new(),
    }
}

/// "dinsdag 1 oktober 2024" for the day of a moment in Limburg.
#[must_use]
pub fn weekday(moment: Moment) -> String {
    let date = shown_at(moment).date();
    let name = match date.weekday() {
        Weekday::Monday => "maandag",
        Weekday::Tuesday => "dinsdag",
        Weekday::Wednesday => "woensdag",
        Weekday::Thursday => "donderdag",
        Weekday::Friday => "vrijdag",
        Weekday::Saturday => "zaterdag",
        Weekday::Sunday => "zondag",
    };
    format!("{name} {}", day(&date.to_string()))
}

/// "14.00", and in the night in which that hour comes twice "02.30 (zomertijd)".
fn clock(moment: Moment) -> String {
    let shown = shown_at(moment);
    let which = occurrence(moment).map_or_else(String::new, |which| format!(" ({})", which.slug()));
    format!("{:02}.{:02}{which}", shown.hour(), shown.minute())
}

/// "dinsdag 1 oktober 2024, 14.00 tot 17.00 uur"; both days when it ends on another.
#[must_use]
pub fn span(begins: Moment, ends: Moment) -> String {
    if shown_at(begins).date() == shown_at(ends).date() {
        return format!("{}, {} tot {} uur", weekday(begins), clock(begins), clock(ends));
    }
    format!("{}, {} uur tot {}, {} uur", weekday(begins), clock(begins), weekday(ends), clock(ends))
}

/// "dinsdag 1 oktober 2024, 14.00 uur".
#[must_use]
pub fn at(moment: Moment) -> String {
    format!("{}, {} uur", weekday(moment), clock(moment))
}

/// "t/m dinsdag 1 oktober 2024, 23.59 uur": the last minute that is in time.
#[must_use]
pub fn through(deadline: Deadline) -> String {
    format!("t/m {}", at(deadline.last_minute()))
}

/// "10.05" for an RFC 3339 instant.
#[must_use]
pub fn time(instant: &str) -> Option<String> {
    let here = instant.parse::<Timestamp>().ok()?.to_zoned_datetime(limburg());
    Some(format!("{:02}.{:02}", here.hour(), here.minute()))
}

fn day_in_limburg(instant: &str) -> Option<String> {
    let here = instant.parse::<Timestamp>().ok()?.to_zoned_datetime(limburg());
    Some(here.date().to_string())
}

/// How long before `now` an RFC 3339 instant was: "3 dagen", "2 uur", "net binnen".
#[must_use]
pub fn since(instant: &str, now: Timestamp) -> String {
    let Ok(then) = instant.parse::<Timestamp>() else { return String::new() };
    let hours = (now.as_second() - then.as_second()) / 3600;
    match hours {
        ..1 => "net binnen".to_owned(),
        1..24 => format!("{hours} uur"),
        24..48 => "1 dag".to_owned(),
        _ => format!("{} dagen", hours / 24),
    }
}

/// How long a number of seconds is, rounded up: "30 tellen", "een minuut", "12 minuten", "2 uur".
#[must_use]
pub fn duration(seconds: u32) -> String {
    let up = |unit: u32| seconds.div_ceil(unit);
    match seconds {
        0..=59 => format!("{seconds} tellen"),
        60..=3540 => match up(60) {
            1 => "een minuut".to_owned(),
            minutes => format!("{minutes} minuten"),
        },
        _ => format!("{} uur", up(3600)),
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
    fn moments_use_the_time_zone_of_limburg() {
        assert_eq!(moment("2026-11-21T23:30:00Z"), "22 november 2026, 00.30 uur");
        assert_eq!(moment("2026-07-21T09:05:00Z"), "21 juli 2026, 11.05 uur");
        assert_eq!(moment("rommel"), "");
    }

    #[test]
    fn deadline_names_the_last_minute_that_is_in_time() {
        let deadline = Deadline(Moment::parse("2024-10-01T22:00:00Z").unwrap());
        assert_eq!(through(deadline), "t/m dinsdag 1 oktober 2024, 23.59 uur");
    }

    #[test]
    fn span_names_a_day_once() {
        let at = |text| Moment::parse(text).unwrap();
        let begins = at("2024-10-01T12:00:00Z");
        assert_eq!(span(begins, at("2024-10-01T15:00:00Z")), "dinsdag 1 oktober 2024, 14.00 tot 17.00 uur");
        let two_days = "dinsdag 1 oktober 2024, 14.00 uur tot woensdag 2 oktober 2024, 17.00 uur";
        assert_eq!(span(begins, at("2024-10-02T15:00:00Z")), two_days);
        let night = span(at("2027-10-31T00:30:00Z"), at("2027-10-31T01:30:00Z"));
        assert_eq!(night, "zondag 31 oktober 2027, 02.30 (zomertijd) tot 02.30 (wintertijd) uur");
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

//! Points in time, as an address and a filter write them.

use jiff::{
    Timestamp,
    civil::{Date, DateTime},
    tz::TimeZone,
};

/// An instant as RFC 3339 writes it (section 5.6). The very last day of 9999, "for ever", is beyond what we compute
/// with: that is the last instant there is.
pub(crate) fn instant(text: &str) -> Option<Timestamp> {
    if !is_rfc3339(text) {
        return None;
    }
    let last = |moment: DateTime| (moment.year() == 9999).then_some(Timestamp::MAX);
    text.parse().ok().or_else(|| text.get(..19)?.parse().ok().and_then(last))
}

/// A day in UTC, `2026-01-31`: its first instant, and that of the next day.
pub(crate) fn day(text: &str) -> Option<(Timestamp, Timestamp)> {
    let day: Date = text.parse().ok().filter(|_| shaped(text, "0000-00-00"))?;
    let start = |day: Date| day.to_zoned_datetime(TimeZone::UTC).ok().map(|start| start.timestamp());
    let end = day.tomorrow().ok().and_then(start).unwrap_or(Timestamp::MAX);
    Some((start(day).unwrap_or(Timestamp::MAX), end))
}

/// What reads points in time knows more ways to write them than RFC 3339.
fn is_rfc3339(text: &str) -> bool {
    let Some((moment, rest)) = text.split_at_checked(19) else { return false };
    let zone = rest.strip_prefix('.').map_or(Some(rest), |fraction| {
        let zone = fraction.trim_start_matches(|c: char| c.is_ascii_digit());
        (zone.len() < fraction.len()).then_some(zone)
    });
    let is_zone = |zone: &str| ["Z", "+00:00", "-00:00"].iter().any(|shape| shaped(zone, shape));
    shaped(moment, "0000-00-00T00:00:00") && zone.is_some_and(is_zone)
}

/// Whether the text has digits where the shape has a 0, and else the same signs, in any case.
fn shaped(text: &str, shape: &str) -> bool {
    let same = |(own, wanted): (u8, u8)| {
        if wanted == b'0' { own.is_ascii_digit() } else { own.eq_ignore_ascii_case(&wanted) }
    };
    text.len() == shape.len() && text.bytes().zip(shape.bytes()).all(same)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn instants_are_those_of_rfc_3339() {
        for good in [
            "2026-01-31T12:00:00Z",
            "2026-01-31t12:00:00z",
            "2026-01-31T12:00:00.123456+01:00",
            "2016-12-31T23:59:60Z",
            "0000-01-01T00:00:00Z",
        ] {
            assert!(instant(good).is_some(), "{good}");
        }
        for bad in [
            "",
            "gisteren",
            "2026-01-31",
            "20260131T120000Z",
            "2026-01-31T12Z",
            "2026-01-31 12:00:00Z",
            "2026-01-31T12:00:00",
            "2026-01-31T12:00:00.Z",
            "2026-01-31T12:00:00+0100",
            "2026-13-31T12:00:00Z",
            "9999-13-31T12:00:00Z",
            "2026-01-31T25:00:00Z",
            "-000001-01-01T00:00:00Z",
            "2026-01-31T12:00:00é",
        ] {
            assert!(instant(bad).is_none(), "{bad}");
        }
        for end in ["9999-12-31T23:59:59Z", "9999-12-31T00:00:00Z"] {
            assert_eq!(instant(end), Some(Timestamp::MAX));
        }
    }

    #[test]
    fn day_ends_where_the_next_begins() {
        let (start, end) = day("2026-01-31").unwrap();
        assert_eq!(
            (start.to_string(), end.to_string()),
            ("2026-01-31T00:00:00Z".into(), "2026-02-01T00:00:00Z".into())
        );
        assert_eq!(day("9999-12-31"), Some((Timestamp::MAX, Timestamp::MAX)));
        for bad in ["2026-13-01", "2026-1-1", "20260131", "2026-02-30"] {
            assert_eq!(day(bad), None, "{bad}");
        }
    }
}

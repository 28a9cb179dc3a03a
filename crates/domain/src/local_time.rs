//! What the clocks in Limburg show, and the moments that they show it.

use std::ops::RangeInclusive;

use jiff::{
    Timestamp,
    civil::{Date, DateTime, Time},
    tz::{AmbiguousOffset, Offset, TimeZone},
};

use crate::{Moment, slug_enum};

slug_enum! {
    /// Which of both hours is meant in the night in autumn in which one comes twice.
    Occurrence {
        /// Before the clocks go back.
        First = "zomertijd", "de eerste keer (zomertijd)";
        /// After it.
        Second = "wintertijd", "de tweede keer (wintertijd)";
    }
}

/// Why a day and a time are no one moment; each reads as a Dutch sentence part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LocalTimeError {
    /// The clocks pass over it in spring.
    #[error("bestaat die nacht niet: de klok gaat dan van 2 naar 3 uur; kies een ander tijdstip")]
    Missing,
    /// The clocks show it twice in autumn.
    #[error("komt die nacht twee keer voor, omdat de klok teruggaat; kies zomertijd of wintertijd")]
    Twice,
    /// No calendar has it.
    #[error("ligt te ver weg; kies een dag tussen 2000 en 2100")]
    Far,
}

/// The years of a day that people mean.
pub const YEARS: RangeInclusive<i16> = 2000..=2100;

/// A day as a browser sends it (`2027-03-28`), or as people type it (`28-3-2027`); `None` for one that does not exist.
#[must_use]
pub fn day(text: &str) -> Option<Date> {
    let typed = || {
        let mut parts = text.split(['-', '/', '.']);
        let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
        let sound = parts.next().is_none() && year.len() == 4;
        sound.then(|| Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()).flatten()
    };
    (text.len() == 10).then(|| text.parse::<Date>().ok()).flatten().or_else(typed)
}

/// The time zone of Limburg: an hour ahead of UTC, two from the last Sunday of March until the last of October, 01.00
/// UTC (Directive 2000/84/EC).
#[must_use]
pub fn limburg() -> TimeZone {
    TimeZone::posix("CET-1CEST,M3.5.0,M10.5.0/3").unwrap_or(TimeZone::UTC)
}

/// The moment at which the clocks show this.
///
/// # Errors
/// When they never do, or do twice and `which` is not said.
pub fn moment_at(date: Date, time: Time, which: Option<Occurrence>) -> Result<Moment, LocalTimeError> {
    if !YEARS.contains(&date.year()) {
        return Err(LocalTimeError::Far);
    }
    let shown = DateTime::from_parts(date, time);
    let offset = match (limburg().to_ambiguous_timestamp(shown).offset(), which) {
        (AmbiguousOffset::Unambiguous { offset }, _)
        | (AmbiguousOffset::Fold { before: offset, .. }, Some(Occurrence::First))
        | (AmbiguousOffset::Fold { after: offset, .. }, Some(Occurrence::Second)) => offset,
        (AmbiguousOffset::Fold { .. }, None) => return Err(LocalTimeError::Twice),
        (AmbiguousOffset::Gap { .. }, _) => return Err(LocalTimeError::Missing),
    };
    let instant = offset.to_timestamp(shown).map_err(|_| LocalTimeError::Far)?;
    Ok(Moment::from_seconds(instant.as_second()))
}

/// What the clocks show at a moment.
#[must_use]
pub fn shown_at(moment: Moment) -> DateTime {
    let instant = moment.parse::<Timestamp>().unwrap_or(Timestamp::UNIX_EPOCH);
    limburg().to_datetime(instant)
}

/// Which hour it is at a moment, when that comes twice.
#[must_use]
pub fn occurrence(moment: Moment) -> Option<Occurrence> {
    let zone = limburg();
    let AmbiguousOffset::Fold { before, .. } = zone.to_ambiguous_timestamp(shown_at(moment)).offset() else {
        return None;
    };
    Some(if offset_at(moment) == before { Occurrence::First } else { Occurrence::Second })
}

/// How far the clocks are ahead of UTC at a moment.
fn offset_at(moment: Moment) -> Offset {
    limburg().to_offset(moment.parse().unwrap_or(Timestamp::UNIX_EPOCH))
}

/// A moment as RFC 3339 with the offset of Limburg: `2026-11-21T21:00:00+01:00`.
#[must_use]
pub fn with_offset(moment: Moment) -> String {
    format!(
        "{}{}",
        shown_at(moment).strftime("%Y-%m-%dT%H:%M:%S"),
        if offset_at(moment).seconds() == 7200 { "+02:00" } else { "+01:00" }
    )
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use jiff::civil::{date, time};
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn time_that_is_skipped_in_spring_is_refused() {
        let day = date(2027, 3, 28);
        assert_eq!(moment_at(day, time(2, 30, 0, 0), None), Err(LocalTimeError::Missing));
        assert_eq!(moment_at(day, time(2, 30, 0, 0), Some(Occurrence::First)), Err(LocalTimeError::Missing));
        assert_eq!(&*moment_at(day, time(1, 59, 0, 0), None).unwrap(), "2027-03-28T00:59:00Z");
        assert_eq!(&*moment_at(day, time(3, 0, 0, 0), None).unwrap(), "2027-03-28T01:00:00Z");
    }

    #[test]
    fn time_that_comes_twice_in_autumn_is_asked_about() {
        let (day, half_past_two) = (date(2027, 10, 31), time(2, 30, 0, 0));
        assert_eq!(moment_at(day, half_past_two, None), Err(LocalTimeError::Twice));
        let first = moment_at(day, half_past_two, Some(Occurrence::First)).unwrap();
        let second = moment_at(day, half_past_two, Some(Occurrence::Second)).unwrap();
        assert_eq!((&*first, &*second), ("2027-10-31T00:30:00Z", "2027-10-31T01:30:00Z"));
        assert_eq!(occurrence(first), Some(Occurrence::First));
        assert_eq!(occurrence(second), Some(Occurrence::Second));
        assert_eq!(shown_at(first), shown_at(second));
        assert_eq!(with_offset(first), "2027-10-31T02:30:00+02:00");
        assert_eq!(with_offset(second), "2027-10-31T02:30:00+01:00");
    }

    #[test]
    fn year_is_one_that_people_mean() {
        assert_eq!(moment_at(date(20, 1, 1), Time::midnight(), None), Err(LocalTimeError::Far));
        assert_eq!(moment_at(date(9999, 1, 1), Time::midnight(), None), Err(LocalTimeError::Far));
    }

    #[test]
    fn day_is_read_as_a_browser_or_a_person_writes_it() {
        for text in ["2024-02-29", "29-2-2024", "29/02/2024", "29.2.2024"] {
            assert_eq!(day(text), Some(date(2024, 2, 29)), "{text}");
        }
        for text in ["", "2025-02-29", "1900-02-29", "2026-11-31", "2026-00-01", "1-1-26", "2026-01-0é", "20260101"] {
            assert_eq!(day(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn moment_is_what_the_clocks_show_at_it(seconds in 946_684_800i64..4_102_000_000) {
            let moment = Moment::from_seconds(seconds);
            let shown = shown_at(moment);
            prop_assert_eq!(moment_at(shown.date(), shown.time(), occurrence(moment)), Ok(moment));
        }

        #[test]
        fn seconds_are_read_as_they_were_written(seconds in -62_167_219_200i64..253_402_000_000) {
            prop_assert_eq!(Moment::from_seconds(seconds).seconds(), seconds);
        }
    }
}

//! Moments: what a clock says, in whole seconds.

use std::{
    fmt::{self, Debug, Display, Formatter},
    ops::Deref,
};

use jiff::Timestamp;

/// A moment as it is kept and shown to programs: `2026-11-21T20:00:00Z`, RFC 3339 in UTC. Its text sorts by time.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment([u8; 20]);

/// Text that is no [`Moment`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("dit is geen tijdstip in UTC; het ziet eruit als 2026-11-21T20:00:00Z")]
pub struct InvalidMoment;

impl Moment {
    /// [`Self::seconds`] of [`Self::MIN`].
    const FIRST: i64 = -62_167_219_200;

    /// The first moment that can be kept.
    pub const MIN: Self = Self(*b"0000-01-01T00:00:00Z");

    /// Reads [`Self::as_str`]: only this form, in whole seconds and with a `Z`.
    ///
    /// # Errors
    /// When it has another form, or a number that no calendar or clock has; 29 February is there in every year.
    pub const fn parse(text: &str) -> Result<Self, InvalidMoment> {
        const FORM: &[u8; 20] = b"0000-00-00T00:00:00Z";
        const DAYS: [u8; 13] = [0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
        let text = text.as_bytes();
        if text.len() != FORM.len() {
            return Err(InvalidMoment);
        }
        let mut moment = *FORM;
        let mut at = 0;
        while at < FORM.len() {
            if FORM[at] == b'0' && text[at].is_ascii_digit() {
                moment[at] = text[at];
            } else if FORM[at] != text[at] {
                return Err(InvalidMoment);
            }
            at += 1;
        }
        let (month, day) = (two(&moment, 5), two(&moment, 8));
        let (hour, minute, second) = (two(&moment, 11), two(&moment, 14), two(&moment, 17));
        if month > 12 || day == 0 || day > DAYS[month as usize] || hour > 23 || minute > 59 || second > 59 {
            return Err(InvalidMoment);
        }
        Ok(Self(moment))
    }

    /// The text that is kept.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// Seconds since the beginning of 1970.
    #[must_use]
    pub fn seconds(self) -> i64 {
        self.parse::<Timestamp>().map_or(0, Timestamp::as_second)
    }

    /// Reads [`Self::seconds`]; a moment before the year 0 or after 9999 becomes the first or the last that can be kept.
    #[must_use]
    pub fn from_seconds(seconds: i64) -> Self {
        let last = Timestamp::MAX.as_second();
        let instant = Timestamp::from_second(seconds.clamp(Self::FIRST, last)).unwrap_or(Timestamp::UNIX_EPOCH);
        Self::parse(&instant.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()).unwrap_or(Self::MIN)
    }

    /// The moment so many seconds later, or earlier when negative.
    #[must_use]
    pub fn plus_seconds(self, seconds: i64) -> Self {
        Self::from_seconds(self.seconds().saturating_add(seconds))
    }

    /// The same moment a year earlier.
    #[must_use]
    pub fn year_before(self) -> Self {
        let year = self.as_str().get(..4).and_then(|year| year.parse::<u16>().ok()).unwrap_or_default();
        let mut before = self;
        before.0[..4].copy_from_slice(format!("{:04}", year.saturating_sub(1)).as_bytes());
        before
    }
}

/// The number of two digits at a place.
const fn two(digits: &[u8; 20], at: usize) -> u8 {
    (digits[at] - b'0') * 10 + (digits[at + 1] - b'0')
}

impl Deref for Moment {
    type Target = str;

    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl Display for Moment {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(self)
    }
}

impl Debug for Moment {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(self)
    }
}

//! Boards of schools, and when one carries the Werkplaats.

use std::fmt::{self, Display, Formatter};

use crate::text::{FieldError, clean_line};

/// The longest name of a board, in characters.
pub const MAX_NAME: usize = 200;

/// The longest number of a board, in digits. Those of DUO have five.
pub const MAX_NUMBER: usize = 10;

/// A day of the calendar, `2026-11-21`. Its text sorts by time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day([u8; 10]);

impl Day {
    /// No board has carried the Werkplaats since before this: an earlier year is a typing error.
    pub const FIRST: Self = Self(*b"2000-01-01");

    /// Reads what a form field for a date sends, and what [`Self::as_str`] gives: only days that are there.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let bytes: [u8; 10] = text.as_bytes().try_into().ok()?;
        let sound = bytes.iter().enumerate().all(|(at, byte)| match at {
            4 | 7 => *byte == b'-',
            _ => byte.is_ascii_digit(),
        });
        if !sound {
            return None;
        }
        let number = |from, to| text.get(from..to)?.parse::<u16>().ok();
        let (year, month, day) = (number(0, 4)?, number(5, 7)?, number(8, 10)?);
        let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let days = match month {
            2 => 28 + u16::from(leap),
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => return None,
        };
        (1..=days).contains(&day).then_some(Self(bytes))
    }

    /// `2026-11-21`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl Display for Day {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// That a board carries the Werkplaats: an organiser says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Carrying {
    /// `sinds`.
    pub since: Day,
    /// `getekend`: when the agreement was signed, as far as that is known.
    pub agreed_on: Option<Day>,
}

impl Carrying {
    /// Checks the form and reports all that is wrong, in its order. `today` is the day in Limburg.
    ///
    /// # Errors
    /// One error for each field that can't be used; the reason is a whole sentence.
    pub fn parse(since: &str, agreed_on: &str, today: Day) -> Result<Self, Vec<FieldError>> {
        let mut errors = Vec::new();
        let mut read = |field, text: &str| match day(text, today) {
            Ok(day) => day,
            Err(reason) => {
                errors.push(FieldError::new(field, reason));
                None
            }
        };
        let (found, agreed_on) = (read("sinds", since), read("getekend", agreed_on));
        if found.is_none() && errors.iter().all(|error| error.field != "sinds") {
            errors.insert(0, FieldError::new("sinds", "Vul in sinds wanneer dit bestuur de Werkplaats draagt."));
        }
        match found {
            Some(since) if errors.is_empty() => Ok(Self { since, agreed_on }),
            _ => Err(errors),
        }
    }
}

/// A day that has been; `None` for an empty field.
fn day(text: &str, today: Day) -> Result<Option<Day>, &'static str> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    match Day::parse(text) {
        None => Err("Deze datum bestaat niet. Schrijf hem als 2024-10-01: jaar, maand, dag."),
        Some(day) if day < Day::FIRST => Err("Deze datum is van voor 2000. Kijk het jaar na."),
        Some(day) if day > today => Err("Deze datum is nog niet geweest. Kies vandaag of een dag ervoor."),
        Some(day) => Ok(Some(day)),
    }
}

/// What a register says of the board of a school site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedBoard {
    /// `bevoegd_gezag_nummer`: that of DUO, digits only.
    pub number: Option<String>,
    /// `bevoegd_gezag_naam`, or `bestuur`; empty when only its number is said.
    pub name: String,
}

impl NamedBoard {
    /// Checks what a register says; `None` when it says that there is no board.
    ///
    /// # Errors
    /// What is wrong, as a Dutch sentence part.
    pub fn parse(number: &str, name: &str) -> Result<Option<Self>, FieldError> {
        let (number, name) = (clean_line(number), clean_line(name));
        if number.len() > MAX_NUMBER || !number.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(FieldError::new(
                "bevoegd_gezag_nummer",
                format!("moet een getal zijn van hooguit {MAX_NUMBER} cijfers"),
            ));
        }
        if name.chars().count() > MAX_NAME {
            return Err(FieldError::new("bevoegd_gezag_naam", format!("is te lang; hooguit {MAX_NAME} tekens")));
        }
        let number = (!number.is_empty()).then_some(number);
        Ok((number.is_some() || !name.is_empty()).then_some(Self { number, name }))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn days_are_those_of_the_calendar() {
        for good in ["2024-02-29", "2000-02-29", "2026-11-30", "2026-12-31"] {
            assert_eq!(Day::parse(good).unwrap().as_str(), good);
        }
        for bad in ["", "2025-02-29", "1900-02-29", "2026-11-31", "2026-00-01", "2026-1-01", "01-01-2026", "2026-01-0é"]
        {
            assert_eq!(Day::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn carrying_needs_a_day_that_has_been() {
        let today = Day::parse("2026-11-21").unwrap();
        let fields = |since: &str, agreed: &str| {
            Carrying::parse(since, agreed, today).map_err(|errors| errors.iter().map(|e| e.field).collect::<Vec<_>>())
        };
        let both = fields(" 2024-08-01 ", "2024-07-01").unwrap();
        assert_eq!((both.since.as_str(), both.agreed_on.unwrap().as_str()), ("2024-08-01", "2024-07-01"));
        assert_eq!(fields("2026-11-21", "").unwrap().agreed_on, None);
        assert_eq!(fields("", "2024-07-01"), Err(vec!["sinds"]));
        assert_eq!(fields("2026-11-22", "gisteren"), Err(vec!["sinds", "getekend"]));
        assert_eq!(fields("0024-08-01", ""), Err(vec!["sinds"]));
        assert_eq!(fields("", "x"), Err(vec!["sinds", "getekend"]));
    }

    #[test]
    fn board_of_a_register_has_a_number_or_a_name() {
        assert_eq!(NamedBoard::parse(" ", ""), Ok(None));
        let named = NamedBoard::parse("", " Stichting  Noord ").unwrap().unwrap();
        assert_eq!((named.number, &*named.name), (None, "Stichting Noord"));
        assert_eq!(NamedBoard::parse("40123", "").unwrap().unwrap().number.as_deref(), Some("40123"));
        assert_eq!(NamedBoard::parse("4012x", "x").unwrap_err().field, "bevoegd_gezag_nummer");
        assert_eq!(NamedBoard::parse("1", &"x".repeat(201)).unwrap_err().field, "bevoegd_gezag_naam");
    }
}

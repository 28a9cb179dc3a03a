//! Boards of schools, and when one carries the Werkplaats.

use jiff::civil::Date;

use crate::{
    local_time,
    text::{FieldError, clean_line},
};

/// The longest name of a board, in characters.
pub const MAX_NAME: usize = 200;

/// The longest number of a board, in digits. Those of DUO have five.
pub const MAX_NUMBER: usize = 10;

/// No board has carried the Werkplaats since before this: an earlier year is a typing error.
const FIRST: Date = Date::constant(2000, 1, 1);

/// That a board carries the Werkplaats: an organiser says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Carrying {
    /// `sinds`.
    pub since: Date,
    /// `getekend`: when the agreement was signed, as far as that is known.
    pub agreed_on: Option<Date>,
}

impl Carrying {
    /// Checks the form and reports all that is wrong, in its order. `today` is the day in Limburg.
    ///
    /// # Errors
    /// One error for each field that can't be used; the reason is a whole sentence.
    pub fn parse(since: &str, agreed_on: &str, today: Date) -> Result<Self, Vec<FieldError>> {
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
fn day(text: &str, today: Date) -> Result<Option<Date>, &'static str> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    match local_time::day(text) {
        None => Err("Deze datum bestaat niet. Schrijf hem als 2024-10-01: jaar, maand, dag."),
        Some(day) if day < FIRST => Err("Deze datum is van voor 2000. Kijk het jaar na."),
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
    use jiff::civil::date;

    use super::*;

    #[test]
    fn carrying_needs_a_day_that_has_been() {
        let today = date(2026, 11, 21);
        let fields = |since: &str, agreed: &str| {
            Carrying::parse(since, agreed, today).map_err(|errors| errors.iter().map(|e| e.field).collect::<Vec<_>>())
        };
        let both = fields(" 2024-08-01 ", "2024-07-01").unwrap();
        assert_eq!((both.since, both.agreed_on), (date(2024, 8, 1), Some(date(2024, 7, 1))));
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

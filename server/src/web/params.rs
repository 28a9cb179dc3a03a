//! The query string as decoded pairs, read strictly.

use std::borrow::Cow;

use domain::{QueryError, text::clean};

use crate::web::problem::Problem;

/// A decoded name and value.
pub type Pair<'a> = (Cow<'a, str>, Cow<'a, str>);

/// Decodes `a=1&b=%C3%A9+2`; a name without `=` has an empty value. What others add to count visitors is left out.
///
/// # Errors
/// 400 that names every parameter with a broken percent-encoding or with bytes that are not UTF-8.
pub fn decode(raw: &str) -> Result<Vec<Pair<'_>>, Problem> {
    let mut pairs = Vec::new();
    let mut errors = Vec::new();
    for part in raw.split('&').filter(|part| !part.is_empty()) {
        let (name, value) = part.split_once('=').unwrap_or((part, ""));
        match (text(name), text(value)) {
            (Some(name), Some(_)) if is_tracking(&name) => {}
            (Some(name), Some(value)) => pairs.push((name, value)),
            (decoded, _) => {
                let name = decoded.unwrap_or(Cow::Borrowed(name));
                errors.push(QueryError::new(name, "is niet goed gecodeerd (%XX, UTF-8)"));
            }
        }
    }
    if errors.is_empty() { Ok(pairs) } else { Err(Problem::parameters(errors)) }
}

/// Whether others put this behind an address to count visitors: newsletters, social media, advertisements. It asks nothing.
fn is_tracking(name: &str) -> bool {
    name.starts_with("utm_")
        || name.starts_with("mtm_")
        || matches!(
            name,
            "fbclid"
                | "gclid"
                | "gbraid"
                | "wbraid"
                | "dclid"
                | "msclkid"
                | "yclid"
                | "twclid"
                | "ttclid"
                | "igshid"
                | "igsh"
                | "li_fat_id"
                | "mc_cid"
                | "mc_eid"
                | "mkt_tok"
                | "_hsenc"
                | "_hsmi"
                | "_ga"
                | "_gl"
                | "ref_src"
                | "s_cid"
        )
}

/// The pairs as parsers take them.
pub(crate) fn borrowed<'a>(pairs: &'a [Pair<'_>]) -> impl Iterator<Item = (&'a str, &'a str)> {
    pairs.iter().map(|(name, value)| (name.as_ref(), value.as_ref()))
}

/// The pairs of a form, to keep.
pub(crate) fn owned(pairs: Vec<Pair<'_>>) -> Vec<(String, String)> {
    pairs.into_iter().map(|(name, value)| (name.into_owned(), value.into_owned())).collect()
}

/// For addresses that take no parameters.
///
/// # Errors
/// 400 that names all that were given.
pub fn none(raw: Option<&str>) -> Result<(), Problem> {
    let pairs = decode(raw.unwrap_or_default())?;
    let errors: Vec<_> =
        pairs.iter().map(|(name, _)| QueryError::new(&**name, "deze parameter kennen we hier niet")).collect();
    if errors.is_empty() { Ok(()) } else { Err(Problem::parameters(errors)) }
}

/// The text that was typed or pasted, through the one gate; `None` when a `%` is not followed by two hexadecimal digits, or
/// the bytes are not UTF-8.
fn text(raw: &str) -> Option<Cow<'_, str>> {
    let decoded = decoded(raw)?;
    let plain = decoded.bytes().all(|byte| (b' '..=b'~').contains(&byte));
    Some(if plain { decoded } else { Cow::Owned(clean(&decoded)) })
}

fn decoded(raw: &str) -> Option<Cow<'_, str>> {
    if !raw.bytes().any(|b| matches!(b, b'%' | b'+')) {
        return Some(Cow::Borrowed(raw));
    }
    let digit = |b: u8| char::from(b).to_digit(16).and_then(|d| u8::try_from(d).ok());
    let mut decoded = Vec::with_capacity(raw.len());
    let mut bytes = raw.bytes();
    while let Some(byte) = bytes.next() {
        decoded.push(match byte {
            b'%' => digit(bytes.next()?)? << 4 | digit(bytes.next()?)?,
            b'+' => b' ',
            other => other,
        });
    }
    String::from_utf8(decoded).ok().map(Cow::Owned)
}

/// Takes the parameter out of the pairs; an empty value counts as not given. `read` makes something of it, or says
/// why it can't. Mistakes are added to `errors`.
pub fn take<'a, T>(
    pairs: &mut Vec<Pair<'a>>,
    name: &str,
    errors: &mut Vec<QueryError>,
    read: impl FnOnce(&str) -> Result<T, String>,
) -> Option<T> {
    let mut found: Option<Cow<'a, str>> = None;
    let mut repeated = false;
    pairs.retain_mut(|(n, value)| {
        let own = n == name;
        if own && !value.is_empty() {
            repeated |= found.is_some();
            found = Some(std::mem::take(value));
        }
        !own
    });
    if repeated {
        errors.push(QueryError::new(name, "mag maar één keer voorkomen"));
        return None;
    }
    read(&found?).map_err(|reason| errors.push(QueryError::new(name, reason))).ok()
}

/// A whole number from `min` up.
///
/// # Errors
/// Why it is no such number, as a Dutch sentence part.
pub fn whole(value: &str, min: usize) -> Result<usize, String> {
    // More digits than a machine number holds is still a number: the largest one.
    let digits = !value.is_empty() && value.bytes().all(|b| b.is_ascii_digit());
    let number = if digits { value.parse().unwrap_or(usize::MAX) } else { 0 };
    if digits && number >= min { Ok(number) } else { Err(format!("moet een geheel getal van {min} of meer zijn")) }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn query_pairs_are_decoded() {
        let pairs = decode("a=1&b=%c3%A9+2&c&&d=x=y").unwrap();
        let expected = [("a", "1"), ("b", "é 2"), ("c", ""), ("d", "x=y")];
        assert_eq!(pairs, expected.map(|(n, v)| (Cow::from(n), Cow::from(v))));
    }

    #[test]
    fn badly_encoded_parameter_is_named() {
        for raw in ["q=%", "q=%4", "q=%zz", "q=%ff", "q=a%C3", "q=%+1"] {
            assert_eq!(decode(raw).unwrap_err().parameters[0].parameter, "q", "{raw}");
        }
        assert_eq!(decode("%zz=1").unwrap_err().parameters[0].parameter, "%zz");
    }

    #[test]
    fn number_parameters_are_whole_and_large_enough() {
        assert_eq!(whole("007", 1), Ok(7));
        assert_eq!(whole("99999999999999999999999", 1), Ok(usize::MAX));
        for bad in ["0", "-1", "+1", "1.5", "1e3", "x", " 1"] {
            assert!(whole(bad, 1).is_err(), "{bad}");
        }
    }
}

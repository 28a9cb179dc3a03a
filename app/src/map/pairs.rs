//! The state of the page as its address has it: decoded name-value pairs.
//!
//! The browser knows no more of a question than this; what it means is for the server.

use domain::query::encode_pairs;
use wasm_bindgen::JsCast;

/// Decoded name-value pairs.
pub(super) type Pairs = Vec<(String, String)>;

/// The address of these pairs on `path`.
pub(super) fn address(path: &str, pairs: &[(String, String)]) -> String {
    match encode_pairs(pairs) {
        query if query.is_empty() => path.to_owned(),
        query => [path, "?", &query].concat(),
    }
}

/// The pairs in the query string of an address.
pub(super) fn of_address(address: &str) -> Pairs {
    let search = address.split_once('?').map_or("", |(_, search)| search);
    let search = search.split('#').next().unwrap_or_default();
    let Ok(params) = web_sys::UrlSearchParams::new_with_str(search) else { return Vec::new() };
    let text = |pair: &js_sys::Array, i| pair.get(i).as_string().unwrap_or_default();
    params
        .entries()
        .into_iter()
        .flatten()
        .filter_map(|pair| pair.dyn_into::<js_sys::Array>().ok())
        .map(|pair| (text(&pair, 0), text(&pair, 1)))
        .collect()
}

/// Leaves out every pair with one of these names.
pub(super) fn without(mut pairs: Pairs, names: &[&str]) -> Pairs {
    pairs.retain(|(name, _)| !names.contains(&name.as_str()));
    pairs
}

/// The value of the first pair with this name.
pub(super) fn value<'a>(pairs: &'a [(String, String)], name: &str) -> Option<&'a str> {
    pairs.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
}

/// One value for a name; none when it is empty.
pub(super) fn set(pairs: Pairs, name: &str, value: &str) -> Pairs {
    let mut pairs = without(pairs, &[name]);
    if !value.is_empty() {
        pairs.push((name.to_owned(), value.to_owned()));
    }
    pairs
}

/// Puts one of several values on or off.
pub(super) fn toggle(mut pairs: Pairs, name: &str, value: &str, on: bool) -> Pairs {
    pairs.retain(|(n, v)| n != name || v != value);
    if on {
        // A question that names no kind is about initiatives; another kind comes beside them.
        if name == "soort" && self::value(&pairs, name).is_none() {
            pairs.push((name.to_owned(), INITIATIVES.to_owned()));
        }
        pairs.push((name.to_owned(), value.to_owned()));
    } else if name == "soort" && pairs.iter().filter(|(n, _)| n == name).all(|(_, v)| v == INITIATIVES) {
        pairs.retain(|(n, _)| n != name);
    }
    pairs
}

/// The kind that needs no word when it stands alone.
const INITIATIVES: &str = "initiatief";

/// The part of a question that says where to look. The form sends it along, so that the server sees whether it changed:
/// then another piece of the map is meant.
pub(super) fn whereabouts(pairs: &[(String, String)]) -> String {
    let said = pairs.iter().filter(|(name, _)| matches!(name.as_str(), "regio" | "gemeente" | "q"));
    said.map(|(_, value)| value.as_str()).collect::<Vec<_>>().join(",")
}

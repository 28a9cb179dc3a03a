//! What an API address asks, read strictly: every mistake is named.

use domain::{Query, QueryError, Vocabulary};
use jiff::Timestamp;

use crate::http::{
    params::{Pair, take},
    problem::Problem,
};

/// Reads the query behind every view from what is left of the pairs. `errors` has the mistakes found before.
///
/// # Errors
/// 400 that names all parameters that can't be used.
pub(crate) fn read(
    pairs: &mut [Pair<'_>],
    vocabulary: &Vocabulary,
    mut errors: Vec<QueryError>,
) -> Result<Query, Problem> {
    for (name, value) in pairs.iter_mut() {
        if name == "bbox"
            && let Some(flat) = without_heights(value)
        {
            *value = flat.into();
        }
    }
    let (query, more) = Query::from_pairs(pairs.iter().map(|(n, v)| (&**n, &**v)), vocabulary);
    errors.extend(more);
    if errors.is_empty() { Ok(query) } else { Err(Problem::parameters(errors)) }
}

/// OGC's `bbox` may have heights: `minLon,minLat,minH,maxLon,maxLat,maxH`. Initiatives have none, so only the other
/// four count. `None` when it has no heights, or no sound ones.
fn without_heights(bbox: &str) -> Option<String> {
    let parts: [&str; 6] = bbox.split(',').collect::<Vec<_>>().try_into().ok()?;
    let [west, south, low, east, north, high] = parts;
    let height = |text: &str| text.trim().parse::<f64>().ok().filter(|h| h.is_finite());
    (height(low)? <= height(high)?).then(|| [west, south, east, north].join(","))
}

/// `f`: the format. Takes it out of the pairs.
pub(super) fn format(pairs: &mut Vec<Pair<'_>>, errors: &mut Vec<QueryError>) {
    take(pairs, "f", errors, |value| match value {
        "json" | "geojson" => Ok(()),
        "csv" | "html" => Err(format!("‘{value}’ komt later; kies nu json of geojson")),
        _ => Err("kies json of geojson; csv en html komen later".to_owned()),
    });
}

/// `datetime`: an RFC 3339 instant or interval (`..` is open). Initiatives have no time of their own, so everything
/// matches, as OGC API - Features says (requirement 26); a mistake in it is a mistake. Takes it out of the pairs.
pub(super) fn datetime(pairs: &mut Vec<Pair<'_>>, errors: &mut Vec<QueryError>) {
    take(pairs, "datetime", errors, |value| {
        let instant = |text: &str| text.parse::<Timestamp>().map(Some);
        let end = |text: &str| if matches!(text, "" | "..") { Ok(None) } else { instant(text) };
        let sound = match value.split_once('/') {
            None => instant(value).is_ok(),
            Some((from, to)) => match (end(from), end(to)) {
                (Ok(Some(from)), Ok(Some(to))) => from <= to,
                (Ok(_), Ok(_)) => true,
                _ => false,
            },
        };
        if sound { Ok(()) } else { Err("moet een tijdstip (RFC 3339) of een interval van/tot zijn".to_owned()) }
    });
}

/// For addresses that take nothing but `f`.
///
/// # Errors
/// 400 that names all other parameters.
pub(super) fn only_format(raw: Option<&str>) -> Result<(), Problem> {
    let mut pairs = crate::http::params::decode(raw.unwrap_or_default())?;
    let mut errors = Vec::new();
    format(&mut pairs, &mut errors);
    errors.extend(pairs.iter().map(|(name, _)| QueryError::new(&**name, "deze parameter kennen we hier niet")));
    if errors.is_empty() { Ok(()) } else { Err(Problem::parameters(errors)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heights_are_left_out() {
        assert_eq!(without_heights("5,50,0,6,51,100"), Some("5,50,6,51".to_owned()));
        for bad in ["5,50,6,51", "5,50,9,6,51,1", "5,50,x,6,51,1", "5,50,NaN,6,51,1", "1,2,3,4,5,6,7"] {
            assert_eq!(without_heights(bad), None, "{bad}");
        }
    }

    #[test]
    fn moments_and_intervals_are_understood() {
        let errors = |value: &str| {
            let (mut pairs, mut errors) = (vec![("datetime".into(), value.into())], Vec::new());
            datetime(&mut pairs, &mut errors);
            assert!(pairs.is_empty());
            errors.len()
        };
        for good in ["2026-01-01T00:00:00Z", "../2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z/", "../.."] {
            assert_eq!(errors(good), 0, "{good}");
        }
        for bad in ["gisteren", "2026-01-02T00:00:00Z/2026-01-01T00:00:00Z", "2026-13-01T00:00:00Z", "..", "/x"] {
            assert_eq!(errors(bad), 1, "{bad}");
        }
    }
}

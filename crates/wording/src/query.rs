//! A query in words.

use atlas::Atlas;
use domain::{Kind, Near, Programme, Query, Region, Sector, Stage};

use crate::{dates, kilometres};

/// A name for the centre of a query: "Sittard" when it is close to the middle of that town, "een punt bij Sittard" when
/// the centre of a circle is further away from it, "dit punt" when no town is within 15 km.
#[must_use]
pub fn point_name(atlas: &Atlas, near: Near) -> String {
    let Some(place) = atlas.territory().nearest_settlement(near.point) else { return "dit punt".to_owned() };
    let off = place.point.distance_km(near.point);
    match near.radius_km {
        _ if off >= 15.0 => "dit punt".to_owned(),
        Some(km) if off > (km / 2.0).min(0.5) => format!("een punt bij {}", place.name),
        _ => place.name.clone(),
    }
}

/// Where and when a query looks, with the text it searches for: "in Midden-Limburg vanaf 1 januari 2027, met ‘robot’".
#[must_use]
pub fn where_phrase(atlas: &Atlas, query: &Query) -> String {
    let mut parts = Vec::new();
    match query.near {
        Some(near) => {
            let name = point_name(atlas, near);
            parts.push(match near.radius_km {
                Some(km) => format!("binnen {} van {name}", kilometres(km)),
                None => format!("dicht bij {name}"),
            });
        }
        None if !query.saved.is_empty() => parts.push("op deze bezoeklijst".to_owned()),
        None if query.regions.is_empty() && query.municipalities.is_empty() && query.bbox.is_none() => {
            parts.push("in Limburg".to_owned());
        }
        None => {}
    }
    match query.regions.as_slice() {
        [] => {}
        [one] => parts.push(format!("in {}", one.label())),
        [one, two] => parts.push(format!("in {}- en {}", one.short(), two.label())),
        _ => parts.push("in heel Limburg".to_owned()),
    }
    match query.municipalities.as_slice() {
        [] => {}
        [one] => parts.push(format!("in {}", municipality(atlas, one))),
        more => parts.push(format!("in {} gemeenten", more.len())),
    }
    match query.bbox {
        Some(bbox) if bbox.is_one_place() => {
            let near = Near { point: bbox.centre(), radius_km: None };
            parts.push(format!("op één plek bij {}", point_name(atlas, near)));
        }
        Some(_) => parts.push("op dit stuk kaart".to_owned()),
        None => {}
    }
    if let (Some(place), Some(days)) = (parts.last_mut(), days(query)) {
        *place = format!("{place} {days}");
    }
    if let Some(text) = &query.text {
        parts.push(format!("met ‘{text}’"));
    }
    parts.join(", ")
}

/// The days that a query asks for: "vanaf 1 januari 2027", "t/m 28 maart 2027"; `None` when it does not say.
#[must_use]
pub fn days(query: &Query) -> Option<String> {
    let day = |day: jiff::civil::Date| dates::day(&day.to_string());
    match (query.from, query.until) {
        (None, None) => None,
        (Some(from), None) => Some(format!("vanaf {}", day(from))),
        (None, Some(until)) => Some(format!("t/m {}", day(until))),
        (Some(from), Some(until)) if from == until => Some(format!("op {}", day(from))),
        (Some(from), Some(until)) => Some(format!("van {} t/m {}", day(from), day(until))),
    }
}

/// What a query is about: "initiatieven", "initiatieven en bijeenkomsten".
#[must_use]
pub fn kinds(query: &Query) -> String {
    let kinds: Vec<String> =
        Kind::ALL.iter().filter(|kind| query.asks(**kind)).map(|kind| kind.label().to_lowercase()).collect();
    kinds.join(" en ")
}

/// What a query asks for, as part of a sentence: "initiatieven in Midden-Limburg: Digitalisering, Idee", "bijeenkomsten over
/// digitalisering in Midden-Limburg".
#[must_use]
pub fn sentence(atlas: &Atlas, query: &Query) -> String {
    let about = if query.asks(Kind::Initiative) { String::new() } else { themes(atlas, query) };
    let rest = if about.is_empty() { query.clone() } else { Query { themes: Vec::new(), ..query.clone() } };
    let filters = filters(atlas, &rest);
    let what = if filters.is_empty() { String::new() } else { format!(": {filters}") };
    format!("{}{about} {}{what}", kinds(query), where_phrase(atlas, query))
}

/// " over kansengelijkheid of bewegend leren"; empty when no theme is asked for.
fn themes(atlas: &Atlas, query: &Query) -> String {
    let lower = |label: String| {
        let mut chars = label.chars();
        chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect::<String>())
    };
    let labels: Vec<String> = query.themes.iter().map(|slug| lower(theme(atlas, slug))).collect();
    if labels.is_empty() { String::new() } else { format!(" over {}", labels.join(" of ")) }
}

/// The filters that [`where_phrase`] leaves out: "Digitalisering, Idee".
#[must_use]
pub fn filters(atlas: &Atlas, query: &Query) -> String {
    let saved = if query.near.is_none() { Vec::new() } else { query.saved.clone() };
    let (kinds, regions, municipalities) = (Vec::new(), Vec::new(), Vec::new());
    let rest = Query {
        kinds,
        from: None,
        until: None,
        text: None,
        near: None,
        bbox: None,
        regions,
        municipalities,
        saved,
        ..query.clone()
    };
    all_filters(atlas, &rest)
}

/// Every filter: "‘robot’, Digitalisering, Idee".
#[must_use]
pub fn all_filters(atlas: &Atlas, query: &Query) -> String {
    filters_one_by_one(atlas, query).into_iter().map(|(label, _)| label).collect::<Vec<_>>().join(", ")
}

fn municipality(atlas: &Atlas, slug: &str) -> String {
    atlas.territory().vocabulary().municipality(slug).map_or_else(|_| slug.to_owned(), |t| t.label.clone())
}

fn theme(atlas: &Atlas, slug: &str) -> String {
    atlas.territory().vocabulary().theme(slug).map_or_else(|_| slug.to_owned(), |t| t.label.clone())
}

/// The label of each filter that is set, with the query without that filter.
#[must_use]
pub fn filters_one_by_one(atlas: &Atlas, query: &Query) -> Vec<(String, Query)> {
    let mut parts: Vec<(String, Query)> = Vec::new();
    macro_rules! each {
        ($field:ident, $label:expr) => {
            for value in &query.$field {
                let mut without = query.clone();
                without.$field.retain(|v| v != value);
                parts.push(($label(value), without));
            }
        };
    }
    if query.asks(Kind::Gathering) {
        let without = query.about(Kind::Initiative);
        parts.push((Kind::Gathering.label().to_owned(), without));
    }
    if let Some(text) = &query.text {
        parts.push((format!("‘{text}’"), Query { text: None, ..query.clone() }));
    }
    if let Some(near) = query.near {
        let name = point_name(atlas, near);
        let label =
            near.radius_km.map_or_else(|| format!("dicht bij {name}"), |km| format!("{} rond {name}", kilometres(km)));
        parts.push((label, Query { near: None, ..query.clone() }));
    }
    each!(regions, |r: &Region| r.label().to_owned());
    each!(municipalities, |m: &String| municipality(atlas, m));
    each!(programmes, |p: &Programme| p.label().to_owned());
    each!(themes, |t: &String| theme(atlas, t));
    each!(sectors, |s: &Sector| s.label().to_owned());
    each!(stages, |s: &Stage| s.label().to_owned());
    if let Some(days) = days(query) {
        parts.push((days, Query { from: None, until: None, ..query.clone() }));
    }
    if !query.saved.is_empty() {
        parts.push(("bezoeklijst".to_owned(), Query { saved: Vec::new(), ..query.clone() }));
    }
    if let Some(bbox) = query.bbox {
        let label = if bbox.is_one_place() { "deze plek" } else { "dit stuk kaart" };
        parts.push((label.to_owned(), Query { bbox: None, ..query.clone() }));
    }
    parts
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::sync::Arc;

    use territory::Territory;

    use super::*;

    #[test]
    fn sentence_says_what_and_when() {
        let atlas = Atlas::build(Vec::new(), Arc::new(Territory::shipped().unwrap()), 1, "https://kaart.example");
        let vocabulary = atlas.territory().vocabulary();
        for (address, words) in [
            ("", "initiatieven in Limburg"),
            ("thema=steam&regio=zuid", "initiatieven in Zuid-Limburg: Techniek en kunst (STEAM)"),
            (
                "soort=bijeenkomst&thema=kansengelijkheid&regio=midden&van=2027-01-01",
                "bijeenkomsten over kansengelijkheid in Midden-Limburg vanaf 1 januari 2027",
            ),
            ("soort=bijeenkomst&tot=2027-03-28&q=taal", "bijeenkomsten in Limburg t/m 28 maart 2027, met ‘taal’"),
            (
                "soort=bijeenkomst&soort=initiatief&van=2027-03-28&tot=2027-03-28&thema=steam",
                "initiatieven en bijeenkomsten in Limburg op 28 maart 2027: Techniek en kunst (STEAM)",
            ),
        ] {
            let pairs = address.split('&').filter_map(|pair| pair.split_once('='));
            let (query, errors) = Query::from_pairs(pairs, vocabulary);
            assert!(errors.is_empty(), "{errors:?}");
            assert_eq!(sentence(&atlas, &query), words);
        }
    }
}

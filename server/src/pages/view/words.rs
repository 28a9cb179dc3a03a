//! The answer in Dutch.

use atlas::Atlas;
use domain::{Near, Query, Region};

/// "initiatief" or "initiatieven".
pub(crate) fn noun(count: usize) -> &'static str {
    if count == 1 { "initiatief" } else { "initiatieven" }
}

/// "1 initiatief", "12 initiatieven".
pub(super) fn count(count: usize) -> String {
    format!("{count} {}", noun(count))
}

/// "4,5 km"; closer than a kilometre in metres.
pub(crate) fn kilometres(km: f64) -> String {
    if km < 0.95 {
        return format!("{:.0} m", ((km * 20.0).round() * 50.0).max(if km > 0.0 { 50.0 } else { 0.0 }));
    }
    let tenths = format!("{km:.1}");
    format!("{} km", tenths.strip_suffix(".0").unwrap_or(&tenths).replace('.', ","))
}

/// What the middle of a question is called: the place it lies in. Of a circle it is that place's middle, or said to be
/// only near it.
pub(super) fn point(atlas: &Atlas, near: Near) -> String {
    let Some(place) = atlas.territory().nearest_place(near.point) else { return "dit punt".to_owned() };
    let off = place.point.distance_km(near.point);
    match near.radius_km {
        _ if off >= 15.0 => "dit punt".to_owned(),
        Some(km) if off > (km / 2.0).min(0.5) => format!("een punt bij {}", place.name),
        _ => place.name.clone(),
    }
}

/// Where a question looks: "in Midden-Limburg".
pub(crate) fn place(atlas: &Atlas, query: &Query) -> String {
    let mut parts = Vec::new();
    match query.near {
        Some(near) => {
            let name = point(atlas, near);
            parts.push(match near.radius_km {
                Some(km) => format!("binnen {} van {name}", kilometres(km)),
                None => format!("dicht bij {name}"),
            });
        }
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
    if query.bbox.is_some() {
        parts.push("op dit stuk kaart".to_owned());
    }
    if let Some(text) = &query.text {
        parts.push(format!("met ‘{text}’"));
    }
    parts.join(", ")
}

/// What a question asks for, as a sentence part: "initiatieven in Midden-Limburg: Digitalisering, Idee".
pub(crate) fn sentence(atlas: &Atlas, query: &Query) -> String {
    let facets = facets(atlas, query);
    let what = if facets.is_empty() { String::new() } else { format!(": {facets}") };
    format!("initiatieven {}{what}", place(atlas, query))
}

/// The filters that [`place`] does not tell: "Digitalisering, Idee".
pub(crate) fn facets(atlas: &Atlas, query: &Query) -> String {
    let facets =
        Query { text: None, near: None, bbox: None, regions: Vec::new(), municipalities: Vec::new(), ..query.clone() };
    all(atlas, &facets)
}

/// Every filter: "‘robot’, Digitalisering, Idee".
pub(crate) fn all(atlas: &Atlas, query: &Query) -> String {
    parts(atlas, query).into_iter().map(|(label, _)| label).collect::<Vec<_>>().join(", ")
}

fn municipality(atlas: &Atlas, slug: &str) -> String {
    atlas.territory().vocabulary().municipality(slug).map_or_else(|_| slug.to_owned(), |t| t.label.clone())
}

fn theme(atlas: &Atlas, slug: &str) -> String {
    atlas.territory().vocabulary().theme(slug).map_or_else(|_| slug.to_owned(), |t| t.label.clone())
}

/// Each filter that is on: what it is called, and the question without it.
pub(super) fn parts(atlas: &Atlas, query: &Query) -> Vec<(String, Query)> {
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
    if let Some(text) = &query.text {
        parts.push((format!("‘{text}’"), Query { text: None, ..query.clone() }));
    }
    if let Some(near) = query.near {
        let name = point(atlas, near);
        let label =
            near.radius_km.map_or_else(|| format!("dicht bij {name}"), |km| format!("{} rond {name}", kilometres(km)));
        parts.push((label, Query { near: None, ..query.clone() }));
    }
    each!(regions, |r: &Region| r.label().to_owned());
    each!(municipalities, |m: &String| municipality(atlas, m));
    each!(programmes, |p: &domain::Programme| p.label().to_owned());
    each!(themes, |t: &String| theme(atlas, t));
    each!(sectors, |s: &domain::Sector| s.label().to_owned());
    each!(stages, |s: &domain::Stage| s.label().to_owned());
    if query.bbox.is_some() {
        parts.push(("dit stuk kaart".to_owned(), Query { bbox: None, ..query.clone() }));
    }
    parts
}

/// "naar het zuidoosten", for a bearing in degrees.
pub(super) fn direction(bearing: f64) -> &'static str {
    const WINDS: [&str; 8] = [
        "naar het noorden",
        "naar het noordoosten",
        "naar het oosten",
        "naar het zuidoosten",
        "naar het zuiden",
        "naar het zuidwesten",
        "naar het westen",
        "naar het noordwesten",
    ];
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 8")]
    let eighth = (bearing.rem_euclid(360.0) / 45.0).round() as usize % 8;
    WINDS[eighth]
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case(0.0, "0 m")]
    #[case(0.32, "300 m")]
    #[case(0.94, "950 m")]
    #[case(0.96, "1 km")]
    #[case(4.54, "4,5 km")]
    #[case(10.0, "10 km")]
    fn distances_read_like_dutch(#[case] km: f64, #[case] text: &str) {
        assert_eq!(kilometres(km), text);
    }

    #[rstest]
    #[case(0.0, "naar het noorden")]
    #[case(359.0, "naar het noorden")]
    #[case(135.0, "naar het zuidoosten")]
    #[case(-90.0, "naar het westen")]
    fn a_bearing_is_a_wind(#[case] bearing: f64, #[case] text: &str) {
        assert_eq!(direction(bearing), text);
    }
}

//! Whether a feature is as a filter wants it. What can't be known (`NULL`) is neither yes nor no, as in SQL.

use std::cmp::Ordering;

use jiff::Timestamp;

use crate::api::{
    collections::{Feature, Shape, Value},
    cql::{Comparison, Filter, Literal, Sets},
};

impl Filter {
    /// Whether the feature is as the filter wants it.
    pub(crate) fn holds(&self, feature: &Feature<'_>) -> bool {
        self.truth(feature) == Some(true)
    }

    fn truth(&self, feature: &Feature<'_>) -> Option<bool> {
        let value = |field: &usize| feature.values.get(*field).unwrap_or(&Value::Nothing);
        match self {
            Self::And(parts) => all(parts.iter().map(|part| part.truth(feature)), false),
            Self::Or(parts) => all(parts.iter().map(|part| part.truth(feature)), true),
            Self::Not(inner) => inner.truth(feature).map(|is| !is),
            Self::Always(is) => Some(*is),
            Self::Placed(is) => Some(*is != matches!(feature.shape, Shape::Nowhere)),
            Self::Compare(field, Comparison::Unequal, literal) => {
                some(value(field), literal, |order| order == Ordering::Equal).map(|is| !is)
            }
            Self::Compare(field, comparison, literal) => some(value(field), literal, |order| match comparison {
                Comparison::Equal | Comparison::Unequal => order == Ordering::Equal,
                Comparison::Less => order == Ordering::Less,
                Comparison::LessOrEqual => order != Ordering::Greater,
                Comparison::Greater => order == Ordering::Greater,
                Comparison::GreaterOrEqual => order != Ordering::Less,
            }),
            Self::Between(field, low, high) => {
                let above = some(value(field), low, |order| order != Ordering::Less)?;
                let below = some(value(field), high, |order| order != Ordering::Greater)?;
                Some(above && below)
            }
            Self::In(field, literals) => {
                all(literals.iter().map(|literal| some(value(field), literal, |order| order == Ordering::Equal)), true)
            }
            Self::Like(field, pattern) => match value(field) {
                Value::Text(text) => Some(pattern.is_like(text)),
                Value::Words(words) => Some(words.iter().any(|word| pattern.is_like(word))),
                _ => None,
            },
            Self::Missing(field) => Some(*value(field) == Value::Nothing),
            Self::Words(field, relation, wanted) => match value(field) {
                Value::Words(words) => {
                    let has = |word: &String| words.contains(&&**word);
                    let wants = |word: &&str| wanted.iter().any(|wanted| wanted == word);
                    Some(match relation {
                        Sets::Equal => wanted.iter().all(has) && words.iter().all(wants),
                        Sets::Contains => wanted.iter().all(has),
                        Sets::ContainedBy => words.iter().all(wants),
                        Sets::Overlaps => wanted.iter().any(has),
                    })
                }
                _ => None,
            },
            Self::Meets(zone) => Some(zone.meets(feature.shape)),
        }
    }
}

/// Whether any (`or`) or all of them are so, where nothing known of one does not settle it.
fn all(truths: impl Iterator<Item = Option<bool>>, or: bool) -> Option<bool> {
    let mut known = true;
    for truth in truths {
        match truth {
            Some(is) if is == or => return Some(or),
            Some(_) => {}
            None => known = false,
        }
    }
    known.then_some(!or)
}

/// Whether the value, or one of its words, compares so; `None` for no value.
fn some(value: &Value<'_>, literal: &Literal, is: impl Fn(Ordering) -> bool) -> Option<bool> {
    match (value, literal) {
        (Value::Text(text), Literal::Text(wanted)) => Some(is((**text).cmp(wanted))),
        (Value::Words(words), Literal::Text(wanted)) => Some(words.iter().any(|word| is((*word).cmp(wanted)))),
        #[allow(clippy::cast_precision_loss, reason = "counts")]
        (Value::Whole(number), Literal::Number(wanted)) => (*number as f64).partial_cmp(wanted).map(is),
        (Value::Flag(flag), Literal::Flag(wanted)) => Some(is(flag.cmp(wanted))),
        (Value::Moment(moment), Literal::Moment(wanted)) => moment.parse::<Timestamp>().ok().map(|m| is(m.cmp(wanted))),
        (Value::Moment(moment), Literal::Day(start, end)) => moment.parse::<Timestamp>().ok().map(|m| {
            is(if m < *start {
                Ordering::Less
            } else if m < *end {
                Ordering::Equal
            } else {
                Ordering::Greater
            })
        }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use domain::LngLat;
    use rstest::rstest;

    use super::*;
    use crate::api::{collections::Collection, cql::parse, crs::Crs};

    fn holds(text: &str) -> bool {
        let fields = Collection::Initiatives.queryables();
        let text_of = |name: &str| match name {
            "titel" => Value::Text("Robots in de klas".into()),
            "regio" => Value::Text("midden".into()),
            "thema" => Value::Words(vec!["steam", "digitalisering"]),
            "sector" => Value::Words(Vec::new()),
            "gewijzigd" => Value::Moment("2026-03-01T10:00:00Z".into()),
            "voorbeeld" => Value::Flag(false),
            _ => Value::Nothing,
        };
        let feature = Feature {
            shape: Shape::Point(LngLat::new(5.7064, 51.2518).unwrap()),
            values: fields.iter().map(|field| text_of(field.name)).collect(),
        };
        parse(text, fields, Crs::Crs84).unwrap().holds(&feature)
    }

    #[rstest]
    #[case("thema = 'steam'", true)]
    #[case("thema <> 'steam'", false)]
    #[case("thema = 'steam' AND thema = 'digitalisering'", true)]
    #[case("thema IN ('x','steam')", true)]
    #[case("NOT thema = 'drop-outs'", true)]
    #[case("sector = 'po'", false)]
    #[case("sector <> 'po'", true)]
    #[case("A_EQUALS(thema, ('digitalisering','steam'))", true)]
    #[case("A_CONTAINS(thema, ('steam','po'))", false)]
    #[case("A_CONTAINEDBY(thema, ('steam','digitalisering','x'))", true)]
    #[case("A_CONTAINS(('steam','digitalisering','x'), thema)", true)]
    #[case("A_CONTAINEDBY(('steam'), thema)", true)]
    #[case("A_OVERLAPS(thema, ('steam','x'))", true)]
    #[case("regio > 'lente' AND regio < 'noord'", true)]
    #[case("regio BETWEEN 'a' AND 'midden'", true)]
    #[case("regio NOT BETWEEN 'a' AND 'b'", true)]
    #[case("gewijzigd > DATE('2026-02-28')", true)]
    #[case("gewijzigd > DATE('2026-03-01')", false)]
    #[case("gewijzigd = DATE('2026-03-01')", true)]
    #[case("gewijzigd < DATE('2026-03-02')", true)]
    #[case("gewijzigd BETWEEN DATE('2026-02-01') AND DATE('2026-03-01')", true)]
    #[case("gewijzigd IN (DATE('2026-02-28'), DATE('2026-03-01'))", true)]
    #[case("A_EQUALS(sector, ())", true)]
    #[case("A_EQUALS(thema, ())", false)]
    #[case("geometry IS NULL", false)]
    #[case("geometry IS NOT NULL", true)]
    #[case("gewijzigd <= TIMESTAMP('2026-03-01T11:00:00+01:00')", true)]
    #[case("website IS NULL", true)]
    // Nobody knows: neither yes nor no.
    #[case("website = 'https://x.nl'", false)]
    #[case("NOT website = 'https://x.nl'", false)]
    #[case("website = 'https://x.nl' OR regio = 'midden'", true)]
    #[case("website LIKE '%'", false)]
    #[case("voorbeeld = false", true)]
    #[case("titel LIKE '%in de%'", true)]
    #[case("false OR true AND true", true)]
    #[case("regio = 'zuid' OR regio = 'midden' AND titel LIKE 'R%'", true)]
    #[case("S_INTERSECTS(geometry, POINT(5.7064 51.2518))", true)]
    #[case("S_INTERSECTS(geometry, BBOX(5.7064,51.2518,6,52))", true)]
    #[case("S_INTERSECTS(geometry, POLYGON((5 51, 6 51, 6 52, 5 52, 5 51)))", true)]
    #[case(
        "S_INTERSECTS(geometry, POLYGON((5 51, 6 51, 6 52, 5 52, 5 51),(5.6 51.2,5.8 51.2,5.8 51.3,5.6 51.2)))",
        false
    )]
    #[case("S_INTERSECTS(geometry, MULTIPOINT((1 2),(5.7064 51.2518)))", true)]
    #[case("S_INTERSECTS(geometry, LINESTRING(5.7064 51, 5.7064 52))", true)]
    #[case("S_INTERSECTS(geometry, GEOMETRYCOLLECTION(POINT(1 2),POINT(5.7064 51.2518)))", true)]
    #[case("S_INTERSECTS(geometry, POLYGON((6 51, 7 51, 7 52, 6 51)))", false)]
    fn it_is_as_the_filter_wants(#[case] text: &str, #[case] is: bool) {
        assert_eq!(holds(text), is);
    }
}

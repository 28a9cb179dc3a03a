//! What an address of figures asks: the one query, and how to look for white spots.

use domain::{Query, QueryError, Vocabulary, query::encode_pairs};

/// How near is near, unless asked otherwise: km.
pub(crate) const KM: f64 = 10.0;

/// What can be asked for, in km.
const RANGE: std::ops::RangeInclusive<f64> = 1.0..=50.0;

/// The query, and the parameters of these pages alone.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Asked {
    /// What is counted.
    pub(crate) query: Query,
    /// `binnen`: how near is near, 1 to 50 km.
    pub(crate) km: f64,
    /// `vlek`: the theme on the large map, as a slug.
    pub(crate) spot: Option<String>,
}

impl Asked {
    /// Reads decoded pairs like [`Query::from_pairs`].
    pub(crate) fn from_pairs<'a>(
        pairs: impl IntoIterator<Item = (&'a str, &'a str)>,
        vocabulary: &Vocabulary,
    ) -> (Self, Vec<QueryError>) {
        let (mut km, mut spot, mut own, mut rest) = (None, None, Vec::new(), Vec::new());
        for (name, value) in pairs {
            let outcome = match (name, value) {
                ("binnen" | "vlek", "") => Ok(()),
                ("binnen", _) if km.is_some() => Err("mag maar één keer voorkomen".to_owned()),
                ("vlek", _) if spot.is_some() => Err("mag maar één keer voorkomen".to_owned()),
                ("binnen", _) => match value.parse::<f64>() {
                    Ok(value) if RANGE.contains(&value) => {
                        km = Some(value);
                        Ok(())
                    }
                    _ => Err(format!("moet een getal van {} tot en met {} zijn (km)", RANGE.start(), RANGE.end())),
                },
                ("vlek", _) => {
                    vocabulary.theme(value).map(|theme| spot = Some(theme.slug.clone())).map_err(|e| e.to_string())
                }
                _ => {
                    rest.push((name, value));
                    Ok(())
                }
            };
            own.extend(outcome.err().map(|reason| QueryError::new(name, reason)));
        }
        let (mut query, mut errors) = Query::from_pairs(rest, vocabulary);
        errors.extend(query.settle_for_initiatives());
        errors.append(&mut own);
        (Self { query, km: km.unwrap_or(KM), spot }, errors)
    }

    /// The same, as a query string without the question mark.
    pub(crate) fn encoded(&self) -> String {
        let mut pairs = self.query.to_pairs();
        if (self.km - KM).abs() > f64::EPSILON {
            pairs.push(("binnen", self.km.to_string()));
        }
        pairs.extend(self.spot.iter().map(|spot| ("vlek", spot.clone())));
        encode_pairs(&pairs)
    }

    /// The same of another path: `/cijfers` or `/cijfers?…`.
    pub(crate) fn at(&self, path: &str) -> String {
        match self.encoded() {
            query if query.is_empty() => path.to_owned(),
            query => format!("{path}?{query}"),
        }
    }
}

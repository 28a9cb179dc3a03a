//! Errors. The messages are Dutch, for people who import files.

/// Why areas, settlements or shapes could not be read.
#[derive(Debug, thiserror::Error)]
pub enum TerritoryError {
    /// The text is not a GeoJSON FeatureCollection.
    #[error("geen geldige GeoJSON FeatureCollection: {0}")]
    GeoJson(#[from] geojson::Error),
    /// A property of a feature is missing or has an unusable value.
    #[error("gebied {number}, eigenschap {property}: {reason}")]
    Property {
        /// The number of the feature, from 1.
        number: usize,
        /// The public name of the property.
        property: &'static str,
        /// What is wrong.
        reason: String,
    },
    /// The geometry of a feature can't be used.
    #[error("gebied {number}, geometrie: {reason}")]
    Geometry {
        /// The number of the feature, from 1.
        number: usize,
        /// What is wrong.
        reason: String,
    },
    /// One of the three regions has no area.
    #[error("er is geen gebied in {0}; alle drie de regio’s moeten erin staan")]
    RegionMissing(&'static str),
    /// A table of settlements or postcodes can't be read.
    #[error("tabel {table}: {source}")]
    Table {
        /// The name of the table.
        table: &'static str,
        /// What is wrong.
        source: csv::Error,
    },
    /// There are no settlements in Limburg.
    #[error("de lijst van plaatsen is leeg")]
    NoSettlements,
}

/// A position that is not in Limburg.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
#[error("ligt buiten Limburg, {} km over de grens", decimal_comma(*km))]
pub struct Outside {
    /// The distance to the nearest border of an area, in km.
    pub km: f64,
}

/// A postcode or name that is unknown.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum GeocodeError {
    /// The postcode (four digits) is unknown.
    #[error("postcode {0} kennen we niet in Limburg; geef lon en lat")]
    Postcode(String),
    /// The name of the town is unknown.
    #[error("‘{name}’ kennen we niet als plaats in Limburg{}", suggestion(.like.as_deref()))]
    Town {
        /// The name as given.
        name: String,
        /// A town with a similar name.
        like: Option<String>,
    },
}

fn suggestion(like: Option<&str>) -> String {
    like.map_or_else(|| "; geef lon en lat".to_owned(), |name| format!("; bedoelt u ‘{name}’?"))
}

/// One decimal, with a decimal comma.
fn decimal_comma(value: f64) -> String {
    format!("{value:.1}").replace('.', ",")
}

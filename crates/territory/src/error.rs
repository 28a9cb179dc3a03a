//! What can go wrong, in Dutch: people who import files read these.

/// Why areas, places or shapes could not be read.
#[derive(Debug, thiserror::Error)]
pub enum TerritoryError {
    /// The text is not a GeoJSON FeatureCollection.
    #[error("geen geldige GeoJSON FeatureCollection: {0}")]
    GeoJson(#[from] geojson::Error),
    /// A feature lacks a property, or it has an unusable value.
    #[error("gebied {number}, eigenschap {property}: {reason}")]
    Property {
        /// Which feature, counted from 1.
        number: usize,
        /// The property's public name.
        property: &'static str,
        /// What is wrong.
        reason: String,
    },
    /// A feature's geometry can't be used.
    #[error("gebied {number}, geometrie: {reason}")]
    Geometry {
        /// Which feature, counted from 1.
        number: usize,
        /// What is wrong.
        reason: String,
    },
    /// There is no area at all in one of the three regions.
    #[error("er is geen gebied in {0}; alle drie de regio’s moeten erin staan")]
    RegionMissing(&'static str),
    /// A table of places or postcodes can't be read.
    #[error("tabel {table}: {source}")]
    Table {
        /// The table's name.
        table: &'static str,
        /// What is wrong.
        source: csv::Error,
    },
    /// There are no places to name anything after.
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

/// A postcode or town name that the gazetteer does not know.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum GeocodeError {
    /// No such postcode (four digits) in the gazetteer.
    #[error("postcode {0} kennen we niet in Limburg; geef lon en lat")]
    Postcode(String),
    /// No town of this name in the gazetteer.
    #[error("‘{name}’ kennen we niet als plaats in Limburg{}", suggestion(.like.as_deref()))]
    Town {
        /// The name as given.
        name: String,
        /// A town that is spelled almost like it.
        like: Option<String>,
    },
}

fn suggestion(like: Option<&str>) -> String {
    like.map_or_else(|| "; geef lon en lat".to_owned(), |name| format!("; bedoelt u ‘{name}’?"))
}

/// One decimal, with the comma that Dutch readers expect.
fn decimal_comma(value: f64) -> String {
    format!("{value:.1}").replace('.', ",")
}

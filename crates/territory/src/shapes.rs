//! Shapes for drawing the map, parsed from the embedded data; WGS84 degrees.

use domain::Region;
use geo::{LineString, MultiLineString, MultiPolygon};
use geojson::{Feature, FeatureCollection, GeometryValue};

use crate::{TerritoryError, area::polygons};

const OUTLINE: &str = include_str!("../../../data/omtrek.geojson");
const REGIONS: &str = include_str!("../../../data/regios.geojson");
const RIVERS: &str = include_str!("../../../data/maas.geojson");
const NEIGHBOURS: &str = include_str!("../../../data/buren.geojson");

/// A river, or a part of it.
#[derive(Debug, Clone)]
pub struct River {
    /// Its name; empty when the data has none.
    pub name: String,
    /// Its course.
    pub geometry: MultiLineString,
}

/// A country or province next to Limburg.
#[derive(Debug, Clone)]
pub struct Neighbour {
    /// `nl`, `be` or `de`.
    pub country: String,
    /// Its name; empty when the map should not show it.
    pub name: String,
    /// Where it is.
    pub geometry: MultiPolygon,
}

/// The border of the province, for drawing.
///
/// # Errors
/// When the embedded data can't be read.
pub fn outline() -> Result<MultiPolygon, TerritoryError> {
    let parts = features(OUTLINE)?.map(|feature| feature.and_then(|f| f.polygons())).collect::<Result<Vec<_>, _>>()?;
    Ok(MultiPolygon(parts.into_iter().flatten().collect()))
}

/// The three regions, for drawing.
///
/// # Errors
/// When the embedded data can't be read.
pub fn regions() -> Result<Vec<(Region, MultiPolygon)>, TerritoryError> {
    features(REGIONS)?
        .map(|feature| {
            let feature = feature?;
            let region = Region::parse(&feature.text("regio")).map_err(|e| TerritoryError::Property {
                number: feature.number,
                property: "regio",
                reason: e.to_string(),
            })?;
            Ok((region, feature.polygons()?))
        })
        .collect()
}

/// The Maas.
///
/// # Errors
/// When the embedded data can't be read.
pub fn rivers() -> Result<Vec<River>, TerritoryError> {
    features(RIVERS)?
        .map(|feature| {
            let feature = feature?;
            Ok(River { name: feature.text("naam"), geometry: feature.lines()? })
        })
        .collect()
}

/// The countries and provinces around Limburg.
///
/// # Errors
/// When the embedded data can't be read.
pub fn neighbours() -> Result<Vec<Neighbour>, TerritoryError> {
    features(NEIGHBOURS)?
        .map(|feature| {
            let feature = feature?;
            Ok(Neighbour { country: feature.text("land"), name: feature.text("naam"), geometry: feature.polygons()? })
        })
        .collect()
}

/// A feature with its number (from 1) and its geometry.
struct Shape {
    number: usize,
    feature: Feature,
    geometry: GeometryValue,
}

fn features(text: &str) -> Result<impl Iterator<Item = Result<Shape, TerritoryError>>, TerritoryError> {
    let collection: FeatureCollection = text.parse()?;
    Ok(collection.features.into_iter().enumerate().map(|(index, mut feature)| {
        let number = index + 1;
        let missing = || TerritoryError::Geometry { number, reason: "ontbreekt".to_owned() };
        let geometry = feature.geometry.take().ok_or_else(missing)?.value;
        Ok(Shape { number, feature, geometry })
    }))
}

impl Shape {
    fn text(&self, property: &str) -> String {
        self.feature.property(property).and_then(|value| value.as_str()).unwrap_or_default().to_owned()
    }

    fn wrong(number: usize, reason: impl ToString) -> TerritoryError {
        TerritoryError::Geometry { number, reason: reason.to_string() }
    }

    fn polygons(self) -> Result<MultiPolygon, TerritoryError> {
        polygons(self.geometry).map_err(|reason| Self::wrong(self.number, reason))
    }

    fn lines(self) -> Result<MultiLineString, TerritoryError> {
        let wrong = |reason: geojson::Error| Self::wrong(self.number, reason);
        match &self.geometry {
            GeometryValue::LineString { .. } => {
                let line: LineString = self.geometry.try_into().map_err(wrong)?;
                Ok(MultiLineString(vec![line]))
            }
            _ => self.geometry.try_into().map_err(wrong),
        }
    }
}

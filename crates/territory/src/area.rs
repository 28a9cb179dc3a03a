//! Municipal areas: read from and written to GeoJSON.

use std::collections::HashSet;

use domain::{Bbox, LngLat, Position, Region, initiative::point};
use geo::{BoundingRect as _, MultiPolygon};
use geojson::{FeatureCollection, GeometryValue};

use crate::{TerritoryError, fold::municipality_slug, rd::from_rd};

/// A municipality with its region and its borders.
#[derive(Debug, Clone, PartialEq)]
pub struct Area {
    /// The name of the municipality.
    pub municipality: String,
    /// The region (COROP) that it belongs to.
    pub region: Region,
    /// WGS84 degrees.
    pub geometry: MultiPolygon,
}

impl Area {
    /// The smallest box around it; `None` when it has no points.
    #[must_use]
    pub fn bbox(&self) -> Option<Bbox> {
        let rect = self.geometry.bounding_rect()?;
        let corner = |c: geo::Coord| LngLat::new(c.x, c.y).ok();
        Bbox::new(corner(rect.min())?, corner(rect.max())?).ok()
    }

    /// The geometry as GeoJSON text.
    #[must_use]
    pub fn geometry_json(&self) -> String {
        geojson::Geometry::new(GeometryValue::from(&self.geometry)).to_string()
    }

    /// Builds an area from its parts. The geometry is GeoJSON text, as [`Area::geometry_json`] writes it.
    ///
    /// # Errors
    /// When the text is not a Polygon or MultiPolygon in degrees.
    pub fn from_parts(municipality: String, region: Region, geometry: &str) -> Result<Self, TerritoryError> {
        let parsed: geojson::Geometry = geometry.parse()?;
        let geometry = polygons(parsed.value).map_err(|reason| TerritoryError::Geometry { number: 1, reason })?;
        Ok(Self { municipality, region, geometry })
    }
}

/// Reads a FeatureCollection of Polygons and MultiPolygons with the properties `gemeente` and `regio`. Points are in WGS84
/// degrees or in RD, in either order.
///
/// # Errors
/// When the text is not GeoJSON, a property is missing, unknown or given twice, a geometry is not a polygon of such
/// points, or one of the three regions has no area.
pub fn read_areas(geojson: &str) -> Result<Vec<Area>, TerritoryError> {
    let collection: FeatureCollection = geojson.parse()?;
    let mut areas = Vec::with_capacity(collection.features.len());
    let mut seen = HashSet::new();
    for (index, feature) in collection.features.into_iter().enumerate() {
        let number = index + 1;
        let property = |property, reason: String| TerritoryError::Property { number, property, reason };
        let text = |name: &'static str| match feature.property(name) {
            Some(serde_json::Value::String(text)) if !text.trim().is_empty() => Ok(text.trim().to_owned()),
            Some(serde_json::Value::String(_) | serde_json::Value::Null) | None => {
                Err(property(name, "ontbreekt".to_owned()))
            }
            Some(_) => Err(property(name, "is geen tekst".to_owned())),
        };
        let municipality = text("gemeente")?;
        let region = Region::parse(&text("regio")?).map_err(|e| property("regio", e.to_string()))?;
        if !seen.insert(municipality_slug(&municipality)) {
            return Err(property("gemeente", format!("‘{municipality}’ komt twee keer voor")));
        }
        let wrong = |reason| TerritoryError::Geometry { number, reason };
        let geometry = feature.geometry.ok_or_else(|| wrong("ontbreekt".to_owned()))?;
        let geometry = polygons(geometry.value).map_err(wrong)?;
        areas.push(Area { municipality, region, geometry });
    }
    match Region::ALL.iter().find(|region| !areas.iter().any(|area| area.region == **region)) {
        Some(missing) => Err(TerritoryError::RegionMissing(missing.label())),
        None => Ok(areas),
    }
}

/// Reads a Polygon or MultiPolygon, every point as the position it must mean.
pub(crate) fn polygons(mut value: GeometryValue) -> Result<MultiPolygon, String> {
    // Checked before the conversion, since geo closes rings and accepts any number.
    let rings: Vec<&mut Vec<geojson::Position>> = match &mut value {
        GeometryValue::Polygon { coordinates } => coordinates.iter_mut().collect(),
        GeometryValue::MultiPolygon { coordinates } => coordinates.iter_mut().flatten().collect(),
        other => return Err(format!("is een {}; verwacht een Polygon of MultiPolygon", other.type_name())),
    };
    if rings.is_empty() {
        return Err("heeft geen punten".to_owned());
    }
    for ring in rings {
        if ring.len() < 4 {
            return Err(format!("een ring heeft {} punten; minstens 4 zijn nodig", ring.len()));
        }
        for position in ring {
            let meant = meant(position.as_slice())?;
            *position = [meant.lon(), meant.lat()].into();
        }
    }
    let geometry: geo::Geometry = geo::Geometry::try_from(value).map_err(|e| e.to_string())?;
    match geometry {
        geo::Geometry::Polygon(polygon) => Ok(MultiPolygon(vec![polygon])),
        geo::Geometry::MultiPolygon(polygons) => Ok(polygons),
        _ => Err("is geen Polygon of MultiPolygon".to_owned()),
    }
}

/// Where a point is.
fn meant(numbers: &[f64]) -> Result<LngLat, String> {
    let [x, y, ..] = *numbers else { return Err("een punt heeft geen twee getallen".to_owned()) };
    match point(x, y) {
        Ok(Position::Rd(metres)) => Ok(from_rd(metres)),
        Ok(Position::Point(point)) => Ok(point),
        Ok(Position::Postcode(_) | Position::Town(_)) => Err("een punt is geen positie".to_owned()),
        Err(reason) => Err(format!("we lazen het punt [{x}, {y}]: {reason}")),
    }
}

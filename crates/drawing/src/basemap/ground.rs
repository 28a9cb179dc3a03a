//! The ground for MapLibre: one GeoJSON, in which the property `laag` of each feature names its layer.

use geo::{Coord, Geometry, LineString};
use serde_json::json;

use super::Ground;

/// Lines at every 0.5 degrees of longitude and 0.3 of latitude, which make nearly square cells at this latitude.
pub(super) fn graticule() -> Vec<LineString> {
    let (west, south, east, north) = (-2.0, 46.5, 14.0, 56.1);
    let meridians = (0..=32).map(|i| west + 0.5 * f64::from(i)).map(|lon| [(lon, south), (lon, north)]);
    let parallels = (0..=32).map(|i| south + 0.3 * f64::from(i)).map(|lat| [(west, lat), (east, lat)]);
    meridians.chain(parallels).map(|ends| ends.map(|(x, y)| Coord { x, y }).to_vec().into()).collect()
}

pub(super) fn geojson(ground: &Ground) -> String {
    let feature = |layer: &str, geometry: Geometry| json!({ "type": "Feature", "properties": { "laag": layer }, "geometry": geojson::Geometry::from(&geometry) });
    let mut features = Vec::new();
    for neighbour in &ground.neighbours {
        features.push(feature(&neighbour.country.to_lowercase(), neighbour.geometry.clone().into()));
    }
    features.extend(graticule().into_iter().map(|line| feature("graad", line.into())));
    for river in &ground.rivers {
        let layer = if river.name == "Maas" { "maas" } else { "rivier" };
        features.push(feature(layer, river.geometry.clone().into()));
    }
    features.push(feature("omtrek", ground.outline.clone().into()));
    for (region, shape) in &ground.regions {
        features.push(feature(region.slug(), shape.clone().into()));
    }
    json!({ "type": "FeatureCollection", "features": features }).to_string()
}

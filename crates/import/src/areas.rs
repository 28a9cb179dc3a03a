//! Imports exact municipal borders, which replace the approximate ones.

use domain::Bbox;
use store::{Relocation, Store};
use territory::{Territory, TerritoryError, read_areas};

use super::{error::ImportError, geojson, source::Source};

/// Reads a file of areas, stores them, and assigns everything in the store to them, in one transaction.
///
/// # Errors
/// When the file can't be used, an area lies elsewhere, or the database can't be written.
pub async fn areas(source: &Source, store: &Store, territory: &Territory) -> Result<Relocation, ImportError> {
    let features = geojson::features(source.text())?;
    let line_of = |number: usize| number.checked_sub(1).and_then(|index| features.get(index)).map(|(line, _)| *line);
    let areas = read_areas(source.text()).map_err(|source| {
        let line = match &source {
            TerritoryError::Property { number, .. } | TerritoryError::Geometry { number, .. } => line_of(*number),
            _ => None,
        };
        ImportError::Areas { line, source }
    })?;
    for (number, area) in (1..).zip(&areas) {
        let bbox = area.bbox().filter(|bbox: &Bbox| !bbox.intersects(territory.bounds()));
        if let Some(middle) = bbox.map(|bbox| bbox.centre()) {
            let (line, name) = (line_of(number).unwrap_or(1), area.municipality.clone());
            return Err(ImportError::AreaElsewhere { line, name, lon: middle.lon(), lat: middle.lat() });
        }
    }
    Ok(store.replace_areas(&territory.clone().with_areas(areas)).await?)
}

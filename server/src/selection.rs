//! What a query finds in one snapshot: what every file, feed and drawing shows.

use std::sync::Arc;

use atlas::Atlas;
use domain::{Bbox, LngLat, Query, Region, Sort};

/// What a query finds, in the order of the answer: by distance when the query gives a point, else by id.
#[derive(Clone)]
pub(crate) struct Selection {
    /// The snapshot that answered.
    pub(crate) atlas: Arc<Atlas>,
    /// The region of the address, which narrows the query; `None` for all of Limburg.
    pub(crate) region: Option<Region>,
    /// The query, narrowed to that region.
    pub(crate) query: Query,
    /// What it finds.
    pub(crate) indexes: Vec<u32>,
    /// Not all that the query finds: something else narrows it, or it is a page of it.
    pub(crate) partial: bool,
}

impl Selection {
    /// Asks the snapshot. A region in the address that contradicts those of the query leaves nothing.
    pub(crate) fn of(atlas: Arc<Atlas>, mut query: Query, region: Option<Region>) -> Self {
        let elsewhere = region.is_some_and(|region| !query.regions.is_empty() && !query.regions.contains(&region));
        if let Some(region) = region {
            query.regions = vec![region];
        }
        let indexes = if elsewhere {
            Vec::new()
        } else {
            let matches = atlas.matches(&query);
            match query.near {
                Some(_) => atlas.ranked(&query, &matches, Sort::Auto),
                None => matches.iter().collect(),
            }
        };
        Self { atlas, region, query, indexes, partial: elsewhere }
    }

    /// The piece of the map that was asked about: a circle, a box, municipalities, regions, else all of Limburg.
    pub(crate) fn bounds(&self) -> Bbox {
        let (territory, query) = (self.atlas.territory(), &self.query);
        let union = |boxes: Vec<Bbox>| boxes.into_iter().reduce(Bbox::union);
        let circle = query.near.and_then(|near| Some(Bbox::around_circle(near.point, near.radius_km?)));
        circle
            .or(query.bbox)
            .or_else(|| union(query.municipalities.iter().filter_map(|m| territory.municipality_bounds(m)).collect()))
            .or_else(|| union(query.regions.iter().map(|&region| territory.region_bounds(region)).collect()))
            .unwrap_or_else(|| territory.bounds())
    }

    /// The point that distances are measured from.
    pub(crate) fn near(&self) -> Option<LngLat> {
        self.query.near.map(|near| near.point)
    }

    /// `noord`, `midden`, `zuid` or `limburg`: the region as addresses and files name it.
    pub(crate) fn region_slug(&self) -> &'static str {
        self.region.map_or("limburg", Region::slug)
    }
}

/// Reads `midden.geojson` as a region (`None` for all of Limburg) and an extension; `None` when it is no such name.
pub(crate) fn region_file(file: &str) -> Option<(Option<Region>, &str)> {
    let (name, extension) = file.split_once('.')?;
    let region = if name == "limburg" { None } else { Some(Region::parse(name).ok()?) };
    Some((region, extension))
}

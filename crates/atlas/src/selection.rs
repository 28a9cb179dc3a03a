//! The result of a query, as files, feeds and drawings need it.

use std::sync::Arc;

use domain::{Bbox, LngLat, Query, Region, Sort};

use crate::Atlas;

/// The initiatives that a query finds, by distance when the query has a centre, else by id.
#[derive(Clone)]
pub struct Selection {
    /// The snapshot that was searched.
    pub atlas: Arc<Atlas>,
    /// The region in the address, which narrows the query; `None` for all of Limburg.
    pub region: Option<Region>,
    /// The query, narrowed to that region.
    pub query: Query,
    /// The indexes of what it finds.
    pub indexes: Vec<u32>,
    /// Whether this is only a part of what the query finds: one page of it, or narrowed by something else.
    pub partial: bool,
}

impl Selection {
    /// Searches the snapshot. Finds nothing when the query asks for other regions than the one in the address.
    #[must_use]
    pub fn of(atlas: Arc<Atlas>, mut query: Query, region: Option<Region>) -> Self {
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

    /// The part of the map that the query is about: its circle, box, municipalities or regions, else all of Limburg.
    #[must_use]
    pub fn bounds(&self) -> Bbox {
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
    #[must_use]
    pub fn near(&self) -> Option<LngLat> {
        self.query.near.map(|near| near.point)
    }

    /// The region in addresses and names of files: `noord`, `midden`, `zuid` or `limburg`.
    #[must_use]
    pub fn region_slug(&self) -> &'static str {
        self.region.map_or("limburg", Region::slug)
    }
}

//! The territory: one value that answers every question about location.

use std::sync::OnceLock;

use domain::{Bbox, LngLat, Position, Region, Term, Vocabulary};
use geo::MultiPolygon;

use crate::{
    Area, GeocodeError, Located, Outside, Settlement, TerritoryError, fold, gazetteer::Gazetteer, joined::joined,
    locate::AreaIndex, read_areas,
};

/// The distance to the approximate areas within which a point still counts as Limburg, in km.
const SHIPPED_TOLERANCE_KM: f64 = 1.5;
/// The same distance for imported borders, which are often generalised, in km.
const EXACT_TOLERANCE_KM: f64 = 0.25;

/// Areas, settlements and postcodes, indexed; immutable.
#[derive(Debug, Clone)]
pub struct Territory {
    areas: AreaIndex,
    gazetteer: Gazetteer,
    vocabulary: Vocabulary,
    bounds: Bbox,
    region_bounds: Vec<(Region, Bbox)>,
    outline: OnceLock<MultiPolygon>,
    regions: OnceLock<Vec<(Region, MultiPolygon)>>,
    exact: bool,
}

impl Territory {
    /// The territory that comes with the project: approximate areas.
    ///
    /// # Errors
    /// When the embedded data can't be read; a test proves that it can.
    pub fn shipped() -> Result<Self, TerritoryError> {
        let gazetteer =
            Gazetteer::read(include_str!("../../../data/plaatsen.csv"), include_str!("../../../data/postcodes.csv"))?;
        let areas = read_areas(include_str!("../../../data/gebieden.geojson"))?;
        Self::build(areas, gazetteer, false).ok_or(TerritoryError::NoSettlements)
    }

    /// Replaces the borders by exact ones. Without any area the borders stay as they are.
    #[must_use]
    pub fn with_areas(self, areas: Vec<Area>) -> Self {
        match Self::build(areas, self.gazetteer.clone(), true) {
            Some(exact) => exact,
            None => self,
        }
    }

    /// `None` when the areas have no extent.
    fn build(areas: Vec<Area>, gazetteer: Gazetteer, exact: bool) -> Option<Self> {
        let bounds_of = |of: &dyn Fn(&Area) -> bool| {
            areas.iter().filter(|area| of(area)).filter_map(Area::bbox).reduce(Bbox::union)
        };
        let bounds = bounds_of(&|_| true)?;
        let region_bounds = Region::ALL
            .iter()
            .filter_map(|&region| Some((region, bounds_of(&|area| area.region == region)?)))
            .collect();
        let mut municipalities: Vec<Term> = areas
            .iter()
            .map(|area| Term { slug: Self::municipality_slug(&area.municipality), label: area.municipality.clone() })
            .collect();
        municipalities.sort_by(|a, b| a.label.cmp(&b.label));
        Some(Self {
            vocabulary: Vocabulary::new(municipalities),
            areas: AreaIndex::new(areas),
            gazetteer,
            bounds,
            region_bounds,
            outline: OnceLock::new(),
            regions: OnceLock::new(),
            exact,
        })
    }

    /// Whether imported borders are in use.
    #[must_use]
    pub fn exact(&self) -> bool {
        self.exact
    }

    /// Region, municipality and town of a point. A point just over the border (1.5 km with the approximate areas,
    /// 0.25 km with imported ones) belongs to the nearest area.
    ///
    /// # Errors
    /// [`Outside`] when the point is further away, with the distance to the border.
    pub fn locate(&self, p: LngLat) -> Result<Located, Outside> {
        let tolerance_km = if self.exact { EXACT_TOLERANCE_KM } else { SHIPPED_TOLERANCE_KM };
        let area = self.areas.locate(p, tolerance_km)?;
        let town = self.gazetteer.town_in(&Self::municipality_slug(&area.municipality), p);
        Ok(Located {
            region: area.region,
            municipality: area.municipality.clone(),
            town: town.map_or_else(|| area.municipality.clone(), |place| place.name.clone()),
        })
    }

    /// The coordinates of a point, a postcode or the name of a town. Case, diacritics, apostrophes and `St.` for `Sint`
    /// don't matter; of several towns with one name, the largest is chosen. Towns just outside Limburg are known too:
    /// [`Territory::locate`] then says how far away they are.
    ///
    /// # Errors
    /// When the postcode or the name is not known.
    pub fn geocode(&self, position: &Position) -> Result<LngLat, GeocodeError> {
        self.gazetteer.geocode(position)
    }

    /// Settlements in Limburg that match a half-typed name, at most `limit`: first those with a word that starts with
    /// it, then those that contain it anywhere; within each group the most populous first.
    #[must_use]
    pub fn find_settlements(&self, text: &str, limit: usize) -> Vec<&Settlement> {
        self.gazetteer.find(text, limit)
    }

    /// The centre and the town of a postcode, given as `6211` or `6211 AB`.
    #[must_use]
    pub fn find_postcode(&self, postcode: &str) -> Option<(LngLat, &str)> {
        self.gazetteer.find_postcode(postcode)
    }

    /// All settlements: those in Limburg by population, the most populous first, then the neighbours.
    #[must_use]
    pub fn settlements(&self) -> &[Settlement] {
        self.gazetteer.settlements()
    }

    /// The settlement in Limburg whose centre is nearest.
    #[must_use]
    pub fn nearest_settlement(&self, p: LngLat) -> Option<&Settlement> {
        self.gazetteer.nearest(p)
    }

    /// A name for the surroundings of `p`: the most populous settlement in `bbox`, or else the one nearest to `p`.
    #[must_use]
    pub fn name_for(&self, bbox: Bbox, p: LngLat) -> &str {
        self.gazetteer.name_for(bbox, p)
    }

    /// The terms that a query may use: the themes, and the municipalities by name.
    #[must_use]
    pub fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    /// The smallest box around Limburg.
    #[must_use]
    pub fn bounds(&self) -> Bbox {
        self.bounds
    }

    /// The smallest box around a region, or around Limburg when the region has no area.
    #[must_use]
    pub fn region_bounds(&self, region: Region) -> Bbox {
        self.region_bounds.iter().find(|(r, _)| *r == region).map_or(self.bounds, |(_, bbox)| *bbox)
    }

    /// The smallest box around a municipality, by slug.
    #[must_use]
    pub fn municipality_bounds(&self, slug: &str) -> Option<Bbox> {
        self.areas().iter().find(|area| Self::municipality_slug(&area.municipality) == slug).and_then(Area::bbox)
    }

    /// The name of a municipality in addresses: `Bergen (L.)` is `bergen-l`.
    #[must_use]
    pub fn municipality_slug(name: &str) -> String {
        fold::municipality_slug(name)
    }

    /// The areas in use.
    #[must_use]
    pub fn areas(&self) -> &[Area] {
        self.areas.areas()
    }

    /// The province as a map draws it: the areas in use joined, computed on first use. One whole, without holes.
    #[must_use]
    pub fn outline(&self) -> &MultiPolygon {
        self.outline.get_or_init(|| joined(self.areas().iter().map(|area| &area.geometry)))
    }

    /// The regions as a map draws them: their areas joined, computed on first use. Each is one whole, without holes.
    #[must_use]
    pub fn regions(&self) -> &[(Region, MultiPolygon)] {
        let region = |region: Region| {
            let own = self.areas().iter().filter(|area| area.region == region);
            (region, joined(own.map(|area| &area.geometry)))
        };
        self.regions.get_or_init(|| Region::ALL.iter().map(|&one| region(one)).collect())
    }
}

//! The gazetteer: finds settlements and postcodes by name, and names by location.

use std::collections::HashMap;

use domain::{Bbox, LngLat, Position};
use rstar::{AABB, RTree, primitives::GeomWithData};
use serde::Deserialize;

use crate::{
    GeocodeError, Settlement, SettlementKind, TerritoryError,
    fold::{municipality_slug, town_key},
    rd::from_rd,
};

/// The length of a degree of longitude in degrees of latitude, everywhere in Limburg (cos 51.2°).
const SQUEEZE: f64 = 0.6266;

/// The number of most populous settlements that are tried before the tree: a wide box contains one of those.
const FIRST_LOOK: usize = 24;

/// The similarity (Jaro-Winkler, 0..=1) from which a name is suggested.
const ALIKE: f64 = 0.88;

/// A squeezed point and the index of a settlement.
type Node = GeomWithData<[f64; 2], usize>;

/// A postcode area.
#[derive(Debug, Clone)]
struct Postcode {
    point: LngLat,
    town: String,
}

/// Settlements and postcodes, indexed.
#[derive(Debug, Clone)]
pub(crate) struct Gazetteer {
    /// In Limburg by population, the most populous first; then the neighbours.
    settlements: Vec<Settlement>,
    /// [`town_key`] of each settlement.
    keys: Vec<String>,
    postcodes: HashMap<String, Postcode>,
    /// Settlements in Limburg.
    tree: RTree<Node>,
    /// Villages and towns of each municipality, by its slug, at their centres and at their postcodes.
    municipal: HashMap<String, RTree<Node>>,
}

#[derive(Deserialize)]
struct SettlementRow {
    naam: String,
    lon: f64,
    lat: f64,
    inwoners: Option<u32>,
    gemeente: String,
    soort: SettlementKind,
}

#[derive(Deserialize)]
struct PostcodeRow {
    pc4: String,
    lon: f64,
    lat: f64,
    plaats: String,
}

fn squeezed(p: LngLat) -> [f64; 2] {
    [p.lon() * SQUEEZE, p.lat()]
}

/// The rows of an embedded table.
fn rows<T: for<'de> Deserialize<'de>>(table: &'static str, text: &str) -> Result<Vec<T>, TerritoryError> {
    csv::Reader::from_reader(text.as_bytes())
        .into_deserialize()
        .collect::<Result<_, _>>()
        .map_err(|source| TerritoryError::Table { table, source })
}

impl Gazetteer {
    /// Reads the tables `naam,lon,lat,inwoners,gemeente,soort` and `pc4,lon,lat,plaats`.
    pub(crate) fn read(settlements: &str, postcodes: &str) -> Result<Self, TerritoryError> {
        let settlements = rows::<SettlementRow>("plaatsen", settlements)?
            .into_iter()
            .filter_map(|row| {
                Some(Settlement {
                    name: row.naam,
                    point: LngLat::new(row.lon, row.lat).ok()?,
                    population: row.inwoners.unwrap_or_default(),
                    municipality: row.gemeente,
                    kind: row.soort,
                })
            })
            .collect();
        let postcodes = rows::<PostcodeRow>("postcodes", postcodes)?
            .into_iter()
            .filter_map(|row| {
                Some((row.pc4, Postcode { point: LngLat::new(row.lon, row.lat).ok()?, town: row.plaats }))
            })
            .collect();
        Self::new(settlements, postcodes)
    }

    fn new(mut settlements: Vec<Settlement>, postcodes: HashMap<String, Postcode>) -> Result<Self, TerritoryError> {
        settlements.sort_by_key(|settlement| (!settlement.in_limburg(), std::cmp::Reverse(settlement.population)));
        if !settlements.first().is_some_and(Settlement::in_limburg) {
            return Err(TerritoryError::NoSettlements);
        }
        let keys: Vec<String> = settlements.iter().map(|settlement| town_key(&settlement.name)).collect();
        let here = || settlements.iter().enumerate().filter(|(_, settlement)| settlement.in_limburg());
        let tree = here().map(|(index, settlement)| Node::new(squeezed(settlement.point), index)).collect();

        let mut municipal: HashMap<String, Vec<Node>> = HashMap::new();
        let mut first_of: HashMap<&str, usize> = HashMap::new();
        for (index, settlement) in here().filter(|(_, settlement)| settlement.kind != SettlementKind::Hamlet) {
            let slug = municipality_slug(&settlement.municipality);
            municipal.entry(slug).or_default().push(Node::new(squeezed(settlement.point), index));
            first_of.entry(keys[index].as_str()).or_insert(index);
        }
        for postcode in postcodes.values() {
            if let Some(&index) = first_of.get(town_key(&postcode.town).as_str()) {
                let slug = municipality_slug(&settlements[index].municipality);
                municipal.entry(slug).or_default().push(Node::new(squeezed(postcode.point), index));
            }
        }
        let municipal = municipal.into_iter().map(|(slug, nodes)| (slug, RTree::bulk_load(nodes))).collect();
        Ok(Self { tree: RTree::bulk_load(tree), municipal, keys, postcodes, settlements })
    }

    pub(crate) fn settlements(&self) -> &[Settlement] {
        &self.settlements
    }

    pub(crate) fn geocode(&self, position: &Position) -> Result<LngLat, GeocodeError> {
        match position {
            Position::Point(point) => Ok(*point),
            Position::Rd(metres) => Ok(from_rd(*metres)),
            Position::Postcode(digits) => {
                self.find_postcode(digits).map(|(point, _)| point).ok_or_else(|| GeocodeError::Postcode(digits.clone()))
            }
            Position::Town(name) => {
                let key = town_key(name);
                // Ordered by population, so the first of several towns with one name is the largest. The name of a
                // municipality stands for its largest town.
                let municipal =
                    || self.settlements.iter().position(|settlement| town_key(&settlement.municipality) == key);
                let found = self.keys.iter().position(|known| *known == key).or_else(municipal);
                match found.filter(|_| !key.is_empty()) {
                    Some(index) => Ok(self.settlements[index].point),
                    None => Err(GeocodeError::Town { name: name.clone(), like: self.alike(&key) }),
                }
            }
        }
    }

    /// The most similar name in Limburg.
    fn alike(&self, key: &str) -> Option<String> {
        let scored = self.keys.iter().enumerate().filter(|(index, _)| self.settlements[*index].in_limburg());
        scored
            .map(|(index, known)| (strsim::jaro_winkler(known, key), index))
            .filter(|(score, _)| *score >= ALIKE)
            .max_by(|a, b| a.0.total_cmp(&b.0))
            .map(|(_, index)| self.settlements[index].name.clone())
    }

    pub(crate) fn find_postcode(&self, text: &str) -> Option<(LngLat, &str)> {
        let text = text.trim();
        let (digits, letters) = text.split_at_checked(4)?;
        let letters = letters.trim_start();
        let sound = letters.is_empty() || letters.len() == 2 && letters.bytes().all(|b| b.is_ascii_alphabetic());
        let found = self.postcodes.get(digits).filter(|_| sound)?;
        Some((found.point, &found.town))
    }

    pub(crate) fn find(&self, text: &str, limit: usize) -> Vec<&Settlement> {
        let key = town_key(text);
        if key.is_empty() {
            return Vec::new();
        }
        let word = format!(" {key}");
        let (mut first, mut then) = (Vec::new(), Vec::new());
        for (settlement, known) in
            self.settlements.iter().zip(&self.keys).filter(|(settlement, _)| settlement.in_limburg())
        {
            if known.starts_with(&key) || known.contains(&word) {
                first.push(settlement);
            } else if known.contains(&key) {
                then.push(settlement);
            }
        }
        first.append(&mut then);
        first.truncate(limit);
        first
    }

    pub(crate) fn nearest(&self, p: LngLat) -> Option<&Settlement> {
        self.tree.nearest_neighbor(&squeezed(p)).and_then(|node| self.settlements.get(node.data))
    }

    /// The town or village of the municipality that is nearest; of any municipality when this one has none.
    pub(crate) fn town_in(&self, municipality_slug: &str, p: LngLat) -> Option<&Settlement> {
        let own = self.municipal.get(municipality_slug).and_then(|tree| tree.nearest_neighbor(&squeezed(p)));
        own.and_then(|node| self.settlements.get(node.data)).or_else(|| self.nearest(p))
    }

    pub(crate) fn name_for(&self, bbox: Bbox, p: LngLat) -> &str {
        let largest = |settlement: &&Settlement| settlement.in_limburg() && bbox.contains(settlement.point);
        let settlement = self.settlements.iter().take(FIRST_LOOK).find(largest).or_else(|| {
            let envelope = AABB::from_corners(squeezed(bbox.min()), squeezed(bbox.max()));
            // Settlements are ordered by population: the lowest index is the most populous.
            let index = self.tree.locate_in_envelope(&envelope).map(|node| node.data).min();
            index.and_then(|index| self.settlements.get(index)).or_else(|| self.nearest(p))
        });
        settlement.map_or("Limburg", |settlement| &settlement.name)
    }
}

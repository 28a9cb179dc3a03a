//! Places and postcodes: find one by its name, or the name of where you are.

use std::collections::HashMap;

use domain::{Bbox, LngLat, Position};
use rstar::{AABB, RTree, primitives::GeomWithData};
use serde::Deserialize;

use crate::{GeocodeError, Place, PlaceKind, TerritoryError, fold::town_key};

/// Degrees of longitude times this are about as long as degrees of latitude, everywhere in Limburg (cos 51.2°).
const SQUEEZE: f64 = 0.6266;

/// How many of the most populous places are looked at before the tree is asked: wide boxes hold one of those.
const FIRST_LOOK: usize = 24;

/// How alike (Jaro-Winkler, 0..=1) a name must be to be suggested.
const ALIKE: f64 = 0.88;

/// A squeezed point and the index of a place.
type Node = GeomWithData<[f64; 2], usize>;

/// A postcode area: where it is and what it is called.
#[derive(Debug, Clone)]
struct Postcode {
    point: LngLat,
    town: String,
}

/// Places and postcodes, indexed.
#[derive(Debug, Clone)]
pub(crate) struct Gazetteer {
    /// In Limburg by population, the most populous first; then the neighbours.
    places: Vec<Place>,
    /// [`town_key`] of each place.
    keys: Vec<String>,
    postcodes: HashMap<String, Postcode>,
    /// Places in Limburg.
    tree: RTree<Node>,
    /// The same for each municipality, by slug: villages and towns, at their centres and at their postcodes.
    municipal: HashMap<String, RTree<Node>>,
}

#[derive(Deserialize)]
struct PlaceRow {
    naam: String,
    lon: f64,
    lat: f64,
    inwoners: Option<u32>,
    gemeente: String,
    soort: PlaceKind,
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

/// Rows of a table whose every `lon`, `lat` is a position.
fn rows<T: for<'de> Deserialize<'de>>(table: &'static str, text: &str) -> Result<Vec<T>, TerritoryError> {
    csv::Reader::from_reader(text.as_bytes())
        .into_deserialize()
        .collect::<Result<_, _>>()
        .map_err(|source| TerritoryError::Table { table, source })
}

impl Gazetteer {
    /// From the tables `naam,lon,lat,inwoners,gemeente,soort` and `pc4,lon,lat,plaats`.
    pub(crate) fn read(places: &str, postcodes: &str) -> Result<Self, TerritoryError> {
        let places = rows::<PlaceRow>("plaatsen", places)?
            .into_iter()
            .filter_map(|row| {
                Some(Place {
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
        Self::new(places, postcodes)
    }

    fn new(mut places: Vec<Place>, postcodes: HashMap<String, Postcode>) -> Result<Self, TerritoryError> {
        places.sort_by_key(|place| (!place.in_limburg(), std::cmp::Reverse(place.population)));
        if !places.first().is_some_and(Place::in_limburg) {
            return Err(TerritoryError::NoPlaces);
        }
        let keys: Vec<String> = places.iter().map(|place| town_key(&place.name)).collect();
        let here = || places.iter().enumerate().filter(|(_, place)| place.in_limburg());
        let tree = here().map(|(index, place)| Node::new(squeezed(place.point), index)).collect();

        let mut municipal: HashMap<String, Vec<Node>> = HashMap::new();
        let mut first_of: HashMap<&str, usize> = HashMap::new();
        for (index, place) in here().filter(|(_, place)| place.kind != PlaceKind::Hamlet) {
            let slug = slug::slugify(&place.municipality);
            municipal.entry(slug).or_default().push(Node::new(squeezed(place.point), index));
            first_of.entry(keys[index].as_str()).or_insert(index);
        }
        for postcode in postcodes.values() {
            if let Some(&index) = first_of.get(town_key(&postcode.town).as_str()) {
                let slug = slug::slugify(&places[index].municipality);
                municipal.entry(slug).or_default().push(Node::new(squeezed(postcode.point), index));
            }
        }
        let municipal = municipal.into_iter().map(|(slug, nodes)| (slug, RTree::bulk_load(nodes))).collect();
        Ok(Self { tree: RTree::bulk_load(tree), municipal, keys, postcodes, places })
    }

    pub(crate) fn places(&self) -> &[Place] {
        &self.places
    }

    pub(crate) fn geocode(&self, position: &Position) -> Result<LngLat, GeocodeError> {
        match position {
            Position::Point(point) => Ok(*point),
            Position::Postcode(digits) => {
                self.find_postcode(digits).map(|(point, _)| point).ok_or_else(|| GeocodeError::Postcode(digits.clone()))
            }
            Position::Town(name) => {
                let key = town_key(name);
                // By population, so the first of several towns with one name is the largest. Whoever gives the
                // municipality's name means its largest town.
                let municipal = || self.places.iter().position(|place| town_key(&place.municipality) == key);
                let found = self.keys.iter().position(|known| *known == key).or_else(municipal);
                match found.filter(|_| !key.is_empty()) {
                    Some(index) => Ok(self.places[index].point),
                    None => Err(GeocodeError::Town { name: name.clone(), like: self.alike(&key) }),
                }
            }
        }
    }

    /// The name in Limburg that is spelled most like it.
    fn alike(&self, key: &str) -> Option<String> {
        let scored = self.keys.iter().enumerate().filter(|(index, _)| self.places[*index].in_limburg());
        scored
            .map(|(index, known)| (strsim::jaro_winkler(known, key), index))
            .filter(|(score, _)| *score >= ALIKE)
            .max_by(|a, b| a.0.total_cmp(&b.0))
            .map(|(_, index)| self.places[index].name.clone())
    }

    pub(crate) fn find_postcode(&self, text: &str) -> Option<(LngLat, &str)> {
        let text = text.trim();
        let (digits, letters) = text.split_at_checked(4)?;
        let letters = letters.trim_start();
        let sound = letters.is_empty() || letters.len() == 2 && letters.bytes().all(|b| b.is_ascii_alphabetic());
        let found = self.postcodes.get(digits).filter(|_| sound)?;
        Some((found.point, &found.town))
    }

    pub(crate) fn find(&self, text: &str, limit: usize) -> Vec<&Place> {
        let key = town_key(text);
        if key.is_empty() {
            return Vec::new();
        }
        let word = format!(" {key}");
        let (mut first, mut then) = (Vec::new(), Vec::new());
        for (place, known) in self.places.iter().zip(&self.keys).filter(|(place, _)| place.in_limburg()) {
            if known.starts_with(&key) || known.contains(&word) {
                first.push(place);
            } else if known.contains(&key) {
                then.push(place);
            }
        }
        first.append(&mut then);
        first.truncate(limit);
        first
    }

    pub(crate) fn nearest(&self, p: LngLat) -> Option<&Place> {
        self.tree.nearest_neighbor(&squeezed(p)).and_then(|node| self.places.get(node.data))
    }

    /// The town or village of the municipality that is nearest; of any municipality when this one has none.
    pub(crate) fn town_in(&self, municipality_slug: &str, p: LngLat) -> Option<&Place> {
        let own = self.municipal.get(municipality_slug).and_then(|tree| tree.nearest_neighbor(&squeezed(p)));
        own.and_then(|node| self.places.get(node.data)).or_else(|| self.nearest(p))
    }

    pub(crate) fn name_for(&self, bbox: Bbox, p: LngLat) -> &str {
        let largest = |place: &&Place| place.in_limburg() && bbox.contains(place.point);
        let place = self.places.iter().take(FIRST_LOOK).find(largest).or_else(|| {
            let envelope = AABB::from_corners(squeezed(bbox.min()), squeezed(bbox.max()));
            // Places stand by population: the lowest index is the most populous.
            let index = self.tree.locate_in_envelope(&envelope).map(|node| node.data).min();
            index.and_then(|index| self.places.get(index)).or_else(|| self.nearest(p))
        });
        place.map_or("Limburg", |place| &place.name)
    }
}

//! White spots: where a theme has nothing near.

use std::collections::HashMap;

use atlas::Atlas;
use domain::{LngLat, Query, Region, Term};
use store::School;
use territory::{SettlementKind, Territory};

use super::suppress::FEW;

/// Degrees of latitude to a km are at least one to so many (WGS84's shortest, with some to spare).
const KM_PER_DEGREE: f64 = 110.0;

/// Of fewer schools nothing is said: that none of three has anything near, would be said of each of them.
const FEW_SITES: u32 = 4;

/// How well a theme covers a municipality: in how many of its school sites (or, as long as no schools were imported, its
/// towns and villages) there is an initiative with the theme within so many km in a straight line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Cover {
    /// Near all of them, but for one or two schools at most.
    Near,
    /// Near half of them or more.
    Mostly,
    /// Near less than half.
    Hardly,
    /// Near none, but for one or two schools at most: a white spot.
    Blank,
}

/// What is looked at in a municipality.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unit {
    /// School sites of the register.
    Schools,
    /// Towns and villages: no schools were imported.
    Places,
}

/// A municipality and what is far from its schools.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Municipality {
    /// Its name and slug.
    pub(crate) term: Term,
    /// Its region.
    pub(crate) region: Region,
    /// The middle of what is looked at: from here one looks for neighbours.
    pub(crate) centre: LngLat,
    /// How many school sites or places.
    pub(crate) all: u32,
    /// In the order of the themes, how many of those have nothing near.
    pub(crate) without: Vec<u32>,
}

/// All municipalities and themes that are asked.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct WhiteSpots {
    /// What is looked at.
    pub(crate) unit: Unit,
    /// How near is near, in km.
    pub(crate) km: f64,
    /// The themes, in the order of the vocabulary.
    pub(crate) themes: Vec<Term>,
    /// By name; none when the query finds nothing with one of the themes, near or far: then there is nothing to compare.
    pub(crate) municipalities: Vec<Municipality>,
}

/// An initiative: where, and which of the themes it has, as bits.
struct Spot {
    point: LngLat,
    themes: u64,
}

impl WhiteSpots {
    /// Looks in the municipalities and for the themes that the query asks. What is just over a border is near all the
    /// same, so where the query looks does not narrow what is found; the rest of it does. At most 64 themes.
    pub(crate) fn of(atlas: &Atlas, query: &Query, km: f64, schools: &[School]) -> Self {
        let territory = atlas.territory();
        let asked = |theme: &&Term| query.themes.is_empty() || query.themes.contains(&theme.slug);
        let themes: Vec<Term> = territory.vocabulary().themes.iter().filter(asked).take(64).cloned().collect();
        let spots = spots(atlas, query, &themes);
        let unit = if schools.is_empty() { Unit::Places } else { Unit::Schools };
        let mut points: HashMap<String, Vec<LngLat>> = HashMap::new();
        match unit {
            Unit::Schools => schools.iter().for_each(|school| {
                points.entry(Territory::municipality_slug(&school.municipality)).or_default().push(school.position);
            }),
            Unit::Places => territory
                .settlements()
                .iter()
                .filter(|place| matches!(place.kind, SettlementKind::Town | SettlementKind::Village))
                .for_each(|place| {
                    points.entry(Territory::municipality_slug(&place.municipality)).or_default().push(place.point);
                }),
        }
        let mut municipalities: Vec<Municipality> = territory
            .areas()
            .iter()
            .filter(|_| !spots.is_empty())
            .filter_map(|area| {
                let slug = Territory::municipality_slug(&area.municipality);
                let here = (query.regions.is_empty() || query.regions.contains(&area.region))
                    && (query.municipalities.is_empty() || query.municipalities.contains(&slug));
                let own = points.get(&slug).map_or(&[][..], Vec::as_slice);
                let centre = middle(own).or_else(|| Some(area.bbox()?.centre()))?;
                let term = Term { slug, label: area.municipality.clone() };
                let without = without(own, &spots, themes.len(), km);
                let all = u32::try_from(own.len()).unwrap_or(u32::MAX);
                here.then_some(Municipality { term, region: area.region, centre, all, without })
            })
            .collect();
        municipalities.sort_by(|a, b| a.term.label.cmp(&b.term.label));
        Self { unit, km, themes, municipalities }
    }

    /// What everyone may know of a theme (by its place) in a municipality; `None` when it has too few schools to say.
    ///
    /// One or two schools make no difference, so that nobody can tell which school has nothing near.
    pub(crate) fn cover(&self, municipality: &Municipality, theme: usize) -> Option<Cover> {
        let (enough, few) = match self.unit {
            Unit::Schools => (FEW_SITES, u32::try_from(FEW).unwrap_or(u32::MAX)),
            Unit::Places => (1, 1),
        };
        let without = municipality.without.get(theme).copied().unwrap_or_default();
        let with = municipality.all - without;
        match municipality.all {
            all if all < enough => None,
            _ if without < few => Some(Cover::Near),
            _ if with < few => Some(Cover::Blank),
            _ if with >= without => Some(Cover::Mostly),
            _ => Some(Cover::Hardly),
        }
    }

    /// In how many municipalities a theme (by its place) is blank.
    pub(crate) fn blank(&self, theme: usize) -> usize {
        self.municipalities.iter().filter(|one| self.cover(one, theme) == Some(Cover::Blank)).count()
    }
}

/// What the query asks besides where and which themes: only what fits this is looked for.
pub(crate) fn besides(query: &Query) -> Query {
    Query {
        regions: Vec::new(),
        municipalities: Vec::new(),
        themes: Vec::new(),
        bbox: None,
        near: None,
        ..query.clone()
    }
}

/// What the query finds anywhere, with at least one of the themes, from south to north.
fn spots(atlas: &Atlas, query: &Query, themes: &[Term]) -> Vec<Spot> {
    let bits = |own: &[String]| {
        let bit = |(at, theme): (usize, &Term)| if own.contains(&theme.slug) { 1_u64 << at } else { 0 };
        themes.iter().enumerate().map(bit).fold(0, |all, one| all | one)
    };
    let mut spots: Vec<Spot> = atlas
        .matches(&besides(query))
        .iter()
        .map(|index| atlas.at(index))
        .map(|initiative| Spot { point: initiative.position, themes: bits(&initiative.content.themes) })
        .filter(|spot| spot.themes != 0)
        .collect();
    spots.sort_by(|a, b| a.point.lat().total_cmp(&b.point.lat()));
    spots
}

/// For each theme, how many of the points have no spot with it within `km`.
fn without(points: &[LngLat], spots: &[Spot], themes: usize, km: f64) -> Vec<u32> {
    let mut without = vec![0; themes];
    let all = spots.iter().fold(0, |all, spot| all | spot.themes);
    let reach = km / KM_PER_DEGREE;
    for point in points {
        let from = spots.partition_point(|spot| spot.point.lat() < point.lat() - reach);
        let mut found = 0_u64;
        for spot in &spots[from..] {
            if found == all || spot.point.lat() > point.lat() + reach {
                break;
            }
            if spot.themes & !found != 0 && spot.point.distance_km(*point) <= km {
                found |= spot.themes;
            }
        }
        without.iter_mut().enumerate().for_each(|(theme, count)| *count += u32::from(found >> theme & 1 == 0));
    }
    without
}

fn middle(points: &[LngLat]) -> Option<LngLat> {
    #[allow(clippy::cast_precision_loss, reason = "some hundreds")]
    let count = points.len() as f64;
    let sum = |part: fn(LngLat) -> f64| points.iter().map(|&point| part(point)).sum::<f64>();
    let near = |value: f64| (value * 1e4).round() / 1e4;
    LngLat::new(near(sum(LngLat::lon) / count), near(sum(LngLat::lat) / count)).ok()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use proptest::{collection::vec, prelude::*};

    use super::*;

    fn limburg() -> impl Strategy<Value = LngLat> {
        (5.6..6.2, 50.75..51.75).prop_map(|(lon, lat)| LngLat::new(lon, lat).unwrap())
    }

    proptest! {
        #[test]
        fn white_spot_near_is_within_the_distance(points in vec(limburg(), 1..12), at in vec((limburg(), 0_u64..8), 0..12), km in 1.0..50.0) {
            let mut spots: Vec<Spot> = at.into_iter().map(|(point, themes)| Spot { point, themes }).collect();
            spots.sort_by(|a, b| a.point.lat().total_cmp(&b.point.lat()));
            let counted = without(&points, &spots, 3, km);
            for (theme, count) in counted.iter().enumerate() {
                let near = |point: &LngLat| spots.iter().any(|s| s.themes >> theme & 1 == 1 && s.point.distance_km(*point) <= km);
                prop_assert_eq!(*count as usize, points.iter().filter(|point| !near(point)).count());
            }
        }

        #[test]
        fn white_spots_identify_no_school(all in 0_u32..60, share in 0.0..=1.0) {
            let without_of = |n: u32| Municipality {
                term: Term { slug: String::new(), label: String::new() },
                region: Region::Mid,
                centre: LngLat::new(5.7, 51.2).unwrap(),
                all,
                without: vec![n],
            };
            let spots = WhiteSpots { unit: Unit::Schools, km: 10.0, themes: Vec::new(), municipalities: Vec::new() };
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 60")]
            let without = (f64::from(all) * share) as u32;
            let shown = spots.cover(&without_of(without), 0);
            // What else could be the case, given this.
            let worlds: Vec<u32> = (0..=all).filter(|&n| spots.cover(&without_of(n), 0) == shown).collect();
            prop_assert!(all == 0 || worlds.iter().any(|&n| n < all), "not every school has nothing for certain");
            prop_assert!(all == 0 || shown.is_none() || worlds.len() > 1 || (FEW as u32..=all - FEW as u32).contains(&without));
        }
    }
}

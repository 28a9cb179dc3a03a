//! The texts and the list of a poster.

use std::cmp::Reverse;

use atlas::Selection;
use domain::{Bbox, LngLat, PageState, Programme, Region, paths};
use wording::{dates::day, filters, kilometres, noun, thousands, where_phrase, whereabouts};

use crate::canvas::printable;

/// The maximum number of initiatives on a poster: some twenty pages, and as many pins as fit on a map on A4.
pub(crate) const MOST: usize = 500;

/// With more than these their pins would hide each other: the map has clusters, as on the screen.
const APART: usize = 120;

/// One initiative in the list.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    /// Its name.
    pub(crate) title: String,
    /// School, town, the distance when the query has a centre, and "voorbeeld" when it is an example.
    pub(crate) whereabouts: String,
    /// Its programme, which is shown by its shape.
    pub(crate) programme: Programme,
    /// The position of its pin.
    pub(crate) position: LngLat,
    /// The town, for the map.
    pub(crate) town: String,
    /// Its region.
    pub(crate) region: Region,
    /// The address in its QR code: the shortest it has.
    pub(crate) href: String,
}

/// The contents of a poster.
#[derive(Debug, Clone)]
pub(crate) struct Content {
    /// "37".
    pub(crate) count: String,
    /// "initiatieven".
    pub(crate) noun: &'static str,
    /// "in Midden-Limburg".
    pub(crate) place: String,
    /// "Digitalisering, Idee"; empty without filters.
    pub(crate) filters: String,
    /// The date of the last change: "21 november 2026"; empty for an empty map.
    pub(crate) date: String,
    /// In the order of their numbers, which begin at 1.
    pub(crate) entries: Vec<Entry>,
    /// The number of initiatives that were found but are not on the poster.
    pub(crate) more: usize,
    /// Whether the nearest come first.
    pub(crate) by_distance: bool,
    /// Whether the list has a heading for each region.
    pub(crate) by_region: bool,
    /// The address in the QR code of the query.
    pub(crate) href: String,
    /// The address of the map without `https://`.
    pub(crate) site: String,
    /// Who offers the map and where to ask; empty for nobody.
    pub(crate) offered: String,
    /// The bounds that the map must show.
    pub(crate) bounds: Bbox,
    /// The circle of the query: its centre and radius in km.
    pub(crate) circle: Option<(LngLat, f64)>,
    /// The regions of the query.
    pub(crate) regions: Vec<Region>,
}

impl Content {
    /// Sorts the initiatives for the poster: by distance when the query has a centre, else from north to south. When
    /// there are too many, the nearest or the newest are on it.
    pub(crate) fn of(selection: &Selection, site_url: &str, offered: &str) -> Self {
        let Selection { atlas, query, .. } = selection;
        let mut indexes = selection.indexes.clone();
        let total = indexes.len();
        let near = selection.near();
        let changed = |index: u32| atlas.at(index).changed;
        let date = indexes.iter().map(|&index| changed(index)).max().or_else(|| {
            let all = u32::try_from(atlas.len()).unwrap_or(u32::MAX);
            (0..all).map(changed).max()
        });
        if near.is_none() {
            if total > MOST {
                indexes.sort_by_cached_key(|&index| (Reverse(changed(index)), atlas.at(index).id));
                indexes.truncate(MOST);
            }
            indexes.sort_by(|&a, &b| {
                let (a, b) = (atlas.at(a), atlas.at(b));
                let north_first = b.position.lat().total_cmp(&a.position.lat());
                a.region
                    .cmp(&b.region)
                    .then(north_first)
                    .then(a.position.lon().total_cmp(&b.position.lon()))
                    .then(a.id.cmp(&b.id))
            });
        }
        indexes.truncate(MOST);
        let entries: Vec<Entry> = indexes
            .iter()
            .map(|&index| {
                let initiative = atlas.at(index);
                let mut parts = vec![whereabouts(initiative)];
                parts.extend(near.map(|near| kilometres(near.distance_km(initiative.position))));
                parts.extend(initiative.example.then(|| "voorbeeld".to_owned()));
                Entry {
                    title: printable(&initiative.content.title),
                    whereabouts: printable(&parts.join(" · ")),
                    programme: initiative.content.programme,
                    position: initiative.position,
                    town: initiative.town.clone(),
                    region: initiative.region,
                    href: format!("{site_url}{}", paths::initiative(initiative.id)),
                }
            })
            .collect();
        let several = entries.first().is_some_and(|first| entries.iter().any(|entry| entry.region != first.region));
        let asked = PageState { query: query.clone(), ..PageState::default() };
        Self {
            count: thousands(total),
            noun: noun(total),
            place: printable(&where_phrase(atlas, query)),
            filters: printable(&filters(atlas, query)),
            date: date.map_or_else(String::new, |date| day(&date)),
            more: total - entries.len(),
            by_distance: near.is_some(),
            by_region: several && near.is_none(),
            href: format!("{site_url}{}", asked.href()),
            site: site_url.split_once("://").map_or(site_url, |(_, host)| host).to_owned(),
            offered: printable(offered),
            bounds: bounds(selection, &entries),
            circle: query.near.and_then(|near| Some((near.point, near.radius_km?))),
            regions: query.regions.clone(),
            entries,
        }
    }

    /// Whether the map has clusters instead of numbered pins.
    pub(crate) fn is_clustered(&self) -> bool {
        self.entries.len() > APART
    }

    /// "37 initiatieven in Midden-Limburg".
    pub(crate) fn title(&self) -> String {
        let filters = if self.filters.is_empty() { String::new() } else { format!(": {}", self.filters) };
        format!("{} {} {}{filters}", self.count, self.noun, self.place)
    }
}

/// The bounds of the query, or of the pins when these are close together.
fn bounds(selection: &Selection, entries: &[Entry]) -> Bbox {
    let asked = selection.bounds();
    let Some(pins) = Bbox::around(entries.iter().map(|entry| entry.position)) else { return asked };
    let [west, south, east, north] = <[f64; 4]>::from(pins);
    // At least some twenty kilometres, so that the surroundings can be recognised.
    let grown = |low: f64, high: f64, least: f64| {
        let (middle, half) = (f64::midpoint(low, high), ((high - low) / 2.0 * 1.15).max(least / 2.0));
        (middle - half, middle + half)
    };
    let ((west, east), (south, north)) = (grown(west, east, 0.3), grown(south, north, 0.2));
    let Ok(pins) = Bbox::try_from([west, south, east, north]) else { return asked };
    let [a, b, c, d] = <[f64; 4]>::from(asked);
    let circle = selection.query.near.is_some_and(|near| near.radius_km.is_some());
    let close = east - west <= 0.6 * (c - a) && north - south <= 0.6 * (d - b);
    if close && !circle { pins } else { asked }
}

//! Every answer of the index equals that of a linear scan over all initiatives.
#![allow(clippy::unwrap_used, missing_docs)]

mod sample;

use std::collections::BTreeSet;
use std::sync::OnceLock;

use atlas::{Atlas, Mark};
use domain::geo::WORLD_PX;
use domain::{Bbox, Initiative, InitiativeId, LngLat, Near, Programme, Query, Region, Sector, Sort, Stage, THEMES};
use proptest::prelude::*;
use sample::Chance;

/// 10,000 initiatives on a grid of 0.01 degrees (so that edges are hit), and some of them on the same spot.
fn shared() -> &'static Atlas {
    static ATLAS: OnceLock<Atlas> = OnceLock::new();
    ATLAS.get_or_init(|| {
        let mut initiatives = sample::initiatives(10_000);
        for initiative in initiatives.iter_mut().filter(|i| i.id.0 % 2 == 0) {
            let snap = |v: f64| (v * 100.0).round() / 100.0;
            initiative.position =
                LngLat::new(snap(initiative.position.lon()), snap(initiative.position.lat())).unwrap();
        }
        sample::atlas(initiatives)
    })
}

fn all() -> impl Iterator<Item = (u32, &'static Initiative)> {
    (0..shared().len() as u32).map(|index| (index, shared().at(index)))
}

/// The contract of a query, written as plainly as possible.
fn wanted(query: &Query, i: &Initiative) -> bool {
    let c = &i.content;
    (query.regions.is_empty() || query.regions.contains(&i.region))
        && (query.municipalities.is_empty() || query.municipalities.contains(&i.municipality.to_lowercase()))
        && (query.themes.is_empty() || c.themes.iter().any(|t| query.themes.contains(t)))
        && (query.sectors.is_empty() || c.sectors.iter().any(|s| query.sectors.contains(s)))
        && (query.stages.is_empty() || query.stages.contains(&c.stage))
        && (query.programmes.is_empty() || query.programmes.contains(&c.programme))
        && query.text.as_ref().is_none_or(|t| {
            let fields = [&c.title, &c.summary, &c.description, &c.school];
            t.split(' ').all(|word| fields.iter().any(|f| f.to_lowercase().split(' ').any(|w| w.starts_with(word))))
        })
        && query.bbox.is_none_or(|b| b.contains(i.position))
        && query.near.is_none_or(|n| n.radius_km.is_none_or(|r| n.point.distance_km(i.position) <= r))
}

fn scan(query: &Query) -> Vec<u32> {
    all().filter(|(_, i)| wanted(query, i)).map(|(index, _)| index).collect()
}

/// Half of the points are on the grid of the initiatives.
fn point() -> impl Strategy<Value = LngLat> {
    (550..=630, 5065..=5185, prop_oneof![Just(0.0), 0.0..1.0])
        .prop_map(|(x, y, off)| LngLat::new((f64::from(x) + off) / 100.0, (f64::from(y) + off) / 100.0).unwrap())
}

fn bbox() -> impl Strategy<Value = Bbox> {
    (point(), point()).prop_map(|(a, b)| Bbox::around([a, b]).unwrap())
}

fn near() -> impl Strategy<Value = Near> {
    let radius = prop_oneof![Just(None), Just(Some(0.0)), (0.0..60.0).prop_map(Some), Just(Some(20_000.0))];
    (point(), radius).prop_map(|(point, radius_km)| Near { point, radius_km })
}

fn some<T: Clone + std::fmt::Debug + 'static>(of: &[T]) -> impl Strategy<Value = Vec<T>> + use<T> {
    prop_oneof![3 => Just(Vec::new()), 1 => proptest::sample::subsequence(of.to_vec(), 1..=of.len().min(3))]
}

fn query() -> impl Strategy<Value = Query> {
    let slugs = THEMES.map(|(slug, _)| slug.to_owned());
    let towns = ["weert", "roermond", "venlo", "niet-bestaand"].map(str::to_owned);
    let text = proptest::option::weighted(0.2, prop_oneof![Just("robot"), Just("school robot"), Just("taal gilde")]);
    let facets = (some(Region::ALL), some(&towns), some(&slugs), some(Sector::ALL), some(Stage::ALL));
    let rest = (some(Programme::ALL), text, proptest::option::of(bbox()), proptest::option::of(near()));
    (facets, rest).prop_map(|((regions, municipalities, themes, sectors, stages), (programmes, text, bbox, near))| {
        let text = text.map(str::to_owned);
        Query { regions, municipalities, themes, sectors, stages, programmes, text, bbox, near, ..Query::default() }
    })
}

/// The position of a mark and the number of initiatives it represents.
fn place(mark: &Mark) -> (LngLat, u32) {
    match mark {
        Mark::Pin { index } => (shared().at(*index).position, 1),
        Mark::Cluster { position, count, .. } => (*position, *count),
    }
}

fn world() -> Bbox {
    Bbox::parse("-180,-90,180,90").unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn query_finds_what_a_scan_finds(query in query()) {
        let matches = shared().matches(&query);
        let expected = scan(&query);
        prop_assert_eq!(matches.iter().collect::<Vec<_>>(), expected.clone());
        prop_assert_eq!(matches.len(), expected.len());
        prop_assert!(all().all(|(index, _)| matches.contains(index) == expected.binary_search(&index).is_ok()));
    }

    #[test]
    fn box_finds_what_a_scan_finds_edges_included(bbox in bbox()) {
        let query = Query { bbox: Some(bbox), ..Query::default() };
        prop_assert_eq!(shared().matches(&query).iter().collect::<Vec<_>>(), scan(&query));
    }

    #[test]
    fn circle_finds_what_a_scan_finds(centre in point(), to in 0_u32..10_000, exact in any::<bool>(), r in 0.0..80.0) {
        // Sometimes exactly as large as the distance to one of the points.
        let radius = if exact { centre.distance_km(shared().at(to).position) } else { r };
        let near = Some(Near { point: centre, radius_km: Some(radius) });
        let query = Query { near, ..Query::default() };
        prop_assert_eq!(shared().matches(&query).iter().collect::<Vec<_>>(), scan(&query));
    }

    #[test]
    fn nearest_are_those_of_a_scan(centre in point(), k in 0_usize..200, except in (0_i64..10_001).prop_map(InitiativeId)) {
        let mut expected: Vec<(u32, f64)> = all()
            .filter(|(_, i)| i.id != except)
            .map(|(index, i)| (index, i.position.distance_km(centre)))
            .collect();
        expected.sort_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)));
        expected.truncate(k);
        prop_assert_eq!(shared().nearest(centre, k, Some(except)), expected);
    }

    #[test]
    fn facet_counts_what_choosing_it_gives(query in query()) {
        let counts = shared().facets(&query);
        let len = |query: Query| shared().matches(&query).len() as u32;
        for (region, count) in counts.regions {
            prop_assert_eq!(count, len(Query { regions: vec![region], ..query.clone() }));
        }
        for (slug, count) in counts.municipalities {
            prop_assert_eq!(count, len(Query { municipalities: vec![slug], ..query.clone() }));
        }
        for (slug, count) in counts.themes {
            prop_assert_eq!(count, len(Query { themes: vec![slug], ..query.clone() }));
        }
        for (sector, count) in counts.sectors {
            prop_assert_eq!(count, len(Query { sectors: vec![sector], ..query.clone() }));
        }
        for (stage, count) in counts.stages {
            prop_assert_eq!(count, len(Query { stages: vec![stage], ..query.clone() }));
        }
        for (programme, count) in counts.programmes {
            prop_assert_eq!(count, len(Query { programmes: vec![programme], ..query.clone() }));
        }
    }

    #[test]
    fn clusters_and_pins_add_up_to_the_matches(query in query(), view in bbox(), zoom in 0_u8..=20) {
        let inside: BTreeSet<u32> = scan(&query).into_iter().filter(|i| view.contains(shared().at(*i).position)).collect();
        let marks = shared().clusters(&query, view, zoom);
        prop_assert_eq!(marks.iter().map(|mark| place(mark).1 as usize).sum::<usize>(), inside.len());
        for mark in marks {
            match mark {
                Mark::Pin { index } => prop_assert!(inside.contains(&index)),
                Mark::Cluster { count, programmes, bbox, opens, .. } => {
                    prop_assert!(count >= 2);
                    prop_assert_eq!(programmes.iter().sum::<u32>(), count);
                    prop_assert!(view.contains(bbox.min()) && view.contains(bbox.max()));
                    prop_assert!(opens.is_none_or(|opens| opens > zoom && opens <= 18));
                }
            }
        }
    }

    #[test]
    fn clusters_stay_when_panning(query in query(), zoom in 5_u8..=18, a in bbox(), b in bbox()) {
        // A cluster that is entirely inside two views is the same in both.
        let query = Query { bbox: None, ..query };
        let everywhere = shared().clusters(&query, world(), zoom);
        let inside = |view: Bbox, bbox: Bbox| view.contains(bbox.min()) && view.contains(bbox.max());
        for view in [a, b] {
            let marks = shared().clusters(&query, view, zoom);
            for mark in &everywhere {
                match mark {
                    Mark::Pin { index } => {
                        prop_assert_eq!(marks.contains(mark), view.contains(shared().at(*index).position));
                    }
                    Mark::Cluster { bbox, .. } => prop_assert!(!inside(view, *bbox) || marks.contains(mark)),
                }
            }
        }
    }

    #[test]
    fn markers_do_not_overlap(query in query(), zoom in 5_u8..=18) {
        let query = Query { bbox: None, ..query };
        let px = WORLD_PX * f64::from(zoom).exp2();
        let marks = shared().clusters(&query, world(), zoom);
        let mut at: Vec<(f64, f64)> = marks.iter().map(|mark| place(mark).0.to_world()).collect();
        at.sort_by(|a, b| a.0.total_cmp(&b.0));
        for (n, a) in at.iter().enumerate() {
            for b in at[n + 1..].iter().take_while(|b| (b.0 - a.0) * px < 56.0) {
                let apart = (b.0 - a.0).hypot(b.1 - a.1) * px;
                prop_assert!(apart > 55.9, "{apart} px at zoom {zoom}");
            }
        }
    }

    #[test]
    fn list_is_in_order_and_complete(query in query()) {
        let matches = shared().matches(&query);
        for sort in [Sort::Auto, Sort::Newest, Sort::Town] {
            let ranked = shared().ranked(&query, &matches, sort);
            prop_assert_eq!(ranked.iter().copied().collect::<BTreeSet<_>>(), matches.iter().collect::<BTreeSet<_>>());
            let in_order = ranked.is_sorted_by(|&a, &b| {
                let (x, y) = (shared().at(a), shared().at(b));
                match sort {
                    Sort::Auto if query.near.is_some() => matches.distance_km(a) <= matches.distance_km(b),
                    Sort::Auto if query.text.is_some() => true,
                    Sort::Auto | Sort::Newest => (&x.changed, x.id) > (&y.changed, y.id),
                    Sort::Town => (&x.town, &x.content.title) <= (&y.town, &y.content.title),
                }
            });
            prop_assert!(in_order);
        }
    }

    #[test]
    fn points_near_the_poles_and_the_edge_of_the_map_are_clustered_too(seed in 1_u64.., view in any::<bool>()) {
        let mut chance = Chance(seed);
        let mut initiatives = sample::initiatives(300);
        for initiative in &mut initiatives {
            initiative.position = LngLat::new(chance.next() * 360.0 - 180.0, chance.next() * 180.0 - 90.0).unwrap();
        }
        let atlas = sample::atlas(initiatives);
        let view = if view { world() } else { Bbox::parse("-180,80,180,90").unwrap() };
        let query = Query { bbox: Some(view), ..Query::default() };
        for zoom in 0..=18 {
            let count = |mark: &Mark| match mark { Mark::Pin { .. } => 1, Mark::Cluster { count, .. } => *count as usize };
            let sum: usize = atlas.clusters(&query, view, zoom).iter().map(count).sum();
            prop_assert_eq!(sum, atlas.matches(&query).len());
        }
    }
}

#[test]
fn a_cluster_splits_at_its_zoom() {
    for mark in shared().clusters(&Query::default(), world(), 8) {
        let Mark::Cluster { bbox, count, opens: Some(opens), .. } = mark else { continue };
        let at = |zoom| shared().clusters(&Query::default(), bbox, zoom).iter().map(|m| place(m).1).max();
        assert_eq!(at(opens - 1).max(Some(count)), at(opens - 1), "still whole just before");
        assert!(shared().clusters(&Query::default(), bbox, opens).len() > 1, "opened");
    }
}

#[test]
fn initiatives_at_one_point_never_split() {
    let mut initiatives = sample::initiatives(5);
    initiatives.iter_mut().for_each(|i| i.position = LngLat::new(5.7, 51.25).unwrap());
    let atlas = sample::atlas(initiatives);
    for zoom in [0, 5, 18] {
        let marks = atlas.clusters(&Query::default(), world(), zoom);
        assert!(matches!(marks.as_slice(), [Mark::Cluster { count: 5, opens: None, .. }]), "{marks:?}");
    }
}

#[test]
fn an_empty_atlas_answers() {
    let atlas = sample::atlas(Vec::new());
    assert!(atlas.is_empty());
    assert!(atlas.matches(&Query::default()).is_empty());
    assert!(atlas.clusters(&Query::default(), world(), 7).is_empty());
    assert!(atlas.nearest(LngLat::new(5.7, 51.2).unwrap(), 3, None).is_empty());
    let query = Query { text: Some("robot".to_owned()), ..Query::default() };
    assert!(atlas.matches(&query).is_empty());
}

#[test]
fn atlas_is_shared_between_threads() {
    fn shareable<T: Send + Sync>(_: &T) {}
    shareable(shared());
}

#[test]
fn a_published_position_finds_its_initiative() {
    let mut initiatives = sample::initiatives(200);
    for initiative in &mut initiatives {
        let shift = initiative.id.0 as f64 * 1.234_567_891e-7;
        let position = initiative.position;
        initiative.position = LngLat::new(position.lon() + shift, position.lat() + shift).unwrap();
    }
    let atlas = sample::atlas(initiatives);
    for index in 0..atlas.len() as u32 {
        let feature: serde_json::Value = serde_json::from_slice(atlas.feature(index)).unwrap();
        let [lon, lat] = [0, 1].map(|i| feature["geometry"]["coordinates"][i].as_f64().unwrap());
        let query = Query { bbox: Some(Bbox::parse(&format!("{lon},{lat},{lon},{lat}")).unwrap()), ..Query::default() };
        assert!(atlas.matches(&query).iter().any(|found| found == index), "{feature}");
    }
}

#[test]
fn saved_initiatives_alone_are_found_from_the_north_each_time_the_nearest() {
    let points = [(5.7, 50.9), (5.7, 51.5), (5.7, 51.1), (5.8, 51.4)];
    let initiatives = points.iter().zip(1..).map(|(&(lon, lat), id)| {
        sample::initiative(id, LngLat::new(lon, lat).unwrap(), &mut Chance(u64::try_from(id).unwrap()))
    });
    let atlas = sample::atlas(initiatives.collect());
    let ask = |query: &Query| -> Vec<i64> {
        let ranked = atlas.ranked(query, &atlas.matches(query), Sort::Auto);
        ranked.into_iter().map(|index| atlas.at(index).id.0).collect()
    };
    let saved = Query { saved: [1, 3, 2, 99].map(InitiativeId).to_vec(), ..Query::default() };
    assert_eq!(ask(&saved), [2, 3, 1], "what is not there is left out");
    let north = Query { bbox: Some(Bbox::parse("5,51,6,52").unwrap()), ..saved.clone() };
    assert_eq!(ask(&north), [2, 3]);
    let count = |mark: &Mark| if let Mark::Cluster { count, .. } = mark { *count } else { 1 };
    let pins: u32 = atlas.clusters(&saved, world(), 5).iter().map(count).sum();
    assert_eq!(pins, 3);
}

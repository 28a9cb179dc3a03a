//! Gatherings answer the same query as initiatives: with a time, and some of them nowhere.
#![allow(clippy::unwrap_used, missing_docs)]

mod sample;

use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use atlas::{Atlas, Mark};
use domain::{
    Bbox, Deadline, Gathering, GatheringContent, GatheringId, Kind, LngLat, Moment, Near, Query, Region, Sector, Sort,
    THEMES,
    gathering::{GatheringKind, GatheringMode, GatheringStatus, Room, Venue},
};
use proptest::prelude::*;
use sample::Chance;
use territory::Territory;

/// A gathering in 2027, of two hours or two days; one in five is online only.
fn gathering(id: i64, position: LngLat, chance: &mut Chance) -> Gathering {
    let begins = Moment::parse("2027-01-01T13:00:00Z").unwrap().plus_seconds((chance.next() * 365.0) as i64 * 86_400);
    let ends = begins.plus_seconds(if chance.next() < 0.1 { 172_800 } else { 7_200 });
    let like = sample::initiative(id, position, chance);
    let online = chance.next() < 0.2;
    let venue = Venue { position, region: like.region, municipality: like.municipality, town: like.town };
    Gathering {
        id: GatheringId(id),
        content: GatheringContent {
            title: like.content.title,
            kind: *chance.pick(GatheringKind::ALL),
            summary: like.content.summary,
            text: like.content.description,
            themes: like.content.themes,
            sectors: like.content.sectors,
            begins,
            ends,
            mode: if online { GatheringMode::Online } else { GatheringMode::Venue },
            room: Room::default(),
            online: None,
            online_address: "https://vergadering.example/geheim".to_owned(),
            opens: begins.plus_seconds(-864_000),
            closes: Deadline(begins),
            waiting_list: true,
            location: String::new(),
            address: String::new(),
            site_code: None,
            partners: vec!["Museum Zwaluw".to_owned()],
        },
        venue: (!online).then_some(venue),
        status: if chance.next() < 0.1 { GatheringStatus::Cancelled } else { GatheringStatus::Announced },
        reason: String::new(),
        sequence: 0,
        series: GatheringId(id),
        initiative: None,
        listed: true,
        example: true,
        changed: like.changed,
    }
}

fn gatherings(n: usize) -> Vec<Gathering> {
    let mut chance = Chance(20_270_101);
    let points = sample::points(n, &mut chance);
    points.into_iter().zip(1..).map(|(at, id)| gathering(id, at.rounded(), &mut chance)).collect()
}

fn atlas(gatherings: Vec<Gathering>) -> Atlas {
    sample::atlas(sample::initiatives(50)).with_gatherings(gatherings)
}

fn shared() -> &'static Atlas {
    static ATLAS: OnceLock<Atlas> = OnceLock::new();
    ATLAS.get_or_init(|| atlas(gatherings(600)))
}

/// The contract of a query, written as plainly as possible.
fn wanted(query: &Query, g: &Gathering) -> bool {
    let (first, too_late) = query.period();
    let place = |fits: &dyn Fn(&Venue) -> bool| g.venue.as_ref().is_some_and(fits);
    query.kinds.contains(&Kind::Gathering)
        && (query.regions.is_empty() || place(&|v| query.regions.contains(&v.region)))
        && (query.municipalities.is_empty()
            || place(&|v| query.municipalities.contains(&Territory::municipality_slug(&v.municipality))))
        && (query.themes.is_empty() || g.content.themes.iter().any(|t| query.themes.contains(t)))
        && (query.sectors.is_empty() || g.content.sectors.iter().any(|s| query.sectors.contains(s)))
        && query.bbox.is_none_or(|b| place(&|v| b.contains(v.position)))
        && query
            .near
            .and_then(|n| Some((n.point, n.radius_km?)))
            .is_none_or(|(point, radius_km)| place(&|v| v.position.distance_km(point) <= radius_km))
        && first.is_none_or(|first| g.content.ends > first)
        && too_late.is_none_or(|late| g.content.begins < late)
}

fn some<T: Clone + std::fmt::Debug + 'static>(of: &[T]) -> impl Strategy<Value = Vec<T>> + use<T> {
    prop_oneof![3 => Just(Vec::new()), 1 => proptest::sample::subsequence(of.to_vec(), 1..=of.len().min(2))]
}

fn query() -> impl Strategy<Value = Query> {
    let point = || (5.5..6.3, 50.65..51.85).prop_map(|(lon, lat)| LngLat::new(lon, lat).unwrap());
    let bbox = prop_oneof![
        (point(), point()).prop_map(|(a, b)| Bbox::around([a, b]).unwrap()),
        // Everything that is somewhere.
        Just(Bbox::parse("5,50,7,52").unwrap()),
    ];
    let near = (point(), proptest::option::of(0.0..80.0)).prop_map(|(point, radius_km)| Near { point, radius_km });
    let day = (1_i8..=12, 1_i8..=28).prop_map(|(month, day)| jiff::civil::date(2027, month, day));
    let days = (proptest::option::of(day.clone()), proptest::option::of(day));
    let slugs = THEMES.map(|(slug, _)| slug.to_owned());
    let towns = ["weert", "venlo"].map(str::to_owned);
    let kinds = prop_oneof![
        4 => Just(vec![Kind::Gathering]),
        1 => Just(vec![Kind::Initiative, Kind::Gathering]),
        1 => Just(Vec::new()),
    ];
    let facets = (some(Region::ALL), some(&towns), some(&slugs), some(Sector::ALL));
    (kinds, facets, proptest::option::of(bbox), proptest::option::of(near), days).prop_map(
        |(kinds, (regions, municipalities, themes, sectors), bbox, near, (from, until))| Query {
            kinds,
            regions,
            municipalities,
            themes,
            sectors,
            bbox,
            near,
            from,
            until,
            ..Query::default()
        },
    )
}

proptest! {
    #[test]
    fn query_finds_what_a_scan_finds(query in query()) {
        let index = shared().gatherings();
        let found: Vec<GatheringId> = index.matches(&query).iter().map(|at| index.at(at).id).collect();
        let scan: Vec<GatheringId> = index.all().iter().filter(|g| wanted(&query, g)).map(|g| g.id).collect();
        prop_assert_eq!(found, scan);
    }

    #[test]
    fn clusters_and_pins_add_up_to_what_has_a_position(query in query(), zoom in 5_u8..=18) {
        let index = shared().gatherings();
        let placed = index.matches(&query).iter().filter(|&at| index.at(at).venue.is_some()).count();
        let count = |mark: &Mark| match mark { Mark::Pin { .. } => 1, Mark::Cluster { count, .. } => *count as usize };
        let marks = index.clusters(&query, Bbox::parse("-180,-90,180,90").unwrap(), zoom);
        prop_assert_eq!(marks.iter().map(count).sum::<usize>(), placed);
    }

    #[test]
    fn list_is_by_distance_or_by_time_and_complete(query in query()) {
        let index = shared().gatherings();
        let matches = index.matches(&query);
        let ranked = index.ranked(&query, &matches, Sort::Auto);
        prop_assert_eq!(ranked.iter().copied().collect::<BTreeSet<_>>(), matches.iter().collect::<BTreeSet<_>>());
        let in_order = ranked.is_sorted_by(|&a, &b| match query.near {
            Some(_) => matches.distance_km(a).unwrap_or(f64::MAX) <= matches.distance_km(b).unwrap_or(f64::MAX),
            None => index.at(a).content.begins <= index.at(b).content.begins,
        });
        prop_assert!(in_order);
    }

    #[test]
    fn facet_counts_what_choosing_it_gives(query in query()) {
        let index = shared().gatherings();
        let counts = index.facets(&query);
        for (region, count) in counts.regions {
            let only = Query { regions: vec![region], ..query.clone() };
            prop_assert_eq!(count as usize, index.matches(&only).len());
        }
        prop_assert!(counts.stages.iter().all(|(_, count)| *count == 0));
    }
}

#[test]
fn initiatives_are_found_only_when_they_are_asked_for() {
    let atlas = shared();
    let gatherings = Query { kinds: vec![Kind::Gathering], ..Query::default() };
    assert!(atlas.matches(&gatherings).is_empty());
    assert!(atlas.clusters(&gatherings, Bbox::parse("5,50,7,52").unwrap(), 7).is_empty());
    assert!(atlas.gatherings().matches(&Query::default()).is_empty());
    let both = Query { kinds: vec![Kind::Gathering, Kind::Initiative], ..Query::default() };
    assert_eq!((atlas.matches(&both).len(), atlas.gatherings().matches(&both).len()), (50, 600));
}

#[test]
fn drafts_are_nowhere_and_a_secret_address_is_not_searched() {
    let mut list = gatherings(4);
    list[1].status = GatheringStatus::Draft;
    list[3].listed = false;
    let atlas = Atlas::build(Vec::new(), Arc::new(Territory::shipped().unwrap()), 1, "https://kaart.example")
        .with_gatherings(list);
    let asked = |text: Option<&str>| {
        let query = Query { kinds: vec![Kind::Gathering], text: text.map(str::to_owned), ..Query::default() };
        atlas.gatherings().matches(&query).iter().map(|at| atlas.gatherings().at(at).id.0).collect::<Vec<_>>()
    };
    assert_eq!(asked(None), [1, 3]);
    assert!(atlas.gatherings().get(GatheringId(2)).is_none());
    assert_eq!(asked(Some("zwaluw")), [1, 3], "partners are searched");
    assert!(asked(Some("geheim")).is_empty());
}

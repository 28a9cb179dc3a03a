//! One question, many views: a query survives the trip through an address.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::BTreeSet;

use domain::{
    Bbox, InitiativeId, Kind, LngLat, Near, PageState, Programme, Query, Region, Sector, Stage, Term, Vocabulary,
    query::encode_pairs,
};
use jiff::{
    ToSpan as _,
    civil::{Date, date},
};
use proptest::{collection::vec, option, prelude::*, sample::subsequence};

fn vocabulary() -> Vocabulary {
    let term = |slug: &str, label: &str| Term { slug: slug.to_owned(), label: label.to_owned() };
    Vocabulary::new(vec![
        term("weert", "Weert"),
        term("bergen-l", "Bergen (L.)"),
        term("sittard-geleen", "Sittard-Geleen"),
    ])
}

fn read(pairs: &[(&str, &str)]) -> (Query, Vec<String>) {
    let (query, errors) = Query::from_pairs(pairs.iter().copied(), &vocabulary());
    (query, errors.into_iter().map(|e| e.parameter).collect())
}

fn point() -> impl Strategy<Value = LngLat> {
    let rounded = |v: f64| (v * 1e6).round() / 1e6;
    (-180.0..=180.0, -90.0..=90.0).prop_map(move |(x, y)| LngLat::new(rounded(x), rounded(y)).unwrap())
}

/// Kinds and days, as an address can have them.
fn time() -> impl Strategy<Value = (Vec<Kind>, Option<Date>, Option<Date>)> {
    let day = |number: i32| date(2000, 1, 1).checked_add(number.days()).unwrap();
    let days = (option::of(0..36_000), option::of(0..500))
        .prop_map(move |(from, more)| (from.map(day), more.map(|more| day(from.unwrap_or_default() + more))));
    let kinds = subsequence(vec![Kind::Gathering, Kind::Initiative], 0..=2);
    (kinds, days).prop_map(|(kinds, (from, until))| match kinds.as_slice() {
        [] | [Kind::Initiative] => (Vec::new(), None, None),
        _ => (kinds, from, until),
    })
}

fn query() -> impl Strategy<Value = Query> {
    let themes: Vec<String> = vocabulary().themes.iter().map(|t| t.slug.clone()).collect();
    let places: Vec<String> = vocabulary().municipalities.iter().map(|t| t.slug.clone()).collect();
    let near = (point(), option::of(0_u32..40_000))
        .prop_map(|(point, r)| Near { point, radius_km: r.map(|r| f64::from(r) / 2.0) });
    let bbox = (point(), point()).prop_map(|(a, b)| Bbox::around([a, b]).unwrap());
    (
        subsequence(Region::ALL.to_vec(), 0..=3),
        subsequence(places, 0..=3),
        subsequence(themes, 0..=8),
        subsequence(Sector::ALL.to_vec(), 0..=6),
        subsequence(Stage::ALL.to_vec(), 0..=4),
        subsequence(Programme::ALL.to_vec(), 0..=3),
        option::of("\\PC{0,60}[a-zë&=+%#]"),
        option::of(bbox),
        option::of(near),
        (vec(1_i64..1000, 0..4), time()),
    )
        .prop_map(
            |(regions, municipalities, themes, sectors, stages, programmes, text, bbox, near, (saved, time))| {
                let (kinds, from, until) = time;
                Query {
                    kinds,
                    from,
                    until,
                    regions,
                    municipalities,
                    themes,
                    sectors,
                    stages,
                    programmes,
                    text: text.map(|t| t.trim().to_owned()),
                    bbox,
                    near,
                    saved: BTreeSet::from_iter(saved).into_iter().map(InitiativeId).collect(),
                }
            },
        )
}

proptest! {
    #[test]
    fn query_reads_back_from_its_own_pairs(query in query()) {
        let pairs = query.to_pairs();
        let (back, errors) = Query::from_pairs(pairs.iter().map(|(n, v)| (*n, v.as_str())), &vocabulary());
        prop_assert_eq!(errors, vec![]);
        prop_assert_eq!(back, query);
    }

    #[test]
    fn query_survives_any_text_and_names_the_parameter(
        pairs in proptest::collection::vec(("\\PC{0,12}", "\\PC{0,24}"), 0..8)
    ) {
        let given: Vec<(&str, &str)> = pairs.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        let (_, errors) = PageState::from_pairs(given.iter().copied(), &vocabulary());
        for error in errors {
            prop_assert!(given.iter().any(|(name, _)| *name == error.parameter));
        }
    }

    #[test]
    fn encoded_query_has_only_plain_characters(name in "\\PC{0,20}", value in "\\PC{0,40}") {
        let address = encode_pairs(&[(name, value)]);
        prop_assert!(address.bytes().all(|b| b.is_ascii_graphic() && !b"<>\"'#".contains(&b)));
    }
}

#[test]
fn query_example_of_the_product_page_is_parsed() {
    let (query, errors) = read(&[
        ("regio", "midden"),
        ("gemeente", "weert"),
        ("thema", "digitalisering"),
        ("thema", "steam"),
        ("sector", "po"),
        ("fase", "lopend"),
        ("onderdeel", "vrijplaats"),
        ("q", "robot"),
        ("bbox", "5.6,51.1,6.0,51.4"),
        ("bij", "5.71,51.25"),
        ("straal", "10"),
    ]);
    assert_eq!(errors, [""; 0]);
    assert_eq!(query.themes, ["digitalisering", "steam"]);
    assert_eq!(query.near, Some(Near { point: LngLat::new(5.71, 51.25).unwrap(), radius_km: Some(10.0) }));
}

#[test]
fn unusable_parameters_are_named_and_the_rest_counts() {
    for (name, value) in [
        ("regio", "oost"),
        ("gemeente", "amsterdam"),
        ("thema", "Digitalisatie"),
        ("sector", "vso"),
        ("fase", "klaar"),
        ("onderdeel", "markt"),
        ("bbox", "6.0,51.1,5.6,51.4"),
        ("bbox", "5.6,51.4,6.0,51.1"),
        ("bbox", "5.6,51.1,6.0"),
        ("bbox", "5.6,51.1,6.0,51.4,7"),
        ("bbox", "5.6,51.1,6.0,91"),
        ("bbox", "nan,51.1,6.0,51.4"),
        ("bij", "5.71"),
        ("bij", "181,51"),
        ("straal", "-1"),
        ("straal", "inf"),
        ("straal", "NaN"),
        ("straal", "tien"),
        ("straal", "1e300"),
        ("onzin", "1"),
        ("soort", "feest"),
        ("van", "2027-02-29"),
        ("van", "28-03-2027"),
        ("tot", "2027-3-28"),
        ("tot", "1999-12-31"),
        ("tot", "2100-12-31"),
        ("tot", "morgen"),
        ("van", "2027-03-28"),
        ("tot", "2027-03-28"),
    ] {
        let (query, errors) = read(&[("sector", "po"), (name, value)]);
        assert_eq!(errors, [name], "{name}={value}");
        assert_eq!(query.sectors, [Sector::Primary], "{name}={value}");
    }
}

#[test]
fn single_parameters_given_twice_are_refused() {
    for name in ["q", "bbox", "bij", "straal"] {
        let value = match name {
            "bbox" => "5,50,6,51",
            "bij" => "5,50",
            _ => "3",
        };
        let (_, errors) = read(&[("bij", "5,50"), (name, value), (name, value)]);
        assert!(errors.contains(&name.to_owned()), "{name}");
    }
}

#[test]
fn radius_needs_a_point_and_a_point_needs_no_radius() {
    assert_eq!(read(&[("straal", "5")]).1, ["straal"]);
    assert_eq!(read(&[("bij", "5.7,51.2")]).1, [""; 0]);
    // The point is what is wrong; the radius is not blamed too.
    assert_eq!(read(&[("bij", "x"), ("straal", "5")]).1, ["bij"]);
}

#[test]
fn camera_and_list_page_are_no_part_of_the_query() {
    let pairs =
        [("c", "5.9,51.2"), ("z", "10.5"), ("sorteer", "plaats"), ("lijnen", "ja"), ("pagina", "2"), ("regio", "zuid")];
    let (state, errors) = PageState::from_pairs(pairs, &vocabulary());
    assert_eq!(errors, []);
    assert_eq!(state.href(), "/?regio=zuid&sorteer=plaats&lijnen=ja&c=5.9,51.2&z=10.5&pagina=2");
    assert_eq!(state.at("/embed"), "/embed?regio=zuid&sorteer=plaats&lijnen=ja&c=5.9,51.2&z=10.5&pagina=2");
    assert_eq!(state.canonical().href(), "/?regio=zuid", "however one looks at it");
    assert_eq!(PageState::default().at("/embed"), "/embed");
    // A query, which an API reads, knows none of these.
    assert_eq!(read(&pairs[..5]).1, ["c", "z", "sorteer", "lijnen", "pagina"]);
}

#[test]
fn whether_the_list_stays_is_part_of_the_address() {
    let (state, errors) = PageState::from_pairs([("volgt", "nee"), ("regio", "zuid")], &vocabulary());
    assert_eq!((state.list_stays, errors), (true, vec![]));
    assert_eq!(state.href(), "/?regio=zuid&volgt=nee");
    assert_eq!(state.asking(Query::default()).href(), "/?volgt=nee");
    assert_eq!(state.canonical().href(), "/?regio=zuid");
    let (state, errors) = PageState::from_pairs([("volgt", "ja")], &vocabulary());
    assert_eq!((state.list_stays, &*errors[0].parameter), (false, "volgt"));
}

#[test]
fn lines_parameter_stays_with_another_query() {
    let (state, errors) = PageState::from_pairs([("lijnen", "nee")], &vocabulary());
    assert_eq!((state.lines, &*errors[0].parameter), (false, "lijnen"));
    let (state, errors) = PageState::from_pairs([("lijnen", "")], &vocabulary());
    assert_eq!((state.lines, errors), (false, vec![]));
    let (state, _) = PageState::from_pairs([("lijnen", "ja")], &vocabulary());
    assert!(state.asking(Query { regions: vec![Region::South], ..Query::default() }).lines);
}

#[test]
fn saved_initiatives_are_numbers_in_any_order_each_once() {
    let (query, errors) = read(&[("bewaard", "17, 3,17,42")]);
    assert_eq!(query.saved, [17, 3, 42].map(InitiativeId));
    assert!(errors.is_empty());
    for wrong in ["drie", "1,,2", "1;2"] {
        assert_eq!(read(&[("bewaard", wrong)]).1, ["bewaard"], "{wrong}");
    }
    let many: Vec<String> = (1..=51).map(|id| id.to_string()).collect();
    assert_eq!(read(&[("bewaard", &many.join(","))]).1, ["bewaard"]);
}

#[test]
fn days_narrow_only_what_has_a_time() {
    let (query, errors) = read(&[("soort", "bijeenkomst"), ("van", "2027-01-01"), ("tot", "2027-03-28")]);
    assert_eq!(errors, [""; 0]);
    assert_eq!((query.from, query.until), (Some(date(2027, 1, 1)), Some(date(2027, 3, 28))));
    let (first, too_late) = query.period();
    assert_eq!(first.unwrap().as_str(), "2026-12-31T23:00:00Z");
    assert_eq!(too_late.unwrap().as_str(), "2027-03-28T22:00:00Z", "in summer by then");
    assert!(query.asks(Kind::Gathering) && !query.asks(Kind::Initiative));
    assert_eq!(query.about(Kind::Initiative), Query::default());

    let (query, errors) = read(&[("soort", "bijeenkomst"), ("van", "2027-03-28"), ("tot", "2027-01-01")]);
    assert_eq!((query.from, query.until, errors), (Some(date(2027, 3, 28)), None, vec!["tot".to_owned()]));
    let (query, errors) = read(&[("soort", "feest"), ("van", "2027-03-28")]);
    assert_eq!((query, errors), (Query::default(), vec!["soort".to_owned()]), "one mistake is one message");
}

#[test]
fn initiatives_need_no_word() {
    let (query, errors) = read(&[("soort", "initiatief")]);
    assert_eq!((query.to_pairs(), errors), (vec![], vec![]));
    assert!(query.is_empty() && query.asks(Kind::Initiative) && !query.asks(Kind::Gathering));
    let (query, _) = read(&[("soort", "bijeenkomst"), ("soort", "initiatief")]);
    assert!(query.asks(Kind::Initiative) && query.asks(Kind::Gathering));
}

//! The rules for letting an initiative in: all that is wrong is said at once, by field.
#![allow(clippy::unwrap_used)]

use domain::{InitiativeContent, LngLat, Position, RawInitiative, Sector, Vocabulary, initiative::MAX_TITLE};
use rstest::rstest;

fn sound() -> RawInitiative {
    RawInitiative {
        titel: "De leesbrug".into(),
        plaats: "Echt".into(),
        sector: "po|vo".into(),
        thema: "doorlopende-leerlijn".into(),
        fase: "lopend".into(),
        onderdeel: "marktplaats".into(),
        ..RawInitiative::default()
    }
}

fn wrong(raw: &RawInitiative) -> Vec<&'static str> {
    InitiativeContent::parse(raw, &Vocabulary::new(vec![])).unwrap_err().into_iter().map(|e| e.field).collect()
}

#[test]
fn initiative_needs_title_sector_stage_programme_and_place() {
    let (initiative, position) = InitiativeContent::parse(&sound(), &Vocabulary::new(vec![])).unwrap();
    assert_eq!(initiative.sectors, [Sector::Primary, Sector::Secondary]);
    assert_eq!(position, Position::Town("Echt".into()));
    let mut missing = wrong(&RawInitiative::default());
    missing.sort_unstable();
    assert_eq!(missing, ["fase", "onderdeel", "plaats", "sector", "titel"]);
}

#[test]
fn initiative_mistakes_name_their_field() {
    type Spoil = fn(&mut RawInitiative);
    let cases: [(&str, Spoil); 14] = [
        ("titel", |r| r.titel = " \n ".into()),
        ("titel", |r| r.titel = "é".repeat(MAX_TITLE + 1)),
        ("titel", |r| r.titel = "een\u{0}twee".into()),
        ("sector", |r| r.sector = "po|vso".into()),
        ("thema", |r| r.thema = "steam|stoom".into()),
        ("fase", |r| r.fase = "lopnd".into()),
        ("onderdeel", |r| r.onderdeel = String::new()),
        ("website", |r| r.website = "javascript:alert(1)".into()),
        ("website", |r| r.website = "https://".into()),
        ("website", |r| r.website = "https://a b.nl".into()),
        ("website", |r| r.website = "https://gebruiker@kwaad.example".into()),
        ("lon", |r| (r.lon, r.lat) = ("x".into(), "51".into())),
        ("lat", |r| (r.lon, r.lat) = ("5.9".into(), "91".into())),
        ("postcode", |r| r.postcode = "60A1".into()),
    ];
    for (field, spoil) in cases {
        let mut raw = sound();
        spoil(&mut raw);
        assert_eq!(wrong(&raw), [field], "{raw:?}");
    }
}

#[test]
fn coordinates_go_before_a_postcode_and_a_postcode_before_a_town() {
    let position = |raw: &RawInitiative| InitiativeContent::parse(raw, &Vocabulary::new(vec![])).unwrap().1;
    let mut raw = RawInitiative { postcode: "6041 ab".into(), ..sound() };
    assert_eq!(position(&raw), Position::Postcode("6041".into()));
    // A decimal comma is what a Dutch spreadsheet writes.
    (raw.lon, raw.lat) = ("5,9".into(), "51,2".into());
    assert!(matches!(position(&raw), Position::Point(p) if (p.lat() - 51.2).abs() < 1e-12));
}

#[test]
fn websites_are_http_or_https() {
    for website in ["https://voorbeeld.example/pad?x=1#y", "http://localhost:8080", "HTTPS://Voorbeeld.Example"] {
        let raw = RawInitiative { website: website.into(), ..sound() };
        assert_eq!(
            InitiativeContent::parse(&raw, &Vocabulary::new(vec![])).unwrap().0.website.as_deref(),
            Some(website)
        );
    }
}

#[rstest]
#[case::capitals("PO|Vo")]
#[case::label("Basisonderwijs (po)|voortgezet onderwijs")]
#[case::comma("po, vo")]
#[case::semicolon("po;vo")]
#[case::pasted("\u{200b}po |\u{a0}vo")]
fn sectors_are_read_as_people_write_them(#[case] sector: &str) {
    let raw = RawInitiative { sector: sector.into(), ..sound() };
    let (initiative, _) = InitiativeContent::parse(&raw, &Vocabulary::new(vec![])).unwrap();
    assert_eq!(initiative.sectors, [Sector::Primary, Sector::Secondary]);
}

#[test]
fn unknown_word_among_several_is_named_with_the_way_out() {
    let raw = RawInitiative { sector: "po, kleuters".into(), ..sound() };
    let errors = InitiativeContent::parse(&raw, &Vocabulary::new(vec![])).unwrap_err();
    assert_eq!(
        errors[0].reason,
        "‘kleuters’ bestaat niet; kies uit po, vo, so, mbo, hbo, wo; zet tussen twee waarden een |"
    );
}

#[test]
fn outcome_keeps_every_character_of_its_line() {
    let raw = RawInitiative { opbrengst: "Groep 5 | 6 programmeert\n\nEen les".into(), ..sound() };
    let (initiative, _) = InitiativeContent::parse(&raw, &Vocabulary::new(vec![])).unwrap();
    assert_eq!(initiative.outcomes, ["Groep 5 | 6 programmeert", "Een les"]);
}

#[rstest]
#[case::degrees("5.9878", "51.1950", Position::Point(LngLat::new(5.9878, 51.195).unwrap()))]
#[case::decimal_comma("5,9878", "51,1950", Position::Point(LngLat::new(5.9878, 51.195).unwrap()))]
#[case::swapped("51.1950", "5.9878", Position::Point(LngLat::new(5.9878, 51.195).unwrap()))]
#[case::rd("197214", "356440.5", Position::Rd([197_214.0, 356_440.5]))]
#[case::rd_swapped("356440", "197214", Position::Rd([197_214.0, 356_440.0]))]
fn coordinates_are_read_in_degrees_or_metres(#[case] lon: &str, #[case] lat: &str, #[case] position: Position) {
    let raw = RawInitiative { lon: lon.into(), lat: lat.into(), ..sound() };
    assert_eq!(InitiativeContent::parse(&raw, &Vocabulary::new(vec![])).unwrap().1, position);
}

#[test]
fn postcode_of_a_spreadsheet_is_whole() {
    let raw = RawInitiative { postcode: "6041.0".into(), ..sound() };
    assert_eq!(InitiativeContent::parse(&raw, &Vocabulary::new(vec![])).unwrap().1, Position::Postcode("6041".into()));
}

//! Moments.

use domain::Moment;
use rstest::rstest;

#[test]
fn moment_is_its_text() {
    let moment = Moment::parse("2026-11-21T20:00:00Z").unwrap();
    assert_eq!((moment.as_str(), &*moment.to_string()), ("2026-11-21T20:00:00Z", "2026-11-21T20:00:00Z"));
}

#[rstest]
#[case("")]
#[case("2026-11-21")]
#[case("2026-11-21T20:00:00.5Z")]
#[case("2026-11-21T20:00:00+01:00")]
#[case("2026-11-21 20:00:00Z")]
#[case("2026-13-01T00:00:00Z")]
#[case("2026-00-01T00:00:00Z")]
#[case("2026-02-30T00:00:00Z")]
#[case("2026-11-21T24:00:00Z")]
#[case("2026-11-21T20:60:00Z")]
#[case("éé26-11-21T20:00:0Z")]
fn other_text_is_no_moment(#[case] text: &str) {
    Moment::parse(text).unwrap_err();
}

#[test]
fn moments_sort_by_time() {
    let texts = ["0000-01-01T00:00:00Z", "2025-12-31T23:59:59Z", "2026-01-01T00:00:00Z", "9999-12-31T23:59:59Z"];
    assert!(texts.map(|text| Moment::parse(text).unwrap()).is_sorted());
}

#[test]
fn a_year_before_29_february_is_a_moment_too() {
    let moment = Moment::parse("2028-02-29T12:00:00Z").unwrap();
    assert_eq!(moment.year_before().as_str(), "2027-02-29T12:00:00Z");
    assert_eq!(Moment::parse(&moment.year_before()), Ok(moment.year_before()));
}

//! On the day of a gathering, and afterwards.
#![allow(clippy::unwrap_used)]

use domain::{
    Gathering, GatheringContent, GatheringId, InitiativeId, Moment, Vocabulary,
    gathering::{
        CheckInPhase, Evaluation, EvaluationResult, GatheringStatus, Presence, RawEvaluation, RawGathering, RawReport,
        ReportContent,
        check_in::{CODE_SIGNS, code_of, holder, read_code},
    },
};
use jiff::civil::date;
use proptest::prelude::*;
use rstest::rstest;

fn at(text: &str) -> Moment {
    Moment::parse(text).unwrap()
}

fn gathering(status: GatheringStatus) -> Gathering {
    let raw = RawGathering {
        titel: "Marktplaats".into(),
        soort_bijeenkomst: "marktplaats".into(),
        datum: "2027-03-27".into(),
        begin: "14:00".into(),
        einde: "17:00".into(),
        vorm: "op-locatie".into(),
        plekken: "10".into(),
        plaats: "Weert".into(),
        ..RawGathering::default()
    };
    let content = GatheringContent::parse(&raw, &Vocabulary::default(), date(2026, 11, 30)).unwrap().0;
    Gathering {
        id: GatheringId(1),
        content,
        venue: None,
        status,
        reason: String::new(),
        sequence: 0,
        series: GatheringId(1),
        initiative: None,
        listed: true,
        example: false,
        changed: Moment::MIN,
    }
}

#[test]
fn check_in_is_open_from_two_hours_before_until_the_end_of_the_day() {
    let gathering = gathering(GatheringStatus::Announced);
    let phase = |text| gathering.check_in(at(text));
    assert_eq!(phase("2027-03-27T10:59:59Z"), CheckInPhase::Later(at("2027-03-27T11:00:00Z")));
    assert_eq!(phase("2027-03-27T11:00:00Z"), CheckInPhase::Open);
    assert_eq!(phase("2027-03-27T22:59:59Z"), CheckInPhase::Open);
    assert_eq!(phase("2027-03-27T23:00:00Z"), CheckInPhase::Closed);
    let lists = |text| gathering.lists_presence(at(text));
    assert!(!lists("2027-03-27T10:59:59Z") && lists("2027-03-27T11:00:00Z"));
    assert!(lists("2027-04-03T21:59:59Z") && !lists("2027-04-03T22:00:00Z"));
    let cancelled = self::gathering(GatheringStatus::Cancelled);
    assert_eq!(cancelled.check_in(at("2027-03-27T12:00:00Z")), CheckInPhase::Closed);
    assert!(!cancelled.lists_presence(at("2027-03-28T12:00:00Z")));
}

#[test]
fn nobody_counts_as_absent_before_the_end_or_when_nobody_was_checked_in() {
    let gathering = gathering(GatheringStatus::Announced);
    let (before, after) = (at("2027-03-27T15:59:59Z"), at("2027-03-27T16:00:00Z"));
    assert_eq!(Presence::of(&gathering, false, true, before), Presence::Unknown);
    assert_eq!(Presence::of(&gathering, false, true, after), Presence::Absent);
    assert_eq!(Presence::of(&gathering, false, false, after), Presence::Unknown);
    assert_eq!(Presence::of(&gathering, true, true, before), Presence::Present);
    let cancelled = self::gathering(GatheringStatus::Cancelled);
    assert_eq!(Presence::of(&cancelled, true, true, after), Presence::Unknown);
}

#[test]
fn mails_come_when_the_clocks_show_their_hour_whatever_the_season() {
    let gathering = gathering(GatheringStatus::Announced);
    assert_eq!(&*gathering.reminds(), "2027-03-25T15:00:00Z");
    // The clocks go forward that night.
    assert_eq!(&*gathering.evaluates(), "2027-03-28T07:00:00Z");
    assert_eq!(&*gathering.evaluation_closes(), "2027-04-11T07:00:00Z");
    let nudge = |text| gathering.report_nudge(at(text));
    assert_eq!(nudge("2027-03-30T06:59:59Z"), None);
    assert_eq!(nudge("2027-03-30T07:00:00Z"), Some(3));
    assert_eq!(nudge("2027-04-03T07:00:00Z"), Some(7));
    assert_eq!(nudge("2027-04-10T07:00:00Z"), None, "too late to ask");
}

#[rstest]
#[case("abc 234", "ABC234")]
#[case("https://kaart.nl/inchecken/ABC234", "ABC234")]
#[case("https://kaart.nl/bijeenkomsten/1/inchecken/x?code=abc234", "ABC234")]
#[case("", "")]
fn code_is_read_as_it_is_typed_or_scanned(#[case] typed: &str, #[case] code: &str) {
    assert_eq!(read_code(typed), code);
}

#[test]
fn seat_of_a_group_is_called_by_what_is_known() {
    let colleagues = ["Bert".to_owned()];
    let names: Vec<_> = (1..=3).map(|number| holder("Anna", &colleagues, number)).collect();
    assert_eq!(names, ["Anna", "Bert", "collega van Anna"]);
}

#[test]
fn answers_are_read_together_or_not_at_all() {
    let answer = |nut: &str, mee: &str| {
        let raw = RawEvaluation { nut: nut.into(), mee: mee.into(), ..RawEvaluation::default() };
        Evaluation::parse(&raw).unwrap()
    };
    let mut answers = vec![answer("5", "zien"), answer("4", "")];
    assert_eq!(EvaluationResult::of(&answers), None);
    answers.push(answer("4", "Doen"));
    let result = EvaluationResult::of(&answers).unwrap();
    assert_eq!((result.answers, result.mean_tenths, result.counts), (3, 43, vec![0, 0, 0, 2, 1]));
    assert_eq!(result.takes, ["Doen", "zien"], "not in the order in which they came");
    assert_eq!(
        Evaluation::parse(&RawEvaluation { nut: "6".into(), ..RawEvaluation::default() }).unwrap_err()[0].field,
        "nut"
    );
    assert_eq!(Evaluation::parse(&RawEvaluation::default()).unwrap_err()[0].field, "nut");
}

#[test]
fn report_names_initiatives_by_number_or_address() {
    let raw = RawReport {
        resultaten: "Veel gezien.".into(),
        initiatieven: "7\n/initiatieven/12/robots\nhttps://kaart.nl/initiatieven/12?x=1\n\n".into(),
        links: "https://school.nl/verslag".into(),
        ..RawReport::default()
    };
    let report = ReportContent::parse(&raw).unwrap();
    assert_eq!(report.initiatives, [InitiativeId(7), InitiativeId(12)]);
    let wrong = RawReport { initiatieven: "robots".into(), links: "school".into(), ..RawReport::default() };
    let errors = ReportContent::parse(&wrong).unwrap_err();
    assert_eq!(errors.iter().map(|error| error.field).collect::<Vec<_>>(), ["resultaten", "links", "initiatieven"]);
}

proptest! {
    #[test]
    fn code_has_no_look_alike_signs(random in prop::collection::vec(any::<u8>(), 24)) {
        if let Some(code) = code_of(&random, CODE_SIGNS) {
            prop_assert_eq!(code.len(), CODE_SIGNS);
            prop_assert!(!code.contains(['0', '1', 'I', 'L', 'O']));
            prop_assert_eq!(read_code(&code), code);
        }
    }
}

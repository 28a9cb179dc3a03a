//! What an organiser may say about a gathering, and when one can register.
#![allow(clippy::unwrap_used)]

use domain::{
    Deadline, Gathering, GatheringContent, GatheringId, Moment, Vocabulary,
    gathering::{
        Attendance, GatheringStatus, NewRegistration, Phase, RawGathering, RawRegistration, RawSlot, RegistrationPhase,
        Slot, SlotKind,
    },
};
use jiff::civil::{Date, date};
use rstest::rstest;

const TODAY: Date = date(2026, 11, 30);

fn raw() -> RawGathering {
    let text = |text: &str| text.to_owned();
    RawGathering {
        titel: text("Marktplaats kansengelijkheid"),
        soort_bijeenkomst: text("marktplaats"),
        thema: text("kansengelijkheid"),
        datum: text("2027-01-19"),
        begin: text("14:00"),
        einde: text("17:00"),
        vorm: text("hybride"),
        plekken: text("40"),
        gereserveerd: text("4"),
        online_plekken: text("100"),
        plaats: text("Weert"),
        wachtlijst: text("ja"),
        ..RawGathering::default()
    }
}

fn parse(raw: &RawGathering) -> Result<GatheringContent, Vec<(&'static str, String)>> {
    let parsed = GatheringContent::parse(raw, &Vocabulary::new(Vec::new()), TODAY);
    parsed.map(|(content, _)| content).map_err(|errors| errors.into_iter().map(|e| (e.field, e.reason)).collect())
}

fn at(text: &str) -> Moment {
    Moment::parse(text).unwrap()
}

#[test]
fn hybrid_gathering_has_two_capacities_and_a_window() {
    let content = parse(&raw()).unwrap();
    assert_eq!((content.begins, content.ends), (at("2027-01-19T13:00:00Z"), at("2027-01-19T16:00:00Z")));
    assert_eq!(content.rules(Attendance::Venue).capacity, Some(36));
    assert_eq!(content.rules(Attendance::Online).capacity, Some(100));
    assert_eq!((content.opens, content.closes), (at("2026-11-29T23:00:00Z"), Deadline(content.begins)));
    let until = RawGathering { aanmelden_tot: "12-1-2027".into(), ..raw() };
    assert_eq!(parse(&until).unwrap().closes, Deadline(at("2027-01-12T23:00:00Z")));
}

#[rstest]
#[case::no_day(RawGathering { datum: String::new(), ..raw() }, "datum", "is leeg")]
#[case::impossible_day(RawGathering { datum: "2027-02-30".into(), ..raw() }, "datum", "bestaat")]
#[case::far_day(RawGathering { datum: "0027-01-19".into(), ..raw() }, "datum", "ver weg")]
#[case::time(RawGathering { begin: "kwart over twee".into(), ..raw() }, "begin", "geen tijd")]
#[case::end_before_begin(RawGathering { einde: "13:59".into(), ..raw() }, "einde", "niet na het begin")]
#[case::skipped_hour(RawGathering { datum: "2027-03-28".into(), begin: "02:30".into(), ..raw() }, "begin", "bestaat die nacht niet")]
#[case::double_hour(RawGathering { datum: "2027-10-31".into(), begin: "02:30".into(), ..raw() }, "begin", "twee keer")]
#[case::long(RawGathering { einddatum: "2027-02-19".into(), ..raw() }, "einddatum", "7 dagen")]
#[case::late_registration(RawGathering { aanmelden_tot: "2027-01-20".into(), ..raw() }, "aanmelden_tot", "na het begin")]
#[case::no_seats(RawGathering { plekken: "0".into(), ..raw() }, "plekken", "hoeveel")]
#[case::seats(RawGathering { plekken: "-3".into(), ..raw() }, "plekken", "geen getal")]
#[case::reserved(RawGathering { gereserveerd: "41".into(), ..raw() }, "gereserveerd", "meer dan")]
#[case::connection(RawGathering { online_adres: "javascript:alert(1)".into(), ..raw() }, "online_adres", "")]
#[case::kind(RawGathering { soort_bijeenkomst: "feest".into(), ..raw() }, "soort_bijeenkomst", "bestaat niet")]
fn mistake_is_told_at_its_field(#[case] raw: RawGathering, #[case] field: &str, #[case] says: &str) {
    let errors = parse(&raw).unwrap_err();
    assert!(errors.iter().any(|(at, reason)| *at == field && reason.contains(says)), "{errors:?}");
    assert_eq!(errors.len(), 1, "{errors:?}");
}

#[test]
fn hour_that_comes_twice_is_the_one_that_is_meant() {
    let night = RawGathering { datum: "2027-10-31".into(), begin: "02:30".into(), einde: "06:00".into(), ..raw() };
    let first = parse(&RawGathering { begin_keer: "zomertijd".into(), ..night.clone() }).unwrap();
    let second = parse(&RawGathering { begin_keer: "wintertijd".into(), ..night }).unwrap();
    assert_eq!(second.begins.seconds() - first.begins.seconds(), 3600);
}

#[test]
fn online_gathering_needs_no_place() {
    let online = RawGathering { vorm: "online".into(), plaats: String::new(), plekken: String::new(), ..raw() };
    let (content, position) = GatheringContent::parse(&online, &Vocabulary::new(Vec::new()), TODAY).unwrap();
    assert_eq!(position, None);
    assert_eq!(content.attendances(), [Attendance::Online]);
}

fn gathering() -> Gathering {
    let content = parse(&RawGathering { aanmelden_vanaf: "2026-12-01".into(), ..raw() }).unwrap();
    Gathering {
        id: GatheringId(1),
        content,
        venue: None,
        status: GatheringStatus::Announced,
        reason: String::new(),
        sequence: 0,
        series: GatheringId(1),
        initiative: None,
        listed: true,
        example: false,
        changed: at("2026-11-30T12:00:00Z"),
    }
}

#[test]
fn phase_follows_from_the_clock() {
    let announced = gathering();
    assert_eq!(announced.phase(at("2027-01-19T15:59:59Z")), Some(Phase::Announced));
    assert_eq!(announced.phase(at("2027-01-19T16:00:00Z")), Some(Phase::Past));
    let cancelled = Gathering { status: GatheringStatus::Cancelled, ..gathering() };
    assert_eq!(cancelled.phase(at("2028-01-01T00:00:00Z")), Some(Phase::Cancelled));
    assert_eq!(Gathering { status: GatheringStatus::Draft, ..gathering() }.phase(at("2027-01-01T00:00:00Z")), None);
}

#[test]
fn registration_is_open_in_its_window_and_never_once_it_has_begun() {
    let one = gathering();
    let opens = at("2026-11-30T23:00:00Z");
    assert_eq!(one.registration(at("2026-11-30T22:59:59Z")), RegistrationPhase::Later(opens));
    assert_eq!(one.registration(opens), RegistrationPhase::Open);
    assert_eq!(one.registration(at("2027-01-19T13:00:00Z")), RegistrationPhase::Closed);
    let mut early = gathering();
    early.content.closes = Deadline(at("2027-01-12T23:00:00Z"));
    // A form that was sent in the grace counts.
    assert_eq!(early.registration(at("2027-01-12T23:14:59Z")), RegistrationPhase::Open);
    assert_eq!(early.registration(at("2027-01-12T23:15:00Z")), RegistrationPhase::Closed);
    let cancelled = Gathering { status: GatheringStatus::Cancelled, ..gathering() };
    assert_eq!(cancelled.registration(opens), RegistrationPhase::Closed);
}

fn registration() -> RawRegistration {
    RawRegistration {
        naam: "Juf Anna".into(),
        email: "anna@school.nl".into(),
        school: "De Proefschool".into(),
        vorm: "op-locatie".into(),
        personen: "3".into(),
        collegas: "Bert\n\nCarla".into(),
        ..RawRegistration::default()
    }
}

#[test]
fn group_has_a_seat_for_each_and_names_as_far_as_known() {
    let content = gathering().content;
    let group = NewRegistration::parse(&registration(), &content).unwrap();
    assert_eq!((group.persons, group.colleagues), (3, vec!["Bert".to_owned(), "Carla".to_owned()]));
    let alone = RawRegistration { personen: String::new(), collegas: String::new(), ..registration() };
    assert_eq!(NewRegistration::parse(&alone, &content).unwrap().persons, 1);
}

#[rstest]
#[case(RawRegistration { naam: " ".into(), ..registration() }, "naam")]
#[case(RawRegistration { email: "anna".into(), ..registration() }, "email")]
#[case(RawRegistration { school: String::new(), ..registration() }, "school")]
#[case(RawRegistration { vorm: String::new(), ..registration() }, "vorm")]
#[case(RawRegistration { personen: "0".into(), ..registration() }, "personen")]
#[case(RawRegistration { personen: "11".into(), ..registration() }, "personen")]
#[case(RawRegistration { personen: "2".into(), ..registration() }, "collegas")]
#[case(RawRegistration { naam: "Kijk op www.kwaad.nl".into(), ..registration() }, "naam")]
fn registration_that_can_not_be_is_told_at_its_field(#[case] raw: RawRegistration, #[case] field: &str) {
    let errors = NewRegistration::parse(&raw, &gathering().content).unwrap_err();
    assert_eq!(errors.iter().map(|error| error.field).collect::<Vec<_>>(), [field]);
}

#[test]
fn nobody_registers_for_a_form_that_there_is_not() {
    let mut content = gathering().content;
    content.mode = domain::gathering::GatheringMode::Venue;
    let online = RawRegistration { vorm: "online".into(), ..registration() };
    assert_eq!(NewRegistration::parse(&online, &content).unwrap_err()[0].field, "vorm");
}

#[rstest]
#[case::before("13.30", "14.30", &["van"])]
#[case::after("16.30", "17.15", &["tot"])]
#[case::backwards("15:00", "14:45", &["tot"])]
#[case::no_time("straks", "15:00", &["van"])]
fn part_of_a_programme_lies_within_the_gathering(#[case] van: &str, #[case] tot: &str, #[case] wrong: &[&str]) {
    let raw = RawSlot {
        soort: "workshop".into(),
        onderdeel: "Samen bouwen".into(),
        van: van.into(),
        tot: tot.into(),
        ..RawSlot::default()
    };
    let errors = Slot::parse(&raw, &gathering(), None).unwrap_err();
    assert_eq!(errors.iter().map(|error| error.field).collect::<Vec<_>>(), wrong);
    let right = RawSlot { van: "14:30".into(), tot: "15:00".into(), ..raw };
    let slot = Slot::parse(&right, &gathering(), None).unwrap();
    assert_eq!((slot.kind, slot.begins), (SlotKind::Workshop, at("2027-01-19T13:30:00Z")));
    // What is pitched is called as its initiative.
    let pitch = RawSlot { onderdeel: String::new(), soort: String::new(), ..right };
    assert!(Slot::parse(&pitch, &gathering(), None).is_err());
    assert_eq!(Slot::parse(&pitch, &gathering(), Some(domain::InitiativeId(7))).unwrap().kind, SlotKind::Pitch);
}

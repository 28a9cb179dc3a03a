//! What the form asks: every mistake is named at its field, and what is let in fits.
#![allow(clippy::unwrap_used, missing_docs)]

use domain::{
    Email, NewSubmission, RawInitiative, RawSubmission, Vocabulary,
    initiative::{MAX_DESCRIPTION, MAX_LINE, MAX_VALUES},
    submit::{FORM_SUMMARY, FORM_TITLE, ORDER},
    text::MAX_NAME,
};
use proptest::prelude::*;
use rstest::rstest;

fn good() -> RawSubmission {
    RawSubmission {
        initiatief: RawInitiative {
            titel: "De hei als klaslokaal".into(),
            samenvatting: "Groep 5 leert buiten. Elke week.".into(),
            school: "Basisschool in Roermond".into(),
            plaats: "Roermond".into(),
            sector: "po".into(),
            thema: "steam".into(),
            fase: "idee".into(),
            onderdeel: "vrijplaats".into(),
            ..RawInitiative::default()
        },
        naam: "Ans Janssen".into(),
        functie: String::new(),
        email: "ans@school.nl".into(),
        tonen: false,
    }
}

fn wrong(raw: &RawSubmission) -> Vec<&'static str> {
    let errors = NewSubmission::parse(raw, &Vocabulary::new(Vec::new())).err().unwrap_or_default();
    errors.iter().map(|error| error.field).collect()
}

#[test]
fn name_is_shown_only_after_a_tick() {
    for tonen in [false, true] {
        let submission =
            NewSubmission::parse(&RawSubmission { tonen, ..good() }, &Vocabulary::new(Vec::new())).unwrap();
        assert_eq!(submission.contact.shown, tonen);
    }
}

#[test]
fn profile_fields_are_one_line_and_may_be_empty() {
    let said = |name: &str, position: &str| domain::submit::parse_profile(name, position);
    assert_eq!(said("  Ans \n Janssen ", ""), Ok(("Ans Janssen".to_owned(), String::new())));
    let errors = said(&"x".repeat(101), "leraar\u{7}").unwrap_err();
    assert_eq!(errors.iter().map(|e| e.field).collect::<Vec<_>>(), ["naam", "functie"]);
}

#[test]
fn complete_submission_is_accepted() {
    let submission = NewSubmission::parse(&good(), &Vocabulary::new(Vec::new())).unwrap();
    assert_eq!(submission.content.title, "De hei als klaslokaal");
    assert_eq!((&*submission.contact.name, submission.contact.email.as_str()), ("Ans Janssen", "ans@school.nl"));
}

#[test]
fn empty_submission_names_every_required_field_in_order() {
    let asked = ["school", "plaats", "onderdeel", "titel", "samenvatting", "sector", "thema", "fase", "naam", "email"];
    assert_eq!(wrong(&RawSubmission::default()), asked);
}

#[rstest]
#[case::title("titel", |raw: &mut RawSubmission| raw.initiatief.titel = "é".repeat(FORM_TITLE + 1))]
#[case::no_title("titel", |raw: &mut RawSubmission| raw.initiatief.titel = " \n ".into())]
#[case::summary("samenvatting", |raw: &mut RawSubmission| raw.initiatief.samenvatting = "x".repeat(FORM_SUMMARY + 1))]
#[case::description("omschrijving", |raw: &mut RawSubmission| raw.initiatief.omschrijving = "x".repeat(MAX_DESCRIPTION + 1))]
#[case::control("omschrijving", |raw: &mut RawSubmission| raw.initiatief.omschrijving = "a\0b".into())]
#[case::sector("sector", |raw: &mut RawSubmission| raw.initiatief.sector = "po|kleuters".into())]
#[case::theme("thema", |raw: &mut RawSubmission| raw.initiatief.thema = "wiskunde".into())]
#[case::stage("fase", |raw: &mut RawSubmission| raw.initiatief.fase = "klaar".into())]
#[case::programme("onderdeel", |raw: &mut RawSubmission| raw.initiatief.onderdeel = "supermarkt".into())]
#[case::website("website", |raw: &mut RawSubmission| raw.initiatief.website = "javascript:alert(1)".into())]
#[case::site_code("vestigingscode", |raw: &mut RawSubmission| raw.initiatief.vestigingscode = "17J".into())]
#[case::longitude("lon", |raw: &mut RawSubmission| { raw.initiatief.lon = "oost".into(); raw.initiatief.lat = "51".into(); })]
#[case::latitude("lat", |raw: &mut RawSubmission| { raw.initiatief.lon = "6".into(); raw.initiatief.lat = "97".into(); })]
#[case::outcome("opbrengst", |raw: &mut RawSubmission| raw.initiatief.opbrengst = format!("a\n{}", "x".repeat(MAX_LINE + 1)))]
#[case::outcome_with_control("opbrengst", |raw: &mut RawSubmission| raw.initiatief.opbrengst = "a\u{7}b".into())]
#[case::name("naam", |raw: &mut RawSubmission| raw.naam = "x".repeat(MAX_NAME + 1))]
#[case::position("functie", |raw: &mut RawSubmission| raw.functie = "x".repeat(MAX_NAME + 1))]
#[case::email("email", |raw: &mut RawSubmission| raw.email = "ans".into())]
fn a_mistake_is_named_at_its_field(#[case] field: &str, #[case] spoil: impl Fn(&mut RawSubmission)) {
    let mut raw = good();
    spoil(&mut raw);
    assert_eq!(wrong(&raw), [field]);
}

#[test]
fn submission_limits_themselves_fit() {
    let mut raw = good();
    raw.initiatief.titel = "é".repeat(FORM_TITLE);
    raw.initiatief.samenvatting = "ab ".repeat(FORM_SUMMARY / 3);
    raw.naam = "x".repeat(MAX_NAME);
    assert_eq!(wrong(&raw), [""; 0]);
}

#[rstest]
#[case("ans@school.nl", Some("ans@school.nl"))]
#[case("  Ans.De-Vries+kaart@Sub.School.NL ", Some("ans.de-vries+kaart@sub.school.nl"))]
#[case("o'neill@a-b.nl", Some("o'neill@a-b.nl"))]
#[case("", None)]
#[case("ans", None)]
#[case("ans@school", None)]
#[case("@school.nl", None)]
#[case("ans@", None)]
#[case("ans@.nl", None)]
#[case("ans@school..nl", None)]
#[case("ans@-school.nl", None)]
#[case(".ans@school.nl", None)]
#[case("an s@school.nl", None)]
#[case("ans@school.nl\nBcc: x@y.nl", None)]
#[case("\"ans\"@school.nl", None)]
#[case("ans@school.nl, b@c.nl", None)]
#[case("<ans@school.nl>", None)]
fn addresses_are_read_as_people_type_them(#[case] text: &str, #[case] expected: Option<&str>) {
    assert_eq!(Email::parse(text).ok().as_ref().map(Email::as_str), expected);
}

#[test]
fn long_email_address_is_refused() {
    let host = format!("{}.nl", "a.".repeat(130));
    assert!(Email::parse(&format!("a@{}", host.replace("..", "."))).is_err());
    assert!(Email::parse(&format!("{}@school.nl", "a".repeat(65))).is_err());
    assert!(Email::parse(&format!("{}@school.nl", "a".repeat(64))).is_ok());
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof!["\\PC{0,90}", ".{0,20}", "[a-z|@.,0-9 \\n]{0,60}", Just(String::new())]
}

proptest! {
    #[test]
    fn submission_survives_any_text(fields in prop::array::uniform20(text()), keep in prop::array::uniform20(any::<bool>())) {
        let good = good();
        let g = &good.initiatief;
        let known = [
            &g.school, &g.vestigingscode, &g.plaats, &g.postcode, &g.lon, &g.lat, &g.onderdeel, &g.titel, &g.samenvatting,
            &g.omschrijving, &g.sector, &g.thema, &g.fase, &g.periode, &g.website, &g.leervraag, &g.opbrengst, &good.naam,
            &good.functie, &good.email,
        ];
        let f: Vec<String> = (0..20).map(|i| if keep[i] { known[i].clone() } else { fields[i].clone() }).collect();
        let raw = RawSubmission {
            initiatief: RawInitiative {
                sleutel: String::new(),
                school: f[0].clone(), vestigingscode: f[1].clone(), plaats: f[2].clone(), postcode: f[3].clone(),
                lon: f[4].clone(), lat: f[5].clone(), onderdeel: f[6].clone(), titel: f[7].clone(),
                samenvatting: f[8].clone(), omschrijving: f[9].clone(), sector: f[10].clone(), thema: f[11].clone(),
                fase: f[12].clone(), periode: f[13].clone(), website: f[14].clone(), leervraag: f[15].clone(),
                opbrengst: f[16].clone(),
            },
            naam: f[17].clone(),
            functie: f[18].clone(),
            email: f[19].clone(),
            tonen: f[19].is_empty(),
        };
        match NewSubmission::parse(&raw, &Vocabulary::new(Vec::new())) {
            Ok(NewSubmission { content, contact, .. }) => {
                let length = |text: &str| text.chars().count();
                prop_assert!((1..=FORM_TITLE).contains(&length(&content.title)));
                prop_assert!((1..=FORM_SUMMARY).contains(&length(&content.summary)));
                prop_assert!(length(&content.description) <= MAX_DESCRIPTION);
                prop_assert!((1..=MAX_NAME).contains(&length(&contact.name)) && length(&contact.job_title) <= MAX_NAME);
                prop_assert!(!content.school.is_empty() && !content.sectors.is_empty() && !content.themes.is_empty());
                prop_assert!(content.outcomes.len() <= MAX_VALUES);
                prop_assert!(content.outcomes.iter().all(|o| length(o) <= MAX_LINE && !o.chars().any(char::is_control)));
            }
            Err(errors) => {
                prop_assert!(!errors.is_empty());
                prop_assert!(errors.iter().all(|error| ORDER.contains(&error.field) && !error.reason.is_empty()));
                let order: Vec<_> = errors.iter().map(|e| ORDER.iter().position(|field| *field == e.field)).collect();
                prop_assert!(order.is_sorted());
            }
        }
    }

    #[test]
    fn email_address_reads_back(text in text()) {
        if let Ok(email) = Email::parse(&text) {
            prop_assert_eq!(Email::parse(email.as_str()), Ok(email));
        }
    }
}

#[rstest]
#[case("Kijk op https://kwaad.voorbeeld")]
#[case("Kijk op WWW.kwaad.voorbeeld")]
#[case("Kijk op ht\u{200b}tps://kwaad.voorbeeld")]
#[case("ftp://kwaad.voorbeeld")]
fn names_and_titles_hold_no_address_of_a_website(#[case] text: &str) {
    for field in ["titel", "naam", "functie"] {
        let mut raw = good();
        let place = match field {
            "titel" => &mut raw.initiatief.titel,
            "naam" => &mut raw.naam,
            _ => &mut raw.functie,
        };
        text.clone_into(place);
        assert_eq!(wrong(&raw), [field], "{text}");
    }
    assert!(domain::submit::parse_profile(text, "").is_err() && domain::submit::parse_profile("", text).is_err());
}

#[test]
fn names_and_titles_may_look_a_bit_like_one() {
    for text in ["Wij spelen: het www-spel", "Node.js op school", "Rekenen // taal", "St.-Jan e.o."] {
        let mut raw = good();
        text.clone_into(&mut raw.initiatief.titel);
        text.clone_into(&mut raw.naam);
        assert!(wrong(&raw).is_empty(), "{text}");
    }
}

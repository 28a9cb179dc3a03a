//! What may be asked and reported.
#![allow(clippy::unwrap_used)]

use domain::questions::{MAX_QUESTION, Question, RawQuestion};
use domain::reports::{MAX_REPORT, Report, ReportSubject};
use rstest::rstest;

fn raw() -> RawQuestion {
    RawQuestion {
        naam: "Juf Proef".into(),
        email: "juf@school.nl".into(),
        vraag: "Mogen we komen kijken?\r\n\r\nMet z’n vieren.".into(),
        toestemming: true,
    }
}

#[test]
fn question_keeps_its_lines_and_a_name_has_one() {
    let question = Question::parse(&RawQuestion { naam: " Juf\r\nBcc: a@b.nl ".into(), ..raw() }).unwrap();
    assert_eq!(question.name, "Juf Bcc: a@b.nl");
    assert_eq!(question.text, "Mogen we komen kijken?\n\nMet z’n vieren.");
}

#[rstest]
#[case(RawQuestion { naam: "  ".into(), ..raw() }, &["naam"])]
#[case(RawQuestion { naam: "\u{0}".into(), ..raw() }, &["naam"])]
#[case(RawQuestion { naam: "x".repeat(101), ..raw() }, &["naam"])]
#[case(RawQuestion { email: "juf@school.nl\r\nBcc: a@b.nl".into(), ..raw() }, &["email"])]
#[case(RawQuestion { email: String::new(), ..raw() }, &["email"])]
#[case(RawQuestion { vraag: " \n ".into(), ..raw() }, &["vraag"])]
#[case(RawQuestion { vraag: "é".repeat(MAX_QUESTION + 1), ..raw() }, &["vraag"])]
#[case(RawQuestion { toestemming: false, ..raw() }, &["toestemming"])]
#[case(RawQuestion::default(), &["naam", "email", "vraag", "toestemming"])]
fn every_mistake_has_its_field(#[case] raw: RawQuestion, #[case] fields: &[&str]) {
    let errors = Question::parse(&raw).unwrap_err();
    assert_eq!(errors.iter().map(|error| error.field).collect::<Vec<_>>(), fields);
}

#[test]
fn longest_question_fits() {
    assert!(Question::parse(&RawQuestion { vraag: "é".repeat(MAX_QUESTION), ..raw() }).is_ok());
}

#[test]
fn report_needs_a_reason_and_no_address() {
    assert_eq!(Report::parse(ReportSubject::Page, " Reclame ", "").unwrap().email, None);
    for (reason, email, field) in [("", "", "reden"), (&*"x".repeat(MAX_REPORT + 1), "", "reden"), ("x", "y", "email")]
    {
        assert_eq!(Report::parse(ReportSubject::Question, reason, email).unwrap_err()[0].field, field);
    }
}

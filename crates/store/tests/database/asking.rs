//! Questions, reports, and who took over from whom.

use domain::{
    Adoption, AuditAct, Decision, Email, InitiativeId, InvalidAdoption, Moment, PersonId,
    questions::Question,
    reports::{Report, ReportSubject},
};
use store::{AdoptionError, Answer, Cutoffs, Mail, Membership, Relayed, ReviewError, Store, Submission};

use crate::common::{LATER, NOW, On, On::*, at, row};
use rstest::rstest;

fn email(text: &str) -> Email {
    Email::parse(text).unwrap()
}

async fn person(store: &Store, address: &str) -> PersonId {
    let membership = Membership { role: domain::Role::Editor, scope: domain::Scope::Everywhere, until: None };
    store.appoint(&email(address), &membership, NOW).await.unwrap().id
}

fn letter(to: &Email) -> Mail {
    Mail { recipient: to.to_string(), subject: "brief".into(), text: "geheim".into(), ..Mail::default() }
}

/// Something on the map, owned by this address.
async fn published(store: &Store, owner: &str, editor: PersonId) -> InitiativeId {
    let owner = person(store, owner).await;
    let row = row("", "Titel");
    let sending = Submission { content: row.content, position: row.position, located: row.located, pictures: None };
    let id = store.send_in_known(&sending, owner, &letter(&email("x@y.nl")), NOW, NOW).await.unwrap();
    store.decide(id, 1, editor, &Decision::Publish, None, NOW).await.unwrap();
    id
}

/// Who the mails that wait go to; then there are none.
async fn mailed(store: &Store) -> Vec<String> {
    let mut to = Vec::new();
    while let Some(waiting) = store.next_mail(LATER).await.unwrap() {
        store.mail_sent(waiting.id, LATER).await.unwrap();
        to.push(waiting.mail.recipient);
    }
    to
}

fn question() -> Question {
    Question { name: "Juf".into(), email: email("juf@school.nl"), text: "Mogen we kijken?".into() }
}

fn letters(_: InitiativeId, question: &Question, owners: &[Email]) -> Vec<Mail> {
    owners.iter().chain([&question.email]).map(letter).collect()
}

#[rstest]
#[tokio::test]
async fn a_question_waits_for_its_asker_is_relayed_once_and_then_forgotten(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    let editor = person(&store, "r@kaart.nl").await;
    let id = published(&store, "host@school.nl", editor).await;
    mailed(&store).await;
    let confirm = letter(&email("juf@school.nl"));
    store.hold_question(id, &question(), "t", &confirm, at("2026-12-05T20:00:00Z"), NOW).await.unwrap();
    assert_eq!(mailed(&store).await, ["juf@school.nl"], "the owner hears nothing yet");
    assert_eq!(store.held_question("t", LATER).await.unwrap(), Some((id, question())));
    assert_eq!(store.relay_held("u", letters, LATER).await.unwrap(), None);

    let tries: Vec<_> = (0..4)
        .map(|_| {
            let store = store.clone();
            tokio::spawn(async move { store.relay_held("t", letters, LATER).await.unwrap() })
        })
        .collect();
    let mut sent = 0;
    for one in tries {
        sent += usize::from(one.await.unwrap() == Some(Relayed::Sent));
    }
    assert_eq!((sent, store.times_asked(id).await.unwrap()), (1, 1));
    assert_eq!(mailed(&store).await, ["host@school.nl", "juf@school.nl"]);
    assert_eq!(store.held_question("t", LATER).await.unwrap(), None, "what was asked is gone");
}

#[rstest]
#[tokio::test]
async fn an_unconfirmed_question_is_forgotten_when_its_time_is_over(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    let editor = person(&store, "r@kaart.nl").await;
    let id = published(&store, "host@school.nl", editor).await;
    let confirm = letter(&email("juf@school.nl"));
    store.hold_question(id, &question(), "t", &confirm, LATER, NOW).await.unwrap();
    let past =
        |now: Moment| Cutoffs { now, unconfirmed: NOW, forms: NOW, mails: NOW, audit: NOW, wishes: NOW, names: NOW };
    store.forget(&past(NOW)).await.unwrap();
    assert!(store.held_question("t", NOW).await.unwrap().is_some());
    assert_eq!(store.held_question("t", LATER).await.unwrap(), None, "over is over, forgotten or not");
    store.forget(&past(LATER)).await.unwrap();
    assert_eq!(store.held_question("t", NOW).await.unwrap(), None);
}

#[rstest]
#[tokio::test]
async fn nobody_is_asked_what_is_off_the_map_or_nobodys(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    let editor = person(&store, "r@kaart.nl").await;
    let id = published(&store, "host@school.nl", editor).await;
    let owner = person(&store, "host@school.nl").await;
    store.import(&[row("k", "Van niemand")], NOW).await.unwrap();
    let nobodys = InitiativeId(id.0 + 1);
    mailed(&store).await;
    let all = |owners: &[Email]| letters(InitiativeId(0), &question(), owners);
    assert!(store.has_owner(id).await.unwrap() && !store.has_owner(nobodys).await.unwrap());
    assert_eq!(store.relay(nobodys, all, NOW).await.unwrap(), Relayed::Nobody);
    assert_eq!(store.relay(id, all, NOW).await.unwrap(), Relayed::Sent);
    store.archive(id, owner, LATER).await.unwrap();
    assert_eq!(store.relay(id, all, LATER).await.unwrap(), Relayed::Nobody);
    assert_eq!(mailed(&store).await.len(), 2);
}

#[rstest]
#[tokio::test]
async fn a_report_is_handled_once_by_somebody_else_and_its_text_goes(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    let editor = person(&store, "r@kaart.nl").await;
    let id = published(&store, "host@school.nl", editor).await;
    let owner = person(&store, "host@school.nl").await;
    let report =
        Report { about: ReportSubject::Question, reason: "Dit is reclame".into(), email: Some(email("a@school.nl")) };
    store.report(id, &report, NOW).await.unwrap();
    store.report(id, &Report { email: None, ..report }, NOW).await.unwrap();
    let waiting = store.reports().await.unwrap();
    assert_eq!((waiting.len(), &*waiting[0].email, waiting[1].about), (2, "a@school.nl", ReportSubject::Question));
    let newest = waiting[1].id;
    assert!(matches!(store.handle_report(newest, owner, LATER).await, Err(ReviewError::OwnWork)));
    store.handle_report(newest, editor, LATER).await.unwrap();
    assert!(matches!(store.handle_report(newest, editor, LATER).await, Err(ReviewError::Overtaken)));
    let log = store.audit("melding afgehandeld", 10).await.unwrap();
    assert_eq!((log.len(), &*log[0].detail), (1, "over vraag"));
    store.report(id, &Report { about: ReportSubject::Page, reason: "Nieuw".into(), email: None }, LATER).await.unwrap();
    let ids: Vec<_> = store.reports().await.unwrap().iter().map(|report| report.id).collect();
    assert_eq!(ids, [waiting[0].id, newest + 1], "a number is not used again");
}

async fn ask(store: &Store, adopter: InitiativeId, source: InitiativeId) -> Result<(), AdoptionError> {
    let asker = person(store, "r@kaart.nl").await;
    store.ask_adoption(Adoption { adopter, source }, asker, letter, NOW).await
}

async fn answer(
    store: &Store,
    adopter: InitiativeId,
    source: InitiativeId,
    answer: Answer,
) -> Result<(), AdoptionError> {
    let who = person(store, "r@kaart.nl").await;
    store.answer_adoption(Adoption { adopter, source }, answer, who, letter, LATER).await
}

#[rstest]
#[tokio::test]
async fn the_host_confirms_and_then_the_map_changes(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    let editor = person(&store, "r@kaart.nl").await;
    let (a, b) = (published(&store, "a@school.nl", editor).await, published(&store, "b@school.nl", editor).await);
    mailed(&store).await;
    let before = store.revision().await.unwrap();
    ask(&store, a, b).await.unwrap();
    assert_eq!(mailed(&store).await, ["b@school.nl"]);
    assert_eq!((store.adoptions().await.unwrap(), store.revision().await.unwrap()), (vec![], before));
    answer(&store, a, b, Answer::Yes).await.unwrap();
    assert_eq!(mailed(&store).await, ["a@school.nl"]);
    assert_eq!(store.adoptions().await.unwrap(), [Adoption { adopter: a, source: b }]);
    assert_eq!(store.revision().await.unwrap(), before + 1);
    assert!(matches!(answer(&store, a, b, Answer::No).await, Err(AdoptionError::Answered)), "it was answered");
    answer(&store, a, b, Answer::End).await.unwrap();
    assert_eq!((store.adoptions().await.unwrap(), store.revision().await.unwrap()), (vec![], before + 2));
    assert!(mailed(&store).await.is_empty());
}

#[rstest]
#[tokio::test]
async fn a_refused_one_changes_nothing_and_may_be_asked_again(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    let editor = person(&store, "r@kaart.nl").await;
    let (a, b) = (published(&store, "a@school.nl", editor).await, published(&store, "b@school.nl", editor).await);
    let before = store.revision().await.unwrap();
    ask(&store, a, b).await.unwrap();
    assert!(matches!(ask(&store, a, b).await, Err(AdoptionError::Rule(InvalidAdoption::Twice))));
    answer(&store, a, b, Answer::No).await.unwrap();
    assert_eq!(store.revision().await.unwrap(), before);
    ask(&store, a, b).await.unwrap();
    let acts: Vec<_> = store.audit("overname", 10).await.unwrap().into_iter().map(|entry| entry.act).collect();
    assert_eq!(acts, [Ok(AuditAct::AdoptionAsked), Ok(AuditAct::AdoptionRefused), Ok(AuditAct::AdoptionAsked)]);
}

#[rstest]
#[tokio::test]
async fn circles_are_refused_while_they_wait_too(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    let editor = person(&store, "r@kaart.nl").await;
    let mut ids = Vec::new();
    for name in ["a", "b", "c"] {
        ids.push(published(&store, &format!("{name}@school.nl"), editor).await);
    }
    let [a, b, c] = ids[..] else { unreachable!() };
    assert!(matches!(ask(&store, a, a).await, Err(AdoptionError::Rule(InvalidAdoption::Itself))));
    ask(&store, a, b).await.unwrap();
    answer(&store, a, b, Answer::Yes).await.unwrap();
    ask(&store, b, c).await.unwrap();
    assert!(
        matches!(ask(&store, c, a).await, Err(AdoptionError::Rule(InvalidAdoption::Circle))),
        "though one still waits"
    );
    assert!(matches!(ask(&store, c, InitiativeId(99)).await, Err(AdoptionError::NotPublic)));
    store.withdraw(c, NOW).await.unwrap();
    ask(&store, a, c).await.unwrap_err();
}

#[rstest]
#[tokio::test]
async fn of_two_that_would_make_a_circle_at_once_only_one_wins(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    let editor = person(&store, "r@kaart.nl").await;
    for _ in 0..5 {
        let (a, b) = (published(&store, "a@school.nl", editor).await, published(&store, "b@school.nl", editor).await);
        let both = [(a, b), (b, a)].map(|(adopter, source)| {
            let store = store.clone();
            tokio::spawn(async move { store.ask_adoption(Adoption { adopter, source }, editor, letter, NOW).await })
        });
        let mut outcomes = Vec::new();
        for one in both {
            outcomes.push(one.await.unwrap());
        }
        outcomes.sort_by_key(Result::is_ok);
        assert!(matches!(outcomes[..], [Err(AdoptionError::Rule(InvalidAdoption::Circle)), Ok(())]), "{outcomes:?}");
        assert_eq!(store.adoptions_of(a).await.unwrap().len(), 1);
    }
}

#[rstest]
#[tokio::test]
async fn of_yes_and_no_at_once_only_one_wins(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    let editor = person(&store, "r@kaart.nl").await;
    let (a, b) = (published(&store, "a@school.nl", editor).await, published(&store, "b@school.nl", editor).await);
    ask(&store, a, b).await.unwrap();
    mailed(&store).await;
    let both = [Answer::Yes, Answer::No].map(|what| {
        let store = store.clone();
        tokio::spawn(async move { answer(&store, a, b, what).await })
    });
    let mut won = 0;
    for one in both {
        won += usize::from(one.await.unwrap().is_ok());
    }
    assert_eq!((won, mailed(&store).await.len()), (1, 1));
}

#[rstest]
#[tokio::test]
async fn what_has_no_owner_waits_for_an_editor(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    let editor = person(&store, "r@kaart.nl").await;
    let a = published(&store, "a@school.nl", editor).await;
    store.import(&[row("k", "Van niemand")], NOW).await.unwrap();
    ask(&store, a, InitiativeId(a.0 + 1)).await.unwrap();
    let waiting = store.ownerless_adoptions().await.unwrap();
    assert_eq!((waiting.len(), waiting[0].source.owned, waiting[0].adopter.owned), (1, false, true));
    answer(&store, a, InitiativeId(a.0 + 1), Answer::Yes).await.unwrap();
    assert!(store.ownerless_adoptions().await.unwrap().is_empty());
}

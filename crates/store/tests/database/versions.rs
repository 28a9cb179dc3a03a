//! Versions and what is decided about them.

use domain::{AuditAct, Contact, Decision, Email, InitiativeId, PersonId, VersionState};
use store::{Mail, Membership, ReviewError, Status, Store, Submission};

use crate::common::{LATER, NOW, On, On::*, at, confirm, row};
use rstest::rstest;

fn sending(title: &str) -> Submission {
    let row = row("", title);
    Submission { content: row.content, position: row.position, located: row.located, pictures: None }
}

fn mail(subject: &str) -> Mail {
    Mail {
        recipient: "a@b.nl".into(),
        subject: subject.into(),
        text: "tekst".into(),
        html: "<p>".into(),
        ..Mail::default()
    }
}

async fn person(store: &Store, email: &str) -> PersonId {
    let membership = Membership { role: domain::Role::Editor, scope: domain::Scope::Everywhere, until: None };
    store.appoint(&Email::parse(email).unwrap(), &membership, NOW).await.unwrap().id
}

async fn drained(store: &Store) {
    while let Some(waiting) = store.next_mail(NOW).await.unwrap() {
        store.mail_sent(waiting.id, NOW).await.unwrap();
    }
}

#[rstest]
#[tokio::test]
async fn of_many_that_decide_at_once_only_one_wins(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    let sender = person(&store, "inzender@school.nl").await;
    let mut editors = Vec::new();
    for number in 0..8 {
        editors.push(person(&store, &format!("r{number}@kaart.nl")).await);
    }
    let id = store.send_in_known(&sending("Titel"), sender, &mail("binnen"), NOW, NOW).await.unwrap();
    let tasks: Vec<_> = editors
        .into_iter()
        .map(|editor| {
            let store = store.clone();
            tokio::spawn(async move { store.decide(id, 1, editor, &Decision::Publish, None, LATER).await })
        })
        .collect();
    let mut won = 0;
    for task in tasks {
        match task.await.unwrap() {
            Ok(()) => won += 1,
            refused => assert!(matches!(refused, Err(ReviewError::Overtaken))),
        }
    }
    assert_eq!((won, store.initiatives().await.unwrap().len()), (1, 1));
    let log = store.audit("", 100).await.unwrap().into_iter().map(|line| line.act);
    assert_eq!(log.collect::<Vec<_>>(), [Ok(AuditAct::Published), Ok(AuditAct::SentIn)]);
}

#[rstest]
#[tokio::test]
async fn undoing_restores_the_row_and_takes_the_mail_back(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    let (sender, editor) = (person(&store, "inzender@school.nl").await, person(&store, "r@kaart.nl").await);
    let id = store.send_in_known(&sending("Eerst"), sender, &mail("binnen"), NOW, NOW).await.unwrap();
    drained(&store).await;
    store.decide(id, 1, editor, &Decision::Publish, None, NOW).await.unwrap();
    let before = store.initiatives().await.unwrap();
    store.change(id, 1, sender, "beter", &sending("Daarna"), NOW).await.unwrap();
    assert_eq!(store.initiatives().await.unwrap(), before, "a change that waits shows nothing");
    let letter = mail("geplaatst");
    store.decide(id, 2, editor, &Decision::Publish, Some((&letter, at("2026-11-22T20:10:00Z"))), LATER).await.unwrap();
    assert_eq!(store.next_mail(LATER).await.unwrap(), None, "not before it is due");
    assert_eq!(store.initiatives().await.unwrap()[0].content.title, "Daarna");

    assert!(matches!(store.undo(id, 2, sender, NOW, LATER).await, Err(ReviewError::Overtaken)), "another's");
    assert!(matches!(store.undo(id, 2, editor, LATER, LATER).await, Err(ReviewError::Overtaken)), "too late");
    store.undo(id, 2, editor, NOW, LATER).await.unwrap();
    assert_eq!(store.initiatives().await.unwrap(), before);
    assert_eq!(store.next_mail(at("2027-01-01T00:00:00Z")).await.unwrap(), None, "the mail is gone");
    assert_eq!(store.version(id, 2).await.unwrap().unwrap().state, VersionState::Submitted);
    assert!(matches!(store.undo(id, 2, editor, NOW, LATER).await, Err(ReviewError::Overtaken)), "only once");
}

#[rstest]
#[tokio::test]
async fn nothing_is_undone_once_something_newer_happened(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    let (sender, editor) = (person(&store, "inzender@school.nl").await, person(&store, "r@kaart.nl").await);
    let id = store.send_in_known(&sending("Eerst"), sender, &mail("binnen"), NOW, NOW).await.unwrap();
    store.decide(id, 1, editor, &Decision::Publish, None, LATER).await.unwrap();
    store.change(id, 1, sender, "beter", &sending("Daarna"), LATER).await.unwrap();
    assert!(matches!(store.undo(id, 1, editor, NOW, LATER).await, Err(ReviewError::Overtaken)));
    assert!(store.archive(id, sender, LATER).await.unwrap());
    assert_eq!(store.initiative_with_status(id).await.unwrap().unwrap().0, Status::Archived);
    assert_eq!(store.version(id, 2).await.unwrap().unwrap().state, VersionState::Withdrawn);
    assert!(store.initiatives().await.unwrap().is_empty());
}

#[rstest]
#[tokio::test]
async fn who_is_overtaken_changes_nothing(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    let sender = person(&store, "inzender@school.nl").await;
    let id = store.send_in_known(&sending("Eerst"), sender, &mail("binnen"), NOW, NOW).await.unwrap();
    assert_eq!(store.change(id, 1, sender, "", &sending("A"), NOW).await.unwrap(), 2);
    assert!(matches!(store.change(id, 1, sender, "", &sending("B"), NOW).await, Err(ReviewError::Overtaken)));
    assert!(matches!(
        store.change(InitiativeId(99), 1, sender, "", &sending("B"), NOW).await,
        Err(ReviewError::Unknown)
    ));
    let versions = store.versions(id).await.unwrap();
    let titles: Vec<_> = versions.iter().map(|v| (&*v.initiative.content.title, v.state)).collect();
    assert_eq!(titles, [("A", VersionState::Submitted), ("Eerst", VersionState::Replaced)]);
}

#[rstest]
#[tokio::test]
async fn what_was_never_confirmed_is_forgotten_and_the_rest_stays(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    let sender = person(&store, "inzender@school.nl").await;
    let kept = store.send_in_known(&sending("Blijft"), sender, &mail("binnen"), NOW, NOW).await.unwrap();
    let email = Email::parse("anna@school.nl").unwrap();
    let contact = Contact { name: "Anna".into(), job_title: String::new(), email, shown: false };
    let gone = store
        .send_in(&sending("Nooit bevestigd"), &contact, (&confirm("t"), Some(&mail("bevestig"))), NOW, NOW)
        .await
        .unwrap();
    assert_eq!(store.forget_unconfirmed(NOW).await.unwrap(), 0, "not yet");
    assert_eq!(store.forget_unconfirmed(LATER).await.unwrap(), 1);
    assert!(store.initiative_with_status(gone).await.unwrap().is_none());
    assert_eq!(store.versions(kept).await.unwrap().len(), 1);
}

#[rstest]
#[tokio::test]
async fn a_hold_is_one_editors_until_it_ends_or_is_taken_over(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    let (sender, anna, bert) = (
        person(&store, "s@school.nl").await,
        person(&store, "anna@kaart.nl").await,
        person(&store, "bert@kaart.nl").await,
    );
    let id = store.send_in_known(&sending("Titel"), sender, &mail("binnen"), NOW, NOW).await.unwrap();
    let ten = at("2026-11-21T20:10:00Z");
    assert_eq!(store.hold((id, 1), anna, false, NOW, ten).await.unwrap().person, anna);
    let held = store.hold((id, 1), bert, false, NOW, ten).await.unwrap();
    assert_eq!((held.person, &*held.name), (anna, "anna@kaart.nl"));
    let refused = store.decide(id, 1, bert, &Decision::Publish, None, NOW).await;
    assert!(matches!(refused, Err(ReviewError::Held)));
    assert_eq!(store.holds(NOW).await.unwrap().len(), 1);
    assert_eq!(store.holds(ten).await.unwrap().len(), 0, "it has ended");
    assert_eq!(store.hold((id, 1), bert, true, NOW, ten).await.unwrap().person, bert);
    assert_eq!(store.hold((id, 1), anna, false, ten, LATER).await.unwrap().person, anna);
}

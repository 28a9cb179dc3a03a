//! The outbox: in order, patient, never twice; a mail is there if and only if what it tells is.

use domain::{Contact, Email, InitiativeId, Moment, PersonId, confirmation::Purpose};
use store::{Cutoffs, Mail, Priority, Store, Submission};

use crate::common::{LATER, NOW, On, On::*, at, confirm, link, row};
use rstest::rstest;

fn letter(subject: &str) -> Mail {
    let text = |what: &str| format!("{what} {subject}");
    Mail {
        recipient: "juf@school.nl".to_owned(),
        subject: subject.to_owned(),
        text: text("t"),
        html: text("h"),
        ..Mail::default()
    }
}

fn contact() -> Contact {
    let email = Email::parse("juf@school.nl").unwrap();
    Contact { name: "Juf".to_owned(), job_title: "leraar".to_owned(), email, shown: false }
}

fn sending() -> Submission {
    let row = row("", "Robots");
    Submission { content: row.content, position: row.position, located: row.located, pictures: None }
}

/// The subjects that are due, in the order in which they would leave.
async fn drained(store: &Store, now: Moment) -> Vec<String> {
    let mut subjects = Vec::new();
    while let Some(waiting) = store.next_mail(now).await.unwrap() {
        subjects.push(waiting.mail.subject.clone());
        store.mail_sent(waiting.id, now).await.unwrap();
    }
    subjects
}

#[rstest]
#[tokio::test]
async fn mails_leave_in_the_order_in_which_they_were_written_and_once(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    for subject in ["een", "twee", "drie"] {
        store.queue_mail(&letter(subject), NOW).await.unwrap();
    }
    assert_eq!(drained(&store, at("2026-11-21T19:59:59Z")).await, [""; 0], "not before it is written");
    assert_eq!(drained(&store, NOW).await, ["een", "twee", "drie"]);
    assert_eq!(drained(&store, LATER).await, [""; 0], "nothing twice");
}

#[rstest]
#[tokio::test]
async fn what_did_not_leave_waits_and_holds_up_nobody(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    store.queue_mail(&letter("een"), NOW).await.unwrap();
    store.queue_mail(&letter("twee"), NOW).await.unwrap();
    let first = store.next_mail(NOW).await.unwrap().unwrap();
    assert_eq!((first.attempts, &*first.mail.subject), (0, "een"));
    store.mail_failed(first.id, at("2026-11-21T20:01:00Z")).await.unwrap();
    assert_eq!(drained(&store, NOW).await, ["twee"]);
    let again = store.next_mail(at("2026-11-21T20:01:00Z")).await.unwrap().unwrap();
    assert_eq!((again.id, again.attempts, again.created, again.mail), (first.id, 1, first.created, first.mail));
}

#[rstest]
#[tokio::test]
async fn a_link_and_its_mail_are_there_together_or_not_at_all(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    let email = Email::parse("juf@school.nl").unwrap();
    store.invite(&email, &link("a"), &letter("een"), NOW).await.unwrap();
    assert!(store.invite(&email, &link("a"), &letter("twee"), NOW).await.is_err(), "that link exists");
    assert_eq!(drained(&store, NOW).await, ["een"]);
    assert!(store.send_in(&sending(), &contact(), (&confirm("a"), Some(&letter("drie"))), NOW, NOW).await.is_err());
    assert_eq!(drained(&store, NOW).await, [""; 0]);
    assert!(store.version(InitiativeId(1), 1).await.unwrap().is_none(), "nor what it tells");
}

#[rstest]
#[tokio::test]
async fn confirming_writes_one_mail_and_signing_in_none(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    let id = store.send_in(&sending(), &contact(), (&confirm("a"), Some(&letter("bevestig"))), NOW, NOW).await.unwrap();
    store.invite(&contact().email, &link("b"), &letter("inloggen"), NOW).await.unwrap();
    drained(&store, NOW).await;
    let received = |email: &Email, title: &str| letter(&format!("{title} van {email}"));
    let came = async |token: &str| store.arrive(token, None, Some(&received), NOW).await.unwrap();
    let arrived = came("b").await.unwrap();
    assert_eq!((arrived.initiative, arrived.confirmed), (None, None));
    assert_eq!(drained(&store, NOW).await, [""; 0]);
    assert!(store.queue(None).await.unwrap().is_empty());
    let arrival = store.arrival("a", NOW).await.unwrap().unwrap();
    assert_eq!((arrival.email.as_str(), arrival.unconfirmed.as_deref()), ("juf@school.nl", Some("Robots")));
    let arrived = came("a").await.unwrap();
    assert_eq!((arrived.initiative, arrived.confirmed), (Some(id), Some("Robots".to_owned())));
    assert_eq!(drained(&store, NOW).await, ["Robots van juf@school.nl"]);
    assert_eq!(store.queue(None).await.unwrap().len(), 1);
    assert!(came("a").await.is_none());
    assert_eq!(drained(&store, NOW).await, [""; 0]);
}

#[rstest]
#[tokio::test]
async fn what_was_never_confirmed_is_forgotten_with_its_sender(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    let past = |unconfirmed: Moment| Cutoffs {
        now: LATER,
        unconfirmed,
        forms: LATER,
        mails: LATER,
        audit: LATER,
        wishes: LATER,
        names: LATER,
    };
    let id = store.send_in(&sending(), &contact(), (&confirm("a"), Some(&letter("een"))), NOW, NOW).await.unwrap();
    store.queue_mail(&letter("twee"), NOW).await.unwrap();
    drained(&store, NOW).await;
    let gone = store.forget(&past(NOW)).await.unwrap();
    assert_eq!((gone.versions, gone.people, gone.links, gone.mails), (0, 0, 2, 1), "fourteen days are not over");
    assert!(store.version(id, 1).await.unwrap().is_some() && store.person(PersonId(1)).await.unwrap().is_some());
    let gone = store.forget(&past(LATER)).await.unwrap();
    assert_eq!((gone.versions, gone.people, gone.mails), (1, 1, 0), "the newest mail keeps its number");
    assert!(store.version(id, 1).await.unwrap().is_none() && store.person(PersonId(1)).await.unwrap().is_none());
}

#[rstest]
#[tokio::test]
async fn what_was_confirmed_and_who_has_something_to_do_stay(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    let id = store.send_in(&sending(), &contact(), (&confirm("a"), Some(&letter("een"))), NOW, NOW).await.unwrap();
    store.arrive("a", None, Some(&|_, _| letter("binnen")), NOW).await.unwrap().unwrap();
    let gone = store
        .forget(&Cutoffs {
            now: LATER,
            unconfirmed: LATER,
            forms: LATER,
            mails: LATER,
            audit: LATER,
            wishes: LATER,
            names: LATER,
        })
        .await
        .unwrap();
    assert_eq!((gone.versions, gone.people), (0, 0));
    assert_eq!(store.queue(None).await.unwrap()[0].initiative.id, id);
}

#[rstest]
#[tokio::test]
async fn who_waits_for_a_mail_gets_it_first(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    let priorities = [Priority::Later, Priority::Waited, Priority::Known, Priority::Later, Priority::Waited];
    for (number, priority) in priorities.into_iter().enumerate() {
        store.queue_mail(&Mail { priority, ..letter(&number.to_string()) }, NOW).await.unwrap();
    }
    assert_eq!(store.longest_waited().await.unwrap(), Some(NOW));
    let ids: Vec<i64> = store.next_mails(NOW, 3).await.unwrap().iter().map(|mail| mail.id).collect();
    assert_eq!(ids, [3, 2, 5]);
    assert_eq!(drained(&store, NOW).await, ["2", "1", "4", "0", "3"]);
    assert_eq!(store.longest_waited().await.unwrap(), None);
}

#[rstest]
#[tokio::test]
async fn link_lives_from_when_its_mail_leaves_and_a_dead_one_keeps_its_mail_here(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    let email = Email::parse("juf@school.nl").unwrap();
    let past = Cutoffs {
        now: at("2027-01-01T00:00:00Z"),
        unconfirmed: NOW,
        forms: NOW,
        mails: NOW,
        audit: NOW,
        wishes: NOW,
        names: NOW,
    };
    let works = async |token: &str, now: Moment| store.arrival(token, now).await.unwrap().is_some();
    for token in ["a", "b"] {
        store.invite(&email, &link(token), &letter(token), NOW).await.unwrap();
    }
    assert!(!works("a", LATER).await);
    assert_eq!(store.forget(&past).await.unwrap().links, 0, "their mails have not left");
    assert!(store.mail_leaves("a", |_| at("2027-01-01T00:10:00Z"), at("2027-01-01T00:00:00Z")).await.unwrap());
    store.mail_sent(1, at("2027-01-01T00:00:00Z")).await.unwrap();
    assert!(works("a", at("2027-01-01T00:09:59Z")).await && !works("a", at("2027-01-01T00:10:00Z")).await);
    // The other one is used before its mail leaves: by its code, say.
    store.arrive("b", None, None, NOW).await.unwrap().unwrap();
    assert!(!store.mail_leaves("b", |_| LATER, NOW).await.unwrap());
    store.mail_dropped(2).await.unwrap();
    assert_eq!(drained(&store, LATER).await, [""; 0]);
    store.queue_mail(&letter("c"), NOW).await.unwrap();
    assert_eq!(store.next_mail(NOW).await.unwrap().unwrap().id, 3, "no number is used again");
}

#[rstest]
#[tokio::test]
async fn each_link_of_a_mail_lives_as_long_as_its_purpose(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    let (hour, day) = (at("2026-12-01T01:00:00Z"), at("2026-12-02T00:00:00Z"));
    let left = at("2026-12-01T00:00:00Z");
    let id = store.send_in(&sending(), &contact(), (&confirm("a"), Some(&letter("een"))), NOW, NOW).await.unwrap();
    let past = Cutoffs { now: left, unconfirmed: NOW, forms: NOW, mails: NOW, audit: NOW, wishes: NOW, names: NOW };
    assert_eq!(store.forget(&past).await.unwrap().links, 0, "their mail has not left");
    let until = |purpose: Purpose| if purpose == Purpose::SignIn { hour } else { day };
    assert!(store.mail_leaves("confirm a", until, left).await.unwrap());
    for (now, signs_in, confirms) in [(left, true, true), (hour, false, true), (day, false, false)] {
        assert_eq!(store.arrival("a", now).await.unwrap().is_some(), signs_in, "{now}");
        assert_eq!(store.confirms("confirm a", now).await.unwrap().is_some(), confirms, "{now}");
    }
    assert_eq!(
        store.version(id, 1).await.unwrap().unwrap().initiative.changed,
        left,
        "it waits from when the mail left"
    );
}

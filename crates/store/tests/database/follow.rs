//! Following a search: confirmed first, told once, forgotten at the end.

use domain::Email;
use store::{Follower, Mail, Store};

use crate::common::{LATER, NOW, On, On::*, row};
use rstest::rstest;

/// After every moment in these tests.
const END: &str = "2030-01-01T00:00:00Z";
/// Before every moment in these tests.
const BEFORE: &str = "2020-01-01T00:00:00Z";

fn mail(subject: &str) -> Mail {
    Mail { recipient: "a@b.nl".into(), subject: subject.into(), text: "t".into(), html: "h".into(), ..Mail::default() }
}

async fn ask(store: &Store, query: &str, token: &str) {
    let email = Email::parse("buur@school.nl").unwrap();
    store.ask_to_follow(&email, query, token, &mail(token), NOW).await.unwrap();
}

async fn newest(store: &Store) -> i64 {
    store.note_published(store.revision().await.unwrap()).await.unwrap().unwrap()
}

async fn followers(store: &Store) -> Vec<Follower> {
    store.followers(newest(store).await).await.unwrap()
}

async fn subjects(store: &Store) -> Vec<String> {
    let mut subjects = Vec::new();
    while let Some(waiting) = store.next_mail(END).await.unwrap() {
        store.mail_sent(waiting.id, END).await.unwrap();
        subjects.push(waiting.mail.subject);
    }
    subjects
}

#[rstest]
#[tokio::test]
async fn nothing_is_told_before_the_address_is_confirmed(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    ask(&store, "regio=midden", "een").await;
    store.import(&[row("a", "Een")], NOW).await.unwrap();
    assert!(followers(&store).await.is_empty());
    assert!(!store.follow("een", BEFORE, NOW).await.unwrap().unwrap().confirmed);
    assert!(store.follow("een", NOW, NOW).await.unwrap().is_none(), "too late");
    assert!(!store.confirm_follow("een", NOW, LATER).await.unwrap());
    assert!(store.confirm_follow("een", BEFORE, LATER).await.unwrap());
    assert!(store.confirm_follow("een", BEFORE, LATER).await.unwrap(), "twice is as good as once");
    assert!(store.follow("een", END, NOW).await.unwrap().unwrap().confirmed, "it does not grow old");
    assert!(followers(&store).await.is_empty(), "what was there already is not new");
    store.import(&[row("b", "Twee")], LATER).await.unwrap();
    let follower = &followers(&store).await[0];
    assert_eq!((&*follower.query, &*follower.mailed), ("regio=midden", LATER));
    let new = store.published_after(follower.told).await.unwrap();
    assert_eq!(new.iter().map(|(id, _)| *id).collect::<Vec<_>>(), [2]);
}

#[rstest]
#[tokio::test]
async fn what_was_told_is_not_told_again(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    ask(&store, "", "een").await;
    store.confirm_follow("een", BEFORE, NOW).await.unwrap();
    store.import(&[row("a", "Een")], NOW).await.unwrap();
    let follower = followers(&store).await.remove(0);
    let number = newest(&store).await;
    assert!(store.tell(&follower, number, Some((&mail("nieuws"), "twee")), LATER).await.unwrap());
    assert!(!store.tell(&follower, number, Some((&mail("nog eens"), "drie")), LATER).await.unwrap());
    assert_eq!(subjects(&store).await, ["een", "nieuws"]);
    // A change, and off the map and on again, are not new.
    store.import(&[row("a", "Anders")], LATER).await.unwrap();
    assert_eq!(newest(&store).await, number);
    assert!(followers(&store).await.is_empty());
    // Nothing fitted: they know, without a mail, and the week goes on.
    store.import(&[row("b", "Twee")], LATER).await.unwrap();
    let follower = followers(&store).await.remove(0);
    assert!(store.tell(&follower, newest(&store).await, None, END).await.unwrap());
    store.import(&[row("c", "Drie")], LATER).await.unwrap();
    assert_eq!(followers(&store).await[0].mailed, LATER);
}

#[rstest]
#[tokio::test]
async fn a_map_that_is_behind_notes_nothing(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    let before = store.revision().await.unwrap();
    store.import(&[row("a", "Een")], NOW).await.unwrap();
    assert_eq!(store.note_published(before).await.unwrap(), None);
    assert!(store.published_after(0).await.unwrap().is_empty());
}

#[rstest]
#[tokio::test]
async fn every_link_ends_it_and_the_address_is_forgotten(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    ask(&store, "", "een").await;
    store.confirm_follow("een", BEFORE, NOW).await.unwrap();
    store.import(&[row("a", "Een")], NOW).await.unwrap();
    subjects(&store).await;
    let follower = followers(&store).await.remove(0);
    store.tell(&follower, newest(&store).await, Some((&mail("nieuws"), "twee")), LATER).await.unwrap();
    assert!(store.end_follow("een", NOW).await.unwrap());
    assert_eq!(subjects(&store).await, [""; 0], "a mail that waits does not leave");
    for token in ["een", "twee"] {
        assert!(store.follow(token, BEFORE, NOW).await.unwrap().is_none());
        assert!(!store.end_follow(token, NOW).await.unwrap());
    }
    assert!(!store.tell(&follower, 99, Some((&mail("te laat"), "vier")), LATER).await.unwrap());
}

#[rstest]
#[tokio::test]
async fn the_same_search_is_followed_once_and_who_never_confirmed_is_forgotten(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    for token in ["een", "twee", "drie"] {
        ask(&store, "regio=midden", token).await;
    }
    store.confirm_follow("een", BEFORE, NOW).await.unwrap();
    store.confirm_follow("twee", BEFORE, NOW).await.unwrap();
    store.import(&[row("a", "Een")], NOW).await.unwrap();
    assert_eq!(followers(&store).await.len(), 1);
    assert_eq!(store.forget_unconfirmed_follows(BEFORE).await.unwrap(), 0);
    assert_eq!(store.forget_unconfirmed_follows(NOW).await.unwrap(), 1, "the third");
    assert!(store.end_follow("twee", NOW).await.unwrap(), "either link ends it");
    assert!(followers(&store).await.is_empty());
}

//! Drafts, and what senders say of themselves before their address is confirmed.

use domain::{Contact, Email, InitiativeId, Moment, PersonId};
use store::{Cutoffs, Draft, Identity, Mail, Person, Profile, Recognised, SignInLink, Submission};

use crate::common::{LATER, NOW, On, On::*, at, row};
use rstest::rstest;

fn email(text: &str) -> Email {
    Email::parse(text).unwrap()
}

fn draft(own: bool, body: &str, changed: Moment) -> Draft {
    Draft { own, body: body.into(), changed }
}

#[rstest]
#[tokio::test]
async fn who_only_typed_an_address_never_touches_the_owners_draft(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    let anna = email("anna@school.nl");
    store.keep_draft(&anna, &draft(true, "titel=Van+Anna", NOW)).await.unwrap();
    store.keep_draft(&anna, &draft(false, "titel=Vreemd", LATER)).await.unwrap();
    store.keep_draft(&anna, &draft(true, "titel=Van+Anna+zelf", LATER)).await.unwrap();
    let kept = store.drafts(&anna).await.unwrap();
    assert_eq!(kept, [draft(true, "titel=Van+Anna+zelf", LATER), draft(false, "titel=Vreemd", LATER)]);
    assert!(store.drafts(&email("bert@school.nl")).await.unwrap().is_empty());
    store.drop_draft(&anna, false).await.unwrap();
    assert_eq!(store.drafts(&anna).await.unwrap().len(), 1);
}

#[rstest]
#[tokio::test]
async fn a_draft_is_forgotten_when_it_has_not_changed(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    let anna = email("anna@school.nl");
    store.keep_draft(&anna, &draft(true, "a=1", NOW)).await.unwrap();
    let past = |unconfirmed: Moment| Cutoffs { now: LATER, unconfirmed, mails: LATER, audit: LATER };
    store.forget(&past(NOW)).await.unwrap();
    assert_eq!(store.drafts(&anna).await.unwrap().len(), 1);
    store.forget(&past(LATER)).await.unwrap();
    assert!(store.drafts(&anna).await.unwrap().is_empty());
}

#[rstest]
#[tokio::test]
async fn inventing_addresses_does_not_fill_the_disk(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    let anna = email("anna@school.nl");
    store.keep_draft(&anna, &draft(true, "a=1", at("2026-01-01T00:00:00Z"))).await.unwrap();
    store.keep_draft(&anna, &draft(false, "a=1", at("2026-01-01T00:00:00Z"))).await.unwrap();
    for n in 0..1000 {
        store.keep_draft(&email(&format!("x{n}@school.nl")), &draft(false, "a=1", NOW)).await.unwrap();
    }
    let kept = store.drafts(&anna).await.unwrap();
    assert_eq!(kept.len(), 1, "the oldest of those who only typed an address made room");
    assert!(kept[0].own);
}

async fn sent_in(store: &store::Store, name: &str, shown: bool, token: &str) -> InitiativeId {
    let row = row("", "Robots");
    let sending = Submission { content: row.content, position: row.position, located: row.located, pictures: None };
    let contact = Contact { name: name.into(), job_title: "leraar".into(), email: email("anna@school.nl"), shown };
    let link = SignInLink { token: token.into(), code: format!("code {token}"), expires: LATER };
    store.send_in(&sending, &contact, Some((&link, &Mail::default())), NOW, NOW).await.unwrap()
}

/// Anna, who came from a provider.
async fn arrived(store: &store::Store) -> Person {
    let identity = Identity { issuer: "https://school.nl".into(), subject: "anna".into() };
    match store.recognise(&identity, &email("anna@school.nl"), NOW).await.unwrap() {
        Recognised::In(anna) => anna,
        Recognised::Prove(_) => panic!("she has nothing yet"),
    }
}

#[rstest]
#[tokio::test]
async fn a_strangers_name_is_nobodys_until_the_address_is_confirmed(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    let id = sent_in(&store, "Een Vreemde", true, "a").await;
    let anna = arrived(&store).await;
    assert_eq!((&*anna.name, store.profile(anna.id).await.unwrap()), ("", Profile::default()));
    assert!(store.named_owners(id).await.unwrap().is_empty());
    let waits = store.unconfirmed(anna.id).await.unwrap();
    assert_eq!(waits.len(), 1);
    assert!(
        !store.confirm(id, PersonId(anna.id.0 + 1), |_| Mail::default(), NOW).await.unwrap(),
        "not by somebody else"
    );
    assert!(store.confirm(id, anna.id, |_| Mail::default(), NOW).await.unwrap());
    assert!(!store.confirm(id, anna.id, |_| Mail::default(), NOW).await.unwrap(), "once");
    let profile = Profile { name: "Een Vreemde".into(), job_title: "leraar".into() };
    assert_eq!(store.profile(anna.id).await.unwrap(), profile);
    assert_eq!(store.named_owners(id).await.unwrap(), [profile]);
    assert!(store.unconfirmed(anna.id).await.unwrap().is_empty());
    assert_eq!(store.queue(None).await.unwrap().len(), 1);
}

#[rstest]
#[tokio::test]
async fn who_has_a_name_keeps_it(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    let anna = arrived(&store).await.id;
    let own = Profile { name: "Anna".into(), job_title: "teamleider".into() };
    store.introduce(anna, &own).await.unwrap();
    let (first, second) = (sent_in(&store, "Vreemd", true, "a").await, sent_in(&store, "Vreemd", false, "b").await);
    for id in [first, second] {
        assert!(store.confirm(id, anna, |_| Mail::default(), NOW).await.unwrap());
    }
    assert_eq!(store.profile(anna).await.unwrap(), own);
    assert_eq!(store.named_owners(first).await.unwrap(), [own]);
    assert!(store.named_owners(second).await.unwrap().is_empty());
    assert!(store.shows_name(anna, first).await.unwrap() && !store.shows_name(anna, second).await.unwrap());
}

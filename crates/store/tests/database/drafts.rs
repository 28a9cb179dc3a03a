//! Drafts, and what senders say of themselves before their address is confirmed.

use domain::{Contact, Email, InitiativeId, Moment, PersonId};
use store::{Cutoffs, Draft, Identity, Mail, Person, Profile, Recognised, Submission};

use crate::common::{LATER, NOW, On, On::*, at, confirm, row};
use rstest::rstest;

fn email(text: &str) -> Email {
    Email::parse(text).unwrap()
}

/// Kept by who was signed in, or in a browser with this key.
fn draft(browser: &str, body: &str, changed: Moment) -> Draft {
    Draft { browser: (!browser.is_empty()).then(|| browser.into()), body: body.into(), changed }
}

#[rstest]
#[tokio::test]
async fn a_typed_draft_is_of_its_address_and_browser_alone(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    let anna = email("anna@school.nl");
    store.keep_draft(&anna, &draft("", "titel=Van+Anna", NOW)).await.unwrap();
    store.keep_draft(&anna, &draft("a", "titel=Getypt", NOW)).await.unwrap();
    store.keep_draft(&anna, &draft("b", "titel=Vreemd", LATER)).await.unwrap();
    store.keep_draft(&anna, &draft("", "titel=Van+Anna+zelf", LATER)).await.unwrap();
    store.drop_draft(&anna, Some("c")).await.unwrap();
    let own = draft("", "titel=Van+Anna+zelf", LATER);
    let kept = store.drafts(&anna).await.unwrap();
    assert_eq!(kept, [own.clone(), draft("b", "titel=Vreemd", LATER), draft("a", "titel=Getypt", NOW)]);
    assert!(store.drafts(&email("bert@school.nl")).await.unwrap().is_empty());
    store.drop_draft(&anna, Some("b")).await.unwrap();
    assert_eq!(store.drafts(&anna).await.unwrap(), [own, draft("a", "titel=Getypt", NOW)]);
    assert!(store.has_draft(&anna, Some("a")).await.unwrap() && !store.has_draft(&anna, Some("b")).await.unwrap());
}

#[rstest]
#[tokio::test]
async fn a_draft_is_forgotten_when_it_has_not_changed(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    let anna = email("anna@school.nl");
    store.keep_draft(&anna, &draft("", "a=1", NOW)).await.unwrap();
    let past = |unconfirmed: Moment| Cutoffs {
        now: LATER,
        unconfirmed,
        forms: LATER,
        mails: LATER,
        audit: LATER,
        wishes: LATER,
        names: LATER,
    };
    store.forget(&past(NOW)).await.unwrap();
    assert_eq!(store.drafts(&anna).await.unwrap().len(), 1);
    store.forget(&past(LATER)).await.unwrap();
    assert!(store.drafts(&anna).await.unwrap().is_empty());
}

#[rstest]
#[tokio::test]
async fn who_invents_addresses_pushes_out_nobodys_draft(#[values(Sqlite, Postgres)] on: On) {
    let (store, place) = on.store().await;
    let anna = email("anna@school.nl");
    assert!(store.keep_draft(&anna, &draft("a", "a=1", at("2026-01-01T00:00:00Z"))).await.unwrap());
    let inside = place.inside().await;
    for first in (1..20_000).step_by(1000) {
        let rows: Vec<_> =
            (first..(first + 1000).min(20_000)).map(|n| format!("('x{n}@school.nl', 'x', 'a=1', '{NOW}')")).collect();
        inside.execute(&format!("insert into draft (email, browser, body, changed) values {}", rows.join(", "))).await;
    }
    assert!(!store.keep_draft(&email("vol@school.nl"), &draft("v", "a=1", NOW)).await.unwrap(), "there is no room");
    assert!(store.drafts(&email("vol@school.nl")).await.unwrap().is_empty());
    assert!(store.keep_draft(&anna, &draft("a", "a=2", NOW)).await.unwrap(), "what is there goes on");
    assert!(
        store.keep_draft(&anna, &draft("", "a=3", NOW)).await.unwrap(),
        "who is signed in has a place of their own"
    );
    assert_eq!(store.drafts(&anna).await.unwrap(), [draft("", "a=3", NOW), draft("a", "a=2", NOW)]);
}

async fn sent_in(store: &store::Store, name: &str, shown: bool, token: &str) -> InitiativeId {
    let row = row("", "Robots");
    let sending = Submission { content: row.content, position: row.position, located: row.located, pictures: None };
    let contact = Contact { name: name.into(), job_title: "leraar".into(), email: email("anna@school.nl"), shown };
    store.send_in(&sending, &contact, (&confirm(token), Some(&Mail::default())), NOW, NOW).await.unwrap()
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
    store.introduce(anna, &own, NOW).await.unwrap();
    let (first, second) = (sent_in(&store, "Vreemd", true, "a").await, sent_in(&store, "Vreemd", false, "b").await);
    for id in [first, second] {
        assert!(store.confirm(id, anna, |_| Mail::default(), NOW).await.unwrap());
    }
    assert_eq!(store.profile(anna).await.unwrap(), own);
    assert_eq!(store.named_owners(first).await.unwrap(), [own]);
    assert!(store.named_owners(second).await.unwrap().is_empty());
    assert!(store.shows_name(anna, first).await.unwrap() && !store.shows_name(anna, second).await.unwrap());
}

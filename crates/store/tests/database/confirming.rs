//! Confirming what was sent in, by the link in the mail, and the mail once more.

use domain::{Contact, Email, InitiativeId};
use rstest::rstest;
use store::{Mail, Store};

use crate::common::{
    LATER, NOW, On,
    On::*,
    busy::{contact, mail, sending},
    confirm,
};

const ANNA: &str = "anna@school.nl";
const BERT: &str = "bert@school.nl";

fn email(text: &str) -> Email {
    Email::parse(text).unwrap()
}

fn received(to: &Email, title: &str) -> Mail {
    mail(to.as_str(), title)
}

async fn sent_in(store: &Store) -> InitiativeId {
    let contact: Contact = contact(ANNA);
    let letter = mail(ANNA, "bevestig");
    store.send_in(&sending("Robots"), &contact, (&confirm("a"), Some(&letter)), NOW, NOW).await.unwrap()
}

/// The title of what an address owns.
async fn owned(store: &Store, who: &str) -> Vec<String> {
    let Some(person) = store.person_with(&email(who)).await.unwrap() else { return Vec::new() };
    let own = store.owned_by(person.id).await.unwrap();
    own.into_iter().map(|version| version.initiative.content.title).collect()
}

#[rstest]
#[tokio::test]
async fn link_confirms_what_it_is_about_once_and_works_on(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    let id = sent_in(&store).await;
    let other = sending("Iets anders");
    let letter = mail(ANNA, "bevestig");
    store.send_in(&other, &contact(ANNA), (&confirm("b"), Some(&letter)), NOW, NOW).await.unwrap();
    assert_eq!(store.confirms("confirm a", NOW).await.unwrap(), Some((id, email(ANNA))));
    for wrong in ["a", "confirm c"] {
        assert!(!store.confirm_by_link(wrong, &received, NOW).await.unwrap(), "{wrong}");
    }
    assert!(owned(&store, ANNA).await.is_empty());
    for _ in 0..2 {
        assert!(store.confirm_by_link("confirm a", &received, NOW).await.unwrap());
    }
    assert_eq!(owned(&store, ANNA).await, ["Robots"], "and not the other one");
    assert_eq!(store.queue(None).await.unwrap().len(), 1);
    let mails = store.next_mails(NOW, 9).await.unwrap();
    assert_eq!(mails.iter().filter(|mail| mail.mail.text == "Robots").count(), 1, "one mail");
    assert!(!store.confirm_by_link("confirm b", &received, LATER).await.unwrap(), "too late");
}

#[rstest]
#[tokio::test]
async fn only_the_browser_that_sent_it_in_has_the_mail_sent_elsewhere(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    let id = sent_in(&store).await;
    let sent = store.sent_in_from("browser a", None).await.unwrap().unwrap();
    assert_eq!((sent.initiative, sent.email, &*sent.title), (id, email(ANNA), "Robots"));
    assert_eq!(store.sent_in_from("browser b", None).await.unwrap(), None);
    let letter = mail(BERT, "bevestig");
    let again = async |link: &store::ConfirmLink, to: &str| {
        store.mail_again(id, &email(to), (link, Some(&letter)), NOW).await.unwrap()
    };
    assert!(!again(&confirm("b"), BERT).await, "another browser");
    // The same address: what was mailed works on.
    let same = store::ConfirmLink { browser: "browser a".into(), ..confirm("c") };
    assert!(again(&same, ANNA).await);
    assert!(store.confirms("confirm a", NOW).await.unwrap().is_some());
    let right = store::ConfirmLink { browser: "browser a".into(), ..confirm("d") };
    assert!(again(&right, BERT).await);
    for dead in ["a", "c"] {
        assert_eq!(store.confirms(&format!("confirm {dead}"), NOW).await.unwrap(), None, "{dead}");
        assert_eq!(store.arrival(dead, NOW).await.unwrap(), None, "{dead}");
    }
    assert_eq!(store.confirms("confirm d", NOW).await.unwrap(), Some((id, email(BERT))));
    assert!(store.confirm_by_link("confirm d", &received, NOW).await.unwrap());
    assert_eq!((owned(&store, ANNA).await.len(), owned(&store, BERT).await.len()), (0, 1));
    let late = store::ConfirmLink { browser: "browser a".into(), ..confirm("e") };
    assert!(!again(&late, ANNA).await, "it was confirmed");
}

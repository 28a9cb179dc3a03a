//! Sessions: what was ended stays ended.

use domain::{Email, Role, Scope};
use store::{Identity, Membership, Recognised, Session};

use crate::common::{LATER, NOW, On, On::*};
use rstest::rstest;

#[rstest]
#[tokio::test]
async fn a_session_that_was_ended_is_not_brought_back_by_a_request_that_still_ran(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    let admin = Membership { role: Role::Admin, scope: Scope::Everywhere, until: None };
    let person = store.appoint(&Email::parse("a@b.nl").unwrap(), &admin, NOW).await.unwrap();
    let session = Session { person: Some(person.id), data: "{}".to_owned(), expires: LATER };
    store.keep_session("hash", &session, NOW).await.unwrap();
    store.update_session("hash", &Session { data: "{\"a\":1}".to_owned(), ..session.clone() }).await.unwrap();
    assert_eq!(store.session("hash", NOW).await.unwrap().unwrap().data, "{\"a\":1}");
    store.end_sessions(person.id, NOW).await.unwrap();
    store.update_session("hash", &session).await.unwrap();
    assert_eq!(store.session("hash", NOW).await.unwrap(), None);
}

#[rstest]
#[tokio::test]
async fn session_is_ended_only_by_whose_it_is(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    let member = Membership { role: Role::Editor, scope: Scope::Everywhere, until: None };
    let mut people = Vec::new();
    for name in ["a", "b"] {
        let person = store.appoint(&Email::parse(&format!("{name}@b.nl")).unwrap(), &member, NOW).await.unwrap().id;
        let session = Session { person: Some(person), data: "{}".to_owned(), expires: LATER };
        store.keep_session(name, &session, NOW).await.unwrap();
        people.push(person);
    }
    store.end_own_session("b", people[0]).await.unwrap();
    assert_eq!(store.sessions(people[1], NOW).await.unwrap().len(), 1);
    assert!(store.sessions(people[1], LATER).await.unwrap().is_empty(), "it is over");
    store.end_own_session("b", people[1]).await.unwrap();
    assert!(store.sessions(people[1], NOW).await.unwrap().is_empty());
    assert_eq!(store.sessions(people[0], NOW).await.unwrap()[0].0, "a");
}

#[rstest]
#[tokio::test]
async fn who_comes_from_a_provider_is_known_by_its_name_and_proves_an_address_with_a_stake(
    #[values(Sqlite, Postgres)] on: On,
) {
    let (store, _place) = on.store().await;
    let identity = |subject: &str| Identity { issuer: "https://school.nl".to_owned(), subject: subject.to_owned() };
    let email = |text: &str| Email::parse(text).unwrap();
    let comes =
        async |subject: &str, address: &str| store.recognise(&identity(subject), &email(address), NOW).await.unwrap();
    let Recognised::In(anna) = comes("een", "anna@school.nl").await else { panic!("nothing to prove") };
    assert_eq!(comes("een", "anders@school.nl").await, Recognised::In(anna.clone()));
    let admin = Membership { role: Role::Admin, scope: Scope::Everywhere, until: None };
    store.appoint(&anna.email, &admin, NOW).await.unwrap();
    for subject in ["een", "twee"] {
        assert_eq!(comes(subject, "anna@school.nl").await, Recognised::Prove(anna.email.clone()), "{subject}");
    }
    store.prove(&identity("een"), anna.id).await.unwrap();
    assert_eq!(comes("een", "anna@school.nl").await, Recognised::In(anna.clone()));
    assert_eq!(comes("twee", "anna@school.nl").await, Recognised::Prove(anna.email), "each for itself");
}

//! Sessions: what was ended stays ended.

use domain::{Email, Role, Scope};
use store::{Membership, Session};

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

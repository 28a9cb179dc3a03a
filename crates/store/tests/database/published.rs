//! When an initiative was first on the map: kept through changes, taken back with the decision, filled in for old rows.

use domain::{Decision, Email, Role, Scope};
use store::{Mail, Membership, Store, Submission};

use crate::common::{LATER, NOW, On, On::*, row};
use rstest::rstest;

const LAST: &str = "2026-11-23T20:00:00Z";

fn sending(title: &str) -> Submission {
    let row = row("", title);
    Submission { content: row.content, position: row.position, located: row.located, pictures: None }
}

fn mail() -> Mail {
    let recipient = "a@b.nl".into();
    Mail { recipient, subject: "binnen".into(), text: "tekst".into(), html: "<p>".into(), ..Mail::default() }
}

async fn person(store: &Store, email: &str) -> i64 {
    let membership = Membership { role: Role::Editor, scope: Scope::Everywhere, until: None };
    store.appoint(&Email::parse(email).unwrap(), &membership, NOW).await.unwrap().id
}

async fn known(store: &Store) -> Vec<(i64, String)> {
    store.first_published().await.unwrap()
}

#[rstest]
#[tokio::test]
async fn the_first_time_stays(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    store.import(&[row("a", "Een")], NOW).await.unwrap();
    store.import(&[row("a", "Anders")], LATER).await.unwrap();
    assert_eq!(known(&store).await, [(1, NOW.to_owned())]);
    let (sender, editor) = (person(&store, "inzender@school.nl").await, person(&store, "r@kaart.nl").await);
    let id = store.send_in_known(&sending("Twee"), sender, &mail(), NOW).await.unwrap();
    assert_eq!(known(&store).await.len(), 1, "sent in is not on the map");
    store.decide(id, 1, editor, &Decision::Publish, None, LATER).await.unwrap();
    assert_eq!(known(&store).await[1], (id, LATER.to_owned()));
    store.change(id, 1, sender, "beter", &sending("Twee, beter"), LATER).await.unwrap();
    store.decide(id, 2, editor, &Decision::Publish, None, LAST).await.unwrap();
    assert_eq!(known(&store).await[1], (id, LATER.to_owned()));
}

#[rstest]
#[tokio::test]
async fn undoing_the_first_time_undoes_it(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    let (sender, editor) = (person(&store, "inzender@school.nl").await, person(&store, "r@kaart.nl").await);
    let id = store.send_in_known(&sending("Een"), sender, &mail(), NOW).await.unwrap();
    store.decide(id, 1, editor, &Decision::Publish, None, NOW).await.unwrap();
    store.undo(id, 1, editor, "2026-01-01T00:00:00Z", NOW).await.unwrap();
    assert!(known(&store).await.is_empty());
    store.decide(id, 1, editor, &Decision::Publish, None, LAST).await.unwrap();
    assert_eq!(known(&store).await, [(id, LAST.to_owned())]);
}

#[rstest]
#[tokio::test]
async fn what_was_there_before_gets_the_best_that_is_known(#[values(Sqlite, Postgres)] on: On) {
    let (store, place) = on.store().await;
    store.import(&[row("a", "Een"), row("b", "Weg")], NOW).await.unwrap();
    store.import(&[row("a", "Anders")], LATER).await.unwrap();
    store.withdraw(2, LATER).await.unwrap();
    let (sender, editor) = (person(&store, "inzender@school.nl").await, person(&store, "r@kaart.nl").await);
    let id = store.send_in_known(&sending("Twee"), sender, &mail(), NOW).await.unwrap();
    store.decide(id, 1, editor, &Decision::Publish, None, LATER).await.unwrap();
    store.change(id, 1, sender, "beter", &sending("Twee, beter"), LATER).await.unwrap();
    store.decide(id, 2, editor, &Decision::Publish, None, LAST).await.unwrap();
    store.close().await;
    // As the database was before these columns.
    let inside = place.inside().await;
    for statement in [
        "alter table initiative drop column published",
        "alter table former drop column published",
        "delete from _sqlx_migrations where version = 10",
    ] {
        inside.execute(statement).await;
    }
    let store = Store::open(&place.url).await.unwrap();
    let expected = [(1, LATER.to_owned()), (id, LATER.to_owned())];
    assert_eq!(known(&store).await, expected, "an import: its last change; else the first decision");
    store.undo(id, 2, editor, "2026-01-01T00:00:00Z", LAST).await.unwrap();
    assert_eq!(known(&store).await, expected);
}

//! When an initiative was first on the map: kept through changes, taken back with the decision, filled in for old rows.

use domain::{Decision, Email, InitiativeId, Moment, PersonId, Role, Scope};
use store::{Mail, Membership, Store, Submission};

use crate::common::{LATER, NOW, On, On::*, at, row};
use rstest::rstest;

const LAST: Moment = at("2026-11-23T20:00:00Z");

fn sending(title: &str) -> Submission {
    let row = row("", title);
    Submission { content: row.content, position: row.position, located: row.located, pictures: None }
}

fn mail() -> Mail {
    let recipient = "a@b.nl".into();
    Mail { recipient, subject: "binnen".into(), text: "tekst".into(), html: "<p>".into(), ..Mail::default() }
}

async fn person(store: &Store, email: &str) -> PersonId {
    let membership = Membership { role: Role::Editor, scope: Scope::Everywhere, until: None };
    store.appoint(&Email::parse(email).unwrap(), &membership, NOW).await.unwrap().id
}

async fn known(store: &Store) -> Vec<(InitiativeId, Moment)> {
    store.first_published().await.unwrap()
}

#[rstest]
#[tokio::test]
async fn the_first_time_stays(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    store.import(&[row("a", "Een")], NOW).await.unwrap();
    store.import(&[row("a", "Anders")], LATER).await.unwrap();
    assert_eq!(known(&store).await, [(InitiativeId(1), NOW)]);
    let (sender, editor) = (person(&store, "inzender@school.nl").await, person(&store, "r@kaart.nl").await);
    let id = store.send_in_known(&sending("Twee"), sender, &mail(), NOW, NOW).await.unwrap();
    assert_eq!(known(&store).await.len(), 1, "sent in is not on the map");
    store.decide(id, 1, editor, &Decision::Publish, None, LATER).await.unwrap();
    assert_eq!(known(&store).await[1], (id, LATER));
    store.change(id, 1, sender, "beter", &sending("Twee, beter"), LATER).await.unwrap();
    store.decide(id, 2, editor, &Decision::Publish, None, LAST).await.unwrap();
    assert_eq!(known(&store).await[1], (id, LATER));
}

#[rstest]
#[tokio::test]
async fn undoing_the_first_time_undoes_it(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    let (sender, editor) = (person(&store, "inzender@school.nl").await, person(&store, "r@kaart.nl").await);
    let id = store.send_in_known(&sending("Een"), sender, &mail(), NOW, NOW).await.unwrap();
    store.decide(id, 1, editor, &Decision::Publish, None, NOW).await.unwrap();
    store.undo(id, 1, editor, at("2026-01-01T00:00:00Z"), NOW).await.unwrap();
    assert!(known(&store).await.is_empty());
    store.decide(id, 1, editor, &Decision::Publish, None, LAST).await.unwrap();
    assert_eq!(known(&store).await, [(id, LAST)]);
}

#[rstest]
#[tokio::test]
async fn what_was_there_before_gets_the_best_that_is_known(#[values(Sqlite, Postgres)] on: On) {
    let (store, place) = on.store().await;
    store.import(&[row("a", "Een"), row("b", "Weg")], NOW).await.unwrap();
    store.import(&[row("a", "Anders")], LATER).await.unwrap();
    store.withdraw(InitiativeId(2), LATER).await.unwrap();
    let (sender, editor) = (person(&store, "inzender@school.nl").await, person(&store, "r@kaart.nl").await);
    let id = store.send_in_known(&sending("Twee"), sender, &mail(), NOW, NOW).await.unwrap();
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
    let expected = [(InitiativeId(1), LATER), (id, LATER)];
    assert_eq!(known(&store).await, expected, "an import: its last change; else the first decision");
    store.undo(id, 2, editor, at("2026-01-01T00:00:00Z"), LAST).await.unwrap();
    assert_eq!(known(&store).await, expected);
}

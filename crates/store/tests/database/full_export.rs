//! Everything, told as lines and kept again: the second telling is the first.

use domain::Role;
use store::{Store, StoreError};

use crate::common::{
    LATER, NOW, On,
    On::*,
    Place,
    busy::{busy, fill, person},
    many,
};
use rstest::rstest;

/// Every table with its lines.
async fn told(store: &Store) -> Vec<(String, Vec<String>)> {
    let mut whole = store.full_export().await.unwrap();
    let mut told = Vec::new();
    for table in std::mem::take(&mut whole.tables) {
        let mut lines = Vec::new();
        let telling = whole.rows(&table, |line| {
            lines.push(line.to_owned());
            Ok::<_, StoreError>(())
        });
        telling.await.unwrap();
        told.push((table.name, lines));
    }
    told
}

/// A store in which every table has rows.
async fn full(on: On) -> (Store, Place) {
    let (store, place) = on.store().await;
    store.import(&many(3), NOW).await.unwrap();
    let (anna, ..) = busy(&store).await;
    store.keep_upload("0123456789abcdef0123456789abcdef", (640, 480), NOW).await.unwrap();
    let other = person(&store, "cor@kaart.nl", Role::Organiser).await;
    let inside = place.inside().await;
    fill(&inside, anna, other).await;
    // Tables that know nobody.
    for more in [
        "insert into board values (1, '40001', 'Stichting ‘Noord’', '2024-08-01', null)",
        "insert into school values ('17JB00', '17JB', 'De \"School\"', '', 'Straat 1', '6000AA', 'Weert', null, 5.7, 51.25, 'midden', 'Weert', ' de school', 1, 0)",
        "insert into area values ('Weert', 'midden', '{}', 0)",
        "insert into adoption values (2, 1, '2026-11-21T20:00:00Z', null)",
        "insert into answered_form values ('hash', 'attempt', 'location: /mijn/1\n', '2026-11-21T20:00:00Z')",
        "insert into asked values (1, 3, '2026-11-21')",
        "insert into freshness values (1, '2026-11-21T20:00:00Z', 0, '', '')",
        "insert into publication values (1, 1)",
        "insert into seat values (1, 1, 'ABC234', 'ABC234DEF567', '2027-01-19T12:30:00Z', '2026-11-21T20:00:00Z')",
        "insert into registration_told values (1, 'evaluatie', '2027-01-20T08:00:00Z')",
        "insert into gathering_told values (1, 'verslag 3', '2027-01-22T08:00:00Z')",
        "insert into evaluation_link values ('hash', 1, 1)",
        "insert into evaluation values ('0123', 1, '4', 'Kijken', '')",
        "insert into gathering_report values (1, 'Veel gezien.', '', '[]', '[\"1\"]', '2027-01-20T08:00:00Z')",
        "insert into synonyms values (1, 'ict = Digitalisering\nai = Digitalisering')",
        "insert into picture values (4, 1, 0, '0123456789abcdef0123456789abcdef', 'Een\nfoto', 640, 480)",
    ] {
        inside.execute(more).await;
    }
    (store, place)
}

/// Fills an empty store with what another one told.
async fn refill(store: &Store, told: &[(String, Vec<String>)]) {
    let mut filling = store.full_import().await.unwrap().unwrap();
    for table in std::mem::take(&mut filling.tables) {
        for line in &told.iter().find(|(name, _)| *name == table.name).unwrap().1 {
            assert!(filling.row(&table, line).await.unwrap(), "{line}");
        }
    }
    assert!(filling.commit().await.unwrap());
}

#[rstest]
#[tokio::test]
async fn what_was_told_is_kept_and_told_again_the_same(
    #[values(Sqlite, Postgres)] on: On,
    #[values(Sqlite, Postgres)] across: On,
) {
    let (store, _place) = full(on).await;
    let first = told(&store).await;
    let empty: Vec<_> = first.iter().filter(|(_, lines)| lines.is_empty()).map(|(name, _)| name).collect();
    assert!(empty.is_empty(), "a table without rows shows nothing, put some in `full`: {empty:?}");

    let (other, _other_place) = across.store().await;
    refill(&other, &first).await;
    assert_eq!(told(&other).await, first);
    assert_eq!(other.initiatives().await.unwrap(), store.initiatives().await.unwrap());

    let (back, _back_place) = on.store().await;
    refill(&back, &told(&other).await).await;
    assert_eq!(told(&back).await, first);
}

#[rstest]
#[tokio::test]
async fn only_an_empty_database_is_filled(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = full(on).await;
    assert!(store.full_import().await.unwrap().is_none());
}

#[rstest]
#[tokio::test]
async fn a_line_that_was_not_told_is_refused_and_nothing_is_kept(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    let mut filling = store.full_import().await.unwrap().unwrap();
    let tables = std::mem::take(&mut filling.tables);
    let table = |name: &str| tables.iter().find(|table| table.name == name).unwrap();
    for line in ["", "{}", "{\"id\":1}", "[1,0]", "{\"id\":1,\"number\":0,\"more\":1}", "{\"id\":1,\"number\":null}"] {
        assert!(!filling.row(table("revision"), line).await.unwrap(), "{line}");
    }
    let line = "{\"id\":1,\"number\":7}";
    assert!(filling.row(table("revision"), line).await.unwrap());
    // An owner of an initiative that is not there.
    assert!(filling.row(table("owner"), "{\"initiative\":1,\"person\":1,\"shown\":0}").await.unwrap());
    assert!(!filling.commit().await.unwrap());
    let mut again = store.full_import().await.unwrap().unwrap();
    assert!(again.row(table("revision"), line).await.unwrap());
    assert!(!again.row(table("revision"), line).await.unwrap(), "twice the same key");
    drop(again);
    assert_eq!(store.revision().await.unwrap(), 0);
    store.import(&many(1), LATER).await.unwrap();
}

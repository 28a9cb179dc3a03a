//! Importing, reading and withdrawing initiatives.

use domain::{InitiativeId, LngLat};
use store::{ImportReport, StoreError};

use crate::common::{LATER, NOW, On, On::*, many, row};
use rstest::rstest;

fn counts(report: &ImportReport) -> (usize, usize, usize) {
    (report.added, report.updated, report.unchanged)
}

#[rstest]
#[tokio::test]
async fn comes_back_as_it_went_in(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    assert!(store.is_empty().await.unwrap());
    let rows = [row("a", "Eerste"), row("", "Zonder sleutel")];
    assert_eq!(counts(&store.import(&rows, NOW).await.unwrap()), (2, 0, 0));
    assert!(!store.is_empty().await.unwrap());
    let read = store.initiatives().await.unwrap();
    assert_eq!(read.iter().map(|i| i.id.0).collect::<Vec<_>>(), [1, 2]);
    for (read, row) in read.iter().zip(&rows) {
        assert_eq!((&read.key, &read.content, read.position), (&row.key, &row.content, row.position));
        assert_eq!((read.region, &*read.municipality, &*read.town), (row.located.region, "Weert", "Weert"));
        assert_eq!((read.example, read.changed), (false, NOW));
    }
}

#[rstest]
#[tokio::test]
async fn an_unchanged_import_changes_nothing(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    let rows = many(1234);
    assert_eq!(counts(&store.import(&rows, NOW).await.unwrap()), (1234, 0, 0));
    let (before, revision) = (store.initiatives().await.unwrap(), store.revision().await.unwrap());
    assert_eq!(counts(&store.import(&rows, LATER).await.unwrap()), (0, 0, 1234));
    assert_eq!(store.initiatives().await.unwrap(), before);
    assert_eq!(store.revision().await.unwrap(), revision);
}

#[rstest]
#[tokio::test]
async fn a_known_key_updates_and_keeps_its_id(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    store.import(&[row("a", "Oud"), row("b", "Blijft")], NOW).await.unwrap();
    let revision = store.revision().await.unwrap();
    let mut moved = row("a", "Nieuw");
    moved.position = LngLat::new(5.7, 51.2).unwrap();
    let report = store.import(&[row("c", "Erbij"), moved, row("b", "Blijft")], LATER).await.unwrap();
    assert_eq!(counts(&report), (1, 1, 1));
    let read = store.initiatives().await.unwrap();
    let seen: Vec<_> = read.iter().map(|i| (i.id.0, &*i.content.title, i.changed)).collect();
    assert_eq!(seen, [(1, "Nieuw", LATER), (2, "Blijft", NOW), (3, "Erbij", LATER)]);
    assert_eq!(store.revision().await.unwrap(), revision + 1);
}

#[rstest]
#[tokio::test]
async fn other_borders_alone_do_not_change_the_date(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    store.import(&[row("a", "Een")], NOW).await.unwrap();
    let mut elsewhere = row("a", "Een");
    elsewhere.located.town = "Nederweert".to_owned();
    assert_eq!(counts(&store.import(&[elsewhere], LATER).await.unwrap()), (0, 1, 0));
    let read = store.initiatives().await.unwrap();
    assert_eq!((&*read[0].town, read[0].changed), ("Nederweert", NOW));
}

#[rstest]
#[tokio::test]
async fn withdrawn_is_gone_for_good(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    store.import(&[row("a", "Een"), row("b", "Twee")], NOW).await.unwrap();
    let revision = store.revision().await.unwrap();
    assert!(store.withdraw(InitiativeId(2), LATER).await.unwrap());
    assert!(!store.withdraw(InitiativeId(2), LATER).await.unwrap());
    assert!(!store.withdraw(InitiativeId(9), LATER).await.unwrap());
    assert_eq!(store.revision().await.unwrap(), revision + 1);
    assert!(store.gone(InitiativeId(2)).await.unwrap());
    assert!(!store.gone(InitiativeId(1)).await.unwrap() && !store.gone(InitiativeId(9)).await.unwrap());

    let report = store.import(&[row("b", "Weer")], LATER).await.unwrap();
    assert_eq!((counts(&report), report.withdrawn), ((0, 0, 0), vec!["b".to_owned()]));
    store.import(&[row("c", "Drie")], LATER).await.unwrap();
    let ids: Vec<i64> = store.initiatives().await.unwrap().iter().map(|i| i.id.0).collect();
    assert_eq!(ids, [1, 3]);
    store.withdraw(InitiativeId(1), LATER).await.unwrap();
    store.withdraw(InitiativeId(3), LATER).await.unwrap();
    assert!(!store.is_empty().await.unwrap());
}

#[rstest]
#[tokio::test]
async fn one_key_twice_is_refused_whole(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    let error = store.import(&[row("a", "Een"), row("a", "Twee")], NOW).await.unwrap_err();
    assert!(matches!(error, StoreError::DuplicateKey(key) if key == "a"));
    assert!(store.is_empty().await.unwrap());
}

#[rstest]
#[tokio::test]
async fn tells_how_far_it_is(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    let mut seen = Vec::new();
    store.import_watched(&many(700), NOW, &mut |done| seen.push(done)).await.unwrap();
    assert!(seen.is_sorted());
    assert_eq!(seen.last(), Some(&700));
}

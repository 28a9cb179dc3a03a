//! Boards of schools, and which of them carry the Werkplaats.

use domain::{
    AuditAct, BoardId, Email, LngLat, PersonId, Region, Role, Scope,
    board::{Carrying, NamedBoard},
};
use jiff::civil::Date;
use rstest::rstest;
use store::{Membership, RegisteredSchool, Right, School, StatedBoard, Store, StoreError};

use crate::common::{LATER, NOW, On, On::*};

const DAY: &str = "2026-11-21";

fn site(code: &str, board: StatedBoard) -> RegisteredSchool {
    let school = School {
        site_code: code.to_owned(),
        brin: code[..4].to_owned(),
        name: format!("School {code}"),
        kind: "Basisschool".to_owned(),
        street: String::new(),
        postcode: String::new(),
        town: "Weert".to_owned(),
        website: None,
        position: LngLat::new(5.7064, 51.2518).unwrap(),
        region: Region::Mid,
        municipality: "Weert".to_owned(),
        board: None,
        example: false,
    };
    RegisteredSchool { school, board }
}

fn named(number: &str, name: &str) -> StatedBoard {
    NamedBoard::parse(number, name).unwrap().map_or(StatedBoard::None, StatedBoard::Named)
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// Id, number, name and the codes of its schools, of every board.
async fn boards(store: &Store) -> Vec<(i64, Option<String>, String, Vec<String>)> {
    let board = |board: store::Board| {
        let codes = board.schools.into_iter().map(|school| school.site_code).collect();
        (board.id.0, board.number, board.name, codes)
    };
    store.boards().await.unwrap().into_iter().map(board).collect()
}

fn board(id: i64, number: &str, name: &str, codes: &[&str]) -> (i64, Option<String>, String, Vec<String>) {
    let number = (!number.is_empty()).then(|| number.to_owned());
    (id, number, name.to_owned(), codes.iter().map(|&code| code.to_owned()).collect())
}

#[rstest]
#[tokio::test]
async fn sites_with_one_number_or_one_name_have_one_board(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    let first = [
        site("01AA00", named("40001", "Stichting Noord")),
        site("01AA01", named("40001", "Stichting Noord")),
        site("02BB00", named("", "Onderwijs Áan de Maas")),
        site("02BB01", named("", "onderwijs aan de maas")),
        site("03CC00", StatedBoard::Unsaid),
    ];
    let report = store.import_register(&first).await.unwrap();
    assert_eq!((report.added, report.updated), (5, 0));
    let expected = [
        board(1, "40001", "Stichting Noord", &["01AA00", "01AA01"]),
        board(2, "", "Onderwijs Áan de Maas", &["02BB00", "02BB01"]),
    ];
    assert_eq!(boards(&store).await, expected);
    let revision = store.revision().await.unwrap();
    assert_eq!(store.import_register(&first).await.unwrap().unchanged, 5);
    assert_eq!((boards(&store).await, store.revision().await.unwrap()), (expected.into(), revision));
}

#[rstest]
#[tokio::test]
async fn what_is_not_said_of_a_board_stays(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    let both = [site("01AA00", named("40001", "Noord")), site("01AA01", named("40001", "Noord"))];
    store.import_register(&both).await.unwrap();
    let again = store.import_register(&[site("01AA00", StatedBoard::Unsaid)]).await.unwrap();
    assert_eq!(again.unchanged, 1);
    assert_eq!(store.schools().await.unwrap()[0].board, Some(BoardId(1)));
    let none = store.import_register(&[site("01AA00", StatedBoard::None)]).await.unwrap();
    assert_eq!(none.updated, 1);
    assert_eq!(boards(&store).await, [board(1, "40001", "Noord", &["01AA01"])]);
}

#[rstest]
#[tokio::test]
async fn another_name_under_the_same_number_renames(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    store.import_register(&[site("01AA00", named("40001", "Noord")), site("02BB00", named("", "Zuid"))]).await.unwrap();
    let carrying = Carrying { since: day("2024-08-01"), agreed_on: None };
    assert!(store.set_carrying(BoardId(1), Some(carrying), None, NOW).await.unwrap());
    let revision = store.revision().await.unwrap();
    let report = store.import_register(&[site("01AA00", named("40001", "Noord en Midden"))]).await.unwrap();
    assert_eq!(report.unchanged, 1, "the site is the same");
    assert_eq!(store.revision().await.unwrap(), revision + 1, "what names the board is not");
    let renamed = store.board(BoardId(1)).await.unwrap().unwrap();
    assert_eq!((&*renamed.name, renamed.carrying), ("Noord en Midden", Some(carrying)));

    // A number that comes later belongs to the name that was known; a number alone says nothing of the name.
    store.import_register(&[site("02BB00", named("40002", "zuid"))]).await.unwrap();
    store.import_register(&[site("02BB01", named("40002", "")), site("02BB02", named("", "Zuid"))]).await.unwrap();
    store.import_register(&[site("04DD00", named("40004", ""))]).await.unwrap();
    assert_eq!(
        boards(&store).await[1..],
        [board(2, "40002", "zuid", &["02BB00", "02BB01", "02BB02"]), board(3, "40004", "Bestuur 40004", &["04DD00"])]
    );
}

#[rstest]
#[tokio::test]
async fn number_of_a_board_is_never_used_again(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    store.import_register(&[site("01AA00", named("40001", "Noord"))]).await.unwrap();
    store.import_register(&[site("01AA00", named("40002", "Zuid"))]).await.unwrap();
    let left = [board(1, "40001", "Noord", &[]), board(2, "40002", "Zuid", &["01AA00"])];
    assert_eq!(boards(&store).await, left);
    store.import_register(&[site("01AA00", named("40001", "Noord"))]).await.unwrap();
    assert_eq!(boards(&store).await[0].3, ["01AA00"]);
}

#[rstest]
#[tokio::test]
async fn invented_sites_are_no_part_of_the_register(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    let mut invented = site("VBNO00", named("", "Voorbeeldbestuur"));
    invented.school.example = true;
    store.import_register(&[invented, site("01AA00", named("40001", "Noord"))]).await.unwrap();
    assert_eq!(store.schools().await.unwrap().len(), 1);
    assert!(store.find_schools("vbno00", 5).await.unwrap().is_empty());
    assert_eq!(
        (store.count_schools("school").await.unwrap(), store.find_schools("school", 5).await.unwrap().len()),
        (1, 1)
    );
    let examples: Vec<bool> = store.boards().await.unwrap().iter().map(store::Board::example).collect();
    assert_eq!(examples, [true, false]);
}

async fn appointed(store: &Store, email: &str, role: Role) -> PersonId {
    let membership = Membership { role, scope: Scope::Everywhere, until: None };
    store.appoint(&Email::parse(email).unwrap(), &membership, NOW).await.unwrap().id
}

#[rstest]
#[tokio::test]
async fn only_an_organiser_marks_a_board_and_the_log_knows(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    store.import_register(&[site("01AA00", named("40001", "Noord"))]).await.unwrap();
    let organiser = appointed(&store, "org@kaart.nl", Role::Organiser).await;
    let editor = appointed(&store, "red@kaart.nl", Role::Editor).await;
    let only_if = |who| store.only_if(Right::Role(who, Role::Organiser, None, DAY.to_owned()));
    let carrying = Carrying { since: day("2024-08-01"), agreed_on: Some(day("2024-07-03")) };

    let refused = only_if(editor).set_carrying(BoardId(1), Some(carrying), Some(editor), NOW).await;
    assert!(matches!(refused, Err(StoreError::NotAllowed)), "{refused:?}");
    assert_eq!(store.boards().await.unwrap()[0].carrying, None);

    let store_of = only_if(organiser);
    assert!(store_of.set_carrying(BoardId(1), Some(carrying), Some(organiser), NOW).await.unwrap());
    assert!(store_of.set_carrying(BoardId(1), Some(carrying), Some(organiser), LATER).await.unwrap(), "the same again");
    assert_eq!(store.boards().await.unwrap()[0].carrying, Some(carrying));
    assert!(store_of.set_carrying(BoardId(1), None, Some(organiser), LATER).await.unwrap());
    assert_eq!(store.boards().await.unwrap()[0].carrying, None);
    assert!(!store_of.set_carrying(BoardId(9), None, Some(organiser), LATER).await.unwrap(), "no such board");

    let log: Vec<_> = store.audit("noord", 10).await.unwrap().into_iter().map(|e| (e.act.unwrap(), e.detail)).collect();
    assert_eq!(
        log,
        [
            (AuditAct::BoardNoLongerCarries, "Noord".to_owned()),
            (AuditAct::BoardCarries, "Noord, sinds 2024-08-01, getekend op 2024-07-03".to_owned()),
        ]
    );
}

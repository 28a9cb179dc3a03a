//! Whoever may no longer do something when the change is made, does not do it: that is checked in its transaction.

use domain::{Email, InitiativeId, PersonId, Region, Role, Scope};
use rstest::rstest;
use store::{Membership, Right, Status, Store, StoreError};

use crate::common::{LATER, NOW, On, On::*, busy};

const DAY: &str = "2026-11-21";
const NEXT_DAY: &str = "2026-11-22";

async fn appointed(store: &Store, email: &str, role: Role, scope: Scope, until: Option<&str>) -> PersonId {
    let membership = Membership { role, scope, until: until.map(str::to_owned) };
    store.appoint(&Email::parse(email).unwrap(), &membership, NOW).await.unwrap().id
}

/// Whether something is changed on these conditions.
async fn changes(store: &Store, right: Right) -> bool {
    let about =
        domain::reports::Report { about: domain::reports::ReportSubject::Page, reason: "iets".into(), email: None };
    match store.only_if(right).report(InitiativeId(1), &about, LATER).await {
        Ok(()) => true,
        Err(StoreError::NotAllowed) => false,
        Err(error) => panic!("{error}"),
    }
}

#[rstest]
#[tokio::test]
async fn roles_count_where_and_as_long_as_they_hold(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    store.import(&[crate::common::row("k", "Robots")], NOW).await.unwrap();
    let mid = appointed(&store, "midden@kaart.nl", Role::Editor, Scope::Region(Region::Mid), Some(DAY)).await;
    let admin = appointed(&store, "baas@kaart.nl", Role::Admin, Scope::Everywhere, None).await;
    let organiser = appointed(&store, "org@kaart.nl", Role::Organiser, Scope::Everywhere, None).await;
    let edits = |who, region, day: &str| Right::Role(who, Role::Editor, Some(region), day.to_owned());
    for (right, holds) in [
        (edits(mid, Region::Mid, DAY), true),
        (edits(mid, Region::North, DAY), false),
        (edits(mid, Region::Mid, NEXT_DAY), false),
        (edits(admin, Region::North, DAY), true),
        (edits(organiser, Region::Mid, DAY), false),
        (Right::Role(mid, Role::Admin, None, DAY.to_owned()), false),
        (Right::Role(organiser, Role::Organiser, Some(Region::South), DAY.to_owned()), true),
        (Right::Known(mid), true),
        (Right::Known(PersonId(999)), false),
        (Right::Owner(mid, InitiativeId(1)), false),
    ] {
        assert_eq!(changes(&store, right.clone()).await, holds, "{right:?}");
    }
    store.dismiss(mid, Role::Editor, Scope::Region(Region::Mid), admin, NOW).await.unwrap();
    assert!(!changes(&store, edits(mid, Region::Mid, DAY)).await, "at once");
}

#[rstest]
#[tokio::test]
async fn owner_that_was_withdraws_nothing(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    let (owner, initiative, _) = busy::busy(&store).await;
    let as_before = store.only_if(Right::Owner(owner, initiative));
    store.erase(owner, DAY, LATER).await.unwrap();
    assert!(matches!(as_before.withdraw_own(initiative, owner, LATER).await, Err(StoreError::NotAllowed)));
    let (status, _) = store.initiative_with_status(initiative).await.unwrap().unwrap();
    assert_eq!(status, Status::Published);
}

#[rstest]
#[tokio::test]
async fn two_admins_that_dismiss_each_other_leave_one(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    let one = appointed(&store, "een@kaart.nl", Role::Admin, Scope::Everywhere, None).await;
    let other = appointed(&store, "twee@kaart.nl", Role::Admin, Scope::Everywhere, None).await;
    let dismiss = |who: PersonId, whom: PersonId| {
        let store = store.only_if(Right::Role(who, Role::Admin, None, DAY.to_owned()));
        tokio::spawn(async move { store.dismiss(whom, Role::Admin, Scope::Everywhere, who, NOW).await })
    };
    let (a, b) = (dismiss(one, other), dismiss(other, one));
    let done = [a.await.unwrap(), b.await.unwrap()];
    assert_eq!(done.iter().filter(|done| matches!(done, Ok(true))).count(), 1, "{done:?}");
    assert_eq!(store.members().await.unwrap().len(), 1);
}

//! Gatherings on the day and afterwards: who was there, who is told, and what is left of it.

use domain::{Gathering, GatheringId, Moment, PersonId, Role, gathering::registration::NAMES_DAYS};
use rstest::rstest;
use store::{CheckedIn, Cutoffs, GatheringError, Seat, Store};

use crate::common::{
    NOW, On,
    On::*,
    at,
    busy::person,
    gathering::{announced, group, letter},
};

const DAY: Moment = at("2027-01-19T12:30:00Z");
const KEY: &str = "0123456789abcdef0123456789abcdef";

async fn register(store: &Store, gathering: &Gathering, name: &str, persons: u32) {
    store.register(gathering.id, &group(name, persons), true, &letter, NOW).await.unwrap();
}

async fn seats(store: &Store, gathering: GatheringId) -> Vec<Seat> {
    store.gathering_seats(gathering).await.unwrap()
}

/// A gathering with a key to check in, and its organiser.
async fn open(store: &Store) -> (Gathering, PersonId) {
    let organiser = person(store, "org@school.nl", Role::Organiser).await;
    let gathering = announced(store, 10).await;
    store.set_check_in_key(gathering.id, KEY, organiser, NOW).await.unwrap();
    (gathering, organiser)
}

#[rstest]
#[tokio::test]
async fn each_person_has_a_code_as_long_as_there_is_a_seat(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    let gathering = announced(&store, 3).await;
    register(&store, &gathering, "anna", 3).await;
    register(&store, &gathering, "bert", 1).await;
    let all = seats(&store, gathering.id).await;
    let names: Vec<_> = all.iter().map(|seat| &*seat.name).collect();
    assert_eq!(names, ["anna", "collega van anna", "collega van anna"], "who waits has none");
    let (anna, ..) = store.registration("anna Seated", NOW).await.unwrap().unwrap();
    assert_eq!(anna.codes, all.iter().map(|seat| seat.code.clone()).collect::<Vec<_>>());
    // With two of them the codes stay, but for the last.
    store.change_registration("anna Seated", &group("anna", 2), &letter, NOW).await.unwrap();
    let (changed, ..) = store.registration("anna Seated", NOW).await.unwrap().unwrap();
    assert_eq!(changed.codes, anna.codes[..2]);
    let email = domain::Email::parse("carla@school.nl").unwrap();
    store.hand_over("anna Seated", ("Carla", &email), &letter, NOW).await.unwrap();
    let (carla, ..) = store.registration("Carla HandedOver", NOW).await.unwrap().unwrap();
    assert_eq!(carla.codes.len(), 2);
    assert!(carla.codes.iter().all(|code| !anna.codes.contains(code)), "the codes of before are worth nothing");
    store.withdraw_registration("Carla HandedOver", &letter, NOW).await.unwrap();
    assert_eq!(store.registrations(gathering.id).await.unwrap().iter().map(|one| one.codes.len()).sum::<usize>(), 0);
}

#[rstest]
#[tokio::test]
async fn checking_in_twice_is_once_and_undoing_is_logged(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    let (gathering, organiser) = open(&store).await;
    register(&store, &gathering, "anna", 1).await;
    let code = seats(&store, gathering.id).await.remove(0).code;
    let check = async |key: &str, code: &str, now| store.check_in(gathering.id, key, code, now).await;
    let early = at("2027-01-19T10:59:59Z");
    assert!(matches!(check(KEY, &code, early).await, Err(GatheringError::NoCheckIn)));
    assert!(matches!(check("other", &code, DAY).await, Err(GatheringError::Gone)));
    assert!(matches!(check(KEY, "ABCDEF", DAY).await, Err(GatheringError::UnknownCode)));
    assert!(matches!(check(KEY, &code, DAY).await.unwrap(), CheckedIn::Now(seat) if seat.present == Some(DAY)));
    let later = DAY.plus_seconds(60);
    assert!(matches!(check(KEY, &code, later).await.unwrap(), CheckedIn::Already(seat) if seat.present == Some(DAY)));
    for _ in 0..2 {
        assert_eq!(store.undo_check_in(gathering.id, KEY, &code, later).await.unwrap().present, None);
    }
    let log = store.audit("", 10).await.unwrap();
    let undone = log.iter().filter(|entry| entry.act == Ok(domain::AuditAct::CheckInUndone)).count();
    assert_eq!(undone, 1, "{log:?}");
    // Another key ends the one of before.
    store.set_check_in_key(gathering.id, "other", organiser, later).await.unwrap();
    assert!(matches!(check(KEY, &code, later).await, Err(GatheringError::Gone)));
    assert!(store.gathering_to_check_in(gathering.id, KEY).await.unwrap().is_none());
    assert!(store.gathering_to_check_in(gathering.id, "other").await.unwrap().is_some());
    let night = at("2027-01-19T23:00:00Z");
    assert!(matches!(check("other", &code, night).await, Err(GatheringError::NoCheckIn)));
    let late = store.set_check_in_key(gathering.id, "x", organiser, night).await;
    assert!(matches!(late, Err(GatheringError::NoCheckIn)));
}

#[rstest]
#[tokio::test]
async fn organiser_notes_only_what_changed(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    let (gathering, organiser) = open(&store).await;
    register(&store, &gathering, "anna", 1).await;
    register(&store, &gathering, "bert", 1).await;
    let [anna, bert] = <[Seat; 2]>::try_from(seats(&store, gathering.id).await).unwrap();
    store.check_in(gathering.id, KEY, &anna.code, DAY).await.unwrap();
    let after = at("2027-01-25T12:00:00Z");
    let notes = [(anna.registration, 1, true), (bert.registration, 1, true)];
    assert_eq!(store.note_presence(gathering.id, &notes, organiser, after).await.unwrap(), 1);
    let present: Vec<_> = seats(&store, gathering.id).await.iter().map(|seat| seat.present).collect();
    assert_eq!(present, [Some(DAY), Some(after)]);
    assert_eq!(store.note_presence(gathering.id, &notes, organiser, after).await.unwrap(), 0);
    let late = at("2027-01-26T23:00:00Z");
    let refused = store.note_presence(gathering.id, &[(anna.registration, 1, false)], organiser, late).await;
    assert!(matches!(refused, Err(GatheringError::NoPresence)));
}

#[rstest]
#[tokio::test]
async fn who_was_there_is_forgotten_with_their_name(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    let (gathering, _) = open(&store).await;
    register(&store, &gathering, "anna", 1).await;
    let anna = seats(&store, gathering.id).await.remove(0);
    store.check_in(gathering.id, KEY, &anna.code, DAY).await.unwrap();
    assert_eq!(store.proven_seat(&anna.proof).await.unwrap().unwrap().0.name, "anna");
    let names = gathering.content.ends.plus_seconds(1);
    let past = Cutoffs { now: NOW, unconfirmed: NOW, forms: NOW, mails: NOW, audit: NOW, wishes: names, names };
    store.forget(&past).await.unwrap();
    assert!(store.proven_seat(&anna.proof).await.unwrap().is_none(), "{NAMES_DAYS} days after the end");
    assert!(seats(&store, gathering.id).await.is_empty());
    let left = store.seats_of_registration(anna.registration).await.unwrap().remove(0);
    assert_eq!((&*left.code, &*left.proof, left.present), ("", "", Some(DAY)), "that somebody was there is left");
}

#[rstest]
#[tokio::test]
async fn who_is_erased_has_no_certificate(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    let (gathering, _) = open(&store).await;
    let anna = person(&store, "anna@school.nl", Role::Organiser).await;
    register(&store, &gathering, "anna", 1).await;
    let seat = seats(&store, gathering.id).await.remove(0);
    store.check_in(gathering.id, KEY, &seat.code, DAY).await.unwrap();
    store.erase(anna, "2027-01-20", DAY).await.unwrap();
    assert!(store.proven_seat(&seat.proof).await.unwrap().is_none());
    assert_eq!(store.seats_of_registration(seat.registration).await.unwrap()[0].code, "");
}

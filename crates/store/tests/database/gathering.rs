//! Gatherings: who gets a seat, who is told what, and what is left of it.

use domain::{
    Decision, Email, Gathering, GatheringId, InitiativeId, Moment, RegistrationId, Role,
    gathering::{
        GatheringMode, GatheringStatus, PitchState, RegistrationState, Slot, SlotKind,
        registration::{NAMES_DAYS, WISHES_DAYS},
    },
};
use rstest::rstest;
use store::{Cutoffs, GatheringError, Mail, NewGathering, PitchNews, Registered, Registration, Store, StoreError};

use crate::common::{
    NOW, On,
    On::*,
    at,
    busy::{person, sending},
    gathering::{announced, group, letter, new, venue},
};

const BEGINS: Moment = at("2027-01-19T13:00:00Z");

async fn register(store: &Store, gathering: &Gathering, name: &str, persons: u32, now: Moment) -> Registered {
    store.register(gathering.id, &group(name, persons), true, &letter, now).await.unwrap()
}

/// What mails that wait say, as "who: what"; they leave.
async fn mails(store: &Store, now: Moment) -> Vec<String> {
    let mut told = Vec::new();
    while let Some(waiting) = store.next_mail(at("2031-01-01T00:00:00Z")).await.unwrap() {
        if let Some(link) = &waiting.link {
            assert!(store.mail_leaves(link, |_| now.plus_seconds(1800), now).await.unwrap(), "{waiting:?}");
        }
        store.mail_sent(waiting.id, now).await.unwrap();
        let who = waiting.mail.recipient.split('@').next().unwrap_or_default().to_owned();
        told.push(format!("{who}: {}", waiting.mail.subject));
    }
    told
}

async fn states(store: &Store, gathering: GatheringId) -> Vec<(String, RegistrationState)> {
    let mut all = store.registrations(gathering).await.unwrap();
    all.sort_by_key(|one| one.id);
    all.into_iter().map(|one| (one.name, one.state)).collect()
}

fn is(name: &str, state: RegistrationState) -> (String, RegistrationState) {
    (name.to_owned(), state)
}

#[rstest]
#[tokio::test]
async fn seats_are_held_until_the_address_is_confirmed(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    let gathering = announced(&store, 2).await;
    let unconfirmed = store.register(gathering.id, &group("anna", 2), false, &letter, NOW).await.unwrap();
    assert_eq!(unconfirmed, Registered::Unconfirmed(RegistrationId(1)));
    assert_eq!(register(&store, &gathering, "bert", 1, NOW).await, Registered::Waiting(RegistrationId(2)));
    assert_eq!(mails(&store, NOW).await, ["anna: Confirm { holds: true }", "bert: Waiting { position: 1 }"]);
    // Half an hour later nobody confirmed: the seats go on.
    let later = NOW.plus_seconds(1800);
    assert_eq!(store.gatherings_due(NOW.plus_seconds(1799)).await.unwrap(), []);
    assert_eq!(store.gatherings_due(later).await.unwrap(), [gathering.id]);
    store.share_out_seats(gathering.id, &letter, later).await.unwrap();
    store.share_out_seats(gathering.id, &letter, later).await.unwrap();
    let until = later.plus_seconds(48 * 3600);
    assert_eq!(mails(&store, NOW).await, [format!("bert: Offered {{ until: {until} }}")]);
    let over = store.confirm_registration("anna Confirm { holds: true }", &letter, later).await;
    assert!(matches!(over, Err(GatheringError::Over)));
    store.accept_seat(&format!("bert Offered {{ until: {until} }}"), &letter, later).await.unwrap();
    assert_eq!(
        states(&store, gathering.id).await,
        [is("anna", RegistrationState::Lapsed), is("bert", RegistrationState::Registered)]
    );
}

#[rstest]
#[tokio::test]
async fn group_is_not_split_and_offer_goes_to_the_next(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    let gathering = announced(&store, 3).await;
    for (name, persons) in [("anna", 2), ("bert", 1), ("carla", 3), ("daan", 1)] {
        register(&store, &gathering, name, persons, NOW).await;
    }
    mails(&store, NOW).await;
    let (_, _, position) = store.registration("daan Waiting { position: 2 }", NOW).await.unwrap().unwrap();
    assert_eq!(position, Some(2));
    // One seat is not enough for the three of Carla, and Daan does not pass them.
    store.withdraw_registration("bert Seated", &letter, NOW).await.unwrap();
    assert_eq!(mails(&store, NOW).await, ["bert: Withdrawn"]);
    store.withdraw_registration("anna Seated", &letter, NOW).await.unwrap();
    let until = NOW.plus_seconds(48 * 3600);
    let offered = format!("Offered {{ until: {until} }}");
    assert_eq!(mails(&store, NOW).await, ["anna: Withdrawn".to_owned(), format!("carla: {offered}")]);
    // Carla does not answer; Daan is next, from the moment at which her offer ran out.
    store.share_out_seats(gathering.id, &letter, until.plus_seconds(3600)).await.unwrap();
    let next = format!("daan: Offered {{ until: {} }}", until.plus_seconds(48 * 3600));
    assert_eq!(mails(&store, NOW).await, ["carla: Expired".to_owned(), next]);
    let over = store.accept_seat(&format!("carla {offered}"), &letter, until.plus_seconds(3600)).await;
    assert!(matches!(over, Err(GatheringError::Over)));
    // Who comes back is at the end of the line: there are two seats left.
    let again = register(&store, &gathering, "carla", 2, until.plus_seconds(7200)).await;
    assert_eq!(again, Registered::Seated(RegistrationId(5)));
}

#[rstest]
#[tokio::test]
async fn address_registers_once(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    let gathering = announced(&store, 3).await;
    assert_eq!(register(&store, &gathering, "anna", 1, NOW).await, Registered::Seated(RegistrationId(1)));
    assert_eq!(register(&store, &gathering, "anna", 3, NOW).await, Registered::Known(RegistrationId(1)));
    assert_eq!(mails(&store, NOW).await, ["anna: Seated", "anna: Known"]);
    assert_eq!(store.seats(NOW).await.unwrap()[0].taken, 1);
    // Once withdrawn, it is a new one.
    store.withdraw_registration("anna Known", &letter, NOW).await.unwrap();
    let again = store.register(gathering.id, &group("anna", 3), false, &letter, NOW).await.unwrap();
    assert_eq!(again, Registered::Unconfirmed(RegistrationId(2)));
}

#[rstest]
#[tokio::test]
async fn nobody_registers_for_what_is_closed_full_or_too_small(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    let gathering = announced(&store, 2).await;
    let refused = async |persons, now| store.register(gathering.id, &group("anna", persons), true, &letter, now).await;
    assert!(matches!(refused(3, NOW).await, Err(GatheringError::TooMany(2))));
    assert!(matches!(refused(1, at("2026-10-01T00:00:00Z")).await, Err(GatheringError::Closed)));
    assert!(matches!(refused(1, at("2027-01-12T23:15:00Z")).await, Err(GatheringError::Closed)));
    assert!(refused(1, at("2027-01-12T23:14:59Z")).await.is_ok(), "in the grace");
    let draft = store.make_gathering(&new(3), NOW).await.unwrap();
    let closed = store.register(draft, &group("anna", 1), true, &letter, NOW).await;
    assert!(matches!(closed, Err(GatheringError::Closed)));
    let mut without = new(1);
    without.content.waiting_list = false;
    let id = store.make_gathering(&without, NOW).await.unwrap();
    store.announce_gathering(id, None, NOW).await.unwrap();
    store.register(id, &group("bert", 1), false, &letter, NOW).await.unwrap();
    let full = store.register(id, &group("carla", 1), false, &letter, NOW).await;
    assert!(matches!(full, Err(GatheringError::Full)));
}

#[rstest]
#[tokio::test]
async fn seat_is_handed_over_at_the_same_place(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    let gathering = announced(&store, 1).await;
    register(&store, &gathering, "anna", 1, NOW).await;
    register(&store, &gathering, "bert", 1, NOW).await;
    mails(&store, NOW).await;
    let to = |name: &str| Email::parse(&format!("{name}@school.nl")).unwrap();
    let known = store.hand_over("anna Seated", ("Bert", &to("bert")), &letter, NOW).await;
    assert!(matches!(known, Err(GatheringError::Known)));
    store.hand_over("anna Seated", ("Carla", &to("carla")), &letter, NOW).await.unwrap();
    assert_eq!(mails(&store, NOW).await, ["anna: Withdrawn", "carla: HandedOver"]);
    assert!(store.registration("anna Seated", NOW).await.unwrap().is_none(), "her link works no longer");
    let (carla, ..) = store.registration("Carla HandedOver", NOW).await.unwrap().unwrap();
    assert_eq!((carla.state, &*carla.wishes), (RegistrationState::Registered, ""));
}

#[rstest]
#[tokio::test]
async fn move_is_told_once_to_everybody_it_concerns(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    let person = person(&store, "org@school.nl", Role::Organiser).await;
    let gathering = announced(&store, 1).await;
    register(&store, &gathering, "anna", 1, NOW).await;
    register(&store, &gathering, "bert", 1, NOW).await;
    register(&store, &gathering, "carla", 1, NOW).await;
    store.withdraw_registration("carla Waiting { position: 2 }", &letter, NOW).await.unwrap();
    mails(&store, NOW).await;
    let mut later = gathering.content.clone();
    later.begins = BEGINS.plus_seconds(3600);
    let moved = store.change_gathering(&gathering, &later, Some(&venue()), person, &letter, NOW).await.unwrap();
    assert!(moved);
    assert_eq!(mails(&store, NOW).await, ["anna: Moved", "bert: Moved"]);
    let stale = store.change_gathering(&gathering, &later, Some(&venue()), person, &letter, NOW).await;
    assert!(matches!(stale, Err(GatheringError::Changed)));
    // Another text is no move; more seats go to who waits.
    let after = store.gathering(gathering.id).await.unwrap().unwrap();
    assert_eq!(after.sequence, 1);
    let mut larger = after.content.clone();
    larger.room.seats += 1;
    larger.summary = "Nieuw".into();
    assert!(!store.change_gathering(&after, &larger, Some(&venue()), person, &letter, NOW).await.unwrap());
    assert_eq!(mails(&store, NOW).await.len(), 1);
    let after = store.gathering(gathering.id).await.unwrap().unwrap();
    assert_eq!(after.sequence, 1);
    let mut online = after.content.clone();
    online.mode = GatheringMode::Online;
    let used = store.change_gathering(&after, &online, None, person, &letter, NOW).await;
    assert!(matches!(used, Err(GatheringError::InUse(_))));
}

#[rstest]
#[tokio::test]
async fn lowering_the_number_of_seats_unseats_nobody(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    let person = person(&store, "org@school.nl", Role::Organiser).await;
    let gathering = announced(&store, 3).await;
    register(&store, &gathering, "anna", 3, NOW).await;
    let mut smaller = gathering.content.clone();
    smaller.room.seats = 3;
    store.change_gathering(&gathering, &smaller, Some(&venue()), person, &letter, NOW).await.unwrap();
    assert_eq!(states(&store, gathering.id).await, [is("anna", RegistrationState::Registered)]);
    assert_eq!(register(&store, &gathering, "bert", 1, NOW).await, Registered::Waiting(RegistrationId(2)));
}

#[rstest]
#[tokio::test]
async fn cancelling_tells_everybody_once_and_calendars_of_who_had_a_seat(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    let person = person(&store, "org@school.nl", Role::Organiser).await;
    let gathering = announced(&store, 2).await;
    register(&store, &gathering, "anna", 1, NOW).await;
    register(&store, &gathering, "bert", 2, NOW).await;
    store.register(gathering.id, &group("carla", 1), false, &letter, NOW).await.unwrap();
    mails(&store, NOW).await;
    for _ in 0..2 {
        store.cancel_gathering(gathering.id, "Er is ijzel.", person, &letter, NOW).await.unwrap();
    }
    assert_eq!(mails(&store, NOW).await, ["anna: Cancelled { seated: true }", "bert: Cancelled { seated: false }"]);
    let after = store.gathering(gathering.id).await.unwrap().unwrap();
    assert_eq!((after.status, after.sequence, &*after.reason), (GatheringStatus::Cancelled, 1, "Er is ijzel."));
    assert!(states(&store, gathering.id).await.iter().all(|(_, state)| *state == RegistrationState::Cancelled));
}

#[rstest]
#[tokio::test]
async fn one_of_a_series_is_in_the_series_of_the_other(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    let first = store.make_gathering(&new(1), NOW).await.unwrap();
    let second = store.make_gathering(&NewGathering { series: Some(first), ..new(1) }, NOW).await.unwrap();
    let third = store.make_gathering(&NewGathering { series: Some(second), ..new(1) }, NOW).await.unwrap();
    assert_eq!(store.gathering(third).await.unwrap().unwrap().series, first);
    store.delete_gathering(first).await.unwrap();
    assert_eq!(store.gathering(third).await.unwrap().unwrap().series, second);
    assert_eq!(store.gatherings().await.unwrap(), [], "drafts are not public");
    assert_eq!(store.all_gatherings().await.unwrap().len(), 2);
}

#[rstest]
#[tokio::test]
async fn wishes_go_after_a_week_and_names_after_a_school_year(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    let gathering = announced(&store, 5).await;
    register(&store, &gathering, "anna", 1, NOW).await;
    let forget = async |days: i64| {
        let ago = |period: i64| gathering.content.ends.plus_seconds((days - period) * 86_400 + 1);
        let (wishes, names) = (ago(WISHES_DAYS), ago(NAMES_DAYS));
        let past = Cutoffs { now: NOW, unconfirmed: NOW, forms: NOW, mails: NOW, audit: NOW, wishes, names };
        store.forget(&past).await.unwrap();
        store.registrations(gathering.id).await.unwrap().remove(0)
    };
    assert_eq!(forget(WISHES_DAYS - 1).await.wishes, "vegetarisch");
    let after_a_week = forget(WISHES_DAYS).await;
    assert_eq!((&*after_a_week.wishes, &*after_a_week.name), ("", "anna"));
    let after_a_year = forget(NAMES_DAYS).await;
    assert_eq!((&*after_a_year.name, after_a_year.email, &*after_a_year.school), ("", None, ""));
    assert_eq!(after_a_year.state, RegistrationState::Registered, "that somebody came is left");
}

#[rstest]
#[tokio::test]
async fn who_is_erased_leaves_their_seat_to_the_next(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    let gathering = announced(&store, 1).await;
    let anna = person(&store, "anna@school.nl", Role::Organiser).await;
    register(&store, &gathering, "anna", 1, NOW).await;
    register(&store, &gathering, "bert", 1, NOW).await;
    mails(&store, NOW).await;
    store.erase(anna, "2026-11-21", NOW).await.unwrap();
    assert_eq!(store.gatherings_due(NOW).await.unwrap(), [gathering.id]);
    store.share_out_seats(gathering.id, &letter, NOW).await.unwrap();
    assert_eq!(mails(&store, NOW).await.len(), 1);
    assert_eq!(states(&store, gathering.id).await[0], is("", RegistrationState::Withdrawn));
}

#[rstest]
#[tokio::test(flavor = "multi_thread")]
async fn two_hundred_at_once_get_forty_seats(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    let gathering = announced(&store, 40).await;
    let mut tasks = Vec::new();
    for number in 0..200_u32 {
        let (store, id) = (store.clone(), gathering.id);
        tasks.push(tokio::spawn(async move {
            let new = group(&format!("g{number}"), number % 3 + 1);
            // Others may keep writing for too long: the same again.
            while let Err(error) = store.register(id, &new, true, &letter, NOW).await {
                assert!(matches!(error, GatheringError::Store(StoreError::Busy)), "{error}");
            }
        }));
    }
    for task in tasks {
        task.await.unwrap();
    }
    let all = store.registrations(gathering.id).await.unwrap();
    assert_eq!(all.len(), 200);
    let seated: Vec<&Registration> = all.iter().filter(|one| one.state == RegistrationState::Registered).collect();
    let taken: u32 = seated.iter().map(|one| one.persons).sum();
    let first = all.iter().filter(|one| one.state == RegistrationState::Waiting).min_by_key(|one| one.id).unwrap();
    assert!(taken <= 40 && taken + first.persons > 40, "{taken} seats, and {} wait", first.persons);
    assert!(seated.iter().all(|one| one.id < first.id), "in the order in which they came");
}

#[rstest]
#[tokio::test]
async fn programme_is_published_as_a_whole_and_told_to_whom_it_changed(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    let organiser = person(&store, "org@school.nl", Role::Organiser).await;
    let gathering = announced(&store, 5).await;
    let mut owned = Vec::new();
    for name in ["anna", "bert", "carla"] {
        let owner = person(&store, &format!("{name}@school.nl"), Role::Editor).await;
        let id = store.send_in_known(&sending(name), owner, &Mail::default(), NOW, NOW).await.unwrap();
        store.decide(id, 1, organiser, &Decision::Publish, None, NOW).await.unwrap();
        store.offer_pitch(gathering.id, id, "", owner, NOW).await.unwrap();
        store.offer_pitch(gathering.id, id, "Nog eens", owner, NOW).await.unwrap();
        owned.push(id);
    }
    mails(&store, NOW).await;
    let slot = |initiative: InitiativeId, after: i64| Slot {
        begins: BEGINS.plus_seconds(after),
        ends: BEGINS.plus_seconds(after + 600),
        kind: SlotKind::Pitch,
        title: String::new(),
        room: "Aula".into(),
        initiative: Some(initiative),
    };
    store.add_slot(gathering.id, &slot(owned[0], 0), NOW).await.unwrap();
    store.add_slot(gathering.id, &slot(owned[1], 600), NOW).await.unwrap();
    store.decline_pitch(gathering.id, owned[2]).await.unwrap();
    assert!(matches!(store.decline_pitch(gathering.id, owned[0]).await, Err(GatheringError::Decided)));
    assert!(matches!(store.withdraw_pitch(gathering.id, owned[1]).await, Err(GatheringError::Decided)));
    // Nothing is said before it is published.
    assert!(store.programme(gathering.id, true).await.unwrap().is_empty() && mails(&store, NOW).await.is_empty());
    assert_eq!(store.pitched(owned[0]).await.unwrap(), []);
    let tell = |_: &Gathering, news: &PitchNews, to: &Email| Mail {
        recipient: to.to_string(),
        subject: format!("{} {}", news.slot.is_some(), news.known),
        ..Mail::default()
    };
    let publish = async || store.publish_programme(gathering.id, organiser, tell, NOW).await.unwrap();
    assert_eq!(publish().await, 2);
    assert_eq!(mails(&store, NOW).await, ["anna: true false", "bert: true false"]);
    assert_eq!(publish().await, 0, "nothing changed");
    assert_eq!(store.pitched(owned[0]).await.unwrap()[0].slot.begins, BEGINS);
    // Bert goes, and Anna is later: only they are told.
    let draft = store.programme(gathering.id, false).await.unwrap();
    for kept in &draft {
        store.remove_slot(gathering.id, kept.id).await.unwrap();
        store.remove_slot(gathering.id, kept.id).await.unwrap();
    }
    store.add_slot(gathering.id, &slot(owned[0], 1200), NOW).await.unwrap();
    assert_eq!(publish().await, 2);
    assert_eq!(mails(&store, NOW).await, ["anna: true true", "bert: false true"]);
    let states: Vec<_> = store.pitches(gathering.id).await.unwrap().iter().map(|one| one.state).collect();
    assert_eq!(states, [PitchState::Accepted, PitchState::Offered, PitchState::Declined]);
    // The draft moves along with the gathering.
    let mut later = gathering.content.clone();
    (later.begins, later.ends) = (later.begins.plus_seconds(3600), later.ends.plus_seconds(3600));
    store.change_gathering(&gathering, &later, Some(&venue()), organiser, &letter, NOW).await.unwrap();
    let draft = store.programme(gathering.id, false).await.unwrap();
    assert_eq!(draft[0].slot.begins, BEGINS.plus_seconds(4800));
}

#[rstest]
#[tokio::test]
async fn owner_opens_visit_moments(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    let owner = person(&store, "anna@school.nl", Role::Editor).await;
    let bert = person(&store, "bert@kaart.nl", Role::Editor).await;
    let id = store.send_in_known(&sending("Robots"), owner, &Mail::default(), NOW, NOW).await.unwrap();
    let content = new(3).content;
    let open = async |listed| store.open_visit(id, (&content, &venue()), listed, owner, NOW).await;
    assert!(matches!(open(true).await, Err(GatheringError::Gone)), "not on the map yet");
    store.decide(id, 1, bert, &Decision::Publish, None, NOW).await.unwrap();
    let (seen, quiet) = (open(true).await.unwrap(), open(false).await.unwrap());
    let on_agenda: Vec<_> = store.gatherings().await.unwrap().iter().map(|one| one.id).collect();
    assert_eq!(on_agenda, [seen]);
    assert_eq!(store.visits(id).await.unwrap().len(), 2);
    assert_eq!(store.all_gatherings().await.unwrap(), [], "not of organisers");
    let visit = store.gathering(quiet).await.unwrap().unwrap();
    assert_eq!(register(&store, &visit, "carla", 3, NOW).await, Registered::Seated(RegistrationId(1)));
}

//! Gatherings on the day and afterwards: who was there, who is told, and what is left of it.

use domain::{
    Email, Gathering, GatheringId, InitiativeId, Moment, PersonId, Role,
    gathering::{Evaluation, RawReport, ReportContent, Usefulness, registration::NAMES_DAYS},
};
use rstest::rstest;
use store::{
    CheckedIn, Cutoffs, GatheringError, LinkedMail, Mail, Registration, RegistrationNotice, Seat, Store, Telling,
};

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

/// What mails that wait say, as "who: what"; they leave.
async fn mails(store: &Store) -> Vec<String> {
    let mut told = Vec::new();
    while let Some(waiting) = store.next_mail(at("2031-01-01T00:00:00Z")).await.unwrap() {
        store.mail_sent(waiting.id, NOW).await.unwrap();
        let who = waiting.mail.recipient.split('@').next().unwrap_or_default().to_owned();
        told.push(format!("{who}: {}", waiting.mail.subject));
    }
    told
}

/// Does what is due at a moment, twice, and gives what was told.
async fn told(store: &Store, now: Moment) -> Vec<String> {
    let nudge = |_: &Gathering, email: &Email| Mail {
        recipient: email.to_string(),
        subject: "Nudge".into(),
        ..Mail::default()
    };
    // Every mail has a link of its own.
    let letter = |gathering: &Gathering, one: &Registration, notice: RegistrationNotice| {
        let linked = letter(gathering, one, notice);
        let token =
            if notice == RegistrationNotice::Reminder { format!("{} {now}", linked.token) } else { linked.token };
        LinkedMail { token, ..linked }
    };
    for _ in 0..2 {
        for (id, telling) in store.tellings_due(now).await.unwrap() {
            match telling {
                Telling::Report(_) => store.nudge_report(id, telling, &nudge, now).await.unwrap(),
                _ => store.tell_registered(id, telling, &letter, now).await.unwrap(),
            }
        }
    }
    mails(store).await
}

fn report(lessons: &str) -> ReportContent {
    let raw = RawReport { resultaten: "Veel gezien.".into(), lessen: lessons.into(), ..RawReport::default() };
    ReportContent::parse(&raw).unwrap()
}

#[rstest]
#[tokio::test]
async fn reminder_comes_once_and_again_for_another_day(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    let (gathering, organiser) = open(&store).await;
    register(&store, &gathering, "anna", 1).await;
    store.register(gathering.id, &group("carla", 1), false, &letter, NOW).await.unwrap();
    mails(&store).await;
    assert!(told(&store, at("2027-01-17T14:59:59Z")).await.is_empty());
    let due = at("2027-01-17T15:00:00Z");
    assert_eq!(told(&store, due).await, ["anna: Reminder"]);
    assert!(told(&store, due.plus_seconds(3600)).await.is_empty());
    let mut later = gathering.content.clone();
    (later.begins, later.ends) = (later.begins.plus_seconds(86_400), later.ends.plus_seconds(86_400));
    let venue = crate::common::gathering::venue();
    store.change_gathering(&gathering, &later, Some(&venue), organiser, &letter, due).await.unwrap();
    mails(&store).await;
    assert!(told(&store, due.plus_seconds(3600)).await.is_empty());
    assert_eq!(told(&store, due.plus_seconds(86_400)).await, ["anna: Reminder"]);
    assert!(told(&store, later.begins).await.is_empty(), "too late");
}

#[rstest]
#[tokio::test]
async fn who_was_there_is_asked_once_and_nothing_says_who_answered(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    let (gathering, _) = open(&store).await;
    for name in ["anna", "bert", "carla"] {
        register(&store, &gathering, name, 1).await;
    }
    mails(&store).await;
    let morning = at("2027-01-20T08:00:00Z");
    assert!(told(&store, morning).await.is_empty(), "not unless the organiser wants it");
    store.set_evaluated(gathering.id, true, NOW).await.unwrap();
    for seat in seats(&store, gathering.id).await.iter().take(2) {
        store.check_in(gathering.id, KEY, &seat.code, DAY).await.unwrap();
    }
    assert!(told(&store, morning.plus_seconds(-1)).await.is_empty());
    assert_eq!(told(&store, morning).await, ["anna: Evaluation", "bert: Evaluation"]);
    assert!(told(&store, morning.plus_seconds(86_400)).await.is_empty());
    let answer = Evaluation { useful: Usefulness::Useful, takes: "Kijken".into(), better: String::new() };
    store.evaluate("anna Evaluation", &answer, morning).await.unwrap();
    let again = store.evaluate("anna Evaluation", &answer, morning).await;
    assert!(matches!(again, Err(GatheringError::Answered)));
    let late = store.evaluate("bert Evaluation", &answer, gathering.evaluation_closes()).await;
    assert!(matches!(late, Err(GatheringError::NoEvaluation)));
    assert_eq!(store.evaluations(gathering.id).await.unwrap(), [answer]);
    assert!(store.evaluation_link("anna Evaluation").await.unwrap().unwrap().1);
}

#[rstest]
#[tokio::test]
async fn everybody_with_a_seat_is_asked_when_nobody_was_checked_in(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    let gathering = announced(&store, 1).await;
    register(&store, &gathering, "anna", 1).await;
    register(&store, &gathering, "bert", 1).await;
    mails(&store).await;
    store.set_evaluated(gathering.id, true, NOW).await.unwrap();
    assert_eq!(told(&store, at("2027-01-20T08:00:00Z")).await, ["anna: Evaluation"], "who waited was not there");
}

#[rstest]
#[tokio::test]
async fn whoever_announced_it_is_asked_for_a_report_twice(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    let organiser = person(&store, "org@school.nl", Role::Organiser).await;
    let id = store.make_gathering(&crate::common::gathering::new(3), NOW).await.unwrap();
    store.announce_gathering(id, Some(organiser), NOW).await.unwrap();
    assert!(told(&store, at("2027-01-22T07:59:59Z")).await.is_empty());
    assert_eq!(told(&store, at("2027-01-22T08:00:00Z")).await, ["org: Nudge"]);
    assert!(told(&store, at("2027-01-26T07:59:59Z")).await.is_empty());
    let week = at("2027-01-26T08:00:00Z");
    store.write_report(id, None, &report(""), organiser, week).await.unwrap();
    assert!(told(&store, week).await.is_empty(), "there is one");
}

#[rstest]
#[tokio::test]
async fn report_is_changed_as_it_was_seen_and_teaches_the_next(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    let (gathering, organiser) = open(&store).await;
    let over = gathering.content.ends;
    let early = store.write_report(gathering.id, None, &report(""), organiser, over.plus_seconds(-1)).await;
    assert!(matches!(early, Err(GatheringError::NotOver)));
    store.write_report(gathering.id, None, &report(""), organiser, over).await.unwrap();
    let stale = store.write_report(gathering.id, None, &report("x"), organiser, over).await;
    assert!(matches!(stale, Err(GatheringError::ReportChanged)));
    assert_eq!(store.last_report(gathering.series).await.unwrap(), None, "it taught nothing");
    let seen = store.gathering_report(gathering.id).await.unwrap().unwrap();
    let with_initiative = ReportContent { initiatives: vec![InitiativeId(7)], ..report("Begin eerder.") };
    store.write_report(gathering.id, Some(&seen), &with_initiative, organiser, over).await.unwrap();
    let (of, last) = store.last_report(gathering.series).await.unwrap().unwrap();
    assert_eq!((of.id, last.content), (gathering.id, with_initiative));
}

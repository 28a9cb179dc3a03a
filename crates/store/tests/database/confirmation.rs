//! Mailed links of every kind: what stood in mailboxes before there was one table for them keeps working.

use domain::{Email, InitiativeId, Moment, PersonId, ProposalKind, questions::Question};
use store::{Mail, OwnershipError, OwnershipNotice, Relayed, Store};

use crate::common::{LATER, NOW, On, On::*, at, inside::Inside};
use rstest::rstest;

const BEFORE: Moment = at("2026-11-21T12:00:00Z");
const END: Moment = at("2030-01-01T00:00:00Z");

/// The rows of a database that was last opened by a program that knew migration 11.
const OLD: &[&str] = &[
    "insert into person values (1, 'anna@school.nl', 'Anna', '', '2026-01-01T00:00:00Z'), \
     (2, 'bert@school.nl', 'Bert', '', '2026-01-01T00:00:00Z'), \
     (3, 'carla@school.nl', '', '', '2026-01-01T00:00:00Z')",
    "insert into initiative (id, key, status, title, summary, description, school, sectors, themes, stage, programme, \
     website, learning_question, outcomes, lon, lat, region, municipality, town, example, changed, period, site_code, \
     published) values \
     (1, 'a', 'gepubliceerd', 'Robots', 's', 'd', 'De School', '[\"po\"]', '[]', 'lopend', 'vrijplaats', \
     null, '', '[]', 5.7, 51.25, 'midden', 'Weert', 'Weert', 0, '2025-11-01T00:00:00Z', '', null, '2025-11-01T00:00:00Z'), \
     (2, null, 'concept', '', '', '', '', '[]', '[]', 'lopend', 'vrijplaats', \
     null, '', '[]', 5.7, 51.25, 'midden', 'Weert', 'Weert', 0, '2026-11-21T19:00:00Z', '', null, null), \
     (3, 'c', 'gepubliceerd', 'Moestuin', 's', 'd', 'De School', '[\"po\"]', '[]', 'lopend', 'vrijplaats', \
     null, '', '[]', 5.7, 51.25, 'midden', 'Weert', 'Weert', 0, '2026-11-01T00:00:00Z', '', null, '2026-11-01T00:00:00Z')",
    "insert into version (initiative, number, state, person, sent, why, editor, decided, reason, title, summary, \
     description, school, sectors, themes, stage, programme, website, learning_question, outcomes, lon, lat, region, \
     municipality, town, period, site_code) values \
     (2, 1, 'onbevestigd', 3, '2026-11-21T19:00:00Z', '', null, null, '', 'Theater', 's', 'd', 'De School', '[\"po\"]', \
     '[]', 'lopend', 'vrijplaats', null, '', '[]', 5.7, 51.25, 'midden', 'Weert', 'Weert', '', null)",
    "insert into owner (initiative, person, shown) values (1, 1, 0)",
    "insert into sign_in (token, code, email, initiative, expires, misses, used) values \
     ('in', 'c1', 'anna@school.nl', null, '2026-11-22T20:00:00Z', 0, null), \
     ('sent', 'c2', 'carla@school.nl', 2, '2026-11-22T20:00:00Z', 0, null), \
     ('by code', 'c3', 'bert@school.nl', null, '2026-11-22T20:00:00Z', 4, null), \
     ('guessed', 'c4', 'dirk@school.nl', null, '2026-11-22T20:00:00Z', 5, null), \
     ('used', 'c5', 'anna@school.nl', null, '2026-11-22T20:00:00Z', 0, '2026-11-21T19:00:00Z'), \
     ('over', 'c6', 'anna@school.nl', null, '2026-11-21T19:59:59Z', 0, null)",
    "insert into proposal (id, initiative, kind, person, email, why, made, expires) values \
     ('offer', 1, 'mede-eigenaar', 1, 'bert@school.nl', '', '2026-11-21T19:00:00Z', '2026-11-22T20:00:00Z'), \
     ('late offer', 1, 'overdracht', 1, 'carla@school.nl', '', '2026-11-01T19:00:00Z', '2026-11-21T19:59:59Z'), \
     ('claim', 3, 'claim', 2, '', 'Van ons', '2026-11-21T19:00:00Z', '')",
    "insert into question (token, initiative, name, email, body, expires) values \
     ('question', 1, 'Dirk', 'dirk@school.nl', 'Hoe dan?', '2026-11-22T20:00:00Z'), \
     ('other question', 1, 'Eva', 'eva@school.nl', 'Wat kost het?', '2026-11-22T20:00:00Z'), \
     ('late question', 1, 'Fien', 'fien@school.nl', 'Waarom?', '2026-11-21T19:59:59Z')",
    "insert into follow (id, email, query, created, told, mailed) values \
     (1, 'gijs@school.nl', 'regio=midden', '2026-11-21T19:00:00Z', 0, null), \
     (2, 'hans@school.nl', '', '2026-01-01T00:00:00Z', 0, '2026-01-02T00:00:00Z')",
    "insert into follow_link (token, follow) values ('follow', 1), ('followed', 2), ('news', 2)",
    "insert into freshness_link (token, initiative, person) values ('still true', 1, 1)",
];

/// A store on a database with one link of each kind from before there was one table for them.
async fn moved(on: On) -> (Store, Inside, crate::common::Place) {
    let place = on.place().await;
    let inside = place.inside().await;
    inside.migrate_to(11).await;
    for statement in OLD {
        inside.execute(statement).await;
    }
    (Store::open(&place.url).await.unwrap(), inside, place)
}

fn mail(text: &str) -> Mail {
    Mail { recipient: "a@b.nl".into(), subject: text.into(), text: text.into(), html: text.into(), ..Mail::default() }
}

fn received(_: &Email, title: &str) -> Mail {
    mail(title)
}

fn told(_: &OwnershipNotice) -> Mail {
    mail("told")
}

#[rstest]
#[tokio::test]
async fn links_to_sign_in_are_moved(#[values(Sqlite, Postgres)] on: On) {
    let (store, inside, _place) = moved(on).await;
    for (token, works) in [("in", true), ("sent", true), ("guessed", true), ("used", false), ("over", false)] {
        assert_eq!(store.arrival(token, NOW).await.unwrap().is_some(), works, "{token}");
    }
    let anna = store.arrive("in", None, Some(&received), NOW).await.unwrap().unwrap();
    assert_eq!((anna.person.id, anna.initiative, anna.confirmed), (PersonId(1), None, None));
    assert_eq!(store.arrive("in", None, Some(&received), NOW).await.unwrap(), None, "once");
    let carla = store.arrive("sent", None, Some(&received), NOW).await.unwrap().unwrap();
    assert_eq!((carla.initiative, carla.confirmed.as_deref()), (Some(InitiativeId(2)), Some("Theater")));
    assert!(store.owns(PersonId(3), InitiativeId(2)).await.unwrap());
    let by_code = async |token: &str, code: &str| store.arrive_by_code(token, code, NOW).await.unwrap().is_some();
    assert!(!by_code("guessed", "c4").await, "after five wrong ones");
    assert!(!by_code("guessed", "c3").await, "of another one");
    assert!(by_code("by code", "c3").await, "after four");
    assert!(store.arrive("guessed", None, None, NOW).await.unwrap().is_some(), "the link still works");
    assert_eq!(inside.number("select misses from confirmation where token = 'guessed'").await, 7);
}

#[rstest]
#[tokio::test]
async fn link_of_an_offer_is_moved(#[values(Sqlite, Postgres)] on: On) {
    let (store, _inside, _place) = moved(on).await;
    let offer = store.offered("offer", NOW).await.unwrap().unwrap();
    assert_eq!((offer.initiative, offer.kind, offer.expires), (InitiativeId(1), ProposalKind::CoOwner, Some(LATER)));
    for dead in ["late offer", "claim", "in"] {
        assert_eq!(store.offered(dead, NOW).await.unwrap(), None, "{dead}");
    }
    assert_eq!(store.proposals(InitiativeId(1), NOW).await.unwrap(), [offer]);
    assert_eq!(store.proposals(InitiativeId(1), BEFORE).await.unwrap().len(), 2, "before it was over");
    let claims = store.claims(NOW).await.unwrap();
    assert_eq!((claims.len(), &*claims[0].id, claims[0].expires), (1, "claim", None));
    let bert = store.person(PersonId(2)).await.unwrap().unwrap();
    assert!(matches!(store.accept("offer", &bert, &told, LATER).await, Err(OwnershipError::Gone)), "too late");
    assert_eq!(store.accept("offer", &bert, &told, NOW).await.unwrap(), InitiativeId(1));
    assert!(matches!(store.accept("offer", &bert, &told, NOW).await, Err(OwnershipError::Gone)), "once");
    assert!(store.owns(PersonId(2), InitiativeId(1)).await.unwrap());
}

#[rstest]
#[tokio::test]
async fn link_of_a_question_is_moved(#[values(Sqlite, Postgres)] on: On) {
    let (store, _inside, _place) = moved(on).await;
    for (token, text) in [("question", "Hoe dan?"), ("other question", "Wat kost het?")] {
        let (initiative, Question { text: asked, .. }) = store.held_question(token, NOW).await.unwrap().unwrap();
        assert_eq!((initiative, &*asked), (InitiativeId(1), text));
    }
    assert_eq!(store.held_question("late question", NOW).await.unwrap(), None);
    let letters = |_: InitiativeId, question: &Question, _: &[Email]| vec![mail(&question.text)];
    assert_eq!(store.relay_held("question", letters, NOW).await.unwrap(), Some(Relayed::Sent));
    assert_eq!(store.relay_held("question", letters, NOW).await.unwrap(), None, "once");
    assert!(store.held_question("other question", NOW).await.unwrap().is_some(), "the other one still waits");
    assert_eq!(store.next_mail(END).await.unwrap().unwrap().mail.subject, "Hoe dan?");
}

#[rstest]
#[tokio::test]
async fn links_of_followers_are_moved(#[values(Sqlite, Postgres)] on: On) {
    let (store, inside, _place) = moved(on).await;
    let since = at("2026-11-07T20:00:00Z");
    assert!(!store.follow("follow", since, NOW).await.unwrap().unwrap().confirmed);
    assert!(store.confirm_follow("follow", since, NOW).await.unwrap());
    assert!(store.confirm_follow("follow", since, END).await.unwrap(), "it never ends by itself");
    for token in ["followed", "news"] {
        assert!(store.follow(token, END, END).await.unwrap().unwrap().confirmed, "{token}");
    }
    assert!(store.end_follow("news", END).await.unwrap());
    assert!(!store.end_follow("followed", END).await.unwrap(), "the other link ends with it");
    assert_eq!(inside.number("select count(*) from confirmation where purpose = 'volgen'").await, 1);
}

#[rstest]
#[tokio::test]
async fn link_of_a_reminder_is_moved(#[values(Sqlite, Postgres)] on: On) {
    let (store, _inside, _place) = moved(on).await;
    assert_eq!(store.asked_by("still true", END).await.unwrap(), Some((InitiativeId(1), PersonId(1))));
    assert!(store.still_true(InitiativeId(1), PersonId(1), "", NOW).await.unwrap());
    assert_eq!(
        store.asked_by("still true", END).await.unwrap(),
        Some((InitiativeId(1), PersonId(1))),
        "it may be used again"
    );
    // Who is no owner any more can't answer.
    let bert = store.person(PersonId(2)).await.unwrap().unwrap();
    store.accept("offer", &bert, &told, NOW).await.unwrap();
    assert!(store.stop_owning(InitiativeId(1), PersonId(1), NOW).await.unwrap());
    assert_eq!(store.asked_by("still true", NOW).await.unwrap(), None);
}

#[rstest]
#[tokio::test]
async fn link_works_only_for_its_own_purpose(#[values(Sqlite, Postgres)] on: On) {
    let (store, inside, _place) = moved(on).await;
    let tokens = ["in", "offer", "question", "follow", "still true"];
    let bert = store.person(PersonId(2)).await.unwrap().unwrap();
    for token in tokens {
        let letters = |_: InitiativeId, _: &Question, _: &[Email]| Vec::new();
        assert_eq!(store.arrival(token, NOW).await.unwrap().is_some(), token == "in", "{token}");
        assert_eq!(store.offered(token, NOW).await.unwrap().is_some(), token == "offer", "{token}");
        assert_eq!(store.held_question(token, NOW).await.unwrap().is_some(), token == "question", "{token}");
        assert_eq!(store.follow(token, BEFORE, NOW).await.unwrap().is_some(), token == "follow", "{token}");
        assert_eq!(store.asked_by(token, NOW).await.unwrap().is_some(), token == "still true", "{token}");
        if token != "in" {
            assert_eq!(store.arrive(token, None, Some(&received), NOW).await.unwrap(), None, "{token}");
        }
        assert!(!store.confirm_by_link(token, &received, NOW).await.unwrap(), "{token}");
        if token != "offer" {
            assert!(store.accept(token, &bert, &told, NOW).await.is_err(), "{token}");
        }
        if token != "question" {
            assert_eq!(store.relay_held(token, letters, NOW).await.unwrap(), None, "{token}");
        }
        if token != "follow" {
            assert!(!store.end_follow(token, NOW).await.unwrap(), "{token}");
        }
    }
    for token in tokens {
        let there = format!("select 1 from confirmation where token = '{token}' and used is null");
        assert!(inside.any(&there).await, "{token} was not used up");
    }
}

#[rstest]
#[tokio::test]
async fn what_is_over_is_forgotten_with_what_waited_for_it(#[values(Sqlite, Postgres)] on: On) {
    let (store, inside, _place) = moved(on).await;
    let past = store::Cutoffs {
        now: NOW,
        unconfirmed: Moment::MIN,
        forms: Moment::MIN,
        mails: Moment::MIN,
        audit: Moment::MIN,
        wishes: Moment::MIN,
        names: Moment::MIN,
    };
    assert_eq!(store.forget(&past).await.unwrap().links, 2, "one used, one over");
    for (table, left) in [("confirmation", 11), ("proposal", 2), ("question", 2), ("follow", 2)] {
        assert_eq!(inside.number(&format!("select count(*) from {table}")).await, left, "{table}");
    }
}

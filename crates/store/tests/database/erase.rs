//! A person goes: afterwards neither their number, their name nor their address stands anywhere in the database, also
//! not in tables that came later.

use domain::{
    AuditAct, Decision, Email, InitiativeId, PersonId, ProposalKind, Region, Role, Scope, VersionState,
    reports::{Report, ReportSubject},
};
use store::{Membership, Offer, Profile, Session, Status, Store, StoreError};

use crate::common::{
    LATER, NOW, On,
    On::*,
    at,
    busy::{NAME, WHO, busy, fill, mail, person, sending},
    inside::{Column, Inside},
};
use rstest::rstest;

const DAY: &str = "2026-11-22";

/// Where the person still stands.
async fn left(inside: &Inside, person: PersonId) -> Vec<String> {
    let mut left = Vec::new();
    for table in inside.tables().await {
        for key in table.keys.iter().filter(|key| key.table == "person") {
            let column = &key.columns[0].0;
            if inside.any(&format!("select 1 from {} where {column} = {person}", table.name)).await {
                left.push(format!("{}.{column}", table.name));
            }
        }
        for Column { name, kind, .. } in &table.columns {
            for word in [WHO, NAME] {
                let word = word.replace('_', "\\_");
                let has =
                    format!("select 1 from {} where lower({name}) like lower('%{word}%') escape '\\'", table.name);
                // Mail to others says what it was written to say; it is kept until it has left.
                let to_others = table.name == "mail" && word == NAME;
                if kind == "text" && !to_others && inside.any(&has).await {
                    left.push(format!("{}.{name} says {word}", table.name));
                }
            }
        }
    }
    left
}

#[rstest]
#[tokio::test]
async fn whoever_goes_stands_nowhere_any_more(#[values(Sqlite, Postgres)] on: On) {
    let (store, place) = on.store().await;
    let (anna, public, waits) = busy(&store).await;
    let inside = place.inside().await;
    let other = inside.number("select id from person where email = 'bert@kaart.nl'").await;
    fill(&inside, anna, PersonId(other)).await;
    assert!(left(&inside, anna).await.len() >= 20, "there is something to erase");

    assert!(store.erase(anna, DAY, LATER).await.unwrap());
    assert_eq!(left(&inside, anna).await, [""; 0]);
    assert!(store.person(anna).await.unwrap().is_none());
    assert!(store.erase(anna, DAY, LATER).await.unwrap(), "twice is as good as once");

    // What is public stays, of nobody; what waited is taken back, and what never was public is gone.
    let (status, initiative) = store.initiative_with_status(public).await.unwrap().unwrap();
    assert_eq!((status, &*initiative.content.title), (Status::Published, "Openbaar"));
    let states: Vec<_> = store.versions(public).await.unwrap().iter().map(|v| v.state).collect();
    assert_eq!(states, [VersionState::Withdrawn, VersionState::Published]);
    assert!(store.initiative_with_status(waits).await.unwrap().is_none());
    assert!(store.named_owners(public).await.unwrap().is_empty());
    assert!(store.queue(None).await.unwrap().is_empty());
    let log: Vec<_> = store.audit("", 100).await.unwrap().into_iter().map(|e| (e.act, e.detail)).collect();
    assert!(log.contains(&(Ok(AuditAct::Invited), "organisator in alle regio’s".into())), "{log:?}");
    assert_eq!(log[0].0, Ok(AuditAct::Erased));
    let mut texts = Vec::new();
    while let Some(waiting) = store.next_mail(at("2099-01-01T00:00:00Z")).await.unwrap() {
        assert_eq!(waiting.mail.recipient, "bert@kaart.nl");
        texts.push(waiting.mail.text);
        store.mail_sent(waiting.id, LATER).await.unwrap();
    }
    assert!(texts.contains(&format!("{NAME} vraagt iets")), "{texts:?}");
    // Somebody who comes back is somebody new.
    assert_ne!(person(&store, WHO, Role::Organiser).await, anna);
}

#[rstest]
#[tokio::test]
async fn nothing_of_it_is_left_in_the_file(#[values(Sqlite, Postgres)] on: On) {
    let (store, place) = on.store().await;
    let (anna, ..) = busy(&store).await;
    let found = async || {
        // On a server the pages are not ours to read: what can be read is everything that is told.
        let told = everything(&store).await.concat().into_bytes();
        let files = std::fs::read_dir(place.folder.path()).unwrap();
        let files = files.map(|file| std::fs::read(file.unwrap().path()).unwrap()).chain([told]);
        files.filter(|bytes| bytes.windows(WHO.len()).any(|part| part == WHO.as_bytes())).count()
    };
    assert!(found().await > 0);
    assert!(store.erase(anna, DAY, LATER).await.unwrap());
    assert_eq!(found().await, 0);
}

/// Every line that the store tells.
async fn everything(store: &Store) -> Vec<String> {
    let mut export = store.full_export().await.unwrap();
    let mut lines = Vec::new();
    for table in std::mem::take(&mut export.tables) {
        let telling = export.rows(&table, |line| {
            lines.push(line.to_owned());
            Ok::<_, StoreError>(())
        });
        telling.await.unwrap();
    }
    lines
}

/// Something that is wrong with an initiative, in these words.
async fn reports(store: &Store, initiative: InitiativeId, reason: &str) {
    let report = Report { about: ReportSubject::Page, reason: reason.into(), email: None };
    store.report(initiative, &report, NOW).await.unwrap();
}

/// Somebody with this name, and an initiative of theirs.
async fn called(store: &Store, email: &str, name: &str) -> (PersonId, InitiativeId) {
    let person = person(store, email, Role::Organiser).await;
    store.introduce(person, &Profile { name: name.into(), job_title: String::new() }, NOW).await.unwrap();
    let own = store.send_in_known(&sending("Een eigen plek"), person, &mail(email, "binnen"), NOW, NOW).await.unwrap();
    (person, own)
}

#[rstest]
#[tokio::test]
async fn a_name_in_other_letters_is_struck_where_it_is_about_them(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    let (jansen, own) = called(&store, "j.jansen@school.nl", "Jan Jansen").await;
    let (bert, others) = called(&store, "bert@kaart.nl", "Bert Boer").await;
    store.decide(own, 1, bert, &Decision::Publish, None, NOW).await.unwrap();
    reports(&store, own, "Vraag het JAN\nJANSEN, niet Jan").await;
    reports(&store, others, "Jan Jansen is een andere, j.jansen@school.nl ook").await;
    store.queue_mail(&mail("bert@kaart.nl", "JAN JANSEN (J.JANSEN@SCHOOL.NL) belde"), NOW).await.unwrap();
    assert!(store.erase(jansen, DAY, LATER).await.unwrap());
    let reasons: Vec<_> = store.reports().await.unwrap().into_iter().map(|report| report.reason).collect();
    assert!(reasons.contains(&"Vraag het (gewist), niet Jan".to_owned()), "{reasons:?}");
    assert!(reasons.contains(&"Jan Jansen is een andere, (gewist) ook".to_owned()), "{reasons:?}");
    let told = everything(&store).await.join("\n");
    assert!(told.contains("JAN JANSEN ((gewist)) belde"), "{told}");
}

#[rstest]
#[tokio::test]
async fn a_longer_address_is_somebody_else(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    let (bakker, own) = called(&store, "bakker@school.nl", "").await;
    let (other, theirs) = called(&store, "s.bakker@school.nl", "").await;
    let texts = ["Mail S.Bakker@school.nl maar", "Mail bakker@school.nl.eu maar"];
    for text in texts {
        reports(&store, theirs, text).await;
        store.decide(own, 1, other, &Decision::Ask(text.into()), None, NOW).await.unwrap();
        store.queue_mail(&mail("s.bakker@school.nl", text), NOW).await.unwrap();
        store.undo(own, 1, other, at("2026-01-01T00:00:00Z"), NOW).await.unwrap();
    }
    for address in ["s.bakker@school.nl", "Bakker@School.nl"] {
        let session = Session { person: None, data: format!("{{\"adres\":\"{address}\"}}"), expires: LATER };
        store.keep_session(address, &session, NOW).await.unwrap();
    }
    let told = store.personal_data(bakker).await.unwrap();
    assert_eq!(told["logboek: waarin je adres staat"].as_array().unwrap().len(), 0, "{told}");
    assert!(store.erase(bakker, DAY, LATER).await.unwrap());
    assert!(store.session("s.bakker@school.nl", NOW).await.unwrap().is_some());
    assert!(store.session("Bakker@School.nl", NOW).await.unwrap().is_none());
    let told = everything(&store).await.join("\n");
    assert!(!told.contains("(gewist)"), "{told}");
    assert_eq!(texts.map(|text| told.matches(text).count()), [4, 4], "{told}");
}

#[rstest]
#[tokio::test]
async fn whatever_somebody_calls_themselves_nothing_of_others_changes(
    #[values(Sqlite, Postgres)] on: On,
    #[values("redacteur", "niet", "http", "kaart.nl", "De", "Los", "Noord", "De Proefschool", "Bert Boer")] name: &str,
) {
    let (store, _place) = on.store().await;
    let admin = person(&store, "beheer@kaart.nl", Role::Admin).await;
    let (bert, others) = called(&store, "bert@kaart.nl", "Bert Boer").await;
    let role = Membership { role: Role::Editor, scope: Scope::Region(Region::North), until: None };
    store
        .appoint_by(&Email::parse("noord@kaart.nl").unwrap(), &role, admin, &mail("noord@kaart.nl", "x"), NOW)
        .await
        .unwrap();
    let text = "Dit klopt niet, Bert Boer: zie http://kaart.nl/De van De Proefschool, redacteur Noord is Los";
    reports(&store, others, text).await;
    store.change(others, 1, bert, text, &sending("Beter"), NOW).await.unwrap();
    store
        .decide(others, 2, admin, &Decision::Decline(text.into()), Some((&mail("bert@kaart.nl", text), LATER)), NOW)
        .await
        .unwrap();
    let someone = person(&store, "iemand@kaart.nl", Role::Organiser).await;
    store.introduce(someone, &Profile { name: name.into(), job_title: String::new() }, NOW).await.unwrap();
    let before = everything(&store).await;
    assert!(store.erase(someone, DAY, LATER).await.unwrap());
    let after = everything(&store).await;
    let gone: Vec<_> = before.iter().filter(|line| !after.contains(line)).collect();
    let new: Vec<_> = after.iter().filter(|line| !before.contains(line)).collect();
    assert_eq!(
        (gone.len(), new.len()),
        (3, 3),
        "their person, role and what they did; and that they went: {gone:?} {new:?}"
    );
    assert!(gone.iter().all(|line| line.contains(&someone.to_string())), "{gone:?}");
    let of_nobody = ["\"email\":null", "\"person\":null,\"act\":\"naam veranderd\"", "\"gewist\""];
    assert!(new.iter().all(|line| of_nobody.iter().any(|part| line.contains(part))), "{new:?}");
}

#[rstest]
#[tokio::test]
async fn what_is_offered_by_who_goes_is_not_mailed_any_more(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    let (anna, own) = called(&store, "anna@school.nl", "Anna Voorbeeld").await;
    let to = Email::parse("derde@elders.nl").unwrap();
    let offer = Offer {
        id: "o",
        token: "t",
        initiative: own,
        kind: ProposalKind::CoOwner,
        giver: anna,
        to: &to,
        expires: LATER,
    };
    store.offer(&offer, &mail("derde@elders.nl", "Anna Voorbeeld nodigt je uit"), NOW).await.unwrap();
    assert!(everything(&store).await.concat().contains("nodigt je uit"));
    assert!(store.erase(anna, DAY, LATER).await.unwrap());
    let told = everything(&store).await.concat();
    assert!(!told.contains("nodigt je uit") && !told.contains("derde@elders.nl"), "{told}");
}

#[rstest]
#[tokio::test]
async fn an_address_in_many_lines_is_struck_in_each(#[values(Sqlite, Postgres)] on: On) {
    let (store, place) = on.store().await;
    let anna = person(&store, WHO, Role::Organiser).await;
    let inside = place.inside().await;
    for first in (0..2000).step_by(500) {
        let lines =
            (first..first + 500).map(|n| format!("({n}, '2026-11-21T20:00:00Z', 'gevraagd', 'vraag {n} aan {WHO}')"));
        let lines = lines.collect::<Vec<_>>().join(", ");
        inside.execute(&format!("insert into audit (id, at, act, detail) values {lines}")).await;
    }
    assert!(store.erase(anna, DAY, LATER).await.unwrap());
    let details: Vec<_> = store.audit("vraag", 5000).await.unwrap().into_iter().rev().map(|line| line.detail).collect();
    assert_eq!(details, (0..2000).map(|n| format!("vraag {n} aan (gewist)")).collect::<Vec<_>>());
}

#[rstest]
#[tokio::test]
async fn old_lines_of_the_log_know_their_member_by_number(#[values(Sqlite, Postgres)] on: On) {
    let place = on.place().await;
    let inside = place.inside().await;
    inside.migrate_to(13).await;
    inside
        .execute(
            "insert into person values (1, 'bert@kaart.nl', 'Bert', '', '2026-01-01T00:00:00Z'), \
             (2, 's.bert@kaart.nl', '', '', '2026-01-01T00:00:00Z'); \
             insert into audit (id, at, person, act, detail) values \
             (1, '2026-11-21T20:00:00Z', 1, 'uitgenodigd', 's.bert@kaart.nl: redacteur, noord'), \
             (2, '2026-11-21T20:00:00Z', 1, 'gevraagd', 'bert@kaart.nl: klopt dit?'), \
             (3, '2026-11-21T20:00:00Z', 1, 'beëindigd', 'weg@kaart.nl: redacteur, noord')",
        )
        .await;
    let store = Store::open(&place.url).await.unwrap();
    let lines: Vec<_> = store.audit("", 9).await.unwrap().into_iter().map(|line| (line.about, line.detail)).collect();
    let line = |about: &str, detail: &str| (about.to_owned(), detail.to_owned());
    let expected = [
        line("", "weg@kaart.nl: redacteur, noord"),
        line("", "bert@kaart.nl: klopt dit?"),
        line("s.bert@kaart.nl", "redacteur, noord"),
    ];
    assert_eq!(lines, expected);
    assert_eq!(store.audit("S.BERT", 9).await.unwrap().len(), 1, "found by their address");
}

#[rstest]
#[tokio::test]
async fn the_last_admin_stays(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    let first = person(&store, "een@kaart.nl", Role::Admin).await;
    let over = Membership { role: Role::Admin, scope: Scope::Everywhere, until: Some("2026-11-21".into()) };
    store.appoint(&Email::parse("oud@kaart.nl").unwrap(), &over, NOW).await.unwrap();
    assert!(!store.erase(first, DAY, LATER).await.unwrap(), "the other one's time is over");
    assert!(store.person(first).await.unwrap().is_some());
    let second = person(&store, "twee@kaart.nl", Role::Admin).await;
    assert!(store.erase(first, DAY, LATER).await.unwrap());
    assert!(!store.erase(second, DAY, LATER).await.unwrap());
}

#[rstest]
#[tokio::test]
async fn what_a_colleague_shares_keeps_waiting(#[values(Sqlite, Postgres)] on: On) {
    let (store, place) = on.store().await;
    let (anna, bert) =
        (person(&store, WHO, Role::Organiser).await, person(&store, "bert@kaart.nl", Role::Organiser).await);
    let shared = store.send_in_known(&sending("Samen"), anna, &mail(WHO, "binnen"), NOW, NOW).await.unwrap();
    let inside = place.inside().await;
    inside.execute(&format!("insert into owner (initiative, person) values ({shared}, {bert})")).await;
    assert!(store.erase(anna, DAY, LATER).await.unwrap());
    let queue = store.queue(None).await.unwrap();
    assert_eq!((queue.len(), queue[0].sender_id, &*queue[0].sender), (1, None, ""));
    assert!(store.owns(bert, shared).await.unwrap());
}

#[rstest]
#[tokio::test]
async fn everything_that_is_known_is_told(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    let (anna, public, _) = busy(&store).await;
    let told = store.personal_data(anna).await.unwrap();
    assert_eq!(told["persoon"][0]["e-mail"], WHO);
    assert_eq!(told["persoon"][0]["naam"], NAME);
    for (part, count) in [
        ("rollen", 2),
        ("initiatieven", 2),
        ("ingestuurd", 4),
        ("besloten als redacteur", 1),
        ("logboek: wat je deed", 6),
        ("logboek: over jou", 1),
        ("logboek: waarin je adres staat", 1),
        ("ingelogd op", 1),
        ("links om in te loggen", 1),
        ("concepten", 2),
    ] {
        assert_eq!(told[part].as_array().unwrap().len(), count, "{part}: {}", told[part]);
    }
    assert_eq!(told["initiatieven"][0]["nummer"], public.0);
    assert_eq!(told["initiatieven"][0]["naam getoond"], 1);
    assert_eq!(told["ingestuurd"][0]["sectoren"][1], "vo");
    assert!(told["mails die nog weg moeten"].as_array().unwrap().len() >= 4);
    assert!(!told.to_string().contains("bert@kaart.nl"), "of nobody else");
}

//! Who owns an initiative: claimed, offered, handed over, together.

use domain::{
    AuditAct, Decision, Email, InitiativeId, LngLat, Moment, PersonId, ProposalKind, Region, Role, Scope, VersionState,
};
use store::{
    Cutoffs, ImportRow, Mail, Membership, Offer, OwnershipError, OwnershipEvent, OwnershipNotice, Person, ReviewError,
    School, Store, Submission,
};

use crate::common::{LATER, NOW, On, On::*, at, row};
use rstest::rstest;

fn sending(title: &str) -> Submission {
    let ImportRow { content, position, located, .. } = row("", title);
    Submission { content, position, located, pictures: None }
}

/// A mail that says in its subject what it tells.
fn letter(notice: &OwnershipNotice) -> Mail {
    let subject = match &notice.told {
        OwnershipEvent::Yours => "van jou".to_owned(),
        OwnershipEvent::ClaimRefused(reason) => format!("nee, {reason}"),
        OwnershipEvent::JoinDeclined => "hoort er niet bij".to_owned(),
        OwnershipEvent::Overtaken => "een ander".to_owned(),
        OwnershipEvent::Asked => "gevraagd".to_owned(),
        OwnershipEvent::Accepted(kind) => format!("aangenomen {}", kind.slug()),
    };
    Mail { recipient: notice.to.clone(), subject, ..Mail::default() }
}

/// Every mail, as "to: subject", in order; they have left then.
async fn mails(store: &Store) -> Vec<String> {
    let mut said = Vec::new();
    while let Some(waiting) = store.next_mail(at("2099-01-01T00:00:00Z")).await.unwrap() {
        said.push(format!("{}: {}", waiting.mail.recipient, waiting.mail.subject));
        store.mail_sent(waiting.id, NOW).await.unwrap();
    }
    said
}

async fn person(store: &Store, email: &str) -> Person {
    let membership = Membership { role: Role::Editor, scope: Scope::Everywhere, until: None };
    store.appoint(&Email::parse(email).unwrap(), &membership, NOW).await.unwrap()
}

fn school(site_code: &str, name: &str, website: &str) -> School {
    School {
        site_code: site_code.to_owned(),
        brin: site_code[..4].to_owned(),
        name: name.to_owned(),
        kind: "basisschool".to_owned(),
        street: "Dorpsstraat 1".to_owned(),
        postcode: "6001AA".to_owned(),
        town: "Weert".to_owned(),
        website: (!website.is_empty()).then(|| website.to_owned()),
        position: LngLat::new(5.7064, 51.2518).unwrap(),
        region: Region::Mid,
        municipality: "Weert".to_owned(),
        board: None,
        example: false,
    }
}

/// One imported initiative of De School (17JB00), whose site is deproef.nl.
async fn imported(store: &Store) {
    store.import(&[row("a", "Robots in de klas")], NOW).await.unwrap();
    store.import_schools(&[school("17JB00", "De School", "https://www.deproef.nl/over")]).await.unwrap();
}

/// Somebody at the school owns it.
async fn owned(store: &Store) -> Person {
    imported(store).await;
    let anna = person(store, "anna@deproef.nl").await;
    assert!(store.claim(InitiativeId(1), &anna, "leraar", "claim", &letter, NOW).await.unwrap());
    mails(store).await;
    anna
}

async fn offered(
    store: &Store,
    kind: ProposalKind,
    giver: &Person,
    to: &str,
    token: &str,
) -> Result<(), OwnershipError> {
    let (id, to) = (format!("offer {token}"), Email::parse(to).unwrap());
    let offer = Offer { id: &id, token, initiative: InitiativeId(1), kind, giver: giver.id, to: &to, expires: LATER };
    let mail = Mail { recipient: to.to_string(), subject: "aangeboden".into(), ..Mail::default() };
    store.offer(&offer, &mail, NOW).await
}

async fn owners(store: &Store) -> Vec<String> {
    store.owners(InitiativeId(1)).await.unwrap().iter().map(|owner| owner.email.to_string()).collect()
}

#[rstest]
#[tokio::test]
async fn an_address_of_the_school_makes_an_owner_and_what_was_imported_a_first_version(
    #[values(Sqlite, Postgres)] on: On,
) {
    let (store, _place) = on.store().await;
    imported(&store).await;
    let (anna, editor) = (person(&store, "anna@deproef.nl").await, person(&store, "r@kaart.nl").await);
    assert!(
        !store.has_owner(InitiativeId(1)).await.unwrap() && store.versions(InitiativeId(1)).await.unwrap().is_empty()
    );
    assert!(store.claim(InitiativeId(1), &anna, "leraar", "c1", &letter, LATER).await.unwrap());
    assert_eq!(mails(&store).await, ["anna@deproef.nl: van jou"]);
    assert!(store.has_owner(InitiativeId(1)).await.unwrap() && store.owns(anna.id, InitiativeId(1)).await.unwrap());
    assert!(store.claims(LATER).await.unwrap().is_empty());

    let before = store.initiatives().await.unwrap();
    let versions = store.versions(InitiativeId(1)).await.unwrap();
    assert_eq!(versions.len(), 1);
    assert_eq!((versions[0].state, versions[0].sender_id), (VersionState::Published, None));
    assert_eq!((&*versions[0].why, &versions[0].initiative.content), ("Geïmporteerd", &before[0].content));
    assert_eq!(versions[0].initiative.changed, NOW);

    // Changed, published and undone like any other.
    let change = store.change(InitiativeId(1), 1, anna.id, "beter", &sending("Robots en meer"), LATER).await.unwrap();
    assert_eq!(change, 2);
    store.decide(InitiativeId(1), 2, editor.id, &Decision::Publish, None, LATER).await.unwrap();
    assert_eq!(store.initiatives().await.unwrap()[0].content.title, "Robots en meer");
    store.undo(InitiativeId(1), 2, editor.id, NOW, LATER).await.unwrap();
    assert_eq!(store.initiatives().await.unwrap(), before);
}

#[rstest]
#[tokio::test]
async fn importing_again_leaves_alone_what_has_an_owner(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    let anna = owned(&store).await;
    let editor = person(&store, "r@kaart.nl").await;
    store.change(InitiativeId(1), 1, anna.id, "", &sending("Door Anna veranderd"), NOW).await.unwrap();
    store.decide(InitiativeId(1), 2, editor.id, &Decision::Publish, None, NOW).await.unwrap();
    let (before, revision) = (store.initiatives().await.unwrap(), store.revision().await.unwrap());
    let report = store.import(&[row("a", "Uit het oude bestand")], LATER).await.unwrap();
    assert_eq!((report.added, report.updated, report.unchanged), (0, 0, 0));
    assert_eq!(report.owned, ["a"]);
    assert_eq!(store.initiatives().await.unwrap(), before);
    assert_eq!(store.revision().await.unwrap(), revision);
    // The others are imported as ever.
    let report = store.import(&[row("a", "Oud"), row("b", "Nieuw")], LATER).await.unwrap();
    assert_eq!((report.added, report.owned.len()), (1, 1));
}

#[rstest]
#[tokio::test]
async fn a_weaker_proof_goes_to_an_editor(#[values(Sqlite, Postgres)] on: On) {
    let by_name = |name: &str| {
        let mut row = row("a", "Robots");
        row.content.site_code = None;
        row.content.school = name.to_owned();
        row
    };
    let own = school("17JB00", "De School", "https://www.deproef.nl");
    let cases: [(&str, ImportRow, Vec<School>, &str, bool); 10] = [
        ("without a name", by_name(""), vec![school("17JB00", "", "https://deproef.nl")], "a@deproef.nl", false),
        ("by code", row("a", "R"), vec![own.clone()], "a@deproef.nl", true),
        (
            "a site of the same school",
            row("a", "R"),
            vec![own.clone(), school("17JB01", "Dependance", "https://deproef.nl")],
            "a@deproef.nl",
            true,
        ),
        ("another address", row("a", "R"), vec![own.clone()], "a@elders.nl", false),
        (
            "a host of two schools",
            row("a", "R"),
            vec![own.clone(), school("18XX00", "Andere", "http://deproef.nl/andere")],
            "a@deproef.nl",
            false,
        ),
        (
            "the host of a board",
            row("a", "R"),
            vec![
                school("17JB00", "De School", "https://a.bestuur.nl"),
                school("18XX00", "Andere", "https://b.bestuur.nl"),
            ],
            "a@bestuur.nl",
            false,
        ),
        (
            "anybody's host",
            row("a", "R"),
            vec![school("17JB00", "De School", "https://gmail.com")],
            "a@gmail.com",
            false,
        ),
        ("a school that is not known", row("a", "R"), vec![], "a@deproef.nl", false),
        ("by name and town", by_name("de school"), vec![own.clone()], "a@deproef.nl", true),
        (
            "a name that comes twice",
            by_name("De School"),
            vec![own.clone(), school("17JB01", "De School", "https://deproef.nl")],
            "a@deproef.nl",
            false,
        ),
    ];
    for (what, row, schools, email, proven) in cases {
        let (store, _place) = on.store().await;
        store.import(&[row], NOW).await.unwrap();
        store.import_schools(&schools).await.unwrap();
        let who = person(&store, email).await;
        assert_eq!(store.claim(InitiativeId(1), &who, "leraar", "c", &letter, NOW).await.unwrap(), proven, "{what}");
        assert_eq!(store.has_owner(InitiativeId(1)).await.unwrap(), proven, "{what}");
        assert_eq!(store.claims(NOW).await.unwrap().len(), usize::from(!proven), "{what}");
        assert_eq!(store.versions(InitiativeId(1)).await.unwrap().len(), usize::from(proven), "{what}");
    }
}

#[rstest]
#[tokio::test]
async fn examples_and_what_is_gone_are_nobodys_to_claim(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    let mut example = row("a", "Bedacht");
    example.example = true;
    store.import(&[example, row("b", "Weg")], NOW).await.unwrap();
    store.withdraw(InitiativeId(2), NOW).await.unwrap();
    let who = person(&store, "a@deproef.nl").await;
    let sent = store.send_in_known(&sending("Niet openbaar"), who.id, &Mail::default(), NOW, NOW).await.unwrap();
    for id in [InitiativeId(1), InitiativeId(2), sent, InitiativeId(99)] {
        assert!(matches!(store.claim(id, &who, "x", "c", &letter, NOW).await, Err(OwnershipError::Gone)), "{id}");
    }
}

#[rstest]
#[tokio::test]
async fn of_many_that_claim_at_once_only_one_wins(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    imported(&store).await;
    let mut tasks = Vec::new();
    for number in 0..8 {
        let (store, who) = (store.clone(), person(&store, &format!("p{number}@deproef.nl")).await);
        tasks.push(tokio::spawn(async move {
            store.claim(InitiativeId(1), &who, "leraar", &format!("c{number}"), &letter, NOW).await
        }));
    }
    let mut won = 0;
    for task in tasks {
        match task.await.unwrap() {
            Ok(true) => won += 1,
            other => assert!(matches!(other, Err(OwnershipError::OwnerChanged))),
        }
    }
    assert_eq!(
        (won, store.owners(InitiativeId(1)).await.unwrap().len(), store.versions(InitiativeId(1)).await.unwrap().len()),
        (1, 1, 1)
    );
}

#[rstest]
#[tokio::test]
async fn an_editor_grants_one_claim_and_the_others_hear_of_it(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    imported(&store).await;
    let (bert, carla) = (person(&store, "bert@gmail.com").await, person(&store, "carla@gmail.com").await);
    let editor = person(&store, "r@kaart.nl").await;
    for (who, id) in [(&bert, "b"), (&carla, "c"), (&editor, "e")] {
        assert!(!store.claim(InitiativeId(1), who, "leraar", id, &letter, NOW).await.unwrap());
    }
    assert!(matches!(
        store.claim(InitiativeId(1), &bert, "nog eens", "b2", &letter, NOW).await,
        Err(OwnershipError::AlreadyOpen)
    ));
    assert_eq!(store.claims(NOW).await.unwrap().len(), 3);
    // Not one's own, nor what competes with it.
    for id in ["e", "b"] {
        let settled = store.settle_claim(id, editor.id, None, &letter, NOW).await;
        assert!(matches!(settled, Err(OwnershipError::OwnWork)), "{id}");
    }
    let other = person(&store, "ander@kaart.nl").await;
    store.settle_claim("e", other.id, Some("geen leraar"), &letter, NOW).await.unwrap();
    assert_eq!(mails(&store).await, ["r@kaart.nl: nee, geen leraar"]);
    assert_eq!(store.audit("geen leraar", 9).await.unwrap()[0].act, Ok(AuditAct::ClaimRefused));

    let tasks: Vec<_> = ["b", "c"]
        .map(|id| {
            let (store, editor) = (store.clone(), if id == "b" { other.id } else { editor.id });
            tokio::spawn(async move { store.settle_claim(id, editor, None, &letter, NOW).await })
        })
        .into();
    let mut won = 0;
    for task in tasks {
        match task.await.unwrap() {
            Ok(()) => won += 1,
            refused => assert!(matches!(refused, Err(OwnershipError::Gone))),
        }
    }
    assert_eq!((won, store.owners(InitiativeId(1)).await.unwrap().len()), (1, 1));
    let mut said = mails(&store).await;
    said.sort();
    let (owner, loser) = if owners(&store).await == ["bert@gmail.com"] { ("bert", "carla") } else { ("carla", "bert") };
    let mut expected = [format!("{owner}@gmail.com: van jou"), format!("{loser}@gmail.com: een ander")];
    expected.sort();
    assert_eq!(said, expected);
    assert!(store.claims(NOW).await.unwrap().is_empty());
}

#[rstest]
#[tokio::test]
async fn handing_over_takes_two_and_works_once(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    let anna = owned(&store).await;
    let (bert, carla) = (person(&store, "bert@elders.nl").await, person(&store, "carla@elders.nl").await);
    let kind = ProposalKind::Handover;
    assert!(
        matches!(offered(&store, kind, &bert, "carla@elders.nl", "x").await, Err(OwnershipError::Gone)),
        "not an owner"
    );
    assert!(matches!(offered(&store, kind, &anna, "anna@deproef.nl", "x").await, Err(OwnershipError::AlreadyOwner)));
    offered(&store, kind, &anna, "bert@elders.nl", "t1").await.unwrap();
    assert!(
        matches!(offered(&store, kind, &anna, "carla@elders.nl", "t2").await, Err(OwnershipError::AlreadyOpen)),
        "one at a time"
    );
    assert_eq!(owners(&store).await, ["anna@deproef.nl"], "nothing yet");
    assert!(matches!(store.accept("t1", &carla, &letter, NOW).await, Err(OwnershipError::Gone)), "another's");
    assert!(matches!(store.accept("t1", &bert, &letter, LATER).await, Err(OwnershipError::Gone)), "too late");

    // Taken back, by an owner only, the link is dead and there is room for another.
    assert!(!store.take_back((InitiativeId(1), "offer t1"), bert.id, NOW).await.unwrap());
    assert!(store.take_back((InitiativeId(1), "offer t1"), anna.id, NOW).await.unwrap());
    assert!(!store.take_back((InitiativeId(1), "offer t1"), anna.id, NOW).await.unwrap());
    assert!(matches!(store.accept("t1", &bert, &letter, NOW).await, Err(OwnershipError::Gone)));
    offered(&store, kind, &anna, "bert@elders.nl", "t3").await.unwrap();
    mails(&store).await;

    let tasks: Vec<_> = (0..6)
        .map(|_| {
            let (store, bert) = (store.clone(), bert.clone());
            tokio::spawn(async move { store.accept("t3", &bert, &letter, NOW).await })
        })
        .collect();
    let mut won = 0;
    for task in tasks {
        match task.await.unwrap() {
            Ok(initiative) => won += initiative.0,
            refused => assert!(matches!(refused, Err(OwnershipError::Gone))),
        }
    }
    assert_eq!((won, owners(&store).await), (1, vec!["bert@elders.nl".to_owned()]));
    assert_eq!(mails(&store).await, ["bert@elders.nl: van jou", "anna@deproef.nl: aangenomen overdracht"]);
}

#[rstest]
#[tokio::test]
async fn an_offer_that_is_over_makes_room(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    let anna = owned(&store).await;
    offered(&store, ProposalKind::Handover, &anna, "bert@elders.nl", "t1").await.unwrap();
    assert_eq!(store.proposals(InitiativeId(1), LATER).await.unwrap().len(), 0);
    let to = Email::parse("carla@elders.nl").unwrap();
    let (kind, expires) = (ProposalKind::Handover, at("2026-12-21T00:00:00Z"));
    let offer =
        Offer { id: "offer t2", token: "t2", initiative: InitiativeId(1), kind, giver: anna.id, to: &to, expires };
    store.offer(&offer, &Mail::default(), LATER).await.unwrap();
}

#[rstest]
#[tokio::test]
async fn owners_share_and_one_stays(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    let anna = owned(&store).await;
    let bert = person(&store, "bert@elders.nl").await;
    let kind = ProposalKind::CoOwner;
    offered(&store, kind, &anna, "bert@elders.nl", "t1").await.unwrap();
    assert!(matches!(offered(&store, kind, &anna, "bert@elders.nl", "t2").await, Err(OwnershipError::AlreadyOpen)));
    offered(&store, kind, &anna, "carla@elders.nl", "t3").await.unwrap();
    assert!(!store.stop_owning(InitiativeId(1), anna.id, NOW).await.unwrap(), "the last one stays");
    mails(&store).await;
    assert_eq!(store.accept("t1", &bert, &letter, NOW).await.unwrap(), InitiativeId(1));
    assert_eq!(mails(&store).await, ["bert@elders.nl: van jou", "anna@deproef.nl: aangenomen mede-eigenaar"]);
    assert_eq!(owners(&store).await, ["anna@deproef.nl", "bert@elders.nl"]);
    assert!(matches!(offered(&store, kind, &anna, "bert@elders.nl", "t4").await, Err(OwnershipError::AlreadyOwner)));

    // Both leave at once: one stays, and what the other offered is off.
    let leave = |who: PersonId| {
        let store = store.clone();
        tokio::spawn(async move { store.stop_owning(InitiativeId(1), who, NOW).await.unwrap() })
    };
    let (one, other) = (leave(anna.id), leave(bert.id));
    assert_eq!(usize::from(one.await.unwrap()) + usize::from(other.await.unwrap()), 1);
    let left = owners(&store).await;
    assert_eq!(left.len(), 1);
    let carla = person(&store, "carla@elders.nl").await;
    let accepted = store.accept("t3", &carla, &letter, NOW).await;
    assert_eq!(accepted.is_ok(), left == ["anna@deproef.nl"], "an offer holds as long as its giver owns it");
}

#[rstest]
#[tokio::test]
async fn who_asks_to_join_gets_an_answer_of_an_owner(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    imported(&store).await;
    let (anna, bert) = (person(&store, "anna@deproef.nl").await, person(&store, "bert@elders.nl").await);
    let asked = store.ask_to_join(InitiativeId(1), &bert, "wij ook", "j0", &letter, NOW).await;
    assert!(matches!(asked, Err(OwnershipError::OwnerChanged)), "nobody to ask");
    store.claim(InitiativeId(1), &anna, "leraar", "c", &letter, NOW).await.unwrap();
    mails(&store).await;
    let claimed = store.claim(InitiativeId(1), &bert, "wij", "c2", &letter, NOW).await;
    assert!(matches!(claimed, Err(OwnershipError::OwnerChanged)), "somebody to ask");
    assert!(matches!(
        store.ask_to_join(InitiativeId(1), &anna, "ik", "j", &letter, NOW).await,
        Err(OwnershipError::AlreadyOwner)
    ));
    store.ask_to_join(InitiativeId(1), &bert, "wij ook", "j1", &letter, NOW).await.unwrap();
    assert!(matches!(
        store.ask_to_join(InitiativeId(1), &bert, "nu?", "j2", &letter, NOW).await,
        Err(OwnershipError::AlreadyOpen)
    ));
    assert_eq!(mails(&store).await, ["anna@deproef.nl: gevraagd"]);

    let answer = async |who: &Person, yes| store.answer((InitiativeId(1), "j1"), who.id, yes, &letter, NOW).await;
    assert!(matches!(answer(&bert, true).await, Err(OwnershipError::Gone)), "not an owner");
    answer(&anna, false).await.unwrap();
    assert!(matches!(answer(&anna, true).await, Err(OwnershipError::Gone)), "answered");
    assert_eq!(mails(&store).await, ["bert@elders.nl: hoort er niet bij"]);
    assert_eq!(owners(&store).await, ["anna@deproef.nl"]);

    store.ask_to_join(InitiativeId(1), &bert, "echt", "j3", &letter, NOW).await.unwrap();
    store.answer((InitiativeId(1), "j3"), anna.id, true, &letter, NOW).await.unwrap();
    assert_eq!(owners(&store).await, ["anna@deproef.nl", "bert@elders.nl"]);
}

#[rstest]
#[tokio::test]
async fn who_owns_it_or_asks_to_is_no_editor_of_it(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    let anna = owned(&store).await;
    let (asks, free) = (person(&store, "vraagt@kaart.nl").await, person(&store, "vrij@kaart.nl").await);
    store.change(InitiativeId(1), 1, anna.id, "", &sending("Anders"), NOW).await.unwrap();
    store.ask_to_join(InitiativeId(1), &asks, "wij ook", "j", &letter, NOW).await.unwrap();
    let decide = async |who: &Person| store.decide(InitiativeId(1), 2, who.id, &Decision::Publish, None, NOW).await;
    assert!(matches!(decide(&asks).await, Err(ReviewError::OwnWork)));
    store.answer((InitiativeId(1), "j"), anna.id, true, &letter, NOW).await.unwrap();
    assert!(matches!(decide(&asks).await, Err(ReviewError::OwnWork)), "a co-owner");
    decide(&free).await.unwrap();
}

#[rstest]
#[tokio::test]
async fn what_is_withdrawn_ends_what_was_open_and_what_is_over_is_forgotten(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    let anna = owned(&store).await;
    let bert = person(&store, "bert@elders.nl").await;
    offered(&store, ProposalKind::CoOwner, &anna, "bert@elders.nl", "t1").await.unwrap();
    let past =
        |now: Moment| Cutoffs { now, unconfirmed: NOW, forms: NOW, mails: NOW, audit: NOW, wishes: NOW, names: NOW };
    store.forget(&past(NOW)).await.unwrap();
    assert!(store.offered("t1", NOW).await.unwrap().is_some());
    store.forget(&past(LATER)).await.unwrap();
    assert!(store.offered("t1", NOW).await.unwrap().is_none(), "it is gone, not only over");

    store.ask_to_join(InitiativeId(1), &bert, "wij", "j", &letter, NOW).await.unwrap();
    assert!(store.withdraw_own(InitiativeId(1), anna.id, NOW).await.unwrap());
    assert!(store.proposals(InitiativeId(1), NOW).await.unwrap().is_empty());
    assert!(!store.involved(bert.id, InitiativeId(1)).await.unwrap());
    assert!(matches!(
        offered(&store, ProposalKind::CoOwner, &anna, "c@elders.nl", "t9").await,
        Err(OwnershipError::Gone)
    ));
}

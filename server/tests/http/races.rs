//! Two changes at once, of which the first takes away the right to the second: only one of them is made.

use domain::{Region, Role};

use crate::common::World;

/// How often each pair is tried: it is a matter of luck who comes first.
const TRIES: usize = 6;

#[tokio::test]
async fn handed_over_initiative_is_not_withdrawn_by_its_former_owner() {
    let world = World::start();
    let (anna, bert) = (world.person("anna").await, world.person("bert").await);
    for n in 0..TRIES {
        let id = world.published_by(&anna, &format!("Robots in groep {n}")).await;
        anna.posts(&format!("/mijn/{id}/eigenaars"), &[("email", "bert@school.nl"), ("soort", "overdracht")]).await;
        let link = world.mail_to("bert", &format!("groep {n}")).await.link();
        let withdraw = format!("/mijn/{id}/intrekken");
        let (accepted, withdrawn) = tokio::join!(bert.post(&link, &[]), anna.post(&withdraw, &[("zeker", "ja")]));
        let done = [accepted.status().as_u16(), withdrawn.status().as_u16()];
        assert_eq!(done.iter().filter(|status| **status == 303).count(), 1, "{n}: {done:?}");
        assert!(matches!(done, [303, 403 | 404] | [410, 303]), "{n}: {done:?}");
    }
}

#[tokio::test]
async fn editor_whose_role_ended_decides_nothing_after_it() {
    let world = World::start();
    let (admin, anna) = (world.admin().await, world.person("anna").await);
    for n in 0..TRIES {
        let name = format!("redacteur{n}@kaart.nl");
        let editor = world.appointed(&name, Role::Editor, Some(Region::Mid), None).await;
        let id = anna.places(&format!("Koken in groep {n}")).await;
        let person = editor.id.to_string();
        let dismissal = [("persoon", &*person), ("rol", "redacteur"), ("regio", "midden")];
        let publish = format!("/redactie/{id}/1/publiceren");
        let (dismissed, published) =
            tokio::join!(admin.post("/redactie/leden/einde", &dismissal), editor.post(&publish, &[]));
        assert_eq!(dismissed.status(), 303);
        let log = admin.get("/redactie/logboek.csv").await.text().await.unwrap();
        // The newest line comes first.
        let first = |act: &str| log.lines().position(|line| line.contains(&format!(";{act};"))).unwrap_or(usize::MAX);
        let (dismissed, decided) = (first("beëindigd"), first("gepubliceerd"));
        match published.status().as_u16() {
            303 => assert!(dismissed < decided, "{n}: published, then dismissed: {log}"),
            403 => {}
            other => panic!("{n}: {other}"),
        }
    }
}

#[tokio::test]
async fn two_admins_do_not_end_each_others_role() {
    let world = World::start();
    let one = world.admin().await;
    let other = world.appointed("tweede@kaart.nl", Role::Admin, None, None).await;
    let path = "/redactie/leden/einde";
    let (first, second) = (other.id.to_string(), one.id.to_string());
    let end = |person| [("persoon", person), ("rol", "beheerder"), ("regio", "")];
    let (first, second) = (end(&*first), end(&*second));
    let (a, b) = tokio::join!(one.post(path, &first), other.post(path, &second));
    let statuses = crate::common::statuses(&a, &b);
    assert!(matches!(statuses, [303, 403] | [403, 303]), "{statuses:?}");
}

//! Members of the desk: invited with a role until a day, and the end of that.

use domain::Role;

use crate::common::{Person, World, world::NOON};

/// What ends a role of somebody everywhere.
async fn ends(admin: &Person, whose: &Person, role: &str) -> u16 {
    let person = whose.id.to_string();
    let fields = [("persoon", &*person), ("rol", role), ("regio", "")];
    admin.post("/redactie/leden/einde", &fields).await.status().as_u16()
}

#[tokio::test]
async fn role_ends_at_midnight_in_limburg_or_at_once() {
    let world = World::start();
    let admin = world.admin().await;
    let editor = world.appointed("student", Role::Editor, None, Some("2026-11-21")).await;
    editor.page("/redactie", 200).await;
    // An hour before midnight in UTC.
    world.clock.set(NOON + 11 * 3600);
    editor.page("/redactie", 403).await;
    assert!(admin.page("/redactie/leden", 200).await.contains("afgelopen"));

    let page = admin.page("/redactie/leden", 200).await;
    assert!(page.contains("value=\"2027-07-31\""), "the end of the school year is proposed");
    let again = [("email", "student@school.nl"), ("rol", "redacteur"), ("regio", ""), ("tot", "2027-07-31")];
    assert_eq!(admin.posts("/redactie/leden", &again).await, "/redactie/leden?gedaan=uitgenodigd");
    editor.page("/redactie", 200).await;
    assert_eq!(ends(&admin, &editor, "redacteur").await, 303);
    editor.page("/redactie", 403).await;
    let log = admin.page("/redactie/logboek?q=student", 200).await;
    assert!(log.contains("uitgenodigd") && log.contains("redacteur in alle regio’s, tot en met 31 juli 2027"), "{log}");
    world.mail_to("student", "redacteur van de InnovatieKaart").await;
}

#[tokio::test]
async fn invitation_with_a_mistake_is_refused_and_keeps_what_was_typed() {
    let world = World::start();
    let admin = world.admin().await;
    for (email, until) in [("geen adres", ""), ("a@school.nl", "2026-11-01"), ("a@school.nl", "morgen")] {
        let wrong = [("email", email), ("rol", "redacteur"), ("regio", "midden"), ("tot", until)];
        let answer = admin.post("/redactie/leden", &wrong).await;
        assert_eq!(answer.status(), 422);
        assert!(answer.text().await.unwrap().contains(&format!("value=\"{email}\"")));
    }
}

#[tokio::test]
async fn nobody_changes_their_own_role() {
    let world = World::start();
    let ending = world.appointed("beheerder@kaart.nl", Role::Admin, None, Some("2026-12-31")).await;
    assert_eq!(ends(&ending, &ending, "beheerder").await, 403, "somebody has to stay");
    for (role, until) in [("beheerder", ""), ("beheerder", "2030-01-01"), ("redacteur", "2026-12-31")] {
        let own = [("email", "Beheerder@kaart.nl"), ("rol", role), ("regio", ""), ("tot", until)];
        let refused = ending.post("/redactie/leden", &own).await;
        assert_eq!(refused.status(), 403, "{role} {until}");
        assert!(refused.text().await.unwrap().contains("Vraag het een andere beheerder"));
    }
    let page = ending.page("/redactie/leden", 200).await;
    assert!(page.contains("31 december 2026") && !page.contains("Beëindig beheerder van beheerder@kaart.nl"), "{page}");
    assert!(world.mails().is_empty());
    // A second one does.
    let second = world.appointed("tweede@kaart.nl", Role::Admin, None, None).await;
    let longer = [("email", "beheerder@kaart.nl"), ("rol", "beheerder"), ("regio", ""), ("tot", "2027-07-31")];
    second.posts("/redactie/leden", &longer).await;
    assert!(second.page("/redactie/leden", 200).await.contains("31 juli 2027"));
    assert_eq!(ends(&second, &ending, "beheerder").await, 303);
}

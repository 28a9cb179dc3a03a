//! Checking people in at the door, and who was there.

use domain::{Region, Role};

use super::{announced, registered};
use crate::common::{Person, World, at, header, text};

/// An hour before the gathering begins.
const EARLY: &str = "2027-01-19T12:00:00Z";

pub(super) fn goes_to(world: &World, moment: &str) {
    world.clock.set(at(moment).seconds());
}

/// The address of the volunteers, made by the organiser.
pub(super) async fn door(organiser: &Person, path: &str) -> String {
    let own = format!("/organisatie{path}");
    assert_eq!(organiser.posts(&format!("{own}/inchecken"), &[]).await, format!("{own}?gedaan=incheckadres"));
    let page = organiser.page(&own, 200).await;
    let key = page.split(&format!("{path}/inchecken/")).nth(1).expect("no address").get(..32).unwrap();
    format!("{path}/inchecken/{key}")
}

/// The codes on somebody's own page.
pub(super) async fn codes(world: &World, link: &str) -> Vec<String> {
    let own = world.browser().text(link).await;
    let codes = own.split("<p class=\"seat__code\">").skip(1);
    codes.map(|rest| rest.split('<').next().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn check_in_story_of_a_group() {
    let world = World::start();
    let path = announced(&world, &[]).await;
    let organiser = world.organiser().await;
    let door = door(&organiser, &path).await;
    let anna = registered(&world, &path, "anna", &[("personen", "2"), ("collegas", "Bert Jansen")]).await;
    let codes = codes(&world, &anna).await;
    let [first, second] = &codes[..] else { panic!("{codes:?}") };
    let mail = world.mail_to("anna", "Jullie hebben 2 plekken").await;
    assert!(mail.contains(&**first) && mail.contains(&**second), "{mail}");
    let own = world.browser().text(&anna).await;
    assert!(own.contains("class=\"qr\"") && !own.contains(&door), "the address of volunteers is theirs: {own}");

    let volunteer = world.browser();
    let closed = volunteer.page(&door, 200).await;
    assert!(closed.contains("Inchecken kan vanaf dinsdag 19 januari 2027, 12.00 uur."), "{closed}");
    assert!(!closed.contains("Bert Jansen"), "names are shown only when they are needed");
    assert_eq!(volunteer.post(&door, &[("code", first)]).await.status(), 409);

    goes_to(&world, "2027-01-19T12:52:00Z");
    let open = volunteer.page(&door, 200).await;
    assert!(open.contains("0 van de 2 mensen") && open.contains("Bert Jansen"), "{open}");
    assert_eq!(volunteer.posts(&door, &[("code", &first.to_lowercase())]).await, format!("{door}?net={first}"));
    let said = volunteer.page(&format!("{door}?net={first}"), 200).await;
    assert!(said.contains("anna, De Proefschool, is ingecheckt.") && said.contains("1 van de 2 mensen"), "{said}");
    world.clock.pass(600);
    let again = volunteer.posts(&door, &[("code", first)]).await;
    assert!(volunteer.page(&again, 200).await.contains("was al ingecheckt om 13.52 uur."));
    let wrong = volunteer.post(&door, &[("code", "abc 23")]).await;
    assert_eq!(wrong.status(), 422);
    let wrong = text(wrong).await;
    assert!(wrong.contains("abc 23") && wrong.contains("Deze code kennen we niet"), "{wrong}");

    let found = volunteer.page(&format!("{door}?zoek=bert"), 200).await;
    assert!(found.contains("Bert Jansen") && !found.contains("<strong>anna"), "{found}");
    volunteer.posts(&door, &[("code", second)]).await;
    let undone = volunteer.posts(&door, &[("terug", second)]).await;
    assert!(volunteer.page(&undone, 200).await.contains("is niet meer ingecheckt."));
    let admin = world.admin().await;
    assert!(admin.page("/redactie/logboek", 200).await.contains("inchecken ongedaan"));
    assert!(world.browser().text(&anna).await.contains("Ingecheckt om 13.52 uur."));

    goes_to(&world, "2027-01-19T23:00:00Z");
    let late = volunteer.page(&door, 200).await;
    assert!(late.contains("Inchecken kan niet meer.") && !late.contains("Bert Jansen"), "{late}");
    assert_eq!(volunteer.post(&door, &[("code", second)]).await.status(), 409);
}

#[tokio::test]
async fn looking_at_a_code_checks_nobody_in() {
    let world = World::start();
    let path = announced(&world, &[]).await;
    let door = door(&world.organiser().await, &path).await;
    let anna = registered(&world, &path, "anna", &[]).await;
    let code = codes(&world, &anna).await.remove(0);
    goes_to(&world, EARLY);
    let volunteer = world.browser();
    let filled = volunteer.page(&format!("{door}?code={code}"), 200).await;
    assert!(filled.contains(&format!("value=\"{code}\"")), "{filled}");
    assert!(volunteer.page(&door, 200).await.contains("0 van de 1 mensen"));
    // The QR code of a participant tells nobody where volunteers are.
    let scanned = world.browser().page(&format!("/inchecken/{code}"), 200).await;
    assert!(scanned.contains("Laat deze code zien") && !scanned.contains("anna"), "{scanned}");
    let device = volunteer.post(&format!("{door}/scannen"), &[]).await;
    assert_eq!(device.status(), 303);
    let cookie = header(&device, "set-cookie").to_owned();
    assert!(cookie.contains("HttpOnly") && cookie.contains("Max-Age=39600"), "{cookie}");
    let led = volunteer.get(&format!("/inchecken/{code}")).await;
    assert_eq!((led.status().as_u16(), header(&led, "location")), (303, &*format!("{door}?code={code}")));
}

#[tokio::test]
async fn new_address_ends_the_one_of_before() {
    let world = World::start();
    let path = announced(&world, &[]).await;
    let organiser = world.organiser().await;
    let first = door(&organiser, &path).await;
    let second = door(&organiser, &path).await;
    assert_ne!(first, second);
    assert_eq!(world.get(&first).await.status(), 404);
    assert_eq!(world.browser().post(&first, &[("code", "ABC234")]).await.status(), 404);
    assert_eq!(world.get(&second).await.status(), 200);
    let south = world.appointed("zuid@kaart.nl", Role::Organiser, Some(Region::South), None).await;
    assert_eq!(south.post(&format!("/organisatie{path}/inchecken"), &[]).await.status(), 403);
}

#[tokio::test]
async fn organiser_says_afterwards_who_was_there() {
    let world = World::start();
    let path = announced(&world, &[]).await;
    let organiser = world.organiser().await;
    let door = door(&organiser, &path).await;
    let anna = registered(&world, &path, "anna", &[]).await;
    registered(&world, &path, "bert", &[]).await;
    let list = format!("/organisatie{path}/aanwezig");
    assert_eq!(organiser.get(&list).await.status(), 409, "nobody was there yet");
    goes_to(&world, EARLY);
    let code = codes(&world, &anna).await.remove(0);
    world.browser().posts(&door, &[("code", &code)]).await;
    goes_to(&world, "2027-01-20T12:00:00Z");
    let page = organiser.page(&list, 200).await;
    assert!(page.contains("(aanwezig)") && page.contains("(niet gekomen)"), "{page}");
    assert!(page.contains("t/m dinsdag 26 januari 2027"), "{page}");
    // Bert came as well; what was shown of Anna stays as it is.
    let noted = [("eerst", "1-1"), ("plek", "1-1"), ("plek", "2-1")];
    assert_eq!(organiser.posts(&list, &noted).await, format!("/organisatie{path}?gedaan=aanwezig"));
    assert!(organiser.page(&format!("/organisatie{path}"), 200).await.contains("2 van de 2 mensen"));
    let file = organiser.text(&format!("/organisatie{path}/deelnemers.csv")).await;
    assert!(file.contains("gekomen") && file.contains("aanwezig"), "{file}");
    organiser.posts(&list, &[("eerst", "1-1"), ("eerst", "2-1"), ("plek", "2-1")]).await;
    assert!(organiser.page(&list, 200).await.contains("(niet gekomen)"));
    goes_to(&world, "2027-01-26T23:00:00Z");
    assert_eq!(organiser.post(&list, &noted).await.status(), 409);
}

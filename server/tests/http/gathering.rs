//! Gatherings: made by an organiser, found on the web, registered for, moved and cancelled; and what calendars hear of it.

mod afterwards;
mod on_the_day;

use domain::{GatheringId, Region, Role};
use futures_util::StreamExt as _;
use store::Seats;

use crate::common::{Browser, DAY, Mail, Person, World, forms::with, header, text};

/// What an organiser types.
fn gathering<'a>(other: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let fields = vec![
        ("titel", "Marktplaats kansengelijkheid"),
        ("soort_bijeenkomst", "marktplaats"),
        ("samenvatting", "Zien wat werkt, en het meenemen."),
        ("omschrijving", "We lopen rond.\n\n* kijken\n* vragen"),
        ("thema", "kansengelijkheid"),
        ("datum", "2027-01-19"),
        ("begin", "14:00"),
        ("einde", "17:00"),
        ("vorm", "hybride"),
        ("plekken", "40"),
        ("gereserveerd", "4"),
        ("online_plekken", "100"),
        ("online_adres", "https://video.voorbeeld.nl/geheim-7"),
        ("aanmelden_tot", "2027-01-12"),
        ("wachtlijst", "ja"),
        ("locatie", "Aula"),
        ("plaats", "Weert"),
        ("partners", "Voorbeeldbestuur"),
    ];
    with(fields, other)
}

/// A gathering on the agenda; gives its public address without the title.
async fn announced(world: &World, other: &[(&str, &str)]) -> String {
    let organiser = world.organiser().await;
    let own = organiser.posts("/organisatie/bijeenkomsten/nieuw", &gathering(other)).await;
    let own = own.strip_suffix("?gedaan=gemaakt").unwrap();
    organiser.posts(&format!("{own}/aankondigen"), &[]).await;
    own.replace("/organisatie", "")
}

fn person<'a>(name: &'a str, email: &'a str, other: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let fields = vec![
        ("naam", name),
        ("email", email),
        ("functie", "leraar"),
        ("school", "De Proefschool"),
        ("vorm", "op-locatie"),
        ("personen", "1"),
    ];
    with(fields, other)
}

/// Registers without signing in, and confirms; gives the link to the registration.
async fn registered(world: &World, path: &str, name: &str, other: &[(&str, &str)]) -> String {
    let email = format!("{name}@school.nl");
    let browser = world.browser();
    let to = browser.posts(&format!("{path}/aanmelden"), &person(name, &email, other)).await;
    assert_eq!(to, format!("{path}/aanmelden?gedaan=bevestig"));
    let link = world.mail_to(name, "Bevestig je aanmelding").await.link();
    browser.posts(&link, &[("wat", "bevestig")]).await;
    link
}

/// The page of a gathering, where its short address leads.
async fn page(world: &World, path: &str) -> String {
    let answer = world.get(path).await;
    assert_eq!(answer.status(), 308);
    text(world.get(header(&answer, "location")).await).await
}

/// The calendar file in a mail, unfolded.
fn calendar(mail: &Mail) -> String {
    let part = mail.split("Content-Type: text/calendar").nth(1).unwrap_or_else(|| panic!("no calendar: {mail}"));
    let body = part.split_once("\r\n\r\n").unwrap().1;
    body.split("\r\n--").next().unwrap().replace("\r\n ", "")
}

#[tokio::test]
async fn gathering_story_from_a_draft_to_a_seat() {
    let world = World::start();
    let organiser = world.organiser().await;
    let form = organiser.page("/organisatie/bijeenkomsten/nieuw", 200).await;
    assert!(form.contains("Bewaar als concept") && form.contains("type=\"date\""), "{form}");
    let own = organiser.posts("/organisatie/bijeenkomsten/nieuw", &gathering(&[])).await;
    assert_eq!(own, "/organisatie/bijeenkomsten/1?gedaan=gemaakt");
    assert!(organiser.page(&own, 200).await.contains("Alleen organisatoren zien"));
    let path = "/bijeenkomsten/1";
    assert_eq!(world.get(path).await.status(), 404, "a draft is nobody's");
    assert_eq!(world.get(&format!("{path}/aanmelden")).await.status(), 404);
    organiser.posts("/organisatie/bijeenkomsten/1/aankondigen", &[]).await;

    let public = page(&world, path).await;
    for said in [
        "dinsdag 19 januari 2027, 14.00 tot 17.00 uur",
        "Aula",
        "Op locatie: nog 36 van de 36 plekken vrij.",
        "Online: nog 100 van de 100 plekken vrij.",
        "t/m dinsdag 12 januari 2027, 23.59 uur",
        "15 minuten later",
        "<li>kijken</li>",
        "href=\"/agenda?thema=kansengelijkheid\"",
        "EducationEvent",
        "Wie het eerst komt, gaat voor.",
    ] {
        assert!(public.contains(said), "{said}: {public}");
    }
    assert!(!public.contains("geheim-7"), "the connection is for who has a seat");

    let link = registered(&world, path, "anna", &[("personen", "3"), ("collegas", "Bert\nCarla")]).await;
    let mail = world.mail_to("anna", "Jullie hebben 3 plekken").await;
    assert!(mail.contains("Aula, Weert") && !mail.contains("geheim-7"), "{mail}");
    assert!(page(&world, path).await.contains("nog 33 van de 36"));
    let browser = world.browser();
    let looked = browser.get(&link).await;
    assert_eq!((header(&looked, "cache-control"), header(&looked, "referrer-policy")), ("no-store", "same-origin"));
    let looked = text(looked).await;
    assert!(looked.contains("Jullie hebben een plek.") && looked.contains("Bert, Carla"), "{looked}");
    // Nobody else reads who comes.
    assert!(!page(&world, path).await.contains("anna"));
    let list = organiser.page("/organisatie/bijeenkomsten/1", 200).await;
    assert!(list.contains("anna, leraar") && list.contains("Bert, Carla"), "{list}");
    let csv = organiser.page("/organisatie/bijeenkomsten/1/deelnemers.csv", 200).await;
    assert!(csv.contains("anna;anna@school.nl;leraar;De Proefschool;Bert, Carla;op-locatie;3;ingeschreven"), "{csv}");
}

#[tokio::test]
async fn connection_is_told_only_to_who_takes_part_online() {
    let world = World::start();
    let path = announced(&world, &[]).await;
    let link = registered(&world, &path, "anna", &[("vorm", "online")]).await;
    let mail = world.mail_to("anna", "Je hebt een plek").await;
    assert!(mail.contains("https://video.voorbeeld.nl/geheim-7") && calendar(&mail).contains("geheim-7"), "{mail}");
    assert!(world.browser().text(&link).await.contains("geheim-7"));
    world.browser().posts(&link, &[("wat", "afmelden")]).await;
    assert!(!world.browser().text(&link).await.contains("geheim-7"), "no longer theirs");
    let file = world.get(&format!("{path}/agenda.ics")).await;
    assert_eq!(header(&file, "content-type"), "text/calendar; charset=utf-8; method=PUBLISH");
    let file = text(file).await;
    assert!(!file.contains("geheim-7") && file.contains("DTSTART;TZID=Europe/Amsterdam:20270119T140000"), "{file}");
}

#[tokio::test]
async fn freed_seat_is_offered_and_goes_on_when_nobody_answers() {
    let world = World::start();
    let path = announced(&world, &[("plekken", "2"), ("gereserveerd", "")]).await;
    let anna = registered(&world, &path, "anna", &[("personen", "2")]).await;
    let bert = registered(&world, &path, "bert", &[]).await;
    let carla = registered(&world, &path, "carla", &[]).await;
    let waits = world.browser().text(&carla).await;
    assert!(waits.contains("Je staat op plaats 2."), "{waits}");
    assert!(page(&world, &path).await.contains("Op locatie: vol. 2 personen staan op de wachtlijst."));

    world.browser().posts(&anna, &[("wat", "afmelden")]).await;
    let left = calendar(&world.mail_to("anna", "Je bent afgemeld").await);
    assert!(left.contains("METHOD:CANCEL") && !left.contains("STATUS:CANCELLED"), "only she does not come: {left}");
    let offer = world.mail_to("bert", "Er is een plek vrij").await;
    assert!(offer.contains("Laat uiterlijk"), "{offer}");
    world.browser().posts(&bert, &[("wat", "neem")]).await;
    world.mail_to("bert", "Je hebt een plek").await;
    // Two seats were free: Carla was asked as well, and does not answer.
    world.mail_to("carla", "Er is een plek vrij").await;
    let daan = registered(&world, &path, "daan", &[]).await;
    world.clock.pass(2 * DAY + 1);
    world.mail_to("carla", "ging naar een ander").await;
    world.mail_to("daan", "Er is een plek vrij").await;
    assert!(world.browser().text(&carla).await.contains("De plek ging naar een ander."));
    let late = world.browser().post(&carla, &[("wat", "neem")]).await;
    assert_eq!(late.status(), 409);
    assert!(text(late).await.contains("Dat kan niet meer"));
    assert!(world.browser().text(&daan).await.contains("Ik neem de plek"));
}

#[tokio::test]
async fn seats_that_nobody_confirms_fall_free_after_half_an_hour() {
    let world = World::start();
    let path = announced(&world, &[("plekken", "1"), ("gereserveerd", "")]).await;
    let browser = world.browser();
    browser.posts(&format!("{path}/aanmelden"), &person("anna", "anna@school.nl", &[])).await;
    let mail = world.mail_to("anna", "Bevestig je aanmelding").await;
    assert!(mail.contains("We houden je plek een half uur vast.") && !mail.contains("leraar"), "{mail}");
    assert!(page(&world, &path).await.contains("Op locatie: vol."));
    world.clock.pass(30 * 60);
    let late = browser.post(&mail.link(), &[("wat", "bevestig")]).await;
    assert_eq!(late.status(), 409);
    assert!(page(&world, &path).await.contains("nog 1 van de 1"));
    assert!(browser.text(&mail.link()).await.contains("Je aanmelding is vervallen."));
}

#[tokio::test]
async fn mistake_brings_the_form_back_with_what_was_typed() {
    let world = World::start();
    let path = announced(&world, &[]).await;
    let to = format!("{path}/aanmelden");
    let answer =
        world.browser().post(&to, &person("anna", "anna", &[("personen", "12"), ("wensen", "geen noten")])).await;
    assert_eq!(answer.status(), 422);
    let again = text(answer).await;
    assert!(again.contains("geen noten") && again.contains("Je e-mailadres is geen e-mailadres"), "{again}");
    assert!(again.contains("moet een getal zijn van 1 t/m 10"), "{again}");
    let organiser = world.organiser().await;
    let wrong = gathering(&[("datum", "2027-03-28"), ("begin", "02:30"), ("einde", "02:00"), ("titel", "")]);
    let answer = organiser.post("/organisatie/bijeenkomsten/nieuw", &wrong).await;
    assert_eq!(answer.status(), 422);
    let again = text(answer).await;
    assert!(again.contains("bestaat die nacht niet") && again.contains("Titel is leeg"), "{again}");
    assert!(again.contains("We lopen rond."), "{again}");
    let twice = gathering(&[("datum", "2027-10-31"), ("begin", "02:30"), ("einde", "06:00"), ("aanmelden_tot", "")]);
    let asked = text(organiser.post("/organisatie/bijeenkomsten/nieuw", &twice).await).await;
    assert!(asked.contains("Welk begin bedoel je?") && asked.contains("value=\"wintertijd\""), "{asked}");
    let chosen = with(twice, &[("begin_keer", "wintertijd")]);
    organiser.posts("/organisatie/bijeenkomsten/nieuw", &chosen).await;
}

#[tokio::test]
async fn address_that_is_registered_already_hears_so_by_mail_alone() {
    let world = World::start();
    let path = announced(&world, &[]).await;
    registered(&world, &path, "anna", &[]).await;
    let stranger = world.browser();
    let to = stranger.posts(&format!("{path}/aanmelden"), &person("Ander", "anna@school.nl", &[])).await;
    assert_eq!(to, format!("{path}/aanmelden?gedaan=bevestig"), "as for everybody");
    let mail = world.mail_to("anna", "Je was al aangemeld").await;
    assert!(!mail.contains("Ander"), "{mail}");
    assert!(world.browser().text(&mail.link()).await.contains("anna"));
}

#[tokio::test]
async fn who_is_signed_in_has_a_seat_at_once() {
    let world = World::start();
    let path = announced(&world, &[]).await;
    let anna: Person = world.person("anna").await;
    let form = anna.page(&format!("{path}/aanmelden"), 200).await;
    assert!(!form.contains("name=\"email\"") && form.contains("anna@school.nl"), "{form}");
    let to = anna.posts(&format!("{path}/aanmelden"), &person("Anna", "ander@school.nl", &[])).await;
    assert_eq!(to, format!("{path}/aanmelden?gedaan=ingeschreven"));
    world.mail_to("anna", "Je hebt een plek").await;
    assert!(world.mails_to("ander").is_empty());
    // The way there without the mail, for nobody else.
    let mine = anna.page("/mijn", 200).await;
    assert!(mine.contains("Mijn aanmeldingen") && mine.contains("/mijn/aanmeldingen/1"), "{mine}");
    let link = anna.posts("/mijn/aanmeldingen/1", &[]).await;
    assert!(link.starts_with("/aanmelding/") && anna.page(&link, 200).await.contains("Je hebt een plek."));
    assert_eq!(world.person("bert").await.post("/mijn/aanmeldingen/1", &[]).await.status(), 404);
}

#[tokio::test]
async fn seat_is_handed_over_and_what_was_registered_changes() {
    let world = World::start();
    let path = announced(&world, &[]).await;
    let link = registered(&world, &path, "anna", &[("personen", "3")]).await;
    let browser = world.browser();
    let change = [("naam", "Anna"), ("school", "De Proefschool"), ("personen", "2"), ("zichtbaar", "iedereen")];
    assert_eq!(browser.posts(&format!("{link}/wijzigen"), &change).await, format!("{link}?gedaan=gewijzigd"));
    assert!(page(&world, &path).await.contains("nog 34 van de 36"));
    assert!(page(&world, &path).await.contains("Anna, De Proefschool"), "she wants to be known");
    let more = browser.post(&format!("{link}/wijzigen"), &with(change.to_vec(), &[("personen", "5")])).await;
    assert_eq!(more.status(), 422);
    assert!(text(more).await.contains("mag hooguit 2 zijn"));

    let empty = browser.post(&format!("{link}/overdragen"), &[("naam", "Bert")]).await;
    assert_eq!(empty.status(), 422);
    let given = browser.post(&format!("{link}/overdragen"), &[("naam", "Bert"), ("email", "bert@school.nl")]).await;
    assert_eq!(given.status(), 200);
    assert_eq!(browser.get(&link).await.status(), 410, "her link leads nowhere");
    let mail = world.mail_to("bert", "Je hebt een plek gekregen").await;
    assert!(browser.text(&mail.link()).await.contains("Jullie hebben een plek."));
    assert!(calendar(&world.mail_to("anna", "Je bent afgemeld").await).contains("METHOD:CANCEL"));
    assert!(!page(&world, &path).await.contains("Bert"), "he was not asked");
}

#[tokio::test]
async fn move_is_told_once_and_calendars_follow() {
    let world = World::start();
    let path = announced(&world, &[]).await;
    registered(&world, &path, "anna", &[]).await;
    let first = calendar(&world.mail_to("anna", "Je hebt een plek").await);
    assert!(first.contains("METHOD:REQUEST") && first.contains("SEQUENCE:0"), "{first}");
    let organiser = world.organiser().await;
    let own = format!("/organisatie{path}");
    let seen = organiser.text(&format!("{own}/wijzigen")).await;
    let seen = seen.split("name=\"gezien\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    world.clock.pass(60);
    let later = gathering(&[
        ("begin", "15:00"),
        ("gezien", &seen),
        ("lon", "5.7064"),
        ("lat", "51.2518"),
        ("plaats_eerst", "Weert"),
    ]);
    assert_eq!(organiser.posts(&format!("{own}/wijzigen"), &later).await, format!("{own}?gedaan=verzet"));
    let stale = organiser.post(&format!("{own}/wijzigen"), &later).await;
    assert_eq!(stale.status(), 409, "somebody else was first");
    assert!(text(stale).await.contains("We lopen rond."));
    let mail = world.mail_to("anna", "is verzet").await;
    let second = calendar(&mail);
    let line = |file: &str, name: &str| file.lines().find(|line| line.starts_with(name)).unwrap().to_owned();
    assert_eq!(line(&first, "UID"), line(&second, "UID"));
    assert!(second.contains("SEQUENCE:1") && second.contains(":20270119T150000"), "{second}");
    // Another text is nothing to tell.
    let seen = organiser.text(&format!("{own}/wijzigen")).await;
    let seen = seen.split("name=\"gezien\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let same = with(later.clone(), &[("samenvatting", "Iets anders"), ("gezien", &seen)]);
    assert_eq!(organiser.posts(&format!("{own}/wijzigen"), &same).await, format!("{own}?gedaan=gewijzigd"));
    let moved = world.mails_to("anna").iter().filter(|mail| mail.contains("is verzet")).count();
    assert_eq!(moved, 1);
}

#[tokio::test]
async fn cancelled_gathering_keeps_its_page_and_leaves_calendars() {
    let world = World::start();
    let path = announced(&world, &[("plekken", "1"), ("gereserveerd", "")]).await;
    registered(&world, &path, "anna", &[]).await;
    registered(&world, &path, "bert", &[]).await;
    let organiser = world.organiser().await;
    let own = format!("/organisatie{path}/annuleren");
    let empty = organiser.post(&own, &[("reden", " ")]).await;
    assert_eq!(empty.status(), 422);
    organiser.posts(&own, &[("reden", "Er is ijzel.")]).await;
    organiser.posts(&own, &[("reden", "Nog eens.")]).await;
    let anna = world.mail_to("anna", "gaat niet door").await;
    let file = calendar(&anna);
    assert!(
        file.contains("METHOD:CANCEL") && file.contains("STATUS:CANCELLED") && file.contains("SEQUENCE:1"),
        "{file}"
    );
    assert!(anna.contains("text/calendar; charset=utf-8; method=CANCEL"), "{anna}");
    let bert = world.mail_to("bert", "gaat niet door").await;
    assert!(bert.contains("Er is ijzel.") && !bert.contains("text/calendar"), "he had no seat: {bert}");
    for name in ["anna", "bert"] {
        assert_eq!(world.mails_to(name).iter().filter(|mail| mail.contains("gaat niet door")).count(), 1);
    }
    let public = page(&world, &path).await;
    assert!(public.contains("Deze bijeenkomst gaat niet door. Er is ijzel."), "{public}");
    assert_eq!(world.get(&format!("{path}/aanmelden")).await.status(), 409);
    assert!(text(world.get(&format!("{path}/agenda.ics")).await).await.contains("STATUS:CANCELLED"));
}

#[tokio::test]
async fn registration_opens_and_closes_by_the_clock_with_its_grace() {
    let world = World::start();
    let path = announced(&world, &[("aanmelden_vanaf", "2026-12-01")]).await;
    assert!(page(&world, &path).await.contains("Aanmelden kan vanaf dinsdag 1 december 2026, 00.00 uur."));
    let to = format!("{path}/aanmelden");
    let early = world.browser().post(&to, &person("anna", "anna@school.nl", &[])).await;
    assert_eq!(early.status(), 409);
    assert!(text(early).await.contains("anna@school.nl"), "nothing typed is lost");
    world.clock.set(crate::common::at("2027-01-12T23:14:00Z").seconds());
    world.browser().posts(&to, &person("anna", "anna@school.nl", &[])).await;
    world.clock.pass(60);
    assert_eq!(world.browser().post(&to, &person("bert", "bert@school.nl", &[])).await.status(), 409);
    world.clock.set(crate::common::at("2027-01-19T16:00:00Z").seconds());
    assert!(page(&world, &path).await.contains("Deze bijeenkomst is geweest."));
}

#[tokio::test]
async fn organiser_of_another_region_may_not() {
    let world = World::start();
    let path = announced(&world, &[]).await;
    let south = world.appointed("zuid@kaart.nl", Role::Organiser, Some(Region::South), None).await;
    let own = format!("/organisatie{path}");
    assert_eq!(south.get(&own).await.status(), 403);
    assert_eq!(south.post(&format!("{own}/annuleren"), &[("reden", "x")]).await.status(), 403);
    let refused = south.post("/organisatie/bijeenkomsten/nieuw", &gathering(&[])).await;
    assert_eq!(refused.status(), 403);
    assert!(text(refused).await.contains("We lopen rond."), "nothing typed is lost");
    south.posts("/organisatie/bijeenkomsten/nieuw", &gathering(&[("plaats", "Heerlen")])).await;
}

#[tokio::test]
async fn next_of_a_series_has_everything_but_the_dates() {
    let world = World::start();
    let path = announced(&world, &[]).await;
    let organiser = world.organiser().await;
    let list = organiser.page("/organisatie/bijeenkomsten", 200).await;
    assert!(list.contains("De volgende kan het best in Noord-Limburg of Zuid-Limburg"), "{list}");
    let form = organiser.page("/organisatie/bijeenkomsten/nieuw?reeks=1", 200).await;
    assert!(form.contains("We lopen rond.") && form.contains("value=\"Aula\""), "{form}");
    assert!(!form.contains("2027-01-19") && !form.contains("geheim-7"), "{form}");
    let next =
        gathering(&[("reeks", "1"), ("datum", "2027-06-01"), ("aanmelden_tot", ""), ("titel", "Marktplaats twee")]);
    let own = organiser.posts("/organisatie/bijeenkomsten/nieuw", &next).await;
    organiser.posts(&format!("{}/aankondigen", own.split('?').next().unwrap()), &[]).await;
    assert!(page(&world, &path).await.contains("Marktplaats twee, dinsdag 1 juni 2027"));
}

#[tokio::test(flavor = "multi_thread")]
async fn two_hundred_at_once_get_forty_seats() {
    let world = World::start();
    let path = announced(&world, &[("plekken", "40"), ("gereserveerd", "")]).await;
    let asks = (0..200).map(|number| {
        let (browser, to): (Browser, String) = (world.browser(), format!("{path}/aanmelden"));
        async move {
            let (email, persons) = (format!("g{number}@school.nl"), (number % 3 + 1).to_string());
            browser.posts(&to, &person("Groep", &email, &[("personen", &persons)])).await
        }
    });
    let mut asked = futures_util::stream::iter(asks).buffer_unordered(40);
    while let Some(to) = asked.next().await {
        assert_eq!(to, format!("{path}/aanmelden?gedaan=bevestig"));
    }
    let seats: Vec<Seats> = world.state.store.seats(world.now()).await.unwrap();
    let all = world.state.store.registrations(GatheringId(1)).await.unwrap();
    assert_eq!(all.len(), 200);
    let held: u32 = all.iter().filter(|one| one.holds).map(|one| one.persons).sum();
    assert_eq!(seats[0].taken, held);
    let first = all.iter().filter(|one| !one.holds).min_by_key(|one| one.id).unwrap();
    assert!(held <= 40 && held + first.persons > 40, "{held}, and {} wait", first.persons);
}

#[tokio::test]
async fn programme_is_made_of_pins_and_told_only_to_whom_it_concerns() {
    let world = World::start();
    let path = announced(&world, &[]).await;
    let (anna, bert) = (world.person("anna").await, world.person("bert").await);
    let robots = world.published_by(&anna, "Robots in de klas").await;
    let garden = world.published_by(&bert, "De schooltuin").await;
    for (owner, id) in [(&anna, robots), (&bert, garden)] {
        let form = owner.page(&format!("{path}/pitchen"), 200).await;
        assert!(form.contains(&format!("value=\"{id}\"")), "{form}");
        let fields = [("initiatief", &*id.to_string()), ("waarom", "Kom zien!")];
        assert_eq!(owner.posts(&format!("{path}/pitchen"), &fields).await, format!("{path}/pitchen?gedaan=aangeboden"));
    }
    let foreign =
        bert.post(&format!("{path}/pitchen"), &[("initiatief", &*robots.to_string()), ("waarom", "Mooi")]).await;
    assert_eq!(foreign.status(), 422, "somebody else's");
    assert!(bert.page(&format!("{path}/pitchen"), 200).await.contains("De schooltuin: wacht op de organisatie."));

    let organiser = world.organiser().await;
    let own = format!("/organisatie{path}/programma");
    assert!(organiser.page(&own, 200).await.contains("Kom zien!"));
    let early = [("initiatief", &*robots.to_string()), ("van", "13:00"), ("tot", "14:10")];
    let refused = organiser.post(&own, &early).await;
    assert_eq!(refused.status(), 422);
    assert!(text(refused).await.contains("ligt voor het begin"));
    let slot = [("initiatief", &*robots.to_string()), ("van", "14:00"), ("tot", "14:10"), ("ruimte", "Lokaal 3")];
    organiser.posts(&own, &slot).await;
    let plenary = [("soort", "plenair"), ("onderdeel", "Welkom"), ("van", "14:10"), ("tot", "14:30")];
    organiser.posts(&own, &plenary).await;
    organiser.posts(&format!("{own}/afwijzen"), &[("initiatief", &garden.to_string())]).await;
    assert!(!page(&world, &path).await.contains("Welkom"), "nobody sees it yet");
    organiser.posts(&format!("{own}/publiceren"), &[]).await;
    let mail = world.mail_to("anna", "staat in het programma").await;
    assert!(mail.contains("14.00 uur, Lokaal 3"), "{mail}");
    organiser.posts(&format!("{own}/publiceren"), &[]).await;
    let public = page(&world, &path).await;
    assert!(
        public.contains("Welkom") && public.contains("Robots in de klas") && !public.contains("schooltuin"),
        "{public}"
    );
    assert!(public.contains(&format!("href=\"/?bewaard={robots}\"")), "{public}");
    let programme = world.browser().text(&format!("{path}/programma")).await;
    assert!(programme.contains("Gluren bij wie pitcht") && programme.contains("/poster?bewaard="), "{programme}");
    assert!(world.public(robots).await.contains("Wordt gepitcht op dinsdag 19 januari 2027"));
    assert!(!world.public(garden).await.contains("gepitcht"));
    let told = |name: &str| world.mails_to(name).iter().filter(|mail| mail.contains("programma van")).count();
    assert_eq!((told("anna"), told("bert")), (1, 0), "only whose slot changed");
    world.clock.set(crate::common::at("2027-02-01T12:00:00Z").seconds());
    assert!(world.public(robots).await.contains("Gepitcht op dinsdag 19 januari 2027"));
}

#[tokio::test]
async fn owner_opens_visit_moments_and_sees_who_comes() {
    let world = World::start();
    let anna = world.person("anna").await;
    let robots = world.published_by(&anna, "Robots in de klas").await;
    let own = format!("/mijn/{robots}/bezoeken");
    assert!(anna.page(&own, 200).await.contains("Er staat nog geen moment open."));
    let moment = |other: &[(&'static str, &'static str)]| {
        let fields = vec![
            ("datum", "2027-01-19"),
            ("begin", "09:00"),
            ("einde", "11:00"),
            ("plekken", "3"),
            ("samenvatting", "De robots aan het werk."),
            ("locatie", "Meld je bij de balie"),
        ];
        with(fields, other)
    };
    let past = anna.post(&own, &moment(&[("datum", "2026-01-19")])).await;
    assert_eq!(past.status(), 422);
    assert!(text(past).await.contains("is al geweest"));
    assert_eq!(anna.posts(&own, &moment(&[])).await, format!("{own}?gedaan=geopend"));
    anna.posts(&own, &moment(&[("begin", "10:00"), ("agenda", "ja")])).await;
    let public = world.public(robots).await;
    assert!(
        public.contains("Kom kijken") && public.contains("dinsdag 19 januari 2027, 09.00 tot 11.00 uur"),
        "{public}"
    );
    assert!(public.contains("(nog 3 plekken)"), "{public}");
    let quiet = page(&world, "/bijeenkomsten/1").await;
    assert!(quiet.contains("Kom kijken: Robots in de klas") && quiet.contains("Meld je bij de balie"), "{quiet}");

    registered(&world, "/bijeenkomsten/1", "bert", &[("personen", "3")]).await;
    assert!(calendar(&world.mail_to("bert", "Jullie hebben 3 plekken").await).contains("METHOD:REQUEST"));
    assert!(anna.page(&own, 200).await.contains("bert, De Proefschool, 3 personen"));
    assert!(world.public(robots).await.contains("vol; er is een wachtlijst"));
    // Nobody else may, organisers neither.
    assert_eq!(world.person("carla").await.get(&own).await.status(), 404);
    let organiser = world.organiser().await;
    assert_eq!(organiser.get("/organisatie/bijeenkomsten/1").await.status(), 404);
    assert!(!organiser.page("/organisatie/bijeenkomsten", 200).await.contains("Kom kijken"));

    let cancel = format!("{own}/1/annuleren");
    assert_eq!(anna.post(&cancel, &[]).await.status(), 422);
    anna.posts(&cancel, &[("reden", "De robots zijn stuk.")]).await;
    assert!(world.mail_to("bert", "gaat niet door").await.contains("De robots zijn stuk."));
    assert!(!world.public(robots).await.contains("09.00 tot 11.00"));
}

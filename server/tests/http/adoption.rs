//! "Wij doen dit ook": asked by one school, confirmed by the other, shown on both pages and on the map.

use domain::{InitiativeId, Region};

use crate::common::{Person, World, eventually, header, rows::row, statuses, text};

/// In Roermond, far enough from Weert for a line on the map.
const ROERMOND: &[(&str, &str)] = &[("plaats", "Roermond"), ("lon", "5.99"), ("lat", "51.19")];

/// Two schools with an initiative each on the map: the host's was there first, the guest takes it over.
struct Schools {
    world: World,
    host: Person,
    guest: Person,
    source: InitiativeId,
    adopter: InitiativeId,
}

impl Schools {
    async fn start() -> Self {
        let world = World::start();
        let (host, guest) = (world.person("host").await, world.person("gast").await);
        let source = world.published_by(&host, "Samen lezen").await;
        let adopter = guest.places_with("Lezen in groep 8", ROERMOND).await;
        world.publish(adopter).await;
        Self { world, host, guest, source, adopter }
    }

    /// Asked and confirmed, and on both pages.
    async fn linked() -> Self {
        let schools = Self::start().await;
        let Self { world, host, guest, source, adopter } = &schools;
        assert_eq!(asks(guest, *adopter, *source).await.0, 303);
        host.posts(&format!("/mijn/{source}/ook/{adopter}"), &[("antwoord", "ja")]).await;
        eventually("both pages show it", async || world.public(*adopter).await.contains("Overgenomen van")).await;
        eventually("both pages show it", async || world.public(*source).await.contains("doet dit ook")).await;
        schools
    }
}

/// Asks; gives the status and the page.
async fn asks(who: &Person, adopter: InitiativeId, source: InitiativeId) -> (u16, String) {
    let answer = who.post(&format!("/initiatieven/{source}/ook"), &[("eigen", &adopter.to_string())]).await;
    (answer.status().as_u16(), text(answer).await)
}

#[tokio::test]
async fn adoption_story_from_the_question_to_both_pages() {
    let Schools { world, host, guest, source, adopter } = Schools::start().await;
    let ook = format!("/initiatieven/{source}/ook");
    assert!(world.public(source).await.contains(&format!("href=\"{ook}\"")));
    assert_eq!(world.get(&ook).await.status(), 401);
    let choose = guest.page(&ook, 200).await;
    assert!(choose.contains("Lezen in groep 8") && choose.contains(&format!("value=\"{adopter}\"")), "{choose}");
    let to = guest.posts(&ook, &[("eigen", &adopter.to_string())]).await;
    let own = guest.page(&to, 200).await;
    assert!(own.contains("Je vraag is verstuurd") && own.contains("moet nog bevestigen"), "{own}");
    world.mail_to("host", &format!("/mijn/{source}#ook")).await;
    assert!(!world.public(source).await.contains("doet dit ook"), "not before it is confirmed");

    let mine = host.page(&format!("/mijn/{source}"), 200).await;
    assert!(
        mine.contains("‘Lezen in groep 8’ van De Proefschool in Roermond") && mine.contains("Ja, dat klopt"),
        "{mine}"
    );
    let action = format!("/mijn/{source}/ook/{adopter}");
    assert!(mine.contains(&format!("action=\"{action}\"")));
    let to = host.posts(&action, &[("antwoord", "ja")]).await;
    assert!(host.page(&to, 200).await.contains("Bevestigd. Het staat nu op beide"));
    world.mail_to("gast", "Het is bevestigd").await;

    eventually("the host's page shows it", async || world.public(source).await.contains("1 school doet dit ook")).await;
    let shown = world.public(source).await;
    assert!(
        shown.contains("Ook bij") && shown.contains(&format!("/initiatieven/{adopter}/lezen-in-groep-8")),
        "{shown}"
    );
    assert!(shown.contains("class=\"thread\"") && shown.contains("Begonnen in Weert."), "the small map has the line");
    let theirs = world.public(adopter).await;
    assert!(
        theirs.contains("Overgenomen van") && theirs.contains(&format!("/initiatieven/{source}/samen-lezen")),
        "{theirs}"
    );

    // Either side ends it.
    guest.posts(&format!("/mijn/{adopter}/ook/{source}"), &[("antwoord", "einde")]).await;
    eventually("it is gone", async || !world.public(source).await.contains("doet dit ook")).await;
}

#[tokio::test]
async fn map_draws_the_lines_of_adoptions_on_demand() {
    let Schools { world, source, .. } = Schools::linked().await;
    // The card counts; the map draws on demand, without a script too.
    let map = world.text("/").await;
    assert!(map.contains("1 school doet dit ook") && map.contains("Toon wie het ook doet"), "{map}");
    assert!(!map.contains("class=\"thread\""));
    let map = world.text("/?lijnen=ja").await;
    assert!(map.contains("class=\"thread\"") && map.contains("lijnen=ja&amp;c="), "zooming keeps the lines: {map}");
    let answer = world.json("/kaart/beeld?lijnen=ja&breedte=800&hoogte=600").await;
    assert!(answer["drawn"].as_str().unwrap().contains("class=\"thread\""));
    assert!(
        !world.text("/?lijnen=ja&q=groep").await.contains("class=\"thread\""),
        "both ends have to be in the answer"
    );
    let shown = world.public(source).await;
    let link = shown.split("href=\"/?lijnen=ja").nth(1).unwrap().split('"').next().unwrap().replace("&amp;", "&");
    assert!(world.text(&format!("/?lijnen=ja{link}")).await.contains("class=\"thread\""));
    let wrong = world.text("/?lijnen=soms").await;
    assert!(wrong.contains("‘lijnen’ in het adres"));
}

#[tokio::test]
async fn adoption_leaves_open_data_as_it_was() {
    let Schools { world, host, guest, source, adopter } = Schools::start().await;
    let feature = format!("/api/collections/initiatieven/items/{source}");
    let before = world.json(&feature).await;
    assert_eq!(asks(&guest, adopter, source).await.0, 303);
    host.posts(&format!("/mijn/{source}/ook/{adopter}"), &[("antwoord", "ja")]).await;
    eventually("it is shown", async || world.public(source).await.contains("1 school doet dit ook")).await;
    assert_eq!(world.json(&feature).await, before, "open data stays what it was");
}

#[tokio::test]
async fn adoption_is_answered_only_by_the_host() {
    let Schools { world, host, guest, source, adopter } = Schools::start().await;
    assert_eq!(asks(&host, adopter, source).await.0, 422, "not with another's initiative");
    assert_eq!(asks(&guest, adopter, source).await.0, 303);
    let (from_host, from_guest) = (format!("/mijn/{source}/ook/{adopter}"), format!("/mijn/{adopter}/ook/{source}"));
    assert_eq!(guest.post(&from_host, &[("antwoord", "ja")]).await.status(), 404, "not theirs");
    for answer in ["ja", "nee", ""] {
        assert_eq!(guest.post(&from_guest, &[("antwoord", answer)]).await.status(), 400, "not theirs to say: {answer}");
    }
    let (one, other) =
        tokio::join!(host.post(&from_host, &[("antwoord", "nee")]), host.post(&from_host, &[("antwoord", "nee")]));
    let statuses = statuses(&one, &other);
    assert!(statuses == [303, 404] || statuses == [303, 409], "{statuses:?}");
    world.mail_to("gast", "Dat is niet bevestigd").await;
    assert_eq!(world.mails_to("gast").iter().filter(|mail| mail.contains("niet bevestigd")).count(), 1);
    assert!(!guest.page(&format!("/mijn/{adopter}"), 200).await.contains("bevestigen dat jullie"));
    assert!(!world.public(source).await.contains("doet dit ook"));
    assert!(world.state.store.audit("overname geweigerd", 9).await.unwrap().len() == 1);
    assert_eq!(asks(&guest, adopter, source).await.0, 303, "a mistake can be mended");
    guest.posts(&from_guest, &[("antwoord", "einde")]).await;
    assert_eq!(host.post(&from_host, &[("antwoord", "ja")]).await.status(), 404, "it was taken back");
}

#[tokio::test]
async fn adoption_of_itself_twice_or_in_a_circle_is_refused() {
    let world = World::start();
    let mut all = Vec::new();
    for name in ["a", "b", "c"] {
        let who = world.person(name).await;
        let id = world.published_by(&who, &format!("Initiatief {name}")).await;
        all.push((who, id));
    }
    let [(anna, a), (bert, b), (coen, c)] = &all[..] else { unreachable!() };
    let (status, says) = asks(anna, *a, *a).await;
    assert!(status == 422 && !says.contains(&format!("value=\"{a}\"")), "{says}");
    assert_eq!(asks(anna, *a, *b).await.0, 303);
    bert.posts(&format!("/mijn/{b}/ook/{a}"), &[("antwoord", "ja")]).await;
    let (status, says) = asks(anna, *a, *b).await;
    assert!(status == 422 && says.contains("al gevraagd of bevestigd") && says.contains("checked"), "{says}");
    assert_eq!(asks(bert, *b, *c).await.0, 303);
    let (status, says) = asks(coen, *c, *a).await;
    assert!(status == 422 && says.contains("Andersom kan dan niet meer"), "{says}");
    assert_eq!(world.state.store.adoptions_of(*c).await.unwrap().len(), 1);
}

#[tokio::test]
async fn adoptions_that_would_make_a_circle_at_once_leave_one() {
    let Schools { world, host, guest, source, adopter } = Schools::start().await;
    let ((first, _), (second, _)) = tokio::join!(asks(&host, source, adopter), asks(&guest, adopter, source));
    let mut statuses = [first, second];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 422]);
    assert_eq!(world.state.store.adoptions_of(source).await.unwrap().len(), 1);
}

#[tokio::test]
async fn adoption_of_what_nobody_owns_is_answered_by_an_editor() {
    let world = World::start();
    // Themselves an editor.
    let guest = world.appointed("gast", domain::Role::Editor, None, None).await;
    let adopter = world.published_by(&guest, "Ook lezen").await;
    world.import(&[row("van-niemand", "Van niemand")]).await;
    let source = InitiativeId(adopter.0 + 1);
    world.shows(source).await;
    assert!(!world.public(source).await.contains("Stel een vraag"), "nobody to ask");
    assert_eq!(asks(&guest, adopter, source).await.0, 303);
    assert!(guest.page(&format!("/mijn/{adopter}"), 200).await.contains("de redactie bevestigt dat nog"));

    let path = format!("/redactie/meldingen/ook/{adopter}/{source}");
    let (north, mid) = (world.editor_of(Region::North).await, world.editor_of(Region::Mid).await);
    assert!(!north.page("/redactie/meldingen", 200).await.contains("Ook lezen"));
    assert_eq!(north.post(&path, &[("antwoord", "ja")]).await.status(), 404);
    assert_eq!(guest.post(&path, &[("antwoord", "ja")]).await.status(), 403, "nobody decides on own work");
    assert!(mid.page("/redactie/meldingen", 200).await.contains(&format!("action=\"{path}\"")));
    assert_eq!(mid.post(&path, &[("antwoord", "misschien")]).await.status(), 400);
    assert_eq!(mid.posts(&path, &[("antwoord", "ja")]).await, "/redactie/meldingen?gedaan=bevestigd");
    eventually("it is shown", async || world.public(source).await.contains("1 school doet dit ook")).await;
    world.mail_to("gast", "Het is bevestigd").await;
    assert_eq!(mid.post(&path, &[("antwoord", "ja")]).await.status(), 404);
}

#[tokio::test]
async fn adoption_leaves_the_pages_with_what_is_archived() {
    let Schools { world, host, guest, source, adopter } = Schools::linked().await;
    world.clock.pass(3600);
    guest.posts(&format!("/mijn/{adopter}/archiveren"), &[]).await;
    eventually("it is not counted", async || !world.public(source).await.contains("doet dit ook")).await;
    assert!(!world.public(adopter).await.contains("Overgenomen van"), "nor on its own page");
    assert!(!world.text("/").await.contains("Toon wie het ook doet"), "there is nothing to show");
    assert_eq!(asks(&host, source, adopter).await.0, 404, "what is archived can't be taken over");
    assert!(host.page(&format!("/mijn/{source}"), 200).await.contains("Haal de verbinding weg"));
}

#[tokio::test]
async fn adoption_needs_an_initiative_of_ones_own() {
    let world = World::start();
    let source = world.published("Samen lezen").await;
    let guest = world.person("gast").await;
    let none = guest.page(&format!("/initiatieven/{source}/ook"), 200).await;
    assert!(
        none.contains("nog niets op de kaart")
            && none.contains("href=\"/plaatsen\"")
            && !none.contains("name=\"eigen\"")
    );
}

#[tokio::test]
async fn adoption_is_asked_at_most_ten_times_a_day() {
    let Schools { world: _world, guest, source, adopter, .. } = Schools::start().await;
    let (ook, eigen, back) =
        (format!("/initiatieven/{source}/ook"), adopter.to_string(), format!("/mijn/{adopter}/ook/{source}"));
    for _ in 0..10 {
        guest.posts(&ook, &[("eigen", &eigen)]).await;
        guest.posts(&back, &[("antwoord", "einde")]).await;
    }
    let refused = guest.post(&ook, &[("eigen", &eigen)]).await;
    assert_eq!((refused.status().as_u16(), header(&refused, "retry-after")), (429, "8640"));
    let says = text(refused).await;
    assert!(says.contains("Probeer het over") && says.contains("checked"), "{says}");
}

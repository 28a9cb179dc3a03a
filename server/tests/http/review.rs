//! Review by editors: from what was sent in to what stands on the map, four eyes, one editor at a time, undoing, and
//! the log.

use domain::{InitiativeId, Region, Role};

use crate::common::{DAY, Person, World, a_while, eventually, forms, header, statuses};

const ITEMS: &str = "/api/collections/initiatieven/items?limit=1000";

/// The title of the initiative on the map; `None` when it is not there.
async fn on_map(world: &World, id: InitiativeId) -> Option<String> {
    let all = world.json(ITEMS).await;
    let id = id.to_string();
    let feature = all["features"].as_array().unwrap().iter().find(|f| f["id"] == *id).cloned();
    feature.map(|f| f["properties"]["titel"].as_str().unwrap().to_owned())
}

async fn shows(world: &World, id: InitiativeId, title: Option<&str>) {
    eventually("the map shows it", async || on_map(world, id).await.as_deref() == title).await;
}

/// Another title over this version, and why.
fn change<'a>(title: &'a str, version: &'a str) -> forms::Fields<'a> {
    forms::change(version, title, &[("opbrengst", "Een robot\r\nEen film"), ("waarom", "de titel klopte niet")])
}

async fn two_editors(world: &World) -> (Person, Person) {
    (
        world.appointed("anna@kaart.nl", Role::Editor, None, None).await,
        world.appointed("bert@kaart.nl", Role::Editor, None, None).await,
    )
}

#[tokio::test]
async fn review_story_from_sent_in_to_undone() {
    let world = World::start();
    let sender = world.person("inzender").await;
    let editor = world.editor().await;
    let id = sender.places("Robots in de klas").await;
    let item = |version: i64| format!("/redactie/{id}/{version}");
    let queue = editor.page("/redactie", 200).await;
    assert!(queue.contains("Robots in de klas") && queue.contains("1 inzending wacht") && queue.contains("nieuw"));
    assert_eq!(on_map(&world, id).await, None);
    assert_eq!(world.get(&format!("/initiatieven/{id}")).await.status(), 404);

    // Asked: the sender sees the question.
    let page = editor.page(&item(1), 200).await;
    assert!(page.contains("Tweede alinea.") && page.contains("Weert, gemeente Weert, Midden-Limburg"), "{page}");
    assert_eq!(editor.post(&format!("{}/vragen", item(1)), &[("tekst", " ")]).await.status(), 422);
    let to = editor.posts(&format!("{}/vragen", item(1)), &[("tekst", "Welke groep doet mee?")]).await;
    assert!(editor.page(&to, 200).await.contains("Ongedaan maken"));
    assert!(sender.page("/mijn", 200).await.contains("Welke groep doet mee?"));

    // Changed and published.
    let to = sender.posts(&format!("/mijn/{id}"), &change("Robots in groep 7", "1")).await;
    assert!(sender.page(&to, 200).await.contains("ingestuurd"));
    editor.posts(&format!("{}/publiceren", item(2)), &[]).await;
    shows(&world, id, Some("Robots in groep 7")).await;
    let public = world.get(&format!("/initiatieven/{id}/robots-in-groep-7")).await;
    assert!(public.text().await.unwrap().contains("Robots in groep 7"));

    // A change waits, the old stays public; the diff shows both.
    world.clock.pass(3600);
    let before = world.json(&format!("/api/collections/initiatieven/items/{id}")).await;
    sender.posts(&format!("/mijn/{id}"), &change("Robots in groep 8", "2")).await;
    let page = editor.page(&item(3), 200).await;
    assert!(page.contains("verwijderd: </span>7</del>") && page.contains("toegevoegd: </span>8</ins>"), "{page}");
    assert!(page.contains("de titel klopte niet"));
    assert_eq!(on_map(&world, id).await.as_deref(), Some("Robots in groep 7"));
    let to = editor.posts(&format!("{}/publiceren", item(3)), &[]).await;
    shows(&world, id, Some("Robots in groep 8")).await;

    // Undone: the map is exactly what it was.
    assert!(editor.page(&to, 200).await.contains(&format!("action=\"{}/ongedaan\"", item(3))));
    editor.posts(&format!("{}/ongedaan", item(3)), &[]).await;
    shows(&world, id, Some("Robots in groep 7")).await;
    assert_eq!(world.json(&format!("/api/collections/initiatieven/items/{id}")).await, before);
    assert!(editor.page("/redactie", 200).await.contains("Robots in groep 8"), "it waits again");
}

#[tokio::test]
async fn undoing_a_first_publication_takes_it_off_the_map_and_stops_its_mail() {
    let world = World::start();
    let sender = world.person("inzender").await;
    let editor = world.editor().await;
    let id = sender.places("Robots in de klas").await;
    let item = format!("/redactie/{id}/1");
    editor.posts(&format!("{item}/publiceren"), &[]).await;
    shows(&world, id, Some("Robots in de klas")).await;
    editor.posts(&format!("{item}/ongedaan"), &[]).await;
    shows(&world, id, None).await;
    assert_eq!(world.get(&format!("/initiatieven/{id}")).await.status(), 404);

    // The mail never leaves; once it is late, it does, and undoing is over.
    world.clock.pass(3600);
    a_while().await;
    let told = || world.mails().iter().any(|mail| mail.contains("staat op de kaart"));
    assert!(!told());
    editor.posts(&format!("{item}/publiceren"), &[]).await;
    world.clock.pass(599);
    a_while().await;
    assert!(!told());
    world.clock.pass(2);
    assert_eq!(editor.post(&format!("{item}/ongedaan"), &[]).await.status(), 409);
    eventually("the mail has left", async || told()).await;
}

#[tokio::test]
async fn own_work_is_reviewed_by_another_editor() {
    let world = World::start();
    let editor = world.editor().await;
    let id = editor.places("Van mezelf").await;
    let item = format!("/redactie/{id}/1");
    let page = editor.page(&item, 200).await;
    assert!(page.contains("Een andere redacteur besluit erover") && !page.contains("/publiceren"));
    for verb in ["publiceren", "vragen", "afwijzen"] {
        let answer = editor.post(&format!("{item}/{verb}"), &[("tekst", "mooi van mij")]).await;
        assert_eq!(answer.status(), 409, "{verb}");
        assert!(answer.text().await.unwrap().contains("Dit is van jezelf"));
    }
    let moved = [("lon", "5.98"), ("lat", "51.21"), ("waarom", "de speld stond verkeerd")];
    let answer = editor.post(&format!("{item}/aanpassen"), &forms::change("1", "Nog mooier", &moved)).await;
    assert_eq!(answer.status(), 409);
    let page = answer.text().await.unwrap();
    assert!(page.contains("Lengtegraad: 5.98") && page.contains("de speld stond verkeerd"), "nothing is lost: {page}");
    assert_eq!(on_map(&world, id).await, None);
}

#[tokio::test]
async fn review_lock_is_held_by_one_editor_and_can_be_taken_over() {
    let world = World::start();
    let sender = world.person("inzender").await;
    let (anna, bert) = two_editors(&world).await;
    let id = sender.places("Robots in de klas").await;
    let item = format!("/redactie/{id}/1");
    assert!(anna.page(&item, 200).await.contains(&format!("action=\"{item}/publiceren\"")));
    let page = bert.page(&item, 200).await;
    assert!(page.contains("anna@kaart.nl bekijkt dit nu") && page.contains("Toch overnemen"), "{page}");
    assert!(!page.contains(&format!("action=\"{item}/publiceren\"")));
    assert!(bert.page("/redactie", 200).await.contains("anna@kaart.nl bekijkt dit nu"));
    assert_eq!(bert.post(&format!("{item}/publiceren"), &[]).await.status(), 409, "it is Anna’s");

    // Taken over on purpose; then Anna is too late.
    bert.posts(&format!("{item}/overnemen"), &[]).await;
    assert!(bert.page(&item, 200).await.contains(&format!("action=\"{item}/publiceren\"")));
    assert_eq!(anna.post(&format!("{item}/publiceren"), &[]).await.status(), 409);
    bert.posts(&format!("{item}/publiceren"), &[]).await;
    let late = anna.post(&format!("{item}/afwijzen"), &[("tekst", "Mijn lange reden")]).await;
    assert_eq!(late.status(), 409);
    let late = late.text().await.unwrap();
    assert!(late.contains("Iemand was je voor") && late.contains("staat op de kaart"), "{late}");
    assert!(late.contains("Mijn lange reden"), "what was typed is not lost");
    assert_eq!(anna.post(&format!("{item}/ongedaan"), &[]).await.status(), 409, "not hers to undo");
}

#[tokio::test]
async fn review_lock_ends_after_ten_minutes() {
    let world = World::start();
    let sender = world.person("inzender").await;
    let (anna, bert) = two_editors(&world).await;
    let id = sender.places("Blijft liggen").await;
    let item = format!("/redactie/{id}/1");
    anna.page(&item, 200).await;
    assert!(bert.page(&item, 200).await.contains("Toch overnemen"));
    world.clock.pass(601);
    assert!(!bert.page(&item, 200).await.contains("Toch overnemen"));
}

#[tokio::test]
async fn editor_amends_and_then_publishes() {
    let world = World::start();
    let sender = world.person("inzender").await;
    let editor = world.editor().await;
    let id = sender.places("Robbots in de klas").await;
    let form = editor.page(&format!("/redactie/{id}/1/aanpassen"), 200).await;
    assert!(form.contains("Robbots in de klas"));
    let mended = forms::change("1", "Robots in de klas", &[("waarom", "een typefout")]);
    let to = editor.posts(&format!("/redactie/{id}/1/aanpassen"), &mended).await;
    assert_eq!(to, format!("/redactie/{id}/2"));
    assert!(editor.page(&to, 200).await.contains("Aangepast door de redactie"));
    editor.posts(&format!("{to}/publiceren"), &[]).await;
    shows(&world, id, Some("Robots in de klas")).await;
    assert!(sender.page(&format!("/mijn/{id}/geschiedenis"), 200).await.contains("Aangepast door de redactie"));
}

#[tokio::test]
async fn editor_does_not_publish_alone_what_is_much_their_own_text() {
    let world = World::start();
    let sender = world.person("inzender").await;
    let (anna, bert) = two_editors(&world).await;
    let id = sender.places("Robots in de klas").await;
    // Step by step, each of them small: what counts is what the sender sent in.
    let mut item = format!("/redactie/{id}/1");
    for (version, title) in [("1", "Robots in de klap"), ("2", "Robots in de klop"), ("3", "Robots in de knop")] {
        item = anna.posts(&format!("{item}/aanpassen"), &forms::change(version, title, &[])).await;
    }
    let page = anna.page(&item, 200).await;
    assert!(page.contains("meer dan spelling") && !page.contains("/publiceren\""), "{page}");
    let refused = anna.post(&format!("{item}/publiceren"), &[]).await;
    assert_eq!(refused.status(), 409);
    assert!(refused.text().await.unwrap().contains("Een andere redacteur publiceert het"));
    assert_eq!(on_map(&world, id).await, None);
    // Another choice is no spelling either, whatever the texts.
    let other = sender.places("Muziek op het plein").await;
    let stage = forms::change("1", "Muziek op het plein", &[("fase", "idee")]);
    let changed = anna.posts(&format!("/redactie/{other}/1/aanpassen"), &stage).await;
    assert_eq!(anna.post(&format!("{changed}/publiceren"), &[]).await.status(), 409);

    // Another editor says yes, or the sender by sending it in again.
    world.clock.pass(11 * 60);
    bert.posts(&format!("{item}/publiceren"), &[]).await;
    shows(&world, id, Some("Robots in de knop")).await;
    anna.posts(&format!("{changed}/vragen"), &[("tekst", "Is dit nog een idee?")]).await;
    sender.posts(&format!("/mijn/{other}"), &forms::change("2", "Muziek op het plein", &[("fase", "idee")])).await;
    anna.posts(&format!("/redactie/{other}/3/publiceren"), &[]).await;
    shows(&world, other, Some("Muziek op het plein")).await;
}

#[tokio::test]
async fn what_its_sender_has_not_confirmed_is_no_editors_to_see() {
    let world = World::start();
    world.browser().posts("/plaatsen", &forms::submission(&[])).await;
    let admin = world.admin().await;
    for page in ["/redactie", "/redactie/claims", "/redactie/meldingen", "/redactie/verbleekt", "/redactie/logboek"] {
        let page = admin.page(page, 200).await;
        assert!(!page.contains("Schilderen met de buren") && !page.contains("anna@school.nl"), "{page}");
    }
    for path in ["/redactie/1/1", "/redactie/1/1/aanpassen", "/redactie/verbleekt/1"] {
        admin.page(path, 404).await;
    }
    for act in ["overnemen", "publiceren", "vragen", "afwijzen", "ongedaan", "aanpassen"] {
        let answer = admin.post(&format!("/redactie/1/1/{act}"), &[("tekst", "Dag")]).await;
        assert_eq!(answer.status(), 404, "{act}");
    }
    for act in ["klopt", "archiveren"] {
        assert_eq!(
            admin.post(&format!("/redactie/verbleekt/1/{act}"), &[("tekst", "Dag")]).await.status(),
            404,
            "{act}"
        );
    }
    let link = world.mail(1).await.link();
    world.browser().posts(&link, &[]).await;
    assert!(admin.page("/redactie/1/1", 200).await.contains("Schilderen met de buren"));
}

#[tokio::test]
async fn log_says_what_people_did_beside_deciding() {
    let world = World::start();
    let (anna, bert) = two_editors(&world).await;
    let (sender, admin) = (world.person("inzender").await, world.admin().await);
    let id = sender.places("Robots in de klas").await;
    anna.page(&format!("/redactie/{id}/1"), 200).await;
    bert.posts(&format!("/redactie/{id}/1/overnemen"), &[]).await;
    sender.posts(&format!("/mijn/{id}"), &change("Robots in groep 7", "1")).await;
    sender.posts("/mijn/gegevens", &[("naam", "Iemand Anders"), ("functie", "")]).await;
    sender.posts("/uitloggen/overal", &[]).await;
    assert_eq!(admin.get("/redactie/logboek.csv").await.status(), 200);
    let csv = admin.text("/redactie/logboek.csv").await;
    for line in [
        format!("bert@kaart.nl;bekijken overgenomen;{id};Robots in de klas;anna@kaart.nl;"),
        format!("Iemand Anders;wijziging ingestuurd;{id};Robots in de klas;;de titel klopte niet"),
        "Iemand Anders;naam veranderd;;;;".to_owned(),
        format!("Iemand Anders;ingestuurd;{id};Robots in de klas;;"),
        "Iemand Anders;overal uitgelogd;;;;".to_owned(),
        "beheerder@kaart.nl;logboek gedownload;;;;".to_owned(),
    ] {
        assert!(csv.contains(&line), "{line}: {csv}");
    }
}

#[tokio::test]
async fn editor_of_a_region_reviews_only_there() {
    let world = World::start();
    let sender = world.person("inzender").await;
    let south = world.editor_of(Region::South).await;
    let mid = world.editor_of(Region::Mid).await;
    let id = sender.places("Robots in Weert").await;
    assert!(!south.page("/redactie", 200).await.contains("Robots in Weert"));
    assert!(mid.page("/redactie?regio=midden", 200).await.contains("Robots in Weert"));
    south.page("/redactie?regio=midden", 403).await;
    south.page(&format!("/redactie/{id}/1"), 403).await;
    assert_eq!(south.post(&format!("/redactie/{id}/1/publiceren"), &[]).await.status(), 403);
    mid.page("/redactie/leden", 403).await;
    mid.page("/redactie/logboek", 403).await;
    assert_eq!(mid.get("/redactie/logboek.csv").await.status(), 403);
    sender.page("/redactie", 403).await;
    assert_eq!(world.get("/redactie").await.status(), 401);
    mid.page("/redactie/9999/1", 404).await;
    mid.page("/redactie/x/1", 404).await;
}

#[tokio::test]
async fn log_has_every_decision_for_a_year_and_opens_safely_in_a_spreadsheet() {
    let world = World::start();
    let sender = world.person("inzender").await;
    let admin = world.admin().await;
    let id = sender.places("=HYPERLINK(\"x\")").await;
    admin.posts(&format!("/redactie/{id}/1/afwijzen"), &[("tekst", "=1+1; \"te\" vaag")]).await;
    admin.posts(&format!("/redactie/{id}/1/ongedaan"), &[]).await;
    // As a Japanese spreadsheet reads it, behind a blank.
    admin.posts(&format!("/redactie/{id}/1/vragen"), &[("tekst", "\u{ff1d}1+1")]).await;
    admin.posts(&format!("/redactie/{id}/1/ongedaan"), &[]).await;
    let page = admin.page("/redactie/logboek?q=VAAG", 200).await;
    assert!(page.contains("1 regel") && page.contains("afgewezen"), "{page}");
    assert!(admin.page("/redactie/logboek?q=100%25", 200).await.contains("0 regels"));
    let csv = admin.get("/redactie/logboek.csv").await;
    assert_eq!(header(&csv, "content-type"), "text/csv; charset=utf-8");
    let csv = csv.text().await.unwrap();
    let bytes = admin.get("/redactie/logboek.csv").await.bytes().await.unwrap();
    assert!(bytes.starts_with(b"\xef\xbb\xbfwanneer;wie;wat;initiatief;titel;over;toelichting\r\n"));
    assert!(csv.contains("\"'=1+1; \"\"te\"\" vaag\"") && csv.contains("'=HYPERLINK"), "{csv}");
    assert!(csv.contains(";'\u{ff1d}1+1\r\n"), "{csv}");
    assert!(csv.contains("ongedaan gemaakt"));

    // Kept for twelve months.
    world.clock.pass(366 * DAY);
    // Nobody stays signed in that long.
    let admin = world.admin().await;
    admin.posts(&format!("/redactie/{id}/1/vragen"), &[("tekst", "Nog eens?")]).await;
    let page = admin.page("/redactie/logboek", 200).await;
    assert!(page.contains("1 regel") && !page.contains("vaag"), "{page}");
}

#[tokio::test]
async fn review_pages_escape_what_people_wrote() {
    let world = World::start();
    let sender = world.person("inzender").await;
    let admin = world.admin().await;
    let evil = "</textarea><script>alert(1)</script>\"'";
    let id = sender.places(evil).await;
    let mut fields = change(evil, "1");
    for (name, value) in &mut fields {
        if ["samenvatting", "omschrijving", "school", "opbrengst", "waarom"].contains(name) {
            *value = evil;
        }
    }
    fields.push(("leervraag", evil));
    fields.push(("periode", evil));
    sender.posts(&format!("/mijn/{id}"), &fields).await;
    admin.page(&format!("/redactie/{id}/2"), 200).await;
    admin.posts(&format!("/redactie/{id}/2/vragen"), &[("tekst", evil)]).await;
    let mut pages = Vec::new();
    for path in ["/redactie", &format!("/redactie?gedaan={id}-2"), "/redactie/logboek?q=script", "/redactie/leden"] {
        pages.push(admin.page(path, 200).await);
    }
    pages.push(admin.page(&format!("/redactie/{id}/2"), 200).await);
    pages.push(admin.page(&format!("/redactie/{id}/2/aanpassen"), 200).await);
    pages.push(sender.page("/mijn", 200).await);
    for part in ["bekijken", "aanpassen", "mensen", "geschiedenis"] {
        pages.push(sender.page(&format!("/mijn/{id}/{part}"), 200).await);
    }
    pages.push(sender.page(&format!("/mijn/{id}/intrekken"), 200).await);
    // Another text: the same again is a button that was pressed twice.
    for (name, value) in &mut fields {
        if *name == "leervraag" {
            *value = "Iets anders </textarea><script>alert(2)</script>";
        }
    }
    let stale = sender.post(&format!("/mijn/{id}"), &fields).await;
    assert_eq!(stale.status(), 409);
    pages.push(stale.text().await.unwrap());
    for page in pages {
        assert!(!page.contains("<script>alert") && !page.contains("</textarea><script"), "{page}");
    }
}

#[tokio::test]
async fn decisions_at_once_leave_one() {
    let world = World::start();
    let sender = world.person("anna").await;
    let (one, other) = two_editors(&world).await;
    for title in ["Robots in de klas", "Muziek op het plein", "Tuinieren in de pauze"] {
        let id = sender.places(title).await;
        let (publish, decline) = (format!("/redactie/{id}/1/publiceren"), format!("/redactie/{id}/1/afwijzen"));
        let (first, second) =
            tokio::join!(one.post(&publish, &[]), other.post(&decline, &[("tekst", "Dit past niet.")]));
        assert_eq!(statuses(&first, &second), [303, 409], "{title}");
    }
    // The same decision, too.
    let id = sender.places("Tegelijk").await;
    let path = format!("/redactie/{id}/1/publiceren");
    let (first, second) = tokio::join!(one.post(&path, &[]), other.post(&path, &[]));
    assert_eq!(statuses(&first, &second), [303, 409]);
}

#[tokio::test]
async fn editors_are_told_once_a_weekday_what_waits_for_them() {
    let world = World::start();
    // It is Saturday.
    let (north, mid) = (world.editor_of(Region::North).await, world.editor_of(Region::Mid).await);
    let sender = world.person("anna").await;
    let id = sender.places("De hei als klaslokaal").await;
    let told = |editor: &Person| {
        let mails = world.mails_to(&editor.email);
        mails.iter().filter(|mail| mail.contains("op de redactie")).count()
    };
    world.days(1).await;
    assert_eq!((told(&north), told(&mid)), (0, 0), "nobody works on Sunday");
    world.days(1).await;
    let mail = world.mail_to(&mid.email, "Er wacht 1 inzending").await;
    assert!(mail.contains("‘De hei als klaslokaal’") && mail.contains("/redactie"), "{mail:?}");
    assert_eq!(told(&north), 0, "it is not from their region");
    world.days(1).await;
    eventually("again on Tuesday", async || told(&mid) == 2).await;
    mid.publishes(id, 1).await;
    world.days(1).await;
    a_while().await;
    assert_eq!(told(&mid), 2, "nothing waits");
}

#[tokio::test]
async fn editor_reads_the_text_as_it_will_look_and_the_source_folded() {
    let world = World::start();
    let (sender, editor) = (world.person("inzender").await, world.editor().await);
    let form = forms::initiative("Robots in de klas", &[("omschrijving", "Zo **doen** we het.")]);
    sender.posts("/plaatsen", &form).await;
    let page = editor.page("/redactie/1/1", 200).await;
    let (shown, source) = page.split_once("<summary>Bron").expect("a fold");
    assert!(shown.contains("<strong>doen</strong>") && !shown.contains("**doen**"), "{page}");
    assert!(source.contains("**doen**"), "{page}");
}

#[tokio::test]
async fn answer_is_compared_with_the_version_that_was_asked_about() {
    let world = World::start();
    let (sender, editor) = (world.person("inzender").await, world.editor().await);
    let id = sender.places("Robots in de klas").await;
    editor.posts(&format!("/redactie/{id}/1/vragen"), &[("tekst", "Welke groep doet mee?")]).await;
    sender.posts(&format!("/mijn/{id}"), &change("Robots in groep 7", "1")).await;
    let page = editor.page(&format!("/redactie/{id}/2"), 200).await;
    let (_, answer) = page.split_once("Wat er veranderde sinds de vraag").expect("a heading");
    let (question, changes) = answer.split_once("Welke groep doet mee?").expect("the question above");
    assert!(!question.contains("<ins>") && changes.contains("toegevoegd: </span>7</ins>"), "{page}");
    assert!(page.contains("Nieuw, ingestuurd op"), "nothing is public yet: {page}");

    // What is published is not compared with an old question any more.
    editor.posts(&format!("/redactie/{id}/2/publiceren"), &[]).await;
    sender.posts(&format!("/mijn/{id}"), &change("Robots in groep 8", "2")).await;
    let page = editor.page(&format!("/redactie/{id}/3"), 200).await;
    assert!(page.contains("Wat er verandert<") && !page.contains("sinds de vraag"), "{page}");
    // Not placed, and sent in again.
    editor.posts(&format!("/redactie/{id}/3/afwijzen"), &[("tekst", "Groep 8 doet dit niet.")]).await;
    sender.posts(&format!("/mijn/{id}"), &change("Robots in groep 6", "3")).await;
    let page = editor.page(&format!("/redactie/{id}/4"), 200).await;
    assert!(page.contains("sinds het niet geplaatst werd") && page.contains("Groep 8 doet dit niet."), "{page}");
    assert!(page.contains("verwijderd: </span>8</del>"), "{page}");
}

#[tokio::test]
async fn what_an_editor_mended_in_something_new_is_compared_with_what_was_sent_in() {
    let world = World::start();
    let (sender, editor) = (world.person("inzender").await, world.editor().await);
    let id = sender.places("Robbots in de klas").await;
    let mended = editor.posts(&format!("/redactie/{id}/1/aanpassen"), &change("Robots in de klas", "1")).await;
    let page = editor.page(&mended, 200).await;
    assert!(page.contains("verwijderd: </span>Robbots</del>"), "{page}");
}

#[tokio::test]
async fn text_of_a_decision_that_is_taken_back_stands_in_the_form_again() {
    let world = World::start();
    let (sender, (anna, bert)) = (world.person("inzender").await, two_editors(&world).await);
    let id = sender.places("Robots in de klas").await;
    let item = format!("/redactie/{id}/1");
    for (verb, text) in [("afwijzen", "Dit is <reclame>."), ("vragen", "Welke groep?")] {
        anna.posts(&format!("{item}/{verb}"), &[("tekst", text)]).await;
        assert_eq!(anna.posts(&format!("{item}/ongedaan"), &[]).await, item);
        let page = anna.page(&item, 200).await;
        let (_, field) = page.split_once(&format!("id=\"{verb}\"")).expect("a field");
        let typed = field.split("</textarea>").next().unwrap();
        assert!(typed.contains(&text.replace('<', "&lt;").replace('>', "&gt;")), "{typed}");
    }
    world.clock.pass(601);
    assert!(!bert.page(&item, 200).await.contains("Welke groep?"), "it was not sent");
}

#[tokio::test]
async fn after_a_decision_the_next_item_opens_with_the_way_back() {
    let world = World::start();
    let sender = world.person("inzender").await;
    let (anna, bert) = two_editors(&world).await;
    let mut ids = Vec::new();
    for title in ["Een", "Twee", "Drie", "Vier"] {
        ids.push(sender.places(title).await);
        world.clock.pass(60);
    }
    let [one, two, three, four] = ids[..] else { panic!("four") };
    let own = anna.places("Van mezelf").await;
    // Bert reads the second.
    bert.page(&format!("/redactie/{two}/1"), 200).await;
    let to = anna.publishes(one, 1).await;
    assert_eq!(to, format!("/redactie/{three}/1?gedaan={one}-1"));
    let page = anna.page(&to, 200).await;
    assert!(page.contains("‘Een’ staat op de kaart.") && page.contains(&format!("href=\"/initiatieven/{one}/een\"")));
    assert!(page.contains(&format!("action=\"/redactie/{one}/1/ongedaan\"")), "{page}");
    assert!(page.contains(&format!("action=\"/redactie/{three}/1/publiceren\"")), "{page}");
    let to = anna.posts(&format!("/redactie/{three}/1/afwijzen"), &[("tekst", "Dit staat er al.")]).await;
    assert_eq!(to, format!("/redactie/{four}/1?gedaan={three}-1"));
    // Her own is for somebody else, and then there is nothing left for her.
    assert_eq!(anna.publishes(four, 1).await, format!("/redactie?gedaan={four}-1"));
    assert!(bert.page("/redactie", 200).await.contains(&format!("/redactie/{own}/1")));
}

#[tokio::test]
async fn chosen_sentence_goes_along_with_what_was_typed() {
    let world = World::start();
    let (sender, editor) = (world.person("inzender").await, world.editor().await);
    let sentence = "Voor welke groep of klas is dit?";
    for (title, typed, sent) in [("Een", "", sentence.to_owned()), ("Twee", " Mooi! ", format!("Mooi!\n\n{sentence}"))]
    {
        let id = sender.places(title).await;
        let item = format!("/redactie/{id}/1");
        assert!(editor.page(&item, 200).await.contains(&format!("<option value=\"{sentence}\">")));
        editor.posts(&format!("{item}/vragen"), &[("tekst", typed), ("zin", sentence)]).await;
        let version = world.state.store.version(id, 1).await.unwrap().unwrap();
        assert_eq!(version.reason, sent);
    }
}

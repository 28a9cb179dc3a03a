//! The editors' desk: a whole life, four eyes, one editor at a time, second thoughts, members and the log.

use std::sync::atomic::Ordering;

use domain::{Region, Role};

use crate::common::{NOON, Server, eventually, header, with_clock};

const ITEMS: &str = "/api/collections/initiatieven/items?limit=1000";

const EDITOR: &[(Role, Option<Region>, Option<&str>)] = &[(Role::Editor, None, None)];

/// The title of the initiative on the map; `None` when it is not there.
async fn on_map(server: &Server, id: i64) -> Option<String> {
    let all = server.json(ITEMS).await;
    let id = id.to_string();
    let feature = all["features"].as_array().unwrap().iter().find(|f| f["id"] == *id).cloned();
    feature.map(|f| f["properties"]["titel"].as_str().unwrap().to_owned())
}

async fn shows(server: &Server, id: i64, title: Option<&str>) {
    eventually("the map shows it", async || on_map(server, id).await.as_deref() == title).await;
}

fn change<'a>(title: &'a str, base: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("basis", base),
        ("titel", title),
        ("samenvatting", "Leerlingen bouwen samen een robot."),
        ("omschrijving", "Eerste alinea.\r\n\r\nTweede alinea."),
        ("school", "De Proefschool"),
        ("sector", "po"),
        ("thema", "steam"),
        ("fase", "lopend"),
        ("onderdeel", "vrijplaats"),
        ("opbrengst", "Een robot\r\nEen film"),
        ("waarom", "de titel klopte niet"),
    ]
}

async fn mails(server: &Server) -> Vec<String> {
    // What has left lies here.
    let folder = server.dir.path().join("uit");
    let Ok(files) = std::fs::read_dir(folder) else { return Vec::new() };
    files.map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap()).collect()
}

#[tokio::test]
async fn a_whole_life_from_sent_in_to_undone() {
    let (server, clock) = with_clock();
    let sender = server.visitor("inzender@school.nl", &[]).await;
    let editor = server.visitor("redacteur@kaart.nl", EDITOR).await;
    let id = server.sent_in(&sender, "Robots in de klas").await;
    let item = |version: i64| format!("/redactie/{id}/{version}");
    let queue = editor.page("/redactie", 200).await;
    assert!(queue.contains("Robots in de klas") && queue.contains("1 inzending wacht") && queue.contains("nieuw"));
    assert_eq!(on_map(&server, id).await, None);
    assert_eq!(server.get(&format!("/initiatieven/{id}")).await.status(), 404);

    // Asked: the sender sees the question.
    let page = editor.page(&item(1), 200).await;
    assert!(page.contains("Tweede alinea.") && page.contains("Weert, gemeente Weert, Midden-Limburg"), "{page}");
    assert_eq!(editor.post(&format!("{}/vragen", item(1)), &[("tekst", " ")]).await.status(), 422);
    let to = editor.does(&format!("{}/vragen", item(1)), &[("tekst", "Welke groep doet mee?")]).await;
    assert!(editor.page(&to, 200).await.contains("Ongedaan maken"));
    assert!(sender.page("/mijn", 200).await.contains("Welke groep doet mee?"));

    // Changed and published.
    let to = sender.does(&format!("/mijn/{id}"), &change("Robots in groep 7", "1")).await;
    assert!(sender.page(&to, 200).await.contains("ingestuurd"));
    editor.does(&format!("{}/publiceren", item(2)), &[]).await;
    shows(&server, id, Some("Robots in groep 7")).await;
    let public = server.get(&format!("/initiatieven/{id}/robots-in-groep-7")).await;
    assert!(public.text().await.unwrap().contains("Robots in groep 7"));

    // A change waits, the old stays public; the diff shows both.
    clock.fetch_add(3600, Ordering::SeqCst);
    let before = server.json(&format!("/api/collections/initiatieven/items/{id}")).await;
    sender.does(&format!("/mijn/{id}"), &change("Robots in groep 8", "2")).await;
    let page = editor.page(&item(3), 200).await;
    assert!(page.contains("verwijderd: </span>7</del>") && page.contains("toegevoegd: </span>8</ins>"), "{page}");
    assert!(page.contains("de titel klopte niet"));
    assert_eq!(on_map(&server, id).await.as_deref(), Some("Robots in groep 7"));
    let to = editor.does(&format!("{}/publiceren", item(3)), &[]).await;
    shows(&server, id, Some("Robots in groep 8")).await;

    // Undone: the map is exactly what it was.
    assert!(editor.page(&to, 200).await.contains(&format!("action=\"{}/ongedaan\"", item(3))));
    editor.does(&format!("{}/ongedaan", item(3)), &[]).await;
    shows(&server, id, Some("Robots in groep 7")).await;
    assert_eq!(server.json(&format!("/api/collections/initiatieven/items/{id}")).await, before);
    assert!(editor.page("/redactie", 200).await.contains("Robots in groep 8"), "it waits again");
}

#[tokio::test]
async fn undoing_the_first_publication_takes_it_off_the_map() {
    let (server, clock) = with_clock();
    let sender = server.visitor("inzender@school.nl", &[]).await;
    let editor = server.visitor("redacteur@kaart.nl", EDITOR).await;
    let id = server.sent_in(&sender, "Robots in de klas").await;
    let item = format!("/redactie/{id}/1");
    editor.does(&format!("{item}/publiceren"), &[]).await;
    shows(&server, id, Some("Robots in de klas")).await;
    editor.does(&format!("{item}/ongedaan"), &[]).await;
    shows(&server, id, None).await;
    assert_eq!(server.get(&format!("/initiatieven/{id}")).await.status(), 404);

    // The mail never leaves; once it is late, it does, and undoing is over.
    clock.fetch_add(3600, Ordering::SeqCst);
    tokio::time::sleep(std::time::Duration::from_millis(1200)).await;
    let told = |mails: Vec<String>| mails.iter().any(|mail| mail.contains("staat op de kaart"));
    assert!(!told(mails(&server).await));
    editor.does(&format!("{item}/publiceren"), &[]).await;
    clock.fetch_add(599, Ordering::SeqCst);
    tokio::time::sleep(std::time::Duration::from_millis(1200)).await;
    assert!(!told(mails(&server).await));
    clock.fetch_add(2, Ordering::SeqCst);
    assert_eq!(editor.post(&format!("{item}/ongedaan"), &[]).await.status(), 409);
    eventually("the mail has left", async || told(mails(&server).await)).await;
}

#[tokio::test]
async fn nobody_decides_on_own_work() {
    let (server, _clock) = with_clock();
    let editor = server.visitor("redacteur@kaart.nl", EDITOR).await;
    let id = server.sent_in(&editor, "Van mezelf").await;
    let item = format!("/redactie/{id}/1");
    let page = editor.page(&item, 200).await;
    assert!(page.contains("Een andere redacteur besluit erover") && !page.contains("/publiceren"));
    for verb in ["publiceren", "vragen", "afwijzen"] {
        let answer = editor.post(&format!("{item}/{verb}"), &[("tekst", "mooi van mij")]).await;
        assert_eq!(answer.status(), 409, "{verb}");
        assert!(answer.text().await.unwrap().contains("Dit is van jezelf"));
    }
    let answer = editor.post(&format!("{item}/aanpassen"), &change("Nog mooier", "1")).await;
    assert_eq!(answer.status(), 409);
    assert_eq!(on_map(&server, id).await, None);
}

#[tokio::test]
async fn of_two_editors_only_one_wins_and_the_other_reads_what_happened() {
    let (server, clock) = with_clock();
    let sender = server.visitor("inzender@school.nl", &[]).await;
    let (anna, bert) = (server.visitor("anna@kaart.nl", EDITOR).await, server.visitor("bert@kaart.nl", EDITOR).await);
    let id = server.sent_in(&sender, "Robots in de klas").await;
    let item = format!("/redactie/{id}/1");
    assert!(anna.page(&item, 200).await.contains(&format!("action=\"{item}/publiceren\"")));
    let page = bert.page(&item, 200).await;
    assert!(page.contains("anna@kaart.nl bekijkt dit nu") && page.contains("Toch overnemen"), "{page}");
    assert!(!page.contains(&format!("action=\"{item}/publiceren\"")));
    assert!(bert.page("/redactie", 200).await.contains("anna@kaart.nl bekijkt dit nu"));
    assert_eq!(bert.post(&format!("{item}/publiceren"), &[]).await.status(), 409, "it is Anna’s");

    // Taken over on purpose; then Anna is too late.
    bert.does(&format!("{item}/overnemen"), &[]).await;
    assert!(bert.page(&item, 200).await.contains(&format!("action=\"{item}/publiceren\"")));
    assert_eq!(anna.post(&format!("{item}/publiceren"), &[]).await.status(), 409);
    bert.does(&format!("{item}/publiceren"), &[]).await;
    let late = anna.post(&format!("{item}/afwijzen"), &[("tekst", "Mijn lange reden")]).await;
    assert_eq!(late.status(), 409);
    let late = late.text().await.unwrap();
    assert!(late.contains("Iemand was je voor") && late.contains("staat op de kaart"), "{late}");
    assert!(late.contains("Mijn lange reden"), "what was typed is not lost");
    assert_eq!(anna.post(&format!("{item}/ongedaan"), &[]).await.status(), 409, "not hers to undo");

    // At once: still only one.
    let id = server.sent_in(&sender, "Tegelijk").await;
    let path = format!("/redactie/{id}/1/publiceren");
    let (a, b) = tokio::join!(anna.post(&path, &[]), bert.post(&path, &[]));
    let mut both = [a.status().as_u16(), b.status().as_u16()];
    both.sort_unstable();
    assert_eq!(both, [303, 409]);

    // A hold ends by itself.
    let id = server.sent_in(&sender, "Blijft liggen").await;
    let item = format!("/redactie/{id}/1");
    anna.page(&item, 200).await;
    assert!(bert.page(&item, 200).await.contains("Toch overnemen"));
    clock.fetch_add(601, Ordering::SeqCst);
    assert!(!bert.page(&item, 200).await.contains("Toch overnemen"));
}

#[tokio::test]
async fn an_editor_mends_and_then_publishes() {
    let (server, _clock) = with_clock();
    let sender = server.visitor("inzender@school.nl", &[]).await;
    let editor = server.visitor("redacteur@kaart.nl", EDITOR).await;
    let id = server.sent_in(&sender, "Robbots in de klas").await;
    let form = editor.page(&format!("/redactie/{id}/1/aanpassen"), 200).await;
    assert!(form.contains("Robbots in de klas"));
    let to = editor.does(&format!("/redactie/{id}/1/aanpassen"), &change("Robots in de klas", "1")).await;
    assert_eq!(to, format!("/redactie/{id}/2"));
    assert!(editor.page(&to, 200).await.contains("Aangepast door de redactie"));
    editor.does(&format!("{to}/publiceren"), &[]).await;
    shows(&server, id, Some("Robots in de klas")).await;
    assert!(sender.page(&format!("/mijn/{id}"), 200).await.contains("Aangepast door de redactie"));
}

#[tokio::test]
async fn an_editor_sees_and_decides_only_in_the_own_region() {
    let (server, _clock) = with_clock();
    let sender = server.visitor("inzender@school.nl", &[]).await;
    let south = server.visitor("zuid@kaart.nl", &[(Role::Editor, Some(Region::South), None)]).await;
    let mid = server.visitor("midden@kaart.nl", &[(Role::Editor, Some(Region::Mid), None)]).await;
    let id = server.sent_in(&sender, "Robots in Weert").await;
    assert!(!south.page("/redactie", 200).await.contains("Robots in Weert"));
    assert!(mid.page("/redactie?regio=midden", 200).await.contains("Robots in Weert"));
    south.page("/redactie?regio=midden", 403).await;
    south.page(&format!("/redactie/{id}/1"), 403).await;
    assert_eq!(south.post(&format!("/redactie/{id}/1/publiceren"), &[]).await.status(), 403);
    mid.page("/redactie/leden", 403).await;
    mid.page("/redactie/logboek", 403).await;
    assert_eq!(mid.get("/redactie/logboek.csv").await.status(), 403);
    sender.page("/redactie", 403).await;
    assert_eq!(server.get("/redactie").await.status(), 401);
    mid.page("/redactie/9999/1", 404).await;
    mid.page("/redactie/x/1", 404).await;
}

#[tokio::test]
async fn what_has_ended_has_ended_at_once() {
    let (server, clock) = with_clock();
    let admin = server.visitor("baas@kaart.nl", &[(Role::Admin, None, None)]).await;
    let until = Some("2026-11-21");
    let editor = server.visitor("student@school.nl", &[(Role::Editor, None, until)]).await;
    editor.page("/redactie", 200).await;
    // Midnight in Limburg is an hour before midnight in UTC.
    clock.store(NOON + 11 * 3600, Ordering::SeqCst);
    editor.page("/redactie", 403).await;
    assert!(admin.page("/redactie/leden", 200).await.contains("afgelopen"));

    let page = admin.page("/redactie/leden", 200).await;
    assert!(page.contains("value=\"2027-07-31\""), "the end of the school year is proposed");
    let again = [("email", "student@school.nl"), ("rol", "redacteur"), ("regio", ""), ("tot", "2027-07-31")];
    assert_eq!(admin.does("/redactie/leden", &again).await, "/redactie/leden?gedaan=uitgenodigd");
    editor.page("/redactie", 200).await;
    let end = [("persoon", editor.id.to_string()), ("rol", "redacteur".into()), ("regio", String::new())];
    let end: Vec<_> = end.iter().map(|(name, value)| (*name, &**value)).collect();
    admin.does("/redactie/leden/einde", &end).await;
    editor.page("/redactie", 403).await;
    assert!(admin.page("/redactie/logboek?q=student", 200).await.contains("uitgenodigd"));
    eventually("the invitation has left", async || {
        mails(&server).await.iter().any(|mail| mail.contains("redacteur van de InnovatieKaart"))
    })
    .await;

    for (email, until) in [("geen adres", ""), ("a@school.nl", "2026-11-01"), ("a@school.nl", "morgen")] {
        let wrong = [("email", email), ("rol", "redacteur"), ("regio", "midden"), ("tot", until)];
        let answer = admin.post("/redactie/leden", &wrong).await;
        assert_eq!(answer.status(), 422);
        assert!(answer.text().await.unwrap().contains(&format!("value=\"{email}\"")));
    }
    let own = [("persoon", admin.id.to_string()), ("rol", "beheerder".into()), ("regio", String::new())];
    let own: Vec<_> = own.iter().map(|(name, value)| (*name, &**value)).collect();
    assert_eq!(admin.post("/redactie/leden/einde", &own).await.status(), 403, "somebody has to stay");
}

#[tokio::test]
async fn the_log_has_every_decision_and_opens_safely_in_a_spreadsheet() {
    let (server, clock) = with_clock();
    let sender = server.visitor("inzender@school.nl", &[]).await;
    let admin = server.visitor("baas@kaart.nl", &[(Role::Admin, None, None)]).await;
    let id = server.sent_in(&sender, "=HYPERLINK(\"x\")").await;
    admin.does(&format!("/redactie/{id}/1/afwijzen"), &[("tekst", "=1+1; \"te\" vaag")]).await;
    admin.does(&format!("/redactie/{id}/1/ongedaan"), &[]).await;
    let page = admin.page("/redactie/logboek?q=VAAG", 200).await;
    assert!(page.contains("1 regel") && page.contains("afgewezen"), "{page}");
    assert!(admin.page("/redactie/logboek?q=100%25", 200).await.contains("0 regels"));
    let csv = admin.get("/redactie/logboek.csv").await;
    assert_eq!(header(&csv, "content-type"), "text/csv; charset=utf-8");
    let csv = csv.text().await.unwrap();
    let bytes = admin.get("/redactie/logboek.csv").await.bytes().await.unwrap();
    assert!(bytes.starts_with(b"\xef\xbb\xbfwanneer;wie;wat;initiatief;titel;toelichting\r\n"));
    assert!(csv.contains("\"'=1+1; \"\"te\"\" vaag\"") && csv.contains("'=HYPERLINK"), "{csv}");
    assert!(csv.contains("ongedaan gemaakt"));

    // Kept for twelve months.
    clock.fetch_add(366 * 24 * 3600, Ordering::SeqCst);
    // Nobody stays signed in that long.
    let admin = server.visitor("baas@kaart.nl", &[(Role::Admin, None, None)]).await;
    admin.does(&format!("/redactie/{id}/1/vragen"), &[("tekst", "Nog eens?")]).await;
    let page = admin.page("/redactie/logboek", 200).await;
    assert!(page.contains("1 regel") && !page.contains("afgewezen"), "{page}");
}

#[tokio::test]
async fn what_people_write_is_text_on_every_page() {
    let (server, _clock) = with_clock();
    let sender = server.visitor("inzender@school.nl", &[]).await;
    let admin = server.visitor("baas@kaart.nl", &[(Role::Admin, None, None)]).await;
    let evil = "</textarea><script>alert(1)</script>\"'";
    let id = server.sent_in(&sender, evil).await;
    let mut fields = change(evil, "1");
    for (name, value) in &mut fields {
        if ["samenvatting", "omschrijving", "school", "opbrengst", "waarom"].contains(name) {
            *value = evil;
        }
    }
    fields.push(("leervraag", evil));
    fields.push(("periode", evil));
    sender.does(&format!("/mijn/{id}"), &fields).await;
    admin.page(&format!("/redactie/{id}/2"), 200).await;
    admin.does(&format!("/redactie/{id}/2/vragen"), &[("tekst", evil)]).await;
    let mut pages = Vec::new();
    for path in ["/redactie", &format!("/redactie?gedaan={id}-2"), "/redactie/logboek?q=script", "/redactie/leden"] {
        pages.push(admin.page(path, 200).await);
    }
    pages.push(admin.page(&format!("/redactie/{id}/2"), 200).await);
    pages.push(admin.page(&format!("/redactie/{id}/2/aanpassen"), 200).await);
    pages.push(sender.page("/mijn", 200).await);
    pages.push(sender.page(&format!("/mijn/{id}"), 200).await);
    pages.push(sender.page(&format!("/mijn/{id}/intrekken"), 200).await);
    let stale = sender.post(&format!("/mijn/{id}"), &fields).await;
    assert_eq!(stale.status(), 409);
    pages.push(stale.text().await.unwrap());
    for page in pages {
        assert!(!page.contains("<script>alert") && !page.contains("</textarea><script"), "{page}");
    }
}

#[tokio::test]
async fn of_two_decisions_at_once_only_one_is_made() {
    let (server, _clock) = with_clock();
    let sender = server.visitor("anna@school.nl", &[]).await;
    let admin = (Role::Admin, None, None);
    let (one, other) =
        (server.visitor("een@kaart.nl", &[admin]).await, server.visitor("twee@kaart.nl", &[admin]).await);
    for title in ["Robots in de klas", "Muziek op het plein", "Tuinieren in de pauze"] {
        let id = server.sent_in(&sender, title).await;
        let (publish, decline) = (format!("/redactie/{id}/1/publiceren"), format!("/redactie/{id}/1/afwijzen"));
        let (first, second) =
            tokio::join!(one.post(&publish, &[]), other.post(&decline, &[("tekst", "Dit past niet.")]));
        let mut statuses = [first.status().as_u16(), second.status().as_u16()];
        statuses.sort_unstable();
        assert_eq!(statuses, [303, 409], "{title}");
    }
}

//! My initiatives: changing, combining when two wrote at once, archiving and withdrawing.

use domain::{Region, Role};

use crate::common::{Server, Visitor, eventually, with_clock};

const EDITOR: &[(Role, Option<Region>, Option<&str>)] = &[(Role::Editor, None, None)];

fn form<'a>(base: &'a str, more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut fields = vec![
        ("basis", base),
        ("titel", "Robots in de klas"),
        ("samenvatting", "Leerlingen bouwen samen een robot."),
        ("omschrijving", "Eerste alinea.\r\n\r\nTweede alinea."),
        ("school", "De Proefschool"),
        ("sector", "po"),
        ("thema", "steam"),
        ("fase", "lopend"),
        ("onderdeel", "vrijplaats"),
    ];
    for (name, value) in more {
        fields.retain(|(n, _)| n != name);
        fields.push((name, value));
    }
    fields
}

async fn published(server: &Server, sender: &Visitor, editor: &Visitor) -> i64 {
    let id = server.sent_in(sender, "Robots in de klas").await;
    editor.does(&format!("/redactie/{id}/1/publiceren"), &[]).await;
    eventually("it is on the map", async || server.get(&format!("/initiatieven/{id}")).await.status() == 308).await;
    id
}

#[tokio::test]
async fn only_owners_find_it() {
    let (server, _clock) = with_clock();
    let (anna, bert) = (server.visitor("anna@school.nl", &[]).await, server.visitor("bert@school.nl", &[]).await);
    let id = server.sent_in(&anna, "Robots in de klas").await;
    assert!(anna.page("/mijn", 200).await.contains("Robots in de klas"));
    assert!(bert.page("/mijn", 200).await.contains("nog niets ingestuurd"));
    for path in ["", "/archiveren", "/intrekken"] {
        let path = format!("/mijn/{id}{path}");
        anna.page(&path, 200).await;
        bert.page(&path, 404).await;
        assert_eq!(bert.post(&path, &form("1", &[])).await.status(), 404, "{path}");
        assert_eq!(server.get(&path).await.status(), 401, "{path}");
    }
    assert_eq!(server.get("/mijn").await.status(), 401);
    anna.page("/mijn/abc", 404).await;
}

#[tokio::test]
async fn a_mistake_keeps_everything_that_was_typed() {
    let (server, _clock) = with_clock();
    let anna = server.visitor("anna@school.nl", &[]).await;
    let id = server.sent_in(&anna, "Robots in de klas").await;
    let more = [("titel", ""), ("website", "geen adres"), ("omschrijving", "\nEen lang verhaal\r\nmet regels")];
    let answer = anna.post(&format!("/mijn/{id}"), &form("1", &more)).await;
    assert_eq!(answer.status(), 422);
    let page = answer.text().await.unwrap().replace("<!>", "");
    assert!(page.contains("Een lang verhaal\nmet regels") && page.contains("value=\"geen adres\""), "{page}");
    assert!(page.contains("Titel is leeg") && page.contains("href=\"#v-website\""));
    assert!(anna.page(&format!("/mijn/{id}"), 200).await.contains("Versie 1"));
}

#[tokio::test]
async fn two_people_at_once_get_to_combine_and_lose_nothing() {
    let (server, _clock) = with_clock();
    let anna = server.visitor("anna@school.nl", &[]).await;
    let id = server.sent_in(&anna, "Robots in de klas").await;
    let path = format!("/mijn/{id}");
    let first = [("titel", "Robots van Anna"), ("leervraag", "Alleen Anna vraagt dit"), ("waarom", "om Anna")];
    anna.does(&path, &form("1", &first)).await;
    let second = [("titel", "Robots van Bert"), ("periode", "alleen van Bert"), ("waarom", "om Bert")];
    let answer = anna.post(&path, &form("1", &second)).await;
    assert_eq!(answer.status(), 409);
    let page = answer.text().await.unwrap().replace("<!>", "");
    for kept in ["Robots van Anna", "Robots van Bert", "Alleen Anna vraagt dit", "alleen van Bert", "om Bert"] {
        assert!(page.contains(kept), "{kept}: {page}");
    }
    assert_eq!(page.matches("class=\"botsing\"").count(), 1, "only the title clashes");
    assert!(page.contains("name=\"basis\" value=\"2\"") || page.contains("value=\"2\""));
    anna.does(&path, &form("2", &[("titel", "Robots van Anna en Bert")])).await;
    let page = anna.page(&path, 200).await;
    assert!(page.contains("Versie 3") && page.contains("vervangen door een nieuwere versie"), "{page}");
}

#[tokio::test]
async fn what_is_archived_stays_to_be_read_but_is_off_the_map() {
    let (server, _clock) = with_clock();
    let anna = server.visitor("anna@school.nl", &[]).await;
    let editor = server.visitor("redacteur@kaart.nl", EDITOR).await;
    let id = published(&server, &anna, &editor).await;
    let public = format!("/initiatieven/{id}/robots-in-de-klas");
    let item = format!("/api/collections/initiatieven/items/{id}");
    assert!(!server.get(&public).await.text().await.unwrap().contains("gearchiveerd"));
    assert!(anna.page(&format!("/mijn/{id}/archiveren"), 200).await.contains("Ja, archiveren"));
    anna.does(&format!("/mijn/{id}/archiveren"), &[]).await;
    eventually("it is off the map", async || server.get(&item).await.status() != 200).await;
    let page = server.get(&public).await;
    assert_eq!(page.status(), 200);
    let page = page.text().await.unwrap();
    assert!(page.contains("Dit initiatief is gearchiveerd") && page.contains("content=\"noindex\""));
    assert!(!server.get("/").await.text().await.unwrap().contains("Robots in de klas"));
    assert!(!server.get("/export/limburg.geojson").await.text().await.unwrap().contains("Robots"));

    // And back, through the desk.
    anna.does(&format!("/mijn/{id}"), &form("1", &[("titel", "Robots terug")])).await;
    editor.does(&format!("/redactie/{id}/2/publiceren"), &[]).await;
    eventually("it is back", async || server.get(&item).await.status() == 200).await;
    // Undoing makes it archived again.
    editor.does(&format!("/redactie/{id}/2/ongedaan"), &[]).await;
    eventually("it is off again", async || server.get(&item).await.status() != 200).await;
    assert_eq!(server.get(&public).await.status(), 200);
}

#[tokio::test]
async fn what_is_withdrawn_is_gone_and_nothing_of_it_waits() {
    let (server, _clock) = with_clock();
    let anna = server.visitor("anna@school.nl", &[]).await;
    let editor = server.visitor("redacteur@kaart.nl", EDITOR).await;
    let id = published(&server, &anna, &editor).await;
    anna.does(&format!("/mijn/{id}"), &form("1", &[("titel", "Wacht nog")])).await;
    anna.does(&format!("/mijn/{id}/intrekken"), &[]).await;
    let gone = async || server.get(&format!("/initiatieven/{id}")).await.status() == 410;
    eventually("it is gone", gone).await;
    assert!(!editor.page("/redactie", 200).await.contains("Wacht nog"));
    assert_eq!(editor.post(&format!("/redactie/{id}/2/publiceren"), &[]).await.status(), 409);
    assert_eq!(editor.post(&format!("/redactie/{id}/1/ongedaan"), &[]).await.status(), 409);
    let page = anna.page(&format!("/mijn/{id}"), 200).await;
    assert!(page.contains("Ingetrokken") && !page.contains("Wijziging insturen"), "{page}");
    assert_eq!(anna.post(&format!("/mijn/{id}"), &form("2", &[])).await.status(), 409);
}

#[tokio::test]
async fn of_two_changes_at_once_one_is_kept_and_the_other_gets_both_texts() {
    let (server, _clock) = with_clock();
    let anna = server.visitor("anna@school.nl", &[]).await;
    let id = server.sent_in(&anna, "Robots in de klas").await;
    let path = format!("/mijn/{id}");
    for base in ["1", "2", "3"] {
        let (one, other) = (format!("De een, {base}."), format!("De ander, {base}."));
        let (ours, theirs) = (form(base, &[("samenvatting", &one)]), form(base, &[("samenvatting", &other)]));
        let (first, second) = tokio::join!(anna.post(&path, &ours), anna.post(&path, &theirs));
        let mut statuses = [first.status().as_u16(), second.status().as_u16()];
        let refused = if statuses[0] == 409 { first } else { second };
        statuses.sort_unstable();
        assert_eq!(statuses, [303, 409]);
        let page = refused.text().await.unwrap();
        assert!(page.contains(&one) && page.contains(&other), "nothing that was typed is lost");
    }
}

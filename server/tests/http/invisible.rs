//! Characters that nobody sees, and that make text read otherwise than it is kept, come in by no form.

use domain::query::encode_pairs;
use store::StoreError;

use crate::common::{
    World, forms,
    pictures::{hashes, jpeg},
    text,
};

/// Right-to-left override, isolates, zero width, tags, a byte order mark.
const HIDDEN: [char; 8] =
    ['\u{202e}', '\u{2066}', '\u{2069}', '\u{200b}', '\u{200e}', '\u{e0041}', '\u{e007f}', '\u{feff}'];

/// Fields of which each text holds them, at its beginning, in it and at its end.
fn hostile<'a>(fields: &[(&'a str, &str)]) -> Vec<(&'a str, String)> {
    let all: String = HIDDEN.iter().collect();
    let mixed = |value: &str| match value.char_indices().nth(2) {
        Some((at, _)) => format!("{all}{}{all}{}{all}", &value[..at], &value[at..]),
        None => value.to_owned(),
    };
    fields.iter().map(|(name, value)| (*name, mixed(value))).collect()
}

fn borrowed<'a>(fields: &'a [(&'a str, String)]) -> Vec<(&'a str, &'a str)> {
    fields.iter().map(|(name, value)| (*name, &**value)).collect()
}

/// Every line of the database.
async fn kept(world: &World) -> Vec<String> {
    let mut export = world.state.store.full_export().await.unwrap();
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

#[tokio::test]
async fn no_form_lets_invisible_characters_in() {
    let world = World::start();
    let (anna, bert, editor, admin) =
        (world.person("anna").await, world.person("bert").await, world.editor().await, world.admin().await);
    let id = world.published_by(&anna, "Robots in de klas").await;
    let waits = anna.places("Muziek op het plein").await;
    let free = bert.places("Tuinieren in de pauze").await;
    let drafted = [forms::submission(&[("email", "concept@school.nl")]), vec![("bewaar", "ja")]].concat();
    let stranger = world.browser();

    let sent = anna.post_file(&format!("/mijn/{id}/foto"), &[("basis", "1")], &jpeg(20, 20)).await;
    let hash = hashes(&text(sent).await).pop().unwrap();
    let mut change = forms::change("1", "Robots in groep acht", &[("waarom", "de titel klopte niet")]);
    change.extend([("leervraag", "Hoe dan wel?"), ("opbrengst", "Een film"), ("periode", "elk jaar")]);
    change.extend([("foto", &*hash), ("foto-alt", "Een halve foto")]);
    let amended = forms::change("1", "Muziek op het veld", &[("waarom", "het is een veld")]);
    let question =
        [("naam", "Carla Vraag"), ("email", "carla@school.nl"), ("vraag", "Hoe begin je?"), ("toestemming", "ja")];

    for (who, path, fields, status) in [
        (&stranger, "/plaatsen".to_owned(), forms::submission(&[("email", "dirk@school.nl"), ("tonen", "ja")]), 303),
        (&stranger, "/plaatsen/concept".to_owned(), drafted, 204),
        (&anna.browser, format!("/mijn/{id}"), change, 303),
        (&anna.browser, "/mijn/gegevens".to_owned(), vec![("naam", "Anna Voorbeeld"), ("functie", "leraar")], 303),
        (
            &anna.browser,
            format!("/mijn/{id}/eigenaars"),
            vec![("email", "eva@school.nl"), ("soort", "mede-eigenaar")],
            303,
        ),
        (&bert.browser, format!("/claimen/{id}"), vec![("soort", "erbij"), ("waarom", "Ik doe mee")], 303),
        (&stranger, format!("/initiatieven/{id}/vraag"), question.to_vec(), 303),
        (
            &stranger,
            format!("/initiatieven/{id}/melden"),
            vec![("reden", "Klopt niet meer"), ("email", "fien@school.nl")],
            303,
        ),
        (&stranger, "/volgen?q=rob%E2%80%AEots".to_owned(), vec![("email", "gijs@school.nl")], 303),
        (&editor.browser, format!("/redactie/{waits}/1/aanpassen"), amended, 303),
        (&editor.browser, format!("/redactie/{free}/1/vragen"), vec![("tekst", "Welke groep?")], 303),
        (&editor.browser, format!("/redactie/{id}/2/afwijzen"), vec![("tekst", "Te vaag")], 303),
        (&admin.browser, "/redactie/leden".to_owned(), vec![("email", "hans@school.nl"), ("rol", "redacteur")], 303),
        (
            &anna.browser,
            format!("/mijn/{waits}/intrekken"),
            vec![("zeker", "ja"), ("waarom", "Het ging niet door")],
            303,
        ),
    ] {
        let fields = hostile(&fields);
        let answer = who.post(&path, &borrowed(&fields)).await;
        assert_eq!(answer.status(), status, "{path}: {}", answer.text().await.unwrap());
    }
    // Text that goes along from a session that had ended, encoded twice.
    let typed = encode_pairs(&hostile(&[("omschrijving", "Een verhaal van een uur")]));
    let path = format!("/mijn/{id}");
    stranger.posts("/inloggen", &[("email", "ineke@school.nl"), ("naar", &path), ("getypt", &typed)]).await;
    let link = world.mail_to("ineke", "/inloggen/").await.link();
    assert_eq!(stranger.posts(&link, &[]).await, "/getypt");
    let page = stranger.page("/getypt", 200).await;
    assert!(page.contains("Een verhaal van een uur") && !page.contains(HIDDEN), "{page}");

    let lines = kept(&world).await;
    for words in ["Robots in groep acht", "Anna Voorbeeld", "Klopt niet meer", "Hoe begin je?", "Muziek op het veld"] {
        assert!(lines.iter().any(|line| line.contains(words)), "{words} is kept as it was meant");
    }
    for line in &lines {
        // JSON escapes none of them; a draft and a search are kept as an address has them.
        let sessions = line.contains("unsent.body");
        assert!(!line.contains(HIDDEN), "{line}");
        assert!(
            sessions || !["%E2%80%AE", "%E2%81%A6", "%E2%80%8B", "%F3%A0"].iter().any(|code| line.contains(code)),
            "{line}"
        );
    }
}

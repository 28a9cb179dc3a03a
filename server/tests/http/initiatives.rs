//! What an owner does at `/mijn`: changing, combining when two wrote at once, archiving and withdrawing.

use crate::common::{Person, SHARED, World, eventually, forms, header, statuses, text};
use domain::InitiativeId;

const TITLE: &str = "Robots in de klas";

fn form<'a>(version: &'a str, other: &[(&'a str, &'a str)]) -> forms::Fields<'a> {
    forms::change(version, TITLE, other)
}

/// Anna's, on the map; with an editor.
async fn published(world: &World) -> (InitiativeId, Person, Person) {
    let anna = world.person("anna").await;
    (world.published_by(&anna, TITLE).await, anna, world.editor().await)
}

#[tokio::test]
async fn initiative_at_mijn_is_only_for_its_owners() {
    let world = World::start();
    let (anna, bert) = (world.person("anna").await, world.person("bert").await);
    let id = anna.places(TITLE).await;
    assert!(anna.page("/mijn", 200).await.contains(TITLE));
    assert!(bert.page("/mijn", 200).await.contains("nog niets ingestuurd"));
    for path in ["", "/archiveren", "/intrekken"] {
        let path = format!("/mijn/{id}{path}");
        anna.page(&path, 200).await;
        bert.page(&path, 404).await;
        assert_eq!(bert.post(&path, &form("1", &[])).await.status(), 404, "{path}");
        assert_eq!(world.get(&path).await.status(), 401, "{path}");
    }
    assert_eq!(world.get("/mijn").await.status(), 401);
    anna.page("/mijn/abc", 404).await;
}

#[tokio::test]
async fn change_with_a_mistake_keeps_what_was_typed() {
    let world = World::start();
    let anna = world.person("anna").await;
    let id = anna.places(TITLE).await;
    let more = [("titel", ""), ("website", "geen adres"), ("omschrijving", "\nEen lang verhaal\r\nmet regels")];
    let answer = anna.post(&format!("/mijn/{id}"), &form("1", &more)).await;
    assert_eq!(answer.status(), 422);
    let page = text(answer).await;
    assert!(page.contains("Een lang verhaal\nmet regels") && page.contains("value=\"geen adres\""), "{page}");
    assert!(page.contains("Titel is leeg") && page.contains("href=\"#v-website\""));
    let answer = anna.post(&format!("/mijn/{id}"), &form("1", &[("waarom", &"x".repeat(600))])).await;
    let page = text(answer).await;
    assert!(page.contains("<a href=\"#v-waarom\">Je uitleg is te lang; hooguit"), "{page}");
    assert!(anna.page(&format!("/mijn/{id}/geschiedenis"), 200).await.contains("Versie 1"));
}

/// The fields of an initiative on a page, in its order: name, label, control, and how many of those.
fn fields(page: &str) -> Vec<(String, String, String, usize)> {
    let text = |html: &str| html.split('<').map(|part| part.rsplit('>').next().unwrap()).collect::<String>();
    let attribute = |tag: &str, name: &str| -> String {
        let value = tag.split(&format!(" {name}=\"")).nth(1).and_then(|rest| rest.split('"').next());
        value.unwrap_or_default().to_owned()
    };
    let control = |html: &str| {
        let tags = html.split('<').filter(|tag| tag.starts_with("input") || tag.starts_with("textarea"));
        let mut tags = tags.map(|tag| tag.split('>').next().unwrap()).filter(|tag| tag.contains(" name="));
        tags.find(|tag| attribute(tag, "type") != "hidden").map(str::to_owned)
    };
    let labelled = page.split(" class=\"field__label\"").skip(1);
    let shown = labelled.filter_map(|html| {
        let (label, rest) = html.split_once('>')?.1.split_once("</l")?;
        let control = control(rest)?;
        let (name, kind) = (attribute(&control, "name"), attribute(&control, "type"));
        let kind = format!("{} {kind}", control.split(' ').next()?);
        let count = page.matches(&format!(" name=\"{name}\"")).count();
        Some((name, text(&format!("<b>{label}")), kind, count))
    });
    shown.filter(|(name, ..)| !["naam", "functie", "email", "waarom"].contains(&&**name)).collect()
}

/// The ids on a page that more than one element has.
fn ids_twice(page: &str) -> Vec<&str> {
    let mut ids: Vec<&str> = page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    ids.sort_unstable();
    ids.chunk_by(|a, b| a == b).filter(|same| same.len() > 1).map(|same| same[0]).collect()
}

#[tokio::test]
async fn form_that_places_and_those_that_change_have_the_same_fields() {
    let world = World::start();
    let (anna, editor) = (world.person("anna").await, world.editor().await);
    let id = anna.places(TITLE).await;
    let placing = anna.page("/plaatsen", 200).await;
    let changing = anna.page(&format!("/mijn/{id}/aanpassen"), 200).await;
    let amending = editor.page(&format!("/redactie/{id}/1/aanpassen"), 200).await;
    let placed = fields(&placing);
    let names: Vec<&str> = placed.iter().map(|(name, ..)| &**name).collect();
    let all =
        domain::submit::ORDER.iter().filter(|name| !["vestigingscode", "naam", "functie", "email"].contains(name));
    assert!(all.clone().all(|name| names.contains(name)), "{names:?}");
    for (page, wanted) in [(&changing, &placed), (&amending, &placed)] {
        assert_eq!(&fields(page), wanted);
        assert!(page.contains("<span class=\"field__optional\"> (mag leeg)</span>"), "{page}");
    }
    let looked = text(anna.post(&format!("/mijn/{id}"), &form("1", &[("voorbeeld", "ja")])).await).await;
    for page in [&placing, &changing, &amending, &looked] {
        assert_eq!(ids_twice(page), [""; 0]);
    }
}

#[tokio::test]
async fn every_outcome_has_a_row_and_comes_back_from_rows_or_lines() {
    let world = World::start();
    let anna = world.person("anna").await;
    let id = anna.places(TITLE).await;
    let path = format!("/mijn/{id}");
    let lines: Vec<String> = (1..=8).map(|number| format!("Opbrengst nummer {number}, met een | erin.")).collect();
    anna.posts(&path, &form("1", &[("opbrengst", &lines.join("\r\n"))])).await;
    let page = anna.page(&format!("{path}/aanpassen"), 200).await;
    for line in &lines {
        assert!(page.contains(&format!(" value=\"{line}\"")), "{line}: {page}");
    }
    let rows: Vec<_> = lines.iter().map(|line| ("opbrengst", &**line)).chain([("opbrengst", "")]).collect();
    anna.posts(&path, &form("2", &rows)).await;
    let versions = world.state.store.versions(id).await.unwrap();
    assert_eq!((versions.len(), &versions[0].initiative.content.outcomes), (3, &lines));
    // Too many is a mistake, and none of them is lost.
    let many: Vec<String> = (1..=14).map(|number| format!("Nummer {number}.")).collect();
    let rows: Vec<_> = many.iter().map(|line| ("opbrengst", &**line)).collect();
    let answer = anna.post(&path, &form("3", &rows)).await;
    assert_eq!(answer.status(), 422);
    let page = text(answer).await;
    assert!(page.contains("href=\"#v-opbrengst\"") && page.contains("value=\"Nummer 14.\""), "{page}");
}

#[tokio::test]
async fn change_is_seen_as_it_will_look_before_it_is_sent_in() {
    let world = World::start();
    let (id, anna, editor) = published(&world).await;
    for (person, path) in [(&anna, format!("/mijn/{id}")), (&editor, format!("/redactie/{id}/1/aanpassen"))] {
        let typed = [("titel", "Robots in groep 8"), ("omschrijving", "Zo **doen** we het."), ("voorbeeld", "ja")];
        let answer = person.post(&path, &form("1", &typed)).await;
        assert_eq!(answer.status(), 200, "{path}");
        let page = text(answer).await;
        let (form, shown) = page.split_once("id=\"voorbeeld\"").expect("a preview");
        assert!(form.contains("value=\"Robots in groep 8\"") && form.contains("Zo **doen** we het."), "{page}");
        assert!(shown.contains("Robots in groep 8") && shown.contains("<strong>doen</strong>"), "{page}");
    }
    assert_eq!(world.state.store.versions(id).await.unwrap().len(), 1, "nothing is kept");
}

#[tokio::test]
async fn choices_that_two_made_are_told_in_words() {
    let world = World::start();
    let anna = world.person("anna").await;
    let id = anna.places(TITLE).await;
    let path = format!("/mijn/{id}");
    let first = [("sector", "vo"), ("fase", "idee"), ("onderdeel", "marktplaats"), ("opbrengst", "Van Anna")];
    anna.posts(&path, &form("1", &first)).await;
    let second = [("sector", "mbo"), ("fase", "afgerond"), ("onderdeel", "buitenplaats"), ("opbrengst", "Van Bert")];
    let page = text(anna.post(&path, &form("1", &second)).await).await;
    let told: Vec<Vec<&str>> = page
        .split("class=\"conflict\"")
        .skip(1)
        .map(|box_| {
            let quotes = box_.split("<blockquote class=\"quoted\">").skip(1).take(2);
            quotes.filter_map(|quote| quote.split('<').next()).collect()
        })
        .collect();
    assert_eq!(
        told,
        [
            ["Marktplaats", "Buitenplaats"],
            ["Voortgezet onderwijs (vo)", "Middelbaar beroepsonderwijs (mbo)"],
            ["Idee", "Afgerond"],
            ["Van Anna", "Van Bert"]
        ]
    );
    assert!(page.contains("value=\"mbo\" checked") && page.contains("value=\"Van Bert\""), "one's own is in the field");
}

#[tokio::test]
async fn change_over_an_older_version_shows_both_texts_to_combine() {
    let world = World::start();
    let anna = world.person("anna").await;
    let id = anna.places(TITLE).await;
    let path = format!("/mijn/{id}");
    let first = [("titel", "Robots van Anna"), ("leervraag", "Alleen Anna vraagt dit"), ("waarom", "om Anna")];
    anna.posts(&path, &form("1", &first)).await;
    let second = [("titel", "Robots van Bert"), ("periode", "alleen van Bert"), ("waarom", "om Bert")];
    let answer = anna.post(&path, &form("1", &second)).await;
    assert_eq!(answer.status(), 409);
    let page = text(answer).await;
    for kept in ["Robots van Anna", "Robots van Bert", "Alleen Anna vraagt dit", "alleen van Bert", "om Bert"] {
        assert!(page.contains(kept), "{kept}: {page}");
    }
    assert_eq!(page.matches("class=\"conflict\"").count(), 1, "only the title clashes");
    assert!(page.contains("name=\"basis\" value=\"2\"") || page.contains("value=\"2\""));
    anna.posts(&path, &form("2", &[("titel", "Robots van Anna en Bert")])).await;
    let page = anna.page(&format!("{path}/geschiedenis"), 200).await;
    assert!(page.contains("Versie 3") && page.contains("vervangen door een nieuwere versie"), "{page}");
}

#[tokio::test]
async fn two_moves_of_the_pin_are_shown_to_choose_from() {
    let world = World::start();
    let anna = world.person("anna").await;
    let id = anna.places(TITLE).await;
    let path = format!("/mijn/{id}");
    let to = |lon, lat| form("1", &[("lon", lon), ("lat", lat)]);
    anna.posts(&path, &to("5.98", "51.21")).await;
    let answer = anna.post(&path, &to("5.97", "51.22")).await;
    assert_eq!(answer.status(), 409);
    let page = text(answer).await;
    let fold = page.split("class=\"edit-pin\"").nth(1).unwrap().split("</details>").next().unwrap();
    let (theirs, mine) = fold.split_once("Jij schreef").expect("both");
    assert!(theirs.contains("51,21 noorderbreedte, 5,98") && mine.contains("51,22 noorderbreedte, 5,97"), "{fold}");
    assert!(page.contains("<details open class=\"edit-pin\">") || fold.trim_start().starts_with("open"), "{fold:.40}");
}

#[tokio::test]
async fn owner_moves_the_pin_and_an_editor_sees_how_far() {
    let world = World::start();
    let (id, anna, editor) = published(&world).await;
    let (path, item) = (format!("/mijn/{id}"), format!("/api/collections/initiatieven/items/{id}"));
    let before = world.get(&item).await.text().await.unwrap();
    let where_ = ["postcode", "plaats", "lon", "lat", "gezocht", "speld"];
    let page = anna.page(&format!("{path}/aanpassen"), 200).await;
    let kept = forms::values(&page, &where_);
    assert!(page.contains("Verplaats de speld") && !kept[2].1.is_empty(), "{page}");

    // Nothing about the place, or the same: it stays to the last digit.
    anna.posts(&path, &form("1", &[("waarom", "zonder plek")])).await;
    anna.posts(&path, &form("2", &forms::borrowed(&kept))).await;
    editor.publishes(id, 3).await;
    let coordinates = |item: &str| {
        let item: serde_json::Value = serde_json::from_str(item).unwrap();
        item["geometry"]["coordinates"].clone()
    };
    world.shows(id).await;
    assert_eq!(coordinates(&world.get(&item).await.text().await.unwrap()), coordinates(&before));

    // An address is looked up and shown first, by its button or not.
    for button in [&[][..], &[("toon", "ja")]] {
        let typed = [&[("plaats", "Venlo"), ("titel", "Robots in Venlo")], button].concat();
        let answer = anna.post(&path, &form("3", &typed)).await;
        assert_eq!(answer.status(), 200, "{button:?}");
        let shown = text(answer).await;
        assert!(shown.contains("De speld staat in Noord-Limburg, gemeente Venlo") && shown.contains("Robots in Venlo"));
    }
    let shown = text(anna.post(&path, &form("3", &[("plaats", "Venlo"), ("toon", "ja")])).await).await;
    let found = forms::values(&shown, &where_);
    let north = [&*forms::borrowed(&found), &[("schuif", "n")]].concat();
    let moved = forms::values(&text(anna.post(&path, &form("3", &north)).await).await, &where_);
    assert!(moved[3].1 > found[3].1, "{moved:?} {found:?}");

    for (wrong, says) in [
        (("plaats", "Nergenshuizen"), "‘Nergenshuizen’ kennen we niet in Limburg"),
        (("lat", "veel"), "moet een getal in graden zijn"),
        (("lat", "48"), "Limburg"),
    ] {
        let mut typed = forms::borrowed(&moved);
        typed.retain(|(name, _)| *name != wrong.0);
        typed.push(wrong);
        let answer = anna.post(&path, &form("3", &typed)).await;
        let page = text(answer).await;
        assert!(page.contains(says) && page.contains("<details open class=\"edit-pin\""), "{wrong:?}: {page}");
    }

    anna.posts(&path, &form("3", &forms::borrowed(&moved))).await;
    let desk = editor.page(&format!("/redactie/{id}/4"), 200).await;
    assert!(desk.contains("verplaatst. Eerst stond hij hier"), "{desk}");
    editor.publishes(id, 4).await;
    let there = async || coordinates(&world.get(&item).await.text().await.unwrap()) != coordinates(&before);
    eventually("the pin moved on the map", there).await;
}

#[tokio::test]
async fn archiving_keeps_the_page_and_leaves_the_map() {
    let world = World::start();
    let (id, anna, editor) = published(&world).await;
    let public = format!("/initiatieven/{id}/robots-in-de-klas");
    let item = format!("/api/collections/initiatieven/items/{id}");
    assert!(!world.get(&public).await.text().await.unwrap().contains("gearchiveerd"));
    assert!(anna.page(&format!("/mijn/{id}/archiveren"), 200).await.contains("Ja, archiveren"));
    anna.posts(&format!("/mijn/{id}/archiveren"), &[]).await;
    eventually("it is off the map", async || world.get(&item).await.status() != 200).await;
    let page = world.get(&public).await;
    assert_eq!(page.status(), 200);
    let page = page.text().await.unwrap();
    assert!(page.contains("Dit initiatief is gearchiveerd") && page.contains("content=\"noindex\""));
    assert!(!world.get("/").await.text().await.unwrap().contains(TITLE));
    assert!(!world.get("/export/limburg.geojson").await.text().await.unwrap().contains("Robots"));

    // And back, through the desk.
    anna.posts(&format!("/mijn/{id}"), &form("1", &[("titel", "Robots terug")])).await;
    editor.posts(&format!("/redactie/{id}/2/publiceren"), &[]).await;
    eventually("it is back", async || world.get(&item).await.status() == 200).await;
    // Undoing makes it archived again.
    editor.posts(&format!("/redactie/{id}/2/ongedaan"), &[]).await;
    eventually("it is off again", async || world.get(&item).await.status() != 200).await;
    assert_eq!(world.get(&public).await.status(), 200);
}

#[tokio::test]
async fn withdrawing_is_gone_and_leaves_nothing_in_review() {
    let world = World::start();
    let (id, anna, editor) = published(&world).await;
    anna.posts(&format!("/mijn/{id}"), &form("1", &[("titel", "Wacht nog")])).await;
    anna.posts(&format!("/mijn/{id}/intrekken"), &[]).await;
    let gone = async || world.get(&format!("/initiatieven/{id}")).await.status() == 410;
    eventually("it is gone", gone).await;
    assert!(!editor.page("/redactie", 200).await.contains("Wacht nog"));
    assert_eq!(editor.post(&format!("/redactie/{id}/2/publiceren"), &[]).await.status(), 409);
    assert_eq!(editor.post(&format!("/redactie/{id}/1/ongedaan"), &[]).await.status(), 409);
    let page = anna.page(&format!("/mijn/{id}"), 200).await;
    assert!(page.contains("Ingetrokken"), "{page}");
    for part in ["aanpassen", "mensen"] {
        assert!(!page.contains(&format!("/mijn/{id}/{part}\"")), "{part}: {page}");
        assert_eq!(header(&anna.get(&format!("/mijn/{id}/{part}")).await, "location"), format!("/mijn/{id}"));
    }
    let late = anna.post(&format!("/mijn/{id}"), &form("2", &[("leervraag", "Wat ik net nog typte")])).await;
    assert_eq!(late.status(), 409);
    let page = text(late).await;
    assert!(page.contains("Wat ik net nog typte") && !page.contains("Probeer het opnieuw"), "{page}");
}

#[tokio::test]
async fn changes_at_once_keep_one_and_give_the_other_both_texts() {
    let world = World::start();
    let anna = world.person("anna").await;
    let id = anna.places(TITLE).await;
    let path = format!("/mijn/{id}");
    for base in ["1", "2", "3"] {
        let (one, other) = (format!("De een, {base}."), format!("De ander, {base}."));
        let (ours, theirs) = (form(base, &[("samenvatting", &one)]), form(base, &[("samenvatting", &other)]));
        let (first, second) = tokio::join!(anna.post(&path, &ours), anna.post(&path, &theirs));
        assert_eq!(statuses(&first, &second), [303, 409]);
        let refused = if first.status() == 409 { first } else { second };
        let page = refused.text().await.unwrap();
        assert!(page.contains(&one) && page.contains(&other), "nothing that was typed is lost");
    }
}

#[tokio::test]
async fn number_in_an_address_that_is_none_leads_nowhere() {
    let world = World::start();
    let (admin, owner) = (world.admin().await, world.person("anna").await);
    let id = owner.places(TITLE).await;
    for number in [&*format!("%0d%0aX{id}"), "..%2f..%2fx", &format!("+{id}"), &format!("0{id}"), "%20", "%00", "x"] {
        for path in [
            format!("/mijn/{number}"),
            format!("/mijn/{number}/foto"),
            format!("/mijn/{number}/archiveren"),
            format!("/mijn/{number}/stoppen"),
            format!("/initiatieven/{number}"),
            format!("/initiatieven/{number}/vraag"),
            format!("/initiatieven/{number}/deelbeeld.png"),
            format!("/claimen/{number}"),
            format!("/redactie/{number}/1"),
            format!("/redactie/{number}/1/aanpassen/foto"),
            format!("/redactie/verbleekt/{number}"),
        ] {
            for who in [&admin, &owner] {
                let answer = who.get(&path).await;
                assert!([403, 404].contains(&answer.status().as_u16()), "{path}: {}", answer.status());
                assert_eq!(header(&answer, "location"), "", "{path}");
            }
        }
    }
    assert_eq!(header(&owner.get(&format!("/mijn/{id}/foto")).await, "location"), format!("/mijn/{id}/aanpassen"));
}

#[tokio::test]
async fn page_of_an_owner_has_its_parts_as_links() {
    let world = World::start();
    let anna = world.person("anna").await;
    let id = anna.places("Robots in de klas").await;
    let own = format!("/mijn/{id}");
    let current = |page: &str| {
        let tab = page.split("<a").find(|part| part.contains("aria-current=\"page\"") && part.contains(&own));
        tab.and_then(|tab| tab.split('>').nth(1)?.split('<').next().map(str::to_owned)).unwrap_or_default()
    };
    // Nothing is public yet: what there is to do is the form.
    for (path, tab, says) in [
        ("", "Aanpassen", "Wijziging insturen"),
        ("/bekijken", "Bekijk", "Zo gaat het eruitzien"),
        ("/mensen", "Mensen", "Eigenaars"),
        ("/geschiedenis", "Geschiedenis", "Versie 1"),
    ] {
        let page = anna.page(&format!("{own}{path}"), 200).await;
        assert!(current(&page).trim() == tab && page.contains(says), "{path}: {page}");
        for other in ["bekijken", "aanpassen", "mensen", "geschiedenis"] {
            assert!(page.contains(&format!("href=\"{own}/{other}\"")), "{other}: {page}");
        }
    }
    world.publish(id).await;
    let page = anna.page(&own, 200).await;
    assert!(current(&page).trim() == "Bekijk" && page.contains("Zo staat het op de kaart"), "{page}");
    assert!(!page.contains("Wijziging insturen"), "{page}");
    // A change that waits stands above how it will look.
    anna.posts(&own, &forms::change("1", "Robots in groep 8", &[])).await;
    let page = anna.page(&own, 200).await;
    let (waits, shown) = page.split_once("Zo gaat het eruitzien na je wijziging").expect("a preview");
    assert!(waits.contains("Wat wacht op de redactie") && waits.contains("toegevoegd: "), "{page}");
    assert!(shown.contains("Robots in groep 8"), "{page}");
    // Where an editor asks something, the way to the form is beside it.
    world.editor().await.posts(&format!("/redactie/{id}/2/vragen"), &[("tekst", "Welke groep?")]).await;
    let page = anna.page(&own, 200).await;
    assert!(page.contains("Welke groep?") && page.contains("Pas je tekst aan"), "{page}");
}

#[tokio::test]
async fn page_of_what_is_withdrawn_names_what_is_near_and_has_one_main_way_on() {
    let world = World::start();
    let (id, anna, _) = published(&world).await;
    let near = world.published_by(&world.person("bert").await, "Muziek op het plein").await;
    anna.posts(&format!("/mijn/{id}/intrekken"), &[]).await;
    let path = format!("/initiatieven/{id}");
    eventually("it is gone", async || world.get(&path).await.status() == 410).await;
    for (path, named) in [(&*path, true), ("/bestaat-niet", false), ("/mijn", false)] {
        let page = text(world.get(path).await).await;
        assert_eq!(page.contains(&format!("/initiatieven/{near}/muziek-op-het-plein")), named, "{path}: {page}");
        let main = page.split("<main").nth(1).unwrap();
        assert_eq!(main.matches("button--accent").count() + main.matches("button--ink").count(), 1, "{path}: {main}");
    }
}

#[tokio::test]
async fn handout_says_what_the_page_says_and_names_nobody() {
    let world = World::start();
    let anna = world.person("anna").await;
    let told = [
        ("omschrijving", "# Zo begon het\n\nElke **maandag** in de aula.\n\n- een kring\n- een kast"),
        ("opbrengst", "Meer leesminuten. Een kwartier per dag."),
        ("leervraag", "Hoe houden we het vol?"),
    ];
    let id = anna.places_with("Robots in de klas", &told).await;
    world.publish(id).await;
    anna.posts("/mijn/gegevens", &[("naam", "Ans Bakker"), ("functie", "leraar")]).await;
    anna.posts(&format!("/mijn/{id}/naam"), &[("tonen", "ja")]).await;
    let page = world.public(id).await;
    assert!(page.contains("Ans Bakker, leraar"));
    let path = format!("/initiatieven/{id}/blad.pdf");
    assert!(page.contains(&format!("href=\"{path}\"")), "the page leads to it");
    let answer = world.get(&path).await;
    assert_eq!((answer.status().as_u16(), header(&answer, "content-type")), (200, "application/pdf"));
    assert_eq!(header(&answer, "content-disposition"), "inline; filename=\"robots-in-de-klas.pdf\"");
    assert_eq!((header(&answer, "x-robots-tag"), header(&answer, "access-control-allow-origin")), ("", "*"));
    let file = String::from_utf8_lossy(&answer.bytes().await.unwrap()).into_owned();
    for part in [
        "/Marked true",
        "/Lang(nl-NL)",
        "(Robots in de klas)",
        "(Zo begon het)",
        "(Elke maandag in de aula.)",
        "(Meer leesminuten. Een kwartier per dag.)",
        "(Hoe houden we het vol?)",
        "/Alt(Kaart van Limburg. De speld staat in ",
    ] {
        assert!(file.contains(part), "{part}: {file}");
    }
    assert!(file.contains(&format!("/URI({}/initiatieven/{id})", world.url)), "the code leads to the page");
    for no in ["Ans", "Bakker", "leraar", "anna@", "voorbeeld"] {
        assert!(!file.contains(no), "{no}: {file}");
    }
    assert_eq!(world.get(&format!("{path}?groot=ja")).await.status(), 400);

    // What happens to the page happens to it.
    anna.posts(&format!("/mijn/{id}/archiveren"), &[]).await;
    let item = format!("/api/collections/initiatieven/items/{id}");
    eventually("it is off the map", async || world.get(&item).await.status() != 200).await;
    let archived = world.get(&path).await;
    assert_eq!((archived.status().as_u16(), header(&archived, "x-robots-tag")), (200, "noindex"));
    let file = String::from_utf8_lossy(&archived.bytes().await.unwrap()).into_owned();
    assert!(file.contains("(Dit initiatief is gearchiveerd."), "{file}");
    anna.posts(&format!("/mijn/{id}/intrekken"), &[]).await;
    eventually("it is gone", async || world.get(&path).await.status() == 410).await;
    assert_eq!(world.get("/initiatieven/999999/blad.pdf").await.status(), 404);
}

#[tokio::test]
async fn handout_of_an_example_says_so_and_a_long_story_goes_on() {
    let answer = SHARED.get("/initiatieven/5/blad.pdf").await;
    assert_eq!((answer.status().as_u16(), header(&answer, "x-robots-tag")), (200, "noindex"));
    let file = String::from_utf8_lossy(&answer.bytes().await.unwrap()).into_owned();
    assert!(file.contains("(Dit is een bedacht voorbeeld."), "{file}");

    let world = World::start();
    let story = "Elke maandag lezen we samen in de aula, en op vrijdag buiten. ".repeat(120);
    let id = world.person("anna").await.places_with("Lezen", &[("omschrijving", &story)]).await;
    world.publish(id).await;
    let file = world.get(&format!("/initiatieven/{id}/blad.pdf")).await.bytes().await.unwrap();
    let file = String::from_utf8_lossy(&file).into_owned();
    assert!(file.matches("/Type/Page/").count() > 1, "nothing is cut off");
}

#[tokio::test]
async fn small_map_leads_to_the_large_one_and_names_towns() {
    let page = text(SHARED.get("/initiatieven/5/zorgrobot-op-stage").await).await;
    let figure = page.split("<figure class=\"locator\"").nth(1).unwrap().split("</figure>").next().unwrap();
    assert_eq!(figure.matches("<a ").count(), 1, "one link, with nothing to press in it: {figure}");
    assert!(!figure.contains("<button"));
    let href = figure.split("href=\"").nth(1).unwrap().split('"').next().unwrap();
    assert!(href.starts_with("/?") && href.contains("z=10"), "{href}");
    assert!(figure.contains("Bekijk op de grote kaart"));
    let names: Vec<_> = figure
        .split("class=\"town")
        .skip(1)
        .filter(|part| !part.starts_with("-dot"))
        .filter_map(|part| Some(part.split_once('>')?.1.split('<').next()?.trim()))
        .collect();
    assert!(names.contains(&"Venray"), "its own: {names:?}");
    for town in ["Maastricht", "Heerlen", "Venlo", "Roermond", "Weert"] {
        assert!(names.contains(&town), "{town}: {names:?}");
    }
    assert!(names.len() < 12, "a handful: {names:?}");
}

//! Pictures in a form, as a person without JavaScript adds them, until they stand on the page of an initiative.

use std::fs;

use domain::{InitiativeId, Picture};
use reqwest::Response;

use crate::common::{
    DAY, Person, World, client, eventually,
    forms::{self, Fields, borrowed},
    header,
    pictures::{BOUNDARY, bomb, hashes, jpeg, jpeg_with_exif, multipart},
    text,
};

const MB: usize = 1024 * 1024;

/// A complete form but for the pictures.
fn filled() -> Fields<'static> {
    forms::submission(&[])
}

fn with<'a>(pictures: &[(&'a str, &'a str)]) -> Fields<'a> {
    let mut fields = filled();
    for (hash, alt) in pictures {
        fields.extend([("foto", *hash), ("foto-alt", *alt)]);
    }
    fields
}

async fn upload(world: &World, fields: &[(&str, &str)], file: Option<&[u8]>) -> Response {
    let request = client().post(format!("{}/plaatsen/foto", world.url)).header("origin", &world.url);
    let kind = format!("multipart/form-data; boundary={BOUNDARY}");
    request.header("content-type", kind).body(multipart(fields, file)).send().await.unwrap()
}

async fn send_in(world: &World, fields: &[(&str, &str)]) -> Response {
    world.browser().post("/plaatsen", fields).await
}

/// Uploads a picture and gives its hash.
pub(super) async fn added(world: &World, file: &[u8]) -> String {
    let response = upload(world, &[], Some(file)).await;
    assert_eq!(response.status().as_u16(), 200);
    hashes(&text(response).await).pop().unwrap()
}

pub(super) async fn picture(world: &World, hash: &str, site: &str) -> Response {
    let request = client().get(format!("{}/fotos/{hash}-640.jpg", world.url));
    request.header("sec-fetch-site", site).send().await.unwrap()
}

fn files(world: &World) -> usize {
    fs::read_dir(world.dir.path().join("fotos")).unwrap().count()
}

#[tokio::test]
async fn added_picture_gives_the_same_form_with_everything_in_it() {
    let world = World::start();
    let html = text(upload(&world, &filled(), Some(&jpeg_with_exif(900, 600, 6))).await).await;
    let [hash] = hashes(&html).try_into().unwrap();
    for typed in ["Museum zonder Muren", "Schilderen met de buren", "anna@school.nl", "Elke maand een nieuwe"] {
        assert!(html.contains(typed), "{typed}");
    }
    assert!(html.contains("De foto staat erbij") && html.contains("gemeente Roermond"));
    assert!(html.contains(&format!("src=\"/fotos/{hash}-640.jpg\" width=\"600\" height=\"900\"")), "{html}");
    let alt = html.split("id=\"foto-1\"").nth(1).unwrap().split('>').next().unwrap();
    assert!(alt.contains("autofocus") && alt.contains("name=\"foto-alt\""), "{alt}");
    // The second keeps the first, and what was said about it.
    let second = text(upload(&world, &with(&[(&hash, "Een \"muur\" <b>")]), Some(&jpeg(30, 30))).await).await;
    assert_eq!((hashes(&second).len(), &hashes(&second)[0]), (2, &hash));
    assert!(second.contains("Een &quot;muur&quot;") && !second.contains("<b>\""));
    // One less.
    let less = text(send_in(&world, &[&with(&[(&hash, "Een muur")])[..], &[("foto-weg", &hash)]].concat()).await).await;
    assert!(hashes(&less).is_empty() && less.contains("De foto is weg") && less.contains("Schilderen met de buren"));
    let elsewhere = world.get("/plaatsen/foto").await;
    assert_eq!((elsewhere.status().as_u16(), header(&elsewhere, "location")), (303, "/plaatsen"));
}

#[tokio::test]
async fn every_picture_needs_a_description() {
    let world = World::start();
    let hash = added(&world, &jpeg(60, 40)).await;
    let refused = send_in(&world, &with(&[(&hash, "  ")])).await;
    assert_eq!(refused.status().as_u16(), 422);
    let html = text(refused).await;
    assert!(html.contains("href=\"#foto-1\"") && html.contains("id=\"foto-1-fout\""), "{html}");
    assert!(html.contains("beschrijf wat er op de foto staat, voor wie hem niet ziet"));
    assert_eq!(hashes(&html), [&*hash]);
    assert_eq!(send_in(&world, &with(&[(&hash, "Een muur\r\n vol verf")])).await.status().as_u16(), 303);
    let kept = world.state.store.pictures(InitiativeId(1), 1).await.unwrap();
    assert_eq!(kept, [Picture { hash, alt: "Een muur vol verf".into(), width: 60, height: 40 }]);
}

#[tokio::test]
async fn picture_chosen_but_not_added_or_forgotten_is_told() {
    let world = World::start();
    let mut fields = filled();
    fields.push(("bestand", "muur.jpg"));
    let html = text(send_in(&world, &fields).await).await;
    assert!(html.contains("href=\"#foto\"") && html.contains("nog niet toegevoegd"));
    let refused = send_in(&world, &with(&[("0123456789abcdef0123456789abcdef", "Een muur")])).await;
    assert_eq!(refused.status().as_u16(), 422);
    assert!(text(refused).await.contains("niet meer bewaard"));
    let empty = upload(&world, &filled(), None).await;
    assert_eq!(empty.status().as_u16(), 422);
    assert!(text(empty).await.contains("kies eerst een bestand"));
}

#[tokio::test]
async fn pictures_are_at_most_six() {
    let world = World::start();
    let mut pictures = Vec::new();
    for number in 1..=7_u32 {
        pictures.push((added(&world, &jpeg(10 + number, 10)).await, format!("Foto {number}")));
    }
    let pictures: Vec<(&str, &str)> = pictures.iter().map(|(hash, alt)| (&**hash, &**alt)).collect();
    let six = with(&pictures[..6]);
    let refused = upload(&world, &six, Some(&jpeg(90, 90))).await;
    assert_eq!(refused.status().as_u16(), 422);
    let html = text(refused).await;
    assert!(html.contains("hooguit 6") && html.contains("Schilderen met de buren"));
    assert_eq!(hashes(&html).len(), 6);
    let refused = send_in(&world, &with(&pictures)).await;
    assert_eq!(refused.status().as_u16(), 422);
    assert!(text(refused).await.contains("hooguit 6"));
    assert_eq!(send_in(&world, &six).await.status().as_u16(), 303);
    assert_eq!(world.state.store.pictures(InitiativeId(1), 1).await.unwrap().len(), 6);
}

#[tokio::test]
async fn file_that_is_no_picture_is_refused_beside_the_field() {
    let world = World::start();
    let truncated = &jpeg(300, 200)[..900];
    for (file, says) in [
        (&b"Dit is een brief."[..], "geen foto die we kunnen lezen"),
        (&bomb(60_000, 60_000), "te veel beeldpunten"),
        (truncated, "beschadigd of niet compleet"),
    ] {
        let refused = upload(&world, &filled(), Some(file)).await;
        assert_eq!(refused.status().as_u16(), 422, "{says}");
        let html = text(refused).await;
        let beside = html.split("id=\"foto-fout\"").nth(1).unwrap_or_default().split("</p>").next().unwrap();
        assert!(beside.contains(says), "{says}: {beside}");
        assert!(
            !html.contains("id=\"fouten\"") && html.contains("Schilderen met de buren"),
            "it stands at the picture"
        );
    }
    assert_eq!(files(&world), 0);
}

#[tokio::test]
async fn picture_one_byte_too_large_is_413_with_everything_typed() {
    let world = World::start();
    let most = upload(&world, &filled(), Some(&vec![b'x'; 10 * MB])).await;
    assert_eq!(most.status().as_u16(), 422, "large enough, but no picture");
    for size in [10 * MB + 1, 40 * MB] {
        let refused = upload(&world, &filled(), Some(&vec![b'x'; size])).await;
        assert_eq!(refused.status().as_u16(), 413);
        let html = text(refused).await;
        assert!(html.contains("groter dan 10 MB") && html.contains("id=\"foto-fout\""));
        assert!(html.contains("Schilderen met de buren"));
    }
    // Beyond that nobody reads on; and text is bounded as in every form.
    let endless = format!(
        "POST /plaatsen/foto HTTP/1.1\r\nHost: x\r\nOrigin: {}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
        world.url,
        65 * MB
    );
    let answer = world.raw(endless.as_bytes());
    assert!(answer.starts_with("HTTP/1.1 413") && answer.contains("Dat is te groot"), "{answer}");
    let long = "x".repeat(600_000);
    assert_eq!(upload(&world, &[("titel", &long)], None).await.status().as_u16(), 413);
    // Only here: elsewhere a form stays small.
    assert_eq!(send_in(&world, &[("titel", &long)]).await.status().as_u16(), 413);
    let kind = client().post(format!("{}/plaatsen/foto", world.url)).header("origin", &world.url);
    assert_eq!(kind.body("titel=x").send().await.unwrap().status().as_u16(), 415);
}

#[tokio::test]
async fn draft_shows_its_pictures_again() {
    let world = World::start();
    let hash = added(&world, &jpeg(60, 40)).await;
    let part = text(world.get(&format!("/plaatsen/fotos?foto={hash}&foto-alt=Een+muur")).await).await;
    assert!(part.contains("value=\"Een muur\"") && !part.contains("<html"));
    assert_eq!(hashes(&part), [hash]);
    let gone = text(world.get("/plaatsen/fotos?foto=0123456789abcdef0123456789abcdef&foto-alt=x").await).await;
    assert!(hashes(&gone).is_empty() && gone.contains("niet meer bewaard"));
}

/// Two pictures that may be sent in.
async fn two(world: &World) -> [Picture; 2] {
    let mut pictures = Vec::new();
    for (width, alt) in [(64, "Een <i>muur</i> \"vol\" verf"), (66, "Een beek")] {
        let hash = added(world, &jpeg(width, 40)).await;
        pictures.push(Picture { hash, alt: alt.to_owned(), width, height: 40 });
    }
    pictures.try_into().unwrap()
}

/// An initiative with one picture on the map; its sender and an editor.
async fn published(world: &World, picture: &Picture) -> (InitiativeId, Person, Person) {
    let sender = world.person("inzender").await;
    let id = sender.places_with("Muurverf", &[("foto", &*picture.hash), ("foto-alt", &*picture.alt)]).await;
    world.publish(id).await;
    (id, sender, world.editor().await)
}

#[tokio::test]
async fn picture_cache_headers() {
    let world = World::start();
    let [shown, waiting] = two(&world).await;
    let private = picture(&world, &shown.hash, "same-origin").await;
    assert_eq!((private.status().as_u16(), header(&private, "cache-control")), (200, "private, no-cache"));
    for from in ["none", "cross-site", "same-site"] {
        assert_eq!(picture(&world, &shown.hash, from).await.status().as_u16(), 404, "{from}");
    }
    published(&world, &shown).await;
    let response = picture(&world, &shown.hash, "cross-site").await;
    assert_eq!(response.status().as_u16(), 200);
    assert_eq!(header(&response, "cache-control"), "public, max-age=31536000, immutable");
    assert_eq!(header(&response, "content-type"), "image/jpeg");
    assert_eq!(header(&response, "x-content-type-options"), "nosniff");
    assert_eq!(header(&response, "set-cookie"), "");
    let (tag, length) = (header(&response, "etag").to_owned(), header(&response, "content-length").to_owned());
    assert_eq!(response.bytes().await.unwrap().len().to_string(), length);
    let again = client().get(format!("{}/fotos/{}-640.jpg", world.url, shown.hash)).header("if-none-match", tag);
    assert_eq!(again.send().await.unwrap().status().as_u16(), 304);
    assert_eq!(picture(&world, &waiting.hash, "none").await.status().as_u16(), 404);
    for other in ["0123456789abcdef0123456789abcdef-640.jpg", "x", "..%2finnovatiekaart.sqlite", "%00-640.jpg"] {
        assert_eq!(world.get(&format!("/fotos/{other}")).await.status().as_u16(), 404, "{other}");
    }

    let html = world.text("/initiatieven/1/muurverf").await;
    let img = html.split("<img").nth(1).unwrap().split('>').next().unwrap();
    for part in ["width=\"64\"", "height=\"40\"", "srcset=", "-1600.jpg 64w", "&quot;vol&quot; verf"] {
        assert!(img.contains(part), "{part}: {img}");
    }
    assert!(!img.contains("loading="), "in sight at once: {img}");
}

#[tokio::test]
async fn first_picture_stands_in_the_opening_and_on_cards() {
    let world = World::start();
    let [first, second] = two(&world).await;
    let sender = world.person("inzender").await;
    let mut pictures = Vec::new();
    for picture in [&first, &second] {
        pictures.extend([("foto", &*picture.hash), ("foto-alt", &*picture.alt)]);
    }
    let id = sender.places_with("Muurverf", &pictures).await;
    world.publish(id).await;
    let other = world.published_by(&sender, "Zonder foto").await;

    let page = world.public(id).await;
    let (opening, below) = page.split_once("<div class=\"body\">").unwrap();
    assert!(opening.contains(&first.hash) && !opening.contains(&second.hash));
    let gallery = below.split("<section class=\"nearby\"").next().unwrap();
    assert!(!gallery.contains(&first.hash) && gallery.contains(&second.hash), "the rest stay where they are");

    // Cards: without words of its own, and not before it is needed.
    for html in [world.public(other).await, world.text("/").await] {
        let card = html.split("class=\"card card--picture\"").nth(1).unwrap_or_else(|| panic!("{html}"));
        let img = card.split("<img").nth(1).unwrap().split('>').next().unwrap();
        for part in [&*first.hash, "-640.jpg", "alt=\"\"", "loading=\"lazy\"", "width=\"64\"", "height=\"40\""] {
            assert!(img.contains(part), "{part}: {img}");
        }
        assert!(!html.split("</main>").next().unwrap().contains(&second.hash));
    }
    assert!(!world.public(other).await.contains("class=\"opening__picture\""));
}

#[tokio::test]
async fn picture_story_of_a_changed_set_through_review() {
    let world = World::start();
    let [first, second] = two(&world).await;
    let (id, sender, editor) = published(&world, &first).await;
    let own = format!("/mijn/{id}");
    let page = sender.page(&format!("{own}/aanpassen"), 200).await;
    assert_eq!(hashes(&page), [&*first.hash]);
    let form = |pictures: &[(&'static str, String)]| -> Vec<(&'static str, String)> {
        let fields = forms::change("1", "Muurverf", &[("samenvatting", "Anders.")]);
        fields.into_iter().map(|(name, value)| (name, value.to_owned())).chain(pictures.iter().cloned()).collect()
    };
    let changed = [("foto", second.hash.clone()), ("foto-alt", second.alt.clone())];
    // Taking one away gives the form again, and changes nothing yet.
    let away = form(&[("foto", first.hash.clone()), ("foto-alt", "x".into()), ("foto-weg", first.hash.clone())]);
    let again = sender.post(&own, &borrowed(&away)).await;
    assert_eq!(again.status().as_u16(), 200);
    assert!(hashes(&text(again).await).is_empty());
    // Without a description it is refused beside the field.
    let mute = form(&[("foto", second.hash.clone()), ("foto-alt", String::new())]);
    let refused = sender.post(&own, &borrowed(&mute)).await;
    assert_eq!(refused.status().as_u16(), 422);
    assert!(text(refused).await.contains("id=\"foto-1-fout\""));
    assert_eq!(world.state.store.versions(id).await.unwrap().len(), 1);

    sender.posts(&own, &borrowed(&form(&changed))).await;
    let public = world.text("/initiatieven/1/muurverf").await;
    assert!(public.contains(&first.hash) && !public.contains(&second.hash));
    let item = editor.page(&format!("/redactie/{id}/2"), 200).await;
    let [new, gone] = [&second.hash, &first.hash].map(|hash| {
        let part = item.split("<li").find(|part| part.contains(&**hash)).unwrap_or_default().to_owned();
        part.split("</li>").next().unwrap_or_default().to_owned()
    });
    assert!(new.contains(">nieuw<") && gone.contains(">weggehaald<") && gone.contains("is-removed"), "{new} {gone}");
    assert!(sender.page(&own, 200).await.contains(">nieuw<"));
    assert_eq!(hashes(&sender.page(&format!("{own}/aanpassen"), 200).await), [&*second.hash]);

    editor.posts(&format!("/redactie/{id}/2/publiceren"), &[]).await;
    let public = world.text("/initiatieven/1/muurverf").await;
    assert!(!public.contains(&first.hash) && public.contains(&second.hash));
    editor.posts(&format!("/redactie/{id}/2/ongedaan"), &[]).await;
    let public = world.text("/initiatieven/1/muurverf").await;
    assert!(public.contains(&first.hash) && !public.contains(&second.hash));
}

#[tokio::test]
async fn change_over_an_older_version_keeps_the_pictures_of_both() {
    let world = World::start();
    let [first, second] = two(&world).await;
    let (id, sender, _) = published(&world, &first).await;
    let third = added(&world, &jpeg(70, 40)).await;
    let [one, other] = [&first, &second].map(|picture| [("foto", &*picture.hash), ("foto-alt", &*picture.alt)]);
    let theirs = forms::change("1", "Muurverf", &[one, other].concat());
    sender.posts(&format!("/mijn/{id}"), &theirs).await;
    let mine = [
        ("basis", "1"),
        ("titel", "Muurverf"),
        ("foto", &*first.hash),
        ("foto-alt", &*first.alt),
        ("foto", &*third),
        ("foto-alt", "Een derde"),
    ];
    let merge = sender.post(&format!("/mijn/{id}"), &mine).await;
    assert_eq!(merge.status().as_u16(), 409);
    assert_eq!(hashes(&text(merge).await), [first.hash, second.hash, third]);
}

#[tokio::test]
async fn pictures_go_with_what_is_withdrawn_and_unsent_ones_after_two_weeks() {
    let world = World::start();
    // Files have the time of the machine.
    world.clock.set_to_real_time();
    let [shown, unsent] = two(&world).await;
    let (id, sender, _) = published(&world, &shown).await;
    assert_eq!(files(&world), 4);
    world.clock.pass(15 * DAY);
    eventually("the upload is gone", async || files(&world) == 2).await;
    assert_eq!(picture(&world, &unsent.hash, "same-origin").await.status().as_u16(), 404);
    assert_eq!(picture(&world, &shown.hash, "none").await.status().as_u16(), 200);
    sender.posts(&format!("/mijn/{id}/intrekken"), &[]).await;
    assert_eq!(picture(&world, &shown.hash, "same-origin").await.status().as_u16(), 404, "at once");
    world.clock.pass(DAY);
    eventually("its files are gone", async || files(&world) == 0).await;
}

//! Pictures in a form, as a person without JavaScript adds them, until they stand on the page of an initiative.

use std::{
    collections::BTreeMap,
    fs,
    sync::{Arc, Mutex},
};

use axum::{
    Router,
    body::Bytes,
    extract::{Path, RawQuery, State},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse as _, Response as Answer},
    routing::get,
};
use domain::{Decision, Picture, Role, query::encode_pairs};
use reqwest::Response;
use server::pictures::Storage;

use crate::common::{
    self, Server, Visitor, client, header,
    pictures::{BOUNDARY, bomb, hashes, jpeg, jpeg_with_exif, multipart},
    sending,
    world::Site,
};

const MB: usize = 1024 * 1024;

/// A complete form but for the pictures.
const FILLED: [(&str, &str); 11] = [
    ("school", "Museum zonder Muren"),
    ("plaats", "Roermond"),
    ("onderdeel", "buitenplaats"),
    ("titel", "Schilderen met de buren"),
    ("samenvatting", "Leerlingen en buren maken samen een muurschildering. Elke maand een nieuwe."),
    ("sector", "po"),
    ("thema", "steam"),
    ("fase", "lopend"),
    ("naam", "Ans Janssen"),
    ("functie", "leraar"),
    ("email", "ans@school.nl"),
];

fn with<'a>(pictures: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut fields = FILLED.to_vec();
    for (hash, alt) in pictures {
        fields.extend([("foto", *hash), ("foto-alt", *alt)]);
    }
    fields
}

async fn upload(server: &Server, fields: &[(&str, &str)], file: Option<&[u8]>) -> Response {
    let request = client().post(format!("{}/plaatsen/foto", server.url)).header("origin", &server.url);
    let kind = format!("multipart/form-data; boundary={BOUNDARY}");
    request.header("content-type", kind).body(multipart(fields, file)).send().await.unwrap()
}

async fn send_in(server: &Server, fields: &[(&str, &str)]) -> Response {
    let pairs: Vec<(&str, String)> = fields.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
    let request = client().post(format!("{}/plaatsen", server.url)).header("origin", &server.url);
    request.header("content-type", "application/x-www-form-urlencoded").body(encode_pairs(&pairs)).send().await.unwrap()
}

async fn text(response: Response) -> String {
    response.text().await.unwrap().replace("<!>", "")
}

/// Uploads a picture and gives its hash.
async fn added(server: &Server, file: &[u8]) -> String {
    let response = upload(server, &[], Some(file)).await;
    assert_eq!(response.status().as_u16(), 200);
    hashes(&text(response).await).pop().unwrap()
}

async fn picture(server: &Server, hash: &str, site: &str) -> Response {
    let request = client().get(format!("{}/fotos/{hash}-640.jpg", server.url));
    request.header("sec-fetch-site", site).send().await.unwrap()
}

fn files(server: &Server) -> usize {
    fs::read_dir(server.dir.path().join("fotos")).unwrap().count()
}

#[tokio::test]
async fn adding_one_gives_the_same_form_with_everything_in_it() {
    let server = Server::start(|_| ());
    let html = text(upload(&server, &FILLED, Some(&jpeg_with_exif(900, 600, 6))).await).await;
    let [hash] = hashes(&html).try_into().unwrap();
    for typed in ["Museum zonder Muren", "Schilderen met de buren", "ans@school.nl", "Elke maand een nieuwe"] {
        assert!(html.contains(typed), "{typed}");
    }
    assert!(html.contains("De foto staat erbij") && html.contains("gemeente Roermond"));
    assert!(html.contains(&format!("src=\"/fotos/{hash}-640.jpg\" width=\"600\" height=\"900\"")), "{html}");
    let alt = html.split("id=\"foto-1\"").nth(1).unwrap().split('>').next().unwrap();
    assert!(alt.contains("autofocus") && alt.contains("name=\"foto-alt\""), "{alt}");
    // The second keeps the first, and what was said about it.
    let second = text(upload(&server, &with(&[(&hash, "Een \"muur\" <b>")]), Some(&jpeg(30, 30))).await).await;
    assert_eq!((hashes(&second).len(), &hashes(&second)[0]), (2, &hash));
    assert!(second.contains("Een &quot;muur&quot;") && !second.contains("<b>\""));
    // One less.
    let less =
        text(send_in(&server, &[&with(&[(&hash, "Een muur")])[..], &[("foto-weg", &hash)]].concat()).await).await;
    assert!(hashes(&less).is_empty() && less.contains("De foto is weg") && less.contains("Schilderen met de buren"));
    let elsewhere = server.get("/plaatsen/foto").await;
    assert_eq!((elsewhere.status().as_u16(), header(&elsewhere, "location")), (303, "/plaatsen"));
}

#[tokio::test]
async fn every_picture_is_described_before_it_is_sent_in() {
    let server = Server::start(|_| ());
    let hash = added(&server, &jpeg(60, 40)).await;
    let refused = send_in(&server, &with(&[(&hash, "  ")])).await;
    assert_eq!(refused.status().as_u16(), 422);
    let html = text(refused).await;
    assert!(html.contains("href=\"#foto-1\"") && html.contains("id=\"foto-1-fout\""), "{html}");
    assert!(html.contains("beschrijf wat er op de foto staat, voor wie hem niet ziet"));
    assert_eq!(hashes(&html), [&*hash]);
    assert_eq!(send_in(&server, &with(&[(&hash, "Een muur\r\n vol verf")])).await.status().as_u16(), 303);
    let kept = server.state.store.pictures(1, 1).await.unwrap();
    assert_eq!(kept, [Picture { hash, alt: "Een muur vol verf".into(), width: 60, height: 40 }]);
}

#[tokio::test]
async fn what_was_chosen_and_not_added_is_said_and_what_is_forgotten_too() {
    let server = Server::start(|_| ());
    let mut fields = FILLED.to_vec();
    fields.push(("bestand", "muur.jpg"));
    let html = text(send_in(&server, &fields).await).await;
    assert!(html.contains("href=\"#foto\"") && html.contains("nog niet toegevoegd"));
    let refused = send_in(&server, &with(&[("0123456789abcdef0123456789abcdef", "Een muur")])).await;
    assert_eq!(refused.status().as_u16(), 422);
    assert!(text(refused).await.contains("niet meer bewaard"));
    let empty = upload(&server, &FILLED, None).await;
    assert_eq!(empty.status().as_u16(), 422);
    assert!(text(empty).await.contains("kies eerst een bestand"));
}

#[tokio::test]
async fn the_seventh_is_refused() {
    let server = Server::start(|_| ());
    let mut pictures = Vec::new();
    for number in 1..=7_u32 {
        pictures.push((added(&server, &jpeg(10 + number, 10)).await, format!("Foto {number}")));
    }
    let pictures: Vec<(&str, &str)> = pictures.iter().map(|(hash, alt)| (&**hash, &**alt)).collect();
    let six = with(&pictures[..6]);
    let refused = upload(&server, &six, Some(&jpeg(90, 90))).await;
    assert_eq!(refused.status().as_u16(), 422);
    let html = text(refused).await;
    assert!(html.contains("hooguit 6") && html.contains("Schilderen met de buren"));
    assert_eq!(hashes(&html).len(), 6);
    let refused = send_in(&server, &with(&pictures)).await;
    assert_eq!(refused.status().as_u16(), 422);
    assert!(text(refused).await.contains("hooguit 6"));
    assert_eq!(send_in(&server, &six).await.status().as_u16(), 303);
    assert_eq!(server.state.store.pictures(1, 1).await.unwrap().len(), 6);
}

#[tokio::test]
async fn what_is_no_picture_is_said_beside_the_field_and_nothing_typed_is_lost() {
    let server = Server::start(|_| ());
    let truncated = &jpeg(300, 200)[..900];
    for (file, says) in [
        (&b"Dit is een brief."[..], "geen foto die we kunnen lezen"),
        (&bomb(60_000, 60_000), "te veel beeldpunten"),
        (truncated, "beschadigd of niet compleet"),
    ] {
        let refused = upload(&server, &FILLED, Some(file)).await;
        assert_eq!(refused.status().as_u16(), 422, "{says}");
        let html = text(refused).await;
        let beside = html.split("id=\"foto-fout\"").nth(1).unwrap_or_default().split("</p>").next().unwrap();
        assert!(beside.contains(says), "{says}: {beside}");
        assert!(html.contains("href=\"#foto\"") && html.contains("Schilderen met de buren"));
    }
    assert_eq!(files(&server), 0);
}

#[tokio::test]
async fn one_byte_too_many_is_413_with_a_page_that_has_everything() {
    let server = Server::start(|_| ());
    let most = upload(&server, &FILLED, Some(&vec![b'x'; 10 * MB])).await;
    assert_eq!(most.status().as_u16(), 422, "large enough, but no picture");
    for size in [10 * MB + 1, 40 * MB] {
        let refused = upload(&server, &FILLED, Some(&vec![b'x'; size])).await;
        assert_eq!(refused.status().as_u16(), 413);
        let html = text(refused).await;
        assert!(html.contains("groter dan 10 MB") && html.contains("id=\"foto-fout\""));
        assert!(html.contains("Schilderen met de buren"));
    }
    // Beyond that nobody reads on; and text is bounded as in every form.
    let endless = format!(
        "POST /plaatsen/foto HTTP/1.1\r\nHost: x\r\nOrigin: {}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
        server.url,
        65 * MB
    );
    let answer = server.raw(endless.as_bytes());
    assert!(answer.starts_with("HTTP/1.1 413") && answer.contains("Dat is te groot"), "{answer}");
    let long = "x".repeat(70_000);
    assert_eq!(upload(&server, &[("titel", &long)], None).await.status().as_u16(), 413);
    // Only here: elsewhere a form stays small.
    assert_eq!(send_in(&server, &[("titel", &long)]).await.status().as_u16(), 413);
    let kind = client().post(format!("{}/plaatsen/foto", server.url)).header("origin", &server.url);
    assert_eq!(kind.body("titel=x").send().await.unwrap().status().as_u16(), 415);
}

#[tokio::test]
async fn a_draft_shows_its_pictures_again() {
    let server = Server::start(|_| ());
    let hash = added(&server, &jpeg(60, 40)).await;
    let part = text(server.get(&format!("/plaatsen/fotos?foto={hash}&foto-alt=Een+muur")).await).await;
    assert!(part.contains("value=\"Een muur\"") && !part.contains("<html"));
    assert_eq!(hashes(&part), [hash]);
    let gone = text(server.get("/plaatsen/fotos?foto=0123456789abcdef0123456789abcdef&foto-alt=x").await).await;
    assert!(hashes(&gone).is_empty() && gone.contains("niet meer bewaard"));
}

/// Two pictures that may be sent in.
async fn two(server: &Server) -> [Picture; 2] {
    let mut pictures = Vec::new();
    for (width, alt) in [(64, "Een <i>muur</i> \"vol\" verf"), (66, "Een beek")] {
        let hash = added(server, &jpeg(width, 40)).await;
        pictures.push(Picture { hash, alt: alt.to_owned(), width, height: 40 });
    }
    pictures.try_into().unwrap()
}

/// An initiative with one picture on the map; its sender and an editor.
async fn published(server: &Server, picture: &Picture) -> (i64, Visitor, Visitor) {
    let sender = server.visitor("inzender@school.nl", &[]).await;
    let editor = server.visitor("redacteur@kaart.nl", &[(Role::Editor, None, None)]).await;
    let sent = store::Sending { pictures: Some(vec![picture.clone()]), ..sending("Muurverf") };
    let (store, now) = (&server.state.store, server.state.clock.text());
    let letter = server::post::letters::received(&server.url, "inzender@school.nl", "Muurverf");
    let id = store.send_in_known(&sent, sender.id, &letter, &now).await.unwrap();
    store.decide(id, 1, editor.id, &Decision::Publish, None, &now).await.unwrap().unwrap();
    common::eventually("it is on the map", async || server.get("/initiatieven/1/muurverf").await.status() == 200).await;
    (id, sender, editor)
}

#[tokio::test]
async fn what_is_cleared_is_served_for_ever_and_what_waits_only_to_our_own_pages() {
    let server = Server::start(|_| ());
    let [shown, waiting] = two(&server).await;
    let private = picture(&server, &shown.hash, "same-origin").await;
    assert_eq!((private.status().as_u16(), header(&private, "cache-control")), (200, "private, no-cache"));
    for from in ["none", "cross-site", "same-site"] {
        assert_eq!(picture(&server, &shown.hash, from).await.status().as_u16(), 404, "{from}");
    }
    published(&server, &shown).await;
    let response = picture(&server, &shown.hash, "cross-site").await;
    assert_eq!(response.status().as_u16(), 200);
    assert_eq!(header(&response, "cache-control"), "public, max-age=31536000, immutable");
    assert_eq!(header(&response, "content-type"), "image/jpeg");
    assert_eq!(header(&response, "x-content-type-options"), "nosniff");
    assert_eq!(header(&response, "set-cookie"), "");
    let (tag, length) = (header(&response, "etag").to_owned(), header(&response, "content-length").to_owned());
    assert_eq!(response.bytes().await.unwrap().len().to_string(), length);
    let again = client().get(format!("{}/fotos/{}-640.jpg", server.url, shown.hash)).header("if-none-match", tag);
    assert_eq!(again.send().await.unwrap().status().as_u16(), 304);
    assert_eq!(picture(&server, &waiting.hash, "none").await.status().as_u16(), 404);
    for other in ["0123456789abcdef0123456789abcdef-640.jpg", "x", "..%2finnovatiekaart.sqlite", "%00-640.jpg"] {
        assert_eq!(server.get(&format!("/fotos/{other}")).await.status().as_u16(), 404, "{other}");
    }

    let html = text(server.get("/initiatieven/1/muurverf").await).await;
    let img = html.split("<img").nth(1).unwrap().split('>').next().unwrap();
    for part in
        ["width=\"64\"", "height=\"40\"", "loading=\"lazy\"", "srcset=", "-1600.jpg 64w", "&quot;vol&quot; verf"]
    {
        assert!(img.contains(part), "{part}: {img}");
    }
}

#[tokio::test]
async fn a_changed_set_waits_for_the_editor_who_sees_what_is_new_and_what_went() {
    let server = Server::start(|_| ());
    let [first, second] = two(&server).await;
    let (id, sender, editor) = published(&server, &first).await;
    let own = format!("/mijn/{id}");
    let page = sender.page(&own, 200).await;
    assert_eq!(hashes(&page), [&*first.hash]);
    let text_fields = [
        ("basis", "1"),
        ("titel", "Muurverf"),
        ("samenvatting", "Anders."),
        ("school", "De Proefschool"),
        ("sector", "po"),
        ("thema", "steam"),
        ("fase", "lopend"),
        ("onderdeel", "vrijplaats"),
    ];
    let form = |pictures: &[(&'static str, String)]| -> Vec<(&'static str, String)> {
        let fields = text_fields.map(|(name, value)| (name, value.to_owned()));
        fields.into_iter().chain(pictures.iter().cloned()).collect()
    };
    fn borrowed<'a>(fields: &'a [(&'static str, String)]) -> Vec<(&'static str, &'a str)> {
        fields.iter().map(|(name, value)| (*name, &**value)).collect()
    }
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
    assert_eq!(server.state.store.versions(id).await.unwrap().len(), 1);

    sender.does(&own, &borrowed(&form(&changed))).await;
    let public = text(server.get("/initiatieven/1/muurverf").await).await;
    assert!(public.contains(&first.hash) && !public.contains(&second.hash));
    let item = editor.page(&format!("/redactie/{id}/2"), 200).await;
    let [new, gone] = [&second.hash, &first.hash].map(|hash| {
        let part = item.split("<li").find(|part| part.contains(&**hash)).unwrap_or_default().to_owned();
        part.split("</li>").next().unwrap_or_default().to_owned()
    });
    assert!(new.contains(">nieuw<") && gone.contains(">weggehaald<") && gone.contains("is-weg"), "{new} {gone}");
    let waiting = sender.page(&own, 200).await;
    assert!(waiting.contains(">nieuw<") && hashes(&waiting) == [&*second.hash]);

    editor.does(&format!("/redactie/{id}/2/publiceren"), &[]).await;
    let public = text(server.get("/initiatieven/1/muurverf").await).await;
    assert!(!public.contains(&first.hash) && public.contains(&second.hash));
    editor.does(&format!("/redactie/{id}/2/ongedaan"), &[]).await;
    let public = text(server.get("/initiatieven/1/muurverf").await).await;
    assert!(public.contains(&first.hash) && !public.contains(&second.hash));
}

#[tokio::test]
async fn who_is_overtaken_keeps_the_pictures_of_both() {
    let server = Server::start(|_| ());
    let [first, second] = two(&server).await;
    let (id, sender, _) = published(&server, &first).await;
    let third = added(&server, &jpeg(70, 40)).await;
    let both = Some(vec![first.clone(), second.clone()]);
    let theirs = store::Sending { pictures: both, ..sending("Muurverf") };
    let now = server.state.clock.text();
    server.state.store.change(id, 1, sender.id, "", &theirs, &now).await.unwrap().unwrap();
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
async fn who_withdraws_takes_the_pictures_along_and_what_was_only_uploaded_goes_after_two_weeks() {
    let site = Site::start();
    let [shown, unsent] = two(&site.server).await;
    let (id, sender, _) = published(&site.server, &shown).await;
    assert_eq!(files(&site.server), 4);
    site.later(15 * 24 * 3600);
    common::eventually("the upload is gone", async || files(&site.server) == 2).await;
    assert_eq!(picture(&site.server, &unsent.hash, "same-origin").await.status().as_u16(), 404);
    assert_eq!(picture(&site.server, &shown.hash, "none").await.status().as_u16(), 200);
    sender.does(&format!("/mijn/{id}/intrekken"), &[]).await;
    assert_eq!(picture(&site.server, &shown.hash, "same-origin").await.status().as_u16(), 404, "at once");
    site.later(24 * 3600);
    common::eventually("its files are gone", async || files(&site.server) == 0).await;
}

/// A store that speaks as much S3 as we ask: objects by name, and who did not sign is refused.
#[derive(Clone, Default)]
struct Bucket(Arc<Mutex<BTreeMap<String, Bytes>>>);

impl Bucket {
    async fn start(&self) -> String {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let routes = Router::new()
            .route("/emmer", get(Self::list))
            .route("/emmer/{*key}", get(Self::get).put(Self::put).delete(Self::delete))
            .with_state(self.clone());
        tokio::spawn(async move { axum::serve(listener, routes).await.unwrap() });
        format!("http://{address}")
    }

    async fn put(State(bucket): State<Self>, Path(key): Path<String>, headers: HeaderMap, body: Bytes) -> Answer {
        let signed = headers
            .get("authorization")
            .is_some_and(|value| value.as_bytes().starts_with(b"AWS4-HMAC-SHA256 Credential=SLEUTEL/"));
        if !signed {
            return StatusCode::FORBIDDEN.into_response();
        }
        bucket.0.lock().unwrap().insert(key, body);
        [("etag", "\"1\"")].into_response()
    }

    async fn get(State(bucket): State<Self>, Path(key): Path<String>) -> Answer {
        match bucket.0.lock().unwrap().get(&key) {
            Some(body) => {
                ([("etag", "\"1\""), ("last-modified", "Sat, 21 Nov 2026 20:00:00 GMT")], body.clone()).into_response()
            }
            None => StatusCode::NOT_FOUND.into_response(),
        }
    }

    async fn delete(State(bucket): State<Self>, Path(key): Path<String>) -> StatusCode {
        bucket.0.lock().unwrap().remove(&key);
        StatusCode::NO_CONTENT
    }

    async fn list(State(bucket): State<Self>, RawQuery(query): RawQuery) -> String {
        assert!(query.unwrap_or_default().contains("list-type=2"));
        let objects: Vec<String> = bucket.0.lock().unwrap().iter().map(|(key, body)| format!(
            "<Contents><Key>{key}</Key><LastModified>2026-11-21T20:00:00.000Z</LastModified><ETag>\"1\"</ETag><Size>{}</Size></Contents>",
            body.len()
        )).collect();
        format!(
            "<?xml version=\"1.0\"?><ListBucketResult><IsTruncated>false</IsTruncated>{}</ListBucketResult>",
            objects.concat()
        )
    }
}

#[tokio::test]
async fn pictures_may_be_kept_in_a_store_that_speaks_s3() {
    let bucket = Bucket::default();
    let endpoint = bucket.start().await;
    let settings = [
        ("AWS_ENDPOINT", &*endpoint),
        ("AWS_ACCESS_KEY_ID", "SLEUTEL"),
        ("AWS_SECRET_ACCESS_KEY", "geheim"),
        ("AWS_REGION", "nl"),
    ];
    let settings = settings.map(|(name, value)| (name.to_owned(), value.to_owned()));
    let storage = Storage::parse("s3://emmer/kaart/fotos", settings.into_iter()).unwrap();
    let server = Server::start(|config| config.pictures = Some(storage));
    let hash = added(&server, &jpeg(60, 40)).await;
    let names: Vec<String> = bucket.0.lock().unwrap().keys().cloned().collect();
    assert_eq!(names, [format!("kaart/fotos/{hash}-1600.jpg"), format!("kaart/fotos/{hash}-640.jpg")]);
    let served = picture(&server, &hash, "same-origin").await;
    assert_eq!(served.status().as_u16(), 200);
    assert_eq!(served.bytes().await.unwrap(), bucket.0.lock().unwrap()[&names[1]]);
    let (pictures, store) = (&server.state.pictures, &server.state.store);
    assert_eq!(pictures.tidy(store, "2000-01-01T00:00:00Z").await.unwrap(), 0);
    assert_eq!(pictures.tidy(store, "2999-01-01T00:00:00Z").await.unwrap(), 2);
    assert!(bucket.0.lock().unwrap().is_empty());
    assert_eq!(picture(&server, &hash, "same-origin").await.status().as_u16(), 404);
}

//! What lies under the marks: the schools that are named from close by, and the streets of the operator.

use reqwest::header::RANGE;
use server::config::StreetFile;

use crate::common::{SHARED, Server, client, eventually, header, rows::school, text};

#[tokio::test]
async fn schools_are_named_from_close_by() {
    let server = Server::examples();
    server.state.store.import_schools(&[school()]).await.unwrap();
    let named = async |zoom: u8| {
        let page = server.text(&format!("/?c=5.7064,51.2530&z={zoom}")).await;
        page.contains("school-name") && page.contains("De Proefschool")
    };
    eventually("the import is on the map", async || named(12).await).await;
    assert!(named(15).await);
    assert!(!named(11).await, "from afar there would be too many");
}

#[tokio::test]
async fn map_zooms_no_nearer_than_there_is_something_to_see() {
    let view = SHARED.json("/kaart/beeld?c=5.7064,51.2530&z=17").await;
    assert_eq!(view["camera"]["zoom"], 15.0);
    assert_eq!(view["deepest"], 15.0);
    let closest = view["camera_links"][0].as_str().unwrap();
    assert!(closest.contains("z=15"), "{closest}");
}

#[tokio::test]
async fn file_with_streets_is_given_in_pieces_and_named_in_the_style() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("straten.pmtiles");
    let mut bytes = vec![0; 500];
    bytes[..8].copy_from_slice(b"PMTiles\x03");
    // PNG
    bytes[99] = 2;
    std::fs::write(&path, &bytes).unwrap();
    let server = Server::start(|config| config.street_file = Some(StreetFile::open(&path).unwrap()));

    let file = format!("{}/kaart/straten.pmtiles", server.url);
    let piece = client().get(&file).header(RANGE, "bytes=0-126").send().await.unwrap();
    assert_eq!(piece.status(), 206);
    assert_eq!(header(&piece, "content-range"), "bytes 0-126/500");
    assert_eq!(header(&piece, "content-encoding"), "");
    assert_eq!(&piece.bytes().await.unwrap()[..7], b"PMTiles");
    assert_eq!(client().get(&file).send().await.unwrap().status(), 416, "all at once is too much");
    assert_eq!(SHARED.get("/kaart/straten.pmtiles").await.status(), 404);

    let view = server.json("/kaart/beeld?c=5.7064,51.2530&z=17").await;
    assert_eq!(view["camera"]["zoom"], 17.0, "streets have something to see");
    let page = server.text("/").await;
    let style = page.split("licht.json?straten=").nth(1).expect("a style of its own");
    let version = page.split("/kaart/").nth(1).unwrap().split('/').next().unwrap();
    let query = style.split(|c: char| !c.is_ascii_hexdigit()).next().unwrap();
    let style = server.json(&format!("/kaart/{version}/licht.json?straten={query}")).await;
    assert_eq!(style["sources"]["straten"]["url"], "pmtiles:///kaart/straten.pmtiles");
    assert!(page.contains("© OpenStreetMap"));
    assert!(!text(SHARED.get("/").await).await.contains("?straten="));
}

#[tokio::test]
async fn tiles_of_somebody_else_lie_over_our_own_ground_and_may_be_asked_for() {
    const TILES: &str = "https://tegels.nl/grijs/{z}/{x}/{y}.png";
    let server = Server::start(|config| config.map_style = Some(TILES.to_owned()));
    let response = server.get("/").await;
    let policy = header(&response, "content-security-policy").to_owned();
    assert!(policy.contains("connect-src 'self' https://tegels.nl;"), "{policy}");
    let page = text(response).await;
    for scheme in ["licht", "donker"] {
        let (before, rest) = page.split_once(&format!("/{scheme}.json?straten=")).expect("a style of its own");
        let version = before.rsplit('/').next().unwrap();
        let query = rest.split(|c: char| !c.is_ascii_hexdigit()).next().unwrap();
        let style = server.json(&format!("/kaart/{version}/{scheme}.json?straten={query}")).await;
        assert_eq!(style["sources"]["straten"]["tiles"][0], TILES);
        let layers = style["layers"].as_array().unwrap();
        let at = |id: &str| layers.iter().position(|layer| layer["id"] == id).unwrap();
        assert!(at("midden") < at("straten") && at("straten") < at("midden-grens"), "borders stay in sight");
    }
}

#[test]
fn file_that_is_something_else_is_refused_in_dutch() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("kaart.mbtiles");
    std::fs::write(&path, b"SQLite format 3").unwrap();
    assert_eq!(StreetFile::open(&path).unwrap_err().to_string(), "dit is geen PMTiles-bestand van versie 3");
}

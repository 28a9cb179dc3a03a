//! The map on paper, and the pictures of shared links: drawn for real, and the codes in them read back.

use domain::InitiativeId;
use std::fmt::Write as _;

use import::{self, Format, Settings, Source};
use resvg::tiny_skia::Pixmap;
use rstest::rstest;
use territory::Territory;

use crate::common::{SHARED, Server, at, client, eventually, header, ids};

const SITE: &str = "https://kaart.voorbeeld.nl";

/// A server with these rows: title, school, town. The same rows are the same data, whenever it starts.
async fn with(rows: &[(String, String, &str)]) -> Server {
    let server = Server::start(|config| config.public_url = Some(SITE.to_owned()));
    let mut file = "sleutel,titel,samenvatting,omschrijving,school,plaats,sector,fase,onderdeel\n".to_owned();
    for (i, (title, school, town)) in rows.iter().enumerate() {
        let programme = ["marktplaats", "vrijplaats", "buitenplaats"][i % 3];
        let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
        let (title, school) = (quoted(title), quoted(school));
        writeln!(file, "rij-{i},{title},Kort,Lang,{school},{town},po,lopend,{programme}").unwrap();
    }
    let source = Source::from_bytes(Format::Csv, file.into_bytes()).unwrap();
    let territory = Territory::shipped().unwrap();
    let (store, settings) = (&server.state.store, Settings::default());
    let outcome =
        import::initiatives(&source, settings, store, &territory, at("2026-11-21T09:00:00Z"), &mut ()).await.unwrap();
    assert_eq!((outcome.refused, outcome.rows), (0, rows.len()), "{:?}", outcome.problems);
    eventually("the map shows them", async || server.state.atlas.load().len() == rows.len()).await;
    server
}

/// Rows with plain names, spread over towns.
fn plain(count: usize) -> Vec<(String, String, &'static str)> {
    const TOWNS: [&str; 8] = ["Venlo", "Venray", "Weert", "Roermond", "Heerlen", "Maastricht", "Sittard", "Gennep"];
    (0..count).map(|i| (format!("Initiatief {i}"), format!("School {i}"), TOWNS[i % TOWNS.len()])).collect()
}

async fn bytes(server: &Server, path: &str) -> Vec<u8> {
    let response = server.get(path).await;
    assert_eq!(response.status(), 200, "{path}");
    response.bytes().await.unwrap().to_vec()
}

async fn text(server: &Server, path: &str) -> String {
    String::from_utf8(bytes(server, path).await).unwrap()
}

/// What the codes on a page lead to, read from its PNG; the SVG says where they stand. The query's comes first.
async fn codes(server: &Server, address: &str, page: usize) -> Vec<String> {
    let with = |extension: &str| address.replace("EXT", extension) + &format!("&blad={page}");
    let svg = text(server, &with("svg")).await;
    let picture = Pixmap::decode_png(&bytes(server, &with("png")).await).unwrap();
    let wide: f64 = between(&svg, "viewBox=\"0 0 ", " ").parse().unwrap();
    let scale = f64::from(picture.width()) / wide;
    svg.split("<path transform=\"translate(")
        .skip(1)
        .filter(|part| part.contains("shape-rendering"))
        .map(|part| {
            let (x, rest) = part.split_once(' ').unwrap();
            let (y, rest) = rest.split_once(") scale(").unwrap();
            let module: f64 = rest.split_once(')').unwrap().0.parse::<f64>().unwrap() * scale;
            let rows = between(rest, "d=\"", "\"").split('M').skip(1);
            let lowest = rows.map(|run| between(run, " ", "h").parse::<f64>().unwrap()).fold(0.0, f64::max);
            let [x, y] = [x, y].map(|v| v.parse::<f64>().unwrap() * scale);
            read(&picture, [x, y], module, (lowest + 1.0) * module)
        })
        .collect()
}

/// Reads the code whose first module is here, with its quiet zone.
fn read(picture: &Pixmap, [x, y]: [f64; 2], module: f64, side: f64) -> String {
    let quiet = module * 4.0;
    let [left, top] = [x, y].map(|v| (v - quiet).round() as u32);
    let wide = (side + 2.0 * quiet).round() as usize;
    let mut image = rqrr::PreparedImage::prepare_from_greyscale(wide, wide, |x, y| {
        picture.pixel(left + x as u32, top + y as u32).map_or(255, |colour| colour.green())
    });
    let grids = image.detect_grids();
    let found = grids.iter().find_map(|grid| grid.decode().ok()).map(|(_, content)| content);
    found.unwrap_or_else(|| panic!("no code at {x} {y}, {wide} pixels wide"))
}

/// What stands on a page, line after line.
fn words(svg: &str) -> String {
    let lines = svg.split("</text>").filter_map(|part| Some(part.rsplit_once('>')?.1));
    lines.collect::<Vec<_>>().join(" ")
}

fn between<'a>(text: &'a str, start: &str, end: &str) -> &'a str {
    text.split_once(start).and_then(|(_, rest)| rest.split_once(end)).map_or("", |(found, _)| found)
}

/// The side of each code on a page, in millimetres; the query's comes first.
fn sides(svg: &str) -> Vec<f64> {
    let wide: f64 = between(svg, "viewBox=\"0 0 ", " ").parse().unwrap();
    let millimetre = wide / between(svg, " width=\"", "mm\"").parse::<f64>().unwrap();
    let codes = svg.split("<path transform=\"translate(").skip(1).filter(|part| part.contains("shape-rendering"));
    codes
        .map(|part| {
            let module: f64 = between(part, "scale(", ")").parse().unwrap();
            let rows = between(part, "d=\"", "\"").split('M').skip(1);
            let lowest = rows.map(|run| between(run, " ", "h").parse::<f64>().unwrap()).fold(0.0, f64::max);
            (lowest + 1.0) * module / millimetre
        })
        .collect()
}

/// How many pages the poster has: what the problem says about one too many.
async fn pages(server: &Server, address: &str) -> usize {
    let problem = server.problem(&(address.replace("EXT", "svg") + "&blad=9999"), 404).await;
    let detail = problem["detail"].as_str().unwrap().to_owned();
    if detail.contains("één blad") { 1 } else { between(&detail, "heeft ", " bladen").parse().unwrap() }
}

#[rstest]
#[case("/poster/midden.EXT?papier=a4&sector=mbo", "regio=midden&sector=mbo")]
#[case("/poster/limburg.EXT?papier=a3&stand=liggend&sector=mbo", "sector=mbo")]
#[tokio::test]
async fn qr_codes_lead_to_what_the_query_finds(#[case] address: &str, #[case] query: &str) {
    let mut found = Vec::new();
    for page in 1..=pages(&SHARED, address).await {
        found.extend(codes(&SHARED, address, page).await);
    }
    assert_eq!(found.remove(0), format!("{}/?{query}", SHARED.url), "the query's code");
    let numbers: Vec<&str> = found.iter().map(|href| href.rsplit('/').next().unwrap()).collect();
    for (href, id) in found.iter().zip(&numbers) {
        assert_eq!(*href, format!("{}/initiatieven/{id}", SHARED.url));
    }
    let mut sorted: Vec<String> = numbers.iter().map(|id| (*id).to_owned()).collect();
    let mut expected = ids(&SHARED.json(&format!("/api/collections/initiatieven/items?limit=1000&{query}")).await);
    assert_eq!(sorted.len(), expected.len());
    sorted.sort();
    expected.sort();
    assert_eq!(sorted, expected);
    let moved = SHARED.get(&format!("/initiatieven/{}", numbers[0])).await;
    assert_eq!(moved.status(), 308, "the short address leads to the page");
    let sides = sides(&text(&SHARED, &address.replace("EXT", "svg")).await);
    assert!(sides.iter().all(|side| *side >= 18.0), "from a wall: {sides:?}");
}

#[tokio::test]
async fn long_list_has_one_large_code_and_is_all_links() {
    for query in ["papier=a4", "papier=a3&stand=liggend"] {
        let address = format!("/poster/limburg.EXT?{query}");
        let mut leads = Vec::new();
        for page in 1..=pages(&SHARED, &address).await {
            let svg = text(&SHARED, &(address.replace("EXT", "svg") + &format!("&blad={page}"))).await;
            let sides = sides(&svg);
            if page == 1 {
                assert!(sides.len() == 1 && sides[0] > 36.0, "{query}: {sides:?}");
                assert_eq!(codes(&SHARED, &address, 1).await, [format!("{}/", SHARED.url)], "{query}");
                assert!(svg.contains("de hele lijst"), "{query}: it is said");
            } else {
                assert!(sides.is_empty(), "{query}, page {page}: {sides:?}");
            }
            let hrefs = svg.split("<a href=\"").skip(1).map(|part| part.split('"').next().unwrap().to_owned());
            leads.extend(hrefs.filter_map(|href| Some(href.split_once("/initiatieven/")?.1.to_owned())));
        }
        let mut expected = ids(&SHARED.json("/api/collections/initiatieven/items?limit=1000").await);
        leads.sort();
        expected.sort();
        assert_eq!(leads, expected, "{query}");
    }
}

/// A PDF as text; what is in it is not compressed, but for what is drawn.
async fn pdf(server: &Server, path: &str) -> String {
    let bytes = bytes(server, path).await;
    assert!(bytes.starts_with(b"%PDF-1.7"), "{path}");
    String::from_utf8_lossy(&bytes).into_owned()
}

#[tokio::test]
async fn poster_pdf_is_tagged() {
    let near = "bij=5.7064,51.2518&straal=10";
    let file = pdf(&SHARED, &format!("/poster/limburg.pdf?{near}")).await;
    for part in [
        "/Marked true",
        "/StructTreeRoot",
        "/Lang(nl-NL)",
        "/DisplayDocTitle true",
        "<pdfuaid:part>1</pdfuaid:part>",
        "(5 initiatieven binnen 10 km van Weert)",
        "/Alt(Kaart van 5 initiatieven binnen 10 km van Weert. De nummers van de spelden zijn die van de lijst.)",
        "/ListNumbering/Decimal",
    ] {
        assert!(file.contains(part), "{part}: {file}");
    }
    let nearest = ids(&SHARED.json(&format!("/export/limburg.geojson?{near}")).await).len();
    let many = |tag: &str| file.matches(&format!("/S/{tag}/")).count();
    assert_eq!([many("H1"), many("L"), many("LI"), many("Lbl"), many("LBody")], [1, 1, nearest, nearest, nearest]);
    // The map and the query's code; the code of a row says what its link says, and is decoration.
    assert_eq!([many("Figure"), many("Link")], [2, nearest + 1]);
    assert_eq!(file.matches("/Subtype/Link/").count(), nearest + 1, "each link has its tag");
    let regions = pdf(&SHARED, "/poster/limburg.pdf").await;
    assert_eq!(regions.matches("/S/H2/").count(), 3, "a heading for each region");
    for page in [0, 1] {
        pdf(&with(&plain(page)).await, "/poster/limburg.pdf").await;
    }
}

#[tokio::test]
async fn poster_by_distance_begins_with_the_nearest() {
    let address = "/poster/limburg.EXT?bij=5.7064,51.2518&straal=10";
    let mut found = Vec::new();
    for page in 1..=pages(&SHARED, address).await {
        found.extend(codes(&SHARED, address, page).await);
    }
    let nearest = ids(&SHARED.json("/export/limburg.geojson?bij=5.7064,51.2518&straal=10").await);
    assert_eq!(found[1..], nearest.iter().map(|id| format!("{}/initiatieven/{id}", SHARED.url)).collect::<Vec<_>>());
}

#[tokio::test]
async fn poster_of_the_same_data_has_the_same_bytes() {
    let rows = plain(60);
    let (one, other) = (with(&rows).await, with(&rows).await);
    for path in ["/poster/zuid.pdf", "/poster/limburg.svg?papier=a3&blad=2", "/deelbeeld/midden.png"] {
        let first = bytes(&one, path).await;
        assert_eq!(first, bytes(&one, path).await, "{path}: asked again");
        let anew = if path.contains('?') { format!("{path}&q=") } else { format!("{path}?q=") };
        assert_eq!(first, bytes(&one, &anew).await, "{path}: drawn again");
        assert_eq!(first, bytes(&other, path).await, "{path}: another server");
    }
}

#[tokio::test]
async fn poster_map_has_the_numbers_of_the_list() {
    let svg = text(&SHARED, "/poster/zuid.svg").await;
    let count = ids(&SHARED.json("/export/zuid.geojson").await).len();
    let page = pages(&SHARED, "/poster/zuid.EXT?papier=a4").await;
    let mut written = svg;
    for page in 2..=page {
        written += &text(&SHARED, &format!("/poster/zuid.svg?blad={page}")).await;
    }
    for number in 1..=count {
        // The heading says how many.
        let expected = if number == count { 3 } else { 2 };
        let times = written.matches(&format!(">{number}</text>")).count();
        assert_eq!(times, expected, "{number} stands on the map and in the list");
    }
}

#[rstest]
#[case::none(0)]
#[case::one(1)]
#[case::many(540)]
#[tokio::test]
async fn poster_of_any_number_of_initiatives(#[case] count: usize) {
    let server = with(&plain(count)).await;
    let pdf = bytes(&server, "/poster/limburg.pdf").await;
    let drawn = pages(&server, "/poster/limburg.EXT?papier=a4").await;
    assert!(pdf.starts_with(b"%PDF-1."));
    let raw = String::from_utf8_lossy(&pdf);
    assert_eq!(raw.matches("/Type /Page\n").count() + raw.matches("/Type/Page/").count(), drawn, "all pages are in it");
    assert!(
        raw.contains("/FontFile") && raw.contains("/ToUnicode") && raw.contains("/Lang"),
        "letters are in it, as text"
    );
    let last = text(&server, &format!("/poster/limburg.svg?blad={drawn}")).await;
    match count {
        0 => assert!(last.contains("Hiervoor staat nog niets op de kaart")),
        1 => assert_eq!(drawn, 1),
        _ => {
            assert!(raw.matches("/URI").count() >= 500);
            assert!(words(&last).contains("Er zijn er nog 40"), "the rest is told");
            let first = text(&server, "/poster/limburg.svg").await;
            assert!(first.contains("Op deze poster staan de nieuwste 500"), "and said at once");
            assert!(first.contains("Een ring: zoveel bij elkaar"), "too many for pins with numbers");
            assert!(!last.contains(">500</text>"), "a number that stands nowhere on the map says nothing");
        }
    }
}

#[tokio::test]
async fn poster_keeps_hostile_and_long_names_on_the_page() {
    let mut rows = plain(6);
    rows[0].0 = "<script>alert(1)</script> & \"'".to_owned();
    rows[1].0 = "W".repeat(120);
    rows[1].1 = "M".repeat(500);
    rows[2].0 = "woord ".repeat(20).trim().to_owned();
    rows[3].0 = "\u{1f600}\u{202e} e\u{301}e\u{301}n ]]> ${x} 学校".to_owned();
    let server = with(&rows).await;
    for address in ["/poster/limburg.svg?papier=a4", "/poster/limburg.svg?papier=a3&stand=liggend"] {
        let svg = text(&server, address).await;
        assert!(!svg.contains("<script"), "{address}");
        assert!(svg.contains("&lt;script&gt;") && svg.contains("één"), "{address}");
        inside(&svg);
        pdf(&server, &address.replace("svg", "pdf")).await;
    }
    let question = "/poster/limburg.svg?q=%3Csvg%20onload%3D1%3E%20%22%26";
    let svg = text(&server, question).await;
    assert!(!svg.contains("<svg onload") && svg.contains("&lt;svg onload"));
    for id in server.state.atlas.load().len()..=server.state.atlas.load().len() {
        assert_eq!(server.get(&format!("/initiatieven/{id}/deelbeeld.png")).await.status(), 200);
    }
}

/// Every letter of it lies on the paper, within its margins.
fn inside(svg: &str) {
    use resvg::usvg::{Group, Node, Options, Tree, fontdb::Database};
    fn texts(group: &Group, found: &mut Vec<(String, resvg::usvg::Rect)>) {
        for node in group.children() {
            match node {
                Node::Group(group) => texts(group, found),
                Node::Text(text) => {
                    let words = text.chunks().iter().map(|chunk| chunk.text().to_owned()).collect();
                    found.push((words, text.abs_bounding_box()));
                }
                _ => {}
            }
        }
    }
    let mut letters = Database::new();
    letters.load_fonts_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../assets/fonts/print"));
    let tree = Tree::from_str(svg, &Options { fontdb: letters.into(), ..Options::default() }).unwrap();
    let wide: f32 = between(svg, "viewBox=\"0 0 ", " ").parse().unwrap();
    let scale = tree.size().width() / wide;
    let mut found = Vec::new();
    texts(tree.root(), &mut found);
    assert!(found.len() > 30);
    let margin = 20.0 * scale;
    for (words, area) in found {
        let on_paper = area.left() >= margin && area.top() >= margin;
        let on_paper =
            on_paper && area.right() <= tree.size().width() - margin && area.bottom() <= tree.size().height() - margin;
        assert!(on_paper, "{words}: {area:?}");
    }
}

#[rstest]
#[case("papier=a5", "papier")]
#[case("papier=A4", "papier")]
#[case("papier=a4&papier=a3", "papier")]
#[case("stand=scheef", "stand")]
#[case("blad=0", "blad")]
#[case("blad=-1", "blad")]
#[case("blad=1.5", "blad")]
#[case("blad=x", "blad")]
#[case("kleur=ja", "kleur")]
#[case("regio=oost", "regio")]
#[case("q=%ff", "q")]
#[case("bbox=6,51,5,52", "bbox")]
#[tokio::test]
async fn unusable_parameters_are_named(#[case] query: &str, #[case] parameter: &str) {
    for file in ["limburg.svg", "midden.png"] {
        let problem = SHARED.problem(&format!("/poster/{file}?{query}"), 400).await;
        assert_eq!(problem["parameter"], parameter, "{problem}");
    }
}

#[rstest]
#[case("/poster/noord.png")]
#[case("/poster/noord.svg")]
#[case("/poster/noord.pdf")]
#[case("/deelbeeld/noord.png")]
#[tokio::test]
async fn contradicting_region_is_a_mistake(#[case] path: &str) {
    let problem = SHARED.problem(&format!("{path}?regio=zuid"), 400).await;
    assert_eq!(problem["parameter"], "regio", "{problem}");
    assert_eq!(SHARED.get(&format!("{path}?regio=noord&regio=zuid&q=niets")).await.status(), 200);
}

#[tokio::test]
async fn circle_is_named_after_a_place_only_in_its_middle() {
    let off = text(&SHARED, "/poster/limburg.svg?bij=5.7,51.2&straal=0.5").await;
    assert!(off.contains("binnen 500 m van een punt bij Stramproy"), "Stramproy lies outside it");
    let at = text(&SHARED, "/poster/limburg.svg?bij=5.70694,51.25167&straal=10").await;
    assert!(at.contains("binnen 10 km van Weert"));
}

#[tokio::test]
async fn poster_does_not_repeat_the_town_in_a_school_name() {
    let server = with(&[("Hei".to_owned(), "Basisschool in Nieuw-Bergen".to_owned(), "Nieuw Bergen")]).await;
    let svg = text(&server, "/poster/noord.svg?stand=liggend").await;
    assert!(svg.contains(">Basisschool in Nieuw-Bergen</text>"));
}

type Line = [(f64, f64); 2];
type Pin = ((f64, f64), f64);

/// The lines on the map, from a place to a pin, and the middle and half the side of each pin.
fn lines_and_pins(svg: &str) -> (Vec<Line>, Vec<Pin>) {
    let map = svg.split_once("fill-rule=\"evenodd\"/>").unwrap().1;
    let map = map.split_once("km</text>").unwrap().0;
    let point = |text: &str| text.split_once(' ').map(|(x, y)| (x.parse().unwrap(), y.parse().unwrap())).unwrap();
    let lines = map.split("<path d=\"M").skip(1).filter_map(|part| {
        let (d, rest) = part.split_once('"')?;
        let (from, to) = d.split_once('L')?;
        rest.split_once("/>")?.1.starts_with("<circle").then(|| [point(from), point(to)])
    });
    let pins =
        map.split("<text x=\"").skip(1).filter(|part| part.contains(" text-anchor=\"middle\" font-family=\"Bric"));
    let pins = pins.map(|part| {
        let (x, rest) = part.split_once('"').unwrap();
        let size: f64 = between(rest, "font-size=\"", "\"").parse().unwrap();
        let (x, y): (f64, f64) = (x.parse().unwrap(), between(rest, " y=\"", "\"").parse().unwrap());
        ((x, y - size * 0.36), size / 1.15 * 0.9)
    });
    (lines.collect(), pins.collect())
}

#[rstest]
#[tokio::test]
async fn poster_lines_run_under_no_pin_and_cross_no_line(
    #[values("limburg", "noord", "midden", "zuid")] region: &str,
    #[values("papier=a4", "papier=a3")] paper: &str,
    #[values("staand", "liggend")] way: &str,
) {
    let svg = text(&SHARED, &format!("/poster/{region}.svg?{paper}&stand={way}")).await;
    let (lines, pins) = lines_and_pins(&svg);
    assert!(lines.len() > 5 && pins.len() >= lines.len(), "{} {}", lines.len(), pins.len());
    let side = |[a, b]: Line, c: (f64, f64)| (b.0 - a.0) * (c.1 - a.1) - (b.1 - a.1) * (c.0 - a.0);
    let cross = |one: Line, other: Line| {
        side(one, other[0]) * side(one, other[1]) < 0.0 && side(other, one[0]) * side(other, one[1]) < 0.0
    };
    let mut under = Vec::new();
    for (i, &line) in lines.iter().enumerate() {
        let [_, end] = line;
        for &((x, y), half) in pins.iter().filter(|((x, y), _)| (x - end.0).hypot(y - end.1) > 0.1) {
            let across = [[(x - half, y - half), (x + half, y + half)], [(x - half, y + half), (x + half, y - half)]];
            if across.iter().any(|&diagonal| cross(line, diagonal)) {
                under.push((line, (x, y)));
            }
        }
        assert!(!lines[i + 1..].iter().any(|&other| cross(line, other)), "{line:?} is crossed");
    }
    // Known and not mended yet: all of Limburg on lying paper, where the map is smallest. It was nine.
    let known = if region == "limburg" && way == "liggend" { 2 } else { 0 };
    assert!(under.len() <= known, "under a pin: {under:?}");
}

#[tokio::test]
async fn poster_names_the_busiest_town_and_the_regions() {
    for address in ["/poster/limburg.svg", "/poster/noord.svg", "/poster/noord.svg?stand=liggend"] {
        let svg = text(&SHARED, address).await;
        assert!(svg.contains(">Venray</text>"), "{address}: three pins");
    }
    let svg = text(&SHARED, "/poster/limburg.svg").await;
    for region in ["N O O R D", "M I D D E N", "Z U I D"] {
        assert!(svg.contains(&format!(">{region}</text>")), "{region}");
    }
}

#[tokio::test]
async fn all_mistakes_are_told_at_once() {
    let problem = SHARED.problem("/poster/limburg.pdf?papier=a9&stand=x&blad=2&thema=nee", 400).await;
    let names: Vec<_> = problem["parameters"].as_array().unwrap().iter().map(|p| p["naam"].as_str().unwrap()).collect();
    assert_eq!(names, ["papier", "stand", "blad", "thema"]);
}

#[rstest]
#[case("/poster/limburg.svg?blad=2000")]
#[case("/poster/limburg.png?blad=99999999999999999999999")]
#[case("/poster/oost.pdf")]
#[case("/poster/limburg.jpg")]
#[case("/poster/limburg")]
#[case("/deelbeeld/limburg.svg")]
#[case("/deelbeeld/oost.png")]
#[case("/initiatieven/999999/deelbeeld.png")]
#[case("/initiatieven/01/deelbeeld.png")]
#[tokio::test]
async fn unknown_poster_is_404(#[case] path: &str) {
    SHARED.problem(path, 404).await;
}

#[tokio::test]
async fn poster_svg_may_use_its_own_letters_and_nothing_else() {
    let response = SHARED.get("/poster/noord.svg").await;
    assert_eq!(header(&response, "content-type"), "image/svg+xml");
    assert_eq!(header(&response, "access-control-allow-origin"), "*");
    assert_eq!(header(&response, "content-disposition"), "inline; filename=\"innovatiekaart-noord-a4-staand.svg\"");
    let policy = header(&response, "content-security-policy").to_owned();
    let svg = response.text().await.unwrap();
    let sheet = between(&svg, "<style>", "</style>");
    let hash = {
        use base64::{Engine as _, prelude::BASE64_STANDARD};
        BASE64_STANDARD.encode(ring::digest::digest(&ring::digest::SHA256, sheet.as_bytes()))
    };
    assert!(policy.starts_with(&format!("default-src 'none'; style-src 'sha256-{hash}'; font-src data:;")), "{policy}");
    assert!(sheet.matches("data:font/woff2;base64,").count() >= 3 && !svg.contains(" style=\""));
    assert!(svg.contains("<title>") && svg.contains("width=\"210mm\""));
    assert!(!svg.contains("role=\"img\""), "links within a picture can't be reached");
    assert_eq!(svg.matches("<a href=").count(), svg.matches("\" aria-label=\"").count(), "each link has a name");
    assert!(svg.contains("aria-label=\"1. "));
}

#[tokio::test]
async fn poster_has_an_etag() {
    for path in ["/poster/midden.svg", "/deelbeeld/limburg.png?thema=steam", "/initiatieven/1/deelbeeld.png"] {
        let first = SHARED.get(path).await;
        let tag = header(&first, "etag").to_owned();
        let again = client().get(format!("{}{path}", SHARED.url)).header("if-none-match", tag).send().await.unwrap();
        assert_eq!(again.status(), 304, "{path}");
    }
}

#[tokio::test]
async fn shared_links_have_a_picture() {
    let page = text(&SHARED, "/?regio=midden").await;
    let picture = between(&page, "<meta property=\"og:image\" content=\"", "\"").replace("&amp;", "&");
    assert_eq!(picture, format!("{}/deelbeeld/limburg.png?regio=midden", SHARED.url));
    assert!(page.contains("<meta name=\"twitter:card\" content=\"summary_large_image\">"));
    let about = text(&SHARED, "/over").await;
    assert!(about.contains(&format!("<meta property=\"og:image\" content=\"{}/deelbeeld/limburg.png\">", SHARED.url)));

    let path = header(&SHARED.get("/initiatieven/1").await, "location").to_owned();
    let page = text(&SHARED, &path).await;
    assert_eq!(
        between(&page, "<meta property=\"og:image\" content=\"", "\""),
        format!("{}/initiatieven/1/deelbeeld.png", SHARED.url)
    );
    assert!(between(&page, "og:image:alt\" content=\"", "\"").starts_with("Kaart van Limburg met een speld in "));
    for path in ["/deelbeeld/limburg.png?regio=midden", "/initiatieven/1/deelbeeld.png"] {
        let response = SHARED.get(path).await;
        assert_eq!(header(&response, "cross-origin-resource-policy"), "cross-origin", "other sites may show it");
        assert_eq!(header(&response, "content-type"), "image/png");
        let picture = Pixmap::decode_png(&response.bytes().await.unwrap()).unwrap();
        assert_eq!((picture.width(), picture.height()), (1200, 630));
    }
    SHARED.problem("/initiatieven/1/deelbeeld.png?groot=ja", 400).await;
    SHARED.problem("/deelbeeld/limburg.png?papier=a4", 400).await;
}

#[tokio::test]
async fn withdrawn_initiative_has_no_shared_picture() {
    let server = with(&plain(2)).await;
    server.state.store.withdraw(InitiativeId(1), server.state.clock.moment()).await.unwrap();
    eventually("it is gone", async || server.state.atlas.load().len() == 1).await;
    server.problem("/initiatieven/1/deelbeeld.png", 410).await;
}

#[tokio::test]
async fn poster_page_offers_the_poster_of_a_query() {
    let page = text(&SHARED, "/poster?regio=midden&thema=steam&papier=a3&stand=liggend&c=5,51&z=9&x=1").await;
    for part in [
        "src=\"/poster/midden.svg?thema=steam&amp;papier=a3&amp;stand=liggend\"",
        "href=\"/poster/midden.pdf?thema=steam&amp;papier=a3&amp;stand=liggend\"",
        "<input type=\"hidden\" name=\"thema\" value=\"steam\">",
        "<option value=\"midden\" selected>",
        "<option value=\"a3\" selected>",
        "‘x’ in het adres",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    let list = text(&SHARED, "/?sector=po").await;
    assert!(list.contains("href=\"/poster?sector=po\""), "the list leads to it");
    let broken = text(&SHARED, "/poster?%zz=1&regio=noord").await;
    assert!(
        broken.contains("niet goed gecodeerd") && broken.contains("/poster/noord.pdf"),
        "said, and the rest is answered"
    );
    let bare = text(&SHARED, "/poster?regio=&papier=&stand=").await;
    assert!(bare.contains("/poster/limburg.pdf?papier=a4&amp;stand=staand"));
    assert!(!bare.contains("in het adres"), "an empty field of the form is nothing");
}

//! "Deel deze kaart": what one takes along is right, whatever was asked.

use rstest::rstest;

use crate::common::{SHARED, encode, header};

const HOSTILE: &str = "\"><script>alert('1')</script></textarea>&amp;";

async fn share(query: &str) -> String {
    let response = SHARED.get(&format!("/deel?{query}")).await;
    assert_eq!(response.status(), 200, "{query}");
    assert_eq!(header(&response, "set-cookie"), "");
    response.text().await.unwrap().replace("<!>", "")
}

/// What a browser puts in a text field with this id.
fn field(page: &str, id: &str) -> String {
    let open = page.split(&format!("<textarea id=\"{id}\"")).nth(1).unwrap_or_else(|| panic!("{id}: {page}"));
    let raw = open.split_once('>').unwrap().1.split("</textarea>").next().unwrap();
    decoded(raw.strip_prefix('\n').unwrap())
}

fn decoded(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&")
}

fn attribute(html: &str, name: &str) -> String {
    let value = html.split(&format!(" {name}=\"")).nth(1).unwrap_or_else(|| panic!("{name}: {html}"));
    decoded(value.split('"').next().unwrap())
}

#[tokio::test]
async fn list_links_to_sharing_its_query() {
    let page = SHARED.get("/?regio=midden&thema=steam&pagina=2").await.text().await.unwrap();
    assert!(page.contains(r#"href="/deel?regio=midden&amp;thema=steam""#));
    let moved = SHARED.get("/?c=5.9,51.2&z=10").await.text().await.unwrap();
    assert!(moved.contains(r#"href="/deel?c=5.9,51.2&amp;z=10""#), "as one sees it");
}

#[tokio::test]
async fn shared_link_frame_component_and_preview_have_the_same_query() {
    let page = share("regio=midden&thema=steam&thema=digitalisering&hoogte=420&breedte=600").await;
    let query = "regio=midden&thema=steam&thema=digitalisering";
    assert_eq!(field(&page, "link"), format!("{}/?{query}", SHARED.url));
    let frame = field(&page, "kader");
    assert_eq!(attribute(&frame, "src"), format!("{}/embed?{query}", SHARED.url));
    assert_eq!((attribute(&frame, "width"), attribute(&frame, "height")), ("600".into(), "420".into()));
    assert_eq!(
        attribute(&frame, "title"),
        "InnovatieKaart: initiatieven in Midden-Limburg: Techniek en kunst (STEAM), Digitalisering"
    );
    let component = field(&page, "component");
    assert_eq!(attribute(&component, "src"), format!("{}/innovatie-kaart.js", SHARED.url));
    assert_eq!(attribute(&component, "regio"), "midden");
    assert_eq!(attribute(&component, "thema"), "steam digitalisering");
    assert_eq!(attribute(&component, "hoogte"), "420");
    assert_eq!(attribute(&component, "href"), format!("{}/?{query}", SHARED.url));
    let preview = page.split("<iframe").nth(1).unwrap();
    assert_eq!(attribute(preview, "src"), format!("/embed?{query}"));
    assert_eq!((attribute(preview, "width"), attribute(preview, "height")), ("600".into(), "420".into()));
    let oembed = field(&page, "oembed");
    let answer = SHARED.json(oembed.strip_prefix(&*SHARED.url).unwrap()).await;
    assert!(answer["title"].as_str().unwrap().starts_with("Initiatieven in Midden-Limburg: "), "{answer}");
    // The form keeps the question when the size changes.
    for hidden in
        [r#"name="regio" value="midden""#, r#"name="thema" value="steam""#, r#"name="thema" value="digitalisering""#]
    {
        assert!(page.contains(hidden), "{hidden}");
    }
}

/// Pasted into a page, the code does what it says and no more: nothing that was asked for ends an attribute or an element.
#[tokio::test]
async fn hostile_query_stays_text() {
    let page = share(&format!("q={}", encode(HOSTILE))).await;
    assert!(!page.contains("<script>alert") && page.matches("</textarea>").count() == 4, "{page}");
    let link = field(&page, "link");
    assert!(!link.contains(['"', '<', '>', '\'', ' ']), "{link}");
    let frame = field(&page, "kader");
    assert_eq!((frame.matches('<').count(), frame.matches('>').count()), (2, 2), "{frame}");
    assert_eq!(attribute(&frame, "title"), format!("InnovatieKaart: initiatieven in Limburg, met ‘{HOSTILE}’"));
    assert!(frame.ends_with("style=\"border:0\"></iframe>"), "{frame}");
    let component = field(&page, "component");
    assert_eq!(attribute(&component, "q"), HOSTILE);
    assert_eq!(component.matches("<script").count(), 1, "{component}");
    assert_eq!((component.matches('<').count(), component.matches('>').count()), (6, 6), "{component}");
}

#[rstest]
#[case("hoogte=10", "hoogte")]
#[case("hoogte=99999", "hoogte")]
#[case("breedte=100%25", "breedte")]
#[case("breedte=300&breedte=400", "breedte")]
#[case("regio=oost", "regio")]
#[case("q=%zz", "q")]
#[case("x%22%3E=1", "x&quot;&gt;")]
#[tokio::test]
async fn unusable_parameters_are_told_and_the_rest_shared(#[case] query: &str, #[case] parameter: &str) {
    let page = share(&format!("{query}&sector=mbo")).await;
    let said = page.replace('"', "&quot;").replace("x&quot;>", "x&quot;&gt;");
    assert!(said.contains(&format!("‘{parameter}’ in het adres")), "{page}");
    assert!(field(&page, "link").ends_with("/?sector=mbo"));
    assert_eq!(attribute(page.split("<iframe").nth(1).unwrap(), "height"), "480");
}

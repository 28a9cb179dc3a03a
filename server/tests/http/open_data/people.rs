//! People who look for open data: pages with downloads first, and a page where they mistype an address.

use crate::common::{SHARED, client, header};

const BROWSER: &str = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

async fn asked(path: &str, accept: &str) -> (u16, String, String) {
    let answer = client().get(format!("{}{path}", SHARED.url)).header("accept", accept).send().await.unwrap();
    let kind = header(&answer, "content-type").to_owned();
    (answer.status().as_u16(), kind, answer.text().await.unwrap())
}

#[tokio::test]
async fn footer_leads_to_downloads_and_to_what_a_region_has() {
    let home = SHARED.text("/").await;
    assert!(home.contains("href=\"/open-data\">Open data") && home.contains("href=\"/voor-organisatoren\""), "{home}");
    let page = SHARED.text("/open-data").await;
    assert!(page.find("/export/limburg.xlsx").unwrap() < page.find("href=\"/api\">OGC").unwrap(), "downloads first");
    let page = SHARED.text("/voor-organisatoren").await;
    for region in ["limburg", "noord", "midden", "zuid"] {
        for path in
            [format!("/export/{region}.xlsx"), format!("/export/{region}.geojson"), format!("/poster/{region}.pdf")]
        {
            assert!(page.contains(&format!("href=\"{path}\"")), "{path}");
            assert!(page.contains(&format!("{}{path}", SHARED.url)), "to copy: {path}");
            assert_eq!(SHARED.get(&path).await.status(), 200, "{path}");
        }
    }
    for path in ["/cijfers?regio=noord", "/deel?regio=noord", "/export/noord.atom"] {
        assert!(page.contains(&format!("href=\"{path}")), "{path}");
        assert_eq!(SHARED.get(path).await.status(), 200, "{path}");
    }
}

#[tokio::test]
async fn file_that_is_not_there_is_a_page_in_a_browser_and_a_problem_elsewhere() {
    for path in ["/export/oost.csv", "/poster/oost.pdf", "/export/archief/gisteren.csv", "/cijfers/oost.csv"] {
        let (status, kind, body) = asked(path, BROWSER).await;
        assert_eq!((status, &*kind), (404, "text/html; charset=utf-8"), "{path}");
        assert!(body.contains("Aangeboden") || body.contains("href=\"/open-data\""), "{path}: {body}");
        for accept in ["*/*", "application/json", "image/avif,image/webp,*/*;q=0.8"] {
            let (status, kind, _) = asked(path, accept).await;
            assert_eq!((status, &*kind), (404, "application/problem+json"), "{path}: {accept}");
        }
    }
}

#[tokio::test]
async fn catalogue_is_a_page_in_a_browser_and_data_elsewhere() {
    let answer = client().get(format!("{}/catalogus", SHARED.url)).header("accept", BROWSER).send().await.unwrap();
    assert_eq!((answer.status().as_u16(), header(&answer, "location")), (303, "/open-data#catalogus"));
    assert!(header(&answer, "vary").contains("accept"));
    let data = asked("/catalogus", "application/ld+json").await;
    assert_eq!((data.0, &*data.1), (200, "application/ld+json"));
    assert_eq!(asked("/catalogus", "*/*").await, data);
    assert_eq!(asked("/catalogus.jsonld", BROWSER).await, data);
}

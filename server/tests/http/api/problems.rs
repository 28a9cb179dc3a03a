//! Whatever is asked, the answer is sound: a problem document (RFC 9457) that names what is wrong.

use reqwest::Method;
use rstest::rstest;

use crate::common::{SHARED, client, header, problem_of};

#[rstest]
#[case("kleur=rood", "kleur")]
#[case("regio=oost", "regio")]
#[case("regio=Noorden", "regio")]
#[case("bbox=", "bbox")]
#[case("gemeente=amsterdam", "gemeente")]
#[case("thema=bestaat-niet", "thema")]
#[case("sector=universiteit", "sector")]
#[case("fase=klaar", "fase")]
#[case("onderdeel=plein", "onderdeel")]
#[case("bbox=6,50,5,51", "bbox")]
#[case("bbox=5,51,6,50", "bbox")]
#[case("bbox=5,50,6", "bbox")]
#[case("bbox=5,50,6,51,7", "bbox")]
#[case("bbox=5,50,9,6,51,1", "bbox")]
#[case("bbox=5,50,NaN,6,51,1", "bbox")]
#[case("bbox=-181,50,6,51", "bbox")]
#[case("bbox=5,50,6,91", "bbox")]
#[case("bbox=a,b,c,d", "bbox")]
#[case("bbox=NaN,50,6,51", "bbox")]
#[case("bbox=5,50,inf,51", "bbox")]
#[case("bbox=1e400,50,6,51", "bbox")]
#[case("bbox=,,,", "bbox")]
#[case("bbox=5,50,6,51&bbox=5,50,6,51", "bbox")]
#[case("bij=5", "bij")]
#[case("bij=200,51", "bij")]
#[case("bij=NaN,NaN", "bij")]
#[case("bij=5.7,51.2&bij=5.7,51.2", "bij")]
#[case("bij=5.7,51.2&straal=-1", "straal")]
#[case("bij=5.7,51.2&straal=NaN", "straal")]
#[case("bij=5.7,51.2&straal=inf", "straal")]
#[case("bij=5.7,51.2&straal=1e9", "straal")]
#[case("bij=5.7,51.2&straal=ver", "straal")]
#[case("straal=10", "straal")]
#[case("q=%zz", "q")]
#[case("q=%", "q")]
#[case("q=%ff%fe", "q")]
#[case("q=a&q=b", "q")]
#[case("q=%00%00&kleur=1", "kleur")]
#[case("limit=0", "limit")]
#[case("limit=-1", "limit")]
#[case("limit=veel", "limit")]
#[case("limit=1.5", "limit")]
#[case("limit=1&limit=2", "limit")]
#[case("offset=-1", "offset")]
#[case("offset=x", "offset")]
#[case("offset=1&offset=1", "offset")]
#[case("f=bestaatniet", "f")]
#[case("f=xml", "f")]
#[case("f=json&f=json", "f")]
#[case("datetime=gisteren", "datetime")]
#[case("c=5,51&z=8", "c")]
#[case("sorteer=nieuw", "sorteer")]
#[case("lijnen=ja", "lijnen")]
#[case("<script>=1", "%3Cscript%3E")]
#[tokio::test]
async fn unusable_parameter_is_named(#[case] query: &str, #[case] parameter: &str) {
    let problem = SHARED.problem(&format!("/api/collections/initiatieven/items?{query}"), 400).await;
    let named = parameter.replace("%3C", "<").replace("%3E", ">");
    assert_eq!(problem["parameter"], named.as_str(), "{problem}");
    let names: Vec<_> = problem["parameters"].as_array().unwrap().iter().map(|p| p["naam"].as_str().unwrap()).collect();
    assert!(names.contains(&named.as_str()));
    assert!(problem["detail"].as_str().unwrap().contains(&named));
}

#[tokio::test]
async fn all_mistakes_are_named_at_once() {
    let problem = SHARED.problem("/api/collections/initiatieven/items?regio=x&limit=0&kleur=1&f=xml", 400).await;
    let names: Vec<_> = problem["parameters"].as_array().unwrap().iter().map(|p| p["naam"].as_str().unwrap()).collect();
    for name in ["regio", "limit", "kleur", "f"] {
        assert!(names.contains(&name), "{name}: {problem}");
    }
}

#[rstest]
#[case("", "zoom")]
#[case("zoom=8", "bbox")]
#[case("bbox=5,50,6,51", "zoom")]
#[case("bbox=&zoom=8", "bbox")]
#[case("bbox=5,50,6,51&zoom=", "zoom")]
#[case("bbox=5,50,6,51&zoom=23", "zoom")]
#[case("bbox=5,50,6,51&zoom=-1", "zoom")]
#[case("bbox=5,50,6,51&zoom=8.5", "zoom")]
#[case("bbox=5,50,6,51&zoom=NaN", "zoom")]
#[case("bbox=5,50,6,51&zoom=8&zoom=9", "zoom")]
#[case("bbox=6,50,5,51&zoom=8", "bbox")]
#[case("bbox=5,50,6,51&zoom=8&limit=3", "limit")]
#[tokio::test]
async fn clusters_need_a_bbox_and_a_zoom(#[case] query: &str, #[case] parameter: &str) {
    let problem = SHARED.problem(&format!("/api/collections/initiatieven/clusters?{query}"), 400).await;
    let names: Vec<_> = problem["parameters"].as_array().unwrap().iter().map(|p| p["naam"].as_str().unwrap()).collect();
    assert!(names.contains(&parameter), "{problem}");
}

#[rstest]
#[case("/api/x", 404)]
#[case("/api/collections/plaatsen", 404)]
#[case("/api/collections/initiatieven/items/", 404)]
#[case("/api/collections/initiatieven/items/1/2", 404)]
#[case("/api/collections/initiatieven/items/1?q=x", 400)]
#[case("/api/collections/initiatieven/items/%ff", 400)]
#[case("/api/collections/initiatieven/items/%00", 404)]
#[case("/api/conformance?x=1", 400)]
#[case("/api/openapi.json?f=yaml", 400)]
#[case("/api?%zz", 400)]
#[case("/export", 404)]
#[case("/export/", 404)]
#[case("/export/noord.geojson?limit=5", 400)]
#[case("/export/%ff.geojson", 400)]
#[case("/export/a/b.geojson", 404)]
#[tokio::test]
async fn programs_always_get_a_problem_document(#[case] path: &str, #[case] status: u16) {
    let problem = SHARED.problem(path, status).await;
    assert_eq!(problem["instance"], path.split('?').next().unwrap());
}

#[rstest]
#[tokio::test]
async fn no_address_breaks_the_server(
    #[values(
        "/api/collections/initiatieven/items",
        "/api/collections/initiatieven/clusters",
        "/export/limburg.geojson",
        "/"
    )]
    path: &str,
    #[values(
        "?bbox=-180,-90,180,90&zoom=22",
        "?bbox=5,51,5,51&zoom=0",
        "?bij=180,90&straal=20038",
        "?bij=-180,-90&straal=0",
        "?q=%F0%9F%A4%96",
        "?q=%00",
        "?q=%22%27%3B--",
        "?q=*",
        "?q=AND+OR+NOT",
        "?&&&&",
        "?=",
        "?=x",
        "?x",
        "?q==",
        "?offset=18446744073709551615&limit=18446744073709551615",
        "?bij=0,-0&straal=-0",
        "?limit=1&offset=4294967296",
        "?bbox=5e0,5.1e1,6.0e0,5.2e1",
        "?regio=noord&regio=noord&regio=noord",
        "?%71=x"
    )]
    query: &str,
) {
    let status = SHARED.get(&format!("{path}{query}")).await.status();
    assert!(!status.is_server_error(), "{status}");
}

#[rstest]
#[tokio::test]
async fn wrong_method_gets_the_allowed_ones(
    #[values(
        "/api",
        "/api/collections/initiatieven/items",
        "/api/collections/initiatieven/items/1",
        "/export/noord.geojson"
    )]
    path: &str,
    #[values(Method::POST, Method::PUT, Method::DELETE, Method::PATCH)] method: Method,
) {
    let response = client().request(method, format!("{}{path}", SHARED.url)).send().await.unwrap();
    assert_eq!(response.status(), 405);
    assert!(header(&response, "allow").contains("GET"));
    problem_of(response).await;
}

#[tokio::test]
async fn long_parameter_name_is_cut_in_the_answer() {
    let name = "x".repeat(4000);
    let response = SHARED.get(&format!("/api/collections/initiatieven/items?{name}=1")).await;
    assert_eq!(response.status(), 400);
    assert!(response.text().await.unwrap().len() < 1000);
}

#[tokio::test]
async fn people_get_no_problem_document() {
    let response = SHARED.get("/bestaat-niet").await;
    assert_eq!(response.status(), 404);
    assert!(header(&response, "content-type").starts_with("text/"));
}

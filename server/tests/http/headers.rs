//! Security headers, compression and the browser files.

use rstest::rstest;

use crate::common::{SHARED, Server, client, header};

#[rstest]
#[tokio::test]
async fn every_answer_has_security_headers(
    #[values(
        "/",
        "/api",
        "/api/x",
        "/api/collections/initiatieven/items?limit=0",
        "/export/noord.geojson",
        "/gezond",
        "/metrics",
        "/pkg/x",
        "/bestaat-niet",
        "/robots.txt",
        "/sitemap.xml",
        "/deel",
        "/favicon.ico"
    )]
    path: &str,
) {
    let response = SHARED.get(path).await;
    let policy = header(&response, "content-security-policy");
    assert!(policy.starts_with("default-src 'none'") && policy.contains("frame-ancestors 'none'"), "{policy}");
    assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"), "{policy}");
    assert_eq!(header(&response, "x-content-type-options"), "nosniff");
    assert_eq!(header(&response, "referrer-policy"), "strict-origin-when-cross-origin");
    // These speak of what a page does with a device and with other windows.
    let page = header(&response, "content-type").starts_with("text/html");
    let permissions = header(&response, "permissions-policy");
    assert_eq!((page, page), (permissions.contains("geolocation=(self)"), permissions.contains("camera=()")));
    assert_eq!(header(&response, "cross-origin-opener-policy"), if page { "same-origin" } else { "" });
    let open = path.starts_with("/api") || path.starts_with("/export");
    let resource = if open { "cross-origin" } else { "same-origin" };
    assert_eq!(header(&response, "cross-origin-resource-policy"), resource);
    assert_eq!(header(&response, "strict-transport-security"), "", "only with https");
    assert_eq!(header(&response, "server"), "");
}

#[tokio::test]
async fn https_has_strict_transport_security() {
    let server = Server::start(|config| config.public_url = Some("https://kaart.voorbeeld.nl".to_owned()));
    assert_eq!(header(&server.get("/api").await, "strict-transport-security"), "max-age=31536000");
    let landing = server.json("/api").await;
    assert_eq!(landing["links"][0]["href"], "https://kaart.voorbeeld.nl/api");
    let server = Server::start(|config| {
        config.public_url = Some("https://kaart.voorbeeld.nl".to_owned());
        config.hsts_subdomains = true;
    });
    let policy = server.get("/api").await;
    assert_eq!(header(&policy, "strict-transport-security"), "max-age=31536000; includeSubDomains");
}

#[rstest]
#[case("br", "br")]
#[case("gzip", "gzip")]
#[case("gzip;q=0.5, br;q=0.1", "gzip")]
#[case("identity", "")]
#[case("identity;q=0", "")]
#[case("deflate, *;q=0", "")]
#[tokio::test]
async fn large_answers_are_compressed_when_asked(#[case] accept: &str, #[case] coding: &str) {
    let request = client().get(format!("{}/export/limburg.geojson", SHARED.url)).header("accept-encoding", accept);
    let response = request.send().await.unwrap();
    assert_eq!((response.status().as_u16(), header(&response, "content-encoding")), (200, coding));
    assert!(header(&response, "vary").contains("accept-encoding"));
    let small = client().get(format!("{}/api/conformance", SHARED.url)).header("accept-encoding", accept);
    assert_eq!(header(&small.send().await.unwrap(), "content-encoding"), "", "not worth it");
}

/// The browser files are there after `cargo xtask build`; a server built without them has nothing to test here.
#[tokio::test]
async fn static_files_are_cached_for_ever_and_compressed() {
    let prefix = server::web::static_files::prefix();
    let names = ["innovatiekaart.wasm", "innovatiekaart.js", "innovatiekaart.css", "maplibre-gl.mjs"];
    let names: Vec<_> = names.into_iter().filter(|name| server::web::static_files::exists(name)).collect();
    if names.is_empty() {
        eprintln!("skipped: built without browser files");
        return;
    }
    for name in names {
        let address = format!("{}{prefix}/{name}", SHARED.url);
        let plain = client().get(&address).send().await.unwrap();
        assert_eq!(plain.status(), 200, "{address}");
        assert_eq!(header(&plain, "cache-control"), "public, max-age=31536000, immutable");
        assert_eq!(header(&plain, "vary"), "accept-encoding");
        let kind = match name.rsplit_once('.').unwrap().1 {
            "wasm" => "application/wasm",
            "css" => "text/css; charset=utf-8",
            _ => "text/javascript; charset=utf-8",
        };
        assert_eq!(header(&plain, "content-type"), kind);
        let plain_tag = header(&plain, "etag").to_owned();
        let contents = plain.bytes().await.unwrap();
        // This client says what it can decode, and decodes it.
        for decoding in [reqwest::Client::builder().no_gzip(), reqwest::Client::builder().no_brotli()] {
            let decoded = decoding.build().unwrap().get(&address).send().await.unwrap().bytes().await.unwrap();
            assert_eq!(decoded, contents, "{name}");
        }
        for (accept, coding) in [("gzip, br", "br"), ("gzip", "gzip"), ("br;q=0, gzip;q=0.1", "gzip")] {
            let response = client().get(&address).header("accept-encoding", accept).send().await.unwrap();
            assert_eq!(header(&response, "content-encoding"), coding);
            assert_ne!(header(&response, "etag"), plain_tag);
            let tag = header(&response, "etag").to_owned();
            assert!(response.bytes().await.unwrap().len() < contents.len());
            let again = client().get(&address).header("accept-encoding", accept).header("if-none-match", tag);
            assert_eq!(again.send().await.unwrap().status(), 304);
        }
        let head = client().head(&address).send().await.unwrap();
        assert_eq!(header(&head, "content-length"), contents.len().to_string());
        assert_eq!(SHARED.get(&format!("{prefix}/{name}.br")).await.status(), 404);
    }
}

#[rstest]
#[tokio::test]
async fn no_file_outside_the_folder_is_served(
    #[values("/pkg/..%2f..%2fCargo.toml", "/pkg/%2e%2e/Cargo.toml", "/pkg//etc/passwd", "/pkg/%00", "/pkg/")]
    path: &str,
) {
    assert_eq!(SHARED.get(path).await.status(), 404);
}

//! What is too large, too slow or too much is refused, and the server goes on.

use std::{
    io::{Read as _, Write as _},
    time::{Duration, Instant},
};

use rstest::rstest;

use crate::common::{self, SHARED, Server, client, header, problem_of};

#[tokio::test]
async fn long_address_is_414() {
    let path = |length: usize| format!("/api?q={}", "x".repeat(length - 7));
    let response = SHARED.get(&path(8192)).await;
    assert_eq!(response.status(), 400, "just short enough, but no parameter of this address");
    let response = SHARED.get(&path(8193)).await;
    assert_eq!(response.status(), 414);
    problem_of(response).await;
    assert_eq!(SHARED.get(&format!("/{}", "x".repeat(9000))).await.status(), 414);
}

#[tokio::test]
async fn large_headers_are_431() {
    let ask = |length: usize| client().get(format!("{}/api", SHARED.url)).header("x-veel", "x".repeat(length)).send();
    assert_eq!(ask(15_000).await.unwrap().status(), 200);
    let response = ask(17_000).await.unwrap();
    assert_eq!(response.status(), 431);
    problem_of(response).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn endless_head_is_431() {
    let answer = SHARED.raw(format!("GET /api HTTP/1.1\r\nx: {}", "x".repeat(200_000)).as_bytes());
    assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 431"), "{answer}");
}

#[tokio::test(flavor = "multi_thread")]
async fn large_body_is_413() {
    let head = "POST /api HTTP/1.1\r\nhost: x\r\ncontent-length: 524289\r\n\r\n";
    let answer = SHARED.raw(head.as_bytes());
    assert!(answer.starts_with("HTTP/1.1 413"), "{answer}");
    assert!(answer.contains("application/problem+json"), "{answer}");
}

#[rstest]
#[case::nothing("")]
#[case::half_a_head("GET /api HTTP/1.1\r\nhost: x\r\nx-half: ")]
#[case::maybe_http_2("PRI * HTT")]
#[tokio::test(flavor = "multi_thread")]
async fn silent_connection_is_closed(#[case] start: &str) {
    let server = Server::start(|config| config.limits.head_timeout = Duration::from_millis(200));
    let begin = Instant::now();
    server.raw(start.as_bytes());
    assert!((Duration::from_millis(150)..Duration::from_secs(5)).contains(&begin.elapsed()), "{:?}", begin.elapsed());
    assert_eq!(server.get("/gezond").await.status(), 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn dripping_headers_do_not_keep_a_connection_open() {
    let server = Server::start(|config| config.limits.head_timeout = Duration::from_millis(200));
    let mut stream = server.connect();
    stream.set_read_timeout(Some(Duration::from_millis(20))).unwrap();
    let begin = Instant::now();
    stream.write_all(b"GET /api HTTP/1.1\r\n").unwrap();
    // Until the server hangs up: the end of the stream, or a write that nobody receives.
    let mut answer = [0; 64];
    while stream.write_all(b"x: y\r\n").is_ok() {
        if matches!(stream.read(&mut answer), Ok(0)) {
            break;
        }
        assert!(begin.elapsed() < Duration::from_secs(5), "still open");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn used_connection_that_falls_silent_is_closed() {
    let server = Server::start(|config| config.limits.head_timeout = Duration::from_millis(200));
    let begin = Instant::now();
    let answer = server.raw(b"GET /gezond HTTP/1.1\r\nhost: x\r\n\r\n");
    assert!(answer.starts_with("HTTP/1.1 200"));
    assert!(begin.elapsed() < Duration::from_secs(5));
}

#[tokio::test(flavor = "multi_thread")]
async fn connection_that_reads_nothing_is_closed() {
    let server = Server::start(|config| {
        config.examples = true;
        config.limits.write_timeout = Duration::from_millis(200);
    });
    let mut stream = server.connect();
    // Many large answers asked for at once, none of them read.
    let ask = "GET /export/limburg.geojson HTTP/1.1\r\nhost: x\r\n\r\n".repeat(200);
    stream.write_all(ask.as_bytes()).unwrap();
    let open = async || server.get("/metrics").await.text().await.unwrap();
    common::eventually("the connection is closed", async || open().await.contains("http_connections 1\n")).await;
}

#[tokio::test]
async fn busy_server_is_503_with_retry_after() {
    let server = Server::start(|config| config.limits.computing = 0);
    let response = server.get("/api/collections/initiatieven/items").await;
    assert_eq!(response.status(), 503);
    assert_eq!(header(&response, "retry-after"), "1");
    problem_of(response).await;
    assert_eq!(server.get("/gezond").await.status(), 200, "what costs nothing goes on");
    let ready = server.problem("/klaar", 503).await;
    assert!(ready["detail"].as_str().unwrap().contains("plaatsen"), "{ready}");
}

#[tokio::test(flavor = "multi_thread")]
async fn connections_beyond_the_limit_wait() {
    let server = Server::start(|config| {
        config.limits.connections = 2;
        config.limits.head_timeout = Duration::from_millis(300);
    });
    let silent: Vec<_> = (0..2).map(|_| server.connect()).collect();
    assert_eq!(server.get("/gezond").await.status(), 200, "as soon as the silent ones are closed");
    drop(silent);
}

#[tokio::test]
async fn http_2_is_not_spoken() {
    let client = reqwest::Client::builder().http2_prior_knowledge().build().unwrap();
    assert!(client.get(format!("{}/api", SHARED.url)).send().await.is_err());
    let response = SHARED.get("/api").await;
    assert_eq!(response.version(), reqwest::Version::HTTP_11);
}

#[rstest]
#[case::none("", 400)]
#[case::two("host: x\r\nhost: x\r\n", 400)]
#[case::nothing("host: \r\n", 400)]
#[case::own("host: kaart.voorbeeld.nl\r\n", 200)]
#[case::number("host: 127.0.0.1:3000\r\n", 200)]
#[case::other("host: kwaad.voorbeeld.nl\r\n", 421)]
#[tokio::test(flavor = "multi_thread")]
async fn request_names_one_host_and_ours(#[case] host: &str, #[case] status: u16) {
    let server = Server::start(|config| config.public_url = Some("https://kaart.voorbeeld.nl".to_owned()));
    for path in ["/gezond", "/over"] {
        let answer = server.raw(format!("GET {path} HTTP/1.1\r\n{host}connection: close\r\n\r\n").as_bytes());
        assert!(answer.starts_with(&format!("HTTP/1.1 {status} ")), "{answer}");
        assert_eq!(status == 421, answer.contains("dat is https://kaart.voorbeeld.nl"), "{answer}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn running_requests_finish_before_the_server_stops() {
    let mut server = Server::examples();
    let mut stream = server.connect();
    // A request on its way: the server has its first half when it is told to stop.
    stream.write_all(b"GET /gezond HTTP/1.1\r\nhost: x\r\n\r\nGET /export/limburg.geojson HTTP/1.1\r\n").unwrap();
    let mut first = [0; 12];
    stream.read_exact(&mut first).unwrap();
    assert_eq!(&first, b"HTTP/1.1 200");
    let begin = Instant::now();
    server.stop();
    assert!(begin.elapsed() < Duration::from_secs(10));
    assert!(std::net::TcpStream::connect(server.url.trim_start_matches("http://")).is_err(), "nobody listens");
}

//! What one visitor has under way, however slow, leaves room for others.

use std::{
    io::{Read as _, Write as _},
    net::{IpAddr, Ipv4Addr, TcpStream},
    time::Duration,
};

use reqwest::{Client, Response};
use rstest::rstest;
use server::web::visitor::Visitor;

use crate::common::{
    Server, eventually, header,
    pictures::{BOUNDARY, file_head, jpeg, multipart},
    problem_of,
};

const FORM: &str = "application/x-www-form-urlencoded";

fn multipart_kind() -> String {
    format!("multipart/form-data; boundary={BOUNDARY}")
}

/// A server behind a web server that names the visitor.
fn behind_proxy(choose: impl FnOnce(&mut server::config::Limits)) -> Server {
    Server::start(|config| {
        config.behind_proxy = true;
        choose(&mut config.limits);
    })
}

/// A visitor begins to send a body, and falls silent.
fn begin(server: &Server, ip: &str, path: &str, kind: &str) -> TcpStream {
    let mut stream = server.connect();
    write!(
        stream,
        "POST {path} HTTP/1.1\r\nhost: x\r\nsec-fetch-site: same-origin\r\nx-forwarded-for: {ip}\r\n\
         content-type: {kind}\r\ncontent-length: 1000\r\n\r\n{}",
        if kind == FORM { "email=".to_owned() } else { file_head() }
    )
    .unwrap();
    stream
}

async fn send(server: &Server, ip: &str, path: &str, kind: &str, body: Vec<u8>) -> Response {
    let request = Client::new().post(format!("{}{path}", server.url)).header("sec-fetch-site", "same-origin");
    request.header("x-forwarded-for", ip).header("content-type", kind).body(body).send().await.unwrap()
}

/// From another machine, as far as the server can see.
fn neighbour() -> Client {
    Client::builder().local_address(IpAddr::from([127, 0, 0, 2])).build().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn bodies_that_do_not_come_keep_nobody_waiting() {
    let server = behind_proxy(|limits| limits.computing = 4);
    let silent: Vec<_> = (0..100).map(|n| begin(&server, &format!("192.0.2.{n}"), "/inloggen", FORM)).collect();
    let open = async || server.text("/metrics").await;
    eventually("they are there", async || open().await.contains("http_connections 101\n")).await;
    for path in ["/", "/api/collections/initiatieven/items", "/klaar"] {
        assert_eq!(server.get(path).await.status(), 200, "{path}");
    }
    drop(silent);
}

#[tokio::test(flavor = "multi_thread")]
async fn bodies_of_one_visitor_are_at_most_a_share() {
    let server = behind_proxy(|limits| limits.per_visitor.bodies = 2);
    let silent = [(); 2].map(|()| begin(&server, "192.0.2.1", "/inloggen", FORM));
    let ask = async |ip| send(&server, ip, "/inloggen", FORM, b"email=".to_vec()).await.status().as_u16();
    eventually("the share is taken", async || ask("192.0.2.1").await == 429).await;
    assert_eq!(ask("192.0.2.2").await, 422, "another visitor");
    drop(silent);
    eventually("the share is free", async || ask("192.0.2.1").await == 422).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn uploads_of_one_visitor_leave_another_one_alone() {
    let server = behind_proxy(|_| {});
    let slow: Vec<_> = (0..16).map(|_| begin(&server, "192.0.2.1", "/plaatsen/foto", &multipart_kind())).collect();
    let add = async |ip| {
        let body = multipart(&[], Some(&jpeg(60, 40)));
        send(&server, ip, "/plaatsen/foto", &multipart_kind(), body).await.status().as_u16()
    };
    eventually("the share is taken", async || add("192.0.2.1").await == 429).await;
    assert_eq!(add("192.0.2.2").await, 200);
    drop(slow);
    eventually("the share is free", async || add("192.0.2.1").await == 200).await;
}

#[rstest]
#[case::form("/inloggen", FORM)]
#[case::picture("/plaatsen/foto", &multipart_kind())]
#[tokio::test(flavor = "multi_thread")]
async fn body_that_comes_too_slowly_is_408(#[case] path: &str, #[case] kind: &str) {
    let server = Server::start(|config| config.limits.body_patience = Duration::from_millis(200));
    let mut answer = [0; 12];
    begin(&server, "", path, kind).read_exact(&mut answer).unwrap();
    assert_eq!(&answer, b"HTTP/1.1 408");
}

#[rstest]
#[case::form("/inloggen", FORM)]
#[case::picture("/plaatsen/foto", &multipart_kind())]
#[tokio::test(flavor = "multi_thread")]
async fn body_that_is_broken_off_is_400_and_no_failure(#[case] path: &str, #[case] kind: &str) {
    let server = Server::start(|_| {});
    drop(begin(&server, "", path, kind));
    let counted = format!("http_requests_total{{route=\"{path}\",status=\"400\"}} 1");
    eventually("it is counted", async || server.text("/metrics").await.contains(&counted)).await;
    assert!(!server.text("/metrics").await.contains("status=\"500\""));
}

#[tokio::test(flavor = "multi_thread")]
async fn connections_of_one_visitor_are_at_most_a_share() {
    let server = Server::start(|config| config.limits.per_visitor.connections = 4);
    let silent = [(); 4].map(|()| server.connect());
    let refused = server.raw(b"GET /gezond HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n");
    assert_eq!(refused, "", "closed without an answer");
    let other = neighbour().get(format!("{}/gezond", server.url)).send().await.unwrap();
    assert_eq!(other.status(), 200);
    drop(silent);
    let again = || server.raw(b"GET /gezond HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n");
    eventually("there is room again", async || again().starts_with("HTTP/1.1 200")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn connections_of_a_web_server_in_front_are_not_counted() {
    let server = behind_proxy(|limits| limits.per_visitor.connections = 2);
    let silent = [(); 4].map(|()| server.connect());
    assert_eq!(server.get("/gezond").await.status(), 200);
    drop(silent);
}

#[tokio::test]
async fn drawings_and_listeners_of_one_visitor_are_at_most_a_share() {
    let server = Server::start(|config| {
        config.limits.per_visitor.drawings = 1;
        config.limits.per_visitor.listeners = 1;
    });
    let visitor = Visitor::at(Ipv4Addr::LOCALHOST.into());
    let taken =
        [&server.state.underway.drawings, &server.state.underway.listeners].map(|shares| shares.take(visitor).unwrap());
    for path in ["/poster/noord.svg", "/deelbeeld/noord.png", "/beeld/live"] {
        let refused = server.get(path).await;
        assert_eq!((refused.status().as_u16(), header(&refused, "retry-after")), (429, "1"), "{path}");
        if path != "/beeld/live" {
            problem_of(refused).await;
        }
        let other = neighbour().get(format!("{}{path}", server.url)).send().await.unwrap();
        assert_eq!(other.status(), 200, "{path}");
    }
    drop(taken);
    assert_eq!(server.get("/poster/noord.svg").await.status(), 200);
}

//! An open map hears that there is something new.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod common;

use std::time::{Duration, Instant};

use common::{Server, client, header, with_clock};
use domain::Role;
use reqwest::Response;

async fn listen(server: &Server) -> Response {
    let request = client().get(format!("{}/beeld/live", server.url)).header("accept-encoding", "br, gzip");
    request.send().await.unwrap()
}

/// The next message, signs of life left out; `None` at the end.
async fn next(stream: &mut Response) -> Option<String> {
    loop {
        let chunk = tokio::time::timeout(Duration::from_secs(5), stream.chunk()).await.expect("within five seconds");
        let text = String::from_utf8(chunk.ok()??.to_vec()).unwrap();
        if let Some(data) = text.strip_prefix("data: ") {
            return Some(data.trim().to_owned());
        }
    }
}

#[tokio::test]
async fn an_open_map_hears_within_two_seconds_what_was_published() {
    let (server, _clock) = with_clock();
    let sender = server.visitor("inzender@school.nl", &[]).await;
    let editor = server.visitor("redacteur@kaart.nl", &[(Role::Editor, None, None)]).await;
    let mut stream = listen(&server).await;
    assert_eq!(header(&stream, "content-type"), "text/event-stream");
    assert_eq!(header(&stream, "content-encoding"), "", "what is compressed waits for a full block");
    let first = next(&mut stream).await.unwrap();
    let id = server.sent_in(&sender, "Robots in de klas").await;
    let start = Instant::now();
    editor.does(&format!("/redactie/{id}/1/publiceren"), &[]).await;
    let second = next(&mut stream).await.unwrap();
    assert!(start.elapsed() < Duration::from_secs(2), "{:?}", start.elapsed());
    assert_ne!(first, second);
    // Who asks now, gets it.
    assert!(server.get("/beeld").await.text().await.unwrap().contains("Robots in de klas"));
}

#[tokio::test]
async fn who_listens_does_not_keep_the_server_from_stopping() {
    let mut server = Server::start(|_| ());
    let mut stream = listen(&server).await;
    assert!(next(&mut stream).await.is_some());
    let start = Instant::now();
    let waiting = tokio::spawn(async move { next(&mut stream).await });
    server.stop();
    assert!(start.elapsed() < Duration::from_secs(3), "{:?}", start.elapsed());
    assert_eq!(waiting.await.unwrap(), None);
}

#[tokio::test]
async fn listeners_leave_half_of_the_connections_to_others() {
    let server = Server::start(|config| config.limits.connections = 6);
    let mut open = Vec::new();
    for _ in 0..3 {
        let stream = listen(&server).await;
        assert_eq!(stream.status(), 200);
        open.push(stream);
    }
    assert_eq!(listen(&server).await.status(), 204);
    assert_eq!(server.get("/gezond").await.status(), 200);
}

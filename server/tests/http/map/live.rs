//! Open maps hear of a change, and do not keep the server from stopping.

use domain::InitiativeId;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use crate::common::{self, Server, at};

fn listen(server: &Server) -> TcpStream {
    let mut stream = server.connect();
    stream.write_all(b"GET /beeld/live HTTP/1.1\r\nHost: kaart\r\nAccept-Encoding: br, gzip\r\n\r\n").unwrap();
    stream
}

/// Reads until `part` has come. What came before it is given back.
fn until(stream: &mut TcpStream, part: &str) -> String {
    let mut heard = Vec::new();
    let mut buffer = [0; 1024];
    while !String::from_utf8_lossy(&heard).contains(part) {
        let read = stream.read(&mut buffer).unwrap();
        assert!(read > 0, "{part} never came: {}", String::from_utf8_lossy(&heard));
        heard.extend_from_slice(&buffer[..read]);
    }
    String::from_utf8_lossy(&heard).into_owned()
}

#[tokio::test]
async fn live_map_hears_the_revision_at_once_and_when_it_changes() {
    let server = Server::examples();
    let mut stream = listen(&server);
    let head = until(&mut stream, "data: 1\n");
    assert!(head.contains("text/event-stream") && !head.contains("content-encoding"), "{head}");
    assert!(server.state.store.withdraw(InitiativeId(1), at("2026-11-24T12:00:00Z")).await.unwrap());
    until(&mut stream, "data: 2\n");
}

#[tokio::test]
async fn live_maps_do_not_keep_the_server_from_stopping() {
    let mut server = Server::start(|config| config.limits.drain = Duration::from_secs(60));
    let mut streams: Vec<TcpStream> = (0..5).map(|_| listen(&server)).collect();
    streams.iter_mut().for_each(|stream| _ = until(stream, "data: "));
    let start = Instant::now();
    server.stop();
    assert!(start.elapsed() < Duration::from_secs(60), "they were told, not waited for");
    for stream in &mut streams {
        let mut rest = Vec::new();
        stream.read_to_end(&mut rest).unwrap();
    }
}

#[tokio::test]
async fn live_maps_leave_room_for_other_requests() {
    let server = Server::start(|config| config.limits.connections = 8);
    let mut streams: Vec<TcpStream> = (0..4).map(|_| listen(&server)).collect();
    streams.iter_mut().for_each(|stream| _ = until(stream, "data: "));
    assert_eq!(server.get("/beeld/live").await.status(), 503);
    assert_eq!(server.get("/gezond").await.status(), 200);
    // One looks away, and there is room again.
    drop(streams.pop());
    common::eventually("there is room", async || {
        let mut stream = listen(&server);
        let mut first = [0; 12];
        stream.read_exact(&mut first).unwrap();
        first.ends_with(b"200")
    })
    .await;
}

//! Drawings take little memory: a few times their pixels, not what lies around them. The only test here: what the process uses
//! is what the server uses.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::print_stderr, missing_docs)]

mod common;

use std::thread;

use common::{
    Server,
    memory::{MB, grown},
};
use tokio::runtime::Runtime;

/// The most that one drawing may take above what the server uses when it does nothing.
const MOST: usize = 100 * MB;

fn draw(server: &Server, path: &str) {
    let status = Runtime::new().unwrap().block_on(server.get(path)).status();
    assert_eq!(status, 200, "{path}");
}

#[test]
fn drawings_take_little_memory() {
    let server = Server::examples();
    // Letters and ground are read once.
    draw(&server, "/poster/noord.png");
    for path in [
        "/poster/limburg.png?papier=a3",
        "/poster/limburg.png?papier=a3&stand=liggend",
        "/poster/limburg.png?papier=a4",
        "/poster/limburg.pdf?papier=a3",
        "/poster/limburg.pdf?papier=a4",
        "/poster/limburg.svg?papier=a3",
        "/poster/limburg.svg?papier=a4",
        "/poster/limburg.png?papier=a3&q=bestaatniet",
        "/poster/limburg.png?papier=a3&bij=5.9,50.9&straal=1",
        "/deelbeeld/limburg.png",
        "/deelbeeld/limburg.png?bij=5.9,50.9&straal=1",
        "/initiatieven/1/deelbeeld.png",
    ] {
        let (grown, ()) = grown(|| draw(&server, path));
        eprintln!("{path}: {} MB above idle", grown / MB);
        assert!(grown < MOST, "{path}: {} MB above idle", grown / MB);
    }
    let path = |km: u32| format!("/poster/limburg.png?papier=a3&bij=5.9,51.2&straal={km}");
    let (each, ()) = grown(|| (2..6).for_each(|km| draw(&server, &path(km))));
    let (all, ()) = grown(|| {
        thread::scope(|scope| {
            (6..10).for_each(|km| {
                _ = scope.spawn({
                    let server = &server;
                    move || draw(server, &path(km))
                })
            })
        });
    });
    eprintln!("after each other {} MB, at once {} MB above idle", each / MB, all / MB);
    // What was drawn is kept, up to 48 MB.
    assert!(each < MOST && all < 2 * MOST, "after each other {} MB, at once {} MB above idle", each / MB, all / MB);
}

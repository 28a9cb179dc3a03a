//! What is uploaded does not fill the memory, however much of it there is. The program runs on its own, so that what it
//! uses can be read.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, missing_docs)]

mod common;

use std::{
    fs,
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::TcpStream,
    process::{Child, Command, Stdio},
};

use common::pictures::{BOUNDARY, file_head};

const MB: usize = 1024 * 1024;

struct Program {
    child: Child,
    address: String,
    _dir: tempfile::TempDir,
}

impl Program {
    fn start() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let mut child = Command::new(env!("CARGO_BIN_EXE_innovatiekaart"))
            .args(["serve", "--listen", "127.0.0.1:0", "--data-dir"])
            .arg(dir.path())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().trim_start_matches("luistert op http://").to_owned();
        Self { child, address, _dir: dir }
    }

    /// The most memory it ever used, in bytes.
    fn peak(&self) -> usize {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap();
        line.split_whitespace().nth(1).unwrap().parse::<usize>().unwrap() * 1024
    }

    /// Sends a file of zeroes of so many bytes; gives the head of the answer.
    fn upload(&self, size: usize) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        let (head, tail) = (file_head(), format!("\r\n--{BOUNDARY}--\r\n"));
        let length = head.len() + size + tail.len();
        write!(
            stream,
            "POST /plaatsen/foto HTTP/1.1\r\nHost: x\r\nSec-Fetch-Site: same-origin\r\nConnection: close\r\n\
             Content-Type: multipart/form-data; boundary={BOUNDARY}\r\nContent-Length: {length}\r\n\r\n{head}"
        )
        .unwrap();
        let block = vec![0; 64 * 1024];
        for at in (0..size).step_by(block.len()) {
            stream.write_all(&block[..block.len().min(size - at)]).unwrap();
        }
        stream.write_all(tail.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer.lines().next().unwrap().to_owned()
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn large_uploads_take_no_more_memory_than_two_pictures() {
    let program = Program::start();
    // What the largest that may be takes.
    for _ in 0..2 {
        assert_eq!(program.upload(10 * MB), "HTTP/1.1 422 Unprocessable Entity");
    }
    let before = program.peak();
    assert_eq!(program.upload(10 * MB + 1), "HTTP/1.1 413 Payload Too Large");
    for _ in 0..4 {
        assert_eq!(program.upload(60 * MB), "HTTP/1.1 413 Payload Too Large");
    }
    // What the system reads out is a little behind itself: a later peak may come out lower. The server does other things in its
    // first seconds as well, but one of the large uploads would be 60 MB.
    let grown = program.peak().saturating_sub(before);
    assert!(grown < 40 * MB, "{} MB more", grown / MB);
}

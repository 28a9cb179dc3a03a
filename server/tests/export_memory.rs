//! A download of everything takes little memory, whatever its format. The program runs on its own, so that what it
//! uses can be read.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, missing_docs)]

use std::{
    fmt::Write as _,
    fs,
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::TcpStream,
    path::Path,
    process::{Child, Command, Stdio},
    thread,
    time::Duration,
};

const MB: usize = 1024 * 1024;
/// How many initiatives there are.
const ROWS: usize = 100_000;
/// The most that a download may take above what the program uses when it does nothing.
const MOST: usize = 50 * MB;

struct Program {
    child: Child,
    address: String,
}

impl Program {
    fn start(dir: &Path) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_innovatiekaart"))
            .args(["serve", "--listen", "127.0.0.1:0", "--data-dir"])
            .arg(dir)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().trim_start_matches("luistert op http://").to_owned();
        Self { child, address }
    }

    /// A line of what the system knows of it, in bytes.
    fn memory(&self, name: &str) -> usize {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        let line = status.lines().find(|line| line.starts_with(name)).unwrap();
        line.split_whitespace().nth(1).unwrap().parse::<usize>().unwrap() * 1024
    }

    /// What it uses, once it has been the same for a while.
    fn idle(&self) -> usize {
        let mut last = self.memory("VmRSS:");
        for _ in 0..60 {
            thread::sleep(Duration::from_millis(500));
            let now = self.memory("VmRSS:");
            if now.abs_diff(last) < MB / 2 {
                return now;
            }
            last = now;
        }
        panic!("it never comes to rest");
    }

    /// From here on the peak counts anew.
    fn forget_peak(&self) {
        fs::write(format!("/proc/{}/clear_refs", self.child.id()), "5").unwrap();
    }

    /// Reads a download to its end, slowly at first; gives how many bytes there were.
    fn download(&self, path: &str) -> usize {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").unwrap();
        let mut head = [0; 12];
        stream.read_exact(&mut head).unwrap();
        assert_eq!(&head, b"HTTP/1.1 200");
        // Whoever would make it all at once has the time for it now.
        thread::sleep(Duration::from_millis(200));
        let (mut block, mut size) = (vec![0; 64 * 1024], head.len());
        loop {
            match stream.read(&mut block).unwrap() {
                0 => return size,
                read => size += read,
            }
        }
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn rows(path: &Path) {
    let mut csv = "sleutel;titel;samenvatting;omschrijving;school;lon;lat;sector;thema;fase;onderdeel\n".to_owned();
    let text = "Leerlingen en buren maken samen iets nieuws, en schrijven op wat ze ervan leren. ".repeat(4);
    for number in 0..ROWS {
        // Around Roermond, where every point is in Limburg.
        let (lon, lat) = (5.95 + (number % 400) as f64 * 1e-4, 51.17 + (number / 400) as f64 * 1e-4);
        let _ = writeln!(
            csv,
            "{number};Proef nummer {number};{text};{text};De Proefschool {number};{lon:.4};{lat:.4};po|vo;steam;idee;vrijplaats"
        );
    }
    fs::write(path, csv).unwrap();
}

#[test]
fn everything_in_any_format_takes_less_than_fifty_megabytes() {
    let dir = tempfile::tempdir().unwrap();
    rows(&dir.path().join("rijen.csv"));
    let done = Command::new(env!("CARGO_BIN_EXE_innovatiekaart"))
        .args(["importeren", "initiatieven"])
        .arg(dir.path().join("rijen.csv"))
        .arg("--data-dir")
        .arg(dir.path())
        .output()
        .unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let program = Program::start(dir.path());
    let idle = program.idle();
    for extension in ["geojson", "csv", "kml", "atom", "xlsx", "gpkg"] {
        program.forget_peak();
        // A question of its own, that finds everything: nothing of this was made ready.
        let size = program.download(&format!("/export/limburg.{extension}?sector=po"));
        let grown = program.memory("VmHWM:").saturating_sub(idle);
        eprintln!("{extension}: {} MB, {} MB above idle", size / MB, grown / MB);
        assert!(size > ROWS * 100, "{extension}: {size} bytes");
        assert!(grown < MOST, "{extension}: {} MB above idle", grown / MB);
    }
}

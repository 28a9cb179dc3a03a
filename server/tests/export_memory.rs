//! A download of everything takes little memory, whatever its format. The only test here: what the process uses is
//! what the server uses.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stderr, missing_docs)]

mod common;

use std::{
    fmt::Write as _,
    fs,
    io::{Read as _, Write as _},
    net::TcpStream,
    path::Path,
    process::Command,
    thread,
    time::Duration,
};

use common::{
    Server,
    memory::{MB, grown},
};
use server::Config;

/// How many initiatives there are, each of almost the longest texts: more than [`MOST`] in every format.
const ROWS: usize = 18_000;
/// The most that a download may take above what the server uses when it does nothing: half of what we promise for
/// 100,000, as this is a smaller map.
const MOST: usize = 25 * MB;

/// Reads a download to its end, and keeps nothing; gives how many bytes there were.
fn download(server: &Server, path: &str) -> usize {
    let mut stream = TcpStream::connect(server.url.trim_start_matches("http://")).unwrap();
    write!(stream, "GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").unwrap();
    let mut head = [0; 12];
    stream.read_exact(&mut head).unwrap();
    assert_eq!(&head, b"HTTP/1.1 200");
    // What is made faster than it is taken would pile up now.
    thread::sleep(Duration::from_millis(300));
    let (mut block, mut size) = (vec![0; 64 * 1024], head.len());
    loop {
        match stream.read(&mut block).unwrap() {
            0 => return size,
            read => size += read,
        }
    }
}

fn write_rows(path: &Path) {
    let mut csv =
        "sleutel;titel;samenvatting;omschrijving;school;website;lon;lat;sector;thema;fase;onderdeel\n".to_owned();
    let text = |length: usize| "Leerlingen en buren maken samen iets. ".repeat(14)[..length].to_owned();
    let (title, line, long) = (text(100), text(480), text(480).repeat(4));
    let themes = "doorlopende-leerlijn|talentontwikkeling|digitalisering|kansengelijkheid|drop-outs|steam";
    for number in 0..ROWS {
        // Around Roermond, where every point is in Limburg.
        let (lon, lat) = (5.95 + (number % 400) as f64 * 1e-4, 51.17 + (number / 400) as f64 * 1e-4);
        let website = format!("https://voorbeeld.nl/{number}/{}", "a".repeat(440));
        let _ = writeln!(
            csv,
            "{number};{number} {title};{line};{long};{line};{website};{lon:.4};{lat:.4};po|vo;{themes};idee;vrijplaats"
        );
    }
    fs::write(path, csv).unwrap();
}

/// The file is read in by another process: what that takes is not what we measure.
fn import(dir: &Path) {
    let file = dir.join("rijen.csv");
    write_rows(&file);
    let mut command = Command::new(env!("CARGO_BIN_EXE_innovatiekaart"));
    let done = command.args(["importeren", "initiatieven"]).arg(file).arg("--data-dir").arg(dir).output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}

#[test]
fn full_download_in_any_format_takes_little_memory() {
    let data = tempfile::tempdir().unwrap();
    import(data.path());
    let server = Server::start(|config: &mut Config| {
        config.data_dir = data.path().to_owned();
        config.database_url = Some(store::DatabaseUrl::in_data_dir(data.path()));
        config.limits.quiet = Duration::from_secs(3600);
    });
    server.state.atlas.load().wait();
    for extension in ["geojson", "csv", "kml", "atom", "xlsx", "gpkg"] {
        let (grown, size) = grown(|| download(&server, &format!("/export/limburg.{extension}")));
        eprintln!("{extension}: {} MB, {} MB above idle", size / MB, grown / MB);
        // Compressed, a workbook of texts that are alike is small.
        assert!(extension == "xlsx" || size > MOST, "{extension}: {} MB proves nothing", size / MB);
        assert!(grown < MOST, "{extension}: {} MB above idle", grown / MB);
    }
}

//! Leaving with everything, and coming back: `exporteren alles` and `importeren alles`, `backup` and `herstellen`, the
//! real program, from either database into either.
#![cfg(unix)]

use std::{
    collections::BTreeMap,
    fs,
    os::unix::fs::PermissionsExt as _,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use domain::Role;
use tempfile::TempDir;

use crate::common::{Server, fotos::jpeg};

fn run(data_dir: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_innovatiekaart"));
    command.args(arguments).arg("--data-dir").arg(data_dir).env_remove("INNOVATIEKAART_FOTO_OPSLAG").output().unwrap()
}

fn export(data_dir: &Path, folder: &Path) -> Output {
    run(data_dir, &["exporteren", "alles", folder.to_str().unwrap()])
}

fn import(data_dir: &Path, folder: &Path) -> Output {
    run(data_dir, &["importeren", "alles", folder.to_str().unwrap()])
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// Every file under a folder, with its contents.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files.insert(path.strip_prefix(folder).unwrap().to_owned(), fs::read(&path).unwrap());
            }
        }
    }
    files
}

/// A map in use: examples, somebody with a session, something sent in, a picture.
async fn in_use() -> Server {
    let server = Server::examples();
    let anna = server.visitor("anna@school.nl", &[(Role::Editor, None, None)]).await;
    server.sent_in(&anna, "Met \"aanhalingstekens\", een\ttab en 🤖").await;
    server.state.pictures.keep(jpeg(900, 600), &server.state.store, &server.state.clock.text()).await.unwrap();
    server
}

#[tokio::test]
async fn the_way_there_and_back_is_equal_byte_for_byte() {
    let server = in_use().await;
    let work = TempDir::new().unwrap();
    let (first, second, elsewhere) = (work.path().join("een"), work.path().join("twee"), work.path().join("elders"));

    // While it runs.
    let output = export(server.dir.path(), &first);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert!(said(&output).contains("2 fotobestanden"), "{}", said(&output));
    assert_eq!(fs::metadata(&first).unwrap().permissions().mode() & 0o777, 0o700, "there are people in it");

    let output = import(&elsewhere, &first);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let output = export(&elsewhere, &second);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));

    let (one, two) = (files(&first), files(&second));
    assert_eq!(one.keys().collect::<Vec<_>>(), two.keys().collect::<Vec<_>>());
    for (name, contents) in &one {
        assert_eq!(contents, &two[name], "{}", name.display());
    }
    assert_eq!(one.keys().filter(|name| name.starts_with("fotos")).count(), 2);

    let other = Server::start(|config| config.data_dir = elsewhere);
    let items = "/api/collections/initiatieven/items?limit=1000";
    let (here, there) = (server.json(items).await, other.json(items).await);
    assert_eq!(here["features"].as_array().unwrap().len(), there["features"].as_array().unwrap().len());
    assert_eq!(here["numberMatched"], there["numberMatched"]);
}

/// `backup` or `herstellen` with a database of its own.
fn with_database(command: &str, folder: &Path, data_dir: &Path, database: Option<&str>) {
    let mut arguments = vec![command, folder.to_str().unwrap()];
    arguments.extend(database.map(|url| ["--database-url", url]).into_iter().flatten());
    let output = run(data_dir, &arguments);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
}

#[tokio::test]
async fn a_backup_goes_into_the_other_database_and_back() {
    let server = in_use().await;
    let work = TempDir::new().unwrap();
    let postgres = test_postgres::database_url().await;
    let (first, second, third) = (work.path().join("een"), work.path().join("twee"), work.path().join("drie"));
    let (there, back) = (work.path().join("daar"), work.path().join("terug"));

    with_database("backup", &first, server.dir.path(), None);
    with_database("herstellen", &first, &there, Some(&postgres));
    with_database("backup", &second, &there, Some(&postgres));
    with_database("herstellen", &second, &back, None);
    with_database("backup", &third, &back, None);
    assert!(files(&first).keys().any(|name| name.starts_with("fotos")));
    assert_eq!(files(&second), files(&first));
    assert_eq!(files(&third), files(&first));
    assert!(!there.join("innovatiekaart.sqlite").exists(), "everything is on the server");
}

#[tokio::test]
async fn a_backup_while_people_write_is_of_one_moment() {
    let server = in_use().await;
    let anna = server.visitor("bert@school.nl", &[(Role::Editor, None, None)]).await;
    let (store, clock) = (server.state.store.clone(), server.state.clock.clone());
    let writing = tokio::spawn(async move {
        for number in 0.. {
            let mail = store::Mail { subject: format!("{number}"), ..store::Mail::default() };
            store.queue_mail(&mail, &clock.text()).await.unwrap();
        }
    });
    server.sent_in(&anna, "Terwijl er gekopieerd wordt").await;
    let work = TempDir::new().unwrap();
    for round in 0..3 {
        let folder = work.path().join(format!("kopie-{round}"));
        let (data_dir, copy) = (server.dir.path().to_owned(), folder.clone());
        tokio::task::spawn_blocking(move || with_database("backup", &copy, &data_dir, None)).await.unwrap();
        let again = work.path().join(format!("weer-{round}"));
        let elsewhere = work.path().join(format!("elders-{round}"));
        with_database("herstellen", &folder, &elsewhere, None);
        with_database("backup", &again, &elsewhere, None);
        assert_eq!(files(&again), files(&folder));
    }
    writing.abort();
}

#[test]
fn what_is_not_there_is_not_made_to_be_copied() {
    let work = TempDir::new().unwrap();
    let (missing, folder) = (work.path().join("verschreven"), work.path().join("alles"));
    let output = export(&missing, &folder);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("klopt --data-dir?"), "{}", said(&output));
    assert!(!missing.exists() && !folder.exists());
}

#[tokio::test]
async fn what_is_there_already_stays() {
    let server = in_use().await;
    let work = TempDir::new().unwrap();
    let folder = work.path().join("alles");
    assert_eq!(export(server.dir.path(), &folder).status.code(), Some(0));
    let before = files(&folder);

    let again = export(server.dir.path(), &folder);
    assert_eq!(again.status.code(), Some(1));
    assert!(said(&again).contains("bestaat al"), "{}", said(&again));
    assert_eq!(files(&folder), before);

    let full = import(server.dir.path(), &folder);
    assert_eq!(full.status.code(), Some(1));
    assert!(said(&full).contains("alleen in een lege"), "{}", said(&full));
}

#[tokio::test]
async fn a_folder_that_is_not_as_it_was_written_changes_nothing() {
    let server = in_use().await;
    let work = TempDir::new().unwrap();
    let whole = work.path().join("alles");
    assert_eq!(export(server.dir.path(), &whole).status.code(), Some(0));
    let picture = files(&whole).into_keys().find(|name| name.starts_with("fotos")).unwrap();
    let table = PathBuf::from("tabellen/initiative.jsonl");
    let list = PathBuf::from("inhoud.json");
    let newer =
        String::from_utf8(fs::read(whole.join(&list)).unwrap()).unwrap().replacen("\"schema\": ", "\"schema\": 9", 1);

    for (name, contents, reason) in [
        (&table, Some("{}\n"), "is niet zoals het werd weggeschreven"),
        (&table, None, "initiative.jsonl"),
        (&picture, Some("geen foto"), "is niet zoals het werd weggeschreven"),
        (&picture, None, "No such file"),
        (&list, Some("{}"), "heeft gemaakt"),
        (&list, None, "heeft gemaakt"),
        (&list, Some(&*newer), "dezelfde versie"),
    ] {
        let (broken, data_dir) = (TempDir::new().unwrap(), TempDir::new().unwrap());
        for (name, contents) in files(&whole) {
            let path = broken.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, contents).unwrap();
        }
        match contents {
            Some(contents) => fs::write(broken.path().join(name), contents).unwrap(),
            None => fs::remove_file(broken.path().join(name)).unwrap(),
        }
        let output = import(data_dir.path(), broken.path());
        assert_eq!(output.status.code(), Some(1), "{}: {}", name.display(), said(&output));
        assert!(said(&output).contains(reason), "{}: {}", name.display(), said(&output));
        let output = import(data_dir.path(), &whole);
        assert_eq!(output.status.code(), Some(0), "still empty: {}", said(&output));
    }
}

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

use store::DatabaseUrl;
use tempfile::TempDir;

use crate::common::{Server, World, pictures::jpeg, rows::row};

fn run(data_dir: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_innovatiekaart"));
    command.args(arguments).arg("--data-dir").arg(data_dir).env_remove("INNOVATIEKAART_FOTO_OPSLAG").output().unwrap()
}

/// The same with the data of a running server.
fn run_on(world: &World, arguments: &[&str]) -> Output {
    world.program().args(arguments).env_remove("INNOVATIEKAART_FOTO_OPSLAG").output().unwrap()
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
async fn in_use() -> World {
    let world = World::with(|config| config.examples = true);
    world.editor().await.places("Robots in de klas").await;
    world.import(&[row("vreemd", "Met \"aanhalingstekens\", een\ttab en 🤖")]).await;
    world.state.pictures.keep(jpeg(900, 600), &world.state.store, world.now()).await.unwrap();
    world
}

#[tokio::test]
async fn full_export_and_import_are_equal_byte_for_byte() {
    let world = in_use().await;
    let work = TempDir::new().unwrap();
    let (first, second, elsewhere) = (work.path().join("een"), work.path().join("twee"), work.path().join("elders"));

    // While it runs.
    let output = run_on(&world, &["exporteren", "alles", first.to_str().unwrap()]);
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

    let other = Server::start(|config| {
        config.database_url = Some(DatabaseUrl::in_data_dir(&elsewhere));
        config.data_dir = elsewhere;
    });
    let items = "/api/collections/initiatieven/items?limit=1000";
    let (here, there) = (world.json(items).await, other.json(items).await);
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
async fn backup_goes_into_the_other_database_and_back() {
    let world = in_use().await;
    let work = TempDir::new().unwrap();
    let postgres = test_postgres::database_url().await;
    let (first, second, third) = (work.path().join("een"), work.path().join("twee"), work.path().join("drie"));
    let (there, back) = (work.path().join("daar"), work.path().join("terug"));

    with_database("backup", &first, world.dir.path(), world.database.as_deref());
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
async fn backup_while_people_write_is_of_one_moment() {
    let world = in_use().await;
    let bert = world.person("bert").await;
    let (store, clock) = (world.state.store.clone(), world.state.clock.clone());
    let writing = tokio::spawn(async move {
        for number in 0.. {
            let mail = store::Mail { subject: format!("{number}"), ..store::Mail::default() };
            store.queue_mail(&mail, clock.moment()).await.unwrap();
        }
    });
    bert.places("Terwijl er gekopieerd wordt").await;
    let work = TempDir::new().unwrap();
    for round in 0..3 {
        let folder = work.path().join(format!("kopie-{round}"));
        let (data_dir, database, copy) = (world.dir.path().to_owned(), world.database.clone(), folder.clone());
        let backup = move || with_database("backup", &copy, &data_dir, database.as_deref());
        tokio::task::spawn_blocking(backup).await.unwrap();
        let again = work.path().join(format!("weer-{round}"));
        let elsewhere = work.path().join(format!("elders-{round}"));
        with_database("herstellen", &folder, &elsewhere, None);
        with_database("backup", &again, &elsewhere, None);
        assert_eq!(files(&again), files(&folder));
    }
    writing.abort();
}

#[test]
fn full_export_of_a_missing_folder_makes_nothing() {
    let work = TempDir::new().unwrap();
    let (missing, folder) = (work.path().join("verschreven"), work.path().join("alles"));
    let output = export(&missing, &folder);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("klopt --data-dir?"), "{}", said(&output));
    assert!(!missing.exists() && !folder.exists());
}

#[tokio::test]
async fn full_export_and_import_overwrite_nothing() {
    let world = in_use().await;
    let work = TempDir::new().unwrap();
    let folder = work.path().join("alles");
    assert_eq!(run_on(&world, &["exporteren", "alles", folder.to_str().unwrap()]).status.code(), Some(0));
    let before = files(&folder);

    let again = run_on(&world, &["exporteren", "alles", folder.to_str().unwrap()]);
    assert_eq!(again.status.code(), Some(1));
    assert!(said(&again).contains("bestaat al"), "{}", said(&again));
    assert_eq!(files(&folder), before);

    let full = run_on(&world, &["importeren", "alles", folder.to_str().unwrap()]);
    assert_eq!(full.status.code(), Some(1));
    assert!(said(&full).contains("alleen in een lege"), "{}", said(&full));
}

#[tokio::test]
async fn full_import_of_a_changed_folder_changes_nothing() {
    let world = in_use().await;
    let work = TempDir::new().unwrap();
    let whole = work.path().join("alles");
    assert_eq!(run_on(&world, &["exporteren", "alles", whole.to_str().unwrap()]).status.code(), Some(0));
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

//! What `docs/asvs.md` says is so: the tests and files that it names are there, and its counts are right.

use std::{collections::BTreeMap, fs, path::Path};

const TABLE: &str = include_str!("../../../docs/asvs.md");

/// Number, level, what it asks, where, and by what it is shown.
fn rows() -> Vec<Vec<&'static str>> {
    let cells = |line: &'static str| line.trim_matches('|').split('|').map(str::trim).collect::<Vec<_>>();
    let is_row = |cells: &Vec<&str>| cells.len() == 5 && cells[0].split('.').count() == 3;
    TABLE.lines().map(cells).filter(is_row).collect()
}

fn between(text: &str, start: char, end: char) -> Vec<&str> {
    text.split(start).skip(1).filter_map(|rest| rest.split_once(end)).map(|(inside, _)| inside).collect()
}

/// What stands in backticks.
fn code(text: &str) -> Vec<&str> {
    text.split('`').skip(1).step_by(2).collect()
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

/// All code of this folder.
fn read(folder: &Path, all: &mut String) {
    for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            read(&path, all);
        } else if path.extension().is_some_and(|extension| extension == "rs" || extension == "ts") {
            all.push_str(&fs::read_to_string(path).unwrap());
        }
    }
}

#[test]
fn every_requirement_is_answered_by_tests_and_files_that_are_there() {
    let mut sources = String::new();
    ["app", "crates", "server", "tests/browser"].iter().for_each(|folder| read(&root().join(folder), &mut sources));
    let mut missing = Vec::new();
    let rows = rows();
    for row in &rows {
        let (number, place, shown) = (row[0], row[3], row[4]);
        let tests = code(shown).into_iter().filter(|name| name.contains('_') && !name.contains('/'));
        missing.extend(tests.filter(|name| !sources.contains(&format!("fn {name}("))).map(|name| (number, name)));
        let browser = between(shown, '“', '”').into_iter();
        missing.extend(browser.filter(|name| !sources.contains(name)).map(|name| (number, name)));
        let files = code(place).into_iter().chain(code(shown)).filter(|name| {
            !name.starts_with(['/', '-']) && (name.contains('/') || name.ends_with(".md") || name.ends_with(".toml"))
        });
        missing.extend(files.filter(|name| !root().join(name).exists()).map(|name| (number, name)));
        if shown.is_empty() {
            missing.push((number, "why"));
        }
    }
    assert!(missing.is_empty(), "not there: {missing:#?}");
    let levels: BTreeMap<_, usize> = rows.iter().fold(BTreeMap::new(), |mut levels, row| {
        *levels.entry(row[1]).or_default() += 1;
        levels
    });
    assert_eq!(levels, BTreeMap::from([("1", 70), ("2", 183)]), "the standard has so many");
}

#[test]
fn counts_above_the_requirements_are_those_of_their_rows() {
    let states = ["operator", "not applicable", "**failing**"];
    let mut counts: BTreeMap<&str, [usize; 5]> = BTreeMap::new();
    for row in rows() {
        let state = states.iter().position(|state| row[3] == *state).map_or(0, |at| at + 1);
        for chapter in [row[0].split('.').next().unwrap(), "together"] {
            let counted = counts.entry(chapter).or_default();
            counted[state] += 1;
            counted[4] += 1;
        }
    }
    assert_eq!(counts.len(), 18);
    for (chapter, [kept, operator, not_applicable, failing, together]) in counts {
        let name = if chapter == "together" { chapter.to_owned() } else { format!("V{chapter}") };
        let line = format!("| {name} | {kept} | {operator} | {not_applicable} | {failing} | {together} |");
        assert!(TABLE.lines().any(|other| other == line), "{line}");
    }
}

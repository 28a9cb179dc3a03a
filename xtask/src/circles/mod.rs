//! The step `circles`: no two rooms of a crate import each other, not even by a detour.
//!
//! A room is a module at the top level of a crate, or of a folder in [`INSIDE`], with everything under it. The root
//! above the rooms (`lib.rs`, `main.rs`, `mod.rs`) composes them, so it is no room itself. Imports are read from the
//! text: `use` declarations and paths that begin with `crate`, `self` or `super`, wherever they stand. Tests don't count.

mod graph;
mod source;

use std::{
    collections::{BTreeMap, BTreeSet},
    ffi::OsStr,
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Result, bail};
use walkdir::WalkDir;

use self::{
    graph::{Graph, Import},
    source::{Reference, Source},
};
use crate::repo::Repo;

/// Folders within a crate whose modules are rooms too. One that isn't there is passed over, as long as one is.
const INSIDE: [&str; 2] = ["app/src/explorer", "app/src/map"];

/// Fails on the first circle of every crate, and names its imports.
pub(crate) fn check(repo: &Repo) -> Result<()> {
    let sources = source_folders(&repo.root)?;
    let mut circles = 0;
    let mut rooms = 0;
    let mut inside = 0;
    for folder in &sources {
        let tree = Tree::read(&repo.root, folder)?;
        let within = INSIDE.iter().filter_map(|inside| Path::new(inside).strip_prefix(folder).ok());
        let within: Vec<_> = within.map(module_path).filter(|module| tree.modules.contains(module)).collect();
        inside += within.len();
        for scope in [Vec::new()].into_iter().chain(within) {
            let graph = tree.graph(&scope);
            rooms += graph.rooms();
            if let Some(circle) = graph.shortest_circle() {
                circles += 1;
                let place: PathBuf = folder.iter().chain(scope.iter().map(OsStr::new)).collect();
                print_circle(&place, &circle, &graph);
            }
        }
    }
    if sources.is_empty() || inside == 0 {
        bail!("there are no crates, or none of the folders {INSIDE:?}; correct what xtask/src/circles looks at");
    }
    if circles > 0 {
        bail!(
            "{circles} folders have rooms that import each other in a circle; move what both need to a room of its own"
        );
    }
    println!("{rooms} rooms in {} folders, and no circle", sources.len() + inside);
    Ok(())
}

fn print_circle(folder: &Path, circle: &[&Import], graph: &Graph) {
    let names: Vec<_> = circle.iter().map(|import| import.from.as_str()).collect();
    println!("\n{}: {} -> {}", folder.display(), names.join(" -> "), names.first().unwrap_or(&""));
    for Import { file, line, path, to, .. } in circle {
        println!("  {}:{line}  imports {path} (room {to})", file.display());
    }
    let others: Vec<_> = graph.in_circles().into_iter().filter(|room| !names.contains(room)).collect();
    if !others.is_empty() {
        println!("  also in a circle: {}", others.join(", "));
    }
}

/// `src` of every crate, as a path from the root of the checkout.
fn source_folders(root: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let ours = |entry: &walkdir::DirEntry| {
        let name = entry.file_name().to_string_lossy();
        entry.depth() == 0 || !(name.starts_with('.') || name == "target" || name == "node_modules")
    };
    for entry in WalkDir::new(root).max_depth(3).sort_by_file_name().into_iter().filter_entry(ours) {
        let entry = entry?;
        let source = entry.path().with_file_name("src");
        if entry.file_name() == "Cargo.toml" && source.is_dir() {
            found.push(source.strip_prefix(root)?.to_owned());
        }
    }
    Ok(found)
}

/// Names of modules, from the root of the crate.
type ModulePath = Vec<String>;

/// `a/b.rs` and `a/b/mod.rs` are the module `a::b`; `lib.rs` is the root.
fn module_path(file: &Path) -> ModulePath {
    let mut path: ModulePath = file.with_extension("").iter().map(|part| part.to_string_lossy().into_owned()).collect();
    if path.last().is_some_and(|last| last == "mod") || matches!(&*path, [only] if only == "lib" || only == "main") {
        path.pop();
    }
    path
}

/// What one crate imports, and from where.
struct Tree {
    modules: BTreeSet<ModulePath>,
    references: Vec<(PathBuf, Reference)>,
}

impl Tree {
    fn read(root: &Path, folder: &Path) -> Result<Self> {
        let library = root.join(folder).join("lib.rs").exists();
        let mut files = Vec::new();
        for entry in WalkDir::new(root.join(folder)).sort_by_file_name() {
            let path = entry?.into_path();
            let inside = path.strip_prefix(root.join(folder))?;
            // The program beside a library, and programs in `bin`, are crates of their own.
            let other_crate = library && inside == Path::new("main.rs") || inside.starts_with("bin");
            if inside.extension().is_some_and(|extension| extension == "rs") && !other_crate {
                files.push((folder.join(inside), module_path(inside), fs::read_to_string(&path)?));
            }
        }
        Ok(Self::of(files))
    }

    fn of(files: impl IntoIterator<Item = (PathBuf, ModulePath, String)>) -> Self {
        let mut modules = BTreeSet::new();
        let mut references = Vec::new();
        let mut tests = Vec::new();
        for (file, module, text) in files {
            let source = Source::read(&text, &module);
            modules.insert(module);
            modules.extend(source.inline_modules);
            tests.extend(source.test_modules);
            references.extend(source.references.into_iter().map(|reference| (file.clone(), reference)));
        }
        let in_test = |module: &ModulePath| tests.iter().any(|test| module.starts_with(test));
        modules.retain(|module| !in_test(module));
        references.retain(|(_, reference)| !in_test(&reference.module));
        Self { modules, references }
    }

    /// The imports between the modules directly under `scope`.
    fn graph(&self, scope: &[String]) -> Graph {
        let rooms = self.modules.iter().filter(|module| module.len() == scope.len() + 1 && module.starts_with(scope));
        let rooms: BTreeSet<_> = rooms.filter_map(|module| module.last().cloned()).collect();

        // `pub use desk::Desk` in the root above the rooms: whoever asks the root for `Desk` asks the room `desk`.
        let mut reexports = BTreeMap::new();
        for (_, reference) in self.references.iter().filter(|(_, reference)| reference.module == scope) {
            if let Some(name) = &reference.name
                && let Some(room) = self.absolute(reference).strip_prefix(scope).and_then(<[_]>::first)
                && rooms.contains(room)
            {
                reexports.insert(name.clone(), room.clone());
            }
        }

        let mut graph = Graph::new(rooms.iter().cloned());
        for (file, reference) in &self.references {
            let Some(from) = reference.module.strip_prefix(scope).and_then(<[_]>::first) else { continue };
            let path = self.absolute(reference);
            let Some(name) = path.strip_prefix(scope).and_then(<[_]>::first) else { continue };
            let Some(to) = rooms.get(name).or_else(|| reexports.get(name)) else { continue };
            graph.add(Import {
                from: from.clone(),
                to: to.clone(),
                file: file.clone(),
                line: reference.line,
                path: reference.path.join("::"),
            });
        }
        graph
    }

    /// The path from the root of this crate; empty when it leads to another crate.
    fn absolute(&self, reference: &Reference) -> ModulePath {
        let mut module = reference.module.clone();
        let mut rest = &*reference.path;
        match rest.first().map(String::as_str) {
            Some("crate") => {
                module.clear();
                rest = &rest[1..];
            }
            Some("self") => rest = &rest[1..],
            Some("super") => {}
            Some(name) => {
                let child: ModulePath = module.iter().cloned().chain([name.to_owned()]).collect();
                if !self.modules.contains(&child) {
                    return Vec::new();
                }
            }
            None => {}
        }
        while let Some(("super", after)) = rest.split_first().map(|(first, after)| (first.as_str(), after)) {
            module.pop();
            rest = after;
        }
        module.extend_from_slice(rest);
        module
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(files: &[(&str, &str)]) -> Tree {
        Tree::of(
            files.iter().map(|(file, text)| (PathBuf::from(file), module_path(Path::new(file)), (*text).to_owned())),
        )
    }

    /// `a -> b` for every import of the shortest circle.
    fn circle(tree: &Tree, scope: &[&str]) -> Vec<String> {
        let scope: ModulePath = scope.iter().map(|&name| name.to_owned()).collect();
        let graph = tree.graph(&scope);
        let circle = graph.shortest_circle().unwrap_or_default();
        circle
            .iter()
            .map(|Import { from, to, file, line, .. }| format!("{}:{line} {from} -> {to}", file.display()))
            .collect()
    }

    #[test]
    fn rooms_that_import_one_way_are_fine() {
        let tree = tree(&[
            ("lib.rs", "mod desk; mod web; use desk::Desk; use web::Web;"),
            ("desk.rs", "use crate::web::Web;"),
            ("web/mod.rs", "mod form; use self::form::Form;"),
            ("web/form.rs", "use super::Web; use crate::web;"),
        ]);
        assert_eq!(circle(&tree, &[]), [""; 0]);
    }

    #[test]
    fn two_rooms_that_import_each_other_are_a_circle() {
        let tree = tree(&[
            ("lib.rs", "mod desk; mod web;"),
            ("desk/mod.rs", "mod page;"),
            ("desk/page.rs", "\n\nuse crate::web::Web;"),
            ("web.rs", "fn f() { crate::desk::page::draw() }"),
        ]);
        assert_eq!(circle(&tree, &[]), ["desk/page.rs:3 desk -> web", "web.rs:1 web -> desk"]);
    }

    #[test]
    fn the_shortest_circle_is_named() {
        let tree = tree(&[
            ("a.rs", "use crate::b::X;"),
            ("b.rs", "use crate::c::X;"),
            ("c.rs", "use crate::{a::X, d::{self, Y}};"),
            ("d.rs", "use super::c::X;"),
        ]);
        assert_eq!(circle(&tree, &[]), ["c.rs:1 c -> d", "d.rs:1 d -> c"]);
    }

    #[test]
    fn a_name_of_the_root_leads_to_the_room_that_defines_it() {
        let tree = tree(&[
            ("lib.rs", "mod error; mod store; pub use error::StoreError; pub use store::{Store as Database};"),
            ("error.rs", "use crate::Database;"),
            ("store.rs", "use crate::StoreError;"),
        ]);
        assert_eq!(circle(&tree, &[]), ["error.rs:1 error -> store", "store.rs:1 store -> error"]);
    }

    #[test]
    fn a_folder_inside_a_crate_can_have_rooms() {
        let tree = tree(&[
            ("explorer/mod.rs", "mod desk; mod filters; use desk::Desk; use filters::Filters;"),
            ("explorer/desk.rs", "use super::filters::Filters;"),
            ("explorer/filters.rs", "use super::Desk;"),
        ]);
        assert_eq!(circle(&tree, &[]), [""; 0]);
        assert_eq!(
            circle(&tree, &["explorer"]),
            ["explorer/desk.rs:1 desk -> filters", "explorer/filters.rs:1 filters -> desk"]
        );
    }

    #[test]
    fn tests_may_import_anything() {
        let tree = tree(&[
            ("lib.rs", "mod a; mod b; #[cfg(test)] mod story;"),
            ("a.rs", "use crate::b::X; #[cfg(test)] mod tests;"),
            ("a/tests.rs", "use crate::b::X;"),
            ("b.rs", "#[cfg(test)] mod tests { use crate::a::Y; }"),
            ("story.rs", "use crate::{a, b};"),
        ]);
        assert_eq!(circle(&tree, &[]), [""; 0]);
    }

    #[test]
    fn other_crates_are_no_rooms() {
        let tree = tree(&[
            ("a.rs", "use b::X; use store::a::Y; fn f() { other::b::g() }"),
            ("b.rs", "use crate::a::X; use ::a::Y;"),
        ]);
        assert_eq!(circle(&tree, &[]), [""; 0]);
    }
}

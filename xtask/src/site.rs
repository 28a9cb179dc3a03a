//! The browser files: wasm, JavaScript, CSS, fonts and icons, in `target/site/pkg/<hash>/`.
//!
//! The hash is over all of them, so their relative addresses keep working and a browser may keep them for ever.

use std::{
    collections::BTreeSet,
    fs::{self, File},
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result, bail};
use walkdir::WalkDir;

use crate::{
    notices,
    pack::{self, Cache, Files, Sizes},
    progress::Progress,
    purpose::{JOB, Purpose},
    repo::Repo,
    tools, wasm,
};

/// What the browser files are made from, beside `frontend` and the crates of ours that it uses.
const SOURCES: [&str; 6] =
    ["assets", "xtask/src", "Cargo.lock", "Cargo.toml", "package-lock.json", "rust-toolchain.toml"];

/// The oldest browsers esbuild writes JavaScript and CSS for.
const BROWSERS: &str = "--target=chrome111,firefox115,safari16.4";

/// The stylesheets, and the names under which they are sent: that of the first page, and what all other pages add to it.
const STYLES: [(&str, &str); 2] = [("css/app.css", wasm::NAME), ("css/pages.css", "pages")];

const MAPLIBRE: &str = "node_modules/maplibre-gl";

/// What reads a file with streets.
const PMTILES: &str = "node_modules/pmtiles/dist/esm/index.js";

/// The browser files that are built.
pub(crate) struct Site {
    /// `target/site/pkg/<hash>`.
    pub(crate) folder: PathBuf,
}

impl Site {
    /// A table with the sizes of all files.
    pub(crate) fn print_sizes(&self) -> Result<()> {
        let mut total = Sizes::default();
        let hash = self.folder.file_name().unwrap_or_default().to_string_lossy();
        println!("\n{:<44} {:>11} {:>11} {:>11}", format!("pkg/{hash}"), "bytes", "gzip", "brotli");
        for (name, _) in files_in(&self.folder)? {
            if !name.ends_with(".br") && !name.ends_with(".gz") {
                let sizes = Sizes::of(&self.folder, &name)?;
                sizes.print(&name);
                total += sizes;
            }
        }
        total.print("together");
        Ok(())
    }
}

/// What has to be on the machine before the browser files can be built.
pub(crate) fn ensure_tools(repo: &Repo) -> Result<()> {
    tools::ensure_wasm_target(repo)?;
    tools::ensure_npm_packages(repo)
}

/// Builds the browser files, unless nothing they are made from changed.
pub(crate) fn build(repo: &Repo, purpose: Purpose, progress: &Progress) -> Result<Site> {
    ensure_tools(repo)?;

    // Always in the checkout, whatever CARGO_TARGET_DIR says: server/build.rs looks here.
    let pkg = repo.root.join("target/site/pkg");
    let work = repo.root.join("target/xtask");
    fs::create_dir_all(&pkg)?;
    fs::create_dir_all(&work)?;
    let lock = File::create(work.join("lock"))?;
    lock.lock().context("another build holds the lock")?;

    let sources = fingerprint(repo)?;
    let to_try = format!("try-{sources}");
    let stamp = work.join("site.stamp");
    if let Ok(last) = fs::read_to_string(&stamp)
        && let Some((last_sources, hash)) = last.split_once(' ')
        // What can be shipped can be tried.
        && (last_sources == sources || purpose == Purpose::Try && last_sources == to_try)
        && pkg.join(hash).is_dir()
    {
        progress.say(&format!("browser files: nothing changed (target/site/pkg/{hash})"));
        return Ok(Site { folder: pkg.join(hash) });
    }

    let cache = Cache::open(work.join("cache"))?;
    let mut files = collect(repo, &work, purpose, &cache, progress)?;
    let hash = pack::folder_name(&files);
    if purpose == Purpose::Ship {
        progress.set(JOB, "compressing");
        files = pack::with_compressed(&files, &cache)?;
        cache.prune()?;
    }
    let staging = work.join("staging");
    write_all(&staging, &files)?;
    for entry in fs::read_dir(&pkg)? {
        let path = entry?.path();
        fs::remove_dir_all(&path).or_else(|_| fs::remove_file(&path))?;
    }
    let folder = pkg.join(&hash);
    fs::rename(staging, &folder)?;
    let made_from = if purpose == Purpose::Ship { sources } else { to_try };
    fs::write(stamp, format!("{made_from} {hash}"))?;
    progress.done(JOB);
    progress.say(&format!("browser files: target/site/pkg/{hash}"));
    Ok(Site { folder })
}

/// A hash over everything the browser files are made from.
fn fingerprint(repo: &Repo) -> Result<String> {
    let mut hasher = blake3::Hasher::new();
    let compiler = repo.command("rustc").arg("-vV").quiet().read()?;
    hasher.update(compiler.as_bytes());
    for source in SOURCES.iter().map(|source| repo.root.join(source)).chain(crates(repo)?) {
        for (_, path) in files_in(&source)? {
            let contents = fs::read(&path).with_context(|| format!("{} can't be read", repo.show(&path)))?;
            hasher.update(repo.show(&path).to_string().as_bytes());
            hasher.update(blake3::hash(&contents).as_bytes());
        }
    }
    Ok(hasher.finalize().to_hex().to_string())
}

/// The folders of `frontend` and of the crates in this workspace that it uses.
fn crates(repo: &Repo) -> Result<Vec<PathBuf>> {
    let tree = ["tree", "-p", "frontend", "--target", tools::WASM, "-e", "normal,build", "--prefix", "none"];
    let crates = repo.cargo(tree).args(["--format", "{p}"]).quiet().read()?;
    // `domain v0.1.0 (/where/it/is)`
    let folders = crates.lines().filter_map(|line| Some(line.split_once('(')?.1.split_once(')')?.0));
    let folders = folders.map(PathBuf::from).filter(|folder| folder.starts_with(&repo.root) && folder.is_dir());
    let folders: BTreeSet<_> = folders.collect();
    if folders.is_empty() {
        bail!("cargo names no folder for the crate frontend; look at what `cargo tree -p frontend` says");
    }
    Ok(folders.into_iter().collect())
}

/// All files, not yet compressed.
fn collect(repo: &Repo, work: &Path, purpose: Purpose, cache: &Cache, progress: &Progress) -> Result<Files> {
    let assets = repo.root.join("assets");
    let mut files = Files::new();

    let scripts: Vec<_> = files_in(&assets.join("js"))?
        .into_iter()
        .filter(|(name, _)| has_extension(name, &["js", "mjs"]) && !name.contains(".test."))
        .collect();
    let glue = fresh_folder(&work.join("glue"))?;
    files.insert(format!("{}.wasm", wasm::NAME), wasm::build(repo, &glue, purpose, cache, progress)?);
    progress.set(JOB, "bundling");

    let out = fresh_folder(&work.join("esbuild"))?;
    // The glue is bundled with the snippets that crates bring along; our own scripts stay files of their own.
    let mut bundle_glue = vec![glue.join(format!("{}.js", wasm::NAME)).display().to_string(), "--bundle".into()];
    bundle_glue.extend(scripts.iter().map(|(name, _)| format!("--external:./{name}")));
    esbuild(repo, &bundle_glue, &out)?;
    if !scripts.is_empty() {
        let mut minify: Vec<_> = scripts.iter().map(|(_, path)| path.display().to_string()).collect();
        minify.push(format!("--outbase={}", assets.join("js").display()));
        esbuild(repo, &minify, &out)?;
    }
    let relative =
        ["fonts", "icons"].map(|folder| [format!("--external:{folder}/*"), format!("--external:./{folder}/*")]);
    for (style, name) in STYLES {
        let mut bundle = vec![assets.join(style).display().to_string(), "--bundle".into()];
        bundle.push(format!("--entry-names={name}"));
        bundle.extend(relative.iter().flatten().cloned());
        esbuild(repo, &bundle, &out)?;
    }
    esbuild(repo, &[format!("{MAPLIBRE}/dist/maplibre-gl.css")], &out)?;
    esbuild(repo, &[format!("pmtiles={PMTILES}"), "--bundle".into()], &out)?;
    add(&mut files, "", &out, |_| true)?;

    add_maplibre(repo, &mut files)?;
    // The licence of a font travels with it.
    add(&mut files, "fonts/", &assets.join("fonts"), |name| has_extension(name, &["woff2", "txt"]))?;
    add(&mut files, "icons/", &assets.join("icons"), |_| true)?;
    notices::add(repo, &mut files)?;
    check_styles(&files)?;
    Ok(files)
}

fn esbuild(repo: &Repo, arguments: &[String], out: &Path) -> Result<()> {
    repo.command(tools::esbuild(repo))
        .args(arguments)
        .args(["--minify", "--format=esm", "--legal-comments=inline", "--log-level=warning", BROWSERS])
        .arg(format!("--outdir={}", out.display()))
        .quiet()
        .run()
        .context("esbuild found a mistake in the JavaScript or CSS, see above")
}

/// MapLibre as its makers built it: modules that find each other by their own address.
fn add_maplibre(repo: &Repo, files: &mut Files) -> Result<()> {
    let dist = repo.root.join(MAPLIBRE).join("dist");
    for name in ["maplibre-gl.mjs", "maplibre-gl-worker.mjs", "maplibre-gl-shared.mjs"] {
        let text = fs::read_to_string(dist.join(name))
            .with_context(|| format!("maplibre-gl has no {name}; look at what its new version ships"))?;
        // Version 6 ships an empty `shared` that nobody imports.
        if !text.is_empty() {
            // Without its source map: a browser's developer tools would ask for a file we don't ship.
            let code = text.rsplit_once("\n//# sourceMappingURL=").map_or(&*text, |(code, _)| code);
            files.insert(name.to_owned(), code.as_bytes().to_vec());
        }
    }
    let licence = fs::read(repo.root.join(MAPLIBRE).join("LICENSE.txt"))?;
    files.insert("maplibre-gl.LICENSE.txt".to_owned(), licence);
    Ok(())
}

/// Every relative `url()` in a stylesheet must name one of the files.
fn check_styles(files: &Files) -> Result<()> {
    for (name, contents) in files.iter().filter(|(name, _)| name.ends_with(".css")) {
        let text = String::from_utf8_lossy(contents);
        for url in addresses(&text) {
            let path = url.split(['?', '#']).next().unwrap_or_default();
            let path = path.strip_prefix("./").unwrap_or(path);
            let elsewhere = path.is_empty() || path.starts_with('/') || path.contains(':');
            if !elsewhere && !files.contains_key(path) {
                bail!("{name} asks for `{url}`, but there is no such file; put it in assets/ or correct the url()");
            }
        }
    }
    Ok(())
}

/// What stands between the brackets of each `url(…)`.
fn addresses(css: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = css;
    while let Some((_, after)) = rest.split_once("url(") {
        let (quote, start) = match after.chars().next() {
            Some(quote @ ('"' | '\'')) => (quote, &after[1..]),
            _ => (')', after),
        };
        let Some((address, after)) = start.split_once(quote) else {
            break;
        };
        found.push(address.trim());
        rest = after;
    }
    found
}

/// Adds the wanted files of a folder, with `prefix` before their names.
fn add(files: &mut Files, prefix: &str, folder: &Path, wanted: impl Fn(&str) -> bool) -> Result<()> {
    for (name, path) in files_in(folder)? {
        if wanted(&name) {
            files.insert(format!("{prefix}{name}"), fs::read(path)?);
        }
    }
    Ok(())
}

/// The files under a folder, sorted: their name from there, with `/` between its parts, and their path. A file is
/// itself, with an empty name; what does not exist has no files; hidden files don't count.
fn files_in(folder: &Path) -> Result<Vec<(String, PathBuf)>> {
    let mut files = Vec::new();
    if !folder.exists() {
        return Ok(files);
    }
    let visible =
        |entry: &walkdir::DirEntry| entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.');
    for entry in WalkDir::new(folder).sort_by_file_name().into_iter().filter_entry(visible) {
        let entry = entry?;
        if entry.file_type().is_file() {
            let parts = entry.path().strip_prefix(folder)?.iter();
            let parts: Vec<_> = parts.map(|part| part.to_string_lossy()).collect();
            files.push((parts.join("/"), entry.into_path()));
        }
    }
    Ok(files)
}

fn has_extension(name: &str, extensions: &[&str]) -> bool {
    name.rsplit_once('.').is_some_and(|(_, extension)| extensions.contains(&extension))
}

fn fresh_folder(path: &Path) -> Result<PathBuf> {
    if path.exists() {
        fs::remove_dir_all(path)?;
    }
    fs::create_dir_all(path)?;
    Ok(path.to_owned())
}

fn write_all(folder: &Path, files: &Files) -> Result<()> {
    fresh_folder(folder)?;
    for (name, contents) in files {
        let path = folder.join(name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(path, contents)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_in_css_are_found_with_and_without_quotes() {
        let css = r#"a{b:url(fonts/x.woff2)}c{d:url("data:image/svg+xml,<a b='url(#c)'/>"),url( 'icons/y.svg#z')}"#;
        assert_eq!(addresses(css).first(), Some(&"fonts/x.woff2"));
        assert_eq!(addresses(css).len(), 3);
    }

    #[test]
    fn stylesheet_with_a_missing_file_is_refused() {
        let mut files = Files::from([(
            "a.css".to_owned(),
            b"@font-face{src:url(./fonts/x.woff2)}b{c:url(data:x),url(/d),url(#e)}".to_vec(),
        )]);
        assert!(check_styles(&files).is_err());
        files.insert("fonts/x.woff2".to_owned(), Vec::new());
        assert!(check_styles(&files).is_ok());
    }
}

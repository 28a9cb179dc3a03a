//! What has to be on the machine: checked first, installed when it is missing and we can.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result, bail};

use crate::repo::Repo;

/// The target of the browser build.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";

const CHROMIUM: &str = "/usr/bin/chromium";
const OLDEST_NODE: u32 = 20;

/// The standard library for the browser.
pub(crate) fn ensure_wasm_target(repo: &Repo) -> Result<()> {
    let libraries = repo.command("rustc").args(["--print", "target-libdir", "--target", WASM]).quiet().read()?;
    if Path::new(&libraries).is_dir() {
        return Ok(());
    }
    repo.command("rustup")
        .args(["target", "add", WASM])
        .run()
        .with_context(|| format!("the Rust target {WASM} is missing; install it with `rustup target add {WASM}`"))
}

/// The npm packages, exactly as package-lock.json names them.
pub(crate) fn ensure_npm_packages(repo: &Repo) -> Result<()> {
    let lock = fs::read(repo.root.join("package-lock.json"))
        .context("package-lock.json can't be read; it belongs in the repository")?;
    let wanted = blake3::hash(&lock).to_hex();
    let stamp = repo.root.join("node_modules/.installed-from");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted.as_str()) {
        return Ok(());
    }

    let install = format!("install Node.js {OLDEST_NODE} or newer, with npm");
    let version = repo
        .command("node")
        .arg("--version")
        .quiet()
        .read()
        .with_context(|| format!("`node` can't be started; {install}"))?;
    let major = version.trim_start_matches('v').split('.').next();
    if major.and_then(|major| major.parse::<u32>().ok()).is_none_or(|major| major < OLDEST_NODE) {
        bail!("node {version} is too old; {install}");
    }
    repo.command("npm")
        .args(["ci", "--no-audit", "--no-fund", "--loglevel=error"])
        .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")
        .run()
        .context("the npm packages could not be installed")?;
    fs::write(stamp, wanted.as_str()).context("node_modules can't be written")
}

/// The program of esbuild for this machine. (What the npm package calls `esbuild` is a script around it, which adds a
/// stack trace to every message.)
pub(crate) fn esbuild(repo: &Repo) -> PathBuf {
    let system = match env::consts::OS {
        "macos" => "darwin",
        "windows" => "win32",
        other => other,
    };
    let processor = match env::consts::ARCH {
        "x86_64" => "x64",
        "aarch64" => "arm64",
        other => other,
    };
    let program = if cfg!(windows) { "esbuild.exe" } else { "bin/esbuild" };
    repo.root.join(format!("node_modules/@esbuild/{system}-{processor}")).join(program)
}

/// The browser of the tests: Debian's, because Playwright's own needs a download from elsewhere.
pub(crate) fn ensure_chromium(repo: &Repo) -> Result<()> {
    ensure_package(repo, "chromium", "the browser tests need /usr/bin/chromium", || Path::new(CHROMIUM).exists())
}

/// The second database of the tests; they start one of their own, in a temporary folder.
pub(crate) fn ensure_postgresql(repo: &Repo) -> Result<()> {
    ensure_package(repo, "postgresql", "the database tests need PostgreSQL (the program initdb)", has_initdb)
}

/// Whether `initdb` is in the PATH, or where Debian puts it: `/usr/lib/postgresql/<version>/bin`.
fn has_initdb() -> bool {
    let path = env::var_os("PATH").unwrap_or_default();
    let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let debian = versions.map(|version| version.path().join("bin"));
    env::split_paths(&path).chain(debian).any(|folder| folder.join("initdb").is_file())
}

/// Installs a Debian package when `is_there` says that it is missing, if we are root.
fn ensure_package(repo: &Repo, package: &str, need: &str, is_there: impl Fn() -> bool) -> Result<()> {
    if is_there() {
        return Ok(());
    }
    let by_hand = format!(
        "install it with `apt-get update && apt-get install -y --no-install-recommends {package}` as root, or with \
         your system's own packages"
    );
    let user = repo.command("id").arg("-u").quiet().read();
    if !user.is_ok_and(|user| user == "0") {
        bail!("{need}, which is not there; {by_hand}");
    }
    let apt = |arguments: &[&str]| {
        repo.command("apt-get")
            .args(arguments)
            .env("DEBIAN_FRONTEND", "noninteractive")
            .run()
            .with_context(|| format!("the package {package} could not be installed; {by_hand}"))
    };
    apt(&["update"])?;
    apt(&["install", "-y", "--no-install-recommends", package])?;
    if !is_there() {
        bail!("the package {package} is installed, but {need}, and that is still not there; {by_hand}");
    }
    Ok(())
}

//! `cargo xtask test`: every check, the cheap ones first.

use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};
use clap::ValueEnum;

use crate::{
    circles,
    pack::{Sizes, digits},
    progress::{Build, Progress},
    purpose::Purpose,
    repo::Repo,
    site::{self, Site},
    tools,
};

const BROWSER_TESTS: &str = "tests/browser/playwright.config.ts";

/// What belongs to the server alone: in the browser build it would be dead weight, or not even compile.
const SERVER_ONLY: [&str; 6] = ["axum", "geo", "hyper", "rstar", "sqlx", "tokio"];

/// The crates of the server's side. `xtask` is built on its own, as `cargo xtask` builds it: together with the server
/// its crates would get other features, so they would be compiled twice.
const SERVER_SIDE: [&str; 5] = ["--workspace", "--exclude", "frontend", "--exclude", "xtask"];

/// What a browser may have to fetch, in bytes after brotli.
const BUDGETS: [(&str, &[&str], u64); 3] = [
    ("the islands", &["innovatiekaart.wasm"], 120 * 1024),
    ("JavaScript before hydration", &["start.js", "innovatiekaart.js"], 15 * 1024),
    ("CSS", &["innovatiekaart.css", "pages.css"], 20 * 1024),
];

/// The checks, in the order they run.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Step {
    /// The code is formatted
    Fmt,
    /// No two rooms of a crate import each other
    Circles,
    /// The browser build has none of the server's crates
    WasmDeps,
    /// Licences, sources and banned crates, where cargo-deny is installed
    Deny,
    /// No lint complains, on the server's side nor on the browser's
    Clippy,
    /// The browser files are built
    Site,
    /// The browser files are small enough
    Budgets,
    /// The server and the Rust tests are built
    Server,
    /// The Rust tests pass
    Rust,
    /// The browser tests pass, in Chromium
    Browser,
}

impl Step {
    fn needs(self) -> &'static [Step] {
        match self {
            Self::Fmt | Self::Circles | Self::WasmDeps | Self::Deny | Self::Clippy | Self::Site => &[],
            Self::Budgets | Self::Server => &[Self::Site],
            Self::Rust | Self::Browser => &[Self::Site, Self::Server],
        }
    }

    fn name(self) -> String {
        let value = self.to_possible_value();
        value.map_or_else(String::new, |value| value.get_name().to_owned())
    }

    fn run(self, repo: &Repo, builds: &mut Builds) -> Result<()> {
        match self {
            Self::Fmt => Ok(repo.cargo(["fmt", "--all", "--check"]).run()?),
            Self::Circles => circles::check(repo),
            Self::WasmDeps => wasm_deps(repo),
            Self::Deny => deny(repo),
            Self::Clippy => clippy(repo),
            Self::Site => builds.site(repo)?.print_sizes(),
            Self::Budgets => budgets(&builds.site(repo)?),
            Self::Server => builds.server(repo),
            Self::Rust => {
                tools::ensure_postgresql(repo)?;
                repo.cargo(["test"]).args(SERVER_SIDE).run()?;
                // The tests of the store run on both databases by themselves; those of the server run once for each.
                // (Of the same packages: another selection would compile half the tree with other features.)
                let over_http = repo.cargo(["test"]).args(SERVER_SIDE).args(["--test", "http"]);
                over_http.env("INNOVATIEKAART_TEST_DATABASE", "postgres").run()?;
                Ok(repo.cargo(["test", "-p", "xtask"]).run()?)
            }
            Self::Browser => browser(repo),
        }
    }
}

/// The server is built beside the browser files: both have long ends in which one processor has nothing to do.
struct Builds {
    progress: Progress,
    /// Whether the server is wanted at all.
    with_server: bool,
    server: Option<Build>,
}

impl Builds {
    fn site(&mut self, repo: &Repo) -> Result<Site> {
        if self.with_server && self.server.is_none() {
            self.start_server(repo)?;
        }
        site::build(repo, Purpose::Ship, &self.progress)
    }

    fn start_server(&mut self, repo: &Repo) -> Result<()> {
        // With `--tests`, so that the tests find the very same crates and nothing is compiled twice.
        let cargo = repo.cargo(["build"]).args(SERVER_SIDE).args(["--bins", "--tests"]);
        self.server = Some(self.progress.start("server", cargo)?);
        Ok(())
    }

    fn server(&mut self, repo: &Repo) -> Result<()> {
        self.with_server = false;
        if self.server.is_none() {
            self.start_server(repo)?;
        }
        self.server.take().map_or(Ok(()), Build::wait)
    }
}

/// Runs the steps in `only` and what they need, or all of them.
pub(crate) fn run(repo: &Repo, only: &[Step]) -> Result<()> {
    let wanted =
        |step: &Step| only.is_empty() || only.iter().any(|chosen| chosen == step || chosen.needs().contains(step));
    let steps: Vec<_> = Step::value_variants().iter().copied().filter(wanted).collect();

    let mut done: Vec<(Step, Duration)> = Vec::new();
    let mut failure = None;
    let mut builds = Builds { progress: Progress::new(), with_server: steps.contains(&Step::Server), server: None };
    for (number, &step) in steps.iter().enumerate() {
        println!("\n=== {}/{} {} ===", number + 1, steps.len(), step.name());
        let start = Instant::now();
        let result = step.run(repo, &mut builds);
        done.push((step, start.elapsed()));
        println!("--- {}: {:.1} s", step.name(), start.elapsed().as_secs_f64());
        if let Err(error) = result {
            println!("FAILED: {error:#}");
            failure = Some(step);
            break;
        }
    }

    println!("\n{:<12} {:>8}", "step", "seconds");
    for &step in &steps {
        match done.iter().find(|(other, _)| *other == step) {
            Some((_, time)) => {
                let verdict = if failure == Some(step) { "FAILED" } else { "ok" };
                println!("{:<12} {:>8.1}  {verdict}", step.name(), time.as_secs_f64());
            }
            None => println!("{:<12} {:>8}  not run", step.name(), ""),
        }
    }
    let total: Duration = done.iter().map(|(_, time)| *time).sum();
    println!("{:<12} {:>8.1}", "together", total.as_secs_f64());
    failure.map_or(Ok(()), |step| bail!("the step `{}` failed, see above", step.name()))
}

fn clippy(repo: &Repo) -> Result<()> {
    tools::ensure_wasm_target(repo)?;
    let deny = ["--", "-D", "warnings"];
    repo.cargo(["clippy", "--all-targets"]).args(SERVER_SIDE).args(deny).run()?;
    repo.cargo(["clippy", "--all-targets", "-p", "xtask"]).args(deny).run()?;
    // In the profile of the real build, so that its macros and build scripts are compiled once.
    repo.cargo(["clippy", "-p", "frontend", "--target", tools::WASM])
        .args(["--profile", "wasm-release"])
        .args(deny)
        .run()?;
    Ok(())
}

fn wasm_deps(repo: &Repo) -> Result<()> {
    let tree = ["tree", "-p", "frontend", "--target", tools::WASM, "-e", "normal"];
    let crates = repo.cargo(tree).args(["--prefix", "none", "--format", "{p}"]).read()?;
    let names = crates.lines().filter_map(|line| line.split(' ').next());
    let mut unwanted: Vec<_> = names.filter(|name| is_server_only(name)).collect();
    unwanted.sort_unstable();
    unwanted.dedup();
    let Some(first) = unwanted.first() else {
        return Ok(());
    };
    println!("who brings {first}:");
    repo.cargo(tree).args(["--invert", first]).quiet().run()?;
    bail!(
        "the browser build depends on {}, which belong to the server alone; make them optional in app/Cargo.toml \
         (feature `ssr`) or move the code that needs them to server/",
        unwanted.join(", ")
    );
}

fn deny(repo: &Repo) -> Result<()> {
    let version = repo.cargo(["deny", "--version"]).quiet().ignore_stdout().ignore_stderr();
    if version.run().is_err() {
        println!(
            "cargo-deny is not installed, so LICENCES AND SOURCES OF CRATES WERE NOT CHECKED; it comes with \
             `cargo install cargo-deny`"
        );
        return Ok(());
    }
    repo.cargo(["deny", "check", "bans", "licenses", "sources"])
        .run()
        .context("a crate came along that deny.toml does not allow")
}

/// One of the crates itself, or one of its family: `tokio` and `tokio-util`, but `geojson` is not `geo`.
fn is_server_only(name: &str) -> bool {
    SERVER_ONLY
        .iter()
        .any(|server_only| name.strip_prefix(server_only).is_some_and(|rest| rest.is_empty() || rest.starts_with('-')))
}

fn budgets(Site { folder }: &Site) -> Result<()> {
    let mut exceeded = Vec::new();
    for (what, names, budget) in BUDGETS {
        let mut size = 0;
        for name in names {
            size += Sizes::of(folder, name)?.brotli;
        }
        let names = names.join(" + ");
        println!("{what}: {names} is {} of {} bytes (brotli)", digits(size), digits(budget));
        if size > budget {
            exceeded.push(format!("{what} ({names}) is {} bytes over", digits(size - budget)));
        }
    }
    if !exceeded.is_empty() {
        bail!("too much to send to a browser: {}", exceeded.join("; "));
    }
    Ok(())
}

fn browser(repo: &Repo) -> Result<()> {
    if !repo.root.join(BROWSER_TESTS).exists() {
        bail!("{BROWSER_TESTS} does not exist, so NOTHING WAS TESTED IN A BROWSER");
    }
    tools::ensure_npm_packages(repo)?;
    tools::ensure_chromium(repo)?;
    repo.command("npx")
        .args(["--no-install", "playwright", "test", "-c", BROWSER_TESTS])
        .env("INNOVATIEKAART_BIN", repo.server_binary("debug"))
        .run()
        .context("the browser tests failed")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn families_of_crates_are_recognised() {
        assert!(is_server_only("tokio"));
        assert!(is_server_only("sqlx-core"));
        assert!(!is_server_only("geojson"));
        assert!(!is_server_only("leptos"));
    }

    #[test]
    fn steps_run_after_what_they_need() {
        let order = Step::value_variants();
        let place = |step: Step| order.iter().position(|other| *other == step);
        for &step in order {
            for &needed in step.needs() {
                assert!(place(needed) < place(step));
                assert!(needed.needs().iter().all(|deeper| step.needs().contains(deeper)));
            }
        }
    }
}

//! `cargo xtask bench`: the parts alone (criterion), then beside the libraries a node server would use: the index, and
//! the whole service under load.

use anyhow::{Context as _, Result};

use crate::{
    progress::Progress,
    repo::Repo,
    site::{self, Purpose},
    tools,
};

/// The index beside flatbush and supercluster.
const INDEX: &str = "tests/bench/run.mjs";
/// The service beside a node server.
const SERVICE: &str = "tests/bench/http.mjs";

/// Measures everything and prints it. What is below target says so (`onder het doel`) and is no error: a busy machine
/// is no mistake in the program.
pub(crate) fn run(repo: &Repo) -> Result<()> {
    tools::ensure_npm_packages(repo)?;
    site::build(repo, Purpose::Ship, &Progress::new())?;
    repo.cargo(["bench", "-p", "atlas", "--", "--quick"]).run()?;
    repo.cargo(["build", "--release", "-p", "server"]).run()?;
    if repo.command("wrk").arg("--version").quiet().ignore_status().ignore_stdout().ignore_stderr().run().is_err() {
        eprintln!("wrk is missing, so autocannon asks, which may be slower than the service: apt-get install wrk");
    }
    repo.command("node").arg(INDEX).run().context("the index could not be measured")?;
    let binary = repo.server_binary("release");
    repo.command("node")
        .arg(SERVICE)
        .env("INNOVATIEKAART_BIN", binary)
        .run()
        .context("the service could not be measured; it needs taskset and two cores")
}

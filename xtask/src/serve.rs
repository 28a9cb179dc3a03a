//! `cargo xtask run` and `cargo xtask build`.

use std::{ffi::OsString, fs, process};

use anyhow::{Context as _, Result};

use crate::{
    progress::Progress,
    repo::Repo,
    site::{self, Purpose},
};

/// Arguments of `serve` when nobody says otherwise.
const DEFAULTS: [&[&str]; 3] = [&["--listen", "127.0.0.1:3000"], &["--data-dir", "./var"], &["--voorbeelden"]];

/// Builds what changed and becomes the server.
pub(crate) fn run(repo: &Repo, extra: &[OsString]) -> Result<()> {
    println!("1/3 what the build needs: the wasm target and the npm packages");
    site::ensure_tools(repo)?;
    println!("2/3 building the browser files and the server, side by side");
    let progress = Progress::new();
    let server_build = progress.start("server", repo.cargo(["build", "-p", "server"]))?;
    site::build(repo, Purpose::Try, &progress)?;
    server_build.wait()?;
    println!("3/3 starting the server");

    let mut server = process::Command::from(repo.command(repo.server_binary("debug")));
    server.arg("serve").args(arguments(extra));
    become_process(server).context("the server can't be started")
}

/// Builds the release and says where it is.
pub(crate) fn build(repo: &Repo) -> Result<()> {
    site::build(repo, Purpose::Ship, &Progress::new())?.print_sizes()?;
    repo.cargo(["build", "--release", "-p", "server"]).run()?;
    let binary = repo.server_binary("release");
    #[expect(clippy::cast_precision_loss, reason = "a size for people")]
    let megabytes = fs::metadata(&binary)?.len() as f64 / 1e6;
    println!("\n{}  {megabytes:.1} MB", repo.show(&binary));
    Ok(())
}

/// What the caller says, then the defaults for what he left out.
fn arguments(extra: &[OsString]) -> Vec<OsString> {
    let given = |option: &str| {
        extra.iter().any(|argument| {
            let argument = argument.to_string_lossy();
            argument.split('=').next() == Some(option)
        })
    };
    let defaults = DEFAULTS.iter().filter(|default| !given(default[0]));
    let defaults = defaults.flat_map(|default| default.iter().map(OsString::from));
    extra.iter().cloned().chain(defaults).collect()
}

/// The server takes this process over, so Ctrl-C, SIGTERM and the exit code are its own.
#[cfg(unix)]
fn become_process(mut command: process::Command) -> Result<()> {
    use std::os::unix::process::CommandExt as _;
    Err(command.exec().into())
}

#[cfg(not(unix))]
fn become_process(mut command: process::Command) -> Result<()> {
    let status = command.status()?;
    process::exit(status.code().unwrap_or(1));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn given_option_replaces_its_default() {
        let given = ["--listen=0.0.0.0:80", "--voorbeelden"].map(OsString::from);
        assert_eq!(arguments(&given), ["--listen=0.0.0.0:80", "--voorbeelden", "--data-dir", "./var"]);
    }

    #[test]
    fn serve_defaults_hold_without_options() {
        assert_eq!(arguments(&[]), ["--listen", "127.0.0.1:3000", "--data-dir", "./var", "--voorbeelden"]);
    }
}

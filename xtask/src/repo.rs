//! Where things are, and how other programs are called.

use std::{
    env,
    ffi::OsStr,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result};
use xshell::{Cmd, Shell};

/// The checkout this tool works on.
pub(crate) struct Repo {
    /// The folder with the workspace's Cargo.toml.
    pub(crate) root: PathBuf,
    /// Where cargo writes: `target`, or what CARGO_TARGET_DIR says.
    pub(crate) target: PathBuf,
    shell: Shell,
}

impl Repo {
    pub(crate) fn open() -> Result<Self> {
        // cargo gives the folder at run time; the one of build time is for who starts the binary itself.
        let xtask =
            env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let root = xtask.parent().context("xtask must be a folder of the workspace")?.to_owned();
        let target = root.join(env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into()));
        let shell = Shell::new()?;
        shell.change_dir(&root);
        Ok(Self { root, target, shell })
    }

    /// A command that runs in the root of the checkout.
    pub(crate) fn command(&self, program: impl AsRef<Path>) -> Cmd<'_> {
        // `cargo run` describes xtask itself in these. Passed on, they'd make build scripts that watch them run again.
        let ours = env::vars_os().map(|(name, _)| name).filter(|name| {
            let name = name.to_string_lossy();
            name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_")
        });
        ours.fold(self.shell.cmd(program), |command, name| command.env_remove(name))
    }

    pub(crate) fn cargo<S: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = S>) -> Cmd<'_> {
        self.command("cargo").args(arguments)
    }

    /// The server that cargo built with `profile` (`debug` or `release`).
    pub(crate) fn server_binary(&self, profile: &str) -> PathBuf {
        self.target.join(profile).join(format!("innovatiekaart{}", env::consts::EXE_SUFFIX))
    }

    /// A path as people want to read it: from the root of the checkout.
    pub(crate) fn show<'a>(&self, path: &'a Path) -> std::path::Display<'a> {
        path.strip_prefix(&self.root).unwrap_or(path).display()
    }
}

//! Tells the server where the browser files are, and makes sure that folder exists: `cargo build -p server` on its
//! own gives a server without them, `cargo xtask` fills the folder first.

use std::{env, fs, io, path::Path};

fn main() -> io::Result<()> {
    let server = env::var_os("CARGO_MANIFEST_DIR").ok_or(io::ErrorKind::NotFound)?;
    let workspace = Path::new(&server).parent().ok_or(io::ErrorKind::NotFound)?;
    let site = workspace.join("target/site");
    let pkg = site.join("pkg");
    fs::create_dir_all(&pkg)?;
    // Only a release embeds the files; otherwise the server reads them when it starts.
    let release = env::var_os("PROFILE").is_some_and(|profile| profile == "release");
    println!("cargo::rerun-if-changed={}", if release { pkg.display() } else { Path::new("build.rs").display() });
    println!("cargo::rustc-env=SITE_DIR={}", site.display());
    Ok(())
}

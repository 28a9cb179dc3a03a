//! The islands: Rust -> wasm -> wasm with its JavaScript glue -> small.

use std::{fs, path::Path, process, thread};

use anyhow::{Context as _, Result, bail};
use wasm_bindgen_cli_support::Bindgen;

use crate::{
    pack::{self, Cache, digits},
    progress::Progress,
    repo::Repo,
    site::{self, Purpose},
    tools::WASM,
};

/// The name of the wasm file and of its glue.
pub(crate) const NAME: &str = "innovatiekaart";

/// What rustc uses. Not `--all-features`: that writes a module which browsers refuse ("Invalid import kind 127").
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// Levels of wasm-opt to try.
const LEVELS: [&str; 2] = ["-Oz", "-Os"];

/// Builds the wasm, small when it is to be shipped. Its glue comes in `folder`, as `innovatiekaart.js`, not yet bundled or
/// minified.
pub(crate) fn build(
    repo: &Repo,
    folder: &Path,
    purpose: Purpose,
    cache: &Cache,
    progress: &Progress,
) -> Result<Vec<u8>> {
    let cargo = ["build", "-p", "frontend", "--target", WASM, "--profile", "wasm-release"];
    progress.run(site::JOB, repo.cargo(cargo))?;
    progress.set(site::JOB, "wasm-bindgen");

    let built = repo.target.join(WASM).join("wasm-release/frontend.wasm");
    let mut output = Bindgen::new()
        .input_path(&built)
        .out_name(NAME)
        .web(true)?
        // The glue finds the wasm next to itself.
        .omit_default_module_path(false)
        .typescript(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate_output()
        .context("wasm-bindgen can't make the JavaScript glue")?;
    output.emit(folder)?;

    let glue = folder.join(format!("{NAME}.js"));
    let (theirs, ours) = (format!("{NAME}_bg.wasm"), format!("{NAME}.wasm"));
    let text = fs::read_to_string(&glue)?;
    if !text.contains(&theirs) {
        bail!("the glue of wasm-bindgen does not name {theirs}; look at what its new version does");
    }
    fs::write(glue, text.replace(&theirs, &ours))?;

    let bound = folder.join(theirs);
    let module = fs::read(&bound)?;
    if purpose == Purpose::Try {
        return Ok(module);
    }
    let key = blake3::hash(&module).to_hex();
    progress.set(site::JOB, "wasm-opt");
    cache.get(&format!("{key}.wasm"), || smallest(&repo.root, &bound, progress))
}

/// The module as it is, or optimised by wasm-opt: what is smallest after compression, for that is what travels.
/// (`-Oz` can shrink the file and grow its compressed form.)
fn smallest(root: &Path, module: &Path, progress: &Progress) -> Result<Vec<u8>> {
    let optimised = thread::scope(|scope| {
        let runs = LEVELS.map(|level| (level, scope.spawn(move || optimise(root, module, level))));
        let results = runs.map(|(level, run)| {
            let bytes = run.join().ok().context("a thread stopped")??;
            Ok((level, bytes))
        });
        results.into_iter().collect::<Result<Vec<_>>>()
    })?;

    let mut candidates = vec![("as is", fs::read(module)?)];
    candidates.extend(optimised);
    let mut measured = Vec::new();
    for (level, bytes) in candidates {
        measured.push((pack::brotli(&bytes)?.len() as u64, level, bytes));
    }
    let report = measured
        .iter()
        .map(|(brotli, level, bytes)| format!("{level} {} ({} brotli)", digits(bytes.len() as u64), digits(*brotli)));
    progress.say(&format!("wasm-opt: {}", report.collect::<Vec<_>>().join(", ")));
    let (_, _, best) =
        measured.into_iter().min_by_key(|(brotli, ..)| *brotli).context("there is no module to choose")?;
    Ok(best)
}

fn optimise(root: &Path, module: &Path, level: &str) -> Result<Vec<u8>> {
    let optimised = module.with_extension(format!("{}.wasm", level.trim_start_matches('-')));
    let output = process::Command::new("node")
        .arg(root.join("node_modules/binaryen/bin/wasm-opt"))
        .args([module, Path::new("-o"), &optimised])
        .arg(level)
        .args(["--strip-debug", "--strip-producers", "--strip-target-features"])
        .args(FEATURES)
        .output()
        .context("wasm-opt can't be started")?;
    if !output.status.success() {
        bail!("wasm-opt {level} failed: {}", String::from_utf8_lossy(&output.stderr));
    }
    Ok(fs::read(optimised)?)
}

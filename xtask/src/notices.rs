//! What others made and we ship: their licences, as their makers ask (`notices.txt`), and a software bill of materials
//! (`sbom.cdx.json`, CycloneDX 1.6, <https://cyclonedx.org/docs/1.6/json/>). Both are among the browser files, so they are in
//! the binary; `/over/licenties` shows them.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result, bail};
use serde_json::{Value, json};

use crate::{pack::Files, repo::Repo, tools};

/// Something that others made and we ship.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Part {
    name: String,
    version: String,
    /// An SPDX expression.
    licence: String,
    /// Package URL: <https://github.com/package-url/purl-spec>.
    purl: String,
    folder: PathBuf,
}

/// Adds both files.
pub(crate) fn add(repo: &Repo, files: &mut Files) -> Result<()> {
    let mut parts = crates(repo, "server", "x86_64-unknown-linux-gnu")?;
    parts.extend(crates(repo, "frontend", tools::WASM)?);
    parts.extend(npm(repo)?);
    files.insert("notices.txt".to_owned(), notices(&parts)?.into_bytes());
    files.insert("sbom.cdx.json".to_owned(), serde_json::to_vec(&bill(&parts, &version(repo)?))?);
    Ok(())
}

/// The crates in what is shipped of one of ours: not what only builds or tests it.
fn crates(repo: &Repo, package: &str, target: &str) -> Result<BTreeSet<Part>> {
    let tree = ["tree", "-p", package, "--target", target, "-e", "normal,no-proc-macro", "--prefix", "none"];
    let tree = repo.cargo(tree).args(["--format", "{p}"]).quiet().read()?;
    let shipped: BTreeSet<(&str, &str)> = tree
        .lines()
        .filter_map(|line| line.split_once(' '))
        .filter_map(|(name, rest)| Some((name, rest.split(' ').next()?.strip_prefix('v')?)))
        .collect();
    let metadata = ["metadata", "--format-version", "1", "--locked", "--filter-platform", target];
    let metadata: Value = serde_json::from_str(&repo.cargo(metadata).quiet().read()?)?;
    let packages = metadata["packages"].as_array().context("cargo metadata names no packages")?;
    let text = |package: &Value, key: &str| package[key].as_str().unwrap_or_default().to_owned();
    let parts = packages.iter().filter(|package| !package["source"].is_null()).map(|package| {
        let (name, version) = (text(package, "name"), text(package, "version"));
        let folder = Path::new(&text(package, "manifest_path")).parent().map(Path::to_owned).unwrap_or_default();
        // `MIT/Apache-2.0` is how it was written before SPDX.
        let licence = text(package, "license").replace('/', " OR ");
        let purl = format!("pkg:cargo/{name}@{version}");
        Part { name, version, licence, purl, folder }
    });
    Ok(parts.filter(|part| shipped.contains(&(&*part.name, &*part.version))).collect())
}

/// What is bundled into the browser files: MapLibre, what reads a file with streets, and what they bring along.
fn npm(repo: &Repo) -> Result<BTreeSet<Part>> {
    let lock: Value = serde_json::from_slice(&fs::read(repo.root.join("package-lock.json"))?)?;
    let mut parts = BTreeSet::new();
    let mut wanted = vec!["maplibre-gl".to_owned(), "pmtiles".to_owned()];
    while let Some(name) = wanted.pop() {
        let place = format!("node_modules/{name}");
        let package = &lock["packages"][&place];
        if package.is_null() {
            bail!("package-lock.json does not know {name}");
        }
        let text = |key: &str| package[key].as_str().unwrap_or_default().to_owned();
        let (version, licence) = (text("version"), text("license"));
        let purl = format!("pkg:npm/{}@{version}", name.replace('@', "%40"));
        if parts.insert(Part { name, version, licence, purl, folder: repo.root.join(place) }) {
            let dependencies = package["dependencies"].as_object();
            wanted.extend(dependencies.into_iter().flat_map(|all| all.keys().cloned()));
        }
    }
    Ok(parts)
}

/// Every licence text once, below the names of those who use it.
fn notices(parts: &BTreeSet<Part>) -> Result<String> {
    let mut users: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for part in parts {
        let called = format!("{} {} ({})", part.name, part.version, part.licence);
        let texts = licence_texts(&part.folder)?;
        if texts.is_empty() {
            users.entry(String::new()).or_default().push(called);
        } else {
            texts.into_iter().for_each(|text| users.entry(text).or_default().push(called.clone()));
        }
    }
    let mut all = "InnovatieKaart ships what others made. Their names and licences:\n".to_owned();
    for (text, names) in users {
        let text = if text.is_empty() {
            "These came without a text; the name of the licence stands behind each.\n"
        } else {
            &text
        };
        write!(all, "\n{}\n{}\n\n{text}", "=".repeat(100), names.join("\n"))?;
    }
    Ok(all)
}

/// The licences and notices in the folder of a package.
fn licence_texts(folder: &Path) -> Result<BTreeSet<String>> {
    let mut texts = BTreeSet::new();
    for entry in fs::read_dir(folder).with_context(|| format!("{} can't be read", folder.display()))? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().to_ascii_uppercase();
        let named = ["LICENSE", "LICENCE", "COPYING", "COPYRIGHT", "NOTICE", "UNLICENSE"];
        if entry.file_type()?.is_file() && named.iter().any(|start| name.starts_with(start)) {
            let text = String::from_utf8_lossy(&fs::read(entry.path())?).replace("\r\n", "\n");
            texts.insert(format!("{}\n", text.trim()));
        }
    }
    Ok(texts)
}

fn bill(parts: &BTreeSet<Part>, version: &str) -> Value {
    let component = |part: &Part| {
        json!({
            "type": "library", "name": part.name, "version": part.version, "purl": part.purl, "bom-ref": part.purl,
            "licenses": [{ "expression": part.licence }],
        })
    };
    json!({
        "bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1,
        "metadata": { "component": {
            "type": "application", "name": "innovatiekaart", "version": version, "bom-ref": "innovatiekaart",
            "licenses": [{ "expression": "EUPL-1.2" }],
        } },
        "components": parts.iter().map(component).collect::<Vec<_>>(),
    })
}

/// The version of the workspace.
fn version(repo: &Repo) -> Result<String> {
    let manifest = fs::read_to_string(repo.root.join("Cargo.toml"))?;
    let version = manifest.lines().find_map(|line| line.strip_prefix("version = \""));
    Ok(version.and_then(|rest| rest.split('"').next()).context("Cargo.toml has no version")?.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn licence_text_stands_once_below_all_its_users() -> Result<()> {
        let folder = std::env::temp_dir().join(format!("notices-{}", std::process::id()));
        let part = |name: &str| Part {
            name: name.to_owned(),
            version: "1.0.0".to_owned(),
            licence: "MIT".to_owned(),
            purl: format!("pkg:cargo/{name}@1.0.0"),
            folder: folder.join(name),
        };
        for name in ["a", "b", "c"] {
            fs::create_dir_all(folder.join(name))?;
        }
        fs::write(folder.join("a/LICENSE-MIT"), "Do what you like.\r\n")?;
        fs::write(folder.join("b/license.md"), "Do what you like.\n\n")?;
        let parts = BTreeSet::from(["a", "b", "c"].map(part));
        let text = notices(&parts)?;
        assert!(text.contains("a 1.0.0 (MIT)\nb 1.0.0 (MIT)\n\nDo what you like.\n"), "{text}");
        assert!(text.contains("c 1.0.0 (MIT)\n\nThese came without a text"), "{text}");
        assert_eq!(bill(&parts, "0.1.0")["components"][2]["purl"], "pkg:cargo/c@1.0.0");
        Ok(fs::remove_dir_all(folder)?)
    }
}

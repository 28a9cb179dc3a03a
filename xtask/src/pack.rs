//! The files a browser gets: their name (a hash over all of them), their compressed twins, their sizes.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    io::Write as _,
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
    thread,
};

use anyhow::{Context as _, Result};
use flate2::{Compression, GzBuilder};

/// Relative path, with `/` between its parts -> contents.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

const COMPRESSIBLE: [&str; 9] = ["css", "js", "json", "mjs", "svg", "txt", "wasm", "webmanifest", "xml"];

/// The name of the folder for these files: 16 hexadecimal digits over names and contents.
pub(crate) fn folder_name(files: &Files) -> String {
    let mut hasher = blake3::Hasher::new();
    for (name, contents) in files {
        for part in [name.as_bytes(), contents] {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part);
        }
    }
    hasher.finalize().to_hex()[..16].to_owned()
}

/// Every compressible file also as `.br` and `.gz`.
pub(crate) fn with_compressed(files: &Files, cache: &Cache) -> Result<Files> {
    let compressible: Vec<_> = files
        .iter()
        .filter(|(name, _)| name.rsplit_once('.').is_some_and(|(_, extension)| COMPRESSIBLE.contains(&extension)))
        .collect();
    let queue = Mutex::new(compressible.into_iter());
    let next = || queue.lock().unwrap_or_else(PoisonError::into_inner).next();
    let work = || -> Result<Files> {
        let mut compressed = Files::new();
        while let Some((name, contents)) = next() {
            let key = blake3::hash(contents).to_hex();
            let br = cache.get(&format!("{key}.br"), || brotli(contents))?;
            let gz = cache.get(&format!("{key}.gz"), || gzip(contents))?;
            compressed.insert(format!("{name}.br"), br);
            compressed.insert(format!("{name}.gz"), gz);
        }
        Ok(compressed)
    };

    let mut all = files.clone();
    thread::scope(|scope| {
        let workers = thread::available_parallelism().map_or(1, usize::from);
        let workers: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
        for worker in workers {
            let compressed = worker.join().ok().context("a compression thread stopped")?;
            all.extend(compressed?);
        }
        Ok(all)
    })
}

/// Brotli at its highest level.
pub(crate) fn brotli(contents: &[u8]) -> Result<Vec<u8>> {
    let parameters =
        brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, size_hint: contents.len(), ..Default::default() };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &*contents, &mut compressed, &parameters)?;
    Ok(compressed)
}

fn gzip(contents: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzBuilder::new().write(Vec::new(), Compression::best());
    encoder.write_all(contents)?;
    Ok(encoder.finish()?)
}

/// Slow results, kept between builds under a hash of what they were made from.
pub(crate) struct Cache {
    folder: PathBuf,
    used: Mutex<BTreeSet<String>>,
}

impl Cache {
    pub(crate) fn open(folder: PathBuf) -> Result<Self> {
        fs::create_dir_all(&folder).with_context(|| format!("{} can't be made", folder.display()))?;
        Ok(Self { folder, used: Mutex::default() })
    }

    /// What is kept under `key`, or else what `make` makes.
    pub(crate) fn get(&self, key: &str, make: impl FnOnce() -> Result<Vec<u8>>) -> Result<Vec<u8>> {
        self.used.lock().unwrap_or_else(PoisonError::into_inner).insert(key.to_owned());
        let path = self.folder.join(key);
        if let Ok(kept) = fs::read(&path) {
            return Ok(kept);
        }
        let made = make()?;
        // In two steps: an interrupted build must not leave half a file that the next one trusts.
        let unfinished = self.folder.join(format!("{key}.unfinished"));
        fs::write(&unfinished, &made)?;
        fs::rename(unfinished, path)?;
        Ok(made)
    }

    /// Forgets what this build did not ask for.
    pub(crate) fn prune(self) -> Result<()> {
        let used = self.used.into_inner().unwrap_or_else(PoisonError::into_inner);
        for entry in fs::read_dir(self.folder)? {
            let entry = entry?;
            if !used.contains(entry.file_name().to_string_lossy().as_ref()) {
                fs::remove_file(entry.path())?;
            }
        }
        Ok(())
    }
}

/// One line of the table of sizes, in bytes.
#[derive(Clone, Copy, Default)]
pub(crate) struct Sizes {
    pub(crate) raw: u64,
    pub(crate) gzip: u64,
    pub(crate) brotli: u64,
}

impl Sizes {
    /// The sizes of `name` in `folder`; what has no compressed twin travels as it is.
    pub(crate) fn of(folder: &Path, name: &str) -> Result<Self> {
        let raw =
            fs::metadata(folder.join(name)).with_context(|| format!("{name} is not among the browser files"))?.len();
        let twin =
            |extension: &str| fs::metadata(folder.join(format!("{name}.{extension}"))).map_or(raw, |twin| twin.len());
        Ok(Self { raw, gzip: twin("gz"), brotli: twin("br") })
    }

    pub(crate) fn print(self, name: &str) {
        let Self { raw, gzip, brotli } = self;
        println!("{name:<44} {:>11} {:>11} {:>11}", digits(raw), digits(gzip), digits(brotli));
    }
}

impl std::ops::AddAssign for Sizes {
    fn add_assign(&mut self, other: Self) {
        self.raw += other.raw;
        self.gzip += other.gzip;
        self.brotli += other.brotli;
    }
}

/// 1234567 -> "1 234 567".
pub(crate) fn digits(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            grouped.push(' ');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packed_folder_name_depends_on_names_and_contents() {
        let files = |name: &str, contents: &str| Files::from([(name.into(), contents.into())]);
        let name = folder_name(&files("a.js", "1"));
        assert_eq!(name.len(), 16);
        assert_eq!(name, folder_name(&files("a.js", "1")));
        assert_ne!(name, folder_name(&files("b.js", "1")));
        assert_ne!(name, folder_name(&files("a.js", "2")));
        assert_ne!(name, folder_name(&files("a.j", "s1")));
    }

    #[test]
    fn thousands_are_grouped() {
        assert_eq!(digits(0), "0");
        assert_eq!(digits(999), "999");
        assert_eq!(digits(153_600), "153 600");
        assert_eq!(digits(1_234_567), "1 234 567");
    }
}

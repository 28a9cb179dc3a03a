//! Downloads of whole regions, written before anybody asks for them: compressed, but for the spooled formats.
//!
//! Each revision of the atlas has one file without a name, which holds all downloads one after the other. A download
//! that is not there yet is written on request, so nobody waits for this job. Readers name the revision of the snapshot
//! that answers them, so nobody gets an outdated file.

use std::{
    fs::{self, File},
    io::{self, Write},
    ops::Range,
    os::unix::fs::FileExt as _,
    sync::{Arc, PoisonError, RwLock},
    thread,
    time::{Duration, Instant},
};

use arc_swap::{ArcSwap, ArcSwapOption};
use atlas::{Atlas, Selection};
use brotli::{CompressorWriter, enc::BrotliEncoderParams};
use bytes::Bytes;
use domain::{Query, Region};
use flate2::{Compression, write::GzEncoder};
use tokio::sync::watch;

use super::{
    address::{layer_name, path},
    chunks::{ByteStream, CHUNK, ChunkStream},
    downloads::{Downloads, Output},
    error::ExportError,
    format::Format,
    spooled,
};

/// A compression as `Content-Encoding` names it; `None` for plain.
pub type Coding = Option<&'static str>;

/// The codings that a download is prepared in, the best first.
pub const CODINGS: [Coding; 2] = [Some("br"), Some("gzip")];

/// The effort of brotli, 0 to 11: half a minute for 100,000 initiatives, and little memory.
const BROTLI_QUALITY: i32 = 5;
/// The window of brotli as a power of 2, in bytes: enough for what repeats in a list.
const BROTLI_WINDOW: i32 = 20;

/// What identifies a download.
type Key = (Option<Region>, Format, Coding);

/// The downloads that were prepared for the newest revision; cheap to clone.
#[derive(Clone, Default)]
pub struct Prebuilt(Arc<ArcSwapOption<PrebuiltFile>>);

struct PrebuiltFile {
    revision: i64,
    file: Arc<File>,
    /// Where each download is in the file.
    regions: RwLock<Vec<(Key, Range<u64>)>>,
}

impl Prebuilt {
    /// A download of this revision, with its length in bytes; `None` when it is not prepared.
    #[must_use]
    pub fn take(
        &self,
        revision: i64,
        region: Option<Region>,
        format: Format,
        coding: Coding,
    ) -> Option<(ByteStream, u64)> {
        let prebuilt = self.0.load_full().filter(|prebuilt| prebuilt.revision == revision)?;
        let regions = prebuilt.regions.read().unwrap_or_else(PoisonError::into_inner);
        let (_, range) = regions.iter().find(|(key, _)| *key == (region, format, coding))?;
        Some((spooled::part(Arc::clone(&prebuilt.file), range.clone()), range.end - range.start))
    }

    /// Prepares the downloads of every revision, until the sender of `revisions` is gone. Waits `delay` first: changes
    /// that follow each other are then prepared once, and the first visitors after a start are not slowed down.
    pub async fn run(
        self,
        downloads: Downloads,
        atlas: Arc<ArcSwap<Atlas>>,
        mut revisions: watch::Receiver<i64>,
        delay: Duration,
    ) {
        loop {
            tokio::time::sleep(delay).await;
            match revisions.has_changed() {
                Ok(true) => _ = revisions.borrow_and_update(),
                Ok(false) => {}
                Err(_) => return,
            }
            let start = Instant::now();
            match self.fill(&downloads, atlas.load_full(), &revisions).await {
                Ok(true) => tracing::info!(duration = ?start.elapsed(), "downloads are ready"),
                Ok(false) => {}
                Err(error) => tracing::warn!(%error, "downloads can't be made ready; they are made when asked for"),
            }
            if revisions.changed().await.is_err() {
                return;
            }
        }
    }

    /// Prepares every download of this atlas. False when the revision changed before all were there.
    async fn fill(
        &self,
        downloads: &Downloads,
        atlas: Arc<Atlas>,
        revisions: &watch::Receiver<i64>,
    ) -> Result<bool, ExportError> {
        fs::create_dir_all(&downloads.scratch)?;
        let prebuilt = Arc::new(PrebuiltFile {
            revision: atlas.revision(),
            file: Arc::new(tempfile::tempfile_in(&downloads.scratch)?),
            regions: RwLock::default(),
        });
        self.0.store(Some(Arc::clone(&prebuilt)));
        let revisions = revisions.clone();
        let wanted = move || matches!(revisions.has_changed(), Ok(false));
        // The spooled formats first: their readers wait longest when they are not prepared.
        let mut formats = Format::ALL;
        formats.sort_by_key(|format| !format.is_spooled());
        let mut end = 0;
        for region in [None].into_iter().chain(Region::ALL.iter().copied().map(Some)) {
            for format in formats {
                let codings = if format.is_spooled() { &[None][..] } else { &CODINGS[..] };
                for &coding in codings {
                    let selection = Selection::of(Arc::clone(&atlas), Query::default(), region);
                    let (asked, name) = (path(&selection.query, format), layer_name(&selection));
                    let download = downloads.download(selection, &name, &asked);
                    let (file, wanted, start) = (Arc::clone(&prebuilt.file), wanted.clone(), end);
                    let reached = match downloads.output(format, download) {
                        Output::Chunks(chunks) => {
                            let put = move || compress(*chunks, coding, FileRegion { file: &file, end: start }, wanted);
                            tokio::task::spawn_blocking(put).await??
                        }
                        Output::Spooled { file: made, .. } => {
                            let made = made.await?;
                            let put = move || copy(made, FileRegion { file: &file, end: start });
                            Some(tokio::task::spawn_blocking(put).await??).filter(|_| wanted())
                        }
                    };
                    let Some(reached) = reached else { return Ok(false) };
                    end = reached;
                    let mut regions = prebuilt.regions.write().unwrap_or_else(PoisonError::into_inner);
                    regions.push(((region, format, coding), start..end));
                }
            }
        }
        Ok(true)
    }
}

/// Appends a file; returns where it ends.
fn copy(mut made: File, mut region: FileRegion<'_>) -> io::Result<u64> {
    io::Seek::rewind(&mut made)?;
    io::copy(&mut made, &mut region)?;
    Ok(region.end)
}

/// Appends chunks, compressed; returns where they end, or `None` when they are no longer wanted.
fn compress(
    chunks: ChunkStream,
    coding: Coding,
    mut region: FileRegion<'_>,
    wanted: impl Fn() -> bool,
) -> io::Result<Option<u64>> {
    let done = match coding {
        Some("br") => {
            let parameters =
                BrotliEncoderParams { quality: BROTLI_QUALITY, lgwin: BROTLI_WINDOW, ..BrotliEncoderParams::default() };
            let mut writer = CompressorWriter::with_params(&mut region, CHUNK, &parameters);
            let done = pour(chunks, &mut writer, wanted)?;
            writer.flush()?;
            drop(writer);
            done
        }
        Some("gzip") => {
            let mut writer = GzEncoder::new(&mut region, Compression::new(6));
            let done = pour(chunks, &mut writer, wanted)?;
            writer.finish()?;
            done
        }
        _ => pour(chunks, &mut region, wanted)?,
    };
    Ok(done.then_some(region.end))
}

/// Writes chunk by chunk, and rests after each for as long as it took, so that it uses half of one processor at most.
/// False when it stopped because the chunks are no longer wanted.
fn pour(chunks: impl Iterator<Item = Bytes>, to: &mut impl Write, wanted: impl Fn() -> bool) -> io::Result<bool> {
    let mut start = Instant::now();
    for chunk in chunks {
        if !wanted() {
            return Ok(false);
        }
        to.write_all(&chunk)?;
        thread::sleep(start.elapsed());
        start = Instant::now();
    }
    Ok(true)
}

/// The end of what has been written to a file that others read at the same time.
struct FileRegion<'a> {
    file: &'a File,
    end: u64,
}

impl Write for FileRegion<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write_at(bytes, self.end)?;
        self.end += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

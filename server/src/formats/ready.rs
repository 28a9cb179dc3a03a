//! Whole regions, ready before somebody asks: what reads from front to back is there compressed, the rest as it is.
//!
//! For each revision there is one shelf: one file without a name, in which they stand one after the other. What is not
//! on the shelf yet is made fresh, so nobody waits for it; and a shelf is asked for with the revision of the snapshot
//! that answers, so nobody gets yesterday's.

use std::{
    fs::{self, File},
    io::{self, Write},
    ops::Range,
    os::unix::fs::FileExt as _,
    sync::{Arc, PoisonError, RwLock},
    thread,
    time::Instant,
};

use arc_swap::ArcSwapOption;
use atlas::Selection;
use axum::body::Body;
use brotli::{CompressorWriter, enc::BrotliEncoderParams};
use bytes::Bytes;
use domain::{Query, Region};
use flate2::{Compression, write::GzEncoder};
use tokio::sync::watch;

use super::{Format, FormatError, SCRATCH, Writing, download::Download, path, pieces::Pieces, sent, write};
use crate::{open_data::export::name as export_name, state::AppState};

/// What is kept of a format: as `Content-Encoding` names it, `None` for plain.
pub(crate) type Coding = Option<&'static str>;

/// The codings of what is compressed, the best first.
pub(crate) const CODINGS: [Coding; 2] = [Some("br"), Some("gzip")];

/// How hard it is compressed: half a minute for 100,000 initiatives, and little memory.
const BROTLI_QUALITY: i32 = 5;
/// The window of brotli, 2^20 bytes: enough for what repeats in a list.
const BROTLI_WINDOW: i32 = 20;

/// Which file it is.
type Key = (Option<Region>, Format, Coding);

/// What is ready.
#[derive(Default)]
pub(crate) struct Ready(ArcSwapOption<Shelf>);

struct Shelf {
    revision: i64,
    file: Arc<File>,
    /// Where each file is.
    parts: RwLock<Vec<(Key, Range<u64>)>>,
}

impl Ready {
    /// The file of this revision as a body, with its length in bytes; `None` when it is not there.
    pub(crate) fn take(
        &self,
        revision: i64,
        region: Option<Region>,
        format: Format,
        coding: Coding,
    ) -> Option<(Body, u64)> {
        let shelf = self.0.load_full().filter(|shelf| shelf.revision == revision)?;
        let parts = shelf.parts.read().unwrap_or_else(PoisonError::into_inner);
        let (_, range) = parts.iter().find(|(key, _)| *key == (region, format, coding))?;
        Some((sent::part(Arc::clone(&shelf.file), range.clone()), range.end - range.start))
    }
}

/// Keeps the shelf filled, until the server stops. A change that comes while it is being filled starts another.
pub(crate) async fn keep(state: AppState) {
    let mut revisions = state.revisions.clone();
    loop {
        // Changes that follow each other are one; and the first visitors after a start go first.
        tokio::time::sleep(state.config.limits.quiet).await;
        match revisions.has_changed() {
            Ok(true) => _ = revisions.borrow_and_update(),
            Ok(false) => {}
            Err(_) => return,
        }
        let start = Instant::now();
        match fill(&state, &revisions).await {
            Ok(true) => tracing::info!(duration = ?start.elapsed(), "downloads are ready"),
            Ok(false) => {}
            Err(error) => tracing::warn!(%error, "downloads can't be made ready; they are made when asked for"),
        }
        if revisions.changed().await.is_err() {
            return;
        }
    }
}

/// Fills a new shelf for what the map shows now; false when that changed before it was full.
async fn fill(state: &AppState, revisions: &watch::Receiver<i64>) -> Result<bool, FormatError> {
    let folder = state.config.data_dir.join(SCRATCH);
    fs::create_dir_all(&folder)?;
    let atlas = state.atlas.load_full();
    let shelf = Arc::new(Shelf {
        revision: atlas.revision(),
        file: Arc::new(tempfile::tempfile_in(&folder)?),
        parts: RwLock::default(),
    });
    state.ready.0.store(Some(Arc::clone(&shelf)));
    let revisions = revisions.clone();
    let wanted = move || matches!(revisions.has_changed(), Ok(false));
    // First what nobody can begin to read before it is all there.
    let mut formats = Format::ALL;
    formats.sort_by_key(|format| !format.made_whole());
    let mut end = 0;
    for region in [None].into_iter().chain(Region::ALL.iter().copied().map(Some)) {
        for format in formats {
            let codings = if format.made_whole() { &[None][..] } else { &CODINGS[..] };
            for &coding in codings {
                let selection = Selection::of(Arc::clone(&atlas), Query::default(), region);
                let (asked, name) = (path(&selection.query, format), export_name(&selection));
                let download = Download::new(selection, &name, Arc::clone(&state.site_url), &asked);
                let (file, wanted, start) = (Arc::clone(&shelf.file), wanted.clone(), end);
                let reached = match write(format, download, &folder) {
                    Writing::Pieces(pieces) => {
                        let put = move || compress(*pieces, coding, Place { file: &file, at: start }, wanted);
                        tokio::task::spawn_blocking(put).await??
                    }
                    Writing::Whole { making, .. } => {
                        let made = making.await?;
                        let put = move || copy(made, Place { file: &file, at: start });
                        Some(tokio::task::spawn_blocking(put).await??).filter(|_| wanted())
                    }
                };
                let Some(reached) = reached else { return Ok(false) };
                end = reached;
                let mut parts = shelf.parts.write().unwrap_or_else(PoisonError::into_inner);
                parts.push(((region, format, coding), start..end));
            }
        }
    }
    Ok(true)
}

/// Puts a file at its place on the shelf; gives where it ends.
fn copy(mut made: File, mut place: Place<'_>) -> io::Result<u64> {
    io::Seek::rewind(&mut made)?;
    io::copy(&mut made, &mut place)?;
    Ok(place.at)
}

/// Puts what is written at its place on the shelf, compressed; gives where it ends, `None` when nobody wants it any
/// more.
fn compress(
    pieces: Pieces,
    coding: Coding,
    mut place: Place<'_>,
    wanted: impl Fn() -> bool,
) -> io::Result<Option<u64>> {
    let done = match coding {
        Some("br") => {
            let parameters =
                BrotliEncoderParams { quality: BROTLI_QUALITY, lgwin: BROTLI_WINDOW, ..BrotliEncoderParams::default() };
            let mut writer = CompressorWriter::with_params(&mut place, super::pieces::PIECE, &parameters);
            let done = pour(pieces, &mut writer, wanted)?;
            writer.flush()?;
            drop(writer);
            done
        }
        Some("gzip") => {
            let mut writer = GzEncoder::new(&mut place, Compression::new(6));
            let done = pour(pieces, &mut writer, wanted)?;
            writer.finish()?;
            done
        }
        _ => pour(pieces, &mut place, wanted)?,
    };
    Ok(done.then_some(place.at))
}

/// Piece by piece, with as long a rest after each as it took: half of one processor. False when it was given up.
fn pour(pieces: impl Iterator<Item = Bytes>, to: &mut impl Write, wanted: impl Fn() -> bool) -> io::Result<bool> {
    let mut start = Instant::now();
    for piece in pieces {
        if !wanted() {
            return Ok(false);
        }
        to.write_all(&piece)?;
        thread::sleep(start.elapsed());
        start = Instant::now();
    }
    Ok(true)
}

/// Writes at a place in a file that others read.
struct Place<'a> {
    file: &'a File,
    at: u64,
}

impl Write for Place<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write_at(bytes, self.at)?;
        self.at += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

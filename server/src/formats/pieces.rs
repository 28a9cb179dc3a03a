//! Formats that are a head, an entry for each initiative, and a tail: written a piece at a time.

use std::convert::Infallible;

use axum::body::Body;
use bytes::Bytes;

use super::{Writing, download::Download};

/// How much is made at a time, in bytes.
pub(crate) const PIECE: usize = 64 * 1024;

/// How a format is written.
pub(super) trait Entries {
    /// What comes before the initiatives.
    fn head(&self, download: &Download, out: &mut Vec<u8>);
    /// One initiative, by its index in the atlas; `number` counts from 0.
    fn entry(&self, download: &Download, index: u32, number: usize, out: &mut Vec<u8>);
    /// What comes after them.
    fn tail(&self, out: &mut Vec<u8>);
}

/// A download in such a format, as bytes of at least [`PIECE`], but for the last.
pub(super) struct Pieces {
    download: Download,
    entries: Box<dyn Entries + Send>,
    next: usize,
    done: bool,
}

/// A download in the format of `entries`.
pub(super) fn written(download: Download, entries: impl Entries + Send + 'static) -> Writing {
    Writing::Pieces(Box::new(Pieces { download, entries: Box::new(entries), next: 0, done: false }))
}

impl Iterator for Pieces {
    type Item = Bytes;

    fn next(&mut self) -> Option<Bytes> {
        if self.done {
            return None;
        }
        let mut out = Vec::with_capacity(PIECE + 8 * 1024);
        if self.next == 0 {
            self.entries.head(&self.download, &mut out);
        }
        while let Some(&index) = self.download.selection.indexes.get(self.next) {
            if out.len() >= PIECE {
                return Some(out.into());
            }
            self.entries.entry(&self.download, index, self.next, &mut out);
            self.next += 1;
        }
        self.entries.tail(&mut out);
        self.done = true;
        Some(out.into())
    }
}

impl Pieces {
    /// A body that is made while it is sent.
    pub(super) fn body(self) -> Body {
        streamed(self)
    }
}

/// A body that is made while it is sent.
pub(crate) fn streamed(pieces: impl Iterator<Item = Bytes> + Send + 'static) -> Body {
    Body::from_stream(futures_util::stream::iter(pieces.map(Ok::<_, Infallible>)))
}

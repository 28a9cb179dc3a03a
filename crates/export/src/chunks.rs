//! Formats that are a head, a row for each initiative, and a tail: written a chunk at a time.

use bytes::Bytes;
use futures_util::stream::BoxStream;

use super::{download::Download, error::ExportError};

/// The size of a chunk, in bytes.
pub const CHUNK: usize = 64 * 1024;

/// The bytes of a file, in order.
pub type ByteStream = BoxStream<'static, Result<Bytes, ExportError>>;

/// How a format is written.
pub(super) trait RowFormat {
    /// What comes before the initiatives.
    fn head(&self, download: &Download, out: &mut Vec<u8>);
    /// One initiative, by its index in the atlas; `number` counts from 0.
    fn row(&self, download: &Download, index: u32, number: usize, out: &mut Vec<u8>);
    /// What comes after them.
    fn tail(&self, out: &mut Vec<u8>);
}

/// A download as chunks of at least [`CHUNK`] bytes, but for the last.
pub(super) struct ChunkStream {
    download: Download,
    format: Box<dyn RowFormat + Send>,
    next: usize,
    done: bool,
}

impl ChunkStream {
    /// A download in a format that is written row by row.
    pub(super) fn new(download: Download, format: impl RowFormat + Send + 'static) -> Self {
        Self { download, format: Box::new(format), next: 0, done: false }
    }
}

impl Iterator for ChunkStream {
    type Item = Bytes;

    fn next(&mut self) -> Option<Bytes> {
        if self.done {
            return None;
        }
        let mut out = Vec::with_capacity(CHUNK + 8 * 1024);
        if self.next == 0 {
            self.format.head(&self.download, &mut out);
        }
        while let Some(&index) = self.download.selection.indexes.get(self.next) {
            if out.len() >= CHUNK {
                return Some(out.into());
            }
            self.format.row(&self.download, index, self.next, &mut out);
            self.next += 1;
        }
        self.format.tail(&mut out);
        self.done = true;
        Some(out.into())
    }
}

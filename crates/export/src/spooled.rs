//! Files as streams, read while they are sent.

use std::{fs::File, io, ops::Range, os::unix::fs::FileExt as _, sync::Arc};

use bytes::Bytes;
use futures_util::{Stream, StreamExt as _, TryFutureExt as _, TryStreamExt as _, stream};

use super::{
    chunks::{ByteStream, CHUNK},
    error::ExportError,
};

/// A file that is still being written, of which only the first bytes are known. These are sent at once, so that the
/// client and every proxy in between see that the answer has begun.
pub(super) fn after(
    signature: &'static [u8],
    file: impl Future<Output = Result<File, ExportError>> + Send + 'static,
) -> ByteStream {
    // Runs in its own task, so a slow or disconnected client cannot hold a file slot.
    let file = tokio::spawn(file);
    let rest = async move {
        let file = file.await??;
        let length = file.metadata()?.len();
        Ok::<_, ExportError>(read(Arc::new(file), signature.len() as u64..length))
    };
    let first = stream::once(async move { Ok(Bytes::from_static(signature)) });
    first.chain(rest.try_flatten_stream()).boxed()
}

/// A file that is deleted when the stream is dropped.
pub(super) fn whole(file: File) -> io::Result<ByteStream> {
    let length = file.metadata()?.len();
    Ok(part(Arc::new(file), 0..length))
}

/// The bytes in a range of a file.
pub(super) fn part(file: Arc<File>, range: Range<u64>) -> ByteStream {
    read(file, range).boxed()
}

fn read(file: Arc<File>, range: Range<u64>) -> impl Stream<Item = Result<Bytes, ExportError>> + Send {
    stream::try_unfold(range, move |Range { start, end }| {
        let file = Arc::clone(&file);
        async move {
            if start >= end {
                return Ok(None);
            }
            let chunk =
                tokio::task::spawn_blocking(move || chunk(&file, start, end)).await.map_err(io::Error::other)??;
            let next = start + chunk.len() as u64;
            Ok(Some((chunk, next..end)))
        }
    })
    .map_err(|error: io::Error| ExportError::from(error))
}

fn chunk(file: &File, start: u64, end: u64) -> io::Result<Bytes> {
    let length = usize::try_from(end - start).unwrap_or(CHUNK).min(CHUNK);
    let mut chunk = vec![0; length];
    file.read_exact_at(&mut chunk, start)?;
    Ok(chunk.into())
}

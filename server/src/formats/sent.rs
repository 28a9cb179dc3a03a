//! Files as bodies, read while they are sent.

use std::{fs::File, io, ops::Range, os::unix::fs::FileExt as _, sync::Arc};

use axum::body::Body;
use bytes::Bytes;
use futures_util::{Stream, StreamExt as _, TryFutureExt as _, TryStreamExt as _, stream};

use super::{FormatError, pieces::PIECE};

/// A file that is still to be made, of which only the first bytes are known. They go ahead: who waits sees that the
/// answer has begun, and so does whatever stands between.
pub(super) fn after(
    signature: &'static [u8],
    making: impl Future<Output = Result<File, FormatError>> + Send + 'static,
) -> Body {
    // A task of its own that begins now: who reads slowly, or goes away, keeps no place in the line longer than it takes.
    let making = tokio::spawn(making);
    let rest = async move {
        let file = making.await??;
        let length = file.metadata()?.len();
        Ok::<_, FormatError>(read(Arc::new(file), signature.len() as u64..length).map_err(FormatError::from))
    };
    let first = stream::once(async move { Ok(Bytes::from_static(signature)) });
    Body::from_stream(first.chain(rest.try_flatten_stream()))
}

/// A file that nobody else needs; it is gone when the body is.
pub(super) fn whole(file: File) -> io::Result<Body> {
    let length = file.metadata()?.len();
    Ok(part(Arc::new(file), 0..length))
}

/// A part of a file, in bytes.
pub(crate) fn part(file: Arc<File>, range: Range<u64>) -> Body {
    Body::from_stream(read(file, range))
}

fn read(file: Arc<File>, range: Range<u64>) -> impl Stream<Item = io::Result<Bytes>> {
    stream::try_unfold(range, move |Range { start, end }| {
        let file = Arc::clone(&file);
        async move {
            if start >= end {
                return Ok(None);
            }
            let piece =
                tokio::task::spawn_blocking(move || piece(&file, start, end)).await.map_err(io::Error::other)??;
            let next = start + piece.len() as u64;
            Ok(Some((piece, next..end)))
        }
    })
}

fn piece(file: &File, start: u64, end: u64) -> io::Result<Bytes> {
    let length = usize::try_from(end - start).unwrap_or(PIECE).min(PIECE);
    let mut piece = vec![0; length];
    file.read_exact_at(&mut piece, start)?;
    Ok(piece.into())
}

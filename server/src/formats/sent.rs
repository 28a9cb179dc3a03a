//! Files as bodies, read while they are sent.

use std::{fs::File, io, ops::Range, os::unix::fs::FileExt as _, sync::Arc};

use axum::body::Body;
use bytes::Bytes;
use futures_util::stream;

use super::pieces::PIECE;

/// A file that nobody else needs; it is gone when the body is.
pub(super) fn whole(file: File) -> io::Result<Body> {
    let length = file.metadata()?.len();
    Ok(part(Arc::new(file), 0..length))
}

/// A part of a file, in bytes.
pub(crate) fn part(file: Arc<File>, range: Range<u64>) -> Body {
    Body::from_stream(stream::try_unfold(range, move |Range { start, end }| {
        let file = Arc::clone(&file);
        async move {
            if start >= end {
                return Ok::<_, io::Error>(None);
            }
            let piece =
                tokio::task::spawn_blocking(move || read(&file, start, end)).await.map_err(io::Error::other)??;
            let next = start + piece.len() as u64;
            Ok(Some((piece, next..end)))
        }
    }))
}

fn read(file: &File, start: u64, end: u64) -> io::Result<Bytes> {
    let length = usize::try_from(end - start).unwrap_or(PIECE).min(PIECE);
    let mut piece = vec![0; length];
    file.read_exact_at(&mut piece, start)?;
    Ok(piece.into())
}

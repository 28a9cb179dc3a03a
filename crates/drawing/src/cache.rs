//! Draws a few drawings at a time, and keeps them for the next request.

use std::sync::Arc;

use bytes::Bytes;
use moka::sync::Cache;
use tokio::sync::Semaphore;

use crate::error::DrawingError;

/// Drawings that are made at the same time: each takes a processor, and less than 100 MB.
const DRAWING: usize = 2;
/// Requests that may wait or draw; any more are refused.
const WAITING: usize = 16;
/// The size of all drawings that are kept, in bytes.
const KEPT: u64 = 48 * 1024 * 1024;
/// A larger drawing is not kept, in bytes.
const LARGE: usize = 6 * 1024 * 1024;

/// The drawings that were made last.
#[derive(Debug)]
pub struct DrawingCache {
    slots: Arc<Semaphore>,
    queue: Semaphore,
    kept: Cache<String, Bytes>,
}

impl Default for DrawingCache {
    fn default() -> Self {
        let weigh = |key: &String, bytes: &Bytes| u32::try_from(key.len() + bytes.len()).unwrap_or(u32::MAX);
        Self {
            slots: Arc::new(Semaphore::new(DRAWING)),
            queue: Semaphore::new(WAITING),
            kept: Cache::builder().weigher(weigh).max_capacity(KEPT).build(),
        }
    }
}

impl DrawingCache {
    /// The drawing under this key, which must name the revision; `draw` makes it when it is not there.
    ///
    /// # Errors
    /// [`DrawingError::Busy`] when too many requests wait, or the error of `draw`.
    pub async fn drawing(
        &self,
        key: String,
        draw: impl FnOnce() -> Result<Vec<u8>, DrawingError> + Send + 'static,
    ) -> Result<Bytes, DrawingError> {
        if let Some(kept) = self.kept.get(&key) {
            return Ok(kept);
        }
        let _queued = self.queue.try_acquire().map_err(|_| DrawingError::Busy)?;
        // The semaphore is never closed. A client that disconnects does not free its slot: the drawing goes on.
        let permit = Arc::clone(&self.slots).acquire_owned().await.map_err(|_| DrawingError::Busy)?;
        if let Some(kept) = self.kept.get(&key) {
            return Ok(kept);
        }
        let cache = self.kept.clone();
        let drawn = tokio::task::spawn_blocking(move || {
            let _permit = permit;
            let bytes = Bytes::from(draw()?);
            // Kept here, so that it is there when a client gave up and asks again.
            if bytes.len() <= LARGE {
                cache.insert(key, bytes.clone());
            }
            Ok(bytes)
        });
        drawn.await?
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[tokio::test]
    async fn a_full_queue_refuses_new_drawings_but_not_kept_ones() {
        let cache = DrawingCache::default();
        let drawn = cache.drawing("1 /a".to_owned(), || Ok(b"a".to_vec())).await.unwrap();
        let _full = cache.queue.try_acquire_many(u32::try_from(WAITING).unwrap()).unwrap();
        let refused = cache.drawing("1 /b".to_owned(), || Ok(b"b".to_vec())).await.unwrap_err();
        assert!(matches!(refused, DrawingError::Busy));
        let kept = cache.drawing("1 /a".to_owned(), || Err(DrawingError::Empty)).await.unwrap();
        assert_eq!(kept, drawn, "a kept drawing takes no slot");
    }
}

//! Where drawings are made, a few at a time, and kept for who asks for the same.

use std::sync::Arc;

use bytes::Bytes;
use moka::sync::Cache;
use tokio::sync::Semaphore;

use super::DrawError;
use crate::http::problem::Problem;

/// Drawings that are made at the same time: each takes a processor, and up to some 60 MB.
const DRAWING: usize = 2;
/// Who may wait for a place; beyond that it is too busy.
const WAITING: usize = 16;
/// All that is kept, in bytes.
const KEPT: u64 = 48 * 1024 * 1024;
/// A drawing that is larger is not kept, in bytes.
const LARGE: usize = 6 * 1024 * 1024;

/// Where drawings are made and kept.
#[derive(Debug)]
pub(crate) struct Studio {
    places: Arc<Semaphore>,
    line: Semaphore,
    kept: Cache<String, Bytes>,
}

impl Default for Studio {
    fn default() -> Self {
        let weigh = |key: &String, bytes: &Bytes| u32::try_from(key.len() + bytes.len()).unwrap_or(u32::MAX);
        Self {
            places: Arc::new(Semaphore::new(DRAWING)),
            line: Semaphore::new(WAITING),
            kept: Cache::builder().weigher(weigh).max_capacity(KEPT).build(),
        }
    }
}

impl Studio {
    /// The drawing under this key, which names the revision too; made when it is not there.
    ///
    /// # Errors
    /// 503 when too many wait; 404 when it has no such page; 500 when it can't be drawn.
    pub(crate) async fn drawing(
        &self,
        key: String,
        draw: impl FnOnce() -> Result<Vec<u8>, DrawError> + Send + 'static,
    ) -> Result<Bytes, Problem> {
        if let Some(kept) = self.kept.get(&key) {
            return Ok(kept);
        }
        let busy = || Problem::busy("Er worden nu veel posters getekend. Probeer het zo nog eens.");
        let _waits = self.line.try_acquire().map_err(|_| busy())?;
        // It is never closed. Who goes away leaves the drawer at work, in its place.
        let place = Arc::clone(&self.places).acquire_owned().await.map_err(|_| busy())?;
        if let Some(kept) = self.kept.get(&key) {
            return Ok(kept);
        }
        let keep = self.kept.clone();
        let drawn = tokio::task::spawn_blocking(move || {
            let _place = place;
            let bytes = Bytes::from(draw()?);
            // Here, so that it is there when somebody lost patience and asks again.
            if bytes.len() <= LARGE {
                keep.insert(key, bytes.clone());
            }
            Ok(bytes)
        });
        let failed = |error: &dyn std::fmt::Display| {
            tracing::error!(%error, "a drawing failed");
            Problem::internal()
        };
        drawn.await.map_err(|error| failed(&error))?.map_err(|error| match error {
            DrawError::Page(1) => Problem::not_found("Dit blad is er niet: de poster heeft één blad."),
            DrawError::Page(most) => Problem::not_found(format!("Dit blad is er niet: de poster heeft {most} bladen.")),
            error => failed(&error),
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use axum::http::StatusCode;

    use super::*;

    #[tokio::test]
    async fn full_drawing_queue_is_503() {
        let studio = Studio::default();
        let drawn = studio.drawing("1 /a".to_owned(), || Ok(b"a".to_vec())).await.unwrap();
        let _full = studio.line.try_acquire_many(u32::try_from(WAITING).unwrap()).unwrap();
        let busy = studio.drawing("1 /b".to_owned(), || Ok(b"b".to_vec())).await.unwrap_err();
        assert_eq!((busy.status, busy.retry_after), (StatusCode::SERVICE_UNAVAILABLE, Some(1)));
        let kept = studio.drawing("1 /a".to_owned(), || Err(DrawError::Empty)).await.unwrap();
        assert_eq!(kept, drawn, "what is there already costs nothing");
    }
}

//! Refusing what is too large, too slow or too much.

use std::sync::Arc;

use axum::{
    extract::Request,
    http::{HeaderValue, StatusCode, header},
};
use tokio::sync::{Semaphore, SemaphorePermit};

use crate::{config::Limits, web::problem::Problem};

/// 414, 431 or 413 when the request is larger than allowed; `most` is for its body, in bytes. A body without a length is cut off while it is read
/// (`edge`).
pub(crate) fn size(request: &Request, limits: &Limits, most: usize) -> Option<StatusCode> {
    let headers = request.headers();
    let length = |value: &HeaderValue| value.to_str().ok().and_then(|text| text.parse::<u64>().ok());
    let body = headers.get(header::CONTENT_LENGTH).and_then(length).unwrap_or(0);
    if request.uri().path_and_query().is_some_and(|uri| uri.as_str().len() > limits.uri) {
        Some(StatusCode::URI_TOO_LONG)
    } else if headers.iter().map(|(name, value)| name.as_str().len() + value.len()).sum::<usize>() > limits.headers {
        Some(StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE)
    } else if body > most as u64 {
        Some(StatusCode::PAYLOAD_TOO_LARGE)
    } else {
        None
    }
}

/// The permits to compute; cheap to clone.
#[derive(Debug, Clone)]
pub struct Computing(Arc<Semaphore>);

impl Computing {
    /// At most so many at once.
    #[must_use]
    pub fn new(most: usize) -> Self {
        Self(Arc::new(Semaphore::new(most)))
    }

    /// Whether a permit is left.
    pub(crate) fn has_room(&self) -> bool {
        self.0.available_permits() > 0
    }

    /// A permit, until it is dropped; 503 at once when there is none left.
    ///
    /// Such a handler never awaits, so without the yield the queue would be hidden in the sockets: every connection with a
    /// request takes its permit first, then they are answered one after the other.
    ///
    /// # Errors
    /// 503 when too many compute.
    pub(crate) async fn permit(&self) -> Result<SemaphorePermit<'_>, Problem> {
        let Ok(permit) = self.0.try_acquire() else {
            return Err(Problem::busy("Het is nu te druk. Probeer het zo nog eens."));
        };
        tokio::task::yield_now().await;
        Ok(permit)
    }
}

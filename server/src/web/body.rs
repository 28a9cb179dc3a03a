//! Bodies of requests, as they come in.

use std::{error::Error, fmt, iter, time::Duration};

use axum::{
    BoxError,
    body::{Body, Bytes},
    http::StatusCode,
};
use futures_util::{StreamExt as _, stream};
use http_body_util::LengthLimitError;
use tokio::time::{Instant, timeout_at};

use crate::{
    config::Limits,
    web::{problem::Problem, shares::Share},
};

/// A body came in too slowly.
#[derive(Debug)]
struct TooSlow;

impl fmt::Display for TooSlow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("it came in too slowly")
    }
}

impl Error for TooSlow {}

/// A body that ends in an error when it comes in too slowly. It keeps its place as long as it is read.
pub(crate) fn paced(body: Body, limits: &Limits, share: Share) -> Body {
    let (patience, rate, start) = (limits.body_patience, limits.body_rate, Instant::now());
    let chunks = stream::unfold((body.into_data_stream(), 0, share), move |(mut body, mut read, share)| async move {
        let due = start + patience + Duration::from_secs(read / rate);
        let chunk: Result<Bytes, BoxError> = match timeout_at(due, body.next()).await {
            Ok(chunk) => chunk?.map_err(Into::into),
            Err(_) => Err(TooSlow.into()),
        };
        read += chunk.as_ref().map_or(0, |chunk| chunk.len() as u64);
        Some((chunk, (body, read, share)))
    });
    Body::from_stream(chunks)
}

/// Why a body was not read to its end: 413 it is too large, 408 it came too slowly, 400 it is not whole.
pub(crate) fn unread(error: &(dyn Error + 'static)) -> Problem {
    tracing::debug!(error, "a body was not read to its end");
    let status = iter::successors(Some(error), |&error| error.source()).find_map(|cause| {
        let (large, slow) = (cause.is::<LengthLimitError>(), cause.is::<TooSlow>());
        large.then_some(StatusCode::PAYLOAD_TOO_LARGE).or(slow.then_some(StatusCode::REQUEST_TIMEOUT))
    });
    Problem::of_status(status.unwrap_or(StatusCode::BAD_REQUEST))
}

//! Compression of answers, for those who ask for it.

use axum::{Router, extract::Request, response::Response};
use tower::Service as _;
use tower_http::{
    CompressionLevel,
    compression::{
        CompressionLayer,
        predicate::{NotForContentType, Predicate as _, SizeAbove},
    },
};

use super::static_files::best_coding;

/// Shorter answers (in bytes) are not compressed.
const WORTH_COMPRESSING: u64 = 1024;

/// All routes, ready to answer.
#[derive(Clone)]
pub struct Answers {
    plain: Router,
    /// The same routes behind the compression layer. Requests that accept no compression do not pay for it.
    compressing: Router,
}

impl Answers {
    /// Puts compression around the routes.
    #[must_use]
    pub fn new(routes: Router) -> Self {
        let compressible = SizeAbove::new(WORTH_COMPRESSING)
            .and(NotForContentType::IMAGES)
            .and(NotForContentType::const_new("font/"))
            // A message has to leave at once, not when a block is full.
            .and(NotForContentType::SSE)
            .and(NotForContentType::const_new("application/wasm"))
            // A zip file.
            .and(NotForContentType::const_new("application/vnd.openxmlformats"));
        let compression = CompressionLayer::new().quality(CompressionLevel::Precise(4)).compress_when(compressible);
        Self { compressing: routes.clone().layer(compression), plain: routes }
    }

    /// The answer to a request.
    pub async fn answer<B>(&self, request: Request<B>) -> Response
    where
        B: axum::body::HttpBody<Data = bytes::Bytes> + Send + 'static,
        B::Error: Into<axum::BoxError>,
    {
        // A client that accepts none of our codings gets the plain answer instead of an error.
        let compresses = best_coding(request.headers(), true, true).is_some();
        let routes = if compresses { &self.compressing } else { &self.plain };
        routes.clone().call(request).await.unwrap_or_else(|never| match never {})
    }
}

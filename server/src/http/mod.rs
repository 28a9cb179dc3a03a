//! The HTTP side. From outside in: compression, [`edge`] (limits, headers, errors, counting), the routes.

use axum::{Router, extract::Request, middleware, response::Response};
use tower::Service as _;
use tower_http::{
    CompressionLevel,
    compression::{
        CompressionLayer,
        predicate::{NotForContentType, Predicate as _, SizeAbove},
    },
};

mod api;
mod archive;
pub mod assets;
mod catalogue;
mod download;
mod edge;
mod errors;
pub(crate) mod etag;
mod export;
mod headers;
mod health;
pub mod limits;
pub mod metrics;
mod origin;
pub mod params;
mod pictures;
mod poster;
pub mod problem;
pub mod rate;
pub mod serve;
mod sitemap;
mod social;
mod state;

pub(crate) use etag::salt;
pub(crate) use headers::Frames;
pub(crate) use origin::ONE_CLICK;
pub use state::{AppState, Nonce, Shared};

/// Answers of fewer bytes travel as they are.
const WORTH_COMPRESSING: u64 = 1024;

/// All routes.
#[derive(Clone)]
pub struct Routes {
    plain: Router,
    /// The same, for who says what he can decompress. The others needn't pay for asking.
    compressing: Router,
}

impl Routes {
    /// All routes.
    #[must_use]
    pub fn new(state: &AppState) -> Self {
        let compressible = SizeAbove::new(WORTH_COMPRESSING)
            .and(NotForContentType::IMAGES)
            .and(NotForContentType::const_new("font/"))
            // A message has to leave when it is there, not when a block is full.
            .and(NotForContentType::SSE)
            .and(NotForContentType::const_new("application/wasm"))
            // A zip file.
            .and(NotForContentType::const_new("application/vnd.openxmlformats"));
        let compression = CompressionLayer::new().quality(CompressionLevel::Precise(4)).compress_when(compressible);
        let plain = Router::new()
            .merge(api::router())
            .merge(export::router())
            .merge(archive::router())
            .merge(catalogue::router())
            .merge(poster::router())
            .merge(social::router())
            .merge(health::router())
            .merge(metrics::router())
            .merge(assets::router())
            .merge(pictures::router())
            .merge(sitemap::router())
            .merge(crate::pages::router(state))
            .fallback(errors::not_found)
            // The one layer: each has its price on every request, however small.
            .layer(middleware::from_fn_with_state(state.clone(), edge::edge))
            .with_state(state.clone());
        Self { compressing: plain.clone().layer(compression), plain }
    }

    /// The answer to a request.
    pub async fn answer<B>(&self, request: Request<B>) -> Response
    where
        B: axum::body::HttpBody<Data = bytes::Bytes> + Send + 'static,
        B::Error: Into<axum::BoxError>,
    {
        // Who takes nothing that we have gets it plain: better than an error.
        let compresses = assets::best_coding(request.headers(), true, true).is_some();
        let routes = if compresses { &self.compressing } else { &self.plain };
        routes.clone().call(request).await.unwrap_or_else(|never| match never {})
    }
}

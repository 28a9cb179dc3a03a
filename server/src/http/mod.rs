//! The HTTP side. From outside in: compression, [`edge`] (limits, headers, errors, counting), the routes.

use axum::{Router, extract::DefaultBodyLimit, middleware};
use tower::ServiceBuilder;
use tower_http::{
    CompressionLevel,
    catch_panic::CatchPanicLayer,
    compression::{
        CompressionLayer,
        predicate::{NotForContentType, Predicate as _, SizeAbove},
    },
};

mod api;
pub mod assets;
mod edge;
mod errors;
mod etag;
mod export;
mod features;
mod headers;
mod health;
pub mod limits;
pub mod metrics;
pub mod params;
pub mod problem;
pub mod serve;
mod state;

pub(crate) use etag::salt;
pub use state::{AppState, Nonce};

/// Answers of fewer bytes travel as they are.
const WORTH_COMPRESSING: u64 = 1024;

/// All routes.
pub fn router(state: AppState) -> Router {
    let compressible = SizeAbove::new(WORTH_COMPRESSING)
        .and(NotForContentType::IMAGES)
        .and(NotForContentType::const_new("font/"))
        .and(NotForContentType::const_new("application/wasm"));
    let compression = CompressionLayer::new().quality(CompressionLevel::Precise(4)).compress_when(compressible);
    Router::new()
        .merge(api::router(&state))
        .merge(export::router(&state))
        .merge(health::router())
        .merge(metrics::router())
        .merge(assets::router())
        .merge(crate::pages::router().route_layer(middleware::from_fn_with_state(state.clone(), limits::computing)))
        .fallback(errors::not_found)
        .layer(
            ServiceBuilder::new()
                .layer(compression)
                .layer(middleware::from_fn_with_state(state.clone(), edge::edge))
                .layer(CatchPanicLayer::custom(errors::panicked))
                .layer(DefaultBodyLimit::max(state.config.limits.body)),
        )
        .with_state(state)
}

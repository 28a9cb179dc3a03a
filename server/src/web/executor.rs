//! Runs what Leptos spawns while it renders a page.

use std::sync::Once;

use any_spawner::{CustomExecutor, Executor, PinnedFuture, PinnedLocalFuture};
use futures_util::FutureExt as _;

/// Runs a future where it is spawned. A page is rendered from values that are known, so none of them waits; with the
/// executor of tokio every handler would have to await its page.
struct AtOnce;

impl CustomExecutor for AtOnce {
    fn spawn(&self, future: PinnedFuture<()>) {
        if future.now_or_never().is_none() {
            tracing::error!("a page spawned something that waits");
        }
    }

    fn spawn_local(&self, future: PinnedLocalFuture<()>) {
        if future.now_or_never().is_none() {
            tracing::error!("a page spawned something that waits");
        }
    }

    fn poll_local(&self) {}
}

/// Makes Leptos use it, the first time.
pub(crate) fn start() {
    static STARTED: Once = Once::new();
    STARTED.call_once(|| {
        if Executor::init_custom_executor(AtOnce).is_err() {
            tracing::error!("Leptos runs what it spawns elsewhere");
        }
    });
}

//! What every handler may use.

use std::{ops::Deref, sync::Arc};

use axum::extract::FromRef;
use drawing::DrawingCache;
use export::{Archive, Downloads, Prebuilt};
use pictures::Pictures;
use store::Store;
use tokio::sync::{Semaphore, watch};

use crate::{
    Config,
    clock::Clock,
    snapshot::Snapshot,
    web::{limits::Computing, metrics::Metrics, open_id::Provider, passkeys::Passkeys, rate::Rates, shares::Underway},
};

/// What every handler may use; cheap to clone.
#[derive(Clone)]
pub struct AppState(Arc<Shared>);

/// What is behind an [`AppState`].
pub struct Shared {
    /// The snapshot that answers; take it once per request with `load()`, so that one answer sees one snapshot.
    pub atlas: Snapshot,
    /// The write side.
    pub store: Store,
    /// Where pictures are made and kept.
    pub pictures: Arc<Pictures>,
    /// The dataset of earlier days.
    pub(crate) archive: Arc<Archive>,
    /// Posters and pictures of shared links.
    pub(crate) drawings: DrawingCache,
    /// What the operator chose.
    pub config: Arc<Config>,
    /// The address visitors use, without a slash at the end.
    pub site_url: Arc<str>,
    /// What time it is.
    pub clock: Clock,
    /// Counters for `/metrics`.
    pub metrics: Metrics,
    /// Another way to sign in, when the operator named one.
    pub oidc: Option<Provider>,
    /// Checks passkeys, where browsers have them.
    pub passkeys: Option<Passkeys>,
    /// How often one visitor may do what changes something.
    pub rates: Arc<Rates>,
    /// What each visitor has under way.
    pub underway: Underway,
    /// A permit for each request that computes.
    pub computing: Computing,
    /// What it takes to write files.
    pub(crate) downloads: Downloads,
    /// The downloads of whole regions that were written in advance.
    pub(crate) prebuilt: Prebuilt,
    /// The revision that the map shows; its sender is gone when the server stops.
    pub revisions: watch::Receiver<i64>,
    /// A slot for each open map that listens for changes: never all connections.
    pub sse_slots: Arc<Semaphore>,
    /// Tells databases apart that happen to have the same revision: part of every `ETag`.
    pub salt: u64,
}

impl From<Shared> for AppState {
    fn from(shared: Shared) -> Self {
        Self(Arc::new(shared))
    }
}

impl Deref for AppState {
    type Target = Shared;
    fn deref(&self) -> &Shared {
        &self.0
    }
}

impl Shared {
    /// Whether visitors come over https.
    #[must_use]
    pub fn https(&self) -> bool {
        self.site_url.starts_with("https://")
    }
}

/// Lets extractors and handlers ask for one part instead of everything.
macro_rules! parts {
    ($($part:ty = $field:ident),+ $(,)?) => {
        $(impl FromRef<AppState> for $part {
            fn from_ref(state: &AppState) -> Self {
                state.$field.clone()
            }
        })+
    };
}

parts! {
    Arc<Config> = config,
    Arc<Pictures> = pictures,
    Arc<Rates> = rates,
    Clock = clock,
    Computing = computing,
    Metrics = metrics,
    Snapshot = atlas,
    Store = store,
    Underway = underway,
}

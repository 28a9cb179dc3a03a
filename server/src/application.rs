//! The whole server, ready to run: a test starts the real thing on port 0.

use std::{
    future::Future,
    io,
    net::{Ipv4Addr, Ipv6Addr, SocketAddr},
    sync::Arc,
};

use arc_swap::ArcSwap;
use drawing::{
    DrawingCache,
    basemap::{self, Scheme},
};
use export::{Archive, Downloads, Prebuilt};
use import::ExamplesError;
use pictures::{Pictures, StorageError};
use store::{Store, StoreError};
use tokio::{
    net::TcpListener,
    sync::{Semaphore, watch},
    task::JoinHandle,
};

use crate::{
    Config,
    clock::Clock,
    gathering,
    jobs::{self, daily::JobContext},
    mail, routes,
    snapshot::{self, Builder, SnapshotError},
    state::{AppState, Shared},
    web::{
        Answers, connections, etag, limits::Computing, metrics::Metrics, open_id::Provider, passkeys::Passkeys,
        rate::Rates, shares::Underway,
    },
};

/// Why the server can't start; the texts are Dutch, for an operator.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    #[error(transparent)]
    Database(#[from] StoreError),
    #[error("de gegevens zijn niet te lezen: {0}")]
    Snapshot(#[from] SnapshotError),
    #[error("de voorbeelden kunnen niet worden geladen: {0}")]
    Examples(#[from] ExamplesError),
    #[error("foto’s kunnen niet worden bewaard: {0}")]
    Pictures(#[from] StorageError),
    #[error("het archief kan niet worden geopend: {0}")]
    Archive(object_store::Error),
    #[error("op {0} hebben browsers geen passkeys: --passkeys-verplicht kan alleen met een --url die met https begint")]
    Passkeys(Arc<str>),
    #[error("op {address} kan niet worden geluisterd: {source}")]
    Listen { address: SocketAddr, source: io::Error },
}

/// The server, listening but not yet answering.
pub struct Application {
    listener: TcpListener,
    address: SocketAddr,
    routes: Answers,
    state: AppState,
    /// The watcher of the database, the postman, who forgets what is past, who makes downloads ready, and who shares out
    /// seats.
    workers: [JoinHandle<()>; 5],
}

impl Application {
    /// Opens the database, makes the first atlas and binds the address.
    ///
    /// # Errors
    /// When the folder, the database, the shipped data or the address can't be used.
    pub async fn build(config: Config) -> Result<Self, StartError> {
        let store = open_store(&config).await?;
        if config.examples {
            import::import_examples(&store, Clock::System.moment()).await?;
        }
        let pictures = Arc::new(Pictures::open(&config.pictures())?);
        let listening = |source| StartError::Listen { address: config.listen, source };
        let listener = TcpListener::bind(config.listen).await.map_err(listening)?;
        let address = listener.local_addr().map_err(listening)?;
        let site_url: Arc<str> = config.public_url.clone().unwrap_or_else(|| url_of(address)).into();
        if config.passkeys_required && Passkeys::at(&site_url).is_none() {
            return Err(StartError::Passkeys(site_url));
        }

        let downloads = Downloads {
            slots: Arc::new(Semaphore::new(config.limits.file_slots)),
            scratch: config.data_dir.join(export::SCRATCH),
            site_url: Arc::clone(&site_url),
            colour: |programme| basemap::colour(Scheme::Light, programme.slug()),
        };
        let archive = Arc::new(Archive::open(&config.data_dir, downloads.clone()).map_err(StartError::Archive)?);
        let prebuilt = Prebuilt::default();

        let builder = Builder::new(store.clone(), Arc::clone(&site_url));
        let first = builder.build().await?;
        let salt = etag::salt(&first, &config.operator);
        let atlas = Arc::new(ArcSwap::from_pointee(first));
        let (tell, revisions) = watch::channel(atlas.load().revision());
        let watcher = tokio::spawn(snapshot::watch(builder, Arc::clone(&atlas), tell));
        let (clock, mail, folder) = (config.clock.clone(), config.mail.clone(), config.data_dir.join(mail::FOLDER));
        let frame = mail::Frame { site_url: Arc::clone(&site_url), operator: config.operator.clone() };
        let from = config.mail_from.clone();
        let postman = tokio::spawn(mail::run(store.clone(), clock.clone(), mail, from, frame, folder));

        let keeper = tokio::spawn(jobs::daily::run(JobContext {
            store: store.clone(),
            pictures: Arc::clone(&pictures),
            archive: Arc::clone(&archive),
            atlas: Arc::clone(&atlas),
            site_url: Arc::clone(&site_url),
            clock: clock.clone(),
        }));
        let sse_slots = config.limits.connections / 2;
        let state = AppState::from(Shared {
            atlas,
            store,
            pictures,
            archive,
            drawings: DrawingCache::default(),
            passkeys: Passkeys::at(&site_url),
            oidc: config.oidc.clone().map(|oidc| Provider::new(oidc, &site_url)),
            rates: Arc::new(Rates::new(&clock, config.limits.mails_to_strangers)),
            underway: Underway::new(config.limits.per_visitor),
            clock,
            computing: Computing::new(config.limits.computing),
            downloads,
            prebuilt,
            config: Arc::new(config),
            site_url,
            metrics: Metrics::new(),
            revisions,
            sse_slots: Arc::new(Semaphore::new(sse_slots)),
            salt,
        });
        // What a process that was killed left there.
        let _ = std::fs::remove_dir_all(&state.downloads.scratch);
        let preparer = tokio::spawn(state.prebuilt.clone().run(
            state.downloads.clone(),
            Arc::clone(&state.atlas),
            state.revisions.clone(),
            state.config.limits.quiet,
        ));
        let usher = tokio::spawn(gathering::due::run(state.clone()));
        let workers = [watcher, postman, keeper, preparer, usher];
        Ok(Self { listener, address, routes: routes::answers(&state), state, workers })
    }

    /// `http://address:port` that answers on this machine, without a slash at the end.
    #[must_use]
    pub fn local_url(&self) -> String {
        url_of(self.address)
    }

    /// What the handlers share.
    #[must_use]
    pub fn state(&self) -> &AppState {
        &self.state
    }

    /// Answers until `shutdown` is ready; then running requests may finish.
    pub async fn run(self, shutdown: impl Future<Output = ()>) {
        let [watcher, others @ ..] = self.workers;
        let stopping = async {
            shutdown.await;
            // Whoever listens for changes hears that there will be none.
            watcher.abort();
        };
        connections::serve(self.listener, self.routes, &self.state.config, &self.state.metrics, stopping).await;
        others.iter().for_each(JoinHandle::abort);
        for worker in others {
            // Until it has stopped: the runtime, when it goes, takes away what the worker waits for.
            let _ = worker.await;
        }
    }
}

/// The database of this configuration, made when it is not there.
///
/// # Errors
/// When it can't be made or opened.
pub async fn open_store(config: &Config) -> Result<Store, StoreError> {
    Store::open(&config.database()).await
}

/// A server that listens on all addresses is reached on this machine's own.
fn url_of(mut address: SocketAddr) -> String {
    if address.ip().is_unspecified() {
        address.set_ip(if address.is_ipv4() { Ipv4Addr::LOCALHOST.into() } else { Ipv6Addr::LOCALHOST.into() });
    }
    format!("http://{address}")
}

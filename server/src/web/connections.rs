//! Connections: accepting, guarding and draining them.
//!
//! `axum::serve` has no time limit on the head of a request, so half-open connections would stay for ever; this is
//! the same thing on hyper-util with limits.

use std::{convert::Infallible, future::Future, io, pin::pin, sync::Arc, time::Duration};

use axum::extract::Request;
use hyper::{body::Incoming, server::conn::http1::Builder, service::service_fn};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::{OwnedSemaphorePermit, Semaphore},
};
use tokio_io_timeout::TimeoutStream;

use crate::{
    config::Config,
    web::{
        Answers,
        metrics::Metrics,
        shares::{Share, Shares},
        visitor::{Peer, Visitor},
    },
};

/// The largest head that is read at all; between this and [`crate::config::Limits`] the answer is a problem document.
const MAX_HEAD: usize = 64 * 1024;

/// Answers connections until `shutdown`, then lets running requests finish, at most [`crate::config::Limits::drain`].
///
/// Only HTTP/1: browsers speak HTTP/2 over TLS only, which the web server in front does, and without it one connection is one
/// request at a time.
pub async fn serve(
    listener: TcpListener,
    routes: Answers,
    config: &Config,
    metrics: &Metrics,
    shutdown: impl Future<Output = ()>,
) {
    let limits = &config.limits;
    let mut builder = Builder::new();
    builder.timer(TokioTimer::new()).header_read_timeout(limits.head_timeout).max_buf_size(MAX_HEAD);
    let graceful = GracefulShutdown::new();
    let doors = Doors {
        slots: Arc::new(Semaphore::new(limits.connections)),
        shares: (!config.behind_proxy).then(|| Shares::new(limits.per_visitor.connections)),
    };
    let mut shutdown = pin!(shutdown);
    loop {
        let (stream, peer, place) = tokio::select! {
            connection = doors.accept(&listener) => connection,
            () = &mut shutdown => break,
        };
        let guest = (place, metrics.connection());
        let routes = routes.clone();
        let service = service_fn(move |mut request: Request<Incoming>| {
            request.extensions_mut().insert(peer);
            let routes = routes.clone();
            async move { Ok::<_, Infallible>(routes.answer(request).await) }
        });
        let mut stream = TimeoutStream::new(stream);
        stream.set_write_timeout(Some(limits.write_timeout));
        let connection = graceful.watch(builder.serve_connection(TokioIo::new(Box::pin(stream)), service));
        tokio::spawn(async move {
            if let Err(error) = connection.await {
                tracing::trace!(%error, "connection ended");
            }
            drop(guest);
        });
    }
    drop(listener);
    if tokio::time::timeout(limits.drain, graceful.shutdown()).await.is_err() {
        tracing::warn!(after = ?limits.drain, "stopped with requests still running");
    }
}

/// How many come in.
struct Doors {
    /// Everybody together; others wait.
    slots: Arc<Semaphore>,
    /// Each visitor; `None` when all connections are of the web server in front.
    shares: Option<Shares>,
}

/// The places of a connection.
type Place = (OwnedSemaphorePermit, Option<Share>);

impl Doors {
    /// The next connection, when there is a place for it. One too many of the same visitor is closed.
    async fn accept(&self, listener: &TcpListener) -> (TcpStream, Peer, Place) {
        loop {
            let Ok(slot) = Arc::clone(&self.slots).acquire_owned().await else {
                // Only a closed semaphore refuses, and nobody closes it.
                std::future::pending::<()>().await;
                continue;
            };
            let (stream, peer) = match listener.accept().await {
                Ok((stream, peer)) => (stream, peer.ip()),
                Err(error) => {
                    pause(&error).await;
                    continue;
                }
            };
            let share = self.shares.as_ref().map(|shares| shares.take(Visitor::at(peer)));
            let Ok(share) = share.transpose() else {
                tracing::debug!("a visitor has too many connections");
                continue;
            };
            // An answer is written whole: waiting to fill a packet only makes it late.
            let _ = stream.set_nodelay(true);
            return (stream, Peer(peer), (slot, share));
        }
    }
}

/// The other side left before we accepted: go on. Out of file descriptors: wait until some come free.
async fn pause(error: &io::Error) {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    if !matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset) {
        tracing::error!(%error, "no connection can be accepted");
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
}

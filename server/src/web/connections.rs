//! Connections: accepting, guarding and draining them.
//!
//! `axum::serve` has no time limit on the head of a request, so half-open connections would stay for ever; this is
//! the same thing on hyper-util with limits.

use std::{convert::Infallible, future::Future, io, pin::pin, sync::Arc, time::Duration};

use axum::extract::Request;
use hyper::{body::Incoming, service::service_fn};
use hyper_util::{
    rt::{TokioExecutor, TokioIo, TokioTimer},
    server::{conn::auto::Builder, graceful::GracefulShutdown},
};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::{Notify, OwnedSemaphorePermit, Semaphore},
};
use tokio_io_timeout::TimeoutStream;

use crate::{
    config::Limits,
    web::{Answers, metrics::Metrics, rate::Peer},
};

/// The largest head that is read at all; between this and [`Limits`] the answer is a problem document.
const MAX_HEAD: usize = 64 * 1024;
/// How often an HTTP/2 connection must show that the other side is still there.
const PING: Duration = Duration::from_secs(20);
/// Requests at the same time on one HTTP/2 connection.
const STREAMS: u32 = 100;

/// Answers connections until `shutdown`, then lets running requests finish, at most [`Limits::drain`].
pub async fn serve(
    listener: TcpListener,
    routes: Answers,
    limits: &Limits,
    metrics: &Metrics,
    shutdown: impl Future<Output = ()>,
) {
    let builder = builder(limits);
    let graceful = GracefulShutdown::new();
    let slots = Arc::new(Semaphore::new(limits.connections));
    let mut shutdown = pin!(shutdown);
    loop {
        let (slot, stream, peer) = tokio::select! {
            connection = accept(&listener, &slots) => connection,
            () = &mut shutdown => break,
        };
        let guest = (slot, metrics.connection());
        let first_request = Arc::new(Notify::new());
        let service = {
            let (routes, first_request) = (routes.clone(), Arc::clone(&first_request));
            service_fn(move |mut request: Request<Incoming>| {
                request.extensions_mut().insert(peer);
                first_request.notify_one();
                let routes = routes.clone();
                async move { Ok::<_, Infallible>(routes.answer(request).await) }
            })
        };
        let mut stream = TimeoutStream::new(stream);
        stream.set_write_timeout(Some(limits.write_timeout));
        let connection = builder.serve_connection(TokioIo::new(Box::pin(stream)), service).into_owned();
        let connection = graceful.watch(connection);
        let head_timeout = limits.head_timeout;
        tokio::spawn(async move {
            // hyper times the head of HTTP/1 requests; this also ends connections that never say which HTTP they
            // speak.
            let silent = async {
                if tokio::time::timeout(head_timeout, first_request.notified()).await.is_ok() {
                    std::future::pending::<()>().await;
                }
            };
            tokio::select! {
                outcome = connection => {
                    if let Err(error) = outcome {
                        tracing::trace!(%error, "connection ended");
                    }
                }
                () = silent => tracing::trace!("connection without a request closed"),
            }
            drop(guest);
        });
    }
    drop(listener);
    if tokio::time::timeout(limits.drain, graceful.shutdown()).await.is_err() {
        tracing::warn!(after = ?limits.drain, "stopped with requests still running");
    }
}

fn builder(limits: &Limits) -> Builder<TokioExecutor> {
    let mut builder = Builder::new(TokioExecutor::new());
    builder.http1().timer(TokioTimer::new()).header_read_timeout(limits.head_timeout).max_buf_size(MAX_HEAD);
    builder
        .http2()
        .timer(TokioTimer::new())
        .keep_alive_interval(PING)
        .max_concurrent_streams(STREAMS)
        .max_header_list_size(u32::try_from(MAX_HEAD).unwrap_or(u32::MAX));
    builder
}

/// The next connection, when there is a place for it.
async fn accept(listener: &TcpListener, slots: &Arc<Semaphore>) -> (OwnedSemaphorePermit, TcpStream, Peer) {
    loop {
        let Ok(slot) = Arc::clone(slots).acquire_owned().await else {
            // Only a closed semaphore refuses, and nobody closes it.
            std::future::pending::<()>().await;
            continue;
        };
        match listener.accept().await {
            Ok((stream, peer)) => {
                // An answer is written whole: waiting to fill a packet only makes it late.
                let _ = stream.set_nodelay(true);
                return (slot, stream, Peer(peer.ip()));
            }
            Err(error) => pause(&error).await,
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

//! `/metrics`: what a Prometheus asks for.

use std::{sync::Arc, time::Duration};

use axum::{
    extract::State,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use prometheus_client::{
    encoding::{EncodeLabelSet, text::encode},
    metrics::{counter::Counter, family::Family, gauge::Gauge, histogram::Histogram},
    registry::{Registry, Unit},
};

use crate::{snapshot::Snapshot, web::problem::Problem};

/// Seconds, the upper bounds of the histogram.
const BUCKETS: [f64; 12] = [0.000_1, 0.000_25, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.1, 0.5, 2.5, 10.0];

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Answer {
    route: Arc<str>,
    status: u16,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Route {
    route: Arc<str>,
}

/// The counters of one server; cheap to clone.
#[derive(Debug, Clone)]
pub struct Metrics {
    registry: Arc<Registry>,
    requests: Family<Answer, Counter>,
    durations: Family<Route, Histogram, fn() -> Histogram>,
    connections: Gauge,
    initiatives: Gauge,
    revision: Gauge,
}

impl Metrics {
    /// All counters at zero.
    #[must_use]
    pub fn new() -> Self {
        let mut registry = Registry::with_prefix("innovatiekaart");
        let requests = Family::default();
        let durations = Family::new_with_constructor((|| Histogram::new(BUCKETS)) as fn() -> Histogram);
        let (connections, initiatives, revision) = (Gauge::default(), Gauge::default(), Gauge::default());
        registry.register("http_requests", "Verzoeken naar route en status", requests.clone());
        let help = "Tijd tot het antwoord begint, naar route";
        registry.register_with_unit("http_request_duration", help, Unit::Seconds, durations.clone());
        registry.register("http_connections", "Open verbindingen", connections.clone());
        registry.register("atlas_initiatives", "Initiatieven in de atlas", initiatives.clone());
        registry.register("atlas_revision", "Revisie van de atlas", revision.clone());
        Self { registry: Arc::new(registry), requests, durations, connections, initiatives, revision }
    }

    /// Counts an answer that took `duration` to begin. `route` is the pattern, never the address itself.
    pub fn count(&self, route: &Arc<str>, status: StatusCode, duration: Duration) {
        let answer = Answer { route: Arc::clone(route), status: status.as_u16() };
        self.requests.get_or_create(&answer).inc();
        self.durations.get_or_create(&Route { route: answer.route }).observe(duration.as_secs_f64());
    }

    /// A connection that counts as open until it is dropped.
    #[must_use]
    pub fn connection(&self) -> Connection {
        self.connections.inc();
        Connection(self.connections.clone())
    }
}

impl Default for Metrics {
    fn default() -> Self {
        Self::new()
    }
}

/// An open connection.
#[derive(Debug)]
pub struct Connection(Gauge);

impl Drop for Connection {
    fn drop(&mut self) {
        self.0.dec();
    }
}

pub(crate) async fn metrics(
    State(metrics): State<Metrics>,
    State(atlas): State<Snapshot>,
) -> Result<Response, Problem> {
    let atlas = atlas.load();
    metrics.initiatives.set(i64::try_from(atlas.len()).unwrap_or(i64::MAX));
    metrics.revision.set(atlas.revision());
    let mut text = String::new();
    encode(&mut text, &metrics.registry).map_err(|_| Problem::internal())?;
    let kind = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    Ok(([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "no-store")], text).into_response())
}

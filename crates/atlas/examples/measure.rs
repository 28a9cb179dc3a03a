//! The Rust half of `tests/bench/run.mjs`: the same points, the same queries, as JSON.
//!
//! `measure POINTS QUERIES` reads little-endian f64 pairs (lon, lat) and a JSON list of `[lon, lat]`, and prints the
//! medians in milliseconds and what was found.
#![allow(clippy::print_stdout, missing_docs)]

use std::hint::black_box;
use std::time::Instant;

use atlas::bench_support::{Clusters, SpatialIndex};
use domain::{Bbox, LngLat};
use serde_json::json;

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    let [points, queries] =
        std::env::args().skip(1).collect::<Vec<_>>().try_into().map_err(|_| "measure POINTS QUERIES")?;
    let number = |bytes: &[u8]| bytes.try_into().map(f64::from_le_bytes);
    let points = std::fs::read(points)?
        .chunks_exact(16)
        .map(|pair| Ok(LngLat::new(number(&pair[..8])?, number(&pair[8..])?)?))
        .collect::<Result<Vec<LngLat>, Failure>>()?;
    let queries: Vec<[f64; 2]> = serde_json::from_str(&std::fs::read_to_string(queries)?)?;
    let queries = queries.into_iter().map(LngLat::try_from).collect::<Result<Vec<_>, _>>()?;
    let boxed = |&p: &LngLat, km: f64| {
        let (lat, lon) = (km / 2.0 / 111.2, km / 2.0 / 111.2 / p.lat().to_radians().cos());
        Bbox::try_from([p.lon() - lon, p.lat() - lat, p.lon() + lon, p.lat() + lat])
    };

    let (index_ms, places) = timed(|| SpatialIndex::new(&points));
    let clusters = Clusters::prepare(&points);
    let (clusters_ms, _built) = timed(|| clusters.build());
    let mut answers = serde_json::Map::new();
    for (name, km) in [("viewport 2 km", 2.0), ("viewport 20 km", 20.0)] {
        let boxes = queries.iter().map(|p| boxed(p, km)).collect::<Result<Vec<_>, _>>()?;
        answers.insert(name.to_owned(), measure(&boxes, |bbox| places.in_bbox(*bbox)));
    }
    answers.insert("radius 5 km".to_owned(), measure(&queries, |p| places.in_circle(*p, 5.0)));
    answers.insert("nearest 10".to_owned(), measure(&queries, |p| places.nearest(*p, 10)));
    println!("{}", json!({ "index_ms": index_ms, "clusters_ms": clusters_ms, "answers": answers }));
    Ok(())
}

fn timed<T>(work: impl FnOnce() -> T) -> (f64, T) {
    let start = Instant::now();
    let made = black_box(work());
    (start.elapsed().as_secs_f64() * 1e3, made)
}

/// Median milliseconds per query over all queries, after one round to warm up; and how many each found.
fn measure<Q, T>(queries: &[Q], answer: impl Fn(&Q) -> Vec<T>) -> serde_json::Value {
    let found: Vec<usize> = queries.iter().map(|query| answer(query).len()).collect();
    let mut times: Vec<f64> = queries.iter().map(|query| timed(|| answer(query)).0).collect();
    times.sort_by(f64::total_cmp);
    json!({ "ms": times[times.len() / 2], "found": found })
}

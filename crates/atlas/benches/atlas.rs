//! The duration of answers with 1,000, 100,000 and 1,000,000 initiatives: `cargo bench -p atlas -- --quick`.
#![allow(clippy::unwrap_used, missing_docs)]

#[path = "../tests/sample/mod.rs"]
mod sample;

use std::hint::black_box;
use std::sync::Arc;
use std::time::Duration;

use atlas::Atlas;
use criterion::{BatchSize, BenchmarkId, Criterion, criterion_group, criterion_main};
use domain::{Bbox, LngLat, Near, Query, Sector, Stage};
use territory::Territory;

/// A box of about `km` on each side around a point.
fn around(point: LngLat, km: f64) -> Bbox {
    Bbox::around_circle(point, km / 2.0)
}

fn answers(c: &mut Criterion) {
    let territory = Arc::new(Territory::shipped().unwrap());
    for n in [1_000, 100_000, 1_000_000] {
        let initiatives = sample::initiatives(n);
        let mut group = c.benchmark_group("build");
        group.sample_size(10).warm_up_time(Duration::from_millis(100));
        group.bench_with_input(BenchmarkId::new("atlas", n), &initiatives, |b, initiatives| {
            let build = |list| Atlas::build(list, Arc::clone(&territory), 1, "https://kaart.example");
            b.iter_batched(|| initiatives.clone(), build, BatchSize::PerIteration);
        });
        group.bench_function(BenchmarkId::new("clusters_of_all_zooms", n), |b| {
            let points: Vec<LngLat> = initiatives.iter().map(|i| i.position).collect();
            let clusters = atlas::bench_support::Clusters::prepare(&points);
            b.iter(|| clusters.build());
        });
        group.finish();

        let atlas = Atlas::build(initiatives, Arc::clone(&territory), 1, "https://kaart.example");
        atlas.wait();
        let town = atlas.at(n as u32 / 2).position;
        let everything = Query::default();
        let boxed = |km| Query { bbox: Some(around(town, km)), ..Query::default() };
        let near = |km| Query { near: Some(Near { point: town, radius_km: Some(km) }), ..Query::default() };
        let faceted =
            Query { sectors: vec![Sector::Primary, Sector::Secondary], stages: vec![Stage::Running], ..boxed(20.0) };
        let mut group = c.benchmark_group("answer");
        group.sample_size(20).warm_up_time(Duration::from_millis(200)).measurement_time(Duration::from_secs(1));
        for (name, query) in [
            ("viewport_2_km", boxed(2.0)),
            ("viewport_20_km", boxed(20.0)),
            ("radius_5_km", near(5.0)),
            ("facets", faceted),
        ] {
            group.bench_function(BenchmarkId::new(name, n), |b| b.iter(|| black_box(atlas.matches(&query))));
        }
        group.bench_function(BenchmarkId::new("nearest_10", n), |b| b.iter(|| atlas.nearest(town, 10, None)));
        group.bench_function(BenchmarkId::new("facet_counts", n), |b| b.iter(|| atlas.facets(&everything)));
        for (name, text) in [("text", "robots"), ("text_typo", "robto")] {
            group.bench_function(BenchmarkId::new(name, n), |b| b.iter(|| atlas.search_anew(text)));
        }
        for zoom in [8, 12, 16] {
            let view = around(town, 40_000.0 / f64::from(zoom).exp2() * 1.5);
            group.bench_function(BenchmarkId::new(format!("clusters_zoom_{zoom}"), n), |b| {
                b.iter(|| atlas.clusters(&everything, view, zoom));
            });
        }
        group.finish();
    }
}

criterion_group!(benches, answers);
criterion_main!(benches);

//! What a client would rather have: a page or data.

use axum::http::{HeaderMap, header};

/// Whether a client prefers a page to data, as browsers do. A client that takes anything gets data.
pub(crate) fn prefers_page(headers: &HeaderMap) -> bool {
    let (mut page, mut data, mut any) = (0.0, 0.0, 0.0_f32);
    let ranges = headers.get_all(header::ACCEPT).iter().filter_map(|value| value.to_str().ok());
    for range in ranges.flat_map(|value| value.split(',')) {
        let mut parts = range.split(';').map(str::trim);
        let kind = parts.next().unwrap_or_default();
        let weight = parts.find_map(|part| part.strip_prefix("q=")).map_or(Some(1.0), |q| q.parse::<f32>().ok());
        let weight = weight.unwrap_or(0.0);
        let best = match kind {
            "text/html" | "application/xhtml+xml" => &mut page,
            "application/json" | "application/geo+json" | "application/ld+json" => &mut data,
            "*/*" => &mut any,
            _ => continue,
        };
        *best = f32::max(*best, weight);
    }
    page > data && page >= any
}

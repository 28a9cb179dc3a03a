//! Features as GeoJSON: copied from the atlas when nothing about them is special, else written here.

use std::{collections::BTreeMap, io::Write as _};

use domain::LngLat;
use geo::{LineString, MultiPolygon};
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::api::{
    collections::{Collection, Shape, Stock},
    crs::Crs,
};

/// How features are wanted.
pub(crate) struct Style<'a> {
    pub(crate) collection: Collection,
    pub(crate) crs: Crs,
    /// Only these properties.
    pub(crate) properties: Option<&'a [&'static str]>,
    /// The point that distances are measured from.
    pub(crate) near: Option<LngLat>,
}

/// Adds a feature.
pub(crate) fn push(out: &mut Vec<u8>, stock: &Stock, index: u32, style: &Style<'_>) {
    match stock {
        Stock::Initiatives(atlas) if style.crs == Crs::Crs84 && style.properties.is_none() => {
            export::push_feature(out, atlas, index, style.near);
        }
        _ => {
            let wanted = |name: &str| style.properties.is_none_or(|names| names.contains(&name));
            let all = properties(stock, index, style);
            start(out, stock, index, style.crs);
            join(out, all.iter().filter(|(name, _)| wanted(name)), |out, (name, value)| {
                // Writing to a Vec never fails, here and below.
                let _ = write!(out, "\"{name}\":{value}");
            });
            out.extend_from_slice(b"}}");
        }
    }
}

/// Adds each item with `push`, with commas between them.
pub(crate) fn join<T>(out: &mut Vec<u8>, items: impl IntoIterator<Item = T>, mut push: impl FnMut(&mut Vec<u8>, T)) {
    for (number, item) in items.into_iter().enumerate() {
        if number > 0 {
            out.push(b',');
        }
        push(out, item);
    }
}

/// A single feature, with more properties and its links.
pub(crate) fn single(
    stock: &Stock,
    index: u32,
    style: &Style<'_>,
    details: &[(&str, serde_json::Value)],
    links: &serde_json::Value,
) -> Vec<u8> {
    let mut out = Vec::with_capacity(2048);
    start(&mut out, stock, index, style.crs);
    let all = properties(stock, index, style).into_iter();
    let details = details.iter().map(|(name, value)| (*name, value.to_string()));
    join(&mut out, all.chain(details), |out, (name, value)| {
        let _ = write!(out, "\"{name}\":{value}");
    });
    let _ = write!(out, "}},\"links\":{links}}}");
    out
}

/// Up to and with the bracket that opens the properties.
fn start(out: &mut Vec<u8>, stock: &Stock, index: u32, crs: Crs) {
    let id = serde_json::Value::from(stock.id(index).into_owned());
    let _ = write!(out, "{{\"type\":\"Feature\",\"id\":{id},\"geometry\":");
    geometry(out, stock.feature(index).shape, crs);
    out.extend_from_slice(b",\"properties\":{");
}

/// The properties as JSON, in the order in which the collection names them.
fn properties(stock: &Stock, index: u32, style: &Style<'_>) -> Vec<(&'static str, String)> {
    #[derive(Deserialize)]
    struct Written<'a> {
        #[serde(borrow)]
        properties: BTreeMap<&'a str, &'a RawValue>,
    }
    let fields = || style.collection.queryables().iter().chain(style.collection.extras());
    let Stock::Initiatives(atlas) = stock else {
        let mut values = stock.feature(index).values;
        if let Stock::Gatherings(gatherings) = stock {
            values.extend(gatherings.extras(index, style.near));
        }
        let mut all: Vec<_> =
            fields().zip(values).map(|(field, value)| (field.name, value.json().to_string())).collect();
        if let Stock::Boards(boards) = stock {
            all.push(("url", serde_json::Value::from(boards.url(index)).to_string()));
        }
        return all;
    };
    // What the atlas wrote is what there is to say: nothing is worked out twice.
    let mut written = Vec::new();
    export::push_feature(&mut written, atlas, index, style.near);
    let Ok(Written { properties }) = serde_json::from_slice(&written) else { return Vec::new() };
    fields().filter_map(|field| Some((field.name, properties.get(field.name)?.get().to_owned()))).collect()
}

fn geometry(out: &mut Vec<u8>, shape: Shape<'_>, crs: Crs) {
    match shape {
        Shape::Nowhere => return out.extend_from_slice(b"null"),
        Shape::Point(point) => {
            out.extend_from_slice(b"{\"type\":\"Point\",\"coordinates\":");
            position(out, crs.written(point));
        }
        Shape::Areas(MultiPolygon(areas)) => {
            out.extend_from_slice(b"{\"type\":\"MultiPolygon\",\"coordinates\":[");
            join(out, areas, |out, area| {
                out.push(b'[');
                let rings = std::iter::once(area.exterior()).chain(area.interiors());
                join(out, rings, |out, LineString(ring)| {
                    out.push(b'[');
                    join(out, ring, |out, &c| {
                        position(out, LngLat::new(c.x, c.y).map_or([c.x, c.y], |point| crs.written(point)));
                    });
                    out.push(b']');
                });
                out.push(b']');
            });
            out.push(b']');
        }
    }
    out.push(b'}');
}

fn position(out: &mut Vec<u8>, [first, second]: [f64; 2]) {
    let _ = write!(out, "[{first},{second}]");
}

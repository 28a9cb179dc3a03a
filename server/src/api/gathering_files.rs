//! Gatherings as files: the properties of their collection, and what else the page of one tells.

use std::{io::Write as _, sync::Arc};

use atlas::Atlas;
use domain::LngLat;

use crate::{
    api::{
        collections::{Collection, Shape, Stock, Value},
        crs::Crs,
        single,
        write::{self, Style},
    },
    state::AppState,
    web::problem::Problem,
};

/// All gatherings at one moment, to write some of them.
pub(crate) struct GatheringFiles(Stock);

impl GatheringFiles {
    /// # Errors
    /// 503 when the database does not answer.
    pub(crate) async fn load(state: &AppState, atlas: &Arc<Atlas>) -> Result<Self, Problem> {
        Ok(Self(Stock::load(Collection::Gatherings, state, atlas).await?))
    }

    /// A number that differs when the contents do and the revision of the map does not.
    pub(crate) fn version(&self) -> u64 {
        self.0.version()
    }

    /// A table.
    pub(crate) fn csv(&self, found: &[u32], near: Option<LngLat>) -> Vec<u8> {
        let fields = Collection::Gatherings.queryables().iter().chain(Collection::Gatherings.extras());
        let known = fields.filter(|field| near.is_some() || field.name != "afstand_km").map(|field| field.name);
        let details = ["omschrijving", "locatie", "adres", "partners", "reden"];
        let head: Vec<&str> = ["id"].into_iter().chain(known).chain(["lon", "lat"]).chain(details).collect();
        export::table(&head, found.iter().map(|&index| self.row(index, near)))
    }

    fn row(&self, index: u32, near: Option<LngLat>) -> Vec<String> {
        let feature = self.0.feature(index);
        let mut row = vec![self.0.id(index).into_owned()];
        let extras = match &self.0 {
            Stock::Gatherings(gatherings) => gatherings.extras(index, near),
            _ => Vec::new(),
        };
        row.extend(feature.values.iter().chain(&extras).map(field));
        row.extend(match feature.shape {
            Shape::Point(point) => [point.lon(), point.lat()].map(|degrees| degrees.to_string().replace('.', ",")),
            Shape::Areas(_) | Shape::Nowhere => [String::new(), String::new()],
        });
        row.extend(single::details(&self.0, index).into_iter().map(|(_, value)| match value {
            serde_json::Value::Array(words) => {
                words.iter().filter_map(|word| word.as_str()).collect::<Vec<_>>().join("|")
            }
            other => other.as_str().unwrap_or_default().to_owned(),
        }));
        row
    }

    /// A FeatureCollection; QGIS and GDAL name the layer after `name`.
    pub(crate) fn geojson(&self, found: &[u32], near: Option<LngLat>, name: &str) -> Vec<u8> {
        let style = Style { collection: Collection::Gatherings, crs: Crs::Crs84, properties: None, near };
        let mut out = Vec::new();
        // Writing to a Vec never fails.
        let _ = writeln!(out, "{{\"type\":\"FeatureCollection\",\"name\":\"{name}\",\"features\":[");
        write::join(&mut out, found, |out, &index| write::push(out, &self.0, index, &style));
        out.extend_from_slice(b"\n]}\n");
        out
    }
}

fn field(value: &Value<'_>) -> String {
    match value {
        Value::Nothing => String::new(),
        Value::Text(text) | Value::Moment(text) => text.clone().into_owned(),
        Value::Words(words) => words.join("|"),
        Value::Whole(number) => number.to_string(),
        Value::Number(number) => number.to_string().replace('.', ","),
        Value::Flag(flag) => if *flag { "ja" } else { "nee" }.to_owned(),
    }
}

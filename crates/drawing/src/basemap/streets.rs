//! Streets under the map, from tiles that the operator chose: their layers in the MapLibre style, in our own colours.

use serde_json::{Value, json};

use super::palette::{Scheme, colour};

/// Where streets come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Streets<'a> {
    /// Pictures, at an address with `{z}`, `{x}` and `{y}`.
    Tiles(&'a str),
    /// Pictures in a PMTiles file at this address.
    PictureFile(&'a str),
    /// Shapes in a PMTiles file at this address, in layers as Protomaps names them
    /// (<https://docs.protomaps.com/basemaps/layers>).
    ShapeFile(&'a str),
}

impl Streets<'_> {
    /// The source of the style.
    pub(super) fn source(self) -> Value {
        match self {
            Self::Tiles(tiles) => json!({ "type": "raster", "tiles": [tiles], "tileSize": 256 }),
            Self::PictureFile(file) => json!({ "type": "raster", "url": format!("pmtiles://{file}"), "tileSize": 256 }),
            Self::ShapeFile(file) => json!({ "type": "vector", "url": format!("pmtiles://{file}") }),
        }
    }

    /// What lies over the tints of the regions.
    pub(super) fn layers(self, scheme: Scheme) -> Vec<Value> {
        match self {
            Self::ShapeFile(_) => shapes(scheme),
            Self::Tiles(_) | Self::PictureFile(_) => vec![pictures(scheme)],
        }
    }
}

/// Pictures come as one comes closer, quieter than they are; in the dark they are turned over.
fn pictures(scheme: Scheme) -> Value {
    let (dark, light, turn) = if scheme == Scheme::Light { (0.0, 1.0, 0) } else { (1.0, 0.0, 180) };
    json!({
        "id": "straten", "type": "raster", "source": "straten", "minzoom": 9,
        "paint": {
            "raster-opacity": ["interpolate", ["linear"], ["zoom"], 9, 0, 11, 0.8],
            "raster-saturation": -0.5, "raster-fade-duration": 0,
            "raster-brightness-min": dark, "raster-brightness-max": light, "raster-hue-rotate": turn,
        },
    })
}

fn shapes(scheme: Scheme) -> Vec<Value> {
    let c = |token: &str| colour(scheme, token);
    let wide = |far: f64, close: f64| json!(["interpolate", ["exponential", 1.6], ["zoom"], 9, far, 18, close]);
    let roads = json!(["in", ["get", "kind"], ["literal", ["highway", "major_road", "minor_road"]]]);
    let large = json!(["in", ["get", "kind"], ["literal", ["highway", "major_road"]]]);
    let small = json!(["==", ["get", "kind"], "minor_road"]);
    let paths = json!(["==", ["get", "kind"], "path"]);
    let rail = json!(["==", ["get", "kind"], "rail"]);
    let line = |id: &str, filter: &Value, colour: &str, width: Value| {
        json!({
            "id": id, "type": "line", "source": "straten", "source-layer": "roads", "filter": filter,
            "layout": { "line-join": "round", "line-cap": "round" },
            "paint": { "line-color": colour, "line-width": width },
        })
    };
    let area = |id: &str, layer: &str, colour: &str, opacity: f64| {
        json!({
            "id": id, "type": "fill", "source": "straten", "source-layer": layer,
            "filter": ["==", ["geometry-type"], "Polygon"],
            "paint": { "fill-color": colour, "fill-opacity": opacity },
        })
    };
    let mut path = line("paden", &paths, &c("land-lijn"), wide(0.2, 2.0));
    path["minzoom"] = json!(14);
    path["paint"]["line-dasharray"] = json!([2, 2]);
    let mut minor_edge = line("kleine-wegen-rand", &small, &c("land-lijn"), wide(0.4, 18.0));
    minor_edge["minzoom"] = json!(12);
    let mut minor = line("kleine-wegen", &small, &c("land-rand"), wide(0.2, 15.0));
    minor["minzoom"] = json!(12);
    vec![
        area("water-vlak", "water", &c("water-ver"), 1.0),
        area("gebouwen", "buildings", &c("land-lijn"), 0.5),
        path,
        line("spoor", &rail, &c("land-omtrek"), wide(0.3, 2.0)),
        minor_edge,
        line("grote-wegen-rand", &large, &c("land-lijn"), wide(1.2, 30.0)),
        minor,
        line("grote-wegen", &large, &c("land-rand"), wide(0.7, 26.0)),
        json!({
            "id": "straatnamen", "type": "symbol", "source": "straten", "source-layer": "roads", "minzoom": 14,
            "filter": roads,
            "layout": {
                "symbol-placement": "line", "text-field": ["get", "name"], "text-size": 12,
                // Without an address of glyphs, the browser draws them in a font it has.
                "text-font": ["sans-serif"],
            },
            "paint": { "text-color": c("label"), "text-halo-color": c("label-halo"), "text-halo-width": 1.5 },
        }),
    ]
}

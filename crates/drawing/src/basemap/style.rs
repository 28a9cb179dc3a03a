//! The MapLibre style: the rules of the stylesheet for the drawn map, translated to MapLibre.

use domain::Region;
use serde_json::{Value, json};

use super::{
    palette::{Scheme, colour, mix},
    streets::Streets,
};

/// The light or the dark style, which draws the GeoJSON at the address `ground`, and streets over it.
#[must_use]
pub fn style(scheme: Scheme, ground: &str, streets: Option<Streets<'_>>) -> Value {
    let c = |token: &str| colour(scheme, token);
    // Opaque, since a translucent line would be darker where it overlaps itself.
    let shadow = mix(if scheme == Scheme::Light { "#a19377" } else { "#000000" }, 0.3, &c("land-be"));
    let mut layers = vec![
        json!({ "id": "land-nl", "type": "background", "paint": { "background-color": c("land-nl") } }),
        fill("be", &c("land-be")),
        fill("de", &c("land-de")),
        line("be-lijn", "be", &json!(c("land-lijn")), json!(1)),
        line("de-lijn", "de", &json!(c("land-lijn")), json!(1)),
        dashed("provgrens", "nl", &c("land-lijn"), 2.0, [0.01, 2.5]),
        line("graad", "graad", &json!(c("graad")), json!(1)),
        line("rivier", "rivier", &json!(c("water-ver")), json!(2.5)),
        line("schaduw", "omtrek", &json!(shadow), json!(13)),
        line("rand", "omtrek", &json!(c("land-rand")), json!(7)),
    ];
    for region in Region::ALL {
        // Tints fade while zooming in: 100, 75, 55 %, at the same zooms as in the stylesheet.
        let tint = |share: f64| mix(&c(region.slug()), share, &c("land-rand"));
        let paint = json!({ "fill-color": ["step", ["zoom"], tint(1.0), 9, tint(0.75), 11, tint(0.55)], "fill-antialias": false });
        layers.push(json!({
            "id": region.slug(), "type": "fill", "source": "grond",
            "filter": ["==", ["get", "laag"], region.slug()], "paint": paint,
        }));
    }
    layers.extend(streets.into_iter().flat_map(|streets| streets.layers(scheme)));
    for region in Region::ALL {
        let mut edge = dashed(&format!("{}-grens", region.slug()), region.slug(), &c("land-omtrek"), 1.0, [5.0, 4.0]);
        edge["paint"]["line-opacity"] = json!(0.7);
        layers.push(edge);
    }
    let outline = json!(["step", ["zoom"], 1.1, 9, 1.4, 11, 1.6]);
    let maas = json!(["step", ["zoom"], 3.5, 9, 4.5, 11, 6]);
    layers.push(line("omtrek", "omtrek", &json!(c("land-omtrek")), outline));
    layers.push(line("maas", "maas", &json!(c("water")), maas));
    let mut sources = json!({ "grond": { "type": "geojson", "data": ground, "tolerance": 0.2 } });
    if let Some(streets) = streets {
        sources["straten"] = streets.source();
    }
    json!({ "version": 8, "name": "InnovatieKaart", "sources": sources, "layers": layers })
}

fn fill(layer: &str, colour: &str) -> Value {
    json!({
        "id": layer, "type": "fill", "source": "grond", "filter": ["==", ["get", "laag"], layer],
        "paint": { "fill-color": colour, "fill-antialias": false },
    })
}

fn line(id: &str, layer: &str, colour: &Value, width: Value) -> Value {
    json!({
        "id": id, "type": "line", "source": "grond", "filter": ["==", ["get", "laag"], layer],
        "layout": { "line-join": "round", "line-cap": "round" },
        "paint": { "line-color": colour, "line-width": width },
    })
}

fn dashed(id: &str, layer: &str, colour: &str, width: f64, dash: [f64; 2]) -> Value {
    let mut layer = line(id, layer, &json!(colour), json!(width));
    layer["paint"]["line-dasharray"] = json!(dash);
    layer["layout"]["line-cap"] = json!(if dash[0] < 1.0 { "round" } else { "butt" });
    layer
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn map_style_colours_are_tokens() {
        for scheme in [Scheme::Light, Scheme::Dark] {
            for streets in [None, Some(Streets::ShapeFile("/kaart/straten.pmtiles"))] {
                let text = style(scheme, "/kaart/grond.geojson", streets).to_string();
                assert!(!text.contains("#ff00ff"), "{text}");
            }
        }
    }
}

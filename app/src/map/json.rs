//! The server's answers, parsed by the browser's own JSON: a parser in wasm would be 14 KB more.

use domain::{Camera, LngLat};
use js_sys::{Array, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use super::{Choice, Circle, Facet, Placed, Suggestion, View};

/// Made from a parsed JSON value; `None` when something is missing or of another type.
pub trait FromJson: Sized {
    fn from_json(value: &JsValue) -> Option<Self>;
}

/// Reads a value whose type follows from where it goes.
pub(super) fn read<T: FromJson>(value: &JsValue) -> Option<T> {
    T::from_json(value)
}

fn field<T: FromJson>(value: &JsValue, name: &str) -> Option<T> {
    read(&Reflect::get(value, &JsValue::from_str(name)).ok()?)
}

impl FromJson for String {
    fn from_json(value: &JsValue) -> Option<Self> {
        value.as_string()
    }
}

impl FromJson for bool {
    fn from_json(value: &JsValue) -> Option<Self> {
        value.as_bool()
    }
}

impl FromJson for f64 {
    fn from_json(value: &JsValue) -> Option<Self> {
        value.as_f64()
    }
}

#[allow(clippy::cast_possible_truncation, reason = "ids and counts are far below 2^53")]
impl FromJson for i64 {
    fn from_json(value: &JsValue) -> Option<Self> {
        value.as_f64().map(|number| number as Self)
    }
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "counts are whole and not negative")]
impl FromJson for u32 {
    fn from_json(value: &JsValue) -> Option<Self> {
        value.as_f64().map(|number| number as Self)
    }
}

impl<T: FromJson> FromJson for Option<T> {
    fn from_json(value: &JsValue) -> Option<Self> {
        if value.is_null() || value.is_undefined() { Some(None) } else { read(value).map(Some) }
    }
}

impl<T: FromJson> FromJson for Vec<T> {
    fn from_json(value: &JsValue) -> Option<Self> {
        value.dyn_ref::<Array>()?.iter().map(|item| read(&item)).collect()
    }
}

impl<A: FromJson, B: FromJson> FromJson for (A, B) {
    fn from_json(value: &JsValue) -> Option<Self> {
        let pair = value.dyn_ref::<Array>()?;
        Some((read(&pair.get(0))?, read(&pair.get(1))?))
    }
}

impl FromJson for LngLat {
    fn from_json(value: &JsValue) -> Option<Self> {
        Self::new(field(value, "lon")?, field(value, "lat")?).ok()
    }
}

macro_rules! from_json {
    ($($name:ident { $($field:ident),+ })+) => { $(
        impl FromJson for $name {
            fn from_json(value: &JsValue) -> Option<Self> {
                Some(Self { $($field: field(value, stringify!($field))?,)+ })
            }
        }
    )+ };
}

from_json! {
    View {
        pairs, camera, deepest, fitted, status, markers, labels, drawn, circle, facets, spots, list, camera_links, no_circle, styles
    }
    Camera { centre, zoom }
    Circle { centre, km, name }
    Facet { name, legend, choices }
    Choice { value, label, count, on }
    Placed { key, id, position, neighbour, svg, board }
    Suggestion { icon, text, detail, href }
}

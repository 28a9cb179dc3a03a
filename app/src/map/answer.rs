//! What the main page shows: one answer of the server, drawn the same way on both sides.
//!
//! Everything that takes words, numbers or knowledge of the whole map is worked out by the server and comes as
//! text and addresses, so the browser has only to draw it.

use domain::{Camera, LngLat};
use nanoserde::SerJson;

/// What the browser gets of the answer to one address of the main page.
#[derive(Debug, Clone, PartialEq, Default, SerJson)]
pub struct View {
    /// The state of the page as its address carries it, decoded.
    pub pairs: Vec<(String, String)>,
    /// What the map looks at.
    pub camera: Camera,
    /// The deepest zoom of its ground.
    pub deepest: f64,
    /// The camera was fitted to the question, not given.
    pub fitted: bool,
    /// The answer in a sentence part: "37 initiatieven in Midden-Limburg".
    pub status: String,
    /// Pins, clusters and signposts, in reading order.
    pub markers: Vec<Placed>,
    /// Names on the map.
    pub labels: Vec<Placed>,
    /// What is drawn on the ground, in its units, as SVG: the outlines of chosen regions, lines to initiatives that took
    /// something over.
    pub drawn: String,
    /// The circle of `bij` and `straal`.
    pub circle: Option<Circle>,
    /// The filters with live counts.
    pub facets: Vec<Facet>,
    /// Where the initiatives of this page of the list are, by id.
    pub spots: Vec<(i64, LngLat)>,
    /// The list as HTML (see [`super::Listing`]). Empty in the first answer, because the page has it already.
    pub list: String,
    /// The addresses of [`CameraStep`]s, in their order: for when no script runs.
    pub camera_links: Vec<String>,
    /// The same question without its circle.
    pub no_circle: String,
    /// Addresses of MapLibre's style, light and dark.
    pub styles: Vec<String>,
}

/// A circle on the ground.
#[derive(Debug, Clone, PartialEq, SerJson)]
pub struct Circle {
    /// Its middle.
    pub centre: LngLat,
    /// Its radius in km; `None` when there is only a point to sort by.
    pub km: Option<f64>,
    /// What lies in its middle: "Roermond".
    pub name: String,
}

/// A filter.
#[derive(Debug, Clone, PartialEq, Eq, SerJson)]
pub struct Facet {
    /// The parameter.
    pub name: String,
    /// What people call it.
    pub legend: String,
    /// What one can choose.
    pub choices: Vec<Choice>,
}

/// One thing to choose.
#[derive(Debug, Clone, PartialEq, Eq, SerJson)]
pub struct Choice {
    /// The value in the address.
    pub value: String,
    /// What people call it.
    pub label: String,
    /// How many one would get, as text; empty when it is not known.
    pub count: String,
    /// Whether it is chosen.
    pub on: bool,
}

/// Something at a position on the map: a marker or a name. What it looks like is the server's HTML (see
/// [`super::marks`]); the browser only moves it.
#[derive(Debug, Clone, PartialEq, Default, SerJson)]
pub struct Placed {
    /// The same thing keeps its key from one answer to the next. Opaque: it is compared, not read, but for
    /// [`Placed::is_cluster`].
    pub key: String,
    /// The initiative's id, that of a gathering with a minus before it; 0 when it is not one thing.
    pub id: i64,
    /// Its position.
    pub position: LngLat,
    /// Outside the chosen region.
    pub neighbour: bool,
    /// Its drawing as SVG. Empty in the first answer, because the page has it already.
    pub svg: String,
    /// What the signboard beside it says, as HTML; empty when it has none.
    pub board: String,
}

/// A step of the camera: one zoom level, half a map, or to the whole province.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum CameraStep {
    ZoomIn,
    ZoomOut,
    North,
    East,
    South,
    West,
    Whole,
}

impl Placed {
    /// Whether it stands for several initiatives in a cell of the map, whose level and number are its key.
    #[must_use]
    pub fn is_cluster(&self) -> bool {
        self.key.contains('/')
    }
}

/// Something to choose while typing.
#[derive(Debug, Clone, PartialEq, Eq, SerJson)]
pub struct Suggestion {
    /// The sprite's icon: `i-plaats`, `i-school`, `teken-marktplaats` ...
    pub icon: String,
    /// What it is called.
    pub text: String,
    /// What kind of thing it is, or where.
    pub detail: String,
    /// Where it leads.
    pub href: String,
}

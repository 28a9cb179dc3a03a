//! What the main page shows: one answer of the server, drawn the same way on both sides.
//!
//! Everything that takes words, numbers or knowledge of the whole map is worked out by the server and comes as
//! text and addresses, so the browser has only to draw it.

use domain::{Camera, LngLat, Programme, Sector, Stage};
use nanoserde::SerJson;

/// What the browser gets of the answer to one address of the main page.
#[derive(Debug, Clone, PartialEq, Default, SerJson)]
pub struct View {
    /// The state of the page as its address carries it, decoded.
    pub pairs: Vec<(String, String)>,
    /// What the map looks at.
    pub camera: Camera,
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
    /// The list as HTML (see [`crate::list`]). Empty in the first answer, because the page has it already.
    pub list: String,
    /// One zoom level in, out, then half a map north, east, south, west: for when no script runs.
    pub camera_links: Vec<String>,
    /// The same question without its circle.
    pub no_circle: String,
    /// Addresses of MapLibre's style, light and dark.
    pub styles: Vec<String>,
}

/// What the list shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Listing {
    /// How many initiatives match.
    pub count: usize,
    /// "initiatief" or "initiatieven".
    pub noun: String,
    /// Where: "in Midden-Limburg".
    pub place: String,
    /// The radius in km, when there is one.
    pub km: Option<f64>,
    /// One chip for each filter that is on.
    pub active: Vec<Link>,
    /// This page of the list.
    pub cards: Vec<Card>,
    /// The place of this page in the list: "1 tot en met 25 van 61"; empty when there is one page.
    pub page_text: String,
    /// Address of the previous page; empty when there is none.
    pub previous: String,
    /// Address of the next page; empty when there is none.
    pub next: String,
    /// Whether lines to adopters are shown; `None` when there are none.
    pub lines: Option<bool>,
    /// The orders the list can take.
    pub sorts: Vec<Choice>,
    /// What could not be used of the address.
    pub notices: Vec<String>,
    /// What to say when nothing matches.
    pub empty: Option<Empty>,
    /// The other regions, with what one would find there.
    pub neighbours: Vec<Link>,
    /// The regions to choose from, when there is too much to read; else empty.
    pub regions: Vec<Share>,
    /// These initiatives as files, one link for each format.
    pub downloads: Vec<Link>,
    /// Where one asks for a mail when something new matches.
    pub follow: String,
    /// Where one finds how to put this map on another site.
    pub share: String,
}

/// What one region has of the whole.
#[derive(Debug, Clone, PartialEq)]
pub struct Share {
    /// The region's word in an address: "noord".
    pub slug: &'static str,
    /// What the link says, with the number, and where it goes.
    pub link: Link,
    /// How long the bar is: 0 to 100, the largest region is 100.
    pub percent: f64,
}

/// A link with a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// What it says.
    pub text: String,
    /// A number beside it; empty when there is none.
    pub count: String,
    /// Where it goes.
    pub href: String,
}

/// What to say when nothing matches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Empty {
    /// Which filter is in the way.
    pub title: String,
    /// What is there without it.
    pub hint: String,
    /// Ways out; the first is the best.
    pub ways: Vec<Link>,
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
    /// What one would get.
    pub count: u32,
    /// Whether it is chosen.
    pub on: bool,
}

/// One initiative in a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Card {
    /// Its id.
    pub id: i64,
    /// Its page.
    pub href: String,
    /// Its title.
    pub title: String,
    /// The school, or the town when there is none.
    pub school: String,
    /// The municipality.
    pub municipality: String,
    /// Where it is.
    pub position: LngLat,
    /// Which of the three parts.
    pub programme: Programme,
    /// Where in its life.
    pub stage: Stage,
    /// For whom.
    pub sectors: Vec<Sector>,
    /// Theme labels.
    pub themes: Vec<String>,
    /// An invented example.
    pub example: bool,
    /// Nobody has confirmed it for long.
    pub faded: bool,
    /// How many took it over.
    pub adopters: usize,
    /// "4,5 km" and "naar het zuiden", when a point is given.
    pub distance: Option<Distance>,
}

/// How far, and which way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Distance {
    /// "4,5 km".
    pub text: String,
    /// "naar het zuidoosten".
    pub direction: String,
}

/// Something that stands at a place on the map: a marker or a name. What it looks like is the server's HTML (see
/// [`crate::marks`]); the browser only moves it.
#[derive(Debug, Clone, PartialEq, Default, SerJson)]
pub struct Placed {
    /// The same thing keeps its key from one answer to the next.
    pub key: String,
    /// The initiative's id; 0 when it is not one initiative.
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

/// What the header needs to know about the signed-in user.
#[derive(Debug, Clone, Copy)]
pub struct Reader {
    /// May check what comes in.
    pub editor: bool,
    /// May say who may do what.
    pub admin: bool,
}

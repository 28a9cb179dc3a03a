//! CQL2 text (OGC 21-065), as far as `conformance` says: filters over the queryables of a collection.

mod evaluate;
mod geometry;
mod like;
mod parse;
mod token;

use geo::Geometry;
use jiff::Timestamp;

use crate::api::{collections::Shape, cql::like::Pattern, crs::Crs};
pub(crate) use parse::parse;

/// What features have to be like.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Filter {
    And(Vec<Self>),
    Or(Vec<Self>),
    Not(Box<Self>),
    Always(bool),
    /// It has a geometry, or (false) has none.
    Placed(bool),
    /// A property, by its place among the queryables, against a value.
    Compare(usize, Comparison, Literal),
    Between(usize, Literal, Literal),
    In(usize, Vec<Literal>),
    Like(usize, Pattern),
    Missing(usize),
    /// The words of a property against a list of words.
    Words(usize, Sets, Vec<String>),
    /// The geometry shares at least a point with this.
    Meets(Box<Zone>),
}

/// How a value compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Comparison {
    Equal,
    Unequal,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// How two sets of words compare, the property's first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sets {
    Equal,
    Contains,
    ContainedBy,
    Overlaps,
}

impl Sets {
    /// The same with both sets in each other's place.
    fn turned(self) -> Self {
        match self {
            Self::Contains => Self::ContainedBy,
            Self::ContainedBy => Self::Contains,
            same => same,
        }
    }
}

/// A value that is written in a filter.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Literal {
    Text(String),
    Number(f64),
    Flag(bool),
    Moment(Timestamp),
    /// A day: its first instant, and that of the next.
    Day(Timestamp, Timestamp),
}

/// A geometry in a coordinate system: features are brought there to be compared, so its edges are straight in that
/// system.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Zone {
    pub(crate) crs: Crs,
    pub(crate) geometry: Geometry,
}

impl Zone {
    /// Whether the shape shares at least a point with it; edges count.
    pub(crate) fn meets(&self, shape: Shape<'_>) -> bool {
        use geo::{Intersects as _, MapCoords as _};
        let there = |c: geo::Coord| domain::LngLat::new(c.x, c.y).map_or(c, |p| self.crs.place(p));
        match (shape, self.crs) {
            (Shape::Point(p), crs) => self.geometry.intersects(&crs.place(p)),
            (Shape::Areas(areas), Crs::Rd) => self.geometry.intersects(&areas.map_coords(there)),
            (Shape::Areas(areas), _) => self.geometry.intersects(areas),
            (Shape::Nowhere, _) => false,
        }
    }
}

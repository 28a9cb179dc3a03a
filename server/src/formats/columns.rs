//! A table of initiatives: everything public of one, under the names that an import reads.

use std::borrow::Cow;

use atlas::Atlas;
use domain::{Initiative, LngLat, geo::round};

use super::xml;

/// What stands between several values in a field, as an import splits them.
const BETWEEN: &str = "|";

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Whole,
    /// With as many decimals.
    Number(u8),
    Flag,
    /// RFC 3339 in UTC.
    Moment,
    Link,
}

/// A value; moments and links are text.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cell<'a> {
    Text(Cow<'a, str>),
    Whole(i64),
    Number(f64),
    Flag(bool),
}

/// A column of a table.
pub(super) struct Column {
    /// What it is called in every format.
    pub(super) name: &'static str,
    pub(super) kind: Kind,
    /// How wide it is in a workbook, in characters.
    pub(super) width: u8,
    /// Its value.
    pub(super) cell: for<'a> fn(&'a Item<'a>) -> Cell<'a>,
}

/// One initiative, and what follows from it.
pub(super) struct Item<'a> {
    pub(super) initiative: &'a Initiative,
    /// The address of its page, in full.
    pub(super) url: String,
    /// Degrees, with the six decimals that every view has.
    pub(super) lon: f64,
    pub(super) lat: f64,
    /// How far it is from the point of the query: great-circle km, three decimals.
    km: Option<f64>,
}

impl<'a> Item<'a> {
    pub(super) fn new(atlas: &'a Atlas, index: u32, site_url: &str, near: Option<LngLat>) -> Self {
        let initiative = atlas.at(index);
        let position = initiative.position;
        Self {
            initiative,
            url: format!("{site_url}{}", atlas.path(index)),
            lon: position.lon(),
            lat: position.lat(),
            km: near.map(|point| round(point.distance_km(position), 3)),
        }
    }

    /// The columns with this initiative's values.
    pub(super) fn cells(&'a self) -> impl Iterator<Item = (&'static Column, Cell<'a>)> {
        columns(self.km.is_some()).iter().map(|column| (column, (column.cell)(self)))
    }
}

/// The columns; the distance is among them when the query has a point.
pub(super) fn columns(near: bool) -> &'static [Column] {
    if near { &COLUMNS } else { &COLUMNS[..COLUMNS.len() - 1] }
}

static COLUMNS: [Column; 23] = [
    column("id", Kind::Whole, 8, |item| Cell::Whole(item.initiative.id)),
    column("titel", Kind::Text, 40, |item| text(&item.initiative.content.title)),
    column("samenvatting", Kind::Text, 50, |item| text(&item.initiative.content.summary)),
    column("omschrijving", Kind::Text, 50, |item| text(&item.initiative.content.description)),
    column("school", Kind::Text, 30, |item| text(&item.initiative.content.school)),
    column("vestigingscode", Kind::Text, 14, |item| text(item.initiative.content.site_code.as_deref().unwrap_or(""))),
    column("plaats", Kind::Text, 18, |item| text(&item.initiative.town)),
    column("gemeente", Kind::Text, 20, |item| text(&item.initiative.municipality)),
    column("regio", Kind::Text, 9, |item| text(item.initiative.region.slug())),
    column("sector", Kind::Text, 10, |item| list(item.initiative.content.sectors.iter().map(|word| word.slug()))),
    column("thema", Kind::Text, 24, |item| list(item.initiative.content.themes.iter().map(String::as_str))),
    column("fase", Kind::Text, 16, |item| text(item.initiative.content.stage.slug())),
    column("onderdeel", Kind::Text, 13, |item| text(item.initiative.content.programme.slug())),
    column("periode", Kind::Text, 20, |item| text(&item.initiative.content.period)),
    column("leervraag", Kind::Text, 40, |item| text(&item.initiative.content.learning_question)),
    column("opbrengst", Kind::Text, 40, |item| list(item.initiative.content.outcomes.iter().map(String::as_str))),
    column("website", Kind::Text, 30, |item| text(item.initiative.content.website.as_deref().unwrap_or(""))),
    column("lon", Kind::Number(6), 10, |item| Cell::Number(item.lon)),
    column("lat", Kind::Number(6), 10, |item| Cell::Number(item.lat)),
    column("url", Kind::Link, 40, |item| Cell::Text(Cow::Borrowed(&item.url))),
    column("gewijzigd", Kind::Moment, 17, |item| text(&item.initiative.changed)),
    column("voorbeeld", Kind::Flag, 10, |item| Cell::Flag(item.initiative.example)),
    column("afstand_km", Kind::Number(3), 11, |item| Cell::Number(item.km.unwrap_or_default())),
];

const fn column(name: &'static str, kind: Kind, width: u8, cell: for<'a> fn(&'a Item<'a>) -> Cell<'a>) -> Column {
    Column { name, kind, width, cell }
}

fn text(text: &str) -> Cell<'_> {
    Cell::Text(xml::legal(text))
}

fn list<'a>(values: impl Iterator<Item = &'a str>) -> Cell<'a> {
    let values: Vec<&str> = values.collect();
    match *values {
        [one] => text(one),
        _ => Cell::Text(xml::legal(&values.join(BETWEEN)).into_owned().into()),
    }
}

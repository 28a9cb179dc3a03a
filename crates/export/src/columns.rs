//! The columns of a table of initiatives: everything public, under the names that the import reads.

use std::borrow::Cow;

use atlas::Atlas;
use domain::{Initiative, LngLat, geo::round};

use super::xml;

/// The separator of several values in one field, on which the import splits them.
const SEPARATOR: &str = "|";

/// The type of the values in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ColumnType {
    Text,
    Whole,
    /// With this many decimals.
    Number(u8),
    Flag,
    /// RFC 3339 in UTC.
    Moment,
    Link,
}

/// A value. Moments and links are text.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cell<'a> {
    Text(Cow<'a, str>),
    Whole(i64),
    Number(f64),
    Flag(bool),
}

/// A column of a table.
pub(super) struct Column {
    /// Its name in every format.
    pub(super) name: &'static str,
    pub(super) kind: ColumnType,
    /// Its width in a workbook, in characters.
    pub(super) width: u8,
    pub(super) cell: for<'a> fn(&'a ExportRow<'a>) -> Cell<'a>,
}

/// One initiative with its derived values.
pub(super) struct ExportRow<'a> {
    pub(super) initiative: &'a Initiative,
    /// The full address of its page.
    pub(super) url: String,
    /// Degrees, rounded to six decimals as everywhere.
    pub(super) lon: f64,
    pub(super) lat: f64,
    /// Its distance to the centre of the query: great-circle km, three decimals.
    km: Option<f64>,
}

impl<'a> ExportRow<'a> {
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

/// The columns; the last, the distance, only when the query has a centre.
pub(super) fn columns(near: bool) -> &'static [Column] {
    if near { &COLUMNS } else { &COLUMNS[..COLUMNS.len() - 1] }
}

static COLUMNS: [Column; 23] = [
    column("id", ColumnType::Whole, 8, |item| Cell::Whole(item.initiative.id.0)),
    column("titel", ColumnType::Text, 40, |item| text(&item.initiative.content.title)),
    column("samenvatting", ColumnType::Text, 50, |item| text(&item.initiative.content.summary)),
    column("omschrijving", ColumnType::Text, 50, |item| text(&item.initiative.content.description)),
    column("school", ColumnType::Text, 30, |item| text(&item.initiative.content.school)),
    column("vestigingscode", ColumnType::Text, 14, |item| {
        text(item.initiative.content.site_code.as_deref().unwrap_or(""))
    }),
    column("plaats", ColumnType::Text, 18, |item| text(&item.initiative.town)),
    column("gemeente", ColumnType::Text, 20, |item| text(&item.initiative.municipality)),
    column("regio", ColumnType::Text, 9, |item| text(item.initiative.region.slug())),
    column("sector", ColumnType::Text, 10, |item| list(item.initiative.content.sectors.iter().map(|word| word.slug()))),
    column("thema", ColumnType::Text, 24, |item| list(item.initiative.content.themes.iter().map(String::as_str))),
    column("fase", ColumnType::Text, 16, |item| text(item.initiative.content.stage.slug())),
    column("onderdeel", ColumnType::Text, 13, |item| text(item.initiative.content.programme.slug())),
    column("periode", ColumnType::Text, 20, |item| text(&item.initiative.content.period)),
    column("leervraag", ColumnType::Text, 40, |item| text(&item.initiative.content.learning_question)),
    column("opbrengst", ColumnType::Text, 40, |item| lines(&item.initiative.content.outcomes)),
    column("website", ColumnType::Text, 30, |item| text(item.initiative.content.website.as_deref().unwrap_or(""))),
    column("lon", ColumnType::Number(6), 10, |item| Cell::Number(item.lon)),
    column("lat", ColumnType::Number(6), 10, |item| Cell::Number(item.lat)),
    column("url", ColumnType::Link, 40, |item| Cell::Text(Cow::Borrowed(&item.url))),
    column("gewijzigd", ColumnType::Moment, 17, |item| text(&item.initiative.changed)),
    column("voorbeeld", ColumnType::Flag, 10, |item| Cell::Flag(item.initiative.example)),
    column("afstand_km", ColumnType::Number(3), 11, |item| Cell::Number(item.km.unwrap_or_default())),
];

const fn column(
    name: &'static str,
    kind: ColumnType,
    width: u8,
    cell: for<'a> fn(&'a ExportRow<'a>) -> Cell<'a>,
) -> Column {
    Column { name, kind, width, cell }
}

fn text(text: &str) -> Cell<'_> {
    Cell::Text(xml::legal(text))
}

/// Texts with a `|` between; when one has a `|` itself, each on its own line, as an import reads it.
fn lines(values: &[String]) -> Cell<'_> {
    if values.iter().any(|value| value.contains('|')) {
        return Cell::Text((values.join("\n") + "\n").into());
    }
    list(values.iter().map(String::as_str))
}

fn list<'a>(values: impl Iterator<Item = &'a str>) -> Cell<'a> {
    let values: Vec<&str> = values.collect();
    match *values {
        [one] => text(one),
        _ => Cell::Text(xml::legal(&values.join(SEPARATOR)).into_owned().into()),
    }
}

//! `besturen`: the boards of schools, without a place of their own.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use atlas::Atlas;
use domain::BoardId;

use crate::{
    api::collections::{Choices, Feature, Field, Kind, Shape, Value, unavailable},
    board,
    state::AppState,
    web::problem::Problem,
};

pub(crate) static FIELDS: [Field; 7] = [
    Field::new("naam", "Naam", Kind::Text, Choices::Any),
    Field::new("id", "Het nummer in het adres van de bladzijde", Kind::Whole, Choices::Any),
    Field::new("nummer", "Nummer bij DUO (bevoegd gezag)", Kind::Text, Choices::Any),
    Field::new("aantal_scholen", "Hoeveel vestigingen het heeft", Kind::Whole, Choices::Any),
    Field::new("aantal_initiatieven", "Hoeveel initiatieven er van die vestigingen zijn", Kind::Whole, Choices::Any),
    Field::new("draagt_werkplaats_sinds", "Sinds welke dag het de Werkplaats draagt", Kind::Text, Choices::Any),
    Field::new("voorbeeld", "Bedacht als voorbeeld", Kind::Flag, Choices::Any),
];

/// What one can't ask about.
pub(crate) static EXTRAS: [Field; 1] = [Field::new("url", "De bladzijde voor mensen", Kind::Address, Choices::Any)];

/// Boards by id.
pub(crate) struct Boards {
    rows: Vec<Row>,
    /// Marking a board does not change the map, so its revision does not tell.
    pub(crate) version: u64,
}

#[derive(Hash)]
struct Row {
    id: i64,
    name: String,
    number: Option<String>,
    schools: usize,
    initiatives: usize,
    since: Option<String>,
    example: bool,
    /// Its page, without the site.
    path: String,
    /// Its page.
    url: String,
}

impl Boards {
    pub(crate) async fn load(state: &AppState, atlas: &Atlas) -> Result<Self, Problem> {
        let all = board::all(state, atlas).await.map_err(|error| unavailable(&error))?;
        let row = |board::Overview { board, initiatives }: board::Overview| {
            let path = board::path_of(&board);
            Row {
                id: board.id.0,
                schools: board.schools.len(),
                initiatives: initiatives.len(),
                since: board.carrying.map(|carrying| carrying.since.to_string()),
                example: board.example(),
                url: format!("{}{path}", state.site_url),
                path,
                name: board.name,
                number: board.number,
            }
        };
        let rows: Vec<Row> = all.into_iter().map(row).collect();
        let mut hasher = DefaultHasher::new();
        rows.hash(&mut hasher);
        Ok(Self { rows, version: hasher.finish() })
    }

    pub(crate) fn len(&self) -> usize {
        self.rows.len()
    }

    pub(crate) fn id(&self, index: u32) -> String {
        self.rows[index as usize].id.to_string()
    }

    /// The page of a board, without the site.
    pub(crate) fn path(&self, index: u32) -> &str {
        &self.rows[index as usize].path
    }

    /// The page of a board.
    pub(crate) fn url(&self, index: u32) -> &str {
        &self.rows[index as usize].url
    }

    /// The first index whose id comes after this one; `None` when this can't be an id.
    pub(crate) fn first_after(&self, id: &str) -> Option<u32> {
        let BoardId(number) = id.parse().ok().filter(|number: &BoardId| number.to_string() == id)?;
        u32::try_from(self.rows.partition_point(|row| row.id <= number)).ok()
    }

    pub(crate) fn feature(&self, index: u32) -> Feature<'_> {
        let row = &self.rows[index as usize];
        let text = |text: &Option<String>| text.clone().map_or(Value::Nothing, |text| Value::Text(text.into()));
        let count = |count: usize| Value::Whole(i64::try_from(count).unwrap_or(i64::MAX));
        Feature {
            shape: Shape::Nowhere,
            values: vec![
                Value::Text((&*row.name).into()),
                Value::Whole(row.id),
                text(&row.number),
                count(row.schools),
                count(row.initiatives),
                text(&row.since),
                Value::Flag(row.example),
            ],
        }
    }
}

//! `scholen`: the sites of the register, as far as they are public: never their street and postcode.

use std::{
    collections::HashMap,
    hash::{DefaultHasher, Hash as _, Hasher as _},
};

use atlas::Atlas;
use domain::{BoardId, LngLat};
use store::School;

use crate::{
    api::collections::{Choices, Feature, Field, Kind, Shape, Value, unavailable},
    state::AppState,
    web::problem::Problem,
};

pub(crate) static FIELDS: [Field; 10] = [
    Field::new("naam", "Naam", Kind::Text, Choices::Any),
    Field::new("soort", "Soort, in de woorden van het register", Kind::Text, Choices::Any),
    Field::new("plaats", "Plaats", Kind::Text, Choices::Any),
    Field::new("gemeente", "Gemeente", Kind::Text, Choices::Municipalities),
    Field::new("regio", "Regio", Kind::Text, Choices::Regions),
    Field::new("brin", "BRIN-nummer", Kind::Text, Choices::Any),
    Field::new("vestigingscode", "Vestigingscode", Kind::Text, Choices::Any),
    Field::new("bestuur", "Bestuur", Kind::Text, Choices::Any),
    Field::new("website", "Website", Kind::Text, Choices::Any),
    Field::new("aantal_initiatieven", "Hoeveel initiatieven van deze vestiging", Kind::Whole, Choices::Any),
];

/// School sites by code.
pub(crate) struct Schools {
    rows: Vec<School>,
    /// What boards are called.
    boards: HashMap<BoardId, String>,
    /// Of each, how many initiatives there are of it.
    counts: Vec<i64>,
    /// Importing schools does not change the map, so its revision does not tell.
    pub(crate) version: u64,
}

impl Schools {
    pub(crate) async fn load(state: &AppState, atlas: &Atlas) -> Result<Self, Problem> {
        let rows = state.store.schools().await.map_err(|error| unavailable(&error))?;
        let boards = state.store.boards().await.map_err(|error| unavailable(&error))?;
        let boards: HashMap<BoardId, String> = boards.into_iter().map(|board| (board.id, board.name)).collect();
        let mut of_code: HashMap<&str, i64> = HashMap::new();
        for index in 0..u32::try_from(atlas.len()).unwrap_or(u32::MAX) {
            if let Some(code) = atlas.at(index).content.site_code.as_deref() {
                *of_code.entry(code).or_default() += 1;
            }
        }
        let counts = rows.iter().map(|row| of_code.get(&*row.site_code).copied().unwrap_or(0)).collect();
        let mut hasher = DefaultHasher::new();
        for row in &rows {
            (&row.site_code, &row.brin, &row.name, &row.kind, &row.town, &row.website).hash(&mut hasher);
            (row.region, &row.municipality, row.board.and_then(|board| boards.get(&board))).hash(&mut hasher);
            row.position.lon().to_bits().hash(&mut hasher);
            row.position.lat().to_bits().hash(&mut hasher);
        }
        Ok(Self { version: hasher.finish(), rows, boards, counts })
    }

    pub(crate) fn len(&self) -> usize {
        self.rows.len()
    }

    pub(crate) fn id(&self, index: u32) -> &str {
        &self.rows[index as usize].site_code
    }

    pub(crate) fn position(&self, index: u32) -> LngLat {
        self.rows[index as usize].position
    }

    pub(crate) fn feature(&self, index: u32) -> Feature<'_> {
        let row = &self.rows[index as usize];
        Feature {
            shape: Shape::Point(row.position),
            values: vec![
                Value::Text((&*row.name).into()),
                Value::Text((&*row.kind).into()),
                Value::Text((&*row.town).into()),
                Value::Text((&*row.municipality).into()),
                Value::Text(row.region.slug().into()),
                Value::Text((&*row.brin).into()),
                Value::Text((&*row.site_code).into()),
                row.board
                    .and_then(|board| self.boards.get(&board))
                    .map_or(Value::Nothing, |board| Value::Text((&**board).into())),
                row.website.as_deref().map_or(Value::Nothing, |website| Value::Text(website.into())),
                Value::Whole(self.counts[index as usize]),
            ],
        }
    }
}

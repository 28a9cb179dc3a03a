//! `gemeenten` and `regios`: where they are, and how much there is in them.

use std::sync::Arc;

use atlas::Atlas;
use domain::{Query, Region};
use drawing::basemap::basemap;
use geo::{MultiPolygon, Orient as _, orient::Direction};
use territory::Territory;

use crate::{
    api::collections::{Choices, Feature, Field, Kind, Shape, Value},
    web::problem::Problem,
};

const COUNT: Field = Field::new("aantal_initiatieven", "Hoeveel initiatieven er zijn", Kind::Whole, Choices::Any);
const EXACT: Field =
    Field::new("nauwkeurig", "Of dit ingelezen grenzen zijn; anders een benadering", Kind::Flag, Choices::Any);

pub(crate) static MUNICIPALITY: [Field; 4] = [
    Field::new("naam", "Naam", Kind::Text, Choices::Municipalities),
    Field::new("regio", "Regio", Kind::Text, Choices::Regions),
    COUNT,
    EXACT,
];

pub(crate) static REGION: [Field; 3] = [Field::new("naam", "Naam", Kind::Text, Choices::Any), COUNT, EXACT];

/// Areas by id.
pub(crate) struct Areas {
    rows: Vec<Row>,
    exact: bool,
}

struct Row {
    id: String,
    name: String,
    /// Of a municipality.
    region: Option<Region>,
    shape: MultiPolygon,
    count: i64,
}

impl Areas {
    pub(crate) fn municipalities(atlas: &Atlas) -> Self {
        let territory = atlas.territory();
        let rows = territory.areas().iter().map(|area| {
            let id = Territory::municipality_slug(&area.municipality);
            let query = Query { municipalities: vec![id.clone()], ..Query::default() };
            Row {
                name: area.municipality.clone(),
                region: Some(area.region),
                shape: area.geometry.orient(Direction::Default),
                count: count(atlas, &query),
                id,
            }
        });
        Self::by_id(rows.collect(), territory.exact())
    }

    pub(crate) fn regions(atlas: &Atlas) -> Result<Self, Problem> {
        let territory: &Arc<Territory> = atlas.territory();
        let ground = basemap(territory).map_err(|error| {
            tracing::error!(%error, "the borders of the regions");
            Problem::internal()
        })?;
        let rows = ground.regions().iter().map(|(region, shape)| Row {
            id: region.slug().to_owned(),
            name: region.label().to_owned(),
            region: None,
            shape: shape.orient(Direction::Default),
            count: count(atlas, &Query { regions: vec![*region], ..Query::default() }),
        });
        Ok(Self::by_id(rows.collect(), territory.exact()))
    }

    fn by_id(mut rows: Vec<Row>, exact: bool) -> Self {
        rows.sort_by(|a, b| a.id.cmp(&b.id));
        Self { rows, exact }
    }

    pub(crate) fn len(&self) -> usize {
        self.rows.len()
    }

    pub(crate) fn id(&self, index: u32) -> &str {
        &self.rows[index as usize].id
    }

    pub(crate) fn feature(&self, index: u32) -> Feature<'_> {
        let row = &self.rows[index as usize];
        let mut values = vec![Value::Text((&*row.name).into())];
        values.extend(row.region.map(|region| Value::Text(region.slug().into())));
        values.extend([Value::Whole(row.count), Value::Flag(self.exact)]);
        Feature { shape: Shape::Areas(&row.shape), values }
    }
}

fn count(atlas: &Atlas, query: &Query) -> i64 {
    i64::try_from(atlas.matches(query).len()).unwrap_or(i64::MAX)
}

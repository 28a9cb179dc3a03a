//! What an initiative says and where it is: the columns that an initiative, its versions and what undoing brings back
//! have in common.

use domain::{Initiative, InitiativeContent, LngLat, Programme, Region, Sector, Stage};
use territory::Located;

use crate::{
    StoreError,
    sql::{Row, Value, list},
};

/// The columns, in the order of [`values`].
pub(crate) const CONTENT_COLUMNS: &str = "title, summary, description, school, sectors, themes, stage, programme, \
     website, learning_question, outcomes, lon, lat, region, municipality, town, period, site_code";

/// How many columns those are.
pub(crate) const CONTENT_COUNT: usize = 18;

/// The columns of a table that goes by another name in the statement: `v.title, v.summary`.
pub(crate) fn content_columns_of(table: &str) -> String {
    CONTENT_COLUMNS.split(", ").map(|column| format!("{table}.{column}")).collect::<Vec<_>>().join(", ")
}

/// What goes into [`CONTENT_COLUMNS`].
pub(crate) fn values(content: &InitiativeContent, position: LngLat, located: &Located) -> [Value; CONTENT_COUNT] {
    [
        content.title.as_str().into(),
        content.summary.as_str().into(),
        content.description.as_str().into(),
        content.school.as_str().into(),
        list::write(&content.sectors.iter().map(|sector| sector.slug()).collect::<Vec<_>>()).into(),
        list::write(&content.themes).into(),
        content.stage.slug().into(),
        content.programme.slug().into(),
        content.website.as_deref().into(),
        content.learning_question.as_str().into(),
        list::write(&content.outcomes).into(),
        position.lon().into(),
        position.lat().into(),
        located.region.slug().into(),
        located.municipality.as_str().into(),
        located.town.as_str().into(),
        content.period.as_str().into(),
        content.site_code.as_deref().into(),
    ]
}

/// Reads an initiative from a row with [`CONTENT_COLUMNS`], `id`, `key`, `example` and `changed`.
pub(crate) fn read(row: &Row) -> Result<Initiative, StoreError> {
    let list = |column| row.parse(column, list::read);
    let content = InitiativeContent {
        title: row.get("title")?,
        summary: row.get("summary")?,
        description: row.get("description")?,
        school: row.get("school")?,
        sectors: row.word("sectors", |json| list::words(json, Sector::parse))?,
        themes: list("themes")?,
        stage: row.parse("stage", Stage::parse)?,
        programme: row.parse("programme", Programme::parse)?,
        website: row.get("website")?,
        learning_question: row.get("learning_question")?,
        outcomes: list("outcomes")?,
        period: row.get("period")?,
        site_code: row.get("site_code")?,
    };
    Ok(Initiative {
        id: row.get("id")?,
        key: row.get("key")?,
        content,
        position: row.position()?,
        region: row.parse("region", Region::parse)?,
        municipality: row.get("municipality")?,
        town: row.get("town")?,
        example: row.flag("example")?,
        changed: row.get("changed")?,
    })
}

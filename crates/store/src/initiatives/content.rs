//! What an initiative says and where it is: the columns that an initiative, its versions and what undoing brings back
//! have in common.

use domain::{Initiative, InitiativeContent, LngLat, Programme, Region, Sector, Stage};
use territory::Located;

use crate::{
    StoreError,
    sql::{Row, Value},
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
        slugs_json(content.sectors.iter().map(|sector| sector.slug())).into(),
        list_json(&content.themes).into(),
        content.stage.slug().into(),
        content.programme.slug().into(),
        content.website.as_deref().into(),
        content.learning_question.as_str().into(),
        list_json(&content.outcomes).into(),
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
    let list = |column| match row.get(column)? {
        "[]" => Ok(Vec::new()),
        json => serde_json::from_str::<Vec<String>>(json).map_err(|_| row.wrong(column)),
    };
    let content = InitiativeContent {
        title: row.get("title")?,
        summary: row.get("summary")?,
        description: row.get("description")?,
        school: row.get("school")?,
        sectors: row.word("sectors", sectors)?,
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

/// Slugs need no escaping.
fn slugs_json<'a>(slugs: impl Iterator<Item = &'a str>) -> String {
    let quoted: Vec<String> = slugs.map(|slug| format!("\"{slug}\"")).collect();
    format!("[{}]", quoted.join(","))
}

fn list_json(values: &[String]) -> String {
    serde_json::Value::from(values).to_string()
}

/// The sectors in a JSON list of slugs; `None` when it is no such list.
fn sectors(json: &str) -> Option<Vec<Sector>> {
    let slugs: Vec<&str> = serde_json::from_str(json).ok()?;
    slugs.into_iter().map(|slug| Sector::parse(slug).ok()).collect()
}

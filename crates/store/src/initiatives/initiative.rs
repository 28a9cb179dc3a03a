//! The row of an initiative: the last version that was cleared.

use domain::{Initiative, InitiativeContent, InitiativeId, LngLat, Moment};
use futures_util::TryStreamExt as _;
use territory::Located;

use super::{
    Status, Submission,
    content::{self, CONTENT_COLUMNS},
};
use crate::{
    Store, StoreError,
    sql::{Connection, Value, sql},
};

/// What [`content::read`] reads, from the table `initiative`.
pub(crate) fn columns() -> String {
    format!("id, key, {CONTENT_COLUMNS}, example, changed")
}

/// What is kept of an initiative, besides what it says.
#[derive(Debug, Clone, Copy)]
pub(crate) struct NewRow<'a> {
    pub(crate) key: Option<&'a str>,
    pub(crate) content: &'a InitiativeContent,
    pub(crate) position: LngLat,
    pub(crate) located: &'a Located,
    pub(crate) example: bool,
}

impl Store {
    /// Every published initiative, by id. Fails on a value that this program doesn't know.
    pub async fn initiatives(&self) -> Result<Vec<Initiative>, StoreError> {
        let count: i64 = sql("select count(*) from initiative").scalar(&self.reader).await?;
        let mut initiatives = Vec::with_capacity(usize::try_from(count).unwrap_or_default());
        let mut rows = sql(format!("select {} from initiative where status = 'gepubliceerd' order by id", columns()))
            .fetch(&self.reader);
        while let Some(row) = rows.try_next().await? {
            initiatives.push(content::read(&row)?);
        }
        Ok(initiatives)
    }

    /// When each published initiative was first on the map, by id.
    pub async fn first_published(&self) -> Result<Vec<(InitiativeId, Moment)>, StoreError> {
        let rows = sql("select id, published from initiative where status = 'gepubliceerd' and published is not null")
            .fetch_all(&self.reader)
            .await?;
        rows.iter().map(|row| Ok((row.get("id")?, row.get("published")?))).collect()
    }

    /// Whether there has never been an initiative.
    pub async fn is_empty(&self) -> Result<bool, StoreError> {
        Ok(!sql("select id from initiative limit 1").exists(&self.reader).await?)
    }

    /// Whether the initiative was withdrawn.
    pub async fn gone(&self, id: InitiativeId) -> Result<bool, StoreError> {
        sql("select id from initiative where id = $1 and status = 'ingetrokken'").bind(id).exists(&self.reader).await
    }
}

/// Whether the initiative is on the map.
pub(crate) async fn is_published(connection: &mut Connection, id: InitiativeId) -> Result<bool, StoreError> {
    sql("select id from initiative where id = $1 and status = 'gepubliceerd'").bind(id).exists(connection).await
}

/// Whether the initiative was withdrawn: then it never comes back.
pub(crate) async fn is_withdrawn(connection: &mut Connection, id: InitiativeId) -> Result<bool, StoreError> {
    sql("select id from initiative where id = $1 and status = 'ingetrokken'").bind(id).exists(connection).await
}

/// The highest id that was ever given out.
pub(crate) async fn last_id(connection: &mut Connection) -> Result<InitiativeId, StoreError> {
    sql("select coalesce(max(id), 0) from initiative").scalar(connection).await
}

/// Puts new initiatives on the map, with the ids after `last_id`.
pub(crate) async fn insert(
    connection: &mut Connection,
    last_id: &mut InitiativeId,
    rows: impl Iterator<Item = NewRow<'_>>,
    now: Moment,
) -> Result<(), StoreError> {
    let mut statement = sql(format!(
        "insert into initiative (id, key, {CONTENT_COLUMNS}, example, changed, status, published) values "
    ));
    for (index, row) in rows.enumerate() {
        last_id.0 += 1;
        let mut values: Vec<Value> = vec![(*last_id).into(), row.key.into()];
        values.extend(content::values(row.content, row.position, row.located));
        values.extend([i64::from(row.example).into(), now.into(), Status::Published.slug().into(), now.into()]);
        statement.push(if index == 0 { "" } else { ", " }).push_list(values);
    }
    statement.execute(connection).await?;
    Ok(())
}

/// An initiative that is not public yet; gives its id.
pub(crate) async fn begin(
    connection: &mut Connection,
    submission: &Submission,
    now: Moment,
) -> Result<InitiativeId, StoreError> {
    let mut id = last_id(connection).await?;
    let row = NewRow {
        key: None,
        content: &submission.content,
        position: submission.position,
        located: &submission.located,
        example: false,
    };
    insert(connection, &mut id, std::iter::once(row), now).await?;
    sql("update initiative set status = $1, published = null where id = $2")
        .bind(Status::Unconfirmed.slug())
        .bind(id)
        .execute(connection)
        .await?;
    Ok(id)
}

/// Puts a version that was cleared on the map.
pub(crate) async fn publish(connection: &mut Connection, cleared: &Initiative, now: Moment) -> Result<(), StoreError> {
    let Initiative { id, content, position, region, municipality, town, .. } = cleared;
    let located = Located { region: *region, municipality: municipality.clone(), town: town.clone() };
    let row = NewRow { key: None, content, position: *position, located: &located, example: false };
    update(connection, *id, row, now).await?;
    sql("update initiative set status = $1, published = coalesce(published, $2) where id = $3")
        .bind(Status::Published.slug())
        .bind(now)
        .bind(*id)
        .execute(connection)
        .await?;
    Ok(())
}

/// Changes what an initiative says; its key stays.
pub(crate) async fn update(
    connection: &mut Connection,
    id: InitiativeId,
    row: NewRow<'_>,
    changed: Moment,
) -> Result<(), StoreError> {
    let mut statement = sql("update initiative set example = ");
    statement.push_bind(i64::from(row.example)).push(", changed = ").push_bind(changed);
    let values = content::values(row.content, row.position, row.located);
    for (column, value) in CONTENT_COLUMNS.split(", ").zip(values) {
        statement.push(", ").push(column).push(" = ").push_bind(value);
    }
    statement.push(" where id = ").push_bind(id);
    statement.execute(connection).await?;
    Ok(())
}

//! What undoing brings back: the row of an initiative as it was before a version was published. Its table is `former`.

use domain::InitiativeId;

use crate::{
    StoreError,
    initiatives::content::CONTENT_COLUMNS,
    sql::{Connection, sql},
};

/// The columns that come back.
fn columns() -> String {
    format!("status, {CONTENT_COLUMNS}, example, changed, published")
}

/// Remembers the row as it is, for version `number`; what was remembered before is forgotten.
pub(crate) async fn remember(
    connection: &mut Connection,
    initiative: InitiativeId,
    number: i64,
) -> Result<(), StoreError> {
    let columns = columns();
    sql("delete from former where initiative = $1").bind(initiative).execute(&mut *connection).await?;
    sql(format!(
        "insert into former (initiative, number, {columns}) select id, $1, {columns} from initiative where id = $2"
    ))
    .bind(number)
    .bind(initiative)
    .execute(connection)
    .await?;
    Ok(())
}

/// Puts the row back. False when nothing is remembered of before version `number`.
pub(crate) async fn restore(
    connection: &mut Connection,
    initiative: InitiativeId,
    number: i64,
) -> Result<bool, StoreError> {
    let columns = columns();
    let restored = sql(format!(
        "update initiative set ({columns}) = (select {columns} from former where initiative = $1 and number = $2) \
         where id = $1 and exists (select 1 from former where initiative = $1 and number = $2)"
    ))
    .bind(initiative)
    .bind(number)
    .execute(&mut *connection)
    .await?;
    sql("delete from former where initiative = $1").bind(initiative).execute(connection).await?;
    Ok(restored > 0)
}

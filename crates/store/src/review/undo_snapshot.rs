//! What an initiative was before a version was published: undoing puts it back exactly.

use sqlx::SqliteConnection;

use crate::StoreError;

/// Everything that publishing can change.
macro_rules! kept {
    () => {
        "status, title, summary, description, school, sectors, themes, stage, programme, website, learning_question, \
         outcomes, lon, lat, region, municipality, town, example, changed, period, site_code, published"
    };
}

/// Remembers the row as it is, for version `number`; what was remembered before is forgotten.
pub(crate) async fn remember(
    connection: &mut SqliteConnection,
    initiative: i64,
    number: i64,
) -> Result<(), StoreError> {
    sqlx::query("delete from former where initiative = $1").bind(initiative).execute(&mut *connection).await?;
    sqlx::query(concat!(
        "insert into former (initiative, number, ",
        kept!(),
        ") select id, $1, ",
        kept!(),
        " from initiative where id = $2"
    ))
    .bind(number)
    .bind(initiative)
    .execute(connection)
    .await?;
    Ok(())
}

/// Puts the row back. False when nothing is remembered of before version `number`.
pub(crate) async fn restore(
    connection: &mut SqliteConnection,
    initiative: i64,
    number: i64,
) -> Result<bool, StoreError> {
    let restored = sqlx::query(concat!(
        "update initiative set (",
        kept!(),
        ") = (select ",
        kept!(),
        " from former where initiative = $1 and number = $2) \
         where id = $1 and exists (select 1 from former where initiative = $1 and number = $2)"
    ))
    .bind(initiative)
    .bind(number)
    .execute(&mut *connection)
    .await?;
    sqlx::query("delete from former where initiative = $1").bind(initiative).execute(connection).await?;
    Ok(restored.rows_affected() > 0)
}

//! Everything that is kept, as lines of JSON, and back: to leave with, to move, to compare.
//!
//! It walks the schema, so a new table or column comes along by itself.

use std::{borrow::Cow, collections::BTreeMap};

use futures_util::TryStreamExt as _;
use serde_json::value::RawValue;
use sqlx::{
    AssertSqlSafe, Row as _, Sqlite, SqliteConnection, Transaction, TypeInfo as _, ValueRef as _, sqlite::SqliteRow,
};

use crate::{Store, StoreError};

/// The one table that is never empty.
const REVISION: &str = "revision";

/// A table of the database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// What it is called.
    pub name: String,
    /// Its columns, in the order of the schema.
    columns: Vec<String>,
    /// What its rows are sorted by: the primary key.
    key: Vec<String>,
}

/// All of the database at one moment: nothing changes while it is read.
#[derive(Debug)]
pub struct FullExport {
    transaction: Transaction<'static, Sqlite>,
    /// The number of the last migration.
    pub schema: i64,
    /// The tables, by name.
    pub tables: Vec<Table>,
}

/// An empty database that is being filled; nothing is kept before [`FullImport::commit`].
#[derive(Debug)]
pub struct FullImport {
    transaction: Transaction<'static, Sqlite>,
    /// The number of the last migration.
    pub schema: i64,
    /// The tables, by name.
    pub tables: Vec<Table>,
}

impl Store {
    /// Begins to read everything.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn full_export(&self) -> Result<FullExport, StoreError> {
        let mut transaction = self.reader.begin().await?;
        let (schema, tables) = schema(&mut transaction).await?;
        Ok(FullExport { transaction, schema, tables })
    }

    /// Begins to fill an empty database; `None` when something is kept in it already.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn full_import(&self) -> Result<Option<FullImport>, StoreError> {
        let mut transaction = self.write().await?;
        let (schema, tables) = schema(&mut transaction).await?;
        for Table { name, .. } in &tables {
            let any = sqlx::query(AssertSqlSafe(format!("select 1 from {name} limit 1")));
            if name != REVISION && any.fetch_optional(&mut *transaction).await?.is_some() {
                return Ok(None);
            }
        }
        // Tables refer to each other, and come by name.
        sqlx::query("pragma defer_foreign_keys = on").execute(&mut *transaction).await?;
        sqlx::query("delete from revision").execute(&mut *transaction).await?;
        Ok(Some(FullImport { transaction, schema, tables }))
    }
}

impl FullExport {
    /// Tells every row of a table, in the order of its key: a JSON object without line breaks, its members in the order
    /// of the columns. The same rows give the same bytes.
    ///
    /// # Errors
    /// When the database can't be read, or what `tell` gives.
    pub async fn rows<E: From<StoreError>>(
        &mut self,
        table: &Table,
        mut tell: impl FnMut(&str) -> Result<(), E>,
    ) -> Result<(), E> {
        let Table { name, columns, key } = table;
        let select = format!("select {} from {name} order by {}", columns.join(", "), key.join(", "));
        let mut rows = sqlx::query(AssertSqlSafe(select)).fetch(&mut *self.transaction);
        while let Some(row) = rows.try_next().await.map_err(StoreError::from)? {
            tell(&line(columns, &row).map_err(StoreError::from)?)?;
        }
        Ok(())
    }
}

impl FullImport {
    /// Keeps a row as [`FullExport::rows`] told it; false when it is no such row of this table.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn row(&mut self, table: &Table, line: &str) -> Result<bool, StoreError> {
        let Some(values) = values(&table.columns, line) else { return Ok(false) };
        let places: Vec<_> = (1..=values.len()).map(|place| format!("${place}")).collect();
        let insert =
            format!("insert into {} ({}) values ({})", table.name, table.columns.join(", "), places.join(", "));
        let mut query = sqlx::query(AssertSqlSafe(insert));
        for value in values {
            query = match value {
                Value::Null => query.bind(None::<String>),
                Value::Integer(number) => query.bind(number),
                Value::Double(number) => query.bind(number),
                Value::Text(text) => query.bind(text),
            };
        }
        match query.execute(&mut *self.transaction).await {
            Ok(_) => Ok(true),
            // Twice the same key, or a null where none may be: the line is not what was told.
            Err(sqlx::Error::Database(error)) if error.kind() != sqlx::error::ErrorKind::Other => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    /// Keeps all of it; false, and nothing is kept, when rows refer to rows that are not there.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn commit(mut self) -> Result<bool, StoreError> {
        let loose = sqlx::query("pragma foreign_key_check").fetch_optional(&mut *self.transaction).await?;
        if loose.is_none() {
            self.transaction.commit().await?;
        }
        Ok(loose.is_none())
    }
}

/// The number of the last migration, and the tables by name.
async fn schema(connection: &mut SqliteConnection) -> Result<(i64, Vec<Table>), StoreError> {
    let last = sqlx::query_scalar("select max(version) from _sqlx_migrations").fetch_one(&mut *connection).await?;
    let names: Vec<String> = sqlx::query_scalar(
        "select name from sqlite_master where type = 'table' and name not like 'sqlite\\_%' escape '\\' \
         and name <> '_sqlx_migrations' order by name",
    )
    .fetch_all(&mut *connection)
    .await?;
    let mut tables = Vec::with_capacity(names.len());
    for name in names {
        let columns: Vec<(String, i64)> = sqlx::query_as("select name, pk from pragma_table_info($1) order by cid")
            .bind(&*name)
            .fetch_all(&mut *connection)
            .await?;
        let mut key: Vec<(i64, String)> =
            columns.iter().filter(|(_, place)| *place > 0).map(|(name, place)| (*place, name.clone())).collect();
        key.sort_unstable();
        let columns: Vec<String> = columns.into_iter().map(|(name, _)| name).collect();
        let key = if key.is_empty() { columns.clone() } else { key.into_iter().map(|(_, name)| name).collect() };
        tables.push(Table { name, columns, key });
    }
    Ok((last, tables))
}

/// A row as JSON. Numbers have the shortest text that gives the very same number back.
fn line(columns: &[String], row: &SqliteRow) -> Result<String, sqlx::Error> {
    let mut out = String::from("{");
    for (index, column) in columns.iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        let raw = row.try_get_raw(index)?;
        let value = match (raw.is_null(), raw.type_info().name()) {
            (true, _) => serde_json::Value::Null,
            (_, "INTEGER") => row.try_get_unchecked::<i64, _>(index)?.into(),
            (_, "REAL") => row.try_get_unchecked::<f64, _>(index)?.into(),
            _ => row.try_get_unchecked::<String, _>(index)?.into(),
        };
        out.push_str(&serde_json::Value::from(&**column).to_string());
        out.push(':');
        out.push_str(&value.to_string());
    }
    out.push('}');
    Ok(out)
}

#[derive(Debug, PartialEq)]
enum Value {
    Null,
    Integer(i64),
    Double(f64),
    Text(String),
}

/// The values of a line in the order of the columns; `None` when it has other members, or is no line of ours.
fn values(columns: &[String], line: &str) -> Option<Vec<Value>> {
    let mut members: BTreeMap<Cow<'_, str>, &RawValue> = serde_json::from_str(line).ok()?;
    let values = columns.iter().map(|column| value(members.remove(&**column)?.get())).collect::<Option<Vec<_>>>()?;
    members.is_empty().then_some(values)
}

/// Reads numbers from their text: what passes through a JSON parser may come out a hair different.
fn value(text: &str) -> Option<Value> {
    Some(match text.as_bytes().first()? {
        b'n' => Value::Null,
        b'"' => Value::Text(serde_json::from_str(text).ok()?),
        b'-' | b'0'..=b'9' if text.contains(['.', 'e', 'E']) => Value::Double(text.parse().ok()?),
        b'-' | b'0'..=b'9' => Value::Integer(text.parse().ok()?),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_back_as_they_were() {
        for number in [5.0, 5.706_412_345_678, 1e300, -0.1 - 0.2, f64::MIN_POSITIVE] {
            assert_eq!(value(&serde_json::Value::from(number).to_string()), Some(Value::Double(number)));
        }
        assert_eq!(value("-7"), Some(Value::Integer(-7)));
        assert_eq!(value(r#""a\nb""#), Some(Value::Text("a\nb".to_owned())));
        for bad in ["true", "[1]", "{}", "99999999999999999999"] {
            assert_eq!(value(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_line_has_the_columns_of_its_table() {
        let columns = ["a".to_owned(), "b".to_owned()];
        assert_eq!(values(&columns, r#"{"b":null,"a":1}"#), Some(vec![Value::Integer(1), Value::Null]));
        for bad in [r#"{"a":1}"#, r#"{"a":1,"b":2,"c":3}"#, "[1,2]", "", r#"{"a":1,"b":2"#] {
            assert_eq!(values(&columns, bad), None, "{bad}");
        }
    }
}

//! Everything that is kept, as lines of JSON, and back: to leave with, to move, to compare.
//!
//! It walks the schema, so a new table or column comes along by itself.

use std::{borrow::Cow, collections::BTreeMap};

use futures_util::TryStreamExt as _;
use serde_json::{Value as Json, value::RawValue};

use crate::{
    Store, StoreError,
    sql::{self, Column, ColumnType, Connection, Row, SchemaTable, Transaction, Value, sql},
};

/// The one table that is never empty.
const REVISION: &str = "revision";

/// A table of the database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// What it is called.
    pub name: String,
    /// Its columns, in the order of the schema.
    columns: Vec<Column>,
    /// What its rows are sorted by: the primary key.
    key: Vec<String>,
}

/// All of the database at one moment: nothing changes while it is read.
#[derive(Debug)]
pub struct FullExport {
    transaction: Transaction,
    /// The number of the last migration.
    pub schema: i64,
    /// The tables, by name.
    pub tables: Vec<Table>,
}

/// An empty database that is being filled; nothing is kept before [`FullImport::commit`].
#[derive(Debug)]
pub struct FullImport {
    transaction: Transaction,
    /// The number of the last migration.
    pub schema: i64,
    /// The tables, by name.
    pub tables: Vec<Table>,
}

impl Store {
    /// Begins to read everything.
    pub async fn full_export(&self) -> Result<FullExport, StoreError> {
        let mut transaction = self.read().await?;
        let (schema, tables) = schema(&mut transaction).await?;
        Ok(FullExport { transaction, schema, tables })
    }

    /// Begins to fill an empty database; `None` when something is kept in it already.
    pub async fn full_import(&self) -> Result<Option<FullImport>, StoreError> {
        let mut transaction = self.write().await?;
        let (schema, tables) = schema(&mut transaction).await?;
        for Table { name, .. } in &tables {
            if name != REVISION && sql(format!("select 1 from {name} limit 1")).exists(&mut transaction).await? {
                return Ok(None);
            }
        }
        // Tables refer to each other, and come by name.
        sql::defer_foreign_keys(&mut transaction).await?;
        sql("delete from revision").execute(&mut transaction).await?;
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
        let select = format!("select {} from {} order by {}", table.column_names(), table.name, table.key.join(", "));
        let mut rows = sql(select).fetch(&mut self.transaction);
        while let Some(row) = rows.try_next().await? {
            tell(&line(&table.columns, &row)?)?;
        }
        Ok(())
    }
}

impl FullImport {
    /// Keeps a row as [`FullExport::rows`] told it; false when it is no such row of this table. Nothing can be kept any
    /// more after that.
    pub async fn row(&mut self, table: &Table, line: &str) -> Result<bool, StoreError> {
        let Some(values) = values(&table.columns, line) else { return Ok(false) };
        let mut insert = sql(format!("insert into {} ({}) values ", table.name, table.column_names()));
        insert.push_list(values);
        match insert.execute(&mut self.transaction).await {
            Ok(_) => Ok(true),
            // Twice the same key: the line is not what was told.
            Err(StoreError::Constraint(_)) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Keeps all of it; false, and nothing is kept, when rows refer to rows that are not there.
    pub async fn commit(mut self) -> Result<bool, StoreError> {
        let complete = sql::foreign_keys_hold(&mut self.transaction).await?;
        if complete {
            self.transaction.commit().await?;
        }
        Ok(complete)
    }
}

impl Table {
    fn column_names(&self) -> String {
        self.columns.iter().map(|column| &*column.name).collect::<Vec<_>>().join(", ")
    }
}

/// The number of the last migration, and the tables by name.
async fn schema(connection: &mut Connection) -> Result<(i64, Vec<Table>), StoreError> {
    let last = sql("select max(version) from _sqlx_migrations").scalar(&mut *connection).await?;
    let tables = sql::tables(connection).await?.into_iter().map(|SchemaTable { name, columns, key }| {
        let key = if key.is_empty() { columns.iter().map(|column| column.name.clone()).collect() } else { key };
        Table { name, columns, key }
    });
    Ok((last, tables.collect()))
}

/// A row as JSON. Numbers have the shortest text that gives the very same number back.
fn line(columns: &[Column], row: &Row) -> Result<String, StoreError> {
    let mut out = String::from("{");
    for (index, column) in columns.iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        let value: Json = match row.value(index)? {
            Value::Null(_) => Json::Null,
            Value::Integer(number) => number.into(),
            Value::Double(number) => number.into(),
            Value::Text(text) => text.into(),
        };
        out.push_str(&Json::from(&*column.name).to_string());
        out.push(':');
        out.push_str(&value.to_string());
    }
    out.push('}');
    Ok(out)
}

/// The values of a line in the order of the columns; `None` when it has other members, or is no line of ours.
fn values(columns: &[Column], line: &str) -> Option<Vec<Value>> {
    let mut members: BTreeMap<Cow<'_, str>, &RawValue> = serde_json::from_str(line).ok()?;
    let values = columns.iter().map(|column| value(column, members.remove(&*column.name)?.get()));
    let values = values.collect::<Option<Vec<_>>>()?;
    members.is_empty().then_some(values)
}

/// Reads numbers from their text: what passes through a JSON parser may come out a hair different.
fn value(column: &Column, text: &str) -> Option<Value> {
    Some(match (text.as_bytes().first()?, column.kind) {
        (b'n', kind) if column.nullable => Value::Null(kind),
        (b'"', ColumnType::Text) => Value::Text(serde_json::from_str(text).ok()?),
        (b'-' | b'0'..=b'9', ColumnType::Double) if text.contains(['.', 'e', 'E']) => Value::Double(text.parse().ok()?),
        (b'-' | b'0'..=b'9', ColumnType::Integer) => Value::Integer(text.parse().ok()?),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(name: &str, kind: ColumnType) -> Column {
        Column { name: name.to_owned(), kind, nullable: true, refers_to: None }
    }

    #[test]
    fn numbers_come_back_as_they_were() {
        let double = column("d", ColumnType::Double);
        for number in [5.0, 5.706_412_345_678, 1e300, -0.1 - 0.2, f64::MIN_POSITIVE] {
            assert_eq!(value(&double, &Json::from(number).to_string()), Some(Value::Double(number)));
        }
        let (integer, text) = (column("i", ColumnType::Integer), column("t", ColumnType::Text));
        assert_eq!(value(&integer, "-7"), Some(Value::Integer(-7)));
        assert_eq!(value(&text, r#""a\nb""#), Some(Value::Text("a\nb".to_owned())));
        for bad in ["true", "[1]", "{}", "99999999999999999999"] {
            for column in [&integer, &double, &text] {
                assert_eq!(value(column, bad), None, "{bad}");
            }
        }
        assert_eq!(value(&text, "7"), None, "a number in a column of text");
        let required = Column { nullable: false, ..integer };
        assert_eq!(value(&required, "null"), None);
    }

    #[test]
    fn a_line_has_the_columns_of_its_table() {
        let columns = [column("a", ColumnType::Integer), column("b", ColumnType::Integer)];
        let null = Value::Null(ColumnType::Integer);
        assert_eq!(values(&columns, r#"{"b":null,"a":1}"#), Some(vec![Value::Integer(1), null]));
        for bad in [r#"{"a":1}"#, r#"{"a":1,"b":2,"c":3}"#, "[1,2]", "", r#"{"a":1,"b":2"#] {
            assert_eq!(values(&columns, bad), None, "{bad}");
        }
    }
}

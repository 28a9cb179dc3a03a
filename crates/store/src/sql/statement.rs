//! A statement, its values, and running it.

use std::borrow::Cow;

use futures_util::{StreamExt as _, TryStreamExt as _, stream::BoxStream};
use sqlx::{AssertSqlSafe, Postgres, Sqlite, postgres::PgArguments, query::Query, sqlite::SqliteArguments};

use super::{ColumnType, Connection, Pool, Row, Transaction, Value, row::Readable};
use crate::StoreError;

/// A statement with the values of its `$1`, `$2`.
#[derive(Debug, Clone)]
pub(crate) struct Statement {
    text: Cow<'static, str>,
    values: Vec<Value>,
}

/// What a statement runs on: any connection that reads, or the one of a transaction.
pub(crate) enum Target<'a> {
    Pool(&'a Pool),
    Connection(&'a mut Connection),
}

/// A statement. Values never become part of its text.
pub(crate) fn sql(text: impl Into<Cow<'static, str>>) -> Statement {
    Statement { text: text.into(), values: Vec::new() }
}

/// Runs `$body` with the query and the executor of whichever database it is.
macro_rules! run {
    ($statement:expr, $on:expr, |$query:ident, $executor:ident| $body:expr) => {
        match $on.into() {
            Target::Pool(Pool::Sqlite($executor)) => {
                let $query = $statement.for_sqlite();
                $body
            }
            Target::Connection(Connection::Sqlite(transaction)) => {
                let ($query, $executor) = ($statement.for_sqlite(), &mut **transaction);
                $body
            }
            Target::Pool(Pool::Postgres($executor)) => {
                let $query = $statement.for_postgres();
                $body
            }
            Target::Connection(Connection::Postgres(transaction)) => {
                let ($query, $executor) = ($statement.for_postgres(), &mut **transaction);
                $body
            }
        }
    };
}

impl Statement {
    /// The value of the next `$n`.
    pub(crate) fn bind(mut self, value: impl Into<Value>) -> Self {
        self.values.push(value.into());
        self
    }

    /// Adds to the text.
    pub(crate) fn push(&mut self, text: &str) -> &mut Self {
        self.text.to_mut().push_str(text);
        self
    }

    /// Adds a `$n` and its value.
    pub(crate) fn push_bind(&mut self, value: impl Into<Value>) -> &mut Self {
        self.values.push(value.into());
        let place = format!("${}", self.values.len());
        self.push(&place)
    }

    /// Adds `($1, $2, $3)`, with the values.
    pub(crate) fn push_list<V: Into<Value>>(&mut self, values: impl IntoIterator<Item = V>) -> &mut Self {
        self.push("(");
        for (index, value) in values.into_iter().enumerate() {
            if index > 0 {
                self.push(", ");
            }
            self.push_bind(value);
        }
        self.push(")")
    }

    /// Runs it; gives how many rows it changed.
    pub(crate) async fn execute(self, on: impl Into<Target<'_>>) -> Result<u64, StoreError> {
        run!(self, on, |query, executor| Ok(query.execute(executor).await?.rows_affected()))
    }

    /// Every row.
    pub(crate) async fn fetch_all(self, on: impl Into<Target<'_>>) -> Result<Vec<Row>, StoreError> {
        run!(self, on, |query, executor| Ok(query.fetch_all(executor).await?.into_iter().map(Row::from).collect()))
    }

    /// The first row.
    pub(crate) async fn fetch_one(self, on: impl Into<Target<'_>>) -> Result<Row, StoreError> {
        self.fetch_optional(on).await?.ok_or_else(|| sqlx::Error::RowNotFound.into())
    }

    /// The first row, when there is one.
    pub(crate) async fn fetch_optional(self, on: impl Into<Target<'_>>) -> Result<Option<Row>, StoreError> {
        run!(self, on, |query, executor| Ok(query.fetch_optional(executor).await?.map(Row::from)))
    }

    /// The rows one by one, for when there are many.
    pub(crate) fn fetch<'a>(self, on: impl Into<Target<'a>>) -> BoxStream<'a, Result<Row, StoreError>> {
        run!(self, on, |query, executor| query.fetch(executor).map_ok(Row::from).map_err(StoreError::from).boxed())
    }

    /// Whether there is any row.
    pub(crate) async fn exists(self, on: impl Into<Target<'_>>) -> Result<bool, StoreError> {
        Ok(self.fetch_optional(on).await?.is_some())
    }

    /// The only column of the only row.
    pub(crate) async fn scalar<T: for<'r> Readable<'r>>(self, on: impl Into<Target<'_>>) -> Result<T, StoreError> {
        self.fetch_one(on).await?.first()
    }

    /// The only column of the first row, when there is one.
    pub(crate) async fn scalar_optional<T: for<'r> Readable<'r>>(
        self,
        on: impl Into<Target<'_>>,
    ) -> Result<Option<T>, StoreError> {
        self.fetch_optional(on).await?.map(|row| row.first()).transpose()
    }

    /// The only column of every row.
    pub(crate) async fn scalars<T: for<'r> Readable<'r>>(
        self,
        on: impl Into<Target<'_>>,
    ) -> Result<Vec<T>, StoreError> {
        self.fetch_all(on).await?.iter().map(Row::first).collect()
    }

    fn for_sqlite(self) -> Query<'static, Sqlite, SqliteArguments> {
        let query = sqlx::query::<Sqlite>(AssertSqlSafe(self.text));
        self.values.into_iter().fold(query, |query, value| match value {
            Value::Null(_) => query.bind(None::<String>),
            Value::Integer(number) => query.bind(number),
            Value::Double(number) => query.bind(number),
            Value::Text(text) => query.bind(text),
        })
    }

    fn for_postgres(self) -> Query<'static, Postgres, PgArguments> {
        let query = sqlx::query::<Postgres>(AssertSqlSafe(self.text));
        self.values.into_iter().fold(query, |query, value| match value {
            Value::Null(ColumnType::Integer) => query.bind(None::<i64>),
            Value::Null(ColumnType::Double) => query.bind(None::<f64>),
            Value::Null(ColumnType::Text) => query.bind(None::<String>),
            Value::Integer(number) => query.bind(number),
            Value::Double(number) => query.bind(number),
            Value::Text(text) => query.bind(text),
        })
    }
}

impl<'a> From<&'a Pool> for Target<'a> {
    fn from(pool: &'a Pool) -> Self {
        Self::Pool(pool)
    }
}

impl<'a> From<&'a mut Connection> for Target<'a> {
    fn from(connection: &'a mut Connection) -> Self {
        Self::Connection(connection)
    }
}

impl<'a> From<&'a mut Transaction> for Target<'a> {
    fn from(transaction: &'a mut Transaction) -> Self {
        Self::Connection(transaction)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pushed_values_are_numbered() {
        let mut statement = sql("select 1 from t where a = ");
        statement.push_bind(1).push(" and b in ").push_list(["x", "y"]);
        assert_eq!(statement.text, "select 1 from t where a = $1 and b in ($2, $3)");
        assert_eq!(statement.values.len(), 3);
    }

    #[test]
    fn text_never_holds_a_null_character() {
        assert_eq!(Value::from("a\0b"), Value::Text("a\u{fffd}b".to_owned()));
    }
}

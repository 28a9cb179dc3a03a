//! The one door to the database: the only folder that names a driver.
//!
//! A statement is one text for SQLite and PostgreSQL, with `$1`, `$2` for its values. Values are whole numbers (bigint),
//! doubles (double precision) and text. Rows are read by the names of their columns. The few texts that differ stand in
//! `sqlite.rs`, `postgres.rs` and `schema.rs`. Only one transaction writes at a time, on both databases: that is why the
//! next free number may be found with `max(id) + 1`.

mod database;
mod error;
pub(crate) mod list;
mod migrations;
mod postgres;
mod row;
mod schema;
mod sqlite;
mod statement;

use domain::{BoardId, GatheringId, InitiativeId, Moment, PersonId, RegistrationId};

pub(crate) use database::{Connection, Database, Pool, Transaction};
pub(crate) use row::Row;
pub(crate) use schema::{Column, SchemaTable, defer_foreign_keys, foreign_keys_hold, tables};
pub(crate) use statement::{Statement, sql};

/// What a column holds and a `$n` stands for.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value {
    /// Nothing, in a column of this type: PostgreSQL wants to know.
    Null(ColumnType),
    Integer(i64),
    Double(f64),
    Text(String),
}

/// The three types of the schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ColumnType {
    Integer,
    Double,
    Text,
}

impl From<i64> for Value {
    fn from(value: i64) -> Self {
        Self::Integer(value)
    }
}

impl From<f64> for Value {
    fn from(value: f64) -> Self {
        Self::Double(value)
    }
}

impl From<String> for Value {
    /// PostgreSQL keeps no U+0000, so neither database does.
    fn from(value: String) -> Self {
        Self::Text(if value.contains('\0') { value.replace('\0', "\u{fffd}") } else { value })
    }
}

impl From<&str> for Value {
    fn from(value: &str) -> Self {
        value.to_owned().into()
    }
}

impl From<Moment> for Value {
    fn from(value: Moment) -> Self {
        Self::Text(value.to_string())
    }
}

impl From<Option<Moment>> for Value {
    fn from(value: Option<Moment>) -> Self {
        value.map_or(Self::Null(ColumnType::Text), Self::from)
    }
}

/// A number of its own type is kept as a number.
macro_rules! id_values {
    ($($id:ident),+) => {
        $(
            impl From<$id> for Value {
                fn from(value: $id) -> Self {
                    value.0.into()
                }
            }

            impl From<Option<$id>> for Value {
                fn from(value: Option<$id>) -> Self {
                    value.map(|id| id.0).into()
                }
            }
        )+
    };
}

id_values!(BoardId, GatheringId, InitiativeId, PersonId, RegistrationId);

impl From<&i64> for Value {
    fn from(value: &i64) -> Self {
        (*value).into()
    }
}

impl From<&String> for Value {
    fn from(value: &String) -> Self {
        value.as_str().into()
    }
}

impl From<Option<i64>> for Value {
    fn from(value: Option<i64>) -> Self {
        value.map_or(Self::Null(ColumnType::Integer), Self::from)
    }
}

impl From<Option<f64>> for Value {
    fn from(value: Option<f64>) -> Self {
        value.map_or(Self::Null(ColumnType::Double), Self::from)
    }
}

impl From<Option<String>> for Value {
    fn from(value: Option<String>) -> Self {
        value.map_or(Self::Null(ColumnType::Text), Self::from)
    }
}

impl From<Option<&str>> for Value {
    fn from(value: Option<&str>) -> Self {
        value.map(str::to_owned).into()
    }
}

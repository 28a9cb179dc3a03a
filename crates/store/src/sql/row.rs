//! A row, read by the names of its columns.

use domain::{BoardId, GatheringId, InitiativeId, LngLat, Moment, PersonId, RegistrationId};
use sqlx::{Column as _, Decode, Postgres, Row as _, Sqlite, Type, TypeInfo as _, ValueRef as _};
use sqlx::{postgres::PgRow, sqlite::SqliteRow};

use super::{ColumnType, Value};
use crate::StoreError;

/// A row of a result.
#[derive(Debug)]
pub(crate) enum Row {
    Sqlite(SqliteRow),
    Postgres(PgRow),
}

/// What both databases can give.
pub(crate) trait Column<'r>: Decode<'r, Sqlite> + Type<Sqlite> + Decode<'r, Postgres> + Type<Postgres> {}

impl<'r, T: Decode<'r, Sqlite> + Type<Sqlite> + Decode<'r, Postgres> + Type<Postgres>> Column<'r> for T {}

/// What a column can be read as.
pub(crate) trait Readable<'r>: Sized {
    /// What the databases give.
    type Column: Column<'r>;

    /// `None` for a value that this can't be.
    fn read(column: Self::Column) -> Option<Self>;
}

/// What is read as it is.
macro_rules! readable {
    ($($type:ty),+) => {
        $(impl<'r> Readable<'r> for $type {
            type Column = Self;

            fn read(column: Self) -> Option<Self> {
                Some(column)
            }
        })+
    };
}

readable!(i64, f64, String, &'r str, Option<i64>, Option<f64>, Option<String>, Option<&'r str>);

/// What is read as a number of its own type.
macro_rules! readable_ids {
    ($($id:ident),+) => {
        $(
            impl<'r> Readable<'r> for $id {
                type Column = i64;

                fn read(column: i64) -> Option<Self> {
                    Some(Self(column))
                }
            }

            impl<'r> Readable<'r> for Option<$id> {
                type Column = Option<i64>;

                fn read(column: Option<i64>) -> Option<Self> {
                    Some(column.map($id))
                }
            }
        )+
    };
}

readable_ids!(BoardId, GatheringId, InitiativeId, PersonId, RegistrationId);

impl<'r> Readable<'r> for Moment {
    type Column = &'r str;

    fn read(column: &'r str) -> Option<Self> {
        Self::parse(column).ok()
    }
}

/// Empty text is no moment either.
impl<'r> Readable<'r> for Option<Moment> {
    type Column = Option<&'r str>;

    fn read(column: Option<&'r str>) -> Option<Self> {
        match column.unwrap_or_default() {
            "" => Some(None),
            text => Moment::parse(text).ok().map(Some),
        }
    }
}

impl Row {
    /// The value of a column.
    pub(crate) fn get<'r, T: Readable<'r>>(&'r self, column: &str) -> Result<T, StoreError> {
        let value = match self {
            Self::Sqlite(row) => row.try_get(column)?,
            Self::Postgres(row) => row.try_get(column)?,
        };
        T::read(value).ok_or_else(|| self.wrong(column))
    }

    /// The value of the first column.
    pub(crate) fn first<'r, T: Readable<'r>>(&'r self) -> Result<T, StoreError> {
        let value = match self {
            Self::Sqlite(row) => row.try_get(0)?,
            Self::Postgres(row) => row.try_get(0)?,
        };
        T::read(value).ok_or_else(|| self.wrong(self.columns().first().copied().unwrap_or_default()))
    }

    /// A flag that is kept as 0 or 1.
    pub(crate) fn flag(&self, column: &str) -> Result<bool, StoreError> {
        Ok(self.get::<i64>(column)? != 0)
    }

    /// A number that is never negative.
    pub(crate) fn count(&self, column: &'static str) -> Result<u32, StoreError> {
        u32::try_from(self.get::<i64>(column)?).map_err(|_| self.wrong(column))
    }

    /// A text that has to be a known word.
    pub(crate) fn parse<T, E>(
        &self,
        column: &'static str,
        parse: impl FnOnce(&str) -> Result<T, E>,
    ) -> Result<T, StoreError> {
        parse(self.get(column)?).map_err(|_| self.wrong(column))
    }

    /// The same for a parser that gives an option.
    pub(crate) fn word<T>(&self, column: &'static str, parse: impl FnOnce(&str) -> Option<T>) -> Result<T, StoreError> {
        self.parse(column, |text| parse(text).ok_or(()))
    }

    /// The point in the columns `lon` and `lat`.
    pub(crate) fn position(&self) -> Result<LngLat, StoreError> {
        LngLat::new(self.get("lon")?, self.get("lat")?).map_err(|_| self.wrong("lon, lat"))
    }

    /// The error for a value that this program doesn't know. The first column says which row it is.
    pub(crate) fn wrong(&self, column: &str) -> StoreError {
        let id = match self.value(0) {
            Ok(Value::Integer(number)) => number.to_string(),
            Ok(Value::Text(text)) => text,
            _ => "?".to_owned(),
        };
        StoreError::Value { id, column: column.to_owned() }
    }

    /// The names of the columns.
    pub(crate) fn columns(&self) -> Vec<&str> {
        match self {
            Self::Sqlite(row) => row.columns().iter().map(|column| column.name()).collect(),
            Self::Postgres(row) => row.columns().iter().map(|column| column.name()).collect(),
        }
    }

    /// A value of whatever type it has.
    pub(crate) fn value(&self, index: usize) -> Result<Value, StoreError> {
        let (null, kind) = match self {
            Self::Sqlite(row) => {
                let raw = row.try_get_raw(index)?;
                (raw.is_null(), column_type(raw.type_info().name()))
            }
            Self::Postgres(row) => {
                let raw = row.try_get_raw(index)?;
                (raw.is_null(), column_type(raw.type_info().name()))
            }
        };
        if null {
            return Ok(Value::Null(kind));
        }
        Ok(match (kind, self) {
            (ColumnType::Integer, Self::Sqlite(row)) => Value::Integer(row.try_get_unchecked(index)?),
            (ColumnType::Integer, Self::Postgres(row)) => Value::Integer(row.try_get(index)?),
            (ColumnType::Double, Self::Sqlite(row)) => Value::Double(row.try_get_unchecked(index)?),
            (ColumnType::Double, Self::Postgres(row)) => Value::Double(row.try_get(index)?),
            (ColumnType::Text, Self::Sqlite(row)) => Value::Text(row.try_get_unchecked(index)?),
            (ColumnType::Text, Self::Postgres(row)) => Value::Text(row.try_get(index)?),
        })
    }
}

/// The type by the name that the database gives it.
fn column_type(name: &str) -> ColumnType {
    match name {
        "INTEGER" | "INT8" => ColumnType::Integer,
        "REAL" | "FLOAT8" => ColumnType::Double,
        _ => ColumnType::Text,
    }
}

impl From<SqliteRow> for Row {
    fn from(row: SqliteRow) -> Self {
        Self::Sqlite(row)
    }
}

impl From<PgRow> for Row {
    fn from(row: PgRow) -> Self {
        Self::Postgres(row)
    }
}

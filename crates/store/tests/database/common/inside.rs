//! Looking into the database behind the store's back.
#![allow(clippy::unwrap_used, dead_code, unreachable_pub)]

use std::{collections::BTreeMap, path::Path};

use sqlx::{AssertSqlSafe, PgPool, Row as _, SqlitePool, migrate::Migrator, postgres::PgRow, sqlite::SqliteRow};
use store::DatabaseUrl;

/// The same database as the store's.
pub enum Inside {
    Sqlite(SqlitePool),
    Postgres(PgPool),
}

/// A column as the schema has it.
#[derive(Debug)]
pub struct Column {
    pub name: String,
    pub kind: String,
    pub required: bool,
    pub key: bool,
}

/// A foreign key: the table it leads to, and its columns here and there.
#[derive(Debug, Default)]
pub struct Key {
    pub table: String,
    pub columns: Vec<(String, String)>,
}

pub struct Table {
    pub name: String,
    pub columns: Vec<Column>,
    pub keys: Vec<Key>,
}

impl Inside {
    /// `address` is the whole one, with whatever the store shows nobody.
    pub async fn open(url: &DatabaseUrl, address: &str) -> Self {
        match url.file() {
            Some(path) => {
                let address = format!("sqlite://{}?mode=rwc", path.display());
                Self::Sqlite(SqlitePool::connect(&address).await.unwrap())
            }
            None => Self::Postgres(PgPool::connect(address).await.unwrap()),
        }
    }

    /// Gives an empty database the schema that it had after a migration.
    pub async fn migrate_to(&self, last: i64) {
        let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/migrations"));
        let every = Migrator::new(folder).await.unwrap();
        let first = every.iter().filter(|migration| migration.version <= last).cloned().collect();
        let migrator = Migrator::with_migrations(first);
        match self {
            Self::Sqlite(pool) => migrator.run(pool).await.unwrap(),
            Self::Postgres(pool) => migrator.run(pool).await.unwrap(),
        }
    }

    pub async fn execute(&self, statement: &str) {
        let text = AssertSqlSafe(statement.to_owned());
        let done = match self {
            Self::Sqlite(pool) => sqlx::raw_sql(text).execute(pool).await.map(drop),
            Self::Postgres(pool) => sqlx::raw_sql(text).execute(pool).await.map(drop),
        };
        done.unwrap_or_else(|error| panic!("{error}: {statement}"));
    }

    /// Every row, its values as they are written in a statement.
    pub async fn rows(&self, statement: &str) -> Vec<Vec<String>> {
        let text = AssertSqlSafe(statement.to_owned());
        match self {
            Self::Sqlite(pool) => {
                sqlx::query(text).fetch_all(pool).await.unwrap().iter().map(sqlite_literals).collect()
            }
            Self::Postgres(pool) => {
                sqlx::query(text).fetch_all(pool).await.unwrap().iter().map(postgres_literals).collect()
            }
        }
    }

    pub async fn any(&self, statement: &str) -> bool {
        !self.rows(statement).await.is_empty()
    }

    /// The only number that the statement gives.
    pub async fn number(&self, statement: &str) -> i64 {
        self.rows(statement).await[0][0].parse().unwrap()
    }

    /// Every table of the schema.
    pub async fn tables(&self) -> Vec<Table> {
        let (names, columns, keys) = match self {
            Self::Sqlite(_) => (
                "select name from sqlite_master where type = 'table' and name not like '\\_sqlx%' escape '\\'",
                "select name, lower(type), \"notnull\", pk from pragma_table_info(TABLE)",
                "select id, \"table\", \"from\", coalesce(\"to\", 'id') from pragma_foreign_key_list(TABLE) order by id, seq",
            ),
            Self::Postgres(_) => (
                "select cast(table_name as text) from information_schema.tables where table_schema = 'public' \
                 and table_name not like '\\_sqlx%' order by 1",
                "select cast(attname as text), format_type(atttypid, atttypmod), \
                 cast(case when attnotnull then 1 else 0 end as bigint), cast(case when exists (select 1 from pg_constraint k \
                 where k.conrelid = attrelid and k.contype = 'p' and attnum = any (k.conkey)) then 1 else 0 end as bigint) \
                 from pg_attribute where attrelid = cast(TABLE as regclass) and attnum > 0 and not attisdropped \
                 order by attnum",
                "select cast(cast(f.oid as bigint) as bigint), cast(cast(f.confrelid as regclass) as text), \
                 cast(h.attname as text), cast(t.attname as text) from pg_constraint f \
                 cross join unnest(f.conkey, f.confkey) with ordinality as c (here, there, place) \
                 join pg_attribute h on h.attrelid = f.conrelid and h.attnum = c.here \
                 join pg_attribute t on t.attrelid = f.confrelid and t.attnum = c.there \
                 where f.contype = 'f' and f.conrelid = cast(TABLE as regclass) order by f.oid, c.place",
            ),
        };
        let bare = |literal: &String| literal.trim_matches('\'').to_owned();
        let mut tables = Vec::new();
        for name in self.rows(names).await {
            let of = |statement: &str| statement.replace("TABLE", &name[0]);
            let columns = self.rows(&of(columns)).await;
            let columns = columns.iter().map(|c| Column {
                name: bare(&c[0]),
                kind: bare(&c[1]),
                required: c[2] == "1",
                key: c[3] != "0",
            });
            let mut found: BTreeMap<String, Key> = BTreeMap::new();
            for row in self.rows(&of(keys)).await {
                let key = found.entry(row[0].clone()).or_default();
                key.table = bare(&row[1]);
                key.columns.push((bare(&row[2]), bare(&row[3])));
            }
            tables.push(Table {
                name: bare(&name[0]),
                columns: columns.collect(),
                keys: found.into_values().collect(),
            });
        }
        tables
    }
}

fn text(value: Option<String>) -> String {
    value.map_or_else(|| "null".to_owned(), |text| format!("'{}'", text.replace('\'', "''")))
}

fn sqlite_literals(row: &SqliteRow) -> Vec<String> {
    let literal = |index| match row.try_get::<i64, _>(index) {
        Ok(number) => number.to_string(),
        Err(_) => text(row.get_unchecked(index)),
    };
    (0..row.len()).map(literal).collect()
}

fn postgres_literals(row: &PgRow) -> Vec<String> {
    let literal = |index| match row.try_get::<i64, _>(index) {
        Ok(number) => number.to_string(),
        Err(_) => row.try_get::<i32, _>(index).map_or_else(|_| text(row.get(index)), |number| number.to_string()),
    };
    (0..row.len()).map(literal).collect()
}

//! What the database itself knows of its tables.

use super::{ColumnType, Connection, sql};
use crate::StoreError;

/// A table, as the schema has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SchemaTable {
    pub(crate) name: String,
    /// In the order in which they were added.
    pub(crate) columns: Vec<Column>,
    /// The primary key, in its order.
    pub(crate) key: Vec<String>,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Column {
    pub(crate) name: String,
    pub(crate) kind: ColumnType,
    pub(crate) nullable: bool,
    /// The table that its values refer to, when it is a foreign key.
    pub(crate) refers_to: Option<String>,
}

/// Name, column, type, 1 when null is allowed, place in the key (0 for none), and the table it refers to.
const SQLITE_COLUMNS: &str = "select cast(t.name as text) as name, cast(c.name as text) as column_name, \
     cast(c.type as text) as type, 1 - c.\"notnull\" as nullable, c.pk as place, cast(f.\"table\" as text) as refers_to \
     from sqlite_master t join pragma_table_info(t.name) c \
     left join pragma_foreign_key_list(t.name) f on f.\"from\" = c.name \
     where t.type = 'table' and t.name not like 'sqlite\\_%' escape '\\' and t.name <> '_sqlx_migrations' \
     order by t.name, c.cid";

const POSTGRES_COLUMNS: &str = "select cast(t.relname as text) as name, cast(a.attname as text) as column_name, \
     format_type(a.atttypid, a.atttypmod) as type, cast(case when a.attnotnull then 0 else 1 end as bigint) as nullable, \
     cast(coalesce(array_position(k.conkey, a.attnum), 0) as bigint) as place, cast(r.relname as text) as refers_to \
     from pg_class t join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped \
     left join pg_constraint k on k.conrelid = t.oid and k.contype = 'p' \
     left join pg_constraint f on f.conrelid = t.oid and f.contype = 'f' and a.attnum = any (f.conkey) \
     left join pg_class r on r.oid = f.confrelid \
     where t.relkind = 'r' and t.relnamespace = cast(current_schema() as regnamespace) and t.relname <> '_sqlx_migrations' \
     order by t.relname, a.attnum";

/// Every table by name.
pub(crate) async fn tables(connection: &mut Connection) -> Result<Vec<SchemaTable>, StoreError> {
    let text = match connection {
        Connection::Sqlite(_) => SQLITE_COLUMNS,
        Connection::Postgres(_) => POSTGRES_COLUMNS,
    };
    let mut tables: Vec<SchemaTable> = Vec::new();
    let mut places: Vec<Vec<(i64, String)>> = Vec::new();
    for row in sql(text).fetch_all(connection).await? {
        let name: String = row.get("name")?;
        if tables.last().is_none_or(|last| last.name != name) {
            tables.push(SchemaTable { name, columns: Vec::new(), key: Vec::new() });
            places.push(Vec::new());
        }
        let (Some(table), Some(key)) = (tables.last_mut(), places.last_mut()) else { continue };
        let column = Column {
            name: row.get("column_name")?,
            kind: row.word("type", |text| match &*text.to_ascii_lowercase() {
                "bigint" => Some(ColumnType::Integer),
                "double precision" => Some(ColumnType::Double),
                "text" => Some(ColumnType::Text),
                _ => None,
            })?,
            nullable: row.flag("nullable")?,
            refers_to: row.get("refers_to")?,
        };
        if table.columns.last().is_some_and(|last| last.name == column.name) {
            // A column of two foreign keys.
            continue;
        }
        if row.get::<i64>("place")? > 0 {
            key.push((row.get("place")?, column.name.clone()));
        }
        table.columns.push(column);
    }
    for (table, mut key) in tables.iter_mut().zip(places) {
        key.sort_unstable();
        table.key = key.into_iter().map(|(_, name)| name).collect();
    }
    Ok(tables)
}

/// Rows may refer to rows that come later, until the end of the transaction.
pub(crate) async fn defer_foreign_keys(connection: &mut Connection) -> Result<(), StoreError> {
    let statements: &[&'static str] = match connection {
        Connection::Sqlite(_) => &["pragma defer_foreign_keys = on"],
        Connection::Postgres(_) => &[
            "do $$ declare f record; begin \
             for f in select cast(conrelid as regclass) as name, conname from pg_constraint \
             where contype = 'f' and not condeferrable and connamespace = cast(current_schema() as regnamespace) loop \
             execute format('alter table %s alter constraint %I deferrable', f.name, f.conname); \
             end loop; end $$",
            "set constraints all deferred",
        ],
    };
    for statement in statements {
        sql(*statement).execute(&mut *connection).await?;
    }
    Ok(())
}

/// Whether every row refers to a row that is there. When not, the transaction can't go on.
pub(crate) async fn foreign_keys_hold(connection: &mut Connection) -> Result<bool, StoreError> {
    match connection {
        Connection::Sqlite(_) => Ok(!sql("pragma foreign_key_check").exists(connection).await?),
        Connection::Postgres(_) => match sql("set constraints all immediate").execute(connection).await {
            Ok(_) => Ok(true),
            Err(StoreError::Constraint(_)) => Ok(false),
            Err(error) => Err(error),
        },
    }
}

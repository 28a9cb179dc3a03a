//! A GeoPackage (OGC 12-128r17, version 1.3): a SQLite file that QGIS and GDAL open. The SQL here belongs to that file
//! format; our own database is only known to the store.

use std::{
    fs::{self, File},
    path::Path,
};

use sqlx::{
    AssertSqlSafe, ConnectOptions as _, Connection as _, QueryBuilder, Sqlite, SqliteConnection,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous},
};

use super::{
    columns::{Cell, Column, ColumnType, columns},
    download::{Download, LICENCE, SOURCE},
    error::ExportError,
};

/// The first bytes of a SQLite file.
pub(super) const SIGNATURE: &[u8] = b"SQLite format 3\0";
/// "GPKG" in ASCII.
const APPLICATION_ID: i64 = 0x4750_4b47;
/// GeoPackage 1.3.0.
const VERSION: i64 = 10_300;

/// Rows in one statement: SQLite accepts 32,766 values at a time.
const ROWS: usize = 200;

/// The tables that every GeoPackage has (annex C of the standard), and the reference systems it must list.
const TABLES: &str = include_str!("geopackage.sql");

/// The triggers that keep the spatial index up to date, as annex F.3 of the standard prescribes.
const TRIGGERS: &str = include_str!("geopackage_rtree.sql");

/// Writes it in `folder`, and returns the file after its name was removed.
///
/// # Errors
/// When the disk is full.
pub(super) async fn write(download: &Download, folder: &Path) -> Result<File, ExportError> {
    fs::create_dir_all(folder)?;
    let named = tempfile::NamedTempFile::new_in(folder)?;
    let options = SqliteConnectOptions::new()
        .filename(named.path())
        // No journal and no sync: a file that fails is thrown away.
        .journal_mode(SqliteJournalMode::Off)
        .synchronous(SqliteSynchronous::Off)
        .foreign_keys(false)
        .disable_statement_logging();
    let mut database = SqliteConnection::connect_with(&options).await?;
    fill(&mut database, download).await?;
    database.close().await?;
    Ok(named.reopen()?)
}

async fn fill(database: &mut SqliteConnection, download: &Download) -> Result<(), sqlx::Error> {
    let columns = columns(download.selection.near().is_some());
    for pragma in [format!("pragma application_id = {APPLICATION_ID}"), format!("pragma user_version = {VERSION}")] {
        run(database, pragma).await?;
    }
    let mut transaction = database.begin().await?;
    sqlx::raw_sql(TABLES).execute(&mut *transaction).await?;
    run(&mut transaction, table(columns)).await?;
    contents(&mut transaction, download).await?;
    let start = insert(columns);
    for indexes in download.selection.indexes.chunks(ROWS) {
        let mut statement = QueryBuilder::<Sqlite>::new(&*start);
        statement.push_values(indexes, |mut row, &index| {
            let item = download.item(index);
            row.push_bind(point(item.lon, item.lat));
            for (column, cell) in item.cells() {
                match cell {
                    Cell::Text(text) if text.is_empty() => row.push_bind(None::<String>),
                    Cell::Text(text) if column.kind == ColumnType::Moment => row.push_bind(Some(moment(&text))),
                    Cell::Text(text) => row.push_bind(Some(text.into_owned())),
                    Cell::Whole(number) => row.push_bind(number),
                    Cell::Number(number) => row.push_bind(number),
                    Cell::Flag(flag) => row.push_bind(flag),
                };
            }
        });
        statement.build().execute(&mut *transaction).await?;
    }
    sqlx::raw_sql(TRIGGERS).execute(&mut *transaction).await?;
    transaction.commit().await
}

async fn run(database: &mut SqliteConnection, statement: String) -> Result<(), sqlx::Error> {
    // Built from constants only.
    sqlx::raw_sql(AssertSqlSafe(statement)).execute(database).await.map(drop)
}

fn table(columns: &[Column]) -> String {
    let declared = columns.iter().map(|column| {
        let kind = match column.kind {
            // Only the first column, the id, is an integer.
            ColumnType::Whole => "INTEGER PRIMARY KEY NOT NULL",
            ColumnType::Text | ColumnType::Link => "TEXT",
            ColumnType::Number(_) => "DOUBLE",
            ColumnType::Flag => "BOOLEAN",
            ColumnType::Moment => "DATETIME",
        };
        format!(", \"{}\" {kind}", column.name)
    });
    format!("CREATE TABLE initiatieven (geom POINT NOT NULL{})", declared.collect::<String>())
}

fn insert(columns: &[Column]) -> String {
    let names = columns.iter().map(|column| format!(", \"{}\"", column.name));
    format!("INSERT INTO initiatieven (geom{}) ", names.collect::<String>())
}

/// Registers the table with its title and bounds.
async fn contents(database: &mut SqliteConnection, download: &Download) -> Result<(), sqlx::Error> {
    let bounds = download
        .items()
        .map(|item| [item.lon, item.lat, item.lon, item.lat])
        .reduce(|a, b| [a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])]);
    let [west, south, east, north] = bounds.map_or([None; 4], |bounds| bounds.map(Some));
    sqlx::query("INSERT INTO gpkg_contents VALUES ('initiatieven', 'features', $1, $2, $3, $4, $5, $6, $7, 4326)")
        .bind(&download.name)
        .bind(
            format!("{SOURCE}: {}. {LICENCE}. {}", download.words(), download.map_url().unwrap_or_default()).trim_end(),
        )
        .bind(moment(download.changed()))
        .bind(west)
        .bind(south)
        .bind(east)
        .bind(north)
        .execute(&mut *database)
        .await?;
    sqlx::query("INSERT INTO gpkg_geometry_columns VALUES ('initiatieven', 'geom', 'POINT', 4326, 0, 0)")
        .execute(database)
        .await
        .map(drop)
}

/// A point as a GeoPackage stores it: its own header, then well-known binary, all little-endian.
fn point(lon: f64, lat: f64) -> Vec<u8> {
    let mut blob = Vec::with_capacity(29);
    // "GP", version 1, no envelope, little-endian; the reference system.
    blob.extend_from_slice(b"GP\x00\x01");
    blob.extend_from_slice(&4326_i32.to_le_bytes());
    blob.push(1);
    blob.extend_from_slice(&1_u32.to_le_bytes());
    blob.extend_from_slice(&lon.to_le_bytes());
    blob.extend_from_slice(&lat.to_le_bytes());
    blob
}

/// An instant in the notation of a GeoPackage, which has milliseconds.
fn moment(instant: &str) -> String {
    match instant.strip_suffix('Z') {
        Some(seconds) if !seconds.contains('.') => format!("{seconds}.000Z"),
        _ => instant.to_owned(),
    }
}

//! Imported municipal borders.

use domain::Region;
use sqlx::SqliteConnection;
use territory::Area;

use crate::{Store, StoreError};

impl Store {
    /// The imported areas in the order of their file; none when the shipped ones are in use.
    ///
    /// # Errors
    /// When the database can't be read, or holds an area that this program can't read.
    pub async fn areas(&self) -> Result<Vec<Area>, StoreError> {
        let mut connection = self.reader.acquire().await?;
        stored(&mut connection).await
    }
}

async fn stored(connection: &mut SqliteConnection) -> Result<Vec<Area>, StoreError> {
    let rows: Vec<(String, String, String)> =
        sqlx::query_as("select municipality, region, geometry from area order by ordinal")
            .fetch_all(connection)
            .await?;
    rows.into_iter()
        .map(|(municipality, region, geometry)| {
            let wrong = |column| StoreError::Value { id: municipality.clone(), column };
            let region = Region::parse(&region).map_err(|_| wrong("region"))?;
            Area::from_parts(municipality.clone(), region, &geometry).map_err(|_| wrong("geometry"))
        })
        .collect()
}

/// Puts these areas in place of the stored ones; false when they are the same.
pub(crate) async fn replace(connection: &mut SqliteConnection, areas: &[Area]) -> Result<bool, StoreError> {
    if stored(connection).await.is_ok_and(|stored| stored == areas) {
        return Ok(false);
    }
    sqlx::query("delete from area").execute(&mut *connection).await?;
    for (ordinal, area) in (0_i64..).zip(areas) {
        sqlx::query("insert into area (municipality, region, geometry, ordinal) values ($1, $2, $3, $4)")
            .bind(&*area.municipality)
            .bind(area.region.slug())
            .bind(area.geometry_json())
            .bind(ordinal)
            .execute(&mut *connection)
            .await?;
    }
    Ok(true)
}

//! Imported municipal borders.

mod relocation;

use domain::Region;
use territory::Area;

pub use relocation::{LeftOutside, Moved, Relocation};

use crate::{
    Store, StoreError,
    sql::{Connection, sql},
};

impl Store {
    /// The imported areas in the order of their file; none when the shipped ones are in use.
    ///
    /// # Errors
    /// When the database can't be read, or holds an area that this program can't read.
    pub async fn areas(&self) -> Result<Vec<Area>, StoreError> {
        stored(&mut *self.read().await?).await
    }
}

async fn stored(connection: &mut Connection) -> Result<Vec<Area>, StoreError> {
    let rows = sql("select municipality, region, geometry from area order by ordinal").fetch_all(connection).await?;
    rows.iter()
        .map(|row| {
            let region = row.parse("region", Region::parse)?;
            Area::from_parts(row.get::<String>("municipality")?, region, row.get("geometry")?)
                .map_err(|_| row.wrong("geometry"))
        })
        .collect()
}

/// Puts these areas in place of the stored ones; false when they are the same.
pub(crate) async fn replace(connection: &mut Connection, areas: &[Area]) -> Result<bool, StoreError> {
    if stored(connection).await.is_ok_and(|stored| stored == areas) {
        return Ok(false);
    }
    sql("delete from area").execute(&mut *connection).await?;
    for (ordinal, area) in (0_i64..).zip(areas) {
        sql("insert into area (municipality, region, geometry, ordinal) values ($1, $2, $3, $4)")
            .bind(&*area.municipality)
            .bind(area.region.slug())
            .bind(area.geometry_json())
            .bind(ordinal)
            .execute(&mut *connection)
            .await?;
    }
    Ok(true)
}

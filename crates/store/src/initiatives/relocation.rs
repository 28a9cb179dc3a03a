//! New borders: region, municipality and town of everything stored, computed again in the same transaction.

use domain::{LngLat, Region};
use sqlx::SqliteConnection;
use territory::{Located, Outside, Territory};

use crate::{Store, StoreError, areas, revision};

/// An initiative that the new borders put elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// Its id.
    pub id: i64,
    /// Its title.
    pub title: String,
    /// Where it was counted.
    pub from: Located,
    /// Where it is counted now.
    pub to: Located,
}

/// Something outside the new borders: it keeps the region, municipality and town it had.
#[derive(Debug, Clone, PartialEq)]
pub struct LeftOutside {
    /// The initiative's title or the school's name.
    pub name: String,
    /// How far outside.
    pub outside: Outside,
}

/// What new borders changed.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Relocation {
    /// Whether the borders differ from those that were stored.
    pub borders_changed: bool,
    /// How many initiatives there are, withdrawn ones included.
    pub initiatives: usize,
    /// Initiatives counted elsewhere.
    pub moved: Vec<Moved>,
    /// Initiatives outside the new borders.
    pub initiatives_outside: Vec<LeftOutside>,
    /// How many places of versions are counted elsewhere: waiting ones, and those that a next one builds on.
    pub versions_moved: usize,
    /// How many schools there are.
    pub schools: usize,
    /// How many schools have another region or municipality.
    pub schools_moved: usize,
    /// Schools outside the new borders.
    pub schools_outside: Vec<LeftOutside>,
}

type InitiativeRow = (i64, String, f64, f64, String, String, String);
/// Every version, since the next change begins with what the last one says; and what undoing brings back. As the select
/// of its places, and the update of one place.
const VERSIONS: [(&str, &str); 2] = [
    (
        "select distinct lon, lat, region, municipality, town from version",
        "update version set region = $1, municipality = $2, town = $3 where lon = $4 and lat = $5",
    ),
    (
        "select distinct lon, lat, region, municipality, town from former",
        "update former set region = $1, municipality = $2, town = $3 where lon = $4 and lat = $5",
    ),
];

type SchoolRow = (String, String, f64, f64, String, String);

impl Store {
    /// Keeps the areas of `territory` and counts everything stored by them, in one transaction.
    ///
    /// # Errors
    /// When the database can't be read or written.
    pub async fn replace_areas(&self, territory: &Territory) -> Result<Relocation, StoreError> {
        let mut transaction = self.write().await?;
        let mut relocation = Relocation {
            borders_changed: areas::replace(&mut transaction, territory.areas()).await?,
            ..Relocation::default()
        };
        relocate_initiatives(&mut transaction, territory, &mut relocation).await?;
        relocate_schools(&mut transaction, territory, &mut relocation).await?;
        for table in VERSIONS {
            relocation.versions_moved += relocate_versions(&mut transaction, territory, table).await?;
        }
        let moved = relocation.moved.len() + relocation.schools_moved + relocation.versions_moved;
        if relocation.borders_changed || moved > 0 {
            revision::grow(&mut transaction).await?;
            transaction.commit().await?;
        }
        Ok(relocation)
    }
}

async fn relocate_initiatives(
    connection: &mut SqliteConnection,
    territory: &Territory,
    relocation: &mut Relocation,
) -> Result<(), StoreError> {
    let rows: Vec<InitiativeRow> =
        sqlx::query_as("select id, title, lon, lat, region, municipality, town from initiative order by id")
            .fetch_all(&mut *connection)
            .await?;
    relocation.initiatives = rows.len();
    for (id, title, lon, lat, region, municipality, town) in rows {
        let wrong = |column| StoreError::Value { id: id.to_string(), column };
        let region = Region::parse(&region).map_err(|_| wrong("region"))?;
        let from = Located { region, municipality, town };
        match territory.locate(LngLat::new(lon, lat).map_err(|_| wrong("lon, lat"))?) {
            Ok(to) if to == from => {}
            Ok(to) => {
                sqlx::query("update initiative set region = $1, municipality = $2, town = $3 where id = $4")
                    .bind(to.region.slug())
                    .bind(&*to.municipality)
                    .bind(&*to.town)
                    .bind(id)
                    .execute(&mut *connection)
                    .await?;
                relocation.moved.push(Moved { id, title, from, to });
            }
            Err(outside) => relocation.initiatives_outside.push(LeftOutside { name: title, outside }),
        }
    }
    Ok(())
}

/// Counts the places of a table elsewhere; gives how many. What is outside keeps what it had, and was told of already.
async fn relocate_versions(
    connection: &mut SqliteConnection,
    territory: &Territory,
    (places, update): (&'static str, &'static str),
) -> Result<usize, StoreError> {
    let rows: Vec<(f64, f64, String, String, String)> = sqlx::query_as(places).fetch_all(&mut *connection).await?;
    let mut moved = 0;
    for (lon, lat, region, municipality, town) in rows {
        let wrong = |_| StoreError::Value { id: "version".to_owned(), column: "lon, lat" };
        let Ok(to) = territory.locate(LngLat::new(lon, lat).map_err(wrong)?) else { continue };
        if to.region.slug() == region && to.municipality == municipality && to.town == town {
            continue;
        }
        sqlx::query(update)
            .bind(to.region.slug())
            .bind(&*to.municipality)
            .bind(&*to.town)
            .bind(lon)
            .bind(lat)
            .execute(&mut *connection)
            .await?;
        moved += 1;
    }
    Ok(moved)
}

async fn relocate_schools(
    connection: &mut SqliteConnection,
    territory: &Territory,
    relocation: &mut Relocation,
) -> Result<(), StoreError> {
    let rows: Vec<SchoolRow> =
        sqlx::query_as("select site_code, name, lon, lat, region, municipality from school order by site_code")
            .fetch_all(&mut *connection)
            .await?;
    relocation.schools = rows.len();
    for (site_code, name, lon, lat, region, municipality) in rows {
        let position =
            LngLat::new(lon, lat).map_err(|_| StoreError::Value { id: site_code.clone(), column: "lon, lat" })?;
        match territory.locate(position) {
            Ok(to) if to.region.slug() == region && to.municipality == municipality => {}
            Ok(to) => {
                sqlx::query("update school set region = $1, municipality = $2 where site_code = $3")
                    .bind(to.region.slug())
                    .bind(&*to.municipality)
                    .bind(&*site_code)
                    .execute(&mut *connection)
                    .await?;
                relocation.schools_moved += 1;
            }
            Err(outside) => relocation.schools_outside.push(LeftOutside { name, outside }),
        }
    }
    Ok(())
}

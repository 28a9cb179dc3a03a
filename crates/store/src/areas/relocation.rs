//! New borders: region, municipality and town of everything stored, computed again in the same transaction.

use domain::{InitiativeId, Region};
use territory::{Located, Outside, Territory};

use crate::{
    Store, StoreError, revision,
    sql::{Connection, sql},
};

/// An initiative that the new borders put elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// Its id.
    pub id: InitiativeId,
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

impl Store {
    /// Keeps the areas of `territory` and counts everything stored by them, in one transaction.
    ///
    /// # Errors
    /// When the database can't be read or written.
    pub async fn replace_areas(&self, territory: &Territory) -> Result<Relocation, StoreError> {
        let mut transaction = self.write().await?;
        let mut relocation = Relocation {
            borders_changed: super::replace(&mut transaction, territory.areas()).await?,
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
    connection: &mut Connection,
    territory: &Territory,
    relocation: &mut Relocation,
) -> Result<(), StoreError> {
    let rows = sql("select id, title, lon, lat, region, municipality, town from initiative order by id")
        .fetch_all(&mut *connection)
        .await?;
    relocation.initiatives = rows.len();
    for row in rows {
        let region = row.parse("region", Region::parse)?;
        let from = Located { region, municipality: row.get("municipality")?, town: row.get("town")? };
        match territory.locate(row.position()?) {
            Ok(to) if to == from => {}
            Ok(to) => {
                let id: InitiativeId = row.get("id")?;
                sql("update initiative set region = $1, municipality = $2, town = $3 where id = $4")
                    .bind(to.region.slug())
                    .bind(&*to.municipality)
                    .bind(&*to.town)
                    .bind(id)
                    .execute(&mut *connection)
                    .await?;
                relocation.moved.push(Moved { id, title: row.get("title")?, from, to });
            }
            Err(outside) => {
                relocation.initiatives_outside.push(LeftOutside { name: row.get("title")?, outside });
            }
        }
    }
    Ok(())
}

/// Counts the places of a table elsewhere; gives how many. What is outside keeps what it had, and was told of already.
async fn relocate_versions(
    connection: &mut Connection,
    territory: &Territory,
    (places, update): (&'static str, &'static str),
) -> Result<usize, StoreError> {
    let mut moved = 0;
    for row in sql(places).fetch_all(&mut *connection).await? {
        let position = row.position()?;
        let Ok(to) = territory.locate(position) else { continue };
        let from: [&str; 3] = [row.get("region")?, row.get("municipality")?, row.get("town")?];
        if from == [to.region.slug(), &*to.municipality, &*to.town] {
            continue;
        }
        sql(update)
            .bind(to.region.slug())
            .bind(&*to.municipality)
            .bind(&*to.town)
            .bind(position.lon())
            .bind(position.lat())
            .execute(&mut *connection)
            .await?;
        moved += 1;
    }
    Ok(moved)
}

async fn relocate_schools(
    connection: &mut Connection,
    territory: &Territory,
    relocation: &mut Relocation,
) -> Result<(), StoreError> {
    let rows = sql("select site_code, name, lon, lat, region, municipality from school order by site_code")
        .fetch_all(&mut *connection)
        .await?;
    relocation.schools = rows.len();
    for row in rows {
        let from: [&str; 2] = [row.get("region")?, row.get("municipality")?];
        match territory.locate(row.position()?) {
            Ok(to) if from == [to.region.slug(), &*to.municipality] => {}
            Ok(to) => {
                sql("update school set region = $1, municipality = $2 where site_code = $3")
                    .bind(to.region.slug())
                    .bind(&*to.municipality)
                    .bind(row.get::<&str>("site_code")?)
                    .execute(&mut *connection)
                    .await?;
                relocation.schools_moved += 1;
            }
            Err(outside) => relocation.schools_outside.push(LeftOutside { name: row.get("name")?, outside }),
        }
    }
    Ok(())
}

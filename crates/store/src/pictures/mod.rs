//! Pictures: of a version, or uploaded and waiting to be sent in. What is here are their hashes; the files are
//! elsewhere.

use std::collections::HashMap;

use domain::{InitiativeId, Moment, Picture};

use crate::{
    Store, StoreError,
    sql::{Connection, Row, sql},
};

/// Who may see a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PictureVisibility {
    /// Everybody: it stands on the page of an initiative.
    Public,
    /// Who sent it in, and who checks it.
    Waiting,
    /// Nobody: nothing refers to it.
    Unknown,
}

/// The version of an initiative that is public; `$1` is the initiative.
macro_rules! public {
    ($initiative:literal) => {
        concat!(
            "(select max(number) from version where version.initiative = ",
            $initiative,
            " and version.state = 'gepubliceerd')"
        )
    };
}

impl Store {
    /// Remembers that a picture was uploaded; once more keeps it longer.
    pub async fn keep_upload(&self, hash: &str, (width, height): (u32, u32), now: Moment) -> Result<(), StoreError> {
        let mut transaction = self.write().await?;
        sql("insert into upload (hash, width, height, created) values ($1, $2, $3, $4) \
             on conflict (hash) do update set created = excluded.created")
        .bind(hash)
        .bind(i64::from(width))
        .bind(i64::from(height))
        .bind(now)
        .execute(&mut transaction)
        .await?;
        transaction.commit().await
    }

    /// A picture that may be sent in: uploaded not long ago, or of any version of this initiative. It says nothing yet.
    pub async fn find_picture(
        &self,
        hash: &str,
        initiative: Option<InitiativeId>,
    ) -> Result<Option<Picture>, StoreError> {
        let row = sql("select hash, '' as alt, width, height from upload where hash = $1 \
             union select hash, '' as alt, width, height from picture where hash = $1 and initiative = $2")
        .bind(hash)
        .bind(initiative)
        .fetch_optional(&self.reader)
        .await?;
        row.as_ref().map(read).transpose()
    }

    /// The pictures of a version.
    pub async fn pictures(&self, initiative: InitiativeId, number: i64) -> Result<Vec<Picture>, StoreError> {
        let rows =
            sql("select hash, alt, width, height from picture where initiative = $1 and number = $2 order by ordinal")
                .bind(initiative)
                .bind(number)
                .fetch_all(&self.reader)
                .await?;
        rows.iter().map(read).collect()
    }

    /// The pictures of the version that was cleared last.
    pub async fn public_pictures(&self, initiative: InitiativeId) -> Result<Vec<Picture>, StoreError> {
        let rows = sql(concat!(
            "select hash, alt, width, height from picture where initiative = $1 and number = ",
            public!("$1"),
            " order by ordinal"
        ))
        .bind(initiative)
        .fetch_all(&self.reader)
        .await?;
        rows.iter().map(read).collect()
    }

    /// The first picture of everything on the map that has any.
    pub async fn first_pictures(&self) -> Result<HashMap<InitiativeId, Picture>, StoreError> {
        let rows = sql(concat!(
            "select picture.initiative as id, hash, alt, width, height from picture \
             join initiative on initiative.id = picture.initiative \
             where initiative.status = 'gepubliceerd' and picture.number = ",
            public!("picture.initiative"),
            " order by picture.initiative, ordinal desc"
        ))
        .fetch_all(&self.reader)
        .await?;
        // The last one of an id stays: the first picture.
        rows.iter().map(|row| Ok((row.get("id")?, read(row)?))).collect()
    }

    /// Who may see a picture now.
    pub async fn picture_seen(&self, hash: &str) -> Result<PictureVisibility, StoreError> {
        let seen: String = sql(concat!(
            "select case \
             when exists (select 1 from picture join initiative on initiative.id = picture.initiative \
             where picture.hash = $1 and initiative.status in ('gepubliceerd', 'gearchiveerd') and picture.number = ",
            public!("picture.initiative"),
            ") then 'openbaar' \
             when exists (select 1 from upload where hash = $1) \
             or exists (select 1 from picture join initiative on initiative.id = picture.initiative \
             where picture.hash = $1 and initiative.status <> 'ingetrokken') then 'wacht' \
             else '' end"
        ))
        .bind(hash)
        .scalar(&self.reader)
        .await?;
        Ok(match &*seen {
            "openbaar" => PictureVisibility::Public,
            "wacht" => PictureVisibility::Waiting,
            _ => PictureVisibility::Unknown,
        })
    }

    /// Forgets what was uploaded before `before`, and the pictures of what was withdrawn. What a version shows stays.
    pub async fn forget_pictures(&self, before: Moment) -> Result<(), StoreError> {
        let mut transaction = self.write().await?;
        sql("delete from upload where created < $1").bind(before).execute(&mut transaction).await?;
        sql("delete from picture where initiative in (select id from initiative where status = 'ingetrokken')")
            .execute(&mut transaction)
            .await?;
        transaction.commit().await
    }
}

/// The pictures of a new version: these, or else those of the version before it. What is not known any more is left
/// out.
pub(crate) async fn write(
    connection: &mut Connection,
    initiative: InitiativeId,
    number: i64,
    pictures: Option<&[Picture]>,
) -> Result<(), StoreError> {
    let Some(pictures) = pictures else {
        sql(
            "insert into picture (initiative, number, ordinal, hash, alt, width, height) \
             select initiative, $2, ordinal, hash, alt, width, height from picture where initiative = $1 and number = $3",
        )
        .bind(initiative)
        .bind(number)
        .bind(number - 1)
        .execute(connection)
        .await?;
        return Ok(());
    };
    for (picture, ordinal) in pictures.iter().zip(1_i64..) {
        sql("insert into picture (initiative, number, ordinal, hash, alt, width, height) \
             select $1, $2, $3, hash, $5, width, height from ( \
             select hash, width, height from upload where hash = $4 \
             union select hash, width, height from picture where hash = $4 and initiative = $1) as known")
        .bind(initiative)
        .bind(number)
        .bind(ordinal)
        .bind(&*picture.hash)
        .bind(&*picture.alt)
        .execute(&mut *connection)
        .await?;
    }
    Ok(())
}

fn read(row: &Row) -> Result<Picture, StoreError> {
    Ok(Picture {
        hash: row.get("hash")?,
        alt: row.get("alt")?,
        width: row.count("width")?,
        height: row.count("height")?,
    })
}

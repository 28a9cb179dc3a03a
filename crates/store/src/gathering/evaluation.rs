//! What people who were there think of it. A link says that it was used, an answer says of which gathering it is; nothing
//! says whose either is.

use std::fmt::Write as _;

use domain::{
    Gathering, GatheringId, Moment,
    gathering::{Evaluation, GatheringStatus, Usefulness},
};

use super::{error::GatheringError, row};
use crate::{
    Store, StoreError,
    sql::{Connection, Row, sql},
};

impl Store {
    /// Whether whoever was there is asked what they think of it.
    pub async fn is_evaluated(&self, id: GatheringId) -> Result<bool, StoreError> {
        evaluated(&mut *self.read().await?, id).await
    }

    /// Whoever was there is asked what they think of it, or not.
    pub async fn set_evaluated(&self, id: GatheringId, evaluated: bool, now: Moment) -> Result<(), GatheringError> {
        let mut transaction = self.write().await?;
        let gathering = row::find(&mut transaction, id).await?.ok_or(GatheringError::Gone)?;
        if gathering.status == GatheringStatus::Cancelled || now >= gathering.evaluation_closes() {
            return Err(GatheringError::NoEvaluation);
        }
        sql("update gathering set evaluated = $1 where id = $2")
            .bind(i64::from(evaluated))
            .bind(id)
            .execute(&mut transaction)
            .await?;
        Ok(transaction.commit().await?)
    }

    /// The gathering that a mailed link asks about, and whether it was answered with it.
    pub async fn evaluation_link(&self, token: &str) -> Result<Option<(Gathering, bool)>, StoreError> {
        let mut transaction = self.read().await?;
        let Some((id, used)) = link(&mut transaction, token).await? else { return Ok(None) };
        Ok(row::find(&mut transaction, id).await?.map(|gathering| (gathering, used)))
    }

    /// Keeps an answer, and that this link was used.
    pub async fn evaluate(&self, token: &str, answer: &Evaluation, now: Moment) -> Result<(), GatheringError> {
        let mut transaction = self.write().await?;
        let (id, used) = link(&mut transaction, token).await?.ok_or(GatheringError::Gone)?;
        let gathering = row::find(&mut transaction, id).await?.ok_or(GatheringError::Gone)?;
        if used {
            return Err(GatheringError::Answered);
        }
        if now >= gathering.evaluation_closes() {
            return Err(GatheringError::NoEvaluation);
        }
        sql("update evaluation_link set used = 1 where token = $1").bind(token).execute(&mut transaction).await?;
        sql("insert into evaluation (id, gathering, useful, takes, better) values ($1, $2, $3, $4, $5)")
            .bind(random()?)
            .bind(id)
            .bind(answer.useful.slug())
            .bind(&*answer.takes)
            .bind(&*answer.better)
            .execute(&mut transaction)
            .await?;
        Ok(transaction.commit().await?)
    }

    /// Every answer about a gathering, in no order.
    pub async fn evaluations(&self, id: GatheringId) -> Result<Vec<Evaluation>, StoreError> {
        let rows = sql("select id, useful, takes, better from evaluation where gathering = $1 order by id");
        rows.bind(id).fetch_all(&self.reader).await?.iter().map(read).collect()
    }
}

/// Whether whoever was there is asked what they think of it.
pub(super) async fn evaluated(connection: &mut Connection, id: GatheringId) -> Result<bool, StoreError> {
    sql("select 1 from gathering where id = $1 and evaluated = 1").bind(id).exists(connection).await
}

/// A link that is to be mailed; `token` is its hash.
pub(super) async fn insert_link(connection: &mut Connection, token: &str, id: GatheringId) -> Result<(), StoreError> {
    sql("insert into evaluation_link (token, gathering, used) values ($1, $2, 0)")
        .bind(token)
        .bind(id)
        .execute(connection)
        .await?;
    Ok(())
}

/// Of which gathering a link is, and whether it was used.
async fn link(connection: &mut Connection, token: &str) -> Result<Option<(GatheringId, bool)>, StoreError> {
    let row = sql("select gathering, used from evaluation_link where token = $1").bind(token);
    let row = row.fetch_optional(connection).await?;
    row.map(|row| Ok((row.get("gathering")?, row.flag("used")?))).transpose()
}

/// A number that says nothing about when it was given out.
fn random() -> Result<String, StoreError> {
    let mut bytes = [0_u8; 16];
    getrandom::fill(&mut bytes)?;
    Ok(bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    }))
}

fn read(row: &Row) -> Result<Evaluation, StoreError> {
    Ok(Evaluation {
        useful: row.parse("useful", Usefulness::parse)?,
        takes: row.get("takes")?,
        better: row.get("better")?,
    })
}

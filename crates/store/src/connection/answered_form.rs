//! Forms that make something are handled once, however often they are sent: a button that is pressed twice, a page that is
//! gone back to. The first transaction of a form writes down that it is being handled, so that no second one can.

use domain::Moment;

use super::Store;
use crate::{
    StoreError,
    sql::{Connection, sql},
};

tokio::task_local! {
    static HANDLING: SentForm;
}

/// One sending of a form.
#[derive(Debug, Clone)]
pub struct SentForm {
    /// Of its address, its number and all that is in it: the same for every sending.
    pub hash: String,
    /// Another one for every sending.
    pub attempt: String,
    /// When it came.
    pub now: Moment,
}

impl SentForm {
    /// Handles the form: of all its sendings, only one may change something. The others fail with
    /// [`StoreError::SentTwice`].
    pub async fn handle<W: Future>(self, work: W) -> W::Output {
        HANDLING.scope(self, work).await
    }
}

/// How far a form has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FormProgress {
    /// Nothing came of it yet.
    New,
    /// Another sending is being handled.
    UnderWay,
    /// It has been handled; what was answered.
    Answered(String),
}

impl Store {
    /// How far a form has come.
    pub async fn form_progress(&self, form: &SentForm) -> Result<FormProgress, StoreError> {
        let row = sql("select answer from answered_form where hash = $1").bind(&form.hash);
        let Some(row) = row.fetch_optional(&self.reader).await? else { return Ok(FormProgress::New) };
        Ok(row.get::<Option<String>>("answer")?.map_or(FormProgress::UnderWay, FormProgress::Answered))
    }

    /// Keeps what was answered to this sending, when it changed something.
    pub async fn keep_answer(&self, form: &SentForm, answer: &str) -> Result<(), StoreError> {
        let mut transaction = self.write().await?;
        sql("update answered_form set answer = $1 where hash = $2 and attempt = $3")
            .bind(answer)
            .bind(&form.hash)
            .bind(&form.attempt)
            .execute(&mut transaction)
            .await?;
        transaction.commit().await
    }

    /// This sending failed: another one may try again.
    pub async fn release_form(&self, form: &SentForm) -> Result<(), StoreError> {
        let own = sql("select 1 from answered_form where hash = $1 and attempt = $2");
        if !own.bind(&form.hash).bind(&form.attempt).exists(&self.reader).await? {
            return Ok(());
        }
        let mut transaction = self.write().await?;
        sql("delete from answered_form where hash = $1 and attempt = $2")
            .bind(&form.hash)
            .bind(&form.attempt)
            .execute(&mut transaction)
            .await?;
        transaction.commit().await
    }
}

/// Writes down that the form of this task is being handled.
///
/// # Errors
/// [`StoreError::SentTwice`] when another sending of it is, or was.
pub(super) async fn claim(connection: &mut Connection) -> Result<(), StoreError> {
    let Ok(form) = HANDLING.try_with(SentForm::clone) else { return Ok(()) };
    sql("insert into answered_form (hash, attempt, at) values ($1, $2, $3) on conflict (hash) do nothing")
        .bind(&form.hash)
        .bind(&form.attempt)
        .bind(form.now)
        .execute(&mut *connection)
        .await?;
    let first: String =
        sql("select attempt from answered_form where hash = $1").bind(&form.hash).scalar(connection).await?;
    if first == form.attempt { Ok(()) } else { Err(StoreError::SentTwice) }
}

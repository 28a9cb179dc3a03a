//! The words that people type and what they mean, as an admin wrote them.

use domain::{AuditAct, Moment, PersonId, synonyms::USUAL};

use crate::{Store, StoreError, audit, revision, sql::sql};

impl Store {
    /// The words, a line for each: the usual ones until an admin has written others.
    pub async fn synonyms(&self) -> Result<String, StoreError> {
        let row = sql("select words from synonyms where id = 1").fetch_optional(&self.reader).await?;
        row.map_or_else(|| Ok(USUAL.to_owned()), |row| row.get("words"))
    }

    /// Keeps other words, unless they are no longer what `before` was; then nothing changes, and this is false.
    pub async fn set_synonyms(
        &self,
        words: &str,
        before: &str,
        admin: PersonId,
        now: Moment,
    ) -> Result<bool, StoreError> {
        let mut transaction = self.write().await?;
        let row = sql("select words from synonyms where id = 1").fetch_optional(&mut transaction).await?;
        let kept: String = row.map_or_else(|| Ok(USUAL.to_owned()), |row| row.get("words"))?;
        if kept == words {
            return Ok(true);
        }
        if kept != before {
            return Ok(false);
        }
        sql("insert into synonyms (id, words) values (1, $1) on conflict (id) do update set words = excluded.words")
            .bind(words)
            .execute(&mut transaction)
            .await?;
        audit::write(&mut transaction, Some(admin), AuditAct::Synonyms, None, "", now).await?;
        revision::grow(&mut transaction).await?;
        transaction.commit().await?;
        Ok(true)
    }
}

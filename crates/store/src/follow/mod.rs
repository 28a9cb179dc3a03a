//! Following a search: who wants a mail when something new fits it, and what they know already.

use domain::{Email, InitiativeId, Moment, confirmation::Purpose};

use crate::{
    Mail, Store, StoreError,
    confirmation::{self, Link, Subject},
    mail,
    sql::{Connection, Row, sql},
};

/// A search that somebody asked to follow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Follow {
    /// The search as an address carries it, without the question mark; empty for everything.
    pub query: String,
    /// Whether the address is confirmed: else it is not followed yet.
    pub confirmed: bool,
}

/// Somebody who follows a search.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Follower {
    /// Which row.
    pub id: i64,
    /// Where the mail goes.
    pub email: Email,
    /// The search as an address carries it.
    pub query: String,
    /// Up to which publication they know.
    pub told: i64,
    /// When the last mail was written, or the address was confirmed.
    pub mailed: Moment,
}

impl Store {
    /// Somebody wants to follow a search; `token` is the hash of the one in the mail that asks whether that is so.
    pub async fn ask_to_follow(
        &self,
        email: &Email,
        query: &str,
        token: &str,
        letter: &Mail,
        now: Moment,
    ) -> Result<(), StoreError> {
        let mut transaction = self.write().await?;
        let id: i64 = sql("select coalesce(max(id), 0) + 1 from follow").scalar(&mut transaction).await?;
        sql("insert into follow (id, email, query, created, told, mailed) values ($1, $2, $3, $4, 0, null)")
            .bind(id)
            .bind(email.as_str())
            .bind(query)
            .bind(now)
            .execute(&mut transaction)
            .await?;
        link(&mut transaction, id, token).await?;
        mail::write_with_link(&mut transaction, letter, &about(id), token, now).await?;
        transaction.commit().await
    }

    /// What a mailed link is about; `None` when it ended, or was not confirmed and asked for at or before `since`.
    pub async fn follow(&self, token: &str, since: Moment, now: Moment) -> Result<Option<Follow>, StoreError> {
        let row = behind(&mut *self.read().await?, token, since, now).await?;
        row.map(|row| Ok(Follow { query: row.get("query")?, confirmed: row.get::<Option<&str>>("mailed")?.is_some() }))
            .transpose()
    }

    /// The address is confirmed: from now on the search is followed. Twice is as good as once, and the same search by
    /// the same address is followed once. False when the link does not work (any more).
    pub async fn confirm_follow(&self, token: &str, since: Moment, now: Moment) -> Result<bool, StoreError> {
        let mut transaction = self.write().await?;
        let Some(row) = behind(&mut transaction, token, since, now).await? else { return Ok(false) };
        let (id, email, query): (i64, String, String) = (row.get("id")?, row.get("email")?, row.get("query")?);
        if row.get::<Option<&str>>("mailed")?.is_some() {
            return Ok(true);
        }
        let known: Option<i64> = sql("select id from follow where email = $1 and query = $2 and mailed is not null")
            .bind(email)
            .bind(query)
            .scalar_optional(&mut transaction)
            .await?;
        if let Some(known) = known {
            confirmation::follow_instead(&mut transaction, id, known).await?;
            sql("delete from follow where id = $1").bind(id).execute(&mut transaction).await?;
        } else {
            // What is on the map already is not new to who follows from now on.
            let told = note(&mut transaction).await?;
            sql("update follow set mailed = $1, told = $2 where id = $3")
                .bind(now)
                .bind(told)
                .bind(id)
                .execute(&mut transaction)
                .await?;
        }
        transaction.commit().await?;
        Ok(true)
    }

    /// Nothing is followed any more by who has this link; the address is forgotten, and a mail that waits does not leave.
    /// False when there was nothing to end.
    pub async fn end_follow(&self, token: &str, now: Moment) -> Result<bool, StoreError> {
        let mut transaction = self.write().await?;
        let link = confirmation::look(&mut transaction, Purpose::Follow, token, now).await?;
        let Some(Subject::Follow(id)) = link else { return Ok(false) };
        sql("delete from follow where id = $1").bind(id).execute(&mut transaction).await?;
        mail::take_back(&mut transaction, &about(id)).await?;
        transaction.commit().await?;
        Ok(true)
    }

    /// Forgets who asked at or before `since` and never confirmed. Gives how many.
    pub async fn forget_unconfirmed_follows(&self, since: Moment) -> Result<u64, StoreError> {
        let mut transaction = self.write().await?;
        let gone = sql("delete from follow where mailed is null and created <= $1")
            .bind(since)
            .execute(&mut transaction)
            .await?;
        transaction.commit().await?;
        Ok(gone)
    }

    /// Notes what has come on the map since the last time; gives the number of the newest publication. `None` when the
    /// database is not at this revision: then what would be noted can't be found on the map yet.
    pub async fn note_published(&self, revision: i64) -> Result<Option<i64>, StoreError> {
        let mut transaction = self.write().await?;
        let now: i64 = sql("select number from revision where id = 1").scalar(&mut transaction).await?;
        if now != revision {
            return Ok(None);
        }
        let newest = note(&mut transaction).await?;
        transaction.commit().await?;
        Ok(Some(newest))
    }

    /// Everything that was first published after publication `after`, with the number of its own: the oldest first.
    pub async fn published_after(&self, after: i64) -> Result<Vec<(InitiativeId, i64)>, StoreError> {
        let rows = sql("select initiative, ordinal from publication where ordinal > $1 order by ordinal, initiative")
            .bind(after)
            .fetch_all(&self.reader)
            .await?;
        rows.iter().map(|row| Ok((row.get("initiative")?, row.get("ordinal")?))).collect()
    }

    /// Everybody who follows something and does not know publication `newest` yet.
    pub async fn followers(&self, newest: i64) -> Result<Vec<Follower>, StoreError> {
        let rows =
            sql("select id, email, query, told, mailed from follow where mailed is not null and told < $1 order by id")
                .bind(newest)
                .fetch_all(&self.reader)
                .await?;
        rows.iter()
            .map(|row| {
                Ok(Follower {
                    id: row.get("id")?,
                    email: row.parse("email", Email::parse)?,
                    query: row.get("query")?,
                    told: row.get("told")?,
                    mailed: row.get("mailed")?,
                })
            })
            .collect()
    }

    /// A follower knows everything up to publication `newest`; with a mail when something fitted, and the hash of the
    /// token in it. False when they were told already, or follow no more: then nothing is written.
    pub async fn tell(
        &self,
        follower: &Follower,
        newest: i64,
        letter: Option<(&Mail, &str)>,
        now: Moment,
    ) -> Result<bool, StoreError> {
        let mut transaction = self.write().await?;
        let mailed = if letter.is_some() { now } else { follower.mailed };
        let done = sql("update follow set told = $1, mailed = $2 where id = $3 and email = $4 and told = $5")
            .bind(newest)
            .bind(mailed)
            .bind(follower.id)
            .bind(follower.email.as_str())
            .bind(follower.told)
            .execute(&mut transaction)
            .await?;
        if done == 0 {
            return Ok(false);
        }
        if let Some((letter, token)) = letter {
            link(&mut transaction, follower.id, token).await?;
            mail::write_with_link(&mut transaction, letter, &about(follower.id), token, now).await?;
        }
        transaction.commit().await?;
        Ok(true)
    }
}

/// Notes what has come on the map since the last time; gives the number of the newest publication.
async fn note(connection: &mut Connection) -> Result<i64, StoreError> {
    sql("insert into publication (initiative, ordinal) \
         select i.id, (select coalesce(max(ordinal), 0) + 1 from publication) from initiative i \
         where i.status = 'gepubliceerd' and not exists (select 1 from publication p where p.initiative = i.id)")
    .execute(&mut *connection)
    .await?;
    sql("select coalesce(max(ordinal), 0) from publication").scalar(connection).await
}

async fn link(connection: &mut Connection, follow: i64, token: &str) -> Result<(), StoreError> {
    confirmation::write(connection, Link { token, ..Link::default() }, &Subject::Follow(follow)).await
}

/// What a link leads to, unless it was not confirmed and asked for at or before `since`.
async fn behind(
    connection: &mut Connection,
    token: &str,
    since: Moment,
    now: Moment,
) -> Result<Option<Row>, StoreError> {
    let link = confirmation::look(connection, Purpose::Follow, token, now).await?;
    let Some(Subject::Follow(id)) = link else { return Ok(None) };
    sql("select id, email, query, mailed from follow where id = $1 and (mailed is not null or created > $2)")
        .bind(id)
        .bind(since)
        .fetch_optional(connection)
        .await
}

/// What the mails are about, so that they can be taken back.
fn about(follow: i64) -> String {
    format!("volgen/{follow}")
}

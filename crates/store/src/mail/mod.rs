//! The outbox. A mail is written in the transaction of what it tells; sending comes after.

use domain::Moment;

use crate::{
    Store, StoreError,
    sql::{Connection, sql},
};

/// A mail to write.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mail {
    /// The address.
    pub recipient: String,
    /// The subject.
    pub subject: String,
    /// The text, for who reads text.
    pub text: String,
    /// The same as HTML.
    pub html: String,
    /// Who gets the answer; empty for the sender of all mail.
    pub reply_to: String,
    /// The address where one POST ends mails like this (RFC 8058); empty for mail that was asked for.
    pub unsubscribe: String,
}

/// A mail that waits to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueuedMail {
    /// The number of the mail: sending it twice is recognised by it.
    pub id: i64,
    /// How often it was tried.
    pub attempts: u32,
    /// When it was written.
    pub created: Moment,
    /// What to send.
    pub mail: Mail,
}

impl Store {
    /// Writes a mail that tells nothing else that is kept.
    pub async fn queue_mail(&self, mail: &Mail, now: Moment) -> Result<(), StoreError> {
        let mut transaction = self.write().await?;
        write(&mut transaction, mail, now).await?;
        transaction.commit().await
    }

    /// The mail that has waited longest, when one is due.
    pub async fn next_mail(&self, now: Moment) -> Result<Option<QueuedMail>, StoreError> {
        let row = sql(
            "select id, attempts, created, recipient, subject, body_text, body_html, reply_to, unsubscribe from mail \
             where sent is null and due <= $1 order by due, id limit 1",
        )
        .bind(now)
        .fetch_optional(&self.reader)
        .await?;
        row.map(|row| {
            Ok(QueuedMail {
                id: row.get("id")?,
                attempts: row.count("attempts")?,
                created: row.get("created")?,
                mail: Mail {
                    recipient: row.get("recipient")?,
                    subject: row.get("subject")?,
                    text: row.get("body_text")?,
                    html: row.get("body_html")?,
                    reply_to: row.get("reply_to")?,
                    unsubscribe: row.get("unsubscribe")?,
                },
            })
        })
        .transpose()
    }

    /// The mail has gone. What it said is kept no longer.
    pub async fn mail_sent(&self, id: i64, now: Moment) -> Result<(), StoreError> {
        let mut transaction = self.write().await?;
        sql("update mail set sent = $1, recipient = '', reply_to = '', unsubscribe = '', body_text = '', body_html = '' where id = $2")
            .bind(now)
            .bind(id)
            .execute(&mut transaction)
            .await?;
        transaction.commit().await
    }

    /// The mail could not be sent; it is tried again at `due`.
    pub async fn mail_failed(&self, id: i64, due: Moment) -> Result<(), StoreError> {
        let mut transaction = self.write().await?;
        sql("update mail set attempts = attempts + 1, due = $1 where id = $2")
            .bind(due)
            .bind(id)
            .execute(&mut transaction)
            .await?;
        transaction.commit().await
    }

    /// The mail was refused for good: it is forgotten.
    pub async fn mail_refused(&self, id: i64) -> Result<(), StoreError> {
        let mut transaction = self.write().await?;
        sql("delete from mail where id = $1").bind(id).execute(&mut transaction).await?;
        transaction.commit().await
    }
}

/// Part of the transaction of what the mail tells.
pub(crate) async fn write(connection: &mut Connection, mail: &Mail, now: Moment) -> Result<(), StoreError> {
    write_later(connection, mail, "", now, now).await
}

/// As [`write`], for a mail that does not leave before `due`, and can be taken back until then by what it is about.
pub(crate) async fn write_later(
    connection: &mut Connection,
    mail: &Mail,
    about: &str,
    due: Moment,
    now: Moment,
) -> Result<(), StoreError> {
    sql(
        "insert into mail (id, recipient, subject, body_text, body_html, created, due, attempts, about, reply_to, unsubscribe) \
         values ((select coalesce(max(id), 0) + 1 from mail), $1, $2, $3, $4, $5, $6, 0, $7, $8, $9)",
    )
    .bind(&*mail.recipient)
    .bind(&*mail.subject)
    .bind(&*mail.text)
    .bind(&*mail.html)
    .bind(now)
    .bind(due)
    .bind(about)
    .bind(&*mail.reply_to)
    .bind(&*mail.unsubscribe)
    .execute(connection)
    .await?;
    Ok(())
}

/// A mail that has not left does not leave. Its number is not used again: a mail server knows mails by it.
pub(crate) async fn take_back(connection: &mut Connection, about: &str) -> Result<(), StoreError> {
    sql(
        "update mail set sent = 'teruggenomen', recipient = '', reply_to = '', unsubscribe = '', body_text = '', body_html = '' \
         where about = $1 and sent is null",
    )
    .bind(about)
    .execute(connection)
    .await?;
    Ok(())
}

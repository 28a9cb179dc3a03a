//! The outbox. A mail is written in the transaction of what it tells; sending comes after. Who waits for a mail gets it
//! first, and the link in it lives from when it leaves.

use domain::{Moment, confirmation::Purpose};

use crate::{
    Store, StoreError, confirmation,
    sql::{Connection, Row, sql},
};

/// Which mail goes before which.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Priority {
    /// Nobody waits for it.
    #[default]
    Later = 0,
    /// Somebody waits for it, before a screen.
    Waited = 1,
    /// So does somebody who is known here, whatever strangers ask at the same time.
    Known = 2,
}

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
    /// The address where mails like this are ended: of a search that is followed by one POST (RFC 8058); empty for mail of which
    /// no more come.
    pub unsubscribe: String,
    /// A calendar file (RFC 5545) that comes along; empty for none. Its `METHOD` says what it does.
    pub calendar: String,
    /// Before which others it leaves.
    pub priority: Priority,
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
    /// Hash of the token in a link that it brings, and that ends.
    pub link: Option<String>,
    /// What that link is for; `None` when there is no such link any more.
    pub purpose: Option<Purpose>,
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

    /// The mail that is to leave first, when one is due.
    pub async fn next_mail(&self, now: Moment) -> Result<Option<QueuedMail>, StoreError> {
        Ok(self.next_mails(now, 1).await?.pop())
    }

    /// At most so many mails that are due, in the order in which they are to leave.
    pub async fn next_mails(&self, now: Moment, most: usize) -> Result<Vec<QueuedMail>, StoreError> {
        let rows =
            sql("select m.id, m.attempts, m.created, m.recipient, m.subject, m.body_text, m.body_html, m.reply_to, \
             m.unsubscribe, m.calendar, m.priority, m.link, c.purpose from mail m \
             left join confirmation c on c.token = m.link and c.used is null \
             where m.sent is null and m.due <= $1 order by m.priority desc, m.due, m.id limit $2")
            .bind(now)
            .bind(i64::try_from(most).unwrap_or(i64::MAX))
            .fetch_all(&self.reader)
            .await?;
        rows.iter().map(read).collect()
    }

    /// Since when the mail waits that somebody has waited for longest; `None` when none does.
    pub async fn longest_waited(&self) -> Result<Option<Moment>, StoreError> {
        sql("select min(created) from mail where sent is null and priority > 0").scalar(&self.reader).await
    }

    /// The mail is about to leave: its links work until `until` says for their purpose. False when the link is gone, because it
    /// was used, taken back or forgotten; then the mail is not to leave.
    pub async fn mail_leaves(
        &self,
        link: &str,
        until: impl Fn(Purpose) -> Moment,
        now: Moment,
    ) -> Result<bool, StoreError> {
        let mut transaction = self.write().await?;
        let there = confirmation::begin_life(&mut transaction, link, until, now).await?;
        transaction.commit().await?;
        Ok(there)
    }

    /// The mail has gone. What it said is kept no longer.
    pub async fn mail_sent(&self, id: i64, now: Moment) -> Result<(), StoreError> {
        self.end_mail(id, &now).await
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

    /// The mail was refused for good, or its link is dead: it does not leave any more.
    pub async fn mail_dropped(&self, id: i64) -> Result<(), StoreError> {
        self.end_mail(id, "vervallen").await
    }

    /// Nothing is left to send of a mail. Its number is not used again: a mail server knows mails by it.
    async fn end_mail(&self, id: i64, how: &str) -> Result<(), StoreError> {
        let mut transaction = self.write().await?;
        let ended = sql(format!("update mail set sent = $1, {EMPTY} where id = $2"));
        ended.bind(how).bind(id).execute(&mut transaction).await?;
        transaction.commit().await
    }
}

/// What is left of a mail once it is not to be sent any more.
const EMPTY: &str =
    "recipient = '', reply_to = '', unsubscribe = '', body_text = '', body_html = '', calendar = '', link = null";

fn read(row: &Row) -> Result<QueuedMail, StoreError> {
    let purpose: Option<String> = row.get("purpose")?;
    Ok(QueuedMail {
        id: row.get("id")?,
        attempts: row.count("attempts")?,
        created: row.get("created")?,
        link: row.get("link")?,
        purpose: purpose.and_then(|slug| Purpose::parse(&slug).ok()),
        mail: Mail {
            recipient: row.get("recipient")?,
            subject: row.get("subject")?,
            text: row.get("body_text")?,
            html: row.get("body_html")?,
            reply_to: row.get("reply_to")?,
            unsubscribe: row.get("unsubscribe")?,
            calendar: row.get("calendar")?,
            priority: match row.get::<i64>("priority")? {
                0 => Priority::Later,
                1 => Priority::Waited,
                _ => Priority::Known,
            },
        },
    })
}

/// Part of the transaction of what the mail tells.
pub(crate) async fn write(connection: &mut Connection, mail: &Mail, now: Moment) -> Result<(), StoreError> {
    insert(connection, mail, "", None, now, now).await
}

/// As [`write`], for a mail that brings a link that ends; `link` is the hash of its token.
pub(crate) async fn write_with_link(
    connection: &mut Connection,
    mail: &Mail,
    about: &str,
    link: &str,
    now: Moment,
) -> Result<(), StoreError> {
    insert(connection, mail, about, Some(link), now, now).await
}

/// As [`write`], for a mail that does not leave before `due`, and can be taken back until then by what it is about.
pub(crate) async fn write_later(
    connection: &mut Connection,
    mail: &Mail,
    about: &str,
    due: Moment,
    now: Moment,
) -> Result<(), StoreError> {
    insert(connection, mail, about, None, due, now).await
}

async fn insert(
    connection: &mut Connection,
    mail: &Mail,
    about: &str,
    link: Option<&str>,
    due: Moment,
    now: Moment,
) -> Result<(), StoreError> {
    sql("insert into mail (id, recipient, subject, body_text, body_html, created, due, attempts, about, reply_to, \
         unsubscribe, priority, link, calendar) \
         values ((select coalesce(max(id), 0) + 1 from mail), $1, $2, $3, $4, $5, $6, 0, $7, $8, $9, $10, $11, $12)")
    .bind(&*mail.recipient)
    .bind(&*mail.subject)
    .bind(&*mail.text)
    .bind(&*mail.html)
    .bind(now)
    .bind(due)
    .bind(about)
    .bind(&*mail.reply_to)
    .bind(&*mail.unsubscribe)
    .bind(mail.priority as i64)
    .bind(link)
    .bind(&*mail.calendar)
    .execute(connection)
    .await?;
    Ok(())
}

/// A mail that has not left does not leave. Its number is not used again: a mail server knows mails by it.
pub(crate) async fn take_back(connection: &mut Connection, about: &str) -> Result<(), StoreError> {
    sql(format!("update mail set sent = 'teruggenomen', {EMPTY} where about = $1 and sent is null"))
        .bind(about)
        .execute(connection)
        .await?;
    Ok(())
}

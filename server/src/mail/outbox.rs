//! Sends the mails in the outbox, several at once, and tries again those that did not leave.
//!
//! Who waits for a mail goes first, and the last place is kept free for it: what a slow mail server takes for the mails of
//! the night is not added to signing in. The link in a mail lives from when the mail leaves, so however late it is, it
//! never arrives dead; when what it is about is gone by then, the mail does not leave.

use std::{collections::HashSet, path::PathBuf, time::Duration};

use domain::{confirmation::Purpose, strike::without_address};
use futures_util::{StreamExt as _, stream::FuturesUnordered};
use jiff::SignedDuration;
use store::{Priority, QueuedMail, Store, StoreError};
use tokio::time::{sleep, timeout};

use crate::{
    clock::Clock,
    mail::{Frame, MailServer, MailServerError},
};

/// How often to look when there is nothing to send.
const POLL: Duration = Duration::from_millis(500);

/// How many mails are on their way to the mail server at once.
const SENDERS: usize = 3;

/// The longest that one mail may take.
const LONGEST: Duration = Duration::from_secs(30);

/// Minutes to wait after a failure: the first, the second, and so on; then always the last.
const PATIENCE: [i64; 6] = [1, 5, 15, 60, 240, 720];

/// What it takes to send.
struct Postman {
    store: Store,
    clock: Clock,
    server: MailServer,
    from: String,
    frame: Frame,
    folder: PathBuf,
}

/// Sends until it is aborted. A mail is marked as sent after it left: a crash in between sends it once more, with the
/// same number, which a folder and most mail servers recognise.
pub(crate) async fn run(store: Store, clock: Clock, server: MailServer, from: String, frame: Frame, folder: PathBuf) {
    let postman = Postman { store, clock, server, from, frame, folder };
    let (mut under_way, mut numbers) = (FuturesUnordered::new(), HashSet::new());
    loop {
        if let Some(mail) = postman.next(&numbers).await {
            numbers.insert(mail.id);
            under_way.push(postman.deliver(mail));
        } else {
            tokio::select! {
                Some(id) = under_way.next() => {
                    numbers.remove(&id);
                }
                () = sleep(POLL) => {}
            }
        }
    }
}

impl Postman {
    /// The mail to send beside those that are under way; `None` when there is none, or no place for it.
    async fn next(&self, under_way: &HashSet<i64>) -> Option<QueuedMail> {
        let last_place = match SENDERS.checked_sub(under_way.len()) {
            None | Some(0) => return None,
            left => left == Some(1),
        };
        // Among so many there is one that is not under way yet.
        let due = self.store.next_mails(self.clock.moment(), SENDERS).await;
        let due = due.inspect_err(|error| tracing::error!(%error, "outbox")).ok()?;
        due.into_iter()
            .find(|mail| !under_way.contains(&mail.id))
            .filter(|mail| !last_place || mail.mail.priority > Priority::Later)
    }

    /// Sends a mail, and notes what became of it. Gives its number.
    async fn deliver(&self, mail: QueuedMail) -> i64 {
        if let Err(error) = self.send(&mail).await {
            tracing::error!(%error, "outbox");
            sleep(POLL).await;
        }
        mail.id
    }

    async fn send(&self, waiting: &QueuedMail) -> Result<(), StoreError> {
        if let Some(link) = &waiting.link {
            let until = |purpose: Purpose| self.clock.moment_in(SignedDuration::from_mins(purpose.minutes()));
            if !self.store.mail_leaves(link, until, self.clock.moment()).await? {
                tracing::info!(mail = waiting.id, "not sent: its link is gone");
                return self.store.mail_dropped(waiting.id).await;
            }
        }
        let sending = self.server.send(waiting, &self.from, &self.frame, &self.folder);
        let Err(error) = timeout(LONGEST, sending).await.unwrap_or(Err(MailServerError::TooSlow)) else {
            return self.store.mail_sent(waiting.id, self.clock.moment()).await;
        };
        // A mail server repeats whom it refuses; the log names nobody.
        let (mail, last) = (&waiting.mail, error.is_final());
        let error = without_address(&without_address(&error.to_string(), &mail.recipient), &mail.reply_to);
        tracing::warn!(mail = waiting.id, error, last, "mail");
        if last {
            return self.store.mail_dropped(waiting.id).await;
        }
        let step = (waiting.attempts as usize).min(PATIENCE.len() - 1);
        let due = self.clock.moment_in(SignedDuration::from_mins(PATIENCE[step]));
        self.store.mail_failed(waiting.id, due).await
    }
}

//! Sends the mails in the outbox, one after the other, and tries again those that did not leave.

use std::{path::PathBuf, time::Duration};

use domain::strike::without_address;
use jiff::SignedDuration;
use store::Store;

use crate::{clock::Clock, mail::MailServer};

/// How often to look when there is nothing to send.
const POLL: Duration = Duration::from_millis(500);

/// Minutes to wait after a failure: the first, the second, and so on; then always the last.
const PATIENCE: [i64; 6] = [1, 5, 15, 60, 240, 720];

/// Sends until it is aborted. A mail is marked as sent after it left: a crash in between sends it once more, with the
/// same number, which a folder and most mail servers recognise.
pub(crate) async fn run(store: Store, clock: Clock, server: MailServer, from: String, folder: PathBuf) {
    loop {
        let sent = match store.next_mail(clock.moment()).await {
            Ok(Some(waiting)) => {
                let outcome = match server.send(&waiting, &from, &folder).await {
                    Ok(()) => store.mail_sent(waiting.id, clock.moment()).await,
                    Err(error) => {
                        // A mail server repeats whom it refuses; the log names nobody.
                        let mail = &waiting.mail;
                        let last = error.is_final();
                        let error =
                            without_address(&without_address(&error.to_string(), &mail.recipient), &mail.reply_to);
                        tracing::warn!(mail = waiting.id, error, last, "mail");
                        let step = (waiting.attempts as usize).min(PATIENCE.len() - 1);
                        let due = clock.moment_in(SignedDuration::from_mins(PATIENCE[step]));
                        if last {
                            store.mail_refused(waiting.id).await
                        } else {
                            store.mail_failed(waiting.id, due).await
                        }
                    }
                };
                outcome.inspect_err(|error| tracing::error!(%error, "outbox")).is_ok()
            }
            Ok(None) => false,
            Err(error) => {
                tracing::error!(%error, "outbox");
                false
            }
        };
        if !sent {
            tokio::time::sleep(POLL).await;
        }
    }
}

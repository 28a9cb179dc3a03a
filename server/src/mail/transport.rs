//! How a mail leaves: over SMTP, or into a folder where there is no mail server.

use std::{fs, io::Write as _, path::Path, time::Duration};

use base64::{Engine as _, prelude::BASE64_STANDARD};
use domain::{confirmation::Purpose, private_address::is_this_machine, strike::mentions_address};
use lettre::{
    Address, AsyncSmtpTransport, AsyncTransport as _, Message, Tokio1Executor,
    message::{
        Mailbox, MultiPart, SinglePart,
        header::{ContentType, HeaderName, HeaderValue},
    },
};
use store::QueuedMail;
use url::Url;

use crate::mail::Frame;

/// The folder of mails, where there is no mail server.
pub(crate) const FOLDER: &str = "uit";

/// How long a mail server may take for one answer.
const PATIENCE: Duration = Duration::from_secs(10);

/// Where mail goes.
#[derive(Debug, Clone)]
pub enum MailServer {
    /// An `.eml` file for each mail, in the folder `uit` of the data folder.
    Folder,
    /// A mail server: `smtps://user:password@host`, `smtp://host?tls=required`, `smtp://localhost:25`.
    Smtp(AsyncSmtpTransport<Tokio1Executor>),
}

/// Why a mail did not leave.
#[derive(Debug, thiserror::Error)]
pub enum MailServerError {
    #[error("geen adres van een mailserver: {0}")]
    Url(lettre::transport::smtp::Error),
    #[error("de mail is niet te schrijven: {0}")]
    Message(#[from] lettre::error::Error),
    #[error("{0} is geen e-mailadres")]
    Address(String),
    #[error("het agendabestand bij de mail is niet te lezen")]
    Calendar,
    #[error("de map voor mail is niet te schrijven: {0}")]
    Folder(#[from] std::io::Error),
    #[error("de mailserver weigert: {0}")]
    Refused(lettre::transport::smtp::Error),
    #[error("de mailserver doet er te lang over")]
    TooSlow,
    #[error("een wachtwoord gaat alleen over TLS: schrijf smtps://, of zet er ?tls=required achter")]
    OpenPassword,
}

impl MailServerError {
    /// Whether trying again is no use: the mail can't be written, or the server refuses it for good (5xx).
    pub(crate) fn is_final(&self) -> bool {
        match self {
            Self::Refused(error) => error.is_permanent(),
            Self::Message(_) | Self::Address(_) | Self::Calendar => true,
            Self::Url(_) | Self::Folder(_) | Self::TooSlow | Self::OpenPassword => false,
        }
    }
}

impl MailServer {
    /// Reads the address of a mail server.
    ///
    /// # Errors
    /// When it is no such address, or would send a password for everybody to read.
    pub fn parse(url: &str) -> Result<Self, MailServerError> {
        if gives_password_away(url) {
            return Err(MailServerError::OpenPassword);
        }
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(url).map_err(MailServerError::Url)?;
        Ok(Self::Smtp(transport.timeout(Some(PATIENCE)).build()))
    }

    /// Sends one mail. The same mail sent again has the same `Message-ID`, and the same file.
    ///
    /// # Errors
    /// When it did not leave; trying again later is fine.
    pub(crate) async fn send(
        &self,
        waiting: &QueuedMail,
        from: &str,
        frame: &Frame,
        folder: &Path,
    ) -> Result<(), MailServerError> {
        let message = message(waiting, from, frame)?;
        match self {
            Self::Folder => Ok(keep(&message.formatted(), folder, waiting.id)?),
            Self::Smtp(transport) => transport.send(message).await.map(|_| ()).map_err(MailServerError::Refused),
        }
    }
}

/// Whether a name or a password would leave this machine without TLS. `tls=opportunistic` is none: whoever is in between can
/// say that the server has no TLS.
fn gives_password_away(url: &str) -> bool {
    let Ok(url) = Url::parse(url) else { return false };
    let secret = !url.username().is_empty() || url.password().is_some();
    let safe = url.scheme() == "smtps" || url.query_pairs().any(|(name, value)| name == "tls" && value == "required");
    secret && !safe && !url.host_str().is_some_and(is_this_machine)
}

fn message(waiting: &QueuedMail, from: &str, frame: &Frame) -> Result<Message, MailServerError> {
    let address = |text: &str| text.parse::<Address>().map_err(|_| MailServerError::Address(text.to_owned()));
    let (from, to) = (address(from)?, address(&waiting.mail.recipient)?);
    let header = |name, value: String| HeaderValue::new(HeaderName::new_from_ascii_str(name), value);
    let domain = from.domain().to_owned();
    let day: String = waiting.created.chars().filter(char::is_ascii_digit).collect();
    let mut message = Message::builder()
        .message_id(Some(format!("<{day}.{}@{}>", waiting.id, domain)))
        .from(Mailbox::new(Some(frame.sender()), from))
        .to(Mailbox::new(None, to))
        .subject(&*waiting.mail.subject)
        // No program answers what a program wrote (RFC 3834; the second is for Exchange).
        .raw_header(header("Auto-Submitted", "auto-generated".to_owned()))
        .raw_header(header("X-Auto-Response-Suppress", "All".to_owned()));
    if !waiting.mail.reply_to.is_empty() {
        message = message.reply_to(Mailbox::new(None, address(&waiting.mail.reply_to)?));
    }
    // Mails of which more come: a mail program can put them together (RFC 2919), and offer to stop them.
    if let Some(list @ (Purpose::Follow | Purpose::StillTrue)) = waiting.purpose {
        message = message.raw_header(header("List-Id", format!("<{}.{domain}>", list.slug())));
    }
    // One click of a mail program is enough (RFC 8058). What asks to sign in first is a link in the mail, and no header.
    if !waiting.mail.unsubscribe.is_empty() {
        message = message
            .raw_header(header("List-Unsubscribe", format!("<{}>", waiting.mail.unsubscribe)))
            .raw_header(header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click".to_owned()));
    }
    let (text, html) = (frame.text(&waiting.mail.text), frame.html(&waiting.mail.subject, &waiting.mail.html));
    let mut parts = MultiPart::alternative_plain_html(text, html);
    if !waiting.mail.calendar.is_empty() {
        parts = parts.singlepart(calendar(&waiting.mail.calendar)?);
    }
    Ok(message.multipart(parts)?)
}

/// The part that tells a calendar something. Its type names the same method as the file: programs look at either (RFC 6047,
/// 2.4).
fn calendar(file: &str) -> Result<SinglePart, MailServerError> {
    let method = file.lines().find_map(|line| line.strip_prefix("METHOD:")).unwrap_or("PUBLISH");
    let kind = ContentType::parse(&format!("text/calendar; charset=utf-8; method={method}"));
    let kind = kind.map_err(|_| MailServerError::Calendar)?;
    Ok(SinglePart::builder().header(kind).body(file.to_owned()))
}

/// Removes the mails that were sent to an address, or mention it, from the folder of mails in the data folder, as far as
/// that goes.
pub(crate) fn forget(data_dir: &Path, address: &str) {
    for file in fs::read_dir(data_dir.join(FOLDER)).into_iter().flatten().flatten() {
        let theirs = fs::read_to_string(file.path()).is_ok_and(|eml| mentions_address(&readable(&eml), address));
        if theirs && let Err(error) = fs::remove_file(file.path()) {
            tracing::warn!(%error, "a mail in the folder stays");
        }
    }
}

/// What a mail of [`message`] says, with the bodies of its parts decoded.
fn readable(eml: &str) -> String {
    let part = |part: &str| {
        let (head, body) = part.split_once("\r\n\r\n").unwrap_or((part, ""));
        let decoded = if head.contains("Content-Transfer-Encoding: base64") {
            BASE64_STANDARD.decode(body.replace("\r\n", "")).ok()
        } else if head.contains("Content-Transfer-Encoding: quoted-printable") {
            quoted_printable::decode(body, quoted_printable::ParseMode::Robust).ok()
        } else {
            None
        };
        let body = decoded.map_or_else(|| body.into(), |bytes| String::from_utf8_lossy(&bytes).into_owned());
        format!("{head}\r\n\r\n{body}")
    };
    eml.split("\r\n--").map(part).collect::<Vec<String>>().join("\r\n--")
}

/// Writes a whole file or none: under another name first.
fn keep(bytes: &[u8], folder: &Path, number: i64) -> std::io::Result<()> {
    fs::create_dir_all(folder)?;
    let (draft, kept) = (folder.join(format!("{number:06}.deel")), folder.join(format!("{number:06}.eml")));
    let mut file = fs::File::create(&draft)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(draft, kept)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use domain::Moment;
    use rstest::rstest;
    use store::Mail;

    use super::*;

    #[rstest]
    #[case::plain("Vraag het anna.de-boer@school.nl", true)]
    #[case::folded(&format!("{} anna.de-boer@school.nl één keer", "Een heel lange zin tot aan het einde van de regel. ".repeat(3)), true)]
    #[case::encoded(&format!("{} Anna.de-Boer@school.nl", "éüñ".repeat(40)), true)]
    #[case::somebody_else("Vraag het joanna.de-boer@school.nl, één keer", false)]
    fn a_mail_in_the_folder_goes_when_it_mentions_who_goes(#[case] text: &str, #[case] goes: bool) {
        let data = tempfile::tempdir().unwrap();
        let (text, html) = (text.to_owned(), format!("<p>{text}</p>"));
        let mail = Mail { recipient: "bert@school.nl".into(), subject: "Één".into(), text, html, ..Mail::default() };
        let created = Moment::parse("2026-11-21T20:00:00Z").unwrap();
        let waiting = QueuedMail { id: 7, attempts: 0, created, link: None, purpose: None, mail };
        let folder = data.path().join(FOLDER);
        let frame = Frame { site_url: "https://kaart.voorbeeld.nl".into(), operator: domain::Operator::default() };
        keep(&message(&waiting, "kaart@voorbeeld.nl", &frame).unwrap().formatted(), &folder, 7).unwrap();
        forget(data.path(), "anna.de-boer@school.nl");
        assert_eq!(!folder.join("000007.eml").exists(), goes);
    }

    #[test]
    fn password_of_a_mail_server_leaves_only_over_tls() {
        for safe in [
            "smtps://naam:geheim@mail.voorbeeld.nl",
            "smtp://naam:geheim@mail.voorbeeld.nl:587?tls=required",
            "smtp://mail.voorbeeld.nl",
            "smtp://naam:geheim@localhost:25",
            "smtp://naam:geheim@127.0.0.1",
            "smtp://naam:geheim@[::1]:25",
        ] {
            assert!(MailServer::parse(safe).is_ok(), "{safe}");
        }
        for open in [
            "smtp://naam:geheim@mail.voorbeeld.nl",
            "smtp://naam@mail.voorbeeld.nl",
            "smtp://naam:geheim@mail.voorbeeld.nl?tls=opportunistic",
            "smtp://naam:geheim@localhost.kwaad.nl",
            "smtp://naam:geheim@192.0.2.1",
        ] {
            assert!(matches!(MailServer::parse(open), Err(MailServerError::OpenPassword)), "{open}");
        }
    }
}

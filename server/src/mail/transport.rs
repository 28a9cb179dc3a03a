//! How a mail leaves: over SMTP, or into a folder where there is no mail server.

use std::{fs, io::Write as _, path::Path};

use lettre::{
    Address, AsyncSmtpTransport, AsyncTransport as _, Message, Tokio1Executor,
    message::{
        Mailbox, MultiPart,
        header::{HeaderName, HeaderValue},
    },
};
use store::QueuedMail;

/// The folder of mails, where there is no mail server.
pub(crate) const FOLDER: &str = "uit";

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
    #[error("de map voor mail is niet te schrijven: {0}")]
    Folder(#[from] std::io::Error),
    #[error("de mailserver weigert: {0}")]
    Refused(lettre::transport::smtp::Error),
}

impl MailServerError {
    /// Whether trying again is no use: the mail can't be written, or the server refuses it for good (5xx).
    pub(crate) fn is_final(&self) -> bool {
        match self {
            Self::Refused(error) => error.is_permanent(),
            Self::Message(_) | Self::Address(_) => true,
            Self::Url(_) | Self::Folder(_) => false,
        }
    }
}

impl MailServer {
    /// Reads the address of a mail server.
    ///
    /// # Errors
    /// When it is no such address.
    pub fn parse(url: &str) -> Result<Self, MailServerError> {
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(url).map_err(MailServerError::Url)?;
        Ok(Self::Smtp(transport.build()))
    }

    /// Sends one mail. The same mail sent again has the same `Message-ID`, and the same file.
    ///
    /// # Errors
    /// When it did not leave; trying again later is fine.
    pub(crate) async fn send(&self, waiting: &QueuedMail, from: &str, folder: &Path) -> Result<(), MailServerError> {
        let message = message(waiting, from)?;
        match self {
            Self::Folder => Ok(keep(&message.formatted(), folder, waiting.id)?),
            Self::Smtp(transport) => transport.send(message).await.map(|_| ()).map_err(MailServerError::Refused),
        }
    }
}

fn message(waiting: &QueuedMail, from: &str) -> Result<Message, MailServerError> {
    let address = |text: &str| text.parse::<Address>().map_err(|_| MailServerError::Address(text.to_owned()));
    let (from, to) = (address(from)?, address(&waiting.mail.recipient)?);
    let header = |name, value: String| HeaderValue::new(HeaderName::new_from_ascii_str(name), value);
    let day: String = waiting.created.chars().filter(char::is_ascii_digit).collect();
    let mut message = Message::builder()
        .message_id(Some(format!("<{day}.{}@{}>", waiting.id, from.domain())))
        .from(Mailbox::new(Some("InnovatieKaart Limburg".to_owned()), from))
        .to(Mailbox::new(None, to))
        .subject(&*waiting.mail.subject)
        // No program answers what a program wrote (RFC 3834; the second is for Exchange).
        .raw_header(header("Auto-Submitted", "auto-generated".to_owned()))
        .raw_header(header("X-Auto-Response-Suppress", "All".to_owned()));
    if !waiting.mail.reply_to.is_empty() {
        message = message.reply_to(Mailbox::new(None, address(&waiting.mail.reply_to)?));
    }
    if !waiting.mail.unsubscribe.is_empty() {
        message = message
            .raw_header(header("List-Unsubscribe", format!("<{}>", waiting.mail.unsubscribe)))
            .raw_header(header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click".to_owned()));
    }
    Ok(message.multipart(MultiPart::alternative_plain_html(waiting.mail.text.clone(), waiting.mail.html.clone()))?)
}

/// Removes what was sent to an address from the folder of mails in the data folder, as far as that goes.
pub(crate) fn forget(data_dir: &Path, address: &str) {
    let to = format!("To: {address}\r\n");
    for file in fs::read_dir(data_dir.join(FOLDER)).into_iter().flatten().flatten() {
        let theirs = fs::read(file.path()).is_ok_and(|bytes| bytes.windows(to.len()).any(|part| part == to.as_bytes()));
        if theirs && let Err(error) = fs::remove_file(file.path()) {
            tracing::warn!(%error, "a mail in the folder stays");
        }
    }
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

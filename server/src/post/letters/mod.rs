//! What the mails say: plain Dutch, as text and as HTML; a file for each subject.

mod asking;
mod following;
mod freshness;
mod life;
mod ownership;
mod signing_in;

pub use asking::{adoption_answered, adoption_asked, confirm_question, question, question_copy};
pub use following::{follow, news};
pub use freshness::{archived, still_true};
pub use life::{asked, declined, published, received};
pub use ownership::{offered, ownership};
pub use signing_in::{confirm, invited, sign_in};

use domain::escape;
use store::Mail;

/// A mail of a few paragraphs with links to follow.
struct Letter<'a> {
    subject: String,
    paragraphs: Vec<String>,
    /// What each link says, and where it goes.
    links: Vec<(&'a str, String)>,
    /// Smaller, underneath.
    note: &'a str,
}

fn letter(to: &str, Letter { subject, paragraphs, links, note }: Letter<'_>) -> Mail {
    let mut text = paragraphs.join("\n\n");
    let mut html: String = paragraphs.iter().map(|p| format!("<p>{}</p>", escape(p).replace('\n', "<br>"))).collect();
    for (says, address) in links {
        text += &format!("\n\n{says}:\n{address}");
        html += &format!("<p><a href=\"{}\">{}</a></p>", escape(&address), escape(says));
    }
    if !note.is_empty() {
        text += &format!("\n\n{note}");
        html += &format!("<p><small>{note}</small></p>");
    }
    text += "\n\nInnovatieKaart Limburg\n";
    let html = format!("<!DOCTYPE html><html lang=\"nl\"><body>{html}<p>InnovatieKaart Limburg</p></body></html>");
    // A line break in a title would be a header of its own.
    let subject = subject.split_whitespace().collect::<Vec<_>>().join(" ");
    Mail { recipient: to.to_owned(), subject, text, html, ..Mail::default() }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn mail_escapes_what_people_wrote() {
        let mail = asked("https://kaart.voorbeeld.nl", "a@b.nl", "<b>Titel</b>", "Waarom?\n<script>", 7);
        assert!(mail.html.contains("&lt;b&gt;Titel&lt;/b&gt;") && mail.html.contains("Waarom?<br>&lt;script&gt;"));
        assert!(mail.text.contains("<b>Titel</b>") && mail.text.contains("https://kaart.voorbeeld.nl/mijn/7"));
    }
}

//! What the mails say: plain Dutch, as text and as HTML; a file for each subject.

use domain::escape;
use store::Mail;

/// A mail of a few paragraphs with links to follow.
pub(crate) struct Letter<'a> {
    pub(crate) subject: String,
    pub(crate) paragraphs: Vec<String>,
    /// What each link says, and where it goes.
    pub(crate) links: Vec<(&'a str, String)>,
    /// Smaller, underneath.
    pub(crate) note: &'a str,
}

pub(crate) fn letter(to: &str, Letter { subject, paragraphs, links, note }: Letter<'_>) -> Mail {
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

//! What the mails say: plain Dutch, as text and as HTML; a file for each subject. What stands around it is put there when a
//! mail leaves ([`super::frame`]).

use domain::escape;
use store::Mail;

/// What a link says, and where it goes.
pub(crate) type Link<'a> = (&'a str, String);

/// A mail of a few paragraphs with links to follow.
#[derive(Default)]
pub(crate) struct Letter<'a> {
    pub(crate) subject: String,
    pub(crate) paragraphs: Vec<String>,
    /// What there is to look at, one by one.
    pub(crate) listed: Vec<Link<'a>>,
    /// What the mail is for: a button.
    pub(crate) action: Option<Link<'a>>,
    /// What else one may do.
    pub(crate) links: Vec<Link<'a>>,
    /// Smaller, underneath.
    pub(crate) note: &'a str,
}

/// The letter as text and as HTML. Every address can be read: who does not trust a button copies it.
pub(crate) fn letter(to: &str, Letter { subject, paragraphs, listed, action, links, note }: Letter<'_>) -> Mail {
    let mut text = paragraphs.clone();
    let mut html: String = paragraphs.iter().map(|p| format!("<p>{}</p>\n", escape(p).replace('\n', "<br>"))).collect();
    let mut add = |class: &str, links: &[Link<'_>]| {
        for (says, address) in links {
            text.push(format!("{says}:\n{address}"));
            let (says, address) = (escape(says), escape(address));
            html += &format!(
                "<p{class}><a href=\"{address}\">{says}</a></p>\n\
                 <p class=\"address\"><a href=\"{address}\">{address}</a></p>\n"
            );
        }
    };
    add("", &listed);
    add(" class=\"button\"", action.as_slice());
    add("", &links);
    if !note.is_empty() {
        text.push(note.to_owned());
        html += &format!("<p class=\"note\">{}</p>\n", escape(note));
    }
    // A line break in a title would be a header of its own.
    let subject = subject.split_whitespace().collect::<Vec<_>>().join(" ");
    Mail { recipient: to.to_owned(), subject, text: text.join("\n\n"), html, ..Mail::default() }
}

//! What the mails say: plain Dutch, as text and as HTML.

use app::document::escape;
use domain::Email;
use store::Mail;

/// A mail of a few paragraphs with one link to follow.
struct Letter<'a> {
    subject: String,
    paragraphs: Vec<String>,
    /// What the link says, and where it goes.
    link: Option<(&'a str, String)>,
    /// Smaller, underneath.
    note: &'a str,
}

const NOT_YOU: &str = "Heb je hier niet om gevraagd? Dan kun je deze mail weggooien; er gebeurt niets.";

/// A link and a code to sign in with.
#[must_use]
pub fn sign_in(site: &str, to: &Email, token: &str, code: &str) -> Mail {
    letter(
        to.as_str(),
        Letter {
            subject: "Inloggen op de InnovatieKaart".to_owned(),
            paragraphs: vec![
                "Met deze link log je in. Hij werkt één keer, een kwartier lang.".to_owned(),
                format!("Op een ander apparaat? Typ daar deze code: {code}"),
            ],
            link: Some(("Inloggen", format!("{site}/inloggen/{token}"))),
            note: NOT_YOU,
        },
    )
}

/// A link to confirm what was sent in.
#[must_use]
pub fn confirm(site: &str, to: &Email, title: &str, token: &str, code: &str) -> Mail {
    letter(
        to.as_str(),
        Letter {
            subject: "Bevestig je initiatief".to_owned(),
            paragraphs: vec![
                format!(
                    "Je hebt ‘{title}’ ingestuurd voor de InnovatieKaart. Bevestig het met deze link; dan leest een redacteur mee."
                ),
                format!("De link werkt één keer, een kwartier lang. Op een ander apparaat? Typ daar deze code: {code}"),
                "Kwam je te laat? Stuur het dan opnieuw in.".to_owned(),
            ],
            link: Some(("Bevestigen", format!("{site}/inloggen/{token}"))),
            note: "Bevestig je niet, dan verdwijnt wat je instuurde na veertien dagen.",
        },
    )
}

/// What was sent in has arrived.
#[must_use]
pub fn received(site: &str, to: &str, title: &str) -> Mail {
    letter(
        to,
        Letter {
            subject: "Je initiatief is binnen".to_owned(),
            paragraphs: vec![format!(
                "‘{title}’ is binnen. Een redacteur leest het en laat je weten hoe het verder gaat."
            )],
            link: Some(("Bekijk wat je instuurde", format!("{site}/mijn"))),
            note: "",
        },
    )
}

/// It stands on the map.
#[must_use]
pub fn published(site: &str, to: &str, title: &str, initiative: i64) -> Mail {
    letter(
        to,
        Letter {
            subject: "Je initiatief staat op de kaart".to_owned(),
            paragraphs: vec![format!("‘{title}’ staat op de InnovatieKaart. Dit adres blijft altijd hetzelfde.")],
            link: Some(("Bekijk het op de kaart", format!("{site}/initiatieven/{initiative}"))),
            note: "",
        },
    )
}

/// The editor asks something.
#[must_use]
pub fn asked(site: &str, to: &str, title: &str, question: &str, initiative: i64) -> Mail {
    letter(
        to,
        Letter {
            subject: "Een vraag over je initiatief".to_owned(),
            paragraphs: vec![
                format!("Een redacteur las ‘{title}’ en vraagt:"),
                question.to_owned(),
                "Pas je tekst aan en stuur hem opnieuw in.".to_owned(),
            ],
            link: Some(("Aanpassen", format!("{site}/mijn/{initiative}"))),
            note: "",
        },
    )
}

/// It is not placed, because.
#[must_use]
pub fn declined(site: &str, to: &str, title: &str, reason: &str) -> Mail {
    letter(
        to,
        Letter {
            subject: "Je initiatief is niet geplaatst".to_owned(),
            paragraphs: vec![format!("Een redacteur las ‘{title}’ en plaatst het niet:"), reason.to_owned()],
            link: Some(("Bekijk wat je instuurde", format!("{site}/mijn"))),
            note: "",
        },
    )
}

/// Somebody may do something, somewhere (`None` is everywhere), until a day (`None` is no end).
#[must_use]
pub fn invited(site: &str, to: &Email, role: &str, region: Option<&str>, until: Option<&str>) -> Mail {
    let place = region.map_or_else(|| "heel Limburg".to_owned(), str::to_owned);
    let end = until.map(|day| format!(", tot en met {day}")).unwrap_or_default();
    letter(
        to.as_str(),
        Letter {
            subject: format!("Je bent {role} van de InnovatieKaart"),
            paragraphs: vec![
                format!("Je bent uitgenodigd als {role} van de InnovatieKaart, voor {place}{end}."),
                "Log in met dit e-mailadres. Een wachtwoord heb je niet nodig.".to_owned(),
            ],
            link: Some(("Inloggen", format!("{site}/inloggen"))),
            note: "Ken je de InnovatieKaart niet? Dan kun je deze mail weggooien.",
        },
    )
}

fn letter(to: &str, Letter { subject, paragraphs, link, note }: Letter<'_>) -> Mail {
    let mut text = paragraphs.join("\n\n");
    let mut html: String = paragraphs.iter().map(|p| format!("<p>{}</p>", escape(p).replace('\n', "<br>"))).collect();
    if let Some((says, address)) = link {
        text += &format!("\n\n{says}:\n{address}");
        html += &format!("<p><a href=\"{}\">{says}</a></p>", escape(&address));
    }
    if !note.is_empty() {
        text += &format!("\n\n{note}");
        html += &format!("<p><small>{note}</small></p>");
    }
    text += "\n\nInnovatieKaart Limburg\n";
    let html = format!("<!DOCTYPE html><html lang=\"nl\"><body>{html}<p>InnovatieKaart Limburg</p></body></html>");
    // A line break in a title would be a header of its own.
    let subject = subject.split_whitespace().collect::<Vec<_>>().join(" ");
    Mail { recipient: to.to_owned(), subject, text, html }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn what_people_wrote_is_text_in_a_mail() {
        let mail = asked("https://kaart.voorbeeld.nl", "a@b.nl", "<b>Titel</b>", "Waarom?\n<script>", 7);
        assert!(mail.html.contains("&lt;b&gt;Titel&lt;/b&gt;") && mail.html.contains("Waarom?<br>&lt;script&gt;"));
        assert!(mail.text.contains("<b>Titel</b>") && mail.text.contains("https://kaart.voorbeeld.nl/mijn/7"));
    }
}

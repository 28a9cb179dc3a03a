//! What stands around every mail, put there when it leaves: the name of the map on top, who sends it underneath. One column of
//! 600 pixels, light and dark, in the colours of the site; without styles it reads from top to bottom just as well.

use std::sync::{Arc, LazyLock};

use domain::{Operator, escape};
use drawing::basemap::{Scheme, colour};

/// The name of the map, as mail programs show the sender.
const NAME: &str = "InnovatieKaart Limburg";

/// Who sends the mails.
#[derive(Debug, Clone)]
pub(crate) struct Frame {
    /// The address visitors use, without a slash at the end.
    pub(crate) site_url: Arc<str>,
    pub(crate) operator: Operator,
}

impl Frame {
    /// Whom a mail comes from, in words.
    pub(super) fn sender(&self) -> String {
        match &*self.operator.name {
            "" => NAME.to_owned(),
            name => format!("{NAME} van {name}"),
        }
    }

    /// The text of a mail with who sends it underneath.
    pub(super) fn text(&self, words: &str) -> String {
        let (site, operator) = (&self.site_url, self.offered());
        format!("{words}\n\n{NAME}\n{site}\n{operator}").trim_end().to_owned() + "\n"
    }

    /// The document of a mail. Tables, because Outlook knows no other columns, and no largest width.
    pub(super) fn html(&self, subject: &str, words: &str) -> String {
        let (site, subject) = (escape(&self.site_url), escape(subject));
        let operator = match self.offered() {
            none if none.is_empty() => none,
            offered => format!("<br>{}", escape(&offered)),
        };
        let style = &*STYLE;
        format!(
            r#"<!DOCTYPE html>
<html lang="nl">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>{subject}</title>
<style>{style}</style>
</head>
<body>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td align="center">
<!--[if mso]><table role="presentation" width="600"><tr><td><![endif]-->
<table role="presentation" class="sheet" width="100%" cellpadding="0" cellspacing="0" border="0">
<tr><td class="rod"><a href="{site}">InnovatieKaart <span>Limburg</span></a></td></tr>
<tr><td class="words">
{words}</td></tr>
<tr><td class="sender">{NAME}<br><a href="{site}">{site}</a>{operator}</td></tr>
</table>
<!--[if mso]></td></tr></table><![endif]-->
</td></tr></table>
</body>
</html>
"#
        )
    }

    /// "Aangeboden door De Werkplaats, kaart@voorbeeld.nl"; empty when nobody said so.
    fn offered(&self) -> String {
        let Operator { name, contact, .. } = &self.operator;
        match (&**name, contact) {
            ("", None) => String::new(),
            ("", Some(contact)) => format!("Vragen? {}", contact.shown()),
            (name, None) => format!("Aangeboden door {name}"),
            (name, Some(contact)) => format!("Aangeboden door {name}. Vragen? {}", contact.shown()),
        }
    }
}

/// Colours are those of the site; a mail program that knows no dark style keeps the light one.
static STYLE: LazyLock<String> = LazyLock::new(|| {
    let dark = format!("@media (prefers-color-scheme: dark) {{ {} }}", coloured(Scheme::Dark));
    format!("{SHAPE}{}{dark}", coloured(Scheme::Light))
});

const SHAPE: &str = "body { margin: 0; padding: 0; } \
table { border-collapse: collapse; } \
.sheet { width: 100%; max-width: 600px; margin: 16px auto; border-width: 1px; border-style: solid; } \
td { font: 16px/1.5 'Segoe UI', Roboto, Helvetica, Arial, sans-serif; text-align: left; } \
.rod, .words, .sender { padding: 16px 24px; } \
.rod { font-size: 22px; font-weight: 700; border-bottom: 4px solid; } \
.rod a { text-decoration: none; } \
.words p { margin: 0 0 16px; } \
.words .address { margin-top: -12px; font-size: 13px; word-break: break-all; } \
.words .button { margin: 24px 0 28px; } \
.button a { display: inline-block; padding: 12px 24px; border: 2px solid; border-radius: 4px; font-weight: 700; text-decoration: none; } \
.note, .sender { font-size: 14px; } \
.sender { border-top: 1px solid; } ";

fn coloured(scheme: Scheme) -> String {
    let c = |role| colour(scheme, role);
    let (ground, sheet, line) = (c("vlak-diep"), c("vlak-hoog"), c("lijn"));
    let (ink, soft, link) = (c("inkt"), c("inkt-zacht"), c("link"));
    let (red, button, edge, on) = (c("accent-tekst"), c("accent"), c("accent-diep"), c("op-accent"));
    format!(
        "body {{ background: {ground}; }} \
         .sheet {{ background: {sheet}; border-color: {line}; }} \
         td {{ color: {ink}; }} a {{ color: {link}; }} \
         .rod {{ border-color: {red}; }} .rod a {{ color: {red}; }} .rod span {{ color: {ink}; }} \
         .button a {{ color: {on}; background: {button}; border-color: {edge}; }} \
         .note, .sender, .address {{ color: {soft}; }} .sender {{ border-color: {line}; }} "
    )
}

#[cfg(test)]
mod tests {
    use domain::ContactAddress;

    use super::*;

    fn frame(operator: Operator) -> Frame {
        Frame { site_url: "https://kaart.voorbeeld.nl".into(), operator }
    }

    #[test]
    fn mail_says_who_sends_it() {
        let contact = ContactAddress::parse("kaart@voorbeeld.nl").ok();
        let known = frame(Operator { name: "Scholen & Co".into(), contact, ..Operator::default() });
        assert_eq!(known.sender(), "InnovatieKaart Limburg van Scholen & Co");
        let said = "Aangeboden door Scholen & Co. Vragen? kaart@voorbeeld.nl";
        assert_eq!(known.text("Dag."), format!("Dag.\n\nInnovatieKaart Limburg\nhttps://kaart.voorbeeld.nl\n{said}\n"));
        assert!(known.html("<Dag>", "<p>Dag.</p>").contains("Aangeboden door Scholen &amp; Co. Vragen?"));
        assert!(known.html("<Dag>", "").contains("<title>&lt;Dag&gt;</title>"));
        let unknown = frame(Operator::default());
        assert_eq!(unknown.sender(), "InnovatieKaart Limburg");
        assert_eq!(unknown.text("Dag."), "Dag.\n\nInnovatieKaart Limburg\nhttps://kaart.voorbeeld.nl\n");
    }

    #[test]
    fn colours_of_mail_are_those_of_the_site() {
        assert!(!STYLE.contains("#ff00ff"), "an unknown role: {}", *STYLE);
        assert!(STYLE.contains(&colour(Scheme::Dark, "vlak-hoog")) && STYLE.contains("prefers-color-scheme: dark"));
    }
}

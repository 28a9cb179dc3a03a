//! After sending in: look in your mail. The same words for everybody, known or not.

use const_format::formatcp;
use domain::{
    paths,
    retention::{CONFIRM_NL, SIGN_IN_NL},
    review::USUALLY_NL,
};
use leptos::prelude::*;

use crate::ui::{Control, Field, FormNumber, Need, SlowMail, SuccessNotice, TextPage};

/// What this browser sent in, and waits for the mail to be answered.
#[derive(Debug, Clone)]
pub struct Sent {
    /// Its number.
    pub id: i64,
    /// Its title.
    pub title: String,
    /// Where the mail went.
    pub email: String,
    /// The address as it was corrected.
    pub typed: String,
    /// What is wrong with that; empty for nothing.
    pub error: String,
}

/// `/plaatsen/verzonden`.
#[component]
pub fn SentPage(
    /// Only in the browser that sent it in.
    sent: Option<Sent>,
    /// Mail takes longer than usual.
    slow: bool,
    /// What was done a moment ago; empty for nothing.
    success: &'static str,
) -> impl IntoView {
    let to = sent.as_ref().map(|sent| view! { " naar " <strong>{sent.email.clone()}</strong> });
    let what = sent.as_ref().map_or_else(|| "je initiatief".to_owned(), |sent| format!("‘{}’", sent.title));
    view! {
        <TextPage>
            <h1>"Kijk in je mail"</h1>
            <SuccessNotice text=success />
            <p class="lead">
                "We stuurden een mail met een link" {to}
                {format!(". Klik erop om {what} te bevestigen; daarna leest een redacteur mee, meestal binnen {USUALLY_NL}.")}
            </p>
            <SlowMail slow />
            <p>
                {formatcp!("De link werkt {CONFIRM_NL}, en je hoeft er niet voor in te loggen. Wil je dat toch? In dezelfde mail staat een code, die {SIGN_IN_NL} werkt. ")}
                <a href="/inloggen/code">"Typ hem hier."</a>
            </p>
            <h2>"Geen mail?"</h2>
            <p>"Kijk bij je ongewenste mail. Staat hij daar ook niet, kijk dan of het adres klopt."</p>
            {sent.map(again)}
            <p>
                <a href="/">"Terug naar de kaart"</a>
            </p>
        </TextPage>
    }
}

/// The mail once more, to this address or the right one.
fn again(sent: Sent) -> impl IntoView {
    let field = Field {
        name: "email",
        label: "E-mailadres".into(),
        hint: "Verander je het, dan werkt de link in de eerste mail niet meer.".into(),
        control: Control::Line("email", "email"),
        need: Need::Required,
        maxlength: Some(254),
        alert: !sent.error.is_empty(),
        value: sent.typed,
        error: sent.error,
        ..Field::default()
    };
    view! {
        <form class="form form--short" method="post" action=paths::SENT>
            <FormNumber />
            <input type="hidden" name="inzending" value=sent.id />
            {field.view()}
            <button class="button button--outline">"Stuur de mail opnieuw"</button>
        </form>
    }
}

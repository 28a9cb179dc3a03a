//! Following a search: asking for it, confirming, and ending it.

use const_format::formatcp;
use domain::retention::CONFIRM_NL;
use leptos::prelude::*;

use crate::ui::{Control, DeadLink, Field, FormNumber, MAP, Need, SearchTop, SlowMail, TextPage};

/// `/volgen`: what would be followed, and a field for the address.
#[component]
pub fn FollowPage(
    /// The search in words: "initiatieven in Midden-Limburg".
    what: String,
    /// This address, with the search in it.
    here: String,
    /// The same search on the map.
    search: String,
    /// What could not be used of the address.
    notices: Vec<String>,
    /// What was typed.
    email: String,
    /// What is wrong with it; empty for nothing.
    mistake: String,
) -> impl IntoView {
    let field = Field {
        name: "email",
        label: "E-mailadres".into(),
        hint: "We gebruiken je adres alleen voor deze mails. Stop je, dan wissen we het.".into(),
        control: Control::Line("email", "email"),
        need: Need::Required,
        maxlength: Some(254),
        value: email,
        error: mistake,
        alert: true,
        ..Field::default()
    };
    view! {
        <TextPage>
            <SearchTop map=search title="Volg deze zoekopdracht" notices />
            <p class="lead">"Je krijgt een mail bij nieuwe " <strong>{what}</strong> "."</p>
            <p>"Hooguit één mail per week, en alleen als er iets nieuws op de kaart staat. Stoppen kan met één klik in elke mail."</p>
            <form class="form form--short" method="post" action=here>
                <FormNumber />
                {field.view()}
                <button class="button button--accent">"Volg"</button>
            </form>
        </TextPage>
    }
}

/// `/volgen/verzonden`: a mail is on its way.
#[component]
pub fn FollowSent(
    /// Mail takes longer than usual.
    slow: bool,
) -> impl IntoView {
    view! {
        <TextPage>
            <h1>"Kijk in je mail"</h1>
            <p class="lead">"We hebben je een link gestuurd. Open hem en bevestig dat jij dit wilt; dan volg je de zoekopdracht."</p>
            <SlowMail slow />
            <p>{formatcp!("De link werkt {CONFIRM_NL}. Niets gekregen? Kijk bij de ongewenste mail, of probeer het over een kwartier nog eens.")}</p>
            <ToMap search="/".to_owned() />
        </TextPage>
    }
}

/// The page behind the link in the first mail. Looking changes nothing: programs that check mail for dangers look too.
#[component]
pub fn ConfirmFollow(what: String, here: String) -> impl IntoView {
    view! {
        <TextPage>
            <h1>"Nog één klik"</h1>
            <p class="lead">"Wil je een mail bij nieuwe " <strong>{what}</strong> "? Hooguit één per week."</p>
            <form class="form" method="post" action=here>
                <button class="button button--accent">"Ja, volg deze zoekopdracht"</button>
            </form>
        </TextPage>
    }
}

/// It is followed.
#[component]
pub fn Following(what: String, here: String, search: String) -> impl IntoView {
    view! {
        <TextPage>
            <h1>"Je volgt deze zoekopdracht"</h1>
            <p class="lead">"Je krijgt een mail bij nieuwe " <strong>{what}</strong> ". Hooguit één per week."</p>
            <ToMap search />
            <h2>"Stoppen"</h2>
            <p class="page__buttons">
                <a class="button button--outline" href=format!("{here}/stoppen")>
                    "Stop met volgen"
                </a>
            </p>
        </TextPage>
    }
}

/// The page behind the link that ends it.
#[component]
pub fn StopFollowing(what: String, here: String) -> impl IntoView {
    view! {
        <TextPage>
            <h1>"Stoppen met volgen?"</h1>
            <p class="lead">"Je krijgt nu een mail bij nieuwe " <strong>{what}</strong> "."</p>
            <form class="form" method="post" action=format!("{here}/stoppen")>
                <button class="button button--accent">"Ja, stop ermee"</button>
            </form>
        </TextPage>
    }
}

/// It has ended.
#[component]
pub fn Stopped() -> impl IntoView {
    view! {
        <TextPage>
            <h1>"Je krijgt hier geen mail meer over"</h1>
            <p class="lead">"We hebben je adres gewist. Wil je later weer iets volgen, dan kan dat altijd."</p>
            <ToMap search="/".to_owned() />
        </TextPage>
    }
}

/// A link that has ended, is too old, or never was.
#[component]
pub fn DeadFollow() -> impl IntoView {
    let why = formatcp!(
        "Bevestigen kan {CONFIRM_NL} lang. Ben je gestopt met volgen, dan is je adres gewist en krijg je geen mail meer."
    );
    view! { <DeadLink why to=MAP /> }
}

#[component]
fn ToMap(search: String) -> impl IntoView {
    view! {
        <p class="page__buttons">
            <a class="button button--ink" href=search>
                "Naar de kaart"
            </a>
        </p>
    }
}

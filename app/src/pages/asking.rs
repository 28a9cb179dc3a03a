//! Asking an initiative something, and reporting what is wrong with it.

use leptos::prelude::*;

use super::TextPage;
use super::dead_link::{DeadLink, MAP};
use super::sheet::{Field, Sheet};
use crate::components::Icon;

/// Where it is asked about.
#[derive(Debug, Clone)]
pub struct About {
    /// The title of the initiative.
    pub title: String,
    /// Its page.
    pub href: String,
}

#[component]
fn Back(about: About) -> impl IntoView {
    view! {
        <p class="kruimel">
            <a href=about.href>
                <Icon name="terug" />
                {about.title}
            </a>
        </p>
    }
}

/// `/initiatieven/{id}/vraag`: the form.
#[component]
pub fn AskPage(
    about: About,
    fields: Vec<Field>,
    /// Why nothing was sent, apart from mistakes; empty for no such reason.
    refused: String,
    /// The address of who is signed in; empty for who is not.
    signed_in: String,
) -> impl IntoView {
    let action = format!("{}/vraag", about.href.rsplit_once('/').map_or("", |(path, _)| path));
    let how = if signed_in.is_empty() {
        "Je krijgt eerst een mail met een link, zodat niemand in jouw naam kan vragen. Klik erop, dan gaat je vraag weg."
            .to_owned()
    } else {
        format!("Het antwoord komt op {signed_in}; daarmee ben je ingelogd.")
    };
    view! {
        <TextPage>
            <Back about />
            <h1>"Stel een vraag"</h1>
            <p class="inleiding">
                "Je vraag gaat per mail naar wie dit op de kaart zette. Zij antwoorden je per mail; hun adres zie je pas als ze dat doen."
            </p>
            <p>{how}</p>
            <Sheet action fields refused button="Verstuur je vraag" />
        </TextPage>
    }
}

/// What happened to something that was sent.
#[component]
pub fn DonePage(about: About, title: &'static str, text: &'static str) -> impl IntoView {
    view! {
        <TextPage>
            <h1>{title}</h1>
            <p class="inleiding" role="status">
                {text}
            </p>
            <p class="pagina__knoppen">
                <a class="knop knop--inkt" href=about.href>
                    {format!("Terug naar ‘{}’", about.title)}
                </a>
            </p>
        </TextPage>
    }
}

/// `/vragen/{token}`: looking sends nothing, programs that check mail for dangers look too.
#[component]
pub fn ConfirmPage(about: About, name: String, text: String, token: String) -> impl IntoView {
    view! {
        <TextPage>
            <h1>"Nog één klik"</h1>
            <p class="inleiding">"Met deze knop gaat je vraag over " <a href=about.href>{about.title}</a> " weg."</p>
            <blockquote class="gezegd">{text}</blockquote>
            <p>{format!("Wie hem krijgt, ziet je naam ({name}) en je e-mailadres om te antwoorden. Vroeg je dit niet? Doe dan niets; dan verdwijnt het vanzelf.")}</p>
            <form class="inlog" method="post" action=format!("/vragen/{token}")>
                <button class="knop knop--accent">"Verstuur je vraag"</button>
            </form>
        </TextPage>
    }
}

/// A link that was used, is too old, or never was; or there is nobody left to ask.
#[component]
pub fn NoQuestion(text: &'static str) -> impl IntoView {
    view! { <DeadLink why=text to=MAP /> }
}

/// `/initiatieven/{id}/melden`: the form. `question`: about a question that somebody got, not about the page.
#[component]
pub fn ReportPage(about: About, question: bool, fields: Vec<Field>, refused: String) -> impl IntoView {
    let path = about.href.rsplit_once('/').map_or("", |(path, _)| path);
    let (title, text, action) = if question {
        (
            "Meld misbruik",
            "Kreeg je via de kaart een vraag die hier niet hoort? Schrijf wat er mis is. De redactie heeft de vraag zelf niet; zet erbij wat zij moet weten.",
            format!("{path}/melden?over=vraag"),
        )
    } else {
        (
            "Meld dit initiatief",
            "Klopt er iets niet, of hoort dit hier niet? Schrijf wat er mis is. De redactie kijkt ernaar; wie dit op de kaart zette, ziet niet wie het meldde.",
            format!("{path}/melden"),
        )
    };
    view! {
        <TextPage>
            <Back about />
            <h1>{title}</h1>
            <p class="inleiding">{text}</p>
            <Sheet action fields refused button="Verstuur je melding" />
        </TextPage>
    }
}

/// On the page of an initiative: asking, and reporting. Both are links, and work without a script.
#[component]
pub fn AskLinks(
    /// Where to ask; empty when there is nobody to ask.
    ask: String,
    /// Where to report; empty for an invented example.
    report: String,
) -> impl IntoView {
    view! {
        {(!ask.is_empty())
            .then(|| {
                view! {
                    <p>
                        <a class="knop knop--inkt knop--breed" href=ask>
                            <Icon name="brief" />
                            "Stel een vraag"
                        </a>
                    </p>
                    <p class="fijn">
                        <Icon name="slot" />
                        <span>"Je vraag loopt via de InnovatieKaart. Hun adres staat nergens op de site."</span>
                    </p>
                }
            })}
        {(!report.is_empty())
            .then(|| {
                view! {
                    <p class="meldlink">
                        <a href=report rel="nofollow">"Meld dit initiatief"</a>
                    </p>
                }
            })}
    }
}

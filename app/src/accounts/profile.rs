//! The user's own data: to read, download, change and erase.

use const_format::formatcp;
use domain::{
    paths,
    retention::{LONGEST_ROLE_SESSION_NL, LONGEST_SESSION_NL, ROLE_SESSION_NL, SESSION_NL},
};
use leptos::prelude::*;

use crate::ui::{Control, Field, Icon, SuccessNotice, TextPage};

/// A summary of that data.
#[derive(Debug, Clone, Default)]
pub struct Details {
    /// The address.
    pub email: String,
    /// As typed, or as it is kept.
    pub name: String,
    /// What they do at school.
    pub position: String,
    /// What is wrong with the name; empty for nothing.
    pub name_error: String,
    /// What is wrong with the position; empty for nothing.
    pub position_error: String,
    /// What they may do, in words.
    pub roles: Vec<String>,
    /// How many initiatives they own.
    pub initiatives: usize,
    /// How many passkeys they have.
    pub passkeys: usize,
    /// Where they are signed in, this browser included.
    pub sessions: Vec<OpenSession>,
    /// What was done a moment ago; empty for nothing.
    pub success: &'static str,
}

/// A browser in which somebody is signed in.
#[derive(Debug, Clone)]
pub struct OpenSession {
    /// How a form names it.
    pub id: String,
    /// The day on which they signed in: "21 november 2026"; empty when that is not known.
    pub since: String,
    /// The day on which it was last used; empty when that is not known.
    pub seen: String,
    /// It is this browser.
    pub here: bool,
}

impl OpenSession {
    fn line(self) -> AnyView {
        let Self { id, since, seen, here } = self;
        let browser = if here { "Deze browser" } else { "Een andere browser" };
        let used =
            if since.is_empty() { String::new() } else { format!(": ingelogd op {since}, laatst gebruikt op {seen}") };
        view! {
            <li class="own-list__row">
                <p>{format!("{browser}{used}.")}</p>
                <form method="post" action="/mijn/gegevens/uitloggen">
                    <input type="hidden" name="sessie" value=id />
                    <button class="button button--outline">{if here { "Log uit" } else { "Log daar uit" }}</button>
                </form>
            </li>
        }
        .into_any()
    }
}

/// `/mijn/gegevens`.
#[component]
pub fn DetailsPage(details: Details) -> impl IntoView {
    let Details { email, name, position, name_error, position_error, roles, initiatives, passkeys, sessions, success } =
        details;
    let count = sessions.len();
    let sessions: Vec<_> = sessions.into_iter().map(OpenSession::line).collect();
    let roles = if roles.is_empty() { "geen".to_owned() } else { roles.join("; ") };
    view! {
        <TextPage>
            <p class="breadcrumb">
                <a href=paths::MINE>
                    <Icon name="terug" />
                    "Mijn initiatieven"
                </a>
            </p>
            <h1>"Mijn gegevens"</h1>
            <SuccessNotice text=success />
            <p class="lead">"Dit weten we over je. Wat openbaar is, bepaal je zelf."</p>
            <dl>
                <dt>"E-mailadres"</dt>
                <dd>{email}</dd>
                <dt>"Rollen"</dt>
                <dd>{roles}</dd>
                <dt>"Initiatieven"</dt>
                <dd>{initiatives}</dd>
                <dt>"Ingelogd op"</dt>
                <dd>{if count == 1 { "1 apparaat".to_owned() } else { format!("{count} apparaten") }}</dd>
            </dl>
            <h2>"Naam en functie"</h2>
            <p>"De redactie ziet ze. Op de kaart staan ze alleen bij een initiatief waar je dat aanvinkt."</p>
            <form class="form form--short" method="post" action=paths::PROFILE>
                {field("naam", "Naam", "name", name, name_error)}
                {field("functie", "Functie op school", "organization-title", position, position_error)}
                <button class="button button--accent">"Bewaar"</button>
            </form>
            <h2>"Waar je bent ingelogd"</h2>
            <p>
                {formatcp!("Je blijft ingelogd tot je {SESSION_NL} niet geweest bent, en hooguit {LONGEST_SESSION_NL}. Met een rol: {ROLE_SESSION_NL}, en hooguit {LONGEST_ROLE_SESSION_NL}.")}
            </p>
            <ul class="own-list">{sessions}</ul>
            <form class="page__buttons" method="post" action="/uitloggen/overal">
                <button class="button button--outline">"Log overal uit"</button>
            </form>
            <h2>"Passkeys"</h2>
            <p>
                {if passkeys == 0 {
                    "Je hebt geen passkey. Heb je een rol, maak er dan een: dan kan niemand anders haar gebruiken, ook niet wie je mail kan lezen."
                        .to_owned()
                } else {
                    format!("Passkeys die je hebt: {passkeys}.")
                }}
            </p>
            <p class="page__buttons">
                <a class="button button--outline" href=paths::PASSKEYS>
                    {if passkeys == 0 { "Maak een passkey" } else { "Je passkeys" }}
                </a>
            </p>
            <h2>"Alles meenemen"</h2>
            <p>
                "Alles wat we over je bewaren in één bestand (JSON): je gegevens, rollen, initiatieven met al hun versies, besluiten, en wat er in het logboek staat."
            </p>
            <p class="page__buttons">
                <a class="button button--outline" href="/mijn/gegevens.json" download="mijn-gegevens.json">
                    <Icon name="laad" />
                    "Download alles"
                </a>
            </p>
            <h2>"Alles laten wissen"</h2>
            <p>"Je kunt je gegevens laten wissen. Op de volgende pagina staat eerst wat er dan gebeurt."</p>
            <p class="page__buttons">
                <a class="button button--outline" href="/mijn/gegevens/wissen">
                    "Mijn gegevens wissen"
                </a>
            </p>
        </TextPage>
    }
}

fn field(name: &'static str, label: &'static str, autocomplete: &'static str, value: String, error: String) -> AnyView {
    let control = Control::Line("", autocomplete);
    Field { name, label: label.into(), control, value, error, alert: true, ..Field::default() }.view()
}

/// `/mijn/gegevens/wissen`. `missing`: it was asked without the tick.
#[component]
pub fn ErasePage(email: String, missing: bool) -> impl IntoView {
    let sure = Field {
        name: "zeker",
        label: "Ja, wis alles wat jullie over mij weten".into(),
        control: Control::Tick,
        error: if missing { "Zet eerst een vinkje. Er is nog niets gewist.".to_owned() } else { String::new() },
        alert: true,
        ..Field::default()
    };
    view! {
        <TextPage>
            <p class="breadcrumb">
                <a href=paths::PROFILE>
                    <Icon name="terug" />
                    "Mijn gegevens"
                </a>
            </p>
            <h1>"Mijn gegevens wissen"</h1>
            <p class="lead">"Alles wat we weten over " <strong>{email}</strong> " verdwijnt. Dit is niet terug te draaien."</p>
            <h2>"Wat er verdwijnt"</h2>
            <ul>
                <li>
                    "Je e-mailadres, naam en functie: ook uit de versies van je initiatieven, uit het logboek, en uit mails die nog weg moeten."
                </li>
                <li>"Je rollen, je concepten en je logins. Je bent meteen overal uitgelogd."</li>
                <li>"Wat je instuurde en nog niet op de kaart staat, tenzij een collega het ook beheert."</li>
            </ul>
            <h2>"Wat er blijft"</h2>
            <ul>
                <li>
                    "Een initiatief dat op de kaart staat, blijft van de school: zonder jouw naam, in de laatste versie die de redactie goedkeurde. Een wijziging die nog wacht, halen we terug. Een collega kan het daarna overnemen."
                </li>
                <li>
                    "De tekst van een initiatief zelf. Staat je naam daarin, pas die tekst dan eerst aan, of trek het initiatief in."
                </li>
            </ul>
            <p>
                <a href="/mijn/gegevens.json" download="mijn-gegevens.json">
                    "Download eerst alles wat we over je bewaren"
                </a>
            </p>
            <form class="form form--short" method="post" action="/mijn/gegevens/wissen">
                {sure.view()}
                <div class="page__buttons">
                    <button class="button button--accent">"Wis mijn gegevens"</button>
                    <a class="button button--outline" href=paths::PROFILE>
                        "Nee, laat maar staan"
                    </a>
                </div>
            </form>
        </TextPage>
    }
}

/// `/mijn/gewist`: it is done.
#[component]
pub fn ErasedPage() -> impl IntoView {
    view! {
        <TextPage>
            <h1>"Je gegevens zijn gewist"</h1>
            <p class="lead" role="status">
                "We weten niet meer wie je bent, en je bent overal uitgelogd."
            </p>
            <p>
                "In reservekopieën staan je gegevens nog tot die vervangen zijn. Kom je terug, dan ben je voor de kaart een nieuw iemand."
            </p>
            <p class="page__buttons">
                <a class="button button--accent" href="/">
                    "Naar de kaart"
                </a>
            </p>
        </TextPage>
    }
}

//! Passkeys: showing one, and the list of one's own.

use const_format::formatcp;
use domain::{paths, retention::PASSKEY_NL};
use leptos::prelude::*;

use crate::ui::{ErrorNotice, Icon, Script, SuccessNotice, TextPage};

/// A passkey of the user.
#[derive(Debug, Clone)]
pub struct KeptPasskey {
    /// How a form names it.
    pub id: String,
    /// The day on which it was made: "29 november 2026".
    pub made: String,
    /// The day on which it was last used.
    pub used: String,
}

/// What a page asks of the device: `act` is `maak` or `toon`, `asks` is JSON for the script.
fn device_form(act: &'static str, action: &'static str, asks: String, button: &'static str) -> AnyView {
    view! {
        <form class="form" method="post" action=action data-passkey=act data-vraagt=asks>
            <input type="hidden" name="antwoord" value="" />
            <button class="button button--accent">{button}</button>
            <p role="status"></p>
            <noscript>
                <p>"Een passkey werkt alleen met JavaScript. Zet het aan voor deze site, en laad de pagina opnieuw."</p>
            </noscript>
        </form>
    }
    .into_any()
}

/// `/mijn/passkey`: shows that it is them.
#[component]
pub fn PasskeyPage(
    /// For the script: what to ask of the device.
    asks: String,
    /// Why the last answer did not count; empty for nothing.
    trouble: &'static str,
    script: Script,
) -> impl IntoView {
    view! {
        <TextPage>
            <h1>"Bevestig dat jij het bent"</h1>
            <ErrorNotice text=trouble />
            <p class="lead">
                "Hiervoor vragen we je passkey: je vingerafdruk, je gezicht of de code van je apparaat, of je beveiligingssleutel."
            </p>
            {device_form("toon", paths::PASSKEY, asks, "Gebruik je passkey")}
            <p>"Ben je hem kwijt? Een beheerder van de kaart kan je passkeys wissen; daarna maak je een nieuwe."</p>
            {script.view()}
        </TextPage>
    }
}

/// `/mijn/passkeys`.
#[component]
pub fn PasskeysPage(
    kept: Vec<KeptPasskey>,
    /// For the script: what to ask of the device; `None` where browsers have no passkeys.
    #[prop(optional_no_strip)]
    asks: Option<String>,
    /// What was done a moment ago; empty for nothing.
    success: &'static str,
    /// Why making one failed; empty for nothing.
    trouble: &'static str,
    script: Script,
) -> impl IntoView {
    let none = kept.is_empty();
    let lines: Vec<_> = kept.into_iter().map(line).collect();
    let make = match asks {
        Some(asks) => view! {
            {device_form("maak", paths::PASSKEYS, asks, if none { "Maak een passkey" } else { "Maak er nog een" })}
            {script.view()}
        }
        .into_any(),
        None => view! { <p>"Op dit adres kan je browser geen passkey maken: daarvoor is https nodig."</p> }.into_any(),
    };
    view! {
        <TextPage>
            <p class="breadcrumb">
                <a href=paths::PROFILE>
                    <Icon name="terug" />
                    "Mijn gegevens"
                </a>
            </p>
            <h1>"Passkeys"</h1>
            <SuccessNotice text=success />
            <ErrorNotice text=trouble />
            <p class="lead">
                "Met een passkey kan niemand anders jouw rol gebruiken, ook niet wie je mail kan lezen. Je bevestigt met je vingerafdruk, je gezicht, de code van je apparaat of een beveiligingssleutel dat jij het bent."
            </p>
            <p>
                {formatcp!("Heb je er een, dan vragen we hem één keer nadat je inlogt, zodra je iets doet wat alleen je rol mag. Voor leden, het logboek en het wissen van je gegevens opnieuw, als het langer dan {PASSKEY_NL} geleden is. Maak er liefst twee, op twee apparaten. Wij bewaren alleen een openbare sleutel.")}
            </p>
            <h2>"Jouw passkeys"</h2>
            {if none { view! { <p>"Je hebt er nog geen."</p> }.into_any() } else { view! { <ul class="own-list">{lines}</ul> }.into_any() }}
            {make}
        </TextPage>
    }
}

/// At the desk, for who has a role and no passkey.
pub(crate) fn passkey_advice() -> AnyView {
    view! {
        <div class="notice">
            <Icon name="info" />
            <p>"Beveilig je rol: " <a href=paths::PASSKEYS>"maak een passkey"</a> "."</p>
        </div>
    }
    .into_any()
}

fn line(KeptPasskey { id, made, used }: KeptPasskey) -> impl IntoView {
    let says = format!("Verwijder de passkey van {made}");
    view! {
        <li class="own-list__row">
            <p>{format!("Gemaakt op {made}, laatst gebruikt op {used}.")}</p>
            <form method="post" action="/mijn/passkeys/weg">
                <input type="hidden" name="passkey" value=id />
                <button class="button button--outline" aria-label=says>
                    "Verwijder"
                </button>
            </form>
        </li>
    }
}

//! Whether the page of an initiative names its owner.

use domain::paths;
use leptos::prelude::*;

use crate::ui::{Control, Field};

/// The current choice, and where a new one is posted.
#[derive(Debug, Clone, Default)]
pub struct ShowName {
    /// `/mijn/12/naam`.
    pub action: String,
    /// "Ans, leraar"; empty when the name is not known.
    pub called: String,
    /// It is shown.
    pub shown: bool,
}

/// The choice, off by default.
#[component]
pub fn ShowNameForm(choice: ShowName) -> impl IntoView {
    let ShowName { action, called, shown } = choice;
    let label = match &*called {
        "" => "Toon mijn naam bij het initiatief".to_owned(),
        called => format!("Toon mijn naam bij het initiatief: {called}"),
    };
    let value = if shown { "ja".to_owned() } else { String::new() };
    let field = Field { name: "tonen", label: label.into(), control: Control::Tick, value, ..Field::default() };
    view! {
        <h2 id="naam">"Je naam"</h2>
        <p>
            "Je e-mailadres komt nooit op de kaart. Je naam en functie alleen als je dat hier aanvinkt. "
            <a href=paths::PROFILE>"Naam of functie wijzigen"</a>
        </p>
        {called.is_empty().then(|| view! { <p>"Je naam kennen we nog niet. Vul hem eerst in bij ‘Mijn gegevens’."</p> })}
        <form class="form form--short" method="post" action=action>
            {field.view()}
            <button class="button button--outline">"Bewaar"</button>
        </form>
    }
}

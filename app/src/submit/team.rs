//! Who sends it.

use domain::paths;
use leptos::prelude::*;

use super::SubmitView;
use crate::ui::{Control, Field, Inert as _, Need};

/// "Team".
pub(super) fn team(form: &SubmitView) -> AnyView {
    let t = &form.typed;
    let name = Field {
        label: "Je naam".into(),
        control: Control::Line("text", "name"),
        need: Need::Required,
        ..form.fields.field("naam", &t.naam)
    };
    let position = Field {
        label: "Functie".into(),
        hint: "Bijvoorbeeld: leraar groep 7.".into(),
        control: Control::Line("text", "organization-title"),
        need: Need::Optional,
        ..form.fields.field("functie", &t.functie)
    };
    let email = Field { label: "E-mailadres".into(), hint: "Komt nooit op de kaart. We sturen je een link waarmee je bevestigt; een wachtwoord heb je niet nodig. Staat je adres hier, dan bewaren we je concept ook bij ons: je vindt het terug als je met dit adres inlogt.".into(), control: Control::Line("email", "email"), need: Need::Required, ..form.fields.field("email", &t.email) };
    let fields = match &form.signed_in {
        Some(address) => view! {
            <p class="field">
                "Je bent ingelogd met " <strong>{address.clone()}</strong> ". Daar krijg je bericht. Dat adres komt nooit op de kaart."
            </p>
            {show_name(form)}
        }
        .inert(),
        None => view! {
            <p class="field__hint">"Je naam en adres zijn voor de redactie. Je naam komt alleen op de kaart als je dat aanvinkt."</p>
            {name.view()}
            {position.view()}
            {show_name(form)}
            {email.view()}
        }
        .inert(),
    };
    view! {
        <fieldset class="step" id="team" tabindex="-1">
            <legend>"Wie mogen we schrijven?"</legend>
            {fields}
        </fieldset>
    }
    .inert()
}

/// Off unless the sender ticks it.
fn show_name(form: &SubmitView) -> impl IntoView + use<> {
    let called = if form.called.is_empty() { String::new() } else { format!(": {}", form.called) };
    let unknown = form.signed_in.is_some() && form.called.is_empty();
    let field = Field {
        label: format!("Toon mijn naam en functie bij het initiatief{called}").into(),
        control: Control::Tick,
        ..form.fields.field("tonen", if form.typed.tonen { "ja" } else { "" })
    };
    view! {
        {field.view()}
        {unknown
            .then(|| {
                view! {
                    <p class="field__hint">
                        "Je naam kennen we nog niet. Vul hem in bij " <a href=paths::PROFILE>"Mijn gegevens"</a> "."
                    </p>
                }
            })}
    }
}

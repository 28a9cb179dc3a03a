//! The form to change an initiative: for its owner, for an editor, and to combine two texts when both wrote at once.

use domain::submit::PLACE;
use leptos::prelude::*;

use super::{InitiativeFields, InitiativeForm, Preview, PreviewView};
use crate::ui::{Clash, Control, ErrorNotice, Field, Inert as _, Script};

/// Everything the form shows.
#[derive(Debug, Clone)]
pub struct EditView {
    /// The version on which the change is based: when another change came first, both are combined.
    pub base: i64,
    /// What was typed.
    pub typed: InitiativeForm,
    /// Why it changes.
    pub why: String,
    /// Its fields.
    pub fields: InitiativeFields,
    /// The pin was put or moved just now.
    pub moved: bool,
    /// How it will look, when that was asked.
    pub preview: Option<Preview>,
    /// Moves the pin and adds pictures in place.
    pub script: Script,
    /// What the button says that sends it in.
    pub button: &'static str,
}

/// The pin among the fields that two people changed: it is one thing, whatever fields it has.
pub const PIN: &str = "speld";

const MISTAKES: &str = "Er is nog niets verstuurd. Kijk deze velden na; wat je typte staat er nog.";

/// The form.
#[component]
pub fn EditForm(form: EditView) -> impl IntoView {
    let EditView { base, typed, why, fields, moved, preview, script, button } = form;
    let mistakes = fields.mistakes();
    let text = if mistakes.is_empty() { "" } else { MISTAKES };
    let why = Field {
        label: "Waarom verander je dit?".into(),
        hint: "De redactie leest dit mee.".into(),
        control: Control::Lines(2),
        ..fields.field("waarom", &why)
    };
    let action = fields.spot.action.clone();
    view! {
        <ErrorNotice text mistakes />
        <form class="form" method="post" action=action.clone() novalidate>
            <input type="hidden" name="basis" value=base />
            // What Enter does in a field: show how it will look. It sends nothing in, and is not what the first button below does.
            <button class="vh" tabindex="-1" aria-hidden="true" name="voorbeeld" value="ja" formaction=format!("{action}#voorbeeld")>
                "Bekijk hoe het eruitziet"
            </button>
            {fields.place(&typed, fields.school(&typed).view(), pin(&fields, &typed, moved))}
            {fields.story(&typed, ().inert())}
            {fields.results(&typed)}
            {why.view()}
            <p class="page__buttons">
                <button class="button button--accent">{button}</button>
                <button class="button button--outline" name="voorbeeld" value="ja" formaction=format!("{action}#voorbeeld")>
                    "Bekijk hoe het eruitziet"
                </button>
            </p>
            {script.view()}
        </form>
        {preview
            .map(|preview| {
                view! {
                    <section id="voorbeeld" aria-labelledby="voorbeeldkop" tabindex="-1">
                        <h2 id="voorbeeldkop">"Zo gaat het eruitzien"</h2>
                        <PreviewView preview />
                    </section>
                }
            })}
    }
    .inert()
}

/// The place, folded until somebody wants to change it.
fn pin(fields: &InitiativeFields, typed: &InitiativeForm, moved: bool) -> AnyView {
    let clash = fields.clashes.iter().find(|clash| clash.name == PIN).cloned();
    let open = moved || clash.is_some() || fields.errors.iter().any(|error| PLACE.contains(&error.field));
    view! {
        <details class="edit-pin" open=open>
            <summary>"Verplaats de speld"</summary>
            {clash.map(Clash::view)}
            {fields.pin(typed, "Typ een postcode of plaats, of schuif de speld op de kaart.")}
        </details>
    }
    .inert()
}

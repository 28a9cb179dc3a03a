//! The form to change an initiative: for its owner, for an editor, and to combine two texts when both wrote at once.

use leptos::prelude::*;

use domain::FieldError;

use crate::{
    map::{PinFields, PinMap, PinPart},
    ui::{Control, ErrorNotice, Field, Inert as _, PictureFields, PictureSet, Script, sentence},
};

/// One field with its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// Its public name.
    pub name: &'static str,
    /// What it is called.
    pub label: &'static str,
    /// What helps to fill it in; may be empty.
    pub hint: &'static str,
    /// How it is filled in.
    pub kind: Control,
    /// Its value.
    pub value: String,
    /// What is wrong with it; empty for nothing.
    pub error: String,
    /// When two people changed it: what the other says, and what you said, in words.
    pub clash: Option<(String, String)>,
}

/// Where it is, in the form.
#[derive(Debug, Clone)]
pub struct PinInput {
    /// As it was typed.
    pub fields: PinFields,
    /// The map with the pin.
    pub map: PinMap,
    /// What is wrong with it.
    pub errors: Vec<FieldError>,
    /// The pin was put or moved just now.
    pub moved: bool,
    /// Moves the pin in place.
    pub script: Script,
}

/// The form. `base` is the version on which the change is based: when another change came first, both are combined.
#[component]
pub fn EditForm(
    action: String,
    base: i64,
    inputs: Vec<Input>,
    pin: PinInput,
    pictures: PictureSet,
    button: &'static str,
) -> impl IntoView {
    let fields: Vec<_> = inputs.into_iter().map(field).collect();
    let texts = fields.iter().filter(|(field, _)| !field.error.is_empty());
    let texts = texts.map(|(field, _)| (format!("#{}", field.id()), field.error.clone()));
    let seen = pictures.errors.iter().map(|e| (format!("#{}", e.field), sentence(e.field, &e.reason)));
    let placed = pin.errors.iter().map(|e| (format!("#{}", e.field), sentence(e.field, &e.reason)));
    let mistakes: Vec<_> = texts.chain(placed).chain(seen).collect();
    let text = if mistakes.is_empty() { "" } else { MISTAKES };
    let fields: Vec<_> = fields
        .into_iter()
        .map(|(field, clash)| {
            let control = field.control();
            field.around(view! { {clash.map(conflict)} {control} }.inert())
        })
        .collect();
    let upload = format!("{action}/foto");
    view! {
        <ErrorNotice text mistakes />
        <form class="form" method="post" action=action novalidate>
            <input type="hidden" name="basis" value=base />
            // What Enter does in a field: send it, and not what the first button below would do.
            <button class="vh" tabindex="-1" aria-hidden="true">
                {button}
            </button>
            {fields}
            {pin_part(pin)}
            <PictureFields set=pictures upload />
            <button class="button button--accent">{button}</button>
        </form>
    }
}

/// The place, folded until somebody wants to change it.
fn pin_part(pin: PinInput) -> AnyView {
    let PinInput { fields, map, errors, moved, script } = pin;
    let open = moved || !errors.is_empty();
    let error =
        |field: &str| errors.iter().find(|e| e.field == field).map(|e| sentence(field, &e.reason)).unwrap_or_default();
    let hint = "Typ een postcode of plaats, of schuif de speld op de kaart.";
    view! {
        <details class="edit-pin" open=open>
            <summary>"Verplaats de speld"</summary>
            {PinPart { fields: &fields, error: &error, hint, map }.view()}
            {script.view()}
        </details>
    }
    .inert()
}

const MISTAKES: &str = "Er is nog niets verstuurd. Kijk deze velden na; wat je typte staat er nog.";

/// The field, and both texts when two people changed it.
fn field(input: Input) -> (Field, Option<(String, String)>) {
    let Input { name, label, hint, kind: control, value, error, clash } = input;
    // Other parts of the page have an id like a field.
    let id = format!("v-{name}").into();
    let error = if error.is_empty() { error } else { format!("{label} {error}") };
    (Field { name, id, label: label.into(), hint: hint.into(), control, value, error, ..Field::default() }, clash)
}

/// Both texts of a field that two people changed.
fn conflict((theirs, mine): (String, String)) -> AnyView {
    view! {
        <div class="conflict">
            <p><b>"Dit veld is intussen ook door iemand anders aangepast. Maak er één tekst van."</b></p>
            <div>
                <p class="small-print">"De ander schreef"</p>
                <blockquote class="quoted">{theirs}</blockquote>
            </div>
            <div>
                <p class="small-print">"Jij schreef"</p>
                <blockquote class="quoted">{mine}</blockquote>
            </div>
        </div>
    }
    .inert()
}

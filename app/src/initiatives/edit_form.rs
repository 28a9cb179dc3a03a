//! The form to change an initiative: for its owner, for an editor, and to combine two texts when both wrote at once.

use domain::{FieldError, Term, submit::PLACE};
use leptos::prelude::*;

use super::{InitiativeFields, InitiativeForm, Preview, PreviewView};
use crate::{
    map::PinMap,
    ui::{Clash, Control, ErrorNotice, Field, Inert as _, PictureSet, Script},
};

/// Everything the form shows.
#[derive(Debug, Clone)]
pub struct EditView {
    /// The version on which the change is based: when another change came first, both are combined.
    pub base: i64,
    /// What was typed.
    pub typed: InitiativeForm,
    /// Why it changes.
    pub why: String,
    /// The mistakes in it, in the order of the form.
    pub errors: Vec<FieldError>,
    /// What somebody else changed meanwhile.
    pub clashes: Vec<Clash>,
    /// The themes to choose from.
    pub themes: Vec<Term>,
    /// The map with the pin; its address is that of the form.
    pub spot: PinMap,
    /// The pin was put or moved just now.
    pub moved: bool,
    /// The pictures.
    pub pictures: PictureSet,
    /// How it will look, when that was asked.
    pub preview: Option<Preview>,
    /// Moves the pin and adds pictures in place.
    pub script: Script,
    /// What the button says that sends it in.
    pub button: &'static str,
}

impl EditView {
    fn fields(&self) -> InitiativeFields<'_> {
        InitiativeFields {
            typed: &self.typed,
            errors: &self.errors,
            clashes: &self.clashes,
            themes: &self.themes,
            spot: &self.spot,
            pictures: &self.pictures,
            focus: "",
            before: "v-",
        }
    }
}

const MISTAKES: &str = "Er is nog niets verstuurd. Kijk deze velden na; wat je typte staat er nog.";

/// The form.
#[component]
pub fn EditForm(form: EditView) -> impl IntoView {
    let fields = form.fields();
    let mistakes = fields.mistakes();
    let text = if mistakes.is_empty() { "" } else { MISTAKES };
    let why = Field {
        label: "Waarom verander je dit?".into(),
        hint: "De redactie leest dit mee.".into(),
        control: Control::Lines(2),
        ..fields.field("waarom", &form.why)
    };
    let (action, button) = (form.spot.action.clone(), form.button);
    view! {
        <ErrorNotice text mistakes />
        <form class="form" method="post" action=action.clone() novalidate>
            <input type="hidden" name="basis" value=form.base />
            // What Enter does in a field: send it, and not what the first button below would do.
            <button class="vh" tabindex="-1" aria-hidden="true">
                {button}
            </button>
            {fields.place(fields.school().view(), pin(&form))}
            {fields.story(().inert())}
            {fields.results()}
            {why.view()}
            <p class="page__buttons">
                <button class="button button--accent">{button}</button>
                <button class="button button--outline" name="voorbeeld" value="ja" formaction=format!("{action}#voorbeeld")>
                    "Bekijk hoe het eruitziet"
                </button>
            </p>
            {form.script.clone().view()}
        </form>
        {form
            .preview
            .clone()
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
fn pin(form: &EditView) -> AnyView {
    let open = form.moved || form.errors.iter().any(|error| PLACE.contains(&error.field));
    view! {
        <details class="edit-pin" open=open>
            <summary>"Verplaats de speld"</summary>
            {form.fields().pin("Typ een postcode of plaats, of schuif de speld op de kaart.")}
        </details>
    }
    .inert()
}

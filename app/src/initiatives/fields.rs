//! The fields of an initiative, as every form that has them shows them: where it is placed and where it is changed.

use domain::{FieldError, Programme, Term, submit::PLACE};
use leptos::prelude::*;

use super::InitiativeForm;
use crate::{
    map::{PinMap, PinPart},
    ui::{Choice, Clash, Control, Field, Inert as _, Need, PictureSet, Sign, option_id, sentence},
};

/// What they show beside what was typed.
#[derive(Debug, Clone)]
pub struct InitiativeFields {
    /// The mistakes in it, in the order of the form.
    pub errors: Vec<FieldError>,
    /// What somebody else made of it meanwhile.
    pub clashes: Vec<Clash>,
    /// The themes to choose from.
    pub themes: Vec<Term>,
    /// The map with the pin; its address is that of the form.
    pub spot: PinMap,
    /// The pictures that were added.
    pub pictures: PictureSet,
    /// The field that takes the keyboard when the page opens; empty for none.
    pub focus: &'static str,
    /// Before the id of every field but those of the pin and the pictures: other parts of a page have ids like them.
    pub before: &'static str,
}

impl InitiativeFields {
    /// What is wrong with a field, as a sentence; empty for nothing.
    pub(crate) fn error(&self, field: &str) -> String {
        self.errors.iter().find(|e| e.field == field).map(|e| sentence(field, &e.reason)).unwrap_or_default()
    }

    /// A field with what was typed in it, and what is wrong with that.
    pub(crate) fn field(&self, name: &'static str, value: &str) -> Field {
        Field {
            name,
            id: format!("{}{name}", self.before).into(),
            control: Control::Line("text", "off"),
            value: value.to_owned(),
            error: self.error(name),
            clash: self.clashes.iter().find(|clash| clash.name == name).cloned(),
            autofocus: self.focus == name,
            ..Field::default()
        }
    }

    /// The mistakes, each with where its field is.
    pub(crate) fn mistakes(&self) -> Vec<(String, String)> {
        let href = |field: &str| {
            let bare = PLACE.contains(&field) || field.starts_with("foto");
            let before = if bare { "" } else { self.before };
            // An unknown school code has no radio button: it leads to the field above.
            let field = if field == "vestigingscode" { "school" } else { field };
            format!("#{before}{field}")
        };
        self.errors.iter().map(|error| (href(error.field), sentence(error.field, &error.reason))).collect()
    }

    /// "Waar": the school and the pin as the page draws them, and the programme.
    pub(crate) fn place(&self, typed: &InitiativeForm, school: AnyView, pin: AnyView) -> AnyView {
        view! {
            <fieldset class="step" id="plek" tabindex="-1">
                <legend>"Waar gebeurt het?"</legend>
                {school}
                {pin}
                {self.programme(&typed.text.onderdeel)}
            </fieldset>
        }
        .inert()
    }

    /// The field of the school or organisation, without its hint.
    pub(crate) fn school(&self, typed: &InitiativeForm) -> Field {
        let label = "School of organisatie".into();
        Field { label, need: Need::Required, ..self.field("school", &typed.text.school) }
    }

    /// The fields of the pin, and its map.
    pub(crate) fn pin(&self, typed: &InitiativeForm, hint: &'static str) -> AnyView {
        let error = |field: &str| self.error(field);
        PinPart { fields: &typed.pin, error: &error, hint, map: self.spot.clone() }.view()
    }

    fn programme(&self, typed: &str) -> AnyView {
        let says = |programme| match programme {
            Programme::Marktplaats => "Het bestaat al. Anderen mogen komen kijken.",
            Programme::Vrijplaats => "We proberen iets nieuws, als team.",
            Programme::Buitenplaats => "We doen het samen met de buitenwereld.",
        };
        let choices = Programme::ALL
            .iter()
            .map(|programme| Choice { slug: programme.slug().to_owned(), label: programme.label().to_owned() });
        let field = Field {
            label: "Welk onderdeel past bij jullie?".into(),
            control: Control::Radio(choices.collect()),
            need: Need::Required,
            ..self.field("onderdeel", typed)
        };
        let cards: Vec<_> = Programme::ALL
            .iter()
            .enumerate()
            .map(|(index, &programme)| {
                view! {
                    <label class="programme-choice">
                        <input
                            class="vh"
                            type="radio"
                            id=option_id(&field.id(), index)
                            name="onderdeel"
                            value=programme.slug()
                            checked=field.value == programme.slug()
                            aria-describedby=field.described()
                        />
                        <Sign programme quiet=true />
                        <span>
                            <b>{programme.label()}</b>
                            {says(programme)}
                        </span>
                    </label>
                }
            })
            .collect();
        field.around(view! { <div class="programme-choices">{cards}</div> }.inert())
    }
}

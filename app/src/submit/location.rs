//! Where it happens: the school, the place, and a pin on the drawn map.

use leptos::prelude::*;

use super::SubmitView;
use crate::ui::{Field, Icon, Inert as _, error_line, option_id};

/// A school site to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SchoolChoice {
    /// `vestigingscode`.
    pub code: String,
    /// What it is called.
    pub name: String,
    /// Street, postcode and town.
    pub address: String,
    /// "Midden".
    pub region: &'static str,
}

/// "Waar".
pub(super) fn fieldset(form: &SubmitView) -> AnyView {
    let (fields, typed) = (&form.fields, &form.typed.initiatief);
    let school = view! {
        {school(form)}
        <input type="hidden" name="gekozen" value=form.typed.gekozen.clone() />
    };
    fields.place(typed, school.inert(), fields.pin(typed, "Niet op een school? Typ een postcode of plaats."))
}

fn school(form: &SubmitView) -> AnyView {
    let hint = "Zoek je school op naam, plaats, postcode of BRIN-nummer. Een andere organisatie? Typ gewoon de naam.";
    let field = Field { hint: hint.into(), ..form.fields.school(&form.typed.initiatief) };
    let search = view! {
        <div class="search-field">
            {field.control()}
            <button class="button button--ink" type="submit" name="zoek" value="ja" formaction="/plaatsen#school">
                <Icon name="zoek" />
                "Zoek"
            </button>
        </div>
        {error_line("vestigingscode", form.fields.error("vestigingscode"), false)}
        <div id="scholen">
            <SchoolChoices
                schools=form.schools.clone()
                in_all=form.schools_in_all
                chosen=chosen(form)
                searched=form.searched
            />
        </div>
    };
    field.around(search.inert())
}

/// The code of the chosen school; the only one that was found is chosen, and counts once the form says so.
fn chosen(form: &SubmitView) -> String {
    match &form.schools[..] {
        [only] if form.searched => only.code.clone(),
        _ => form.typed.initiatief.text.vestigingscode.clone(),
    }
}

/// The school sites that were found, `in_all` with those that are not shown, as radio buttons; the last one is "none of these". `searched`: say so when none was
/// found.
#[component]
pub fn SchoolChoices(schools: Vec<SchoolChoice>, in_all: usize, chosen: String, searched: bool) -> impl IntoView {
    if schools.is_empty() {
        let none = view! {
            <p class="field__hint" role="status">
                "Geen school gevonden. Is het een andere organisatie, laat de naam dan zo staan."
            </p>
        };
        return searched.then_some(none).inert();
    }
    let choices = {
        let count = match schools.len() {
            1 => "1 school gevonden".to_owned(),
            shown if shown < in_all => {
                format!(
                    "De eerste {shown} van {in_all} scholen. Staat de jouwe er niet bij? Typ meer van de naam of de plaats."
                )
            }
            many => format!("{many} scholen gevonden"),
        };
        let none = chosen.is_empty();
        let options: Vec<_> = schools
            .into_iter()
            .enumerate()
            .map(|(index, school)| {
                let id = option_id("vestigingscode", index);
                let checked = school.code == chosen;
                view! {
                    <label class="option">
                        <input type="radio" id=id name="vestigingscode" value=school.code.clone() checked=checked />
                        <span>
                            <b>{school.name}</b>
                            <span class="option-box__where">{school.address} " · " {school.code}</span>
                        </span>
                        <span class="option-box__region">{school.region}</span>
                    </label>
                }
            })
            .collect();
        view! {
            <fieldset class="option-box">
                <legend>
                    <span role="status">{count}</span>
                </legend>
                {options}
                <label class="option">
                    <input type="radio" name="vestigingscode" value="" checked=none />
                    <span>
                        <b>"Mijn school of organisatie staat er niet bij"</b>
                        <span class="option-box__where">"We gebruiken de naam die je typte"</span>
                    </span>
                </label>
            </fieldset>
            <button class="button button--outline no-js-only" type="submit" name="kies" value="ja" formaction="/plaatsen#school">
                "Kies deze"
            </button>
        }
    };
    choices.inert()
}

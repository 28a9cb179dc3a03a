//! The form with which a school places its own initiative: plain HTML, complete without a script.

use domain::paths;
use leptos::prelude::*;

use super::draft::{SavedDraft, SavedDrafts};
use super::{Alike, SchoolChoice, SubmitForm, checklist, location, team::team};
use crate::initiatives::{InitiativeFields, Preview};
use crate::ui::{Footer, FormNumber, Header, Icon};

/// Everything the form shows.
#[derive(Debug, Clone)]
pub struct SubmitView {
    /// What was typed.
    pub typed: SubmitForm,
    /// The fields of the initiative. They have no mistakes until the form is sent in.
    pub fields: InitiativeFields,
    /// The form was sent in and could not be used: say so on top.
    pub refused: bool,
    /// Which parts are ready, by the rules: the fields that still lack something.
    pub lacking: Vec<&'static str>,
    /// School sites to choose from.
    pub schools: Vec<SchoolChoice>,
    /// How many there are, with those that are not shown.
    pub schools_in_all: usize,
    /// Somebody looked for a school: finding none is worth a word.
    pub searched: bool,
    /// Initiatives that look like this one.
    pub alike: Vec<Alike>,
    /// The address of the signed-in user, who is then not asked for one.
    pub signed_in: Option<String>,
    /// Name and job title of the signed-in user: "Ans, leraar"; empty when not known.
    pub called: String,
    /// What was typed before and not sent in.
    pub drafts: Vec<SavedDraft>,
    /// It was sent in too often: when to try again. Empty when not.
    pub too_often: String,
    /// How it will look, when that was asked.
    pub preview: Option<Preview>,
}

/// The steps, as title and anchor.
const STEPS: [(&str, &str); 4] =
    [("Waar", "#plek"), ("Verhaal", "#verhaal"), ("Opbrengst", "#opbrengsten"), ("Team", "#team")];

/// The whole page.
#[component]
pub fn SubmitPage(form: SubmitView) -> impl IntoView {
    let steps: Vec<_> = STEPS
        .iter()
        .zip(1..)
        .map(|((name, href), number)| {
            view! {
                <li>
                    <a href=*href>
                        <span class="steps__number">{number}</span>
                        {*name}
                    </a>
                </li>
            }
        })
        .collect();
    let summary = checklist::summary(&form);
    let empty = form.typed == SubmitForm { bewaar: form.typed.bewaar, ..SubmitForm::default() };
    view! {
        <nav class="skip" aria-label="Spring naar">
            <a href="#formulier">"Naar het formulier"</a>
            <a href="#kaart">"Naar de kaart"</a>
        </nav>
        <Header submitting=true />
        <main class="submit-sheet">
            <form
                class="submit-form"
                id="formulier"
                method="post"
                action=paths::SUBMIT
                novalidate
                tabindex="-1"
                data-leeg=empty.then_some("ja")
                data-van=form.signed_in.clone()
            >
                <FormNumber />
                <h1>"Plaats je initiatief"</h1>
                <p class="submit-form__intro">
                    "In vier stappen, op één pagina. Een redacteur leest mee voor je initiatief zichtbaar wordt."
                </p>
                {summary}
                <div class="draft js-only">
                    <p role="status"></p>
                    <button class="button button--text" type="button" id="wis" hidden>
                        "Wis concept"
                    </button>
                </div>
                <nav class="steps" aria-label="Stappen">
                    <ol>{steps}</ol>
                </nav>
                // Pressing Enter in a field presses this button: it updates the page and sends nothing in.
                <button class="vh" type="submit" name="bijwerken" value="ja" tabindex="-1" aria-hidden="true">
                    "Bijwerken"
                </button>
                {form.typed.bewaar.then(|| view! { <input type="hidden" name="bewaar" value="ja" /> })}
                <SavedDrafts drafts=form.drafts.clone() />
                {location::fieldset(&form)}
                {form.fields.story(&form.typed.initiatief, checklist::alike_question(&form))}
                {form.fields.results(&form.typed.initiatief)}
                {team(&form)}
                {checklist::checklist(&form)}
                <div class="submit-form__foot">
                    <button class="button button--accent" type="submit" name="verstuur" value="ja">
                        "Stuur in"
                        <Icon name="pijl" />
                    </button>
                    <button class="button button--outline" type="submit" name="voorbeeld" value="ja" formaction="/plaatsen#voorbeeld">
                        "Bekijk hoe het eruitziet"
                    </button>
                    <p class="notice notice--error" role="alert" id="netmelding" hidden></p>
                </div>
            </form>
        </main>
        <Footer />
    }
}

//! What an editor may do with a version: publish, mend, ask, decline.

use leptos::prelude::*;

use crate::ui::{Choice, Control, Field, Icon, Inert as _};

/// What the reader may do with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Actions {
    /// Decide.
    Decide,
    /// Decide, but not put it on the map: it is much their own text.
    DecideNotPublish,
    /// Another editor, by this name, has it open.
    Held(String),
    /// Only read: this is why; and the public page, empty when there is none.
    None(String, String),
}

/// What was typed and not sent, or taken back.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TypedTexts {
    /// A question.
    pub question: String,
    /// Why it is not placed.
    pub reason: String,
}

/// Questions that come up often. A chosen one is added to what was typed.
const QUESTIONS: [&str; 7] = [
    "Wat doen de leerlingen precies? Beschrijf één les of middag.",
    "Voor welke groep of klas is dit?",
    "Wat heeft het tot nu toe opgeleverd?",
    "Klopt de plek? De speld staat ergens anders dan je school.",
    "Er staat een naam in de tekst. Mag die openbaar zijn?",
    "Staat iedereen op de foto daar met toestemming op?",
    "De tekst leest als reclame. Wat merken leerlingen ervan?",
];

/// Reasons that come up often.
const REASONS: [&str; 4] = [
    "Dit staat al op de kaart.",
    "Dit is geen initiatief van of voor een school in Limburg.",
    "Dit is vooral reclame voor een product of dienst.",
    "We kregen geen antwoord op onze vraag. Stuur het gerust opnieuw in.",
];

/// The buttons and fields, or why there are none.
pub(super) fn actions(href: &str, actions: Actions, typed: TypedTexts) -> AnyView {
    match actions {
        Actions::Decide => decide(href, true, typed).inert(),
        Actions::DecideNotPublish => decide(href, false, typed).inert(),
        Actions::Held(name) => view! {
            <div class="notice" role="status">
                <Icon name="slot" />
                <p>{format!("{name} bekijkt dit nu. Je kunt meelezen. Neem het alleen over als dat is afgesproken.")}</p>
                <form method="post" action=format!("{href}/overnemen")>
                    <button class="button button--outline">"Toch overnemen"</button>
                </form>
            </div>
        }
        .inert(),
        Actions::None(why, public) => view! {
            <div class="notice" role="status">
                <Icon name="info" />
                <p>
                    {why} {(!public.is_empty()).then(|| view! { " " <a href=public>"Bekijk de pagina"</a> })}
                </p>
            </div>
        }
        .inert(),
    }
}

fn decide(href: &str, publish: bool, typed: TypedTexts) -> impl IntoView {
    let publish = if publish {
        view! {
            <form method="post" action=format!("{href}/publiceren")>
                <button class="button button--accent" data-toets="p">
                    "Publiceren"
                </button>
            </form>
        }
        .into_any()
    } else {
        let why = "Je veranderde zelf meer dan spelling. Een andere redacteur publiceert het; of vraag de inzender om de tekst opnieuw in te sturen.";
        view! { <p class="notice">{why}</p> }.into_any()
    };
    let question = Writing {
        name: "vragen",
        label: "Wat wil je vragen?",
        hint: "De inzender krijgt deze tekst per mail en kan daarna aanpassen.",
        button: "Vraag versturen",
        sentences: &QUESTIONS,
        typed: typed.question,
    };
    let reason = Writing {
        name: "afwijzen",
        label: "Waarom plaats je het niet?",
        hint: "De inzender krijgt deze reden per mail.",
        button: "Niet plaatsen",
        sentences: &REASONS,
        typed: typed.reason,
    };
    view! {
        <section class="desk__decisions" aria-labelledby="besluit">
            <h2 id="besluit">"Wat doe je ermee?"</h2>
            <div class="page__buttons">
                {publish}
                <a class="button button--outline" href=format!("{href}/aanpassen") data-toets="b">
                    "Eerst aanpassen"
                </a>
            </div>
            {question.form(href)}
            {reason.form(href)}
        </section>
    }
}

/// A text that goes to the sender.
struct Writing {
    name: &'static str,
    label: &'static str,
    hint: &'static str,
    button: &'static str,
    sentences: &'static [&'static str],
    typed: String,
}

impl Writing {
    fn form(self, href: &str) -> impl IntoView {
        let Self { name, label, hint, button, sentences, typed } = self;
        let text = Field {
            name: "tekst",
            id: name.into(),
            label: label.into(),
            hint: hint.into(),
            control: Control::Lines(4),
            maxlength: Some(2000),
            value: typed,
            ..Field::default()
        };
        let none = Choice { slug: String::new(), label: "Kies een zin".to_owned() };
        let all = sentences.iter().map(|one| Choice { slug: (*one).to_owned(), label: (*one).to_owned() });
        let sentence = Field {
            name: "zin",
            id: format!("{name}-zin").into(),
            label: "Standaardzin".into(),
            hint: "Komt onder wat je typt.".into(),
            control: Control::One(std::iter::once(none).chain(all).collect()),
            ..Field::default()
        };
        view! {
            <form class="form desk__decision" method="post" action=format!("{href}/{name}")>
                {text.view()}
                {sentence.view()}
                <button class="button button--outline">{button}</button>
            </form>
        }
    }
}

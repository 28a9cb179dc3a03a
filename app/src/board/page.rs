//! `/besturen/{id}/{slug}`: a board, its schools and what they do; for organisers, whether it carries the Werkplaats.

use domain::paths;
use leptos::prelude::*;

use crate::ui::{
    Card, CardItem, Control, ErrorNotice, Field, Fold, Heading, Icon, Inert as _, Need, SuccessNotice, wide_page,
};

/// What the page of a board shows.
#[derive(Debug, Clone, Default)]
pub struct BoardStory {
    /// Its own address.
    pub href: String,
    /// What it is called.
    pub name: String,
    /// Its number at DUO; empty when not known.
    pub number: String,
    /// "6 scholen, 5 initiatieven op de kaart".
    pub counted: String,
    /// "1 augustus 2023": since when it carries the Werkplaats; empty when it does not.
    pub since: String,
    /// When that agreement was signed; empty when not known.
    pub agreed_on: String,
    /// Its schools.
    pub schools: Vec<BoardSchool>,
    /// What those schools do.
    pub cards: Vec<Card>,
    /// The map with these initiatives; empty when there are none.
    pub map: String,
    /// It is invented.
    pub example: bool,
    /// For an organiser of a region with its schools.
    pub form: Option<CarryForm>,
    /// What was done a moment ago; empty for nothing.
    pub success: String,
}

/// A school of a board.
#[derive(Debug, Clone)]
pub struct BoardSchool {
    /// What it is called.
    pub name: String,
    /// The town of its address.
    pub town: String,
}

/// The form with which an organiser says that a board carries the Werkplaats; dates as they were typed.
#[derive(Debug, Clone, Default)]
pub struct CarryForm {
    /// Since when.
    pub since: String,
    /// When the agreement was signed.
    pub agreed_on: String,
    /// What is wrong with `since`; empty for nothing.
    pub since_error: String,
    /// What is wrong with `agreed_on`; empty for nothing.
    pub agreed_on_error: String,
}

/// The page of a board.
#[component]
pub fn BoardPage(story: BoardStory) -> impl IntoView {
    let carries = !story.since.is_empty();
    let mark = carries.then(|| {
        let agreed = match &*story.agreed_on {
            "" => String::new(),
            day => format!(" De overeenkomst is getekend op {day}."),
        };
        view! {
            <p class="lead">
                <strong>{format!("Draagt de Werkplaats sinds {}.", story.since)}</strong>
                {agreed}
            </p>
        }
    });
    let schools: Vec<_> = story
        .schools
        .into_iter()
        .map(|BoardSchool { name, town }| {
            let town = (!town.is_empty()).then(|| view! { <span class="since">", " {town}</span> });
            view! { <li>{name} {town}</li> }
        })
        .collect();
    let cards: Vec<_> =
        story.cards.into_iter().map(|card| view! { <CardItem card heading=Heading::Third /> }).collect();
    let initiatives = if cards.is_empty() {
        view! {
            <h2>"Initiatieven"</h2>
            <p>
                "Van deze scholen staat nog niets op de kaart. " <a href=paths::SUBMIT>"Plaats het eerste initiatief"</a> "."
            </p>
        }
        .inert()
    } else {
        view! {
            <div class="nearby__head">
                <h2>"Initiatieven"</h2>
                <a href=story.map>"Bekijk ze op de kaart " <Icon name="pijl" /></a>
            </div>
            <ul class="cards cards--row">{cards}</ul>
        }
        .inert()
    };
    wide_page(
        "board",
        view! {
            <p class="breadcrumb">
                <a href=paths::BOARDS>
                    <Icon name="terug" />
                    "Alle besturen"
                </a>
            </p>
            <SuccessNotice text=story.success />
            <h1>{story.name}</h1>
            {mark}
            <p>
                {story.counted} {(!story.number.is_empty()).then(|| format!(" · nummer bij DUO: {}", story.number))}
                {story.example.then(|| view! { " " <span class="example">"voorbeeld"</span> })}
            </p>
            {story
                .example
                .then(|| view! { <p>"Dit is een bedacht bestuur, met bedachte scholen. Het laat zien hoe deze pagina eruitziet."</p> })}
            <h2>"Scholen"</h2>
            {if schools.is_empty() {
                view! { <p>"Dit bestuur heeft nu geen scholen in het register."</p> }.inert()
            } else {
                view! { <ul>{schools}</ul> }.inert()
            }}
            {initiatives}
            {story.form.map(|form| carry_form(form, story.href, carries))}
        },
    )
}

/// The organiser's form, folded until something is wrong with it.
fn carry_form(form: CarryForm, action: String, carries: bool) -> AnyView {
    let date = |name, label: &'static str, hint: &'static str, need, value, error| Field {
        name,
        label: label.into(),
        hint: hint.into(),
        control: Control::Line("date", ""),
        need,
        value,
        error,
        ..Field::default()
    };
    let fields = [
        date("sinds", "Draagt de Werkplaats sinds", "", Need::Required, form.since, form.since_error),
        date(
            "getekend",
            "Overeenkomst getekend op",
            "Weet je het niet? Laat het dan leeg.",
            Need::Optional,
            form.agreed_on,
            form.agreed_on_error,
        ),
    ];
    let mistakes: Vec<_> = fields
        .iter()
        .filter(|field| !field.error.is_empty())
        .map(|field| (format!("#{}", field.name), field.error.clone()))
        .collect();
    let wrong = !mistakes.is_empty();
    let text = if wrong { "Er is nog niets bewaard. Kijk dit na; wat je typte staat er nog." } else { "" };
    let fields = fields.map(Field::view);
    view! {
        <section aria-labelledby="draagt">
            <h2 id="draagt">"De Werkplaats"</h2>
            <Fold says="Draagt dit bestuur de Werkplaats?" open=wrong>
                <ErrorNotice text mistakes />
                <form class="form form--short" method="post" action=action.clone() novalidate>
                    {fields}
                    <button class="button button--ink">"Bewaar"</button>
                </form>
                {carries
                    .then(|| {
                        view! {
                            <form method="post" action=action>
                                <input type="hidden" name="weg" value="ja" />
                                <button class="button button--text">"Dit bestuur draagt de Werkplaats niet meer"</button>
                            </form>
                        }
                    })}
            </Fold>
        </section>
    }
    .inert()
}

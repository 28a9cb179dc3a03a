//! "Wij doen dit ook": asking the owners of an initiative to confirm it.

use domain::paths;
use leptos::prelude::*;

use crate::ui::{Back, Choice, Control, ErrorNotice, Field, FormNumber, Inert as _, Subject, TextPage};

/// One of my initiatives that is on the map.
#[derive(Debug, Clone)]
pub struct AdopterChoice {
    /// Its id.
    pub id: i64,
    /// Its title.
    pub title: String,
    /// It was chosen.
    pub chosen: bool,
}

/// `/initiatieven/{id}/ook`: which of mine is it?
#[component]
pub fn AdoptPage(
    about: Subject,
    mine: Vec<AdopterChoice>,
    /// Why it could not be asked; empty for nothing.
    refused: String,
) -> impl IntoView {
    let action = format!("{}/ook", about.href.rsplit_once('/').map_or("", |(path, _)| path));
    let title = about.title.clone();
    let none = mine.is_empty();
    let field = Field {
        name: "eigen",
        label: "Welk initiatief van jullie is het?".into(),
        value: mine.iter().find(|one| one.chosen).map(|one| one.id.to_string()).unwrap_or_default(),
        control: Control::Radio(
            mine.into_iter().map(|one| Choice { slug: one.id.to_string(), label: one.title }).collect(),
        ),
        ..Field::default()
    };
    view! {
        <TextPage>
            <Back about />
            <h1>"Wij doen dit ook"</h1>
            <p class="lead">
                {format!("Namen jullie ‘{title}’ over? Verbind het met jullie eigen initiatief. Zij bevestigen het eerst; daarna staat het op beide pagina’s.")}
            </p>
            {if none {
                view! {
                    <p>"Je hebt zelf nog niets op de kaart om mee te verbinden. Zet het er eerst op; dat duurt vijf minuten."</p>
                    <p class="page__buttons">
                        <a class="button button--accent" href=paths::SUBMIT>
                            "Plaats je initiatief"
                        </a>
                    </p>
                }
                    .inert()
            } else {
                view! {
                    <ErrorNotice text=refused />
                    <form class="form" method="post" action=action>
                        <FormNumber />
                        {field.view()}
                        <button class="button button--accent">"Vraag om bevestiging"</button>
                    </form>
                }
                    .inert()
            }}
        </TextPage>
    }
}

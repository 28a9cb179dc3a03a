//! "Wij doen dit ook": asking the owners of an initiative to confirm it.

use leptos::prelude::*;

use crate::ui::{Icon, Subject, TextPage};

/// One of my initiatives that is on the map.
#[derive(Debug, Clone)]
pub struct Mine {
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
    mine: Vec<Mine>,
    /// Why it could not be asked; empty for nothing.
    refused: String,
) -> impl IntoView {
    let action = format!("{}/ook", about.href.rsplit_once('/').map_or("", |(path, _)| path));
    let Subject { title, href } = about;
    let none = mine.is_empty();
    let choices: Vec<_> = mine
        .into_iter()
        .map(|one| {
            view! {
                <li>
                    <label class="tick-line">
                        <input type="radio" name="eigen" value=one.id checked=one.chosen />
                        <span>{one.title}</span>
                    </label>
                </li>
            }
        })
        .collect();
    view! {
        <TextPage>
            <p class="breadcrumb">
                <a href=href>
                    <Icon name="terug" />
                    {title.clone()}
                </a>
            </p>
            <h1>"Wij doen dit ook"</h1>
            <p class="lead">
                {format!("Namen jullie ‘{title}’ over? Verbind het met jullie eigen initiatief. Zij bevestigen het eerst; daarna staat het op beide pagina’s.")}
            </p>
            {if none {
                view! {
                    <p>"Je hebt zelf nog niets op de kaart om mee te verbinden. Zet het er eerst op; dat duurt vijf minuten."</p>
                    <p class="page__buttons">
                        <a class="button button--accent" href="/plaatsen">
                            "Plaats je initiatief"
                        </a>
                    </p>
                }
                    .into_any()
            } else {
                view! {
                    {(!refused.is_empty())
                        .then(|| {
                            view! {
                                <div class="notice notice--error" role="alert">
                                    <Icon name="waarschuwing" />
                                    <p>{refused}</p>
                                </div>
                            }
                        })}
                    <form class="sheet" method="post" action=action>
                        <fieldset class="sheet__field">
                            <legend>"Welk initiatief van jullie is het?"</legend>
                            <ul class="choice-list">{choices}</ul>
                        </fieldset>
                        <button class="button button--accent">"Vraag om bevestiging"</button>
                    </form>
                }
                    .into_any()
            }}
        </TextPage>
    }
}

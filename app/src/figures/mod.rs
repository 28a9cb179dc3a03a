//! `/cijfers`: figures of what a query finds, as tables and drawings. Plain HTML and SVG.

mod drawing;
mod figure;
mod filters;
mod gaps;
mod map;
mod numbers;
mod spots;

pub(crate) use filters::select;
pub use filters::{FiguresQuery, Select};
pub(crate) use gaps::DESK_TAB;
pub use gaps::{GapLine, GapsPage};
pub use map::definitions;
pub use numbers::{Bar, Bars, Growth, Point, ThemeRow, ThemeTable};
pub use spots::{Cover, SpotRow, SpotTheme, Spots};

use domain::paths;
use leptos::prelude::*;

use crate::ui::{Inert as _, wide_page};
use filters::Asking;
use numbers::{BarsFigure, GrowthFigure, SmallMultiples, ThemeTableFigure};
use spots::SpotsFigure;

/// A number; `None` is not shown, because it is of too few schools or would give one away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    /// How many.
    pub value: Option<u32>,
    /// The same question on the map.
    pub href: String,
}

/// Where a figure is to be had otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Links {
    /// What was counted, on the map.
    pub map: String,
    /// The same numbers as CSV.
    pub csv: String,
}

/// What was counted.
#[derive(Debug, Clone)]
pub enum Content {
    /// There is nothing on the map yet.
    Empty,
    /// Nothing was found.
    Nothing,
    /// Too little to divide: what to say about it.
    TooFew(String),
    /// Figures.
    Figures {
        /// Themes by region.
        themes: Box<ThemeTable>,
        /// Growth.
        growth: Growth,
        /// Stage, sector, programme.
        bars: Vec<Bars>,
    },
}

/// `/cijfers`. Without `spots` there is nothing to compare.
#[component]
pub fn FiguresPage(asking: FiguresQuery, content: Content, spots: Option<Spots>) -> impl IntoView {
    let shown = matches!(content, Content::Figures { .. });
    let mut parts: Vec<(&'static str, &'static str)> = Vec::new();
    if shown {
        let shown = [("regio-thema", "Thema’s per regio"), ("verdeling", "Groei, fasen, sectoren, plekken")];
        parts.extend(shown);
    }
    if spots.is_some() {
        parts.push(("witte-vlekken", "Witte vlekken"));
    }
    parts.push(("uitleg", "Hoe we tellen"));
    let contents: Vec<_> = parts
        .into_iter()
        .map(|(id, text)| {
            view! {
                <li>
                    <a class="chip" href=format!("#{id}")>
                        {text}
                    </a>
                </li>
            }
        })
        .collect();
    let map = asking.map.clone();
    let empty = matches!(content, Content::Empty);
    let body = match content {
        Content::Empty => view! {
            <p class="figures__empty">
                "Er staat nog niets op de kaart, dus er is nog niets te tellen. " <a href=paths::SUBMIT>
                    "Plaats het eerste initiatief"
                </a> "."
            </p>
        }
        .inert(),
        Content::Nothing => view! {
            <p class="figures__empty">
                "Deze vraag vindt niets. Haal een filter weg, of " <a href=paths::FIGURES>"bekijk alle cijfers"</a> "."
            </p>
        }
        .inert(),
        Content::TooFew(text) => view! {
            <p class="figures__empty">{text}" "<a href=map>"Bekijk ze op de kaart"</a>"."</p>
        }
        .inert(),
        Content::Figures { themes, growth, bars } => {
            let multiples = themes.clone();
            let bars: Vec<_> = bars.into_iter().map(|bars| view! { <BarsFigure bars /> }).collect();
            view! {
                <section class="figures__part" id="regio-thema" aria-labelledby="kop-regio-thema">
                    <ThemeTableFigure table=*themes />
                    <SmallMultiples table=*multiples />
                </section>
                <section class="figures__part" id="verdeling" aria-label="Groei, fasen, sectoren en plekken">
                    <div class="figures__row"><GrowthFigure growth />{bars}</div>
                </section>
            }
            .inert()
        }
    };
    let spots = match spots {
        Some(spots) => view! { <SpotsFigure spots /> }.inert(),
        None if empty => ().inert(),
        None => view! {
            <p class="figures__note">
                "Witte vlekken staan hier niet: geen enkel initiatief met een thema past bij deze vraag."
            </p>
        }
        .inert(),
    };
    let asking = view! { <Asking asking /> }.inert();
    wide_page(
        "figures",
        view! {
            <h1>"Cijfers"</h1>
            {asking}
            <nav class="figures__contents" aria-label="Op deze pagina">
                <ul class="desk__nav">{contents}</ul>
            </nav>
            {body}
            {spots}
            <HowWeCount />
        },
    )
}

/// What is counted, and why some of it is not shown.
#[component]
fn HowWeCount() -> impl IntoView {
    view! {
        <section class="figures__part" id="uitleg" aria-labelledby="kop-uitleg">
            <h2 id="kop-uitleg">"Hoe we tellen"</h2>
            <div class="figures__explanation">
                <p>
                    "We tellen wat nu op de kaart staat. Kies een getal, en je ziet precies die initiatieven op de kaart. Een initiatief kan meer dan één thema of sector hebben. Tel die getallen dus niet bij elkaar op."
                </p>
                <p>
                    "Gaat een getal over minder dan drie scholen, dan staat er een streepje (–). Soms verbergen we ook een tweede getal, omdat je het eerste anders kunt uitrekenen. Is er geen enkel initiatief, dan staat er 0."
                </p>
                <p>
                    "Op de kaart staat elk initiatief gewoon, voor iedereen. Waarom dan streepjes? Deze cijfers gaan over regio’s en gemeenten. Ze zijn geen ranglijst van scholen: of een school iets níet doet, is hier niet te zien."
                </p>
            </div>
        </section>
    }
}

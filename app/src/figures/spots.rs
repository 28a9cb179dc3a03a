//! White spots: a small map for each theme, a large one for one of them, and a table.

use domain::paths;
use leptos::prelude::*;

use crate::ui::Inert as _;

use super::figure::{Figure, Folded, hidden};
use super::map::{map, sample};
use super::{
    Links,
    filters::{Select, select},
};

/// How well a theme covers a municipality.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cover {
    /// Near everywhere.
    Near,
    /// Near in most places.
    Mostly,
    /// Near in few places.
    Hardly,
    /// Near nowhere: a white spot.
    Blank,
    /// Too few schools to say.
    Unknown,
}

impl Cover {
    /// From near to blank.
    pub const ALL: [Self; 5] = [Self::Near, Self::Mostly, Self::Hardly, Self::Blank, Self::Unknown];

    /// The pattern's id.
    pub(super) fn pattern(self) -> &'static str {
        match self {
            Self::Near => "v-dichtbij",
            Self::Mostly => "v-meestal",
            Self::Hardly => "v-soms",
            Self::Blank => "v-wit",
            Self::Unknown => "v-onbekend",
        }
    }

    /// What it is called; `exact` when one or two make a difference.
    #[must_use]
    pub fn label(self, exact: bool) -> &'static str {
        match (self, exact) {
            (Self::Near, false) => "bijna overal iets dichtbij",
            (Self::Near, true) => "overal iets dichtbij",
            (Self::Mostly, _) => "op de meeste plekken iets dichtbij",
            (Self::Hardly, _) => "op de meeste plekken niets dichtbij",
            (Self::Blank, false) => "witte vlek: bijna nergens iets dichtbij",
            (Self::Blank, true) => "witte vlek: nergens iets dichtbij",
            (Self::Unknown, _) => "te weinig scholen om iets te zeggen",
        }
    }
}

/// A theme and its small map.
#[derive(Debug, Clone)]
pub struct SpotTheme {
    /// What it is called.
    pub name: String,
    /// The page with this theme on the large map.
    pub href: String,
    /// It is on the large map.
    pub on: bool,
    /// How many municipalities are blank.
    pub blank: usize,
}

/// A municipality and how well each theme covers it.
#[derive(Debug, Clone)]
pub struct SpotRow {
    /// Its name.
    pub name: String,
    /// Its slug: `#gem-weert` is its shape.
    pub slug: String,
    /// The middle of its name on the large map, when it fits there.
    pub label: Option<(f64, f64)>,
    /// "Noord".
    pub region: &'static str,
    /// The nearest initiatives with the theme on the large map.
    pub href: String,
    /// In the order of the themes.
    pub covers: Vec<Cover>,
}

/// White spots.
#[derive(Debug, Clone)]
pub struct Spots {
    /// The one sentence that says what a white spot is.
    pub says: String,
    /// What else is to be known.
    pub note: String,
    /// One or two make a difference.
    pub exact: bool,
    /// The themes.
    pub themes: Vec<SpotTheme>,
    /// The municipalities, by name.
    pub rows: Vec<SpotRow>,
    /// Width and height of the drawn shapes.
    pub size: (f64, f64),
    /// Choices of the form: theme and distance.
    pub selects: Vec<Select>,
    /// What the form does not ask, and goes along.
    pub kept: Vec<(String, String)>,
    /// Otherwise.
    pub links: Links,
}

/// White spots, as maps and as a table.
#[component]
pub(super) fn SpotsFigure(spots: Spots) -> impl IntoView {
    let on = spots.themes.iter().position(|theme| theme.on).unwrap_or_default();
    let large = map(&spots, on, true);
    let small: Vec<_> = spots
        .themes
        .iter()
        .enumerate()
        .map(|(at, theme)| {
            let drawn = map(&spots, at, false);
            let current = theme.on.then_some("true");
            view! {
                <li>
                    <a href=theme.href.clone() aria-current=current>
                        <span class="spot-maps__map" inner_html=drawn></span>
                        <strong>{theme.name.clone()}</strong>
                        <span>{blank(theme.blank)}</span>
                    </a>
                </li>
            }
        })
        .collect();
    let unknown = spots.rows.iter().any(|row| row.covers.contains(&Cover::Unknown));
    let legend: Vec<_> = Cover::ALL
        .into_iter()
        .filter(|cover| *cover != Cover::Unknown || unknown)
        .map(|cover| {
            view! {
                <li>
                    <span inner_html=sample(cover)></span>
                    {cover.label(spots.exact)}
                </li>
            }
        })
        .collect();
    let name = spots.themes.get(on).map(|theme| theme.name.clone()).unwrap_or_default();
    let here: Vec<_> = spots
        .rows
        .iter()
        .filter(|row| row.covers.get(on) == Some(&Cover::Blank))
        .map(|row| {
            view! {
                <li>
                    <a href=row.href.clone()>{row.name.clone()}</a>
                </li>
            }
        })
        .collect();
    let none = here.is_empty();
    let head: Vec<_> = spots.themes.iter().map(|theme| view! { <th scope="col">{theme.name.clone()}</th> }).collect();
    let exact = spots.exact;
    let rows: Vec<_> = spots
        .rows
        .iter()
        .map(|row| {
            let cells: Vec<_> = row
                .covers
                .iter()
                .map(|&cover| match cover {
                    Cover::Unknown => view! { <td>{hidden()}</td> }.inert(),
                    cover => view! {
                        <td>
                            <span inner_html=sample(cover)></span>
                            <span class="vh">{cover.label(exact)}</span>
                        </td>
                    }
                    .inert(),
                })
                .collect();
            view! {
                <tr>
                    <th scope="row">{row.name.clone()}</th>
                    <td>{row.region}</td>
                    {cells}
                </tr>
            }
        })
        .collect();
    let selects: Vec<_> = spots.selects.into_iter().map(select).collect();
    let kept: Vec<_> =
        spots.kept.into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value /> }).collect();
    view! {
        <section class="figures__part" id="witte-vlekken" aria-labelledby="kop-witte-vlekken">
            <Figure id="witte-vlekken" title="Witte vlekken".to_owned() says=spots.says links=spots.links>
                <p class="figures__note">{spots.note}</p>
                <ul class="spot-maps">{small}</ul>
                <div class="spot-map">
                    <div class="spot-map__image" inner_html=large></div>
                    <div class="spot-map__side">
                        <h3 id="vlek">{name.clone()}</h3>
                        <ul class="spot-map__legend">{legend}</ul>
                        <h4>"Witte vlekken voor dit thema"</h4>
                        {if none {
                            view! { <p>"Geen. Overal is wel ergens iets dichtbij."</p> }.inert()
                        } else {
                            view! {
                                <p>"Kies een gemeente en zoek buren: de initiatieven die het dichtst bij zijn."</p>
                                <ul class="spot-map__list">{here}</ul>
                            }
                                .inert()
                        }}
                        <form class="spot-map__choose" action="/cijfers#witte-vlekken">
                            {selects} {kept} <button class="button button--outline">"Toon"</button>
                        </form>
                        <p class="figures__note">
                            "Organisator of redacteur? " <a href=paths::DESK_GAPS>"De lijst met aantallen"</a>
                            " zie je na het inloggen."
                        </p>
                    </div>
                </div>
                <Folded name="Witte vlekken per gemeente en thema".to_owned()>
                    <table class="spot-table">
                        <caption class="vh">"Witte vlekken per gemeente en thema"</caption>
                        <thead>
                            <tr>
                                <th scope="col">"Gemeente"</th>
                                <th scope="col">"Regio"</th>
                                {head}
                            </tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </table>
                </Folded>
            </Figure>
        </section>
    }
}

fn blank(count: usize) -> String {
    match count {
        0 => "geen witte vlek".to_owned(),
        1 => "1 witte vlek".to_owned(),
        count => format!("{count} witte vlekken"),
    }
}

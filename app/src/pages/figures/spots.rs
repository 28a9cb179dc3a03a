//! White spots: a small map for each theme, a large one for one of them, and a table.

use std::fmt::Write as _;

use leptos::prelude::*;

use super::frame::{Figure, Folded, Scrolling, hidden};
use super::{
    Links,
    asking::{Select, select},
};
use crate::components::Icon;
use crate::document::escape;
use crate::pages::desk::DeskPage;

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
    fn pattern(self) -> &'static str {
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

/// The shapes of the municipalities (`gem-…`, as `d` of a path) and the patterns: what the maps refer to.
#[must_use]
pub fn definitions(shapes: &[(String, String)]) -> String {
    let mut out =
        String::from(r#"<svg class="sprite" aria-hidden="true" focusable="false" width="0" height="0"><defs>"#);
    for (id, size, thick) in [("v-meestal", 5.0, 3.0), ("v-soms", 7.0, 1.3)] {
        let _ = write!(
            out,
            r#"<pattern id="{id}" width="{size}" height="{size}" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="v-grond" width="{size}" height="{size}"/><rect class="v-inkt" width="{thick}" height="{size}"/></pattern>"#
        );
    }
    out += r#"<pattern id="v-dichtbij" width="9" height="9" patternUnits="userSpaceOnUse"><rect class="v-inkt" width="9" height="9"/></pattern><pattern id="v-wit" width="9" height="9" patternUnits="userSpaceOnUse"><rect class="v-leeg" width="9" height="9"/></pattern><pattern id="v-onbekend" width="5" height="5" patternUnits="userSpaceOnUse"><rect class="v-grond" width="5" height="5"/><circle class="v-inkt" cx="2.5" cy="2.5" r=".8"/></pattern>"#;
    for (slug, d) in shapes {
        let _ = write!(out, r#"<path id="gem-{slug}" d="{d}"/>"#);
    }
    out + "</defs></svg>"
}

/// All of Limburg, each municipality in its pattern. With links it can be walked; without it is a picture.
fn map(spots: &Spots, theme: usize, links: bool) -> String {
    let (width, height) = spots.size;
    let mut out = String::new();
    let _ = if links {
        write!(
            out,
            r#"<svg class="vlekken" viewBox="-2 -2 {} {}" role="group" aria-label="Kaart van de gemeenten">"#,
            width + 4.0,
            height + 4.0
        )
    } else {
        write!(
            out,
            r#"<svg class="vlekken" viewBox="-2 -2 {} {}" aria-hidden="true" focusable="false">"#,
            width + 4.0,
            height + 4.0
        )
    };
    // Blank ones last: their edge lies on top.
    let mut rows: Vec<&SpotRow> = spots.rows.iter().collect();
    rows.sort_by_key(|row| row.covers.get(theme) == Some(&Cover::Blank));
    for row in rows {
        let cover = row.covers.get(theme).copied().unwrap_or(Cover::Unknown);
        let class = if cover == Cover::Blank { "gem gem--wit" } else { "gem" };
        let shape = format!(r##"<use class="{class}" href="#gem-{}" fill="url(#{})"/>"##, row.slug, cover.pattern());
        let _ = if links {
            let name = format!("{}: {}", escape(&row.name), cover.label(spots.exact));
            write!(
                out,
                r#"<a href="{}" aria-label="{name}. Zoek buren"><title>{name}</title>{shape}</a>"#,
                escape(&row.href)
            )
        } else {
            write!(out, "{shape}")
        };
    }
    out + "</svg>"
}

/// A sample of a pattern.
fn sample(cover: Cover) -> String {
    format!(
        r#"<svg class="staal" viewBox="0 0 26 18" aria-hidden="true" focusable="false"><rect x=".75" y=".75" width="24.5" height="16.5" fill="url(#{})"/></svg>"#,
        cover.pattern()
    )
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
                        <span class="vlekjes__kaart" inner_html=drawn></span>
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
                    Cover::Unknown => view! { <td>{hidden()}</td> }.into_any(),
                    cover => view! {
                        <td>
                            <span inner_html=sample(cover)></span>
                            <span class="vh">{cover.label(exact)}</span>
                        </td>
                    }
                    .into_any(),
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
        <section class="cijfers__deel" id="witte-vlekken" aria-labelledby="kop-witte-vlekken">
            <Figure id="witte-vlekken" title="Witte vlekken".to_owned() says=spots.says links=spots.links>
                <p class="cijfers__noot">{spots.note}</p>
                <ul class="vlekjes">{small}</ul>
                <div class="vlekkaart">
                    <div class="vlekkaart__beeld" inner_html=large></div>
                    <div class="vlekkaart__zij">
                        <h3 id="vlek">{name.clone()}</h3>
                        <ul class="vlekkaart__legenda">{legend}</ul>
                        <h4>"Witte vlekken voor dit thema"</h4>
                        {if none {
                            view! { <p>"Geen. Overal is wel ergens iets dichtbij."</p> }.into_any()
                        } else {
                            view! {
                                <p>"Kies een gemeente en zoek buren: de initiatieven die het dichtst bij zijn."</p>
                                <ul class="vlekkaart__lijst">{here}</ul>
                            }
                                .into_any()
                        }}
                        <form class="vlekkaart__kies" action="/cijfers#witte-vlekken">
                            {selects} {kept} <button class="knop knop--rand">"Toon"</button>
                        </form>
                        <p class="cijfers__noot">
                            "Organisator of redacteur? " <a href="/redactie/witte-vlekken">"De lijst met aantallen"</a>
                            " staat achter de deur."
                        </p>
                    </div>
                </div>
                <Folded name="Witte vlekken per gemeente en thema".to_owned()>
                    <table class="vlektabel">
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

/// A theme that is far from schools of a municipality.
#[derive(Debug, Clone)]
pub struct GapLine {
    /// The municipality.
    pub municipality: String,
    /// Its region.
    pub region: &'static str,
    /// The theme.
    pub theme: String,
    /// "12 van 34".
    pub without: String,
    /// The nearest initiatives with that theme.
    pub href: String,
}

/// `/redactie/witte-vlekken`: the exact list, for organisers.
#[component]
pub fn GapsPage(
    lines: Vec<GapLine>,
    /// The one sentence that says what is counted.
    says: String,
    /// "Scholen" or "Plaatsen".
    what: &'static str,
    /// What could not be used of the address.
    notices: Vec<String>,
    selects: Vec<Select>,
    csv: String,
    /// Whether this is somebody who may see the rest of the desk.
    editor: bool,
    admin: bool,
) -> impl IntoView {
    let none = lines.is_empty();
    let rows: Vec<_> = lines
        .into_iter()
        .map(|line| {
            let name = format!(": {} in de buurt van {}", line.theme, line.municipality);
            view! {
                <tr>
                    <th scope="row">{line.municipality}</th>
                    <td>{line.region}</td>
                    <td>{line.theme}</td>
                    <td class="getal">{line.without}</td>
                    <td>
                        <a href=line.href>"Zoek buren"<span class="vh">{name}</span></a>
                    </td>
                </tr>
            }
        })
        .collect();
    let notices: Vec<_> = notices
        .into_iter()
        .map(|text| {
            view! {
                <div class="melding">
                    <Icon name="info" />
                    <p>{text}</p>
                </div>
            }
        })
        .collect();
    let selects: Vec<_> = selects.into_iter().map(select).collect();
    view! {
        <DeskPage admin editor here="/redactie/witte-vlekken">
            <h1>"Witte vlekken"</h1>
            {notices}
            <p class="inleiding">{says}</p>
            <p>
                "Deze lijst is er om mensen bij elkaar te brengen. De aantallen zijn precies, en staan daarom niet op de openbare pagina. "
                <a href="/cijfers#witte-vlekken">"Dezelfde witte vlekken op de kaart"</a>
            </p>
            <form class="cijfers__kies" action="/redactie/witte-vlekken">
                {selects} <button class="knop knop--rand">"Toon"</button>
                <a class="knop knop--tekst" href=csv download="">
                    <Icon name="laad" />
                    "CSV"
                </a>
            </form>
            {if none {
                view! { <p class="cijfers__leeg">"Hier is geen witte vlek: overal is iets dichtbij."</p> }.into_any()
            } else {
                view! {
                    <Scrolling name="Witte vlekken, de grootste bovenaan".to_owned()>
                        <table>
                            <thead>
                                <tr>
                                    <th scope="col">"Gemeente"</th>
                                    <th scope="col">"Regio"</th>
                                    <th scope="col">"Thema"</th>
                                    <th scope="col" class="getal">
                                        {what}
                                        " zonder iets dichtbij"
                                    </th>
                                    <th scope="col">"Verder"</th>
                                </tr>
                            </thead>
                            <tbody>{rows}</tbody>
                        </table>
                    </Scrolling>
                }
                    .into_any()
            }}
        </DeskPage>
    }
}

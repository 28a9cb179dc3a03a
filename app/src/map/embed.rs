//! The map in a frame on another site: a picture that is moved by links, so it needs neither script nor storage.

use domain::{Camera, paths};
use leptos::prelude::*;

use super::{Circle, Placed, Radius, detail, drawn_transform, translate};
use crate::ui::{Icon, LIMBURG, Link};

/// What the frame shows.
#[derive(Debug, Clone)]
pub struct Frame {
    /// What it shows, in words: "37 initiatieven in Midden-Limburg", or an initiative's title.
    pub text: String,
    /// The first initiatives of the list.
    pub list: Vec<Link>,
    /// The page that tells more, on this site.
    pub more: String,
    /// What the map looks at.
    pub camera: Camera,
    /// Width and height that it was made for, in CSS pixels.
    pub screen: [f64; 2],
    /// What is drawn on the ground, in its units, as SVG.
    pub drawn: String,
    /// The circle of `bij` and `straal`.
    pub circle: Option<Circle>,
    /// Pins, clusters and signposts, in reading order.
    pub markers: Vec<Placed>,
    /// Names on the map.
    pub labels: Vec<Placed>,
    /// One zoom level in, out, then half a map north, east, south, west.
    pub camera_links: Vec<String>,
    /// What could not be used of the address.
    pub notices: Vec<String>,
}

/// `/embed`: the map, what it shows, and the way to the whole of it. `embed.js` replaces `main` by that of another answer.
#[component]
pub fn EmbedPage(frame: Frame) -> impl IntoView {
    let Frame { text, list, more, camera, screen, drawn, circle, markers, labels, camera_links, notices } = frame;
    let all = |all: Vec<Placed>| -> Vec<_> {
        all.into_iter().map(|p| view! { <g transform=translate(camera, p.position) inner_html=p.svg></g> }).collect()
    };
    let (lon, lat) = (camera.centre.lon(), camera.centre.lat());
    let [width, height] = screen;
    view! {
        <p class="vh" role="status"></p>
        <main
            class="embed__map"
            aria-label="Kaart van de initiatieven"
            data-midden=format!("{lon},{lat}")
            data-zoom=camera.zoom
            data-maat=format!("{width},{height}")
        >
            <header class="embed__bar">
                <svg class="brand__shape" aria-hidden="true">
                    <use_ href=LIMBURG />
                </svg>
                <h1 id="titel" tabindex="-1">
                    {text}
                </h1>
                <List list />
                <a href=more target="_blank" rel="noopener">
                    "Bekijk op de InnovatieKaart"
                    <Icon name="extern" />
                    <span class="vh">" (in een nieuw tabblad)"</span>
                </a>
            </header>
            {notices.into_iter().map(|text| view! { <p class="embed__notice">{text}</p> }).collect::<Vec<_>>()}
            <section class=format!("map {}", detail(camera)) aria-label="Kaart">
                <svg class="map__image" width="100%" height="100%">
                    <svg x="50%" y="50%" overflow="visible"><g class="shift">
                        <g class="basemap" transform=drawn_transform(camera)>
                            <use_ href="#basis" />
                        </g>
                        <g class="overlay" transform=drawn_transform(camera) inner_html=drawn></g>
                        <Radius circle=Signal::derive(move || circle.clone()) camera=Signal::derive(move || camera) />
                        <g class="labels" aria-hidden="true">
                            {all(labels)}
                        </g>
                        <g class="markers">{all(markers)}</g>
                    </g></svg>
                </svg>
                <Steps hrefs=camera_links />
                <p class="source">
                    "Kaart: © OpenStreetMap e.a. · "
                    <a href=paths::SOURCES target="_blank" rel="noopener">
                        "bronnen"
                        <span class="vh">" en licenties (in een nieuw tabblad)"</span>
                    </a>
                </p>
            </section>
        </main>
    }
}

/// What the map shows, as a list that folds out over it.
#[component]
fn List(list: Vec<Link>) -> impl IntoView {
    let items: Vec<_> = list
        .into_iter()
        .map(|Link { text, count: school, href }| {
            view! {
                <li>
                    <a href=href target="_blank" rel="noopener">
                        {text} <span class="vh">", "</span> <span>{school}</span>
                    </a>
                </li>
            }
        })
        .collect();
    (!items.is_empty()).then(|| {
        view! {
            <details class="embed__list">
                <summary>
                    <Icon name="lijst" />
                    "Lijst"
                </summary>
                <ol>{items}</ol>
            </details>
        }
    })
}

/// Zoom and pan, as links. The names are those of the main map; the ids keep the keyboard where it was.
#[component]
fn Steps(hrefs: Vec<String>) -> impl IntoView {
    const STEPS: [(&str, &str, &str); 6] = [
        ("in", "plus", "Zoom in"),
        ("uit", "min", "Zoom uit"),
        ("n", "noord", "Naar het noorden"),
        ("o", "noord", "Naar het oosten"),
        ("z", "noord", "Naar het zuiden"),
        ("w", "noord", "Naar het westen"),
    ];
    let links: Vec<_> = STEPS
        .into_iter()
        .zip(hrefs)
        .map(|((id, icon, name), href)| {
            view! {
                <a class=format!("map-button map-button--{id}") id=id href=href rel="nofollow" aria-label=name>
                    <Icon name=icon />
                </a>
            }
        })
        .collect();
    view! {
        <nav class="embed__buttons" aria-label="Kaartknoppen">
            {links}
        </nav>
    }
}

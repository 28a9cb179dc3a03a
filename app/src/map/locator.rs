//! A small map of the province with one pin.

use domain::Camera;
use leptos::prelude::*;

use crate::ui::{Icon, Inert as _};

use super::{Placed, drawn_transform, translate};

/// What the small map shows.
#[derive(Debug, Clone)]
pub struct LocatorView {
    /// What it looks at.
    pub camera: Camera,
    /// The pin, and names of towns.
    pub placed: Vec<Placed>,
    /// Lines to adopters, in the units of the drawn ground (see [`crate::adoption::lines`]); may be empty.
    pub lines: String,
    /// "Begonnen in Echt. 5 scholen doen dit ook."; empty for nothing.
    pub caption: String,
    /// Its accessible name.
    pub name: String,
    /// The large map with this in its middle; empty for none.
    pub href: String,
}

/// Where in Limburg it is: a picture without controls, which may lead to the map as a whole.
#[component]
pub fn Locator(spot: LocatorView) -> impl IntoView {
    let LocatorView { camera, placed, lines, caption, name, href } = spot;
    let placed: Vec<_> = placed
        .into_iter()
        .map(|p| view! { <g transform=translate(camera, p.position) inner_html=p.svg></g> })
        .collect();
    let picture = view! {
        <div class="map map--small map--z-province" role="img" aria-label=name>
            <svg class="map__image" width="100%" height="100%" aria-hidden="true">
                <svg x="50%" y="50%" overflow="visible">
                    <g class="basemap" transform=drawn_transform(camera)>
                        <use_ href="#basis" />
                    </g>
                    <g class="overlay" transform=drawn_transform(camera) inner_html=lines></g>
                    {placed}
                </svg>
            </svg>
        </div>
    };
    view! {
        <figure class="locator">
            {if href.is_empty() {
                picture.inert()
            } else {
                view! {
                    <a class="locator__link" href=href>
                        {picture}
                        <span class="locator__says">
                            "Bekijk op de grote kaart" <Icon name="pijl" />
                        </span>
                    </a>
                }
                    .inert()
            }}
            {(!caption.is_empty()).then(|| view! { <figcaption>{caption}</figcaption> })}
        </figure>
    }
    .inert()
}

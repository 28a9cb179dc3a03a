//! The poster of a search: which paper, how it looks, and where it is to be had.

use domain::paths;
use leptos::prelude::*;

use crate::map::Choice;
use crate::ui::{Icon, SearchTop, TextPage};

/// `/poster`.
#[component]
pub fn PosterPage(
    /// What it is of: "initiatieven in Midden-Limburg".
    what: String,
    /// The same search on the map.
    search: String,
    /// What could not be used of the address.
    notices: Vec<String>,
    /// The rest of the search, which the form hands on.
    hidden: Vec<(&'static str, String)>,
    /// The regions to choose from; empty when the search has several.
    regions: Vec<Choice>,
    /// The sizes of paper.
    papers: Vec<Choice>,
    /// Which way up.
    ways: Vec<Choice>,
    /// The poster without an extension, and its query: `/poster/limburg`, `papier=a4`.
    file: (String, String),
    /// Width and height of the paper in millimetres.
    size: (f64, f64),
) -> impl IntoView {
    let address = |extension: &str| format!("{}.{extension}?{}", file.0, file.1);
    let (pdf, png, svg) = (address("pdf"), address("png"), address("svg"));
    let preview = svg.clone();
    let alt = format!("Het eerste blad: een kaart met genummerde spelden en een lijst van {what}.");
    view! {
        <TextPage>
            <SearchTop map=search title="Poster" notices />
            <p class="lead">"De kaart en de lijst van " <strong>{what}</strong> ", om op te hangen."</p>
            <div class="poster">
                <div>
                    <form class="poster__choice" method="get" action=paths::POSTER>
                        {hidden
                            .into_iter()
                            .map(|(name, value)| view! { <input type="hidden" name=name value=value /> })
                            .collect_view()}
                        {(!regions.is_empty())
                            .then(|| view! { <Select label="Regio" name="regio" choices=regions /> })}
                        <Select label="Papier" name="papier" choices=papers />
                        <Select label="Stand" name="stand" choices=ways />
                        <button class="button button--outline">"Laat zien"</button>
                    </form>
                    <p>
                        <a class="button button--accent" href=pdf download>
                            <Icon name="laad" />
                            "Download als PDF"
                        </a>
                    </p>
                    <p class="small-print">
                        "De PDF heeft alle bladen. Het eerste blad is er ook als " <a href=png download>"PNG"</a> " en als "
                        <a href=svg download>"SVG"</a> "."
                    </p>
                    <p class="small-print">
                        "Bij elk initiatief staat een code. Wie hem scant, is er meteen. Staan er te veel op voor codes die je van een afstand kunt scannen, dan is er één grote code voor de hele lijst. De poster is ook in zwart-wit te lezen: elke plek heeft een eigen vorm."
                    </p>
                </div>
                <img class="poster__image" src=preview alt=alt width=size.0 * 2.0 height=size.1 * 2.0 />
            </div>
        </TextPage>
    }
}

#[component]
fn Select(label: &'static str, name: &'static str, choices: Vec<Choice>) -> impl IntoView {
    let options =
        choices.into_iter().map(|c| view! { <option value=c.value selected=c.on>{c.label}</option> }).collect_view();
    view! {
        <label>
            <span>{label}</span>
            <select class="input" name=name>
                {options}
            </select>
        </label>
    }
}

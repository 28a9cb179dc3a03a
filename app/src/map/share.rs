//! "Deel deze kaart": the code to put the map on another site, with a preview.

use domain::escape;
use leptos::prelude::*;

use crate::ui::{Icon, Inert as _, SearchTop, TextPage};

/// Something to copy.
#[derive(Debug, Clone)]
pub struct Snippet {
    /// Its id on the page.
    pub id: &'static str,
    /// What it is called.
    pub name: &'static str,
    /// What it does, and for which sites.
    pub hint: String,
    /// What is copied.
    pub text: String,
}

/// `/deel`: the link, the code for a frame and for the web component, and the frame itself.
#[component]
pub fn SharePage(
    /// What is shared, in words: "37 initiatieven in Midden-Limburg".
    what: String,
    /// The same question on the map.
    map: String,
    /// What could not be used of the address.
    notices: Vec<String>,
    /// The question as it is, for the form that changes the size.
    pairs: Vec<(String, String)>,
    /// Width in CSS pixels; empty for as wide as there is room.
    width: String,
    /// Height in CSS pixels.
    height: u32,
    /// What there is to copy.
    snippets: Vec<Snippet>,
    /// The address of the frame; empty when other sites may not show it.
    frame: String,
    /// Only some sites may show it.
    some: bool,
) -> impl IntoView {
    let open = !frame.is_empty();
    let hidden: Vec<_> =
        pairs.into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value /> }).collect();
    let preview_width = width.clone();
    view! {
        <TextPage>
            <SearchTop map=map title="Deel deze kaart" notices />
            <p class="lead">"Je deelt " <strong>{what}</strong> ". Wie kijkt, ziet steeds wat er dan op de kaart staat."</p>
            {if open {
                view! {
                    <form class="share-size" action="/deel">
                        {hidden}
                        <p>
                            <label for="hoogte">"Hoogte (200 tot 1200 pixels)"</label>
                            <input
                                class="input"
                                id="hoogte"
                                name="hoogte"
                                type="number"
                                min="200"
                                max="1200"
                                value=height
                            />
                        </p>
                        <p>
                            <label for="breedte">"Breedte (leeg: zo breed als er plaats is)"</label>
                            <input
                                class="input"
                                id="breedte"
                                name="breedte"
                                type="number"
                                min="200"
                                max="2000"
                                value=width
                            />
                        </p>
                        <button class="button button--outline">"Pas de maat aan"</button>
                    </form>
                }
                    .inert()
            } else {
                view! {
                    <div class="notice">
                        <Icon name="info" />
                        <p>"Deze kaart staat niet toe dat andere sites haar laten zien. De link delen kan wel."</p>
                    </div>
                }
                    .inert()
            }}
            {some
                .then(|| {
                    view! {
                        <div class="notice">
                            <Icon name="info" />
                            <p>
                                "De kaart laten zien kan alleen op sites die de beheerder heeft toegelaten. De link delen kan overal."
                            </p>
                        </div>
                    }
                })}
            {open
                .then(|| {
                    view! {
                        <h2 id="voorbeeld">"Zo ziet het eruit"</h2>
                        <iframe
                            class="share-preview"
                            src=frame
                            title="Voorbeeld: de kaart zoals ze op je site komt"
                            width=if preview_width.is_empty() { "100%".to_owned() } else { preview_width }
                            height=height
                        ></iframe>
                        <p class="small-print">
                            "Op je site volgt de kaart het lichte of donkere scherm van de bezoeker. Ze zet geen cookies."
                        </p>
                    }
                })}
            {snippets.into_iter().map(|snippet| view! { <Copy snippet /> }).collect::<Vec<_>>()}
        </TextPage>
    }
}

/// A text that one takes along: to select by hand, and with a script by a button.
#[component]
fn Copy(snippet: Snippet) -> impl IntoView {
    let Snippet { id, name, hint, text } = snippet;
    let rows = text.len().div_ceil(60).clamp(1, 8);
    let explained = format!("{id}-uitleg");
    view! {
        <section class="share-code" aria-labelledby=format!("{id}-kop")>
            <h2 id=format!("{id}-kop")>{name}</h2>
            <p id=explained.clone()>{hint}</p>
            <textarea
                class="input"
                id=id
                rows=rows
                readonly
                spellcheck="false"
                autocomplete="off"
                aria-labelledby=format!("{id}-kop")
                aria-describedby=explained
                inner_html=format!("\n{}", escape(&text))
            ></textarea>
            <p class="js-only">
                <button class="button button--outline" type="button" data-actie="kopieer" data-van=id>
                    <Icon name="schakel" />
                    "Kopieer"
                    <span class="vh">{format!(": {name}")}</span>
                </button>
                " "
                <span class="small-print" role="status"></span>
            </p>
        </section>
    }
}

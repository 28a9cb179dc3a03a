//! The pages of text.

use app::{
    about::{About, Accessibility, Files, Privacy, Register, Sources},
    open_data::ApiGuide,
    shell::Head,
    ui::Link,
};
use axum::{extract::State, http::Uri, response::Response};
use domain::Region;
use export::Format;
use leptos::prelude::IntoView;
use pulldown_cmark::{Options, Parser, html::push_html};

use crate::{state::AppState, web::Page};

fn text<V: IntoView + 'static>(
    state: &AppState,
    page: &Page,
    uri: &Uri,
    title: &str,
    description: &str,
    view: impl FnOnce() -> V + Send + 'static,
) -> Response {
    let head = Head {
        title: title.to_owned(),
        description: description.to_owned(),
        canonical: format!("{}{}", state.site_url, uri.path()),
        ..Head::default()
    };
    page.public(&head, "", view)
}

pub(crate) async fn about(State(state): State<AppState>, page: Page, uri: Uri) -> Response {
    let description = "Wat de InnovatieKaart is en waarom: gluren bij de buren in het Limburgse onderwijs.";
    text(&state, &page, &uri, "Over de kaart", description, || leptos::view! { <About /> })
}

pub(crate) async fn sources(State(state): State<AppState>, page: Page, uri: Uri) -> Response {
    let description = "Open gegevens van de InnovatieKaart: downloads, webdienst, bronnen en licenties.";
    let exact = state.atlas.load().territory().exact();
    text(&state, &page, &uri, "Gegevens, bronnen en licenties", description, move || {
        leptos::view! { <Sources exact files=files() /> }
    })
}

/// The regions, and all of them together, as files.
fn files() -> Vec<Files> {
    let whole = [("limburg", "Heel Limburg")].into_iter();
    let places = whole.chain(Region::ALL.iter().map(|region| (region.slug(), region.label())));
    let link = |slug: &str, format: Format| Link {
        text: format.label().to_owned(),
        count: String::new(),
        href: format!("/export/{slug}.{}", format.extension()),
    };
    places.map(|(slug, place)| Files { place, links: Format::ALL.map(|format| link(slug, format)).into() }).collect()
}

pub(crate) async fn accessibility(State(state): State<AppState>, page: Page, uri: Uri) -> Response {
    let description = "Hoe toegankelijk de InnovatieKaart is, en wat we toetsen.";
    text(&state, &page, &uri, "Toegankelijkheid", description, || leptos::view! { <Accessibility /> })
}

pub(crate) async fn privacy(State(state): State<AppState>, page: Page, uri: Uri) -> Response {
    let description = "Wat de InnovatieKaart bewaart en wat niet.";
    let ground = state.config.map_style_origin();
    text(&state, &page, &uri, "Privacy", description, || leptos::view! { <Privacy ground /> })
}

/// What is kept of people, as the law asks to write it down (GDPR, article 30); the same file as in `docs`.
const REGISTER: &str = include_str!("../../docs/verwerkingsregister.md");

pub(crate) async fn register(State(state): State<AppState>, page: Page, uri: Uri) -> Response {
    let description =
        "Het register van verwerkingen van de InnovatieKaart: welke gegevens, waarom, hoe lang, wie ze ziet.";
    let mut text_html = String::new();
    push_html(&mut text_html, Parser::new_ext(REGISTER, Options::ENABLE_TABLES));
    text(&state, &page, &uri, "Register van verwerkingen", description, move || {
        leptos::view! { <Register html=text_html /> }
    })
}

/// How to use the API; the same file as in `docs`, with the address of this map in its examples.
const GUIDE: &str = include_str!("../../docs/api.md");

pub(crate) async fn api(State(state): State<AppState>, page: Page, uri: Uri) -> Response {
    let description =
        "Hoe je de open data van de InnovatieKaart gebruikt: QGIS, GDAL, filters, coördinaten en afspraken.";
    let guide = GUIDE.replace("https://KAART", &state.site_url);
    let mut text_html = String::new();
    push_html(&mut text_html, Parser::new_ext(&guide, Options::ENABLE_TABLES));
    // What is wider than the screen scrolls on its own, also with the keyboard.
    let text_html = text_html.replace("<pre>", r#"<pre tabindex="0">"#).replace("</table>", "</table></div>");
    let table =
        |number: usize| format!(r#"<div class="table" tabindex="0" role="region" aria-label="Tabel {number}"><table>"#);
    let parts = text_html.split("<table>").enumerate();
    let text_html: String =
        parts.map(|(number, part)| if number == 0 { part.to_owned() } else { table(number) + part }).collect();
    text(&state, &page, &uri, "De open data gebruiken", description, move || {
        leptos::view! { <ApiGuide html=text_html /> }
    })
}

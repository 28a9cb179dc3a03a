//! The pages of text.

use std::{cmp::Reverse, collections::BTreeMap};

use app::{
    about::{About, Accessibility, LicenceGroup, Licences, Privacy, Register, Sources},
    open_data::ApiGuide,
    shell::Head,
};
use axum::{
    extract::State,
    http::{StatusCode, Uri, header},
    response::{IntoResponse as _, Response},
};
use jiff::SignedDuration;
use leptos::prelude::IntoView;
use pulldown_cmark::{Options, Parser, html::push_html};
use serde_json::Value;

use crate::{
    state::AppState,
    web::{Page, problem::Problem, static_files},
};

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
    let atlas = state.atlas.load_full();
    let count = atlas.len();
    let examples = (0..).take(count).filter(|&index| atlas.at(index).example).count();
    text(&state, &page, &uri, "Over de kaart", description, move || leptos::view! { <About count examples /> })
}

pub(crate) async fn sources(State(state): State<AppState>, page: Page, uri: Uri) -> Response {
    let description = "Open gegevens van de InnovatieKaart: downloads, webdienst, bronnen en licenties.";
    let exact = state.atlas.load().territory().exact();
    text(&state, &page, &uri, "Gegevens, bronnen en licenties", description, move || {
        leptos::view! { <Sources exact /> }
    })
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

/// The software bill of materials among the browser files.
const BILL: &str = "sbom.cdx.json";

pub(crate) async fn licences(State(state): State<AppState>, page: Page, uri: Uri) -> Response {
    let description = "Wat anderen maakten en deel is van de InnovatieKaart, en onder welke licentie.";
    let bill = static_files::contents(BILL).and_then(|bill| serde_json::from_slice::<Value>(&bill).ok());
    let address = |name: &str| bill.as_ref().map(|_| format!("{}/{name}", static_files::prefix())).unwrap_or_default();
    let (notices, file) = (address("notices.txt"), address(BILL));
    let groups = bill.as_ref().map(by_licence).unwrap_or_default();
    text(&state, &page, &uri, "Programmatuur en licenties", description, move || {
        leptos::view! { <Licences groups notices bill=file /> }
    })
}

/// The parts in a bill of materials by their licence, those with most parts first.
fn by_licence(bill: &Value) -> Vec<LicenceGroup> {
    let mut groups: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for part in bill["components"].as_array().into_iter().flatten() {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let licence = part["licenses"][0]["expression"].as_str().unwrap_or_default();
        groups.entry(licence).or_default().push(format!("{} {}", text(&part["name"]), text(&part["version"])));
    }
    let group = |(licence, parts): (&str, _)| LicenceGroup { licence: licence.to_owned(), parts };
    let mut groups: Vec<_> = groups.into_iter().map(group).collect();
    groups.sort_by_key(|group| Reverse(group.parts.len()));
    groups
}

/// For how long what `security.txt` says holds (RFC 9116, 2.5.5 recommends less than a year).
const CONTACT_HOLDS: SignedDuration = SignedDuration::from_hours(24 * 180);

/// `/.well-known/security.txt` (RFC 9116): where somebody tells of a weak spot, when the operator said so.
pub(crate) async fn security_contact(State(state): State<AppState>) -> Result<Response, Problem> {
    let Some(contact) = &state.config.security_contact else {
        return Err(Problem::of_status(StatusCode::NOT_FOUND));
    };
    let expires = state.clock.moment_in(CONTACT_HOLDS);
    let text = format!(
        "Contact: {contact}\nExpires: {expires}\nPreferred-Languages: nl, en\nCanonical: {}/.well-known/security.txt\n",
        state.site_url
    );
    Ok(([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], text).into_response())
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

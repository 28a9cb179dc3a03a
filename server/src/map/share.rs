//! `/deel`: how to put this map on another site.

use app::{
    map::{SharePage, Snippet},
    shell::Head,
    ui::NothingYet,
};
use axum::{Extension, extract::State, http::StatusCode, response::Response};
use domain::{PageState, escape};

use crate::{
    config::Embedding,
    map::{self, embed::EMBED, oembed},
    state::AppState,
    web::{
        asked::AskedQuery, headers::Frames, nonce::Nonce, page, params::whole, problem::Problem,
        static_files::COMPONENT,
    },
};

/// The address of this page.
pub(crate) const SHARE: &str = "/deel";

/// The height of a frame when nobody chooses, in CSS pixels.
const HEIGHT: u32 = 480;

/// What can't be used of the address is said, and the rest is shared.
pub(crate) async fn page(
    State(state): State<AppState>,
    Extension(nonce): Extension<Nonce>,
    mut asked: AskedQuery,
) -> Result<Response, Problem> {
    let atlas = state.atlas.load_full();
    let width = asked.take("breedte", |value| pixels(value, 2000));
    let height = asked.take("hoogte", |value| pixels(value, 1200)).unwrap_or(HEIGHT);
    let page = PageState { page: 0, ..asked.initiatives(atlas.territory().vocabulary()) };
    let notices = asked.notices(Vec::new());
    let what = map::view::result_phrase(&atlas, &page.query, atlas.matches(&page.query).len());
    let open = state.config.embedding != Embedding::Nowhere;
    let width = width.map(|width| width.to_string()).unwrap_or_default();
    // What is pasted stays; the number does not.
    let sentence = wording::sentence(&atlas, &page.query);
    let snippets = snippets(&state, &page, &sentence, &width, height, open);
    let head = Head {
        title: "Deel deze kaart".to_owned(),
        description: format!("Zet {what} op je eigen site: een link, een kader of een webcomponent."),
        endless: true,
        ..Head::default()
    };
    if atlas.is_empty() {
        let then = "Zodra dat verandert, vind je hier de code om de kaart op je eigen site te zetten.";
        return Ok(page::render(
            StatusCode::OK,
            &nonce,
            &state.config.operator,
            &head,
            "reading-page",
            "",
            move || {
                leptos::view! { <NothingYet title="Deel deze kaart" then /> }
            },
        ));
    }
    let pairs = page.to_pairs().into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    let frame = if open { page.at(EMBED) } else { String::new() };
    let some = matches!(state.config.embedding, Embedding::Origins(_));
    let map = page.href();
    let mut response =
        page::render(StatusCode::OK, &nonce, &state.config.operator, &head, "reading-page", "", move || {
            leptos::view! { <SharePage what map notices pairs width height snippets frame some /> }
        });
    response.extensions_mut().insert(Frames::Own);
    Ok(response)
}

/// A size that is worth looking at, in CSS pixels.
fn pixels(value: &str, most: u32) -> Result<u32, String> {
    let size = whole(value, 200).ok().and_then(|size| u32::try_from(size).ok()).filter(|size| *size <= most);
    size.ok_or_else(|| format!("moet een geheel getal van 200 tot en met {most} zijn"))
}

fn snippets(state: &AppState, page: &PageState, what: &str, width: &str, height: u32, open: bool) -> Vec<Snippet> {
    let site = &state.site_url;
    let link = format!("{site}{}", page.href());
    let mut all = vec![Snippet {
        id: "link",
        name: "De link",
        hint: "Voor een mail, een nieuwsbrief of een bericht.".to_owned(),
        text: link.clone(),
    }];
    if open {
        let height = height.to_string();
        let wide = if width.is_empty() { "100%" } else { width };
        all.push(Snippet {
            id: "kader",
            name: "Een kader (iframe)",
            hint: "Plak dit in je pagina. Het werkt overal waar je HTML mag plakken.".to_owned(),
            text: frame_snippet(&format!("{site}{}", page.at(EMBED)), what, wide, &height),
        });
        all.push(Snippet {
            id: "component",
            name: "Een webcomponent",
            hint:
                "Voor wie zijn pagina zelf bouwt: de eigenschappen heten zoals in het adres, en je kunt ze veranderen \
                   terwijl de pagina open is. Zonder script staat er een link."
                    .to_owned(),
            text: component_snippet(site, page, what, &link, &height),
        });
        all.push(Snippet {
            id: "oembed",
            name: "Vanzelf, met oEmbed",
            hint: "Kent je site oEmbed, dan is de link plakken genoeg. Dit adres zegt hoe de kaart er dan uitziet."
                .to_owned(),
            text: format!("{site}/oembed?{}", oembed::discovery(state, &page.href())),
        });
    }
    all
}

/// A frame to paste. Sizes are in CSS pixels, or a percentage.
pub(crate) fn frame_snippet(address: &str, what: &str, width: &str, height: &str) -> String {
    format!(
        "<iframe src=\"{}\" title=\"InnovatieKaart: {}\" width=\"{}\" height=\"{}\" loading=\"lazy\" \
         style=\"border:0\"></iframe>",
        escape(address),
        escape(what),
        escape(width),
        escape(height)
    )
}

/// The web component with this question, and a link for where no script runs.
fn component_snippet(site: &str, page: &PageState, what: &str, link: &str, height: &str) -> String {
    let mut attributes: Vec<(&str, String)> = Vec::new();
    for (name, value) in page.to_pairs() {
        match attributes.last_mut() {
            // Several values of one facet.
            Some((last, values)) if *last == name => {
                values.push(' ');
                values.push_str(&value);
            }
            _ => attributes.push((name, value)),
        }
    }
    attributes.push(("hoogte", height.to_owned()));
    let attributes: String = attributes.iter().map(|(name, value)| format!(" {name}=\"{}\"", escape(value))).collect();
    format!(
        "<script type=\"module\" src=\"{}{COMPONENT}\"></script>\n<innovatie-kaart{attributes}>\n  \
         <a href=\"{}\">InnovatieKaart: {}</a>\n</innovatie-kaart>",
        escape(site),
        escape(link),
        escape(what)
    )
}

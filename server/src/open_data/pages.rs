//! `/open-data` and `/voor-organisatoren`: what there is to take along, of each region, at addresses that stay.

use app::{
    open_data::{Organisers, RegionLinks, TakeAlong},
    shell::Head,
    ui::Link,
};
use axum::{extract::State, response::Response};
use domain::{Region, paths};
use export::Format;

use crate::{map::share::SHARE, state::AppState, web::Page};

/// All of Limburg and its regions: the word in the address of a file, the question on a page, and the name.
fn places() -> impl Iterator<Item = (&'static str, String, &'static str)> {
    let each = Region::ALL.iter().map(|region| (region.slug(), format!("?regio={}", region.slug()), region.label()));
    std::iter::once(("limburg", String::new(), "Heel Limburg")).chain(each)
}

fn link(text: &str, href: String) -> Link {
    Link { text: text.to_owned(), count: String::new(), href }
}

fn file(slug: &str, format: Format) -> Link {
    link(format.label(), format!("/export/{slug}.{}", format.extension()))
}

/// `/open-data`.
pub(crate) async fn open_data(State(state): State<AppState>, page: Page) -> Response {
    let head = Head {
        title: "Open data".to_owned(),
        description: "Alle initiatieven van de InnovatieKaart om mee te nemen: Excel, CSV, GeoJSON en meer, per regio."
            .to_owned(),
        canonical: format!("{}{}", state.site_url, paths::OPEN_DATA),
        ..Head::default()
    };
    let regions =
        places().map(|(slug, _, place)| RegionLinks { place, links: Format::ALL.map(|f| file(slug, f)).into() });
    let (regions, site) = (regions.collect(), state.site_url.to_string());
    page.public(&head, "", move || leptos::view! { <TakeAlong regions site /> })
}

/// `/voor-organisatoren`.
pub(crate) async fn organisers(State(state): State<AppState>, page: Page) -> Response {
    let head = Head {
        title: "Voor organisatoren".to_owned(),
        description:
            "Wat je van een regio kunt gebruiken: bestanden, een poster, cijfers, witte vlekken en de kaart op je site."
                .to_owned(),
        canonical: format!("{}{}", state.site_url, paths::ORGANISERS),
        ..Head::default()
    };
    let regions = places().map(|(slug, query, place)| RegionLinks {
        place,
        links: vec![
            file(slug, Format::Xlsx),
            file(slug, Format::GeoJson),
            link("Poster", format!("{}/{slug}.pdf", paths::POSTER)),
            link("Cijfers", format!("{}{query}", paths::FIGURES)),
            link("Witte vlekken", format!("{}{query}#witte-vlekken", paths::FIGURES)),
            link("Op je eigen site", format!("{SHARE}{query}")),
            file(slug, Format::Atom),
        ],
    });
    let (regions, site) = (regions.collect(), state.site_url.to_string());
    page.public(&head, "", move || leptos::view! { <Organisers regions site /> })
}

//! What there is to take along, of each region.

use domain::paths;
use leptos::prelude::*;

use crate::ui::{Link, Scrolling, TextPage};

/// One region, or all of Limburg, with what there is of it; every region has the same, in the same order.
#[derive(Debug, Clone)]
pub struct RegionLinks {
    /// What it is called.
    pub place: &'static str,
    /// A file or page each.
    pub links: Vec<Link>,
}

/// `/open-data`: the files first. `site` is the address of the map, without a slash at the end.
#[component]
pub fn TakeAlong(regions: Vec<RegionLinks>, site: String) -> impl IntoView {
    view! {
        <TextPage>
            <h1>"Open data"</h1>
            <p class="lead">
                "Neem mee wat op de kaart staat. Vrij te gebruiken onder "
                <a href="https://creativecommons.org/licenses/by/4.0/deed.nl">"CC BY 4.0"</a>
                ": noem de bron."
            </p>
            <RegionTable name="Bestanden per regio" regions />
            <p>
                "Een eigen keuze? Zoek op " <a href="/">"de kaart"</a> ", en kies boven de lijst ‘Download’. De adressen blijven hetzelfde."
            </p>
            <h2>"Meer"</h2>
            <ul>
                <li>
                    "Zoals het eerder was: het " <a href="/export/archief/">"archief"</a> ", een bestand per dag."
                </li>
                <li>
                    "Voor programma’s: " <a href="/api">"OGC API – Features"</a> ", leesbaar voor QGIS en GDAL, met "
                    <a href=paths::API_GUIDE>"uitleg"</a> " en een " <a href="/api/openapi.json">"OpenAPI-beschrijving"</a> "."
                </li>
                <li id="catalogus">
                    {format!("Voor dataportalen: de catalogus (DCAT-AP-NL) op {site}/catalogus, ")}
                    <a href="/catalogus.jsonld">"ook als bestand"</a> "."
                </li>
                <li>
                    "Per bestuur: de " <a href=paths::BOARDS>"besturen"</a> ", met hun scholen en wat die doen."
                </li>
                <li>
                    "Werk je met scholen in een regio? Kijk bij " <a href=paths::ORGANISERS>"Voor organisatoren"</a> "."
                </li>
                <li>
                    <a href=paths::SOURCES>"Bronnen en licenties"</a> " van de kaart zelf."
                </li>
            </ul>
        </TextPage>
    }
}

/// `/voor-organisatoren`. `site` is the address of the map, without a slash at the end.
#[component]
pub fn Organisers(regions: Vec<RegionLinks>, site: String) -> impl IntoView {
    let addresses: Vec<_> = regions
        .iter()
        .map(|RegionLinks { place, links }| {
            let lines: Vec<_> = links.iter().map(|link| format!("{}\n{site}{}", link.text, link.href)).collect();
            view! {
                <details>
                    <summary>{format!("Adressen van {place}")}</summary>
                    <pre tabindex="0" role="region" aria-label=format!("Adressen van {place}")>
                        {lines.join("\n\n")}
                    </pre>
                </details>
            }
        })
        .collect();
    view! {
        <TextPage>
            <h1>"Voor organisatoren"</h1>
            <p class="lead">
                "Breng je scholen in een regio bij elkaar? Dit is er van elke regio, altijd op hetzelfde adres en zo actueel als de kaart."
            </p>
            <RegionTable name="Per regio" regions />
            <h2>"Adressen om te kopiëren"</h2>
            {addresses}
            <p>"Een ander gebied of thema? " <a href="/">"Zoek op de kaart"</a> "; boven de lijst staat hetzelfde voor jouw keuze."</p>
            <p>"Wat doen de scholen van één bestuur? Kijk bij " <a href=paths::BOARDS>"Besturen"</a> "."</p>
        </TextPage>
    }
}

/// A row for each region, a column for each file or page.
#[component]
fn RegionTable(name: &'static str, regions: Vec<RegionLinks>) -> impl IntoView {
    let first = regions.first().map(|region| region.links.clone()).unwrap_or_default();
    let heads: Vec<_> = first.into_iter().map(|link| view! { <th scope="col">{link.text}</th> }).collect();
    let rows: Vec<_> = regions
        .into_iter()
        .map(|RegionLinks { place, links }| {
            let cells: Vec<_> = links
                .into_iter()
                .map(|link| {
                    view! {
                        <td>
                            <a href=link.href>{link.text} <span class="vh">{format!(" van {place}")}</span></a>
                        </td>
                    }
                })
                .collect();
            view! {
                <tr>
                    <th scope="row">{place}</th>
                    {cells}
                </tr>
            }
        })
        .collect();
    view! {
        <Scrolling name>
            <table>
                <caption class="vh">{name}</caption>
                <thead>
                    <tr>
                        <th scope="col">"Regio"</th>
                        {heads}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </Scrolling>
    }
}

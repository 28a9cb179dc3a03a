//! Where the data comes from, and what one may do with it.

use domain::paths;
use leptos::prelude::*;

use crate::ui::{Link, Table, TextPage};

/// Layer, source, licence.
const SOURCES: [(&str, &str, &str); 6] = [
    (
        "Grenzen en buurlanden",
        "OpenStreetMap (november 2017, via Geo-Maps) en Natural Earth 1:10m",
        "ODbL, © OpenStreetMap-bijdragers; publiek domein",
    ),
    ("De Maas en andere rivieren", "GSHHG / WDBII", "LGPL-3.0 of later"),
    ("Plaatsen en postcodes", "GeoNames", "CC BY 4.0"),
    (
        "Regio’s en gemeenten",
        "eigen benadering uit plaatsen en postcodes, tenzij exacte grenzen zijn ingelezen",
        "ODbL, CC BY 4.0",
    ),
    (
        "Omrekening naar RD New",
        "correctiegrid van RDNAPTRANS2018, NSGI; elk tiende deel van een graad",
        "CC BY 4.0, © NSGI",
    ),
    ("Voorbeeldinitiatieven", "bedacht voor deze kaart", "CC0"),
];

/// One region, or all of Limburg, as files.
pub struct Files {
    /// What it is called.
    pub place: &'static str,
    /// A link for each format.
    pub links: Vec<Link>,
}

/// `/over/gegevens`. `exact` tells whether municipal borders were imported.
#[component]
pub fn Sources(exact: bool, files: Vec<Files>) -> impl IntoView {
    let files: Vec<_> = files
        .into_iter()
        .map(|Files { place, links }| {
            let links: Vec<_> = links
                .into_iter()
                .enumerate()
                .map(|(i, link)| {
                    let between = if i == 0 { "" } else { ", " };
                    view! { {between} <a href=link.href>{link.text}</a> }
                })
                .collect();
            view! { <li>{place} ": " {links} "."</li> }
        })
        .collect();
    let rows: Vec<_> = SOURCES
        .into_iter()
        .map(|(what, source, licence)| {
            view! {
                <tr>
                    <th scope="row">{what}</th>
                    <td>{source}</td>
                    <td>{licence}</td>
                </tr>
            }
        })
        .collect();
    let borders = if exact {
        "Deze kaart gebruikt ingelezen gemeentegrenzen (Kadaster / Centraal Bureau voor de Statistiek)."
    } else {
        "Deze kaart gebruikt grenzen bij benadering. Vlak bij een grens kan een initiatief in de verkeerde gemeente of regio vallen."
    };
    view! {
        <TextPage>
            <h1>"Gegevens, bronnen en licenties"</h1>
            <p class="lead">
                "Alles op deze kaart is open. Gebruik het, en noem de bron."
            </p>
            <h2>"De initiatieven"</h2>
            <p>
                "De initiatieven zijn vrij te gebruiken onder "
                <a href="https://creativecommons.org/licenses/by/4.0/deed.nl">"CC BY 4.0"</a>
                ". Regio, gemeente en plaats rekent de kaart uit op basis van de plek; niemand vult ze in. "
                {borders}
            </p>
            <ul>
                {files}
                <li>
                    "Een eigen keuze: zoek op " <a href="/">"de kaart"</a>
                    ", en kies boven de lijst ‘Download’."
                </li>
                <li>
                    "Wat er nieuw is: volg een van de Atom-bestanden met een nieuwslezer."
                </li>
                <li>
                    "Als webdienst: " <a href="/api">"OGC API – Features"</a>
                    ", leesbaar voor QGIS en GDAL, met " <a href=paths::API_GUIDE>"uitleg"</a> " en een "
                    <a href="/api/openapi.json">"OpenAPI-beschrijving"</a> "."
                </li>
                <li>
                    "Zoals het eerder was: het " <a href="/export/archief/">"archief"</a> ", een bestand per dag."
                </li>
                <li>
                    "Voor dataportalen: de " <a href="/catalogus">"catalogus"</a> " (DCAT-AP-NL)."
                </li>
            </ul>
            <h2>"De ondergrond"</h2>
            <Table name="Bronnen van de ondergrond" heads=&["Wat", "Bron", "Licentie"]>{rows}</Table>
            <h2>"Letters en programmatuur"</h2>
            <p>
                "De letters zijn Bricolage Grotesque en Atkinson Hyperlegible Next (SIL Open Font License 1.1). De bewegende kaart is MapLibre GL JS (BSD-3-Clause). "
                <a href=paths::LICENCES>"Alle onderdelen en hun licenties"</a> "."
            </p>
        </TextPage>
    }
}

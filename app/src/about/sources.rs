//! Where the data comes from, and what one may do with it.

use domain::paths;
use leptos::prelude::*;

use crate::ui::{Table, TextPage};

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

/// `/over/gegevens`. `exact` tells whether municipal borders were imported.
#[component]
pub fn Sources(exact: bool) -> impl IntoView {
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
            <p>
                "Meenemen kan als bestand of als webdienst: zie " <a href=paths::OPEN_DATA>"Open data"</a> "."
            </p>
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

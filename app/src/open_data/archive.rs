//! The archive of the dataset, by day.

use domain::paths;
use leptos::prelude::*;

use crate::ui::TextPage;

/// A day of the archive.
#[derive(Debug, Clone)]
pub struct ArchiveDay {
    /// In words: "25 november 2026".
    pub day: String,
    /// Address, name of the format, size in words.
    pub files: Vec<(String, &'static str, String)>,
}

/// `/export/archief/`: the newest day first.
#[component]
pub fn Archive(days: Vec<ArchiveDay>) -> impl IntoView {
    let empty = days.is_empty();
    let rows: Vec<_> = days
        .into_iter()
        .map(|ArchiveDay { day, files }| {
            let links: Vec<_> = files
                .into_iter()
                .map(|(href, format, size)| {
                    let named = format!("{format} van {day}");
                    view! {
                        <li>
                            <a href=href aria-label=named download="">
                                {format}
                            </a>
                            " (" {size} ")"
                        </li>
                    }
                })
                .collect();
            view! {
                <li>
                    <h2>{day}</h2>
                    <ul>{links}</ul>
                </li>
            }
        })
        .collect();
    view! {
        <TextPage>
            <h1>"Archief van de open data"</h1>
            <p class="lead">
                "Elke nacht bewaren we wat er openbaar op de kaart staat: een maand lang van elke dag, een jaar lang van de eerste van de maand."
            </p>
            <p>
                "Vrij te gebruiken onder "
                <a href="https://creativecommons.org/licenses/by/4.0/deed.nl">"CC BY 4.0"</a> ". Zoek je wat er nu op staat? Kijk bij "
                <a href=paths::SOURCES>"gegevens, bronnen en licenties"</a>
                ". Voor programma’s staat alles beschreven in de " <a href="/catalogus">"catalogus (DCAT)"</a> "."
            </p>
            {empty.then(|| view! { <p>"Er is nog niets bewaard. Kom morgen terug."</p> })}
            <ol class="archive">{rows}</ol>
        </TextPage>
    }
}

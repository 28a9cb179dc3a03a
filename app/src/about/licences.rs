//! What others made and is part of this map.

use leptos::prelude::*;

use crate::ui::{Table, TextPage};

/// What comes under one licence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LicenceGroup {
    /// The licence, as an SPDX expression.
    pub licence: String,
    /// Names with versions.
    pub parts: Vec<String>,
}

/// `/over/licenties`. `notices` and `bill` are the addresses of the licence texts and of the bill of materials; empty when
/// the program was built without them.
#[component]
pub fn Licences(groups: Vec<LicenceGroup>, notices: String, bill: String) -> impl IntoView {
    let count: usize = groups.iter().map(|group| group.parts.len()).sum();
    let rows: Vec<_> = groups
        .into_iter()
        .map(|LicenceGroup { licence, parts }| {
            view! {
                <tr>
                    <th scope="row">{licence}</th>
                    <td>{parts.len()}</td>
                    <td>{parts.join(", ")}</td>
                </tr>
            }
        })
        .collect();
    let files = (!notices.is_empty()).then(|| {
        view! {
            <p>
                "Alle " <a href=notices>"licentieteksten"</a> " staan in één bestand. De lijst is er ook als "
                <a href=bill>"stuklijst (CycloneDX)"</a> ", voor programma’s die zoeken naar bekende fouten."
            </p>
        }
    });
    view! {
        <TextPage>
            <h1>"Programmatuur en licenties"</h1>
            <p class="lead">
                "De InnovatieKaart is vrije programmatuur (EUPL-1.2), en staat op het werk van anderen: " {count}
                " onderdelen."
            </p>
            {files}
            <Table name="Onderdelen en hun licenties" heads=&["Licentie", "Aantal", "Onderdelen"]>{rows}</Table>
        </TextPage>
    }
}

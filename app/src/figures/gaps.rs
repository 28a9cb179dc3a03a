//! `/redactie/witte-vlekken`: white spots with their exact numbers.

use domain::paths;
use leptos::prelude::*;

use super::filters::{Select, select};
use crate::ui::{DeskPage, DeskTab, Icon, Inert as _, Notices, Scrolling};

/// Its tab at the desk.
pub(crate) const DESK_TAB: DeskTab = DeskTab { href: paths::DESK_GAPS, label: "Witte vlekken", admin: false };

/// A theme that is far from schools of a municipality.
#[derive(Debug, Clone)]
pub struct GapLine {
    /// The municipality.
    pub municipality: String,
    /// Its region.
    pub region: &'static str,
    /// The theme.
    pub theme: String,
    /// "12 van 34".
    pub without: String,
    /// The nearest initiatives with that theme.
    pub href: String,
}

/// `/redactie/witte-vlekken`: the exact list, for organisers.
#[component]
pub fn GapsPage(
    lines: Vec<GapLine>,
    /// The question finds nothing here, so there is nothing to compare.
    nothing: bool,
    /// The one sentence that says what is counted.
    says: String,
    /// "Scholen" or "Plaatsen": of what the numbers are.
    what: &'static str,
    /// What could not be used of the address.
    notices: Vec<String>,
    selects: Vec<Select>,
    csv: String,
) -> impl IntoView {
    let none = lines.is_empty();
    let rows: Vec<_> = lines
        .into_iter()
        .map(|line| {
            let name = format!(": {} in de buurt van {}", line.theme, line.municipality);
            view! {
                <tr>
                    <th scope="row">{line.municipality}</th>
                    <td class="number">{line.without}</td>
                    <td>{line.theme}</td>
                    <td>{line.region}</td>
                    <td>
                        <a href=line.href>"Zoek buren"<span class="vh">{name}</span></a>
                    </td>
                </tr>
            }
        })
        .collect();
    let selects: Vec<_> = selects.into_iter().map(select).collect();
    view! {
        <DeskPage tab=Some(DESK_TAB)>
            <h1>"Witte vlekken"</h1>
            <Notices notices />
            <p class="lead">{says}" Bovenaan staan de witte vlekken, daarna waar weinig dichtbij is."</p>
            <p>
                "Deze lijst is er om mensen bij elkaar te brengen. De aantallen zijn precies, en staan daarom niet op de openbare pagina. "
                <a href="/cijfers#witte-vlekken">"Dezelfde witte vlekken op de kaart"</a>
            </p>
            <form class="figures__choose" action=paths::DESK_GAPS>
                {selects} <button class="button button--outline">"Toon"</button>
                <a class="button button--text" href=csv download="">
                    <Icon name="laad" />
                    "CSV"
                </a>
            </form>
            {if nothing {
                view! {
                    <p class="figures__empty">
                        "Deze vraag vindt hier niets. " <a href=paths::DESK_GAPS>"Bekijk alle witte vlekken"</a> "."
                    </p>
                }
                    .inert()
            } else if none {
                view! { <p class="figures__empty">"Hier is geen witte vlek: overal is iets dichtbij."</p> }.inert()
            } else {
                view! {
                    <Scrolling name="Witte vlekken">
                        <table class="gaps-table">
                            <caption class="vh">"Witte vlekken"</caption>
                            <thead>
                                <tr>
                                    <th scope="col">"Gemeente"</th>
                                    <th scope="col" class="number">
                                        {what}
                                        " zonder"
                                    </th>
                                    <th scope="col">"Thema"</th>
                                    <th scope="col">"Regio"</th>
                                    <th scope="col">"Verder"</th>
                                </tr>
                            </thead>
                            <tbody>{rows}</tbody>
                        </table>
                    </Scrolling>
                }
                    .inert()
            }}
        </DeskPage>
    }
}

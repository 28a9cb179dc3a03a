//! The audit log.

use domain::paths;
use leptos::prelude::*;

use crate::ui::{DeskPage, DeskTab, Table};

/// Its tab at the desk.
pub(crate) const LOG_TAB: DeskTab = DeskTab { href: paths::DESK_LOG, label: "Logboek", admin: true };

/// One line of the log.
#[derive(Debug, Clone)]
pub struct LogLine {
    /// When, in words.
    pub at: String,
    /// When, RFC 3339.
    pub instant: String,
    /// Who.
    pub who: String,
    /// What was done.
    pub act: String,
    /// About what, and where that is; empty for nothing.
    pub title: String,
    /// Its page.
    pub href: String,
    /// About whom; empty for nobody.
    pub about: String,
    /// More.
    pub detail: String,
}

/// The log, searchable.
#[component]
pub fn LogPage(lines: Vec<LogLine>, word: String, csv: String) -> impl IntoView {
    let count = lines.len();
    let rows: Vec<_> = lines
        .into_iter()
        .map(|line| {
            view! {
                <tr>
                    <td>
                        <time datetime=line.instant>{line.at}</time>
                    </td>
                    <td>{line.who}</td>
                    <th scope="row">{line.act}</th>
                    <td>{(!line.title.is_empty()).then(|| view! { <a href=line.href>{line.title}</a> })}</td>
                    <td>{line.about}</td>
                    <td>{line.detail}</td>
                </tr>
            }
        })
        .collect();
    view! {
        <DeskPage tab=Some(LOG_TAB)>
            <h1>"Logboek"</h1>
            <p>"Elk besluit staat hier twaalf maanden."</p>
            <form class="desk__search" role="search" aria-label="Zoek in het logboek" action=paths::DESK_LOG>
                <label for="zoek-log">"Zoek in het logboek"</label>
                <input class="input" id="zoek-log" name="q" type="search" maxlength="200" value=word />
                <button class="button button--ink">"Zoek"</button>
                <a class="button button--outline" href=csv>
                    "Download als CSV"
                </a>
            </form>
            <p role="status">{if count == 1 { "1 regel".to_owned() } else { format!("{count} regels") }}</p>
            <Table name="Logboek, de nieuwste bovenaan" heads=&["Wanneer", "Wie", "Wat", "Initiatief", "Over wie", "Toelichting"]>{rows}</Table>
        </DeskPage>
    }
}

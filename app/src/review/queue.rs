//! The versions that wait for an editor.

use domain::paths;
use leptos::prelude::*;

use crate::ui::{DeskTab, Icon, Inert as _, Link, Table};

/// A version that waits.
#[derive(Debug, Clone)]
pub struct QueueLine {
    /// Where it is read.
    pub href: String,
    /// Its title.
    pub title: String,
    /// The school, or the town when none was named.
    pub school: String,
    /// The town and the region.
    pub place: String,
    /// "3 dagen".
    pub waits: String,
    /// When it was sent in, RFC 3339.
    pub sent: String,
    /// It is on the map, and this would change it.
    pub change: bool,
    /// The reader sent it in, or owns it.
    pub own: bool,
    /// The editor who has it open now; empty for none.
    pub held: String,
}

/// What the editor did a moment ago.
#[derive(Debug, Clone)]
pub struct DecisionNotice {
    /// "‘Robots in de klas’ staat op de kaart."
    pub text: String,
    /// Its public page; empty when there is none.
    pub public: String,
    /// Where to take it back; empty when it is too late.
    pub undo: String,
    /// Until when that works: "14.05 uur".
    pub until: String,
}

/// Its tab at the desk.
pub(crate) const QUEUE_TAB: DeskTab = DeskTab { href: paths::DESK, label: "Wachtrij", admin: false };

/// The queue, oldest first.
#[derive(Debug, Clone)]
pub struct Queue {
    /// What waits.
    pub waiting: Vec<QueueLine>,
    /// The regions to choose from.
    pub regions: Vec<Link>,
    /// The chosen one.
    pub chosen: String,
    /// What was decided a moment ago.
    pub done: Option<DecisionNotice>,
}

/// The queue as the first page of the desk shows it; `beside` comes under its heading.
#[component]
pub(crate) fn QueueView(queue: Queue, beside: AnyView) -> impl IntoView {
    let Queue { waiting, regions, chosen, done } = queue;
    let regions: Vec<_> = regions
        .into_iter()
        .map(|link| {
            let on = link.text.starts_with(&chosen) && !chosen.is_empty();
            view! {
                <li>
                    <a class="chip" class:chip--on=on href=link.href aria-current=on.then_some("true")>
                        {link.text}
                    </a>
                </li>
            }
        })
        .collect();
    let count = waiting.len();
    let status = match count {
        0 => "Er wacht niets".to_owned(),
        1 => "1 inzending wacht".to_owned(),
        _ => format!("{count} inzendingen wachten"),
    };
    view! {
        <h1>{status}</h1>
        {done.map(decided)}
        {beside}
            {(regions.len() > 1)
                .then(|| {
                    view! {
                        <nav aria-label="Per regio">
                            <ul class="desk__nav">{regions}</ul>
                        </nav>
                    }
                })}
            {if count == 0 {
                view! {
                    <p class="lead">"Alles wat binnenkwam is gelezen. Wat er nieuw bij komt, vind je hier als je terugkomt, de oudste bovenaan."</p>
                    <p class="page__buttons">
                        <a class="button button--outline" href="/">
                            "Naar de kaart"
                        </a>
                    </p>
                }
                    .inert()
            } else {
                table(waiting).inert()
            }}
    }
}

/// What the editor did a moment ago, with the way back.
pub(super) fn decided(done: DecisionNotice) -> impl IntoView {
    let DecisionNotice { text, public, undo, until } = done;
    view! {
        <div class="notice notice--success" role="status">
            <Icon name="vink" />
            <p>
                {text} {(!public.is_empty()).then(|| view! { " " <a href=public>"Bekijk de pagina"</a> })}
            </p>
            {(!undo.is_empty())
                .then(|| {
                    view! {
                        <form method="post" action=undo>
                            <button class="button button--outline">"Ongedaan maken"</button>
                            <span class="small-print">{format!("Dat kan tot {until}. De mail gaat pas daarna weg.")}</span>
                        </form>
                    }
                })}
        </div>
    }
}

fn table(waiting: Vec<QueueLine>) -> impl IntoView {
    let rows: Vec<_> = waiting
        .into_iter()
        .map(|w| {
            view! {
                <tr>
                    <th scope="row">
                        <a href=w.href>{w.title}</a>
                        {w.own.then(|| view! { <span class="example">"van jezelf"</span> })}
                        {(!w.held.is_empty())
                            .then(|| view! { <span class="desk__held">{format!("{} bekijkt dit nu", w.held)}</span> })}
                    </th>
                    <td>{w.school}</td>
                    <td>{w.place}</td>
                    <td>{if w.change { "wijziging" } else { "nieuw" }}</td>
                    <td>
                        <time datetime=w.sent>{w.waits}</time>
                    </td>
                </tr>
            }
        })
        .collect();
    view! {
        <Table name="Wachtrij, de oudste bovenaan" heads=&["Titel", "School", "Plaats en regio", "Soort", "Wacht"]>{rows}</Table>
    }
}

//! `/besturen`: every board with how much there is of it.

use leptos::prelude::*;

use crate::ui::{Inert as _, Table, TextPage};

/// A board in the list.
#[derive(Debug, Clone)]
pub struct BoardLine {
    /// Its page.
    pub href: String,
    /// What it is called.
    pub name: String,
    /// How many schools it has.
    pub schools: usize,
    /// How many initiatives of those schools are on the map.
    pub initiatives: usize,
    /// "1 augustus 2023": since when it carries the Werkplaats; empty when it does not.
    pub since: String,
    /// It is invented.
    pub example: bool,
}

/// The list: those that carry the Werkplaats come first.
#[component]
pub fn BoardList(boards: Vec<BoardLine>) -> impl IntoView {
    let carrying = boards.iter().filter(|board| !board.since.is_empty()).count();
    let counted = match carrying {
        0 => String::new(),
        1 => "1 bestuur draagt de Werkplaats en staat bovenaan.".to_owned(),
        more => format!("{more} besturen dragen de Werkplaats en staan bovenaan."),
    };
    let list = if boards.is_empty() {
        view! { <p>"Er zijn nog geen besturen bekend. Ze komen uit het register van scholen."</p> }.inert()
    } else {
        let rows: Vec<_> = boards.into_iter().map(row).collect();
        view! {
            <Table name="Besturen" heads=&["Bestuur", "Scholen", "Initiatieven", "Draagt de Werkplaats"]>
                {rows}
            </Table>
        }
        .inert()
    };
    view! {
        <TextPage>
            <h1>"Besturen"</h1>
            <p class="lead">
                "Elke school heeft een bestuur. Hier zie je welke scholen erbij horen, en wat ze vernieuwen. " {counted}
            </p>
            {list}
        </TextPage>
    }
}

fn row(board: BoardLine) -> AnyView {
    let since = if board.since.is_empty() { "nee".to_owned() } else { format!("sinds {}", board.since) };
    view! {
        <tr>
            <th scope="row">
                <a href=board.href>{board.name}</a>
                {board.example.then(|| view! { " " <span class="example">"voorbeeld"</span> })}
            </th>
            <td class="number">{board.schools}</td>
            <td class="number">{board.initiatives}</td>
            <td>{since}</td>
        </tr>
    }
    .inert()
}

//! What the API offers, for people: each of its addresses as a page with the same parts.

use leptos::prelude::*;

use crate::map::{Locator, LocatorView};
use crate::ui::{Inert as _, Link, Scrolling, TextPage};

/// What one page shows.
#[derive(Debug, Clone, Default)]
pub struct DataPage {
    /// The way here, from the top; without this page itself.
    pub way: Vec<Link>,
    /// The heading.
    pub title: String,
    /// Paragraphs below it.
    pub intro: Vec<String>,
    /// Where it is; `None` when it is nowhere.
    pub spot: Option<LocatorView>,
    /// What there is.
    pub tables: Vec<Table>,
    /// Links to go on; the count is shown beside each.
    pub links: Vec<Link>,
    /// Address of the previous page of a list; empty when there is none.
    pub previous: String,
    /// Address of the next page of a list; empty when there is none.
    pub next: String,
}

/// A table; the first cell of a row is its heading.
#[derive(Debug, Clone, Default)]
pub struct Table {
    /// What it lists; also the heading above it.
    pub caption: String,
    /// The columns; may be empty.
    pub head: Vec<String>,
    /// The rows; a cell without address is text.
    pub rows: Vec<Vec<Link>>,
}

/// A page of open data.
#[component]
pub fn OpenData(page: DataPage) -> impl IntoView {
    let DataPage { way, title, intro, spot, tables, links, previous, next } = page;
    let way = (!way.is_empty()).then(|| {
        let steps: Vec<_> = way.into_iter().map(|link| view! { <li>{leads(link)}</li> }).collect();
        view! {
            <nav aria-label="Hier ben je">
                <ol class="path">{steps}</ol>
            </nav>
        }
    });
    let pages = (!previous.is_empty() || !next.is_empty()).then(|| {
        view! {
            <nav class="page__buttons" aria-label="Bladeren">
                {(!previous.is_empty()).then(|| view! { <a class="button" rel="prev" href=previous>"Vorige"</a> })}
                {(!next.is_empty()).then(|| view! { <a class="button" rel="next" href=next>"Volgende"</a> })}
            </nav>
        }
    });
    let links = (!links.is_empty()).then(|| {
        let links: Vec<_> = links
            .into_iter()
            .map(|link| {
                let more = if link.count.is_empty() { String::new() } else { format!(" {}", link.count) };
                view! { <li>{leads(link)}{more}</li> }
            })
            .collect();
        view! {
            <h2>"Verder"</h2>
            <ul>{links}</ul>
        }
    });
    view! {
        <TextPage>
            {way}
            <h1>{title}</h1>
            {intro.into_iter().map(|text| view! { <p>{text}</p> }).collect::<Vec<_>>()}
            {spot.map(|spot| view! { <Locator spot /> })}
            {tables.into_iter().map(table).collect::<Vec<_>>()}
            {pages}
            {links}
        </TextPage>
    }
}

fn table(Table { caption, head, rows }: Table) -> AnyView {
    let head = (!head.is_empty()).then(|| {
        let cells: Vec<_> = head.into_iter().map(|name| view! { <th scope="col">{name}</th> }).collect();
        view! {
            <thead>
                <tr>{cells}</tr>
            </thead>
        }
    });
    let rows: Vec<_> = rows
        .into_iter()
        .map(|row| {
            let mut cells = row.into_iter();
            let first = cells.next().map(leads);
            let rest: Vec<_> = cells.map(|cell| view! { <td>{leads(cell)}</td> }).collect();
            view! {
                <tr>
                    <th scope="row">{first}</th>
                    {rest}
                </tr>
            }
        })
        .collect();
    view! {
        <h2>{caption.clone()}</h2>
        <Scrolling name=caption.clone()>
            <table>
                <caption class="vh">{caption}</caption>
                {head}
                <tbody>{rows}</tbody>
            </table>
        </Scrolling>
    }
    .inert()
}

/// A link, or its text when it leads nowhere.
fn leads(link: Link) -> AnyView {
    if link.href.is_empty() { link.text.inert() } else { view! { <a href=link.href>{link.text}</a> }.inert() }
}

/// `/over/api`: how to use the API, as HTML from our own file.
#[component]
pub fn ApiGuide(html: String) -> impl IntoView {
    view! {
        <TextPage>
            <nav aria-label="Hier ben je">
                <ol class="path">
                    <li>
                        <a href="/api">"Open data"</a>
                    </li>
                </ol>
            </nav>
            <div inner_html=html></div>
        </TextPage>
    }
}

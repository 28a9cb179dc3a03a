//! Tables that scroll in a region of their own, which the keyboard reaches.

use leptos::prelude::*;

use super::InertChildren;

/// The region around the table called `name`; the table within has that as its caption.
#[component]
pub fn Scrolling(#[prop(into)] name: String, children: InertChildren) -> impl IntoView {
    view! {
        <div class="table" tabindex="0" role="region" aria-label=format!("Tabel: {name}")>
            {children.view()}
        </div>
    }
}

/// A table with these heads above its columns, and the rows within.
#[component]
pub fn Table(#[prop(into)] name: String, heads: &'static [&'static str], children: InertChildren) -> impl IntoView {
    let heads: Vec<_> = heads.iter().map(|head| view! { <th scope="col">{*head}</th> }).collect();
    view! {
        <Scrolling name=name.clone()>
            <table>
                <caption class="vh">{name}</caption>
                <thead>
                    <tr>{heads}</tr>
                </thead>
                <tbody>{children.view()}</tbody>
            </table>
        </Scrolling>
    }
}

//! On the page of an initiative: how a question goes, and reporting.

use leptos::prelude::*;

use crate::ui::Icon;

/// How a question goes, for which the button is on top, and the link to report.
#[component]
pub fn AskLinks(
    /// There is an owner to ask.
    asked: bool,
    /// Where to report; empty for an invented example.
    report: String,
) -> impl IntoView {
    view! {
        {asked
            .then(|| {
                view! {
                    <p class="small-print">
                        <Icon name="slot" />
                        <span>"Je vraag loopt via de InnovatieKaart. Hun adres staat nergens op de site."</span>
                    </p>
                }
            })}
        {(!report.is_empty())
            .then(|| {
                view! {
                    <p class="report-link">
                        <a href=report rel="nofollow">"Meld dit initiatief"</a>
                    </p>
                }
            })}
    }
}

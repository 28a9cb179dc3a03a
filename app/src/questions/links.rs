//! The links on the page of an initiative: asking a question, and reporting.

use leptos::prelude::*;

use crate::ui::Icon;

/// On the page of an initiative: asking, and reporting. Both are links, and work without a script.
#[component]
pub fn AskLinks(
    /// Where to ask; empty when it has no owner.
    ask: String,
    /// Where to report; empty for an invented example.
    report: String,
) -> impl IntoView {
    view! {
        {(!ask.is_empty())
            .then(|| {
                view! {
                    <p>
                        <a class="button button--ink button--wide" href=ask>
                            <Icon name="brief" />
                            "Stel een vraag"
                        </a>
                    </p>
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

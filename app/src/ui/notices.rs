//! What could not be used of an address.

use leptos::prelude::*;

use super::Icon;

/// Each as a sentence, politely: the rest of the question was answered.
#[component]
pub fn Notices(notices: Vec<String>) -> impl IntoView {
    notices
        .into_iter()
        .map(|text| {
            view! {
                <div class="notice">
                    <Icon name="info" />
                    <p>{text}</p>
                </div>
            }
        })
        .collect_view()
}

/// The top of a page about a search: the way back to the map, what the page is, what could not be used of its address.
#[component]
pub fn SearchTop(map: String, title: &'static str, notices: Vec<String>) -> impl IntoView {
    view! {
        <p class="breadcrumb">
            <a href=map>
                <Icon name="terug" />
                "Naar de kaart"
            </a>
        </p>
        <h1>{title}</h1>
        <Notices notices />
    }
}

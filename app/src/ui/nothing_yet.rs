//! A page about what is on the map, while nothing is.

use domain::paths;
use leptos::prelude::*;

use super::{SearchTop, TextPage};

/// Says that there is nothing yet, and invites to place the first.
#[component]
pub fn NothingYet(
    /// The title of the page.
    title: &'static str,
    /// What there will be once there is something: a sentence.
    then: &'static str,
) -> impl IntoView {
    view! {
        <TextPage>
            <SearchTop map="/".to_owned() title notices=Vec::new() />
            <p class="lead">{format!("Er staat nog niets op de kaart. {then}")}</p>
            <div class="page__buttons">
                <a class="button button--accent" href=paths::SUBMIT>
                    "Plaats het eerste initiatief"
                </a>
                <a class="button button--outline" href=paths::ABOUT>
                    "Wat is dit?"
                </a>
            </div>
        </TextPage>
    }
}

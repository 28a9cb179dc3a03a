//! The initiative that a form is about.

use leptos::prelude::*;

use super::{Icon, TextPage};

/// Where it is asked about.
#[derive(Debug, Clone)]
pub struct Subject {
    /// The title of the initiative.
    pub title: String,
    /// Its page.
    pub href: String,
}

/// The way back to its page.
#[component]
pub fn Back(about: Subject) -> impl IntoView {
    view! {
        <p class="breadcrumb">
            <a href=about.href>
                <Icon name="terug" />
                {about.title}
            </a>
        </p>
    }
}

/// What happened to something that was sent.
#[component]
pub fn DonePage(about: Subject, title: &'static str, text: &'static str) -> impl IntoView {
    view! {
        <TextPage>
            <h1>{title}</h1>
            <p class="lead" role="status">
                {text}
            </p>
            <p class="page__buttons">
                <a class="button button--ink" href=about.href>
                    {format!("Terug naar ‘{}’", about.title)}
                </a>
            </p>
        </TextPage>
    }
}

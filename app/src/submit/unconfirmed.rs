//! Submissions with the user's address that wait for confirmation.

use leptos::prelude::*;

/// A submission that waits.
#[derive(Debug, Clone)]
pub struct Unconfirmed {
    /// `/mijn/12/bevestigen`.
    pub action: String,
    /// Its title.
    pub title: String,
    /// What it is, in a sentence or two.
    pub summary: String,
    /// The day it was sent in: "24 november 2026".
    pub sent: String,
    /// Until when it waits: "8 december 2026".
    pub until: String,
}

/// The list, with a button for each.
#[component]
pub fn UnconfirmedList(waiting: Vec<Unconfirmed>) -> impl IntoView {
    (!waiting.is_empty()).then(|| {
        let items: Vec<_> = waiting
            .into_iter()
            .map(|one| {
                view! {
                    <li class="own-list__row">
                        <h3>{one.title}</h3>
                        <p>{one.summary}</p>
                        <p class="small-print">
                            {format!("Ingestuurd op {} met jouw adres. Zonder bevestiging verdwijnt het na {}.", one.sent, one.until)}
                        </p>
                        <form method="post" action=one.action>
                            <button class="button button--accent">"Ja, dit is van mij: bevestig"</button>
                        </form>
                    </li>
                }
            })
            .collect();
        view! {
            <section aria-labelledby="bevestigen">
                <h2 id="bevestigen">"Wacht op je bevestiging"</h2>
                <p>"Pas na je bevestiging leest een redacteur mee. Is iets niet van jou? Dan hoef je niets te doen."</p>
                <ul class="own-list">{items}</ul>
            </section>
        }
    })
}

//! The notice that mail takes longer than usual.

use leptos::prelude::*;

use super::Notices;

/// Says so where somebody waits for a mail; nothing when it is not `slow`.
#[component]
pub fn SlowMail(slow: bool) -> impl IntoView {
    let text = "Mail doet er nu langer over dan anders. Vraag hem niet opnieuw: de link begint pas te tellen als de mail vertrekt.";
    let notices = if slow { vec![text.to_owned()] } else { Vec::new() };
    view! { <Notices notices /> }
}

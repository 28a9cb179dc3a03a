//! The frame of `/redactie`, where editors check what comes in.

use leptos::prelude::*;

use super::{Footer, Header, InertChildren};

/// A page of the desk, with the ways through it.
#[component]
pub fn DeskPage(
    /// Members and log are an admin's.
    admin: bool,
    /// The address of this page's part: `/redactie`.
    here: &'static str,
    /// An organiser sees one page of the desk, without the ways to the others.
    #[prop(default = true)]
    editor: bool,
    children: InertChildren,
) -> impl IntoView {
    let link = |href: &'static str, text: &'static str| {
        view! {
            <li>
                <a class="chip" class:chip--on=here == href href=href aria-current=(here == href).then_some("page")>
                    {text}
                </a>
            </li>
        }
    };
    view! {
        <nav class="skip" aria-label="Spring naar">
            <a href="#inhoud">"Naar de inhoud"</a>
        </nav>
        <Header />
        <main class="page page--wide desk" id="inhoud" tabindex="-1">
            {editor
                .then(|| {
                    view! {
                        <nav aria-label="Redactie">
                            <ul class="desk__nav">
                                {link("/redactie", "Wachtrij")}
                                {link("/redactie/claims", "Claims")}
                                {link("/redactie/verbleekt", "Verbleekt")}
                                {link("/redactie/meldingen", "Meldingen")}
                                {link("/redactie/witte-vlekken", "Witte vlekken")}
                                {admin.then(|| link("/redactie/leden", "Leden"))}
                                {admin.then(|| link("/redactie/logboek", "Logboek"))}
                            </ul>
                        </nav>
                    }
                })}
            {children.view()}
        </main>
        <Footer />
    }
}

//! The frame of `/redactie`, where editors check what comes in.

use leptos::prelude::*;

use super::{Footer, Header, InertChildren, Reader, SignOut};

/// What a noun has at the desk: one tab.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DeskTab {
    /// The address of its page.
    pub href: &'static str,
    /// Its name.
    pub label: &'static str,
    /// Only an admin sees it.
    pub admin: bool,
}

/// All tabs, in order; the shell provides them.
#[derive(Debug, Clone, Copy)]
pub struct DeskTabs(pub &'static [DeskTab]);

/// A page of the desk, with the ways through it. An organiser sees one page of the desk, without the ways to the others.
#[component]
pub fn DeskPage(
    /// The tab this page is on; `None` for a page below one.
    #[prop(optional_no_strip)]
    tab: Option<DeskTab>,
    /// How much waits behind which tab.
    #[prop(optional)]
    counts: Vec<(DeskTab, usize)>,
    children: InertChildren,
) -> impl IntoView {
    let reader = use_context::<Reader>().filter(|reader| reader.editor);
    let tabs = use_context::<DeskTabs>().map_or(&[][..], |tabs| tabs.0);
    let tabs = reader.map(|reader| {
        let links: Vec<_> = tabs
            .iter()
            .filter(|one| reader.admin || !one.admin)
            .map(|one| {
                let on = tab == Some(*one);
                let waits = counts.iter().find(|(tab, count)| tab == one && *count > 0).map(|(_, count)| *count);
                view! {
                    <li>
                        <a class="chip" class:chip--on=on href=one.href aria-current=on.then_some("page")>
                            {one.label}
                            {waits.map(|count| view! { <span class="chip__count">{count}</span> })}
                        </a>
                    </li>
                }
            })
            .collect();
        view! {
            <nav aria-label="Redactie">
                <ul class="desk__nav">{links}</ul>
            </nav>
        }
    });
    view! {
        <nav class="skip" aria-label="Spring naar">
            <a href="#inhoud">"Naar de inhoud"</a>
        </nav>
        <Header />
        <main class="page page--wide desk" id="inhoud" tabindex="-1">
            {tabs}
            {children.view()}
            <div class="page__buttons">
                <SignOut />
            </div>
        </main>
        <Footer />
    }
}

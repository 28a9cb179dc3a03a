//! Reports of visitors, and adoptions of initiatives without an owner.

use domain::paths;
use leptos::prelude::*;

use crate::adoption::{AdoptionLine, AdoptionLines};
use crate::ui::{DeskPage, DeskTab, FormNumber, Inert as _, SuccessNotice};

/// Its tab at the desk.
pub(crate) const DESK_TAB: DeskTab = DeskTab { href: paths::DESK_REPORTS, label: "Meldingen", admin: false };

/// A report that waits.
#[derive(Debug, Clone)]
pub struct ReportLine {
    /// Where it is said to be handled.
    pub action: String,
    /// The page of the initiative.
    pub href: String,
    /// Its title.
    pub title: String,
    /// "over het initiatief", "over een vraag".
    pub about: &'static str,
    /// When: "21 november 2026, 10.05 uur".
    pub at: String,
    /// The same as RFC 3339.
    pub instant: String,
    /// What is wrong.
    pub reason: String,
    /// Where to tell more; empty for nowhere.
    pub email: String,
    /// It is about the reader's own.
    pub own: bool,
}

/// `/redactie/meldingen`.
#[component]
pub fn ReportsPage(
    reports: Vec<ReportLine>,
    adoptions: Vec<AdoptionLine>,
    /// What was done a moment ago; empty for nothing.
    success: &'static str,
) -> impl IntoView {
    let status = match reports.len() {
        0 => "Geen meldingen".to_owned(),
        1 => "1 melding wacht".to_owned(),
        count => format!("{count} meldingen wachten"),
    };
    let reports: Vec<_> = reports.into_iter().map(report).collect();
    view! {
        <DeskPage tab=Some(DESK_TAB)>
            <h1>{status}</h1>
            <SuccessNotice text=success />
            {if reports.is_empty() {
                view! { <p class="lead">"Meldt een bezoeker dat er iets mis is, dan staat het hier. De oudste bovenaan."</p> }
                    .inert()
            } else {
                view! { <ul class="own-list">{reports}</ul> }.inert()
            }}
            {(!adoptions.is_empty())
                .then(|| {
                    view! {
                        <h2>"Wij doen dit ook"</h2>
                        <p>"Een school zegt dat zij dit overnam. Het initiatief heeft geen eigenaar die het kan bevestigen; klopt het volgens jou?"</p>
                        <AdoptionLines lines=adoptions />
                    }
                })}
        </DeskPage>
    }
}

fn report(line: ReportLine) -> impl IntoView {
    let ReportLine { action, href, title, about, at, instant, reason, email, own } = line;
    let name = format!("Afgehandeld: {title}");
    view! {
        <li class="own-list__row">
            <h2>
                <a href=href>{title}</a>
            </h2>
            <p class="small-print">
                <span>"Melding " {about} " · " <time datetime=instant>{at}</time></span>
            </p>
            <blockquote class="quoted">{reason}</blockquote>
            {(!email.is_empty())
                .then(|| {
                    view! {
                        <p>"Wil antwoord op " <a href=format!("mailto:{email}")>{email.clone()}</a></p>
                    }
                })}
            {if own {
                view! { <p>"Dit gaat over een initiatief van jezelf. Een andere redacteur handelt het af."</p> }.inert()
            } else {
                view! {
                    <form class="page__buttons" method="post" action=action>
                        <FormNumber />
                        <button class="button button--ink" aria-label=name>
                            "Afgehandeld"
                        </button>
                    </form>
                }
                    .inert()
            }}
        </li>
    }
}

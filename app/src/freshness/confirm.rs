//! Confirming that an initiative is up to date: the page behind the mailed link, and the section on the owner's page.

use const_format::formatcp;
use domain::freshness::LINK_NL;
use leptos::prelude::*;

use crate::ui::{DeadLink, MINE, SuccessNotice, TextPage};

/// When an initiative was confirmed, and what follows from that.
#[derive(Debug, Clone)]
pub struct Freshness {
    /// The day on which it was last confirmed: "21 november 2026".
    pub confirmed: String,
    /// Nobody confirmed it for long.
    pub faded: bool,
    /// It is finished: nothing is asked any more.
    pub finished: bool,
}

/// The page behind the mailed link. Opening it changes nothing, because mail scanners open links too.
#[component]
pub fn StillTruePage(
    title: String,
    freshness: Freshness,
    /// The address of this page: `/klopt-nog/…`.
    here: String,
    /// Its public page.
    public: String,
    /// Where it is changed, after signing in.
    own: String,
    /// What was said a moment ago; empty for nothing.
    success: &'static str,
) -> impl IntoView {
    let asks = success.is_empty() && !freshness.finished;
    view! {
        <TextPage>
            <h1>{if asks { format!("Klopt ‘{title}’ nog?") } else { title }}</h1>
            <SuccessNotice text=success />
            <p class="lead">{standing(&freshness)}</p>
            <p>
                <a href=public>"Bekijk wat er op de kaart staat"</a>
            </p>
            {asks.then(|| view! { <Ways here /> })}
            <h2>"Aanpassen"</h2>
            <p>"Is er iets veranderd? Pas het dan aan. Daarvoor log je in met je e-mailadres."</p>
            <p class="page__buttons">
                <a class="button button--outline" href=own>
                    "Aanpassen"
                </a>
            </p>
        </TextPage>
    }
}

/// The state in a sentence or two.
fn standing(freshness: &Freshness) -> String {
    let Freshness { confirmed, faded, finished } = freshness;
    if *finished {
        return "Dit initiatief is afgerond. Het blijft op de kaart staan, met wat het opleverde.".to_owned();
    }
    let faded =
        if *faded { " Daarom is de speld verbleekt. Zeg je dat het nog klopt, dan is dat meteen over." } else { "" };
    format!("Voor het laatst bevestigd op {confirmed}.{faded}")
}

/// "Klopt nog" and "afgerond".
#[component]
fn Ways(
    /// The address that hears it; with `/afgerond` behind it for the second.
    here: String,
) -> impl IntoView {
    view! {
        <div class="page__buttons">
            <form method="post" action=here.clone()>
                <button class="button button--accent">"Klopt nog"</button>
            </form>
            <form method="post" action=format!("{here}/afgerond")>
                <button class="button button--outline">"Het is afgerond"</button>
            </form>
        </div>
    }
}

/// After the button that says that it is finished: the link has ended.
#[component]
pub fn FinishedPage(success: &'static str) -> impl IntoView {
    view! {
        <TextPage>
            <h1>"Het is afgerond"</h1>
            <SuccessNotice text=success />
            <p>"Is er later iets veranderd? Pas het dan aan bij je eigen initiatieven. Daarvoor log je in met je e-mailadres."</p>
            <p class="page__buttons">
                <a class="button button--outline" href=MINE.0>
                    {MINE.1}
                </a>
            </p>
        </TextPage>
    }
}

/// A link of an earlier reminder, of a former owner, or of nothing.
#[component]
pub fn DeadReminder() -> impl IntoView {
    let why = formatcp!(
        "Een link werkt {LINK_NL} lang. Misschien staat het initiatief niet meer op de kaart, is het afgerond, of is er een nieuwere mail. Bij je eigen initiatieven zie je hoe het ermee staat."
    );
    view! { <DeadLink why to=MINE /> }
}

/// The section on the owner's page.
#[component]
pub fn OwnFreshness(
    /// `/mijn/12`.
    href: String,
    freshness: Freshness,
) -> impl IntoView {
    let text = standing(&freshness);
    view! {
        <h2 id="klopt">"Klopt het nog?"</h2>
        <p>{text}</p>
        {(!freshness.finished)
            .then(|| {
                view! {
                    <p>"Een jaar na de laatste bevestiging vragen we het je per mail. Je kunt het ook nu al zeggen."</p>
                    <Ways here=format!("{href}/klopt") />
                }
            })}
    }
}

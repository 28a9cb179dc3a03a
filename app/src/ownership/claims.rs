//! Claims that no e-mail address proves: an editor decides on them.

use domain::paths;
use leptos::prelude::*;

use crate::ui::{Control, DeskPage, DeskTab, Field, FormNumber, Inert as _, SuccessNotice};

/// Its tab at the desk.
pub(crate) const DESK_TAB: DeskTab = DeskTab { href: paths::DESK_CLAIMS, label: "Claims", admin: false };

/// One claim.
#[derive(Debug, Clone)]
pub struct ClaimLine {
    /// What a decision is sent with.
    pub id: String,
    /// The initiative's title.
    pub title: String,
    /// Its public page.
    pub public: String,
    /// School, town and region.
    pub detail: String,
    /// The school's own site in the register; empty when not known.
    pub website: String,
    /// Name and address of the claimant.
    pub who: String,
    /// In their own words.
    pub why: String,
    /// The day they claimed it.
    pub since: String,
    /// The reader's own, or of an initiative they have a part in.
    pub own: bool,
    /// What was typed as a reason and could not be used.
    pub typed: String,
    /// What is wrong with it; empty for nothing.
    pub error: String,
}

/// The claims that wait, oldest first.
#[component]
pub fn ClaimsPage(claims: Vec<ClaimLine>, success: &'static str) -> impl IntoView {
    let heading = match claims.len() {
        0 => "Er wachten geen claims".to_owned(),
        1 => "1 claim wacht".to_owned(),
        many => format!("{many} claims wachten"),
    };
    let claims: Vec<_> = claims.into_iter().map(claim).collect();
    view! {
        <DeskPage tab=Some(DESK_TAB)>
            <h1>{heading}</h1>
            <SuccessNotice text=success />
            <p>
                "Wie zegt dat een initiatief van de eigen school is, en geen e-mailadres van die school heeft, staat hier. Wijs toe als je zeker weet dat het klopt: bel zo nodig de school."
            </p>
            <ol class="own-list">{claims}</ol>
        </DeskPage>
    }
}

fn claim(line: ClaimLine) -> AnyView {
    let ClaimLine { id, title, public, detail, website, who, why, since, own, typed, error } = line;
    let reason = Field {
        name: "reden",
        // Short, and unlike those of the others.
        id: format!("reden-{}", id.get(..12).unwrap_or(&id)).into(),
        label: "Of: waarom niet?".into(),
        control: Control::Lines(3),
        value: typed,
        error,
        alert: true,
        ..Field::default()
    };
    view! {
        <li class="own-list__row">
            <h2>
                <a href=public>{title.clone()}</a>
            </h2>
            <p class="small-print">{format!("{detail} · geclaimd op {since}")}</p>
            {(!website.is_empty())
                .then(|| {
                    view! {
                        <p>
                            "Site van de school: "
                            <a href=website.clone() rel="noopener nofollow">
                                {website.clone()}
                            </a>
                        </p>
                    }
                })}
            <p>
                "Door " <b>{who}</b>
            </p>
            <blockquote class="quoted">{why}</blockquote>
            {if own {
                view! { <p>"Hier heb je zelf mee te maken. Een andere redacteur besluit erover."</p> }.inert()
            } else {
                view! {
                    <form class="form desk__decision" method="post" action=paths::DESK_CLAIMS novalidate>
                        <FormNumber />
                        <input type="hidden" name="claim" value=id />
                        <button class="button button--accent" name="besluit" value="toewijzen" aria-label=format!("Toewijzen: {title}")>
                            "Toewijzen"
                        </button>
                        {reason.view()}
                        <button class="button button--outline" name="besluit" value="afwijzen" aria-label=format!("Afwijzen: {title}")>
                            "Afwijzen"
                        </button>
                    </form>
                }
                    .inert()
            }}
        </li>
    }
    .inert()
}

/// How many claims wait, at the desk; nothing for none.
pub(crate) fn claims_waiting(count: usize) -> Option<impl IntoView> {
    let text = if count == 1 { "1 claim wacht".to_owned() } else { format!("{count} claims wachten") };
    (count > 0).then(|| {
        view! {
            <p class="lead">
                <a href=DESK_TAB.href>{text}</a>
                " op een redacteur."
            </p>
        }
    })
}

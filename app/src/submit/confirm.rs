//! The page behind the link in the mail about what was sent in: what one confirms, and how it goes on.

use const_format::formatcp;
use domain::{paths, retention::CONFIRM_NL, review::USUALLY_NL};
use leptos::prelude::*;

use crate::initiatives::{Preview, PreviewView};
use crate::ui::{DeadLink, Inert as _, MAP, TextPage};

/// How far it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ConfirmStep {
    /// To be confirmed.
    Ask,
    /// Confirmed, and in the queue.
    Thanks,
    /// An editor has read it, or it was changed.
    Past,
}

/// `/bevestigen/{token}`. Opening it changes nothing, and it signs nobody in.
#[component]
pub fn ConfirmPage(
    /// The secret in the link.
    token: String,
    /// The title of what was sent in.
    title: String,
    /// With which address.
    email: String,
    /// How far it is.
    step: ConfirmStep,
    /// What was sent in, as it will look.
    preview: Option<Preview>,
    /// Its page for its owner, `/mijn/12`.
    own: String,
    /// Who reads this is signed in with that address.
    signed_in: bool,
) -> impl IntoView {
    let (heading, says, shows) = match step {
        ConfirmStep::Ask => (
            format!("Bevestig ‘{title}’"),
            formatcp!("Is dit van jou? Bevestig het dan. Daarna leest een redacteur mee, meestal binnen {USUALLY_NL}. Is het niet van jou? Sluit dan deze pagina: het verdwijnt na {CONFIRM_NL} vanzelf.").to_owned(),
            "Dit is er ingestuurd",
        ),
        ConfirmStep::Thanks => (
            "Bedankt".to_owned(),
            format!("‘{title}’ staat in de wachtrij. Een redacteur leest het, meestal binnen {USUALLY_NL}. Je krijgt er een mail over."),
            "Zo gaat het eruitzien",
        ),
        ConfirmStep::Past => (
            format!("‘{title}’ is bevestigd"),
            "Hoe het ervoor staat, zie je als je inlogt.".to_owned(),
            "",
        ),
    };
    let button = (step == ConfirmStep::Ask).then(|| {
        view! {
            <p>"Ingestuurd met " <strong>{email.clone()}</strong> "."</p>
            <form class="form" method="post" action=paths::confirm(token)>
                <button class="button button--accent button--wrap">{heading.clone()}</button>
            </form>
        }
    });
    view! {
        <TextPage>
            <h1>{heading.clone()}</h1>
            <p class="lead">{says}</p>
            {button}
            {(step != ConfirmStep::Ask).then(|| way_in(email, own, signed_in))}
            {preview
                .map(|preview| {
                    view! {
                        <h2>{shows}</h2>
                        <PreviewView preview />
                    }
                })}
        </TextPage>
    }
}

/// The way to one's own page.
fn way_in(email: String, own: String, signed_in: bool) -> AnyView {
    if signed_in {
        return view! {
            <p class="page__buttons">
                <a class="button button--accent" href=own>
                    "Naar je initiatief"
                </a>
            </p>
        }
        .inert();
    }
    view! {
        <form class="form" method="post" action=paths::SIGN_IN>
            <input type="hidden" name="email" value=email.clone() />
            <input type="hidden" name="terug" value=own />
            <p>"Wil je iets veranderen, of een collega erbij vragen? Log dan in met " <strong>{email}</strong> "."</p>
            <button class="button button--outline">"Stuur me een link om in te loggen"</button>
        </form>
    }
    .inert()
}

/// A link whose submission is gone, or that never was.
#[component]
pub fn DeadConfirm() -> impl IntoView {
    let why = formatcp!(
        "Een link om te bevestigen werkt {CONFIRM_NL}. Of het adres is intussen verbeterd: kijk dan in de nieuwste mail."
    );
    view! { <DeadLink why to=MAP /> }
}

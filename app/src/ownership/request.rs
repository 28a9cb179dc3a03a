//! Becoming an owner: claiming an initiative without one, or asking its owners to join.

use domain::ProposalKind;
use leptos::prelude::*;

use crate::ui::{Control, ErrorNotice, Field, FormNumber, Icon, Inert as _, Need, TextPage};

/// On an initiative's page: it has no owner. `href` leads to where one claims it.
#[component]
pub fn ClaimLink(href: String) -> impl IntoView {
    view! {
        <p>"Dit initiatief heeft nog geen eigenaar."</p>
        <p>
            <a class="button button--outline button--wide" href=href>
                <Icon name="school" />
                "Dit is van onze school"
            </a>
        </p>
    }
}

/// The step in becoming an owner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ClaimStep {
    /// Not signed in: this is where.
    SignIn(String),
    /// Signed in with this address: the form, with what was typed and the mistake in it.
    Form {
        /// The reader's address.
        email: String,
        /// What was typed.
        why: String,
        /// What is wrong with it; empty for nothing.
        error: String,
    },
    /// The request is sent and not answered yet.
    Waits,
    /// The user owns it: this is its address.
    Owner(String),
}

/// `/claimen/{id}`: a claim on an initiative without an owner, or a request to its owners.
#[derive(Debug, Clone)]
pub struct ClaimView {
    /// `/claimen/12`.
    pub action: String,
    /// The initiative's title.
    pub title: String,
    /// Its public page.
    pub public: String,
    /// School and town, in words.
    pub detail: String,
    /// Somebody owns it: then it is a question to them.
    pub owned: bool,
    /// Somebody was first since this form was opened.
    pub overtaken: bool,
    /// How far the reader is.
    pub step: ClaimStep,
}

const OVERTAKEN: &str =
    "Er is intussen iets veranderd aan wie de eigenaar is. Er is nog niets verstuurd; wat je typte staat er nog.";

/// The page.
#[component]
pub fn ClaimPage(asking: ClaimView) -> impl IntoView {
    let ClaimView { action, title, public, detail, owned, overtaken, step } = asking;
    let (heading, intro) = if owned {
        (
            "Horen jullie hierbij?",
            "Dit initiatief heeft al een eigenaar. Vraag om mede-eigenaar te worden: dan houden jullie het samen bij, en staat het één keer op de kaart. De eigenaars krijgen je naam, je e-mailadres en wat je hieronder schrijft, en zeggen ja of nee.",
        )
    } else {
        (
            "Is dit van jullie school?",
            "Dit initiatief heeft nog geen eigenaar. Claim het: dan kun jij het aanpassen. Log je in met een adres van de school zelf, dan is het meteen van jou. Anders leest een redacteur je claim.",
        )
    };
    let kind = if owned { ProposalKind::Join.slug() } else { ProposalKind::Claim.slug() };
    let button = if owned { "Vraag het de eigenaars" } else { "Claim dit initiatief" };
    let step = match step {
        ClaimStep::SignIn(href) => view! {
            <p>"Log eerst in, zodat we weten met wie we te maken hebben. Je krijgt een link in je mail en komt hier terug."</p>
            <p class="page__buttons">
                <a class="button button--accent" href=href>
                    "Inloggen en verder"
                </a>
                <a class="button button--outline" href=public.clone()>
                    "Terug naar het initiatief"
                </a>
            </p>
        }
        .inert(),
        ClaimStep::Form { email, why, error } => {
            let field = Field {
                name: "waarom",
                label: "Wie ben je, en wat heb je met dit initiatief te maken?".into(),
                hint: format!("Je bent ingelogd als {email}. Noem je naam en je rol op school.").into(),
                control: Control::Lines(4),
                need: Need::Required,
                value: why,
                error,
                alert: true,
                ..Field::default()
            };
            view! {
                <form class="form" method="post" action=action novalidate>
                    <FormNumber />
                    <input type="hidden" name="soort" value=kind />
                    {field.view()}
                    <button class="button button--accent">{button}</button>
                </form>
            }
            .inert()
        }
        ClaimStep::Waits => view! {
            <div class="notice notice--success" role="status">
                <Icon name="vink" />
                <p>
                    {if owned {
                        "Je vraag ligt bij de eigenaars. Je krijgt een mail zodra ze antwoorden."
                    } else {
                        "Je claim ligt bij de redactie. Je krijgt een mail zodra een redacteur hem heeft gelezen."
                    }}
                </p>
            </div>
            <p>"Was je een initiatief aan het invullen? Wat je typte is niet verstuurd; dat tabblad kun je sluiten."</p>
            <p class="page__buttons">
                <a class="button button--outline" href=public.clone()>
                    "Naar het initiatief"
                </a>
            </p>
        }
        .inert(),
        ClaimStep::Owner(href) => view! {
            <p>"Jij bent hier eigenaar van."</p>
            <p class="page__buttons">
                <a class="button button--accent" href=href>
                    "Naar je initiatief"
                </a>
            </p>
        }
        .inert(),
    };
    view! {
        <TextPage>
            <p class="breadcrumb">
                <a href=public.clone()>
                    <Icon name="terug" />
                    {title.clone()}
                </a>
            </p>
            <h1>{heading}</h1>
            <ErrorNotice text=if overtaken { OVERTAKEN } else { "" } />
            <p class="lead">
                <b>{title}</b>
                {format!(", {detail}.")}
            </p>
            <p>{intro}</p>
            {step}
        </TextPage>
    }
}

//! The section on the owner's page about ownership: owners, requests to join, and offers.

use const_format::formatcp;
use domain::{ProposalKind, retention::CONFIRM_NL};
use leptos::prelude::*;

use crate::ui::{Choice, Control, Field, FormNumber, Icon, Inert as _, Need};

/// A request to become an owner.
#[derive(Debug, Clone)]
pub struct JoinRequest {
    /// What the answer is sent with.
    pub id: String,
    /// Name and address.
    pub who: String,
    /// In their own words.
    pub why: String,
    /// The day they asked.
    pub since: String,
}

/// An offer that has not been accepted yet.
#[derive(Debug, Clone)]
pub struct OpenOffer {
    /// What taking back is sent with.
    pub id: String,
    /// "Overdracht aan a@school.nl, tot 5 december 2026, 10.05 uur".
    pub text: String,
}

/// The form to offer it, as it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OfferFields {
    /// The address it is offered to.
    pub email: String,
    /// Handing over, not owning together.
    pub handover: bool,
    /// What is wrong with it; empty for nothing.
    pub error: String,
}

/// Everything about the ownership of an own initiative.
#[derive(Debug, Clone, Default)]
pub struct Ownership {
    /// Name and address of each owner, and whether that is the reader.
    pub owners: Vec<(String, bool)>,
    /// Who asks to join.
    pub asked: Vec<JoinRequest>,
    /// What is offered.
    pub offered: Vec<OpenOffer>,
    /// The form.
    pub offering: OfferFields,
}

/// The part of the page. `href` is that of the page.
#[component]
pub fn OwnersPart(href: String, ownership: Ownership) -> impl IntoView {
    let Ownership { owners, asked, offered, offering } = ownership;
    let alone = owners.len() < 2;
    let owners: Vec<_> = owners
        .into_iter()
        .map(|(who, own)| view! { <li>{who} {own.then(|| view! { <span class="example">"jij"</span> })}</li> })
        .collect();
    let asked: Vec<_> = asked.into_iter().map(|asked| question(&href, asked)).collect();
    let offered: Vec<_> = offered.into_iter().map(|offered| open_offer(&href, offered)).collect();
    view! {
        <section class="owners" aria-labelledby="eigenaars">
            <h2 id="eigenaars">"Eigenaars"</h2>
            <p>"Eigenaars hebben gelijke rechten en zien elkaars adres. Anderen zien niet wie de eigenaar is."</p>
            <ul>{owners}</ul>
            {asked}
            {(!offered.is_empty())
                .then(|| {
                    view! {
                        <h3>"Nog niet aangenomen"</h3>
                        <ul class="own-list">{offered}</ul>
                    }
                })}
            <h3 id="uitnodigen">"Iemand erbij vragen, of overdragen"</h3>
            {form(&href, offering)}
            {(!alone)
                .then(|| {
                    view! {
                        <p class="page__buttons">
                            <a class="button button--outline" href=format!("{href}/stoppen")>
                                "Stoppen als eigenaar"
                            </a>
                        </p>
                    }
                })}
        </section>
    }
}

fn question(href: &str, asked: JoinRequest) -> AnyView {
    let JoinRequest { id, who, why, since } = asked;
    view! {
        <div class="notice">
            <Icon name="info" />
            <p>
                <b>{format!("{who} wil mede-eigenaar worden")}</b>
                {format!(" (gevraagd op {since})")}
            </p>
            <p class="quoted">{why}</p>
            <form class="page__buttons" method="post" action=format!("{href}/eigenaars/antwoord")>
                <input type="hidden" name="vraag" value=id />
                <button class="button button--ink" name="antwoord" value="ja" aria-label=format!("Ja, hoort erbij: {who}")>
                    "Ja, hoort erbij"
                </button>
                <button class="button button--outline" name="antwoord" value="nee" aria-label=format!("Nee: {who} hoort er niet bij")>
                    "Nee"
                </button>
            </form>
        </div>
    }
    .inert()
}

fn open_offer(href: &str, offered: OpenOffer) -> AnyView {
    let OpenOffer { id, text } = offered;
    view! {
        <li>
            <form method="post" action=format!("{href}/eigenaars/terugnemen")>
                {text.clone()}
                <input type="hidden" name="aanbod" value=id />
                <button class="button button--text" aria-label=format!("Terugnemen: {text}")>
                    "Terugnemen"
                </button>
            </form>
        </li>
    }
    .inert()
}

fn form(href: &str, offering: OfferFields) -> AnyView {
    let OfferFields { email, handover, error } = offering;
    let email = Field {
        name: "email",
        id: "eigenaar-email".into(),
        label: "E-mailadres".into(),
        hint: formatcp!("We sturen een mail met een link, en noemen daarin wie het vraagt. De link werkt {CONFIRM_NL}; tot die tijd verandert er niets.").into(),
        control: Control::Line("email", ""),
        need: Need::Required,
        maxlength: Some(254),
        value: email,
        error,
        alert: true,
        ..Field::default()
    };
    let choices = [
        (ProposalKind::CoOwner.slug(), "Samen: die ander wordt mede-eigenaar"),
        (ProposalKind::Handover.slug(), "Overdragen: daarna ben ik geen eigenaar meer"),
    ]
    .map(|(slug, label)| Choice { slug: slug.to_owned(), label: label.to_owned() });
    let kind = Field {
        name: "soort",
        label: "Wat wil je?".into(),
        value: if handover { ProposalKind::Handover } else { ProposalKind::CoOwner }.slug().to_owned(),
        control: Control::Radio(choices.into()),
        ..Field::default()
    };
    view! {
        <form class="form" method="post" action=format!("{href}/eigenaars#uitnodigen") aria-labelledby="uitnodigen" novalidate>
            <FormNumber />
            {email.view()}
            {kind.view()}
            <button class="button button--ink">"Verstuur de uitnodiging"</button>
        </form>
    }
    .inert()
}

//! The section on the owner's page about ownership: owners, requests to join, and offers.

use leptos::prelude::*;

use crate::ui::Icon;

/// A request to become an owner.
#[derive(Debug, Clone)]
pub struct Asked {
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
pub struct Offered {
    /// What taking back is sent with.
    pub id: String,
    /// "Overdracht aan a@school.nl, tot 5 december 2026, 10.05 uur".
    pub text: String,
}

/// The form to offer it, as it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Offering {
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
    pub asked: Vec<Asked>,
    /// What is offered.
    pub offered: Vec<Offered>,
    /// The form.
    pub offering: Offering,
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

fn question(href: &str, asked: Asked) -> AnyView {
    let Asked { id, who, why, since } = asked;
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
    .into_any()
}

fn open_offer(href: &str, offered: Offered) -> AnyView {
    let Offered { id, text } = offered;
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
    .into_any()
}

fn form(href: &str, offering: Offering) -> AnyView {
    let Offering { email, handover, error } = offering;
    let wrong = !error.is_empty();
    view! {
        <form
            class="sheet"
            method="post"
            action=format!("{href}/eigenaars#uitnodigen")
            aria-labelledby="uitnodigen"
            novalidate
        >
            <div class="sheet__field">
                <label for="eigenaar-email">"E-mailadres"</label>
                <span class="small-print" id="eigenaar-uitleg">
                    "We sturen een mail met een link, en noemen daarin wie het vraagt. De link werkt veertien dagen; tot die tijd verandert er niets."
                </span>
                {wrong
                    .then(|| {
                        view! {
                            <span class="sheet__error" id="eigenaar-fout" role="alert">
                                {error}
                            </span>
                        }
                    })}
                <input
                    class="input"
                    id="eigenaar-email"
                    name="email"
                    type="email"
                    maxlength="254"
                    required
                    value=email
                    aria-invalid=wrong.then_some("true")
                    aria-describedby=if wrong { "eigenaar-uitleg eigenaar-fout" } else { "eigenaar-uitleg" }
                />
            </div>
            <fieldset class="sheet__field">
                <legend>"Wat wil je?"</legend>
                <label class="option">
                    <input type="radio" name="soort" value="mede-eigenaar" checked=!handover />
                    <span>"Samen: die ander wordt mede-eigenaar"</span>
                </label>
                <label class="option">
                    <input type="radio" name="soort" value="overdracht" checked=handover />
                    <span>"Overdragen: daarna ben ik geen eigenaar meer"</span>
                </label>
            </fieldset>
            <button class="button button--ink">"Verstuur de uitnodiging"</button>
        </form>
    }
    .into_any()
}

//! "Kom kijken": visit moments, on the page of an initiative and for its owners.

use leptos::prelude::*;

use crate::ui::{
    Back, ErrorNotice, Field, Fold, FormNumber, Inert as _, Link, ShortForm, Subject, SuccessNotice, TextPage,
};

/// A visit moment that is still to come, on the page of its initiative.
#[derive(Debug, Clone)]
pub struct VisitMoment {
    /// "dinsdag 1 oktober 2024, 14.00 tot 17.00 uur", and where one books.
    pub moment: Link,
    /// "nog 3 plekken", or "vol".
    pub seats: String,
}

/// "Kom kijken" on the page of an initiative; nothing while no moment is open.
#[component]
pub fn VisitMoments(moments: Vec<VisitMoment>) -> impl IntoView {
    let lines: Vec<_> = moments
        .into_iter()
        .map(|one| view! { <li><a href=one.moment.href>{one.moment.text}</a> {format!(" ({})", one.seats)}</li> })
        .collect();
    (!lines.is_empty()).then(|| {
        view! {
            <section class="contact" aria-labelledby="kom-kijken">
                <h2 id="kom-kijken">"Kom kijken"</h2>
                <p>"Je bent welkom, alleen of met collega’s. Kies een moment en meld je aan."</p>
                <ul>{lines}</ul>
            </section>
        }
    })
}

/// A visit moment as its owner sees it.
#[derive(Debug, Clone)]
pub struct OwnVisit {
    /// Its number.
    pub id: i64,
    /// When it is, and its public page.
    pub moment: Link,
    /// "3 van 12 plekken, 1 wacht", or "gaat niet door".
    pub state: String,
    /// Who comes, each with their school and number.
    pub people: Vec<String>,
    /// The form to cancel it; none when it is over.
    pub cancel: Vec<Field>,
}

/// `/mijn/{id}/bezoeken`.
#[component]
pub fn OwnVisitsPage(
    about: Subject,
    here: String,
    visits: Vec<OwnVisit>,
    fields: Vec<Field>,
    refused: String,
    success: &'static str,
) -> impl IntoView {
    let wrong = |fields: &[Field]| fields.iter().any(|field| !field.error.is_empty());
    let (stopping, opening) = (visits.iter().any(|one| wrong(&one.cancel)), wrong(&fields));
    let top = if stopping || opening { String::new() } else { refused.clone() };
    let visits: Vec<_> = visits.into_iter().map(|one| visit(one, &here)).collect();
    let none = visits.is_empty();
    view! {
        <TextPage>
            <Back about />
            <h1>"Kom kijken"</h1>
            <SuccessNotice text=success />
            <ErrorNotice text=top />
            <p class="lead">
                "Open een moment waarop anderen kunnen komen kijken. Ze melden zich aan op de pagina van je initiatief; jij ziet hier wie er komt."
            </p>
            {if none { view! { <p>"Er staat nog geen moment open."</p> }.inert() } else { visits.into_any() }}
            <h2>"Open een moment"</h2>
            <ShortForm action=here.clone() fields refused=String::new() button="Open dit moment" />
        </TextPage>
    }
}

fn visit(visit: OwnVisit, here: &str) -> AnyView {
    let number = visit.id;
    let open = visit.cancel.iter().any(|field| !field.error.is_empty());
    let people: Vec<_> = visit.people.into_iter().map(|one| view! { <li>{one}</li> }).collect();
    let stop = (!visit.cancel.is_empty()).then(|| {
        let fields: Vec<_> = visit.cancel.into_iter().map(Field::view).collect();
        let action = format!("{here}/{number}/annuleren");
        view! {
            <Fold says="Laat niet doorgaan" open>
                <form class="form" method="post" action=action novalidate>
                    <FormNumber />
                    {fields}
                    <button class="button button--outline">"Laat niet doorgaan"</button>
                </form>
            </Fold>
        }
    });
    view! {
        <section aria-labelledby=format!("bezoek-{number}")>
            <h2 id=format!("bezoek-{number}")>
                <a href=visit.moment.href>{visit.moment.text}</a>
            </h2>
            <p>{visit.state}</p>
            {(!people.is_empty()).then(|| view! { <ul>{people}</ul> })}
            {stop}
        </section>
    }
    .inert()
}

//! What an organiser arranges for the day of a gathering, and for afterwards.

use leptos::prelude::*;

use super::{
    evaluation::{EvaluationView, evaluation},
    report::{ReportLinks, report},
};
use crate::ui::{FormNumber, Inert as _};

/// The part of a gathering's page for organisers that is about the day and what follows.
#[derive(Debug, Clone)]
pub struct DayView {
    /// Its address for organisers.
    pub here: String,
    /// Where volunteers check people in; empty while there is no such address.
    pub address: String,
    /// That address can be made or renewed.
    pub makes: bool,
    /// When people can check in.
    pub opens: String,
    /// How many were checked in.
    pub present: String,
    /// The organiser can say who was there.
    pub lists: bool,
    /// What people think of it.
    pub evaluation: EvaluationView,
    /// What came of it.
    pub report: ReportLinks,
}

/// What there is to arrange.
pub(super) fn day(view: DayView) -> AnyView {
    let DayView { here, address, makes, opens, present, lists, evaluation, report } = view;
    let afterwards = (self::evaluation(evaluation, &here), self::report(report));
    let there = !address.is_empty();
    let shown = there.then(|| {
        view! {
            <p>
                "Geef dit adres aan wie bij de deur staat, en aan niemand anders: "
                <a href=address.clone()>{address.clone()}</a>
            </p>
            <p>{opens}</p>
        }
    });
    let button = if there { "Maak een nieuw adres" } else { "Maak een adres om in te checken" };
    view! {
        <h2>"Inchecken"</h2>
        <p>{present}</p>
        {shown}
        <div class="page__buttons">
            {makes
                .then(|| {
                    view! {
                        <form method="post" action=format!("{here}/inchecken")>
                            <FormNumber />
                            <button class=if there {
                                "button button--outline"
                            } else {
                                "button button--accent"
                            }>{button}</button>
                        </form>
                    }
                })}
            {lists
                .then(|| {
                    view! {
                        <a class="button button--outline" href=format!("{here}/aanwezig")>
                            "Vink aan wie er was"
                        </a>
                    }
                })}
        </div>
        {there.then(|| view! { <p>"Maak je een nieuw adres, dan werkt het oude niet meer."</p> })}
        {afterwards.0}
        {afterwards.1}
    }
    .inert()
}

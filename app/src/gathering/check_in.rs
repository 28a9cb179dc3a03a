//! Checking people in: the page of volunteers at the door, what a scanned code leads to, and the organiser's list.

use domain::paths;
use leptos::prelude::*;

use crate::ui::{Back, DeadLink, ErrorNotice, Field, Inert as _, Subject, TextPage, wide_page};

/// The agenda, as somewhere to go on.
const AGENDA: (&str, &str) = (paths::AGENDA, "Naar de agenda");

/// Somebody with a seat.
#[derive(Debug, Clone)]
pub struct CheckInRow {
    /// Their name.
    pub name: String,
    /// Their school; online, when they take part so.
    pub school: String,
    /// The code of their seat.
    pub code: String,
    /// "13.52 uur"; empty when they are not there yet.
    pub since: String,
}

/// What was done a moment ago.
#[derive(Debug, Clone)]
pub struct CheckInSaid {
    /// "Anna, De Proefschool, is ingecheckt."
    pub text: String,
    /// The code, when it can be taken back; empty otherwise.
    pub undo: String,
}

/// What volunteers see.
#[derive(Debug, Clone)]
pub struct CheckInView {
    /// The gathering.
    pub about: Subject,
    /// "dinsdag 1 oktober 2024, 14.00 tot 17.00 uur".
    pub when: String,
    /// Why nobody can be checked in now; empty when they can.
    pub closed: String,
    /// How many are there.
    pub count: String,
    /// This page.
    pub here: String,
    /// What was done a moment ago.
    pub said: Option<CheckInSaid>,
    /// Why nothing was done; empty for nothing.
    pub refused: String,
    /// The field for a code.
    pub code: Field,
    /// What was searched for.
    pub search: String,
    /// Who was found.
    pub rows: Vec<CheckInRow>,
    /// How many more there are; empty for none.
    pub more: String,
    /// Codes that are scanned with this device lead here.
    pub scans: bool,
}

/// `/bijeenkomsten/{id}/inchecken/{sleutel}`. Opening it changes nothing.
#[component]
pub fn CheckInPage(view: CheckInView) -> impl IntoView {
    let CheckInView { about, here, closed, .. } = view.clone();
    let open = closed.is_empty();
    let mistakes: Vec<_> =
        (!view.code.error.is_empty()).then(|| ("#code".to_owned(), view.code.error.clone())).into_iter().collect();
    let refused = if mistakes.is_empty() { view.refused.clone() } else { "Er is niemand ingecheckt.".to_owned() };
    view! {
        <TextPage>
            <h1>{format!("Inchecken bij ‘{}’", about.title)}</h1>
            <p>{view.when.clone()}</p>
            {view.said.clone().map(|said| said_line(said, here.clone()))}
            <ErrorNotice text=refused mistakes />
            {if open { desk(view.clone()) } else { view! { <p class="lead">{closed}</p> }.inert() }}
        </TextPage>
    }
}

fn said_line(said: CheckInSaid, here: String) -> AnyView {
    let undo = (!said.undo.is_empty()).then(|| {
        view! {
            <form method="post" action=here>
                <button class="button button--outline" name="terug" value=said.undo>
                    "Maak ongedaan"
                </button>
            </form>
        }
    });
    view! {
        <div class="notice" role="status">
            <p>
                <strong>{said.text}</strong>
            </p>
            {undo}
        </div>
    }
    .inert()
}

/// What one does at the door.
fn desk(view: CheckInView) -> AnyView {
    let here = view.here;
    let rows: Vec<_> = view.rows.into_iter().map(row).collect();
    let none = rows.is_empty();
    view! {
        <p class="lead">{view.count}</p>
        <form class="form" method="post" action=here.clone() novalidate>
            {view.code.view()}
            <button class="button button--accent">"Check in"</button>
        </form>
        <h2>"Zoek op naam"</h2>
        <form class="form" method="get" action=here.clone()>
            <label class="field__label" for="zoek">
                "Naam of school"
            </label>
            <input class="input" id="zoek" name="zoek" type="search" autocomplete="off" value=view.search />
            <button class="button button--outline">"Zoek"</button>
        </form>
        {if none {
            view! { <p>"Niemand gevonden."</p> }.inert()
        } else {
            view! {
                <form method="post" action=here.clone()>
                    <ul class="check-in">{rows}</ul>
                </form>
            }
                .inert()
        }}
        {(!view.more.is_empty()).then(|| view! { <p>{view.more}</p> })}
        <h2>"Scannen"</h2>
        {if view.scans {
            view! { <p>"Scan de QR-code van een deelnemer met de camera van dit toestel: je komt dan hier uit."</p> }
                .inert()
        } else {
            view! {
                <p>"Wil je met de camera van dit toestel scannen? Dan onthouden we dat in een cookie, tot het eind van de dag."</p>
                <form method="post" action=format!("{here}/scannen")>
                    <button class="button button--outline">"Scan met dit toestel"</button>
                </form>
            }
                .inert()
        }}
    }
    .inert()
}

fn row(one: CheckInRow) -> AnyView {
    let there = !one.since.is_empty();
    let (name, value, says) =
        if there { ("terug", one.code, "Ongedaan maken") } else { ("code", one.code, "Check in") };
    let label = format!("{says}: {}", one.name);
    view! {
        <li>
            <span>
                <strong>{one.name}</strong>
                <br />
                {one.school}
                {there.then(|| view! { <br /> {format!("Ingecheckt om {}", one.since)} })}
            </span>
            <button
                class=if there { "button button--outline" } else { "button button--accent" }
                name=name
                value=value
                aria-label=label
            >
                {says}
            </button>
        </li>
    }
    .inert()
}

/// `/inchecken/{code}` on a device that does not check people in.
#[component]
pub fn ScannedSeat() -> impl IntoView {
    let why = "Dit is de code van een deelnemer. Laat hem bij de ingang zien; daar word je ingecheckt.";
    view! { <DeadLink title="Laat deze code zien" why to=AGENDA /> }
}

/// Somebody with a seat, in the organiser's list.
#[derive(Debug, Clone)]
pub struct PresenceRow {
    /// "12-1": the registration and the number of the seat.
    pub seat: String,
    /// Their name.
    pub name: String,
    /// Their school.
    pub school: String,
    /// They are ticked.
    pub present: bool,
    /// "aanwezig", "niet gekomen".
    pub state: &'static str,
}

/// `/organisatie/bijeenkomsten/{id}/aanwezig`: who was there, by boxes.
#[component]
pub fn PresencePage(
    about: Subject,
    here: String,
    /// Until when one can.
    until: String,
    rows: Vec<PresenceRow>,
    refused: String,
) -> impl IntoView {
    let none = rows.is_empty();
    let first: Vec<_> = rows
        .iter()
        .filter(|row| row.present)
        .map(|row| view! { <input type="hidden" name="eerst" value=row.seat.clone() /> })
        .collect();
    let boxes: Vec<_> = rows
        .into_iter()
        .map(|row| {
            view! {
                <li>
                    <label class="option">
                        <input type="checkbox" name="plek" value=row.seat checked=row.present />
                        <span>
                            <strong>{row.name}</strong>
                            {format!(", {} ({})", row.school, row.state)}
                        </span>
                    </label>
                </li>
            }
        })
        .collect();
    let content = view! {
        <Back about=about />
        <h1>"Wie was er?"</h1>
        <ErrorNotice text=refused />
        <p>{until}</p>
        {if none {
            view! { <p class="lead">"Er is niemand met een plek."</p> }.inert()
        } else {
            view! {
                <form class="form" method="post" action=here>
                    {first}
                    <ul class="check-in">{boxes}</ul>
                    <button class="button button--accent">"Bewaar"</button>
                </form>
            }
                .inert()
        }}
    };
    wide_page("desk", content)
}

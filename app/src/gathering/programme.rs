//! The programme of a gathering: as everybody reads it, and as its organiser makes it.

use domain::paths;
use leptos::prelude::*;

use crate::{
    map::{Locator, LocatorView},
    ui::{
        Back, Card, CardItem, ErrorNotice, Field, FormNumber, Heading, Inert as _, Link, ShortForm, Subject,
        SuccessNotice, Table, wide_page,
    },
};

/// A part of a programme, in words.
#[derive(Debug, Clone)]
pub struct Part {
    /// Its number, for its organiser.
    pub id: i64,
    /// "14.00 tot 14.10".
    pub when: String,
    /// "Pitch".
    pub kind: &'static str,
    /// What it is called, and the page of what is pitched (empty for none).
    pub what: Link,
    /// Where; may be empty.
    pub room: String,
}

/// The parts, as a table; `act` draws what one can do with each.
fn parts(parts: Vec<Part>, act: Option<fn(&Part, &str) -> AnyView>, here: &str) -> AnyView {
    let rows: Vec<_> = parts
        .into_iter()
        .map(|part| {
            let button = act.map(|act| view! { <td>{act(&part, here)}</td> });
            let what = if part.what.href.is_empty() {
                part.what.text.into_any()
            } else {
                view! { <a href=part.what.href>{part.what.text}</a> }.into_any()
            };
            view! {
                <tr>
                    <th scope="row">{part.when}</th>
                    <td>{what}</td>
                    <td>{part.kind}</td>
                    <td>{part.room}</td>
                    {button}
                </tr>
            }
        })
        .collect();
    let heads: &'static [&'static str] = if act.is_some() {
        &["Wanneer", "Wat", "Soort", "Ruimte", "Actie"]
    } else {
        &["Wanneer", "Wat", "Soort", "Ruimte"]
    };
    view! {
        <Table name="Programma" heads>
            {rows}
        </Table>
    }
    .inert()
}

/// The programme on the page of its gathering; nothing while there is none.
pub(super) fn section(programme: Vec<Part>, href: String) -> AnyView {
    (!programme.is_empty())
        .then(|| {
            view! {
                <section aria-labelledby="programma">
                    <h2 id="programma">"Programma"</h2>
                    {parts(programme, None, "")}
                    <p>
                        <a href=href>"Bekijk de pitches op de kaart"</a>
                    </p>
                </section>
            }
        })
        .inert()
}

/// `/bijeenkomsten/{id}/programma`.
#[component]
pub fn ProgrammePage(
    about: Subject,
    when: String,
    programme: Vec<Part>,
    /// What is pitched.
    cards: Vec<Card>,
    /// Where that is; none when nothing on the map is pitched.
    spot: Option<LocatorView>,
    /// A poster of what is pitched; empty for none.
    poster: String,
) -> impl IntoView {
    let none = programme.is_empty();
    let cards: Vec<_> = cards.into_iter().map(|card| view! { <CardItem card heading=Heading::Third /> }).collect();
    let content = view! {
        <Back about=about.clone() />
        <h1>{format!("Programma van ‘{}’", about.title)}</h1>
        <p class="lead">{when}</p>
        {if none {
            view! { <p>"Het programma is er nog niet. Kijk later nog eens."</p> }.inert()
        } else {
            parts(programme, None, "")
        }}
        {spot
            .map(|spot| {
                view! {
                    <section aria-labelledby="pitches">
                        <h2 id="pitches">"Gluren bij wie pitcht"</h2>
                        <Locator spot />
                        <ul class="cards cards--row">{cards}</ul>
                        <p class="page__buttons">
                            <a class="button button--outline" href=poster>
                                "Maak er een poster van"
                            </a>
                        </p>
                    </section>
                }
            })}
    };
    wide_page("gathering-page", content)
}

/// The offer of an owner, as the organiser sees it.
#[derive(Debug, Clone)]
pub struct PitchOffer {
    /// The number of the initiative.
    pub initiative: i64,
    /// What it is, and its page.
    pub what: Link,
    /// Why they want to pitch; may be empty.
    pub why: String,
    /// "wacht op de organisatie".
    pub state: &'static str,
    /// The form to give it a place; none when it has one.
    pub fields: Vec<Field>,
}

/// The programme as its organiser makes it.
#[derive(Debug, Clone)]
pub struct MakeProgrammeView {
    /// The gathering, and its page for organisers.
    pub about: Subject,
    /// This page.
    pub here: String,
    /// The parts there are.
    pub parts: Vec<Part>,
    /// What is offered.
    pub offers: Vec<PitchOffer>,
    /// The form for a part that is no pitch.
    pub fields: Vec<Field>,
    /// Why nothing was done, apart from mistakes; empty for no such reason.
    pub refused: String,
    /// What is made differs from what everybody reads.
    pub changed: bool,
    /// It can be published.
    pub publish: bool,
    /// What was done a moment ago; empty for nothing.
    pub success: &'static str,
}

/// `/organisatie/bijeenkomsten/{id}/programma`.
#[component]
pub fn MakeProgrammePage(view: MakeProgrammeView) -> impl IntoView {
    let MakeProgrammeView { about, here, fields, refused, .. } = view;
    let none = view.parts.is_empty();
    let unoffered = view.offers.is_empty();
    let offers: Vec<_> = view.offers.into_iter().map(|one| offer(one, &here)).collect();
    let publish = here.clone() + "/publiceren";
    let content = view! {
        <Back about=about.clone() />
        <h1>{format!("Programma van ‘{}’", about.title)}</h1>
        <SuccessNotice text=view.success />
        <p class="lead">
            "Wat je hier maakt, ziet nog niemand. Publiceer je het, dan staat het in zijn geheel op de pagina, en krijgen alleen eigenaars een mail van wie de pitch nieuw, verzet of vervallen is."
        </p>
        {if none {
            view! { <p>"Er staat nog niets in het programma."</p> }.inert()
        } else {
            parts(view.parts, Some(remove), &here)
        }}
        {view
            .publish
            .then(|| {
                view! {
                    <form class="page__buttons" method="post" action=publish>
                        <button class="button button--accent">"Publiceer het programma"</button>
                        {(!view.changed).then(|| view! { <p class="small-print">"Iedereen ziet het al zoals het hier staat."</p> })}
                    </form>
                }
            })}
        <h2>"Aangeboden pitches"</h2>
        {if unoffered {
            view! { <p>"Er heeft nog niemand een pitch aangeboden."</p> }.inert()
        } else {
            offers.into_any()
        }}
        <h2>"Een ander onderdeel"</h2>
        <ShortForm action=here.clone() fields refused button="Zet in het programma" />
    };
    wide_page("desk", content)
}

fn remove(part: &Part, here: &str) -> AnyView {
    let name = format!("Haal weg: {}", part.what.text);
    view! {
        <form method="post" action=format!("{here}/weg")>
            <button class="button button--outline" name="onderdeel" value=part.id aria-label=name>
                "Haal weg"
            </button>
        </form>
    }
    .inert()
}

fn offer(offer: PitchOffer, here: &str) -> AnyView {
    let decide = !offer.fields.is_empty();
    let fields: Vec<_> = offer.fields.into_iter().map(Field::view).collect();
    let number = offer.initiative;
    view! {
        <section class="gathering__offer" aria-labelledby=format!("pitch-{number}")>
            <h3 id=format!("pitch-{number}")>
                <a href=offer.what.href>{offer.what.text}</a>
            </h3>
            <p>{offer.state}</p>
            {(!offer.why.is_empty()).then(|| view! { <blockquote class="quoted">{offer.why}</blockquote> })}
            {decide
                .then(|| {
                    view! {
                        <form class="form" method="post" action=here.to_owned() novalidate>
                            <FormNumber />
                            <input type="hidden" name="initiatief" value=number />
                            {fields}
                            <div class="page__buttons">
                                <button class="button button--accent">"Zet in het programma"</button>
                                <button
                                    class="button button--outline"
                                    formaction=format!("{here}/afwijzen")
                                >
                                    "Deze keer niet"
                                </button>
                            </div>
                        </form>
                    }
                })}
        </section>
    }
    .inert()
}

/// An offer of one's own.
#[derive(Debug, Clone)]
pub struct OwnOffer {
    /// The number of the initiative.
    pub initiative: i64,
    /// What it is called.
    pub title: String,
    /// "wacht op de organisatie".
    pub state: &'static str,
    /// It can be taken back.
    pub open: bool,
}

/// `/bijeenkomsten/{id}/pitchen`: an owner offers an initiative.
#[component]
pub fn OfferPitchPage(
    about: Subject,
    when: String,
    here: String,
    fields: Vec<Field>,
    /// What was offered before.
    offers: Vec<OwnOffer>,
    refused: String,
    success: &'static str,
) -> impl IntoView {
    let none = fields.is_empty();
    let offered = !offers.is_empty();
    let back = here.clone() + "/terug";
    let offers: Vec<_> = offers
        .into_iter()
        .map(|one| {
            let name = format!("Neem terug: {}", one.title);
            view! {
                <li>
                    {format!("{}: {}. ", one.title, one.state)}
                    {one
                        .open
                        .then(|| {
                            view! {
                                <button
                                    class="button button--outline"
                                    name="initiatief"
                                    value=one.initiative
                                    aria-label=name
                                >
                                    "Neem terug"
                                </button>
                            }
                        })}
                </li>
            }
        })
        .collect();
    view! {
        <crate::ui::TextPage>
            <Back about />
            <h1>"Pitch je initiatief"</h1>
            <SuccessNotice text=success />
            <p class="lead">{when}</p>
            <p>
                "Vertel in een paar minuten wat jullie doen. De organisatie kiest, en laat het weten als het programma klaar is."
            </p>
            {offered
                .then(|| {
                    view! {
                        <h2>"Wat je aanbood"</h2>
                        <form method="post" action=back>
                            <ul>{offers}</ul>
                        </form>
                    }
                })}
            {if none {
                view! {
                    <ErrorNotice text=refused />
                    <p>"Je hebt geen initiatief op de kaart dat je nog kunt aanbieden."</p>
                    <p class="page__buttons">
                        <a class="button button--accent" href=paths::SUBMIT>
                            "Plaats je initiatief"
                        </a>
                    </p>
                }
                    .inert()
            } else {
                view! { <ShortForm action=here fields refused button="Bied je pitch aan" /> }.inert()
            }}
        </crate::ui::TextPage>
    }
}

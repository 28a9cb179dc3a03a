//! What organisers do with gatherings: the list, one of them, and the form.

use domain::paths;
use leptos::prelude::*;

use super::day::{DayView, day};
use crate::ui::{
    Back, ErrorNotice, Field, FormNumber, Inert as _, Link, ShortForm, Subject, SuccessNotice, Table, TextPage,
    wide_page,
};

/// A gathering in the list.
#[derive(Debug, Clone)]
pub struct OrganiseRow {
    /// Its page for organisers, with its title.
    pub page: Link,
    /// "dinsdag 1 oktober 2024, 14.00 tot 17.00 uur".
    pub when: String,
    /// "Weert, Midden-Limburg".
    pub place: String,
    /// "concept", "aangekondigd", "geweest".
    pub state: &'static str,
    /// How many take part and wait: "12 van 36, 3 wachten".
    pub seats: String,
}

/// How many gatherings there were in a region, this school year.
#[derive(Debug, Clone)]
pub struct RegionCount {
    /// "Midden-Limburg".
    pub region: &'static str,
    /// How many.
    pub count: usize,
}

/// `/organisatie/bijeenkomsten`.
#[component]
pub fn OrganisePage(
    rows: Vec<OrganiseRow>,
    counts: Vec<RegionCount>,
    /// Where the next should be, and why; empty while nothing can be said.
    next: String,
    success: &'static str,
) -> impl IntoView {
    let none = rows.is_empty();
    let rows: Vec<_> = rows
        .into_iter()
        .map(|row| {
            view! {
                <tr>
                    <th scope="row">
                        <a href=row.page.href>{row.page.text}</a>
                    </th>
                    <td>{row.when}</td>
                    <td>{row.place}</td>
                    <td>{row.state}</td>
                    <td>{row.seats}</td>
                </tr>
            }
        })
        .collect();
    let counts: Vec<_> = counts.into_iter().map(|one| view! { <dt>{one.region}</dt> <dd>{one.count}</dd> }).collect();
    let content = view! {
        <h1>"Bijeenkomsten organiseren"</h1>
        <SuccessNotice text=success />
        <p class="page__buttons">
            <a class="button button--accent" href=paths::NEW_GATHERING>
                "Nieuwe bijeenkomst"
            </a>
            <a class="button button--outline" href=paths::AGENDA>
                "Bekijk de agenda"
            </a>
        </p>
        {if none {
            view! { <p class="lead">"Er is nog geen bijeenkomst. Maak de eerste; ze is pas te zien als je haar aankondigt."</p> }
                .inert()
        } else {
            view! {
                <Table name="Bijeenkomsten" heads=&["Titel", "Wanneer", "Waar", "Stand", "Deelnemers"]>
                    {rows}
                </Table>
            }
                .inert()
        }}
        <h2>"Waar komt de volgende?"</h2>
        <p>"Zo vaak was er dit schooljaar iets in elke regio:"</p>
        <dl>{counts}</dl>
        {(!next.is_empty()).then(|| view! { <p>{next}</p> })}
    };
    wide_page("desk", content)
}

/// Somebody who registered, as the organiser sees it.
#[derive(Debug, Clone)]
pub struct ParticipantRow {
    /// "Juf Anna, leraar".
    pub name: String,
    /// The others of the group.
    pub colleagues: String,
    /// The school.
    pub school: String,
    /// "op locatie".
    pub attendance: &'static str,
    /// How many persons.
    pub persons: u32,
    /// "ingeschreven", "op de wachtlijst".
    pub state: &'static str,
    /// Of diet or access.
    pub wishes: String,
}

/// A gathering as its organiser sees it.
#[derive(Debug, Clone)]
pub struct ManageView {
    /// What it is called, and its public page (empty for a draft).
    pub about: Subject,
    /// Its address for organisers.
    pub here: String,
    /// "dinsdag 1 oktober 2024, 14.00 tot 17.00 uur".
    pub when: String,
    /// "concept".
    pub state: &'static str,
    /// What that means.
    pub standing: &'static str,
    /// How many seats are taken, a sentence for each way to take part.
    pub seats: Vec<String>,
    /// It can be announced.
    pub announce: bool,
    /// It can be changed.
    pub change: bool,
    /// It can be cancelled.
    pub cancel: bool,
    /// It can be thrown away.
    pub delete: bool,
    /// Who registered.
    pub participants: Vec<ParticipantRow>,
    /// The day and what follows; nothing for a draft.
    pub day: Option<DayView>,
    /// Where another of the series is made.
    pub again: String,
    /// What was done a moment ago; empty for nothing.
    pub success: &'static str,
}

/// `/organisatie/bijeenkomsten/{id}`.
#[component]
pub fn ManagePage(view: ManageView) -> impl IntoView {
    let ManageView { about, here, participants, .. } = view;
    let rows: Vec<_> = participants
        .into_iter()
        .map(|one| {
            view! {
                <tr>
                    <th scope="row">
                        {one.name} {(!one.colleagues.is_empty()).then(|| view! { <br /> {one.colleagues} })}
                    </th>
                    <td>{one.school}</td>
                    <td>{one.attendance}</td>
                    <td class="number">{one.persons}</td>
                    <td>{one.state}</td>
                    <td>{one.wishes}</td>
                </tr>
            }
        })
        .collect();
    let nobody = rows.is_empty();
    let public = about.href.clone();
    let content = view! {
        <p class="breadcrumb">
            <a href=paths::ORGANISE_GATHERINGS>"Alle bijeenkomsten"</a>
            {(!public.is_empty()).then(|| view! { <a href=public>"Openbare pagina"</a> })}
        </p>
        <h1>{about.title}</h1>
        <SuccessNotice text=view.success />
        <p class="lead">{view.when}</p>
        <p>
            <strong>{view.state}</strong>
            ". "
            {view.standing}
        </p>
        {view.seats.into_iter().map(|line| view! { <p>{line}</p> }).collect::<Vec<_>>()}
        <div class="page__buttons">
            {view
                .announce
                .then(|| {
                    view! {
                        <form method="post" action=format!("{here}/aankondigen")>
                            <button class="button button--accent">"Kondig aan"</button>
                        </form>
                    }
                })}
            {view
                .change
                .then(|| {
                    view! {
                        <a class="button button--outline" href=format!("{here}/wijzigen")>
                            "Wijzig"
                        </a>
                    }
                })}
            <a class="button button--outline" href=format!("{here}/programma")>
                "Programma"
            </a>
            <a class="button button--outline" href=view.again>
                "Nog een in deze reeks"
            </a>
            {view
                .cancel
                .then(|| {
                    view! {
                        <a class="button button--outline" href=format!("{here}/annuleren")>
                            "Laat niet doorgaan"
                        </a>
                    }
                })}
            {view
                .delete
                .then(|| {
                    view! {
                        <form method="post" action=format!("{here}/weggooien")>
                            <button class="button button--outline">"Gooi het concept weg"</button>
                        </form>
                    }
                })}
        </div>
        <h2>"Aanmeldingen"</h2>
        {if nobody {
            view! { <p>"Er heeft zich nog niemand aangemeld."</p> }.inert()
        } else {
            view! {
                <Table name="Aanmeldingen" heads=&["Wie", "School", "Hoe", "Personen", "Stand", "Wensen"]>
                    {rows}
                </Table>
                <p>
                    <a href=format!("{here}/deelnemers.csv") download>
                        "Download de lijst (CSV)"
                    </a>
                </p>
            }
                .inert()
        }}
        {view.day.map(day)}
    };
    wide_page("desk", content)
}

/// The form, with what was typed.
#[derive(Debug, Clone)]
pub struct GatheringFormView {
    /// "Nieuwe bijeenkomst".
    pub title: &'static str,
    /// Where it goes.
    pub action: String,
    /// The way back.
    pub back: Link,
    /// The fields, under a heading each.
    pub groups: Vec<(&'static str, Vec<Field>)>,
    /// What else the form carries along: a name and a value.
    pub hidden: Vec<(&'static str, String)>,
    /// Why nothing was kept, apart from mistakes; empty for no such reason.
    pub refused: String,
    /// Where the next should be, and why; empty where that is not asked.
    pub advice: String,
    /// Where the last of the series stands, and what was learnt there as safe HTML; nothing for no lessons.
    pub lessons: Option<(Link, String)>,
    /// What the button says.
    pub button: &'static str,
    /// What the organiser should know before pressing it; empty for nothing.
    pub note: &'static str,
}

/// The form to make or change a gathering.
#[component]
pub fn GatheringFormPage(view: GatheringFormView) -> impl IntoView {
    let mistakes: Vec<_> = view
        .groups
        .iter()
        .flat_map(|(_, fields)| fields)
        .filter(|field| !field.error.is_empty())
        .map(|field| (format!("#{}", field.name), field.error.clone()))
        .collect();
    let text = if mistakes.is_empty() {
        view.refused
    } else {
        "Er is nog niets bewaard. Kijk dit na; wat je typte staat er nog.".to_owned()
    };
    let hidden: Vec<_> =
        view.hidden.into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value /> }).collect();
    let groups: Vec<_> = view
        .groups
        .into_iter()
        .map(|(heading, fields)| {
            let fields: Vec<_> = fields.into_iter().map(Field::view).collect();
            view! {
                <h2>{heading}</h2>
                {fields}
            }
        })
        .collect();
    view! {
        <TextPage>
            <p class="breadcrumb">
                <a href=view.back.href>{view.back.text}</a>
            </p>
            <h1>{view.title}</h1>
            {(!view.advice.is_empty()).then(|| view! { <p class="lead">{view.advice}</p> })}
            {view.lessons.map(lessons)}
            <ErrorNotice text mistakes />
            <form class="form" method="post" action=view.action novalidate>
                <FormNumber />
                {hidden}
                {groups}
                {(!view.note.is_empty()).then(|| view! { <p>{view.note}</p> })}
                <div class="page__buttons">
                    <button class="button button--accent">{view.button}</button>
                    <button class="button button--outline" name="zoek" value="ja">
                        "Zoek school"
                    </button>
                </div>
            </form>
        </TextPage>
    }
}

/// What was learnt the last time.
fn lessons((of, html): (Link, String)) -> AnyView {
    view! {
        <section aria-labelledby="lessen">
            <h2 id="lessen">"Wat we de vorige keer leerden"</h2>
            <div class="rich-text" inner_html=html></div>
            <p>
                <a href=of.href>{of.text}</a>
            </p>
        </section>
    }
    .inert()
}

/// `/organisatie/bijeenkomsten/{id}/annuleren`: asks why.
#[component]
pub fn CancelPage(
    about: Subject,
    here: String,
    /// Whom it will be told: "12 mensen krijgen hier een mail over."
    told: String,
    fields: Vec<Field>,
    refused: String,
) -> impl IntoView {
    view! {
        <TextPage>
            <Back about=Subject { title: about.title.clone(), href: here.clone() } />
            <h1>{format!("‘{}’ laten vervallen", about.title)}</h1>
            <p class="lead">"De pagina blijft staan, met de reden erbij. Terugdraaien kan niet."</p>
            <p>{told}</p>
            <ShortForm action=format!("{here}/annuleren") fields refused button="Laat niet doorgaan" />
        </TextPage>
    }
}

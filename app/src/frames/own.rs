//! `/mijn/{id}`: an initiative as its owner sees it, in four parts.

use domain::{OwnTab, Picture, paths};
use leptos::prelude::*;

use crate::adoption::{AdoptionLine, OwnAdoptions};
use crate::freshness::{Freshness, OwnFreshness};
use crate::initiatives::{
    Compared, EditForm, EditView, Fields, History, PictureChanges, Preview, PreviewView, ShowName, ShowNameForm,
    VersionEvent,
};
use crate::ownership::{OwnersPart, Ownership};
use crate::ui::{Icon, Inert as _, SuccessNotice, TextPage};

/// An own initiative.
#[derive(Debug, Clone)]
pub struct OwnInitiative {
    /// `/mijn/12`.
    pub href: String,
    /// The title of its newest version.
    pub title: String,
    /// Where it is, in words.
    pub state: String,
    /// What the editor asks; empty for nothing.
    pub asked: String,
    /// It is withdrawn: nothing can be done any more.
    pub gone: bool,
    /// What was done a moment ago; empty for nothing.
    pub success: &'static str,
    /// What is shown.
    pub part: OwnPart,
}

/// What a part shows.
#[derive(Debug, Clone)]
pub enum OwnPart {
    /// How it looks, and how it stands.
    View(Box<OwnView>),
    /// The form.
    Change(Box<OwnChange>),
    /// Its people.
    People(Ownership, ShowName),
    /// What happened.
    History(Vec<VersionEvent>),
}

/// How it looks, and how it stands.
#[derive(Debug, Clone)]
pub struct OwnView {
    /// Its public page; empty when there is none.
    pub public: String,
    /// What waits for review of what is public; `None` when nothing does, or nothing is public.
    pub waiting: Option<Vec<Compared>>,
    /// The public pictures, and those that wait.
    pub pictures: (Vec<Picture>, Vec<Picture>),
    /// Its newest version, as it looks or will look.
    pub preview: Preview,
    /// Whether it still holds; `None` when it is not on the map.
    pub freshness: Option<Freshness>,
    /// The adoptions in which it takes part.
    pub adoptions: Vec<AdoptionLine>,
    /// How often something was asked.
    pub asked_times: i64,
}

/// The form.
#[derive(Debug, Clone)]
pub struct OwnChange {
    /// It is on the map.
    pub on_map: bool,
    /// With its newest version.
    pub form: EditView,
}

impl OwnPart {
    fn tab(&self) -> OwnTab {
        match self {
            Self::View(_) => OwnTab::View,
            Self::Change(_) => OwnTab::Change,
            Self::People(..) => OwnTab::People,
            Self::History(_) => OwnTab::History,
        }
    }
}

/// The page.
#[component]
pub fn OwnPage(own: OwnInitiative) -> impl IntoView {
    let OwnInitiative { href, title, state, asked, gone, success, part } = own;
    let tab = part.tab();
    let tabs: Vec<_> = OwnTab::ALL
        .iter()
        .filter(|one| !gone || matches!(one, OwnTab::View | OwnTab::History))
        .map(|one| {
            let on = *one == tab;
            let to = tab_of(&href, *one);
            view! {
                <li>
                    <a class="chip" class:chip--on=on href=to aria-current=on.then_some("page")>
                        {one.label()}
                    </a>
                </li>
            }
        })
        .collect();
    view! {
        <TextPage>
            <p class="breadcrumb">
                <a href=paths::MINE>
                    <Icon name="terug" />
                    "Mijn initiatieven"
                </a>
            </p>
            <h1>{title}</h1>
            <SuccessNotice text=success />
            <p class="lead">{state}</p>
            {(!asked.is_empty())
                .then(|| {
                    view! {
                        <div class="notice">
                            <Icon name="info" />
                            <p>
                                <b>"De redactie schrijft:"</b>
                            </p>
                            <p class="quoted">{asked}</p>
                            {(tab != OwnTab::Change && !gone)
                                .then(|| {
                                    view! {
                                        <p>
                                            <a href=tab_of(&href, OwnTab::Change)>"Pas je tekst aan en stuur hem opnieuw in"</a>
                                        </p>
                                    }
                                })}
                        </div>
                    }
                })}
            <nav aria-label="Onderdelen">
                <ul class="desk__nav">{tabs}</ul>
            </nav>
            {match part {
                OwnPart::View(part) => looks(href, *part),
                OwnPart::Change(part) => change(href, *part),
                OwnPart::People(ownership, name) => {
                    view! {
                        <OwnersPart href ownership />
                        <ShowNameForm choice=name />
                    }
                        .inert()
                }
                OwnPart::History(events) => {
                    view! {
                        <h2>"Geschiedenis"</h2>
                        <History events />
                    }
                        .inert()
                }
            }}
        </TextPage>
    }
}

fn tab_of(href: &str, tab: OwnTab) -> String {
    format!("{href}/{}", tab.slug())
}

fn looks(href: String, part: OwnView) -> AnyView {
    let OwnView { public, waiting, pictures: (before, now), preview, freshness, adoptions, asked_times } = part;
    let heading = match (public.is_empty(), &waiting) {
        (true, _) => "Zo gaat het eruitzien",
        (false, Some(_)) => "Zo gaat het eruitzien na je wijziging",
        (false, None) => "Zo staat het op de kaart",
    };
    view! {
        {(!public.is_empty())
            .then(|| {
                view! {
                    <p>
                        <a href=public>"Bekijk de openbare pagina"</a>
                    </p>
                    <p>
                        <a href=format!("{href}/bezoeken")>"Laat anderen komen kijken"</a>
                    </p>
                }
            })}
        {freshness.map(|freshness| view! { <OwnFreshness href=href freshness /> })}
        <OwnAdoptions lines=adoptions asked=asked_times />
        {waiting
            .map(|fields| {
                view! {
                    <h2>"Wat wacht op de redactie"</h2>
                    <Fields fields />
                    <PictureChanges before=Some(before) now />
                }
            })}
        <h2>{heading}</h2>
        <PreviewView preview />
    }
    .inert()
}

fn change(href: String, part: OwnChange) -> AnyView {
    let OwnChange { on_map, form } = part;
    view! {
        <p>"Een redacteur leest je wijziging. Tot die tijd blijft openbaar wat er nu staat."</p>
        <EditForm form />
        <h2>"Van de kaart halen"</h2>
        <p class="page__buttons">
            {on_map
                .then(|| {
                    view! {
                        <a class="button button--outline" href=format!("{href}/archiveren")>
                            "Archiveren"
                        </a>
                    }
                })}
            <a class="button button--outline" href=format!("{href}/intrekken")>
                "Intrekken"
            </a>
        </p>
    }
    .inert()
}

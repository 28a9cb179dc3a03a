//! `/mijn/{id}`: an initiative as its owner sees it.

use domain::{Picture, paths};
use leptos::prelude::*;

use crate::adoption::{AdoptionLine, OwnAdoptions};
use crate::freshness::{Freshness, OwnFreshness};
use crate::initiatives::{
    Compared, EditForm, Fields, History, Input, PictureChanges, PinInput, ShowName, ShowNameForm, VersionEvent,
};
use crate::ownership::{OwnersPart, Ownership};
use crate::ui::{Icon, PictureSet, SuccessNotice, TextPage};

/// An own initiative with its history.
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
    /// Its public page; empty when there is none.
    pub public: String,
    /// The version that waits for review, compared with the public one; empty when none waits.
    pub waiting: Vec<Compared>,
    /// The public pictures, to compare those that wait with; `None` when nothing is public.
    pub public_pictures: Option<Vec<Picture>>,
    /// It is on the map.
    pub on_map: bool,
    /// Whether it still holds; `None` when it is not on the map.
    pub freshness: Option<Freshness>,
    /// It is withdrawn: nothing can be done any more.
    pub gone: bool,
    /// The newest version.
    pub base: i64,
    /// The form.
    pub inputs: Vec<Input>,
    /// The place in it.
    pub pin: PinInput,
    /// The adoptions in which it takes part.
    pub adoptions: Vec<AdoptionLine>,
    /// How often something was asked.
    pub asked_times: i64,
    /// The pictures in the form: those of its newest version.
    pub pictures: PictureSet,
    /// What happened.
    pub history: Vec<VersionEvent>,
    /// Who owns it.
    pub ownership: Ownership,
    /// What was done a moment ago; empty for nothing.
    pub success: &'static str,
    /// Whether its page names me.
    pub name: ShowName,
}

/// The page.
#[component]
pub fn OwnPage(own: OwnInitiative) -> impl IntoView {
    let OwnInitiative { href, title, state, asked, public, waiting, on_map, .. } = own;
    let OwnInitiative { freshness, gone, base, inputs, history, ownership, success, name, .. } = own;
    let (pin, pictures, before) = (own.pin, own.pictures, own.public_pictures);
    let now = pictures.pictures.clone();
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
                        </div>
                    }
                })}
            {(!public.is_empty()).then(|| view! { <p><a href=public>"Bekijk de openbare pagina"</a></p> })}
            <OwnAdoptions lines=own.adoptions asked=own.asked_times />
            {(!waiting.is_empty())
                .then(|| {
                    view! {
                        <h2>"Wat wacht op de redactie"</h2>
                        <Fields fields=waiting />
                        <PictureChanges before now />
                    }
                })}
            {freshness.map(|freshness| view! { <OwnFreshness href=href.clone() freshness /> })}
            {(!gone)
                .then(|| {
                    view! {
                        <h2 id="aanpassen">"Aanpassen"</h2>
                        <p>"Een redacteur leest je wijziging. Tot die tijd blijft openbaar wat er nu staat."</p>
                        <EditForm action=href.clone() base inputs pin pictures button="Wijziging insturen" />
                    }
                })}
            {(!gone).then(|| view! { <ShowNameForm choice=name /> })}
            <h2>"Geschiedenis"</h2>
            <History events=history />
            {(!gone).then(|| view! { <OwnersPart href=href.clone() ownership /> })}
            {(!gone)
                .then(|| {
                    view! {
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
                })}
        </TextPage>
    }
}

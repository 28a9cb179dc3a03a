//! One version, with what an editor needs to judge it.

use domain::{Picture, paths};
use leptos::prelude::*;

use crate::initiatives::{Compared, Fields, History, PictureChanges, VersionEvent};
use crate::map::{Locator, LocatorView};
use crate::ui::{Card, CardItem, Control, DeskPage, ErrorNotice, Field, Heading, Icon, Inert as _, Link, Need, Script};

/// What the reader may do with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Actions {
    /// Decide.
    Decide,
    /// Decide, but not put it on the map: it is much their own text.
    DecideNotPublish,
    /// Another editor, by this name, has it open.
    Held(String),
    /// Only read: this is why.
    None(String),
}

/// A version as an editor sees it.
#[derive(Debug, Clone)]
pub struct DeskItem {
    /// `/redactie/12/3`.
    pub href: String,
    /// The title of the version.
    pub title: String,
    /// "Wijziging van 3 november door Anna Jansen".
    pub summary: String,
    /// How to reach the sender; empty once erased.
    pub email: String,
    /// Why, in the sender's words.
    pub why: String,
    /// Each field, compared with what is public.
    pub fields: Vec<Compared>,
    /// The pictures of before, when there is a before, and its own.
    pub pictures: (Option<Vec<Picture>>, Vec<Picture>),
    /// Whether there is something public to compare with.
    pub change: bool,
    /// "Midden-Limburg, gemeente Weert, Weert".
    pub whereabouts: String,
    /// The small map.
    pub spot: LocatorView,
    /// When the pin was moved: how far, and the map of before.
    pub moved_from: Option<(String, LocatorView)>,
    /// Public initiatives at the same place or of the same school.
    pub near: Vec<Card>,
    /// The same in the queue.
    pub waiting: Vec<Link>,
    /// What happened before.
    pub history: Vec<VersionEvent>,
    /// What the reader may do.
    pub actions: Actions,
    /// What was wrong with the last try; empty for nothing.
    pub error: String,
}

/// The page of one version. `script` has the keyboard shortcuts.
#[component]
pub fn ItemPage(item: DeskItem, script: Script) -> impl IntoView {
    let decides = matches!(item.actions, Actions::Decide | Actions::DecideNotPublish);
    let href = item.href.clone();
    let beside = beside(item.whereabouts, (item.spot, item.moved_from), item.near, item.waiting, item.history, decides);
    view! {
        <DeskPage>
            <p class="breadcrumb">
                <a href=paths::DESK>
                    <Icon name="terug" />
                    "Naar de wachtrij"
                </a>
            </p>
            <h1>{item.title}</h1>
            <p class="lead">{item.summary}</p>
            {(!item.email.is_empty()).then(|| view! { <p>"Mail: " <a href=format!("mailto:{}", item.email)>{item.email.clone()}</a></p> })}
            {(!item.why.is_empty()).then(|| view! { <blockquote class="quoted">{item.why}</blockquote> })}
            <ErrorNotice text=item.error />
            <div class="desk__columns">
                <section aria-labelledby="tekst">
                    <h2 id="tekst">{if item.change { "Wat er verandert" } else { "Wat er is ingestuurd" }}</h2>
                    <Fields fields=item.fields />
                    <PictureChanges before=item.pictures.0 now=item.pictures.1 />
                    {actions(&href, item.actions)}
                </section>
                {beside}
            </div>
            {decides.then(|| script.view())}
        </DeskPage>
    }
}

/// The place, what may be the same, and what happened before.
fn beside(
    whereabouts: String,
    (spot, moved_from): (LocatorView, Option<(String, LocatorView)>),
    near: Vec<Card>,
    waiting: Vec<Link>,
    history: Vec<VersionEvent>,
    decides: bool,
) -> AnyView {
    view! {
        <div class="desk__beside">
            <section aria-labelledby="plek">
                <h2 id="plek">"De plek"</h2>
                <p>{whereabouts}</p>
                <Locator spot=spot />
                {moved_from.map(|(text, spot)| view! { <p>{text}</p> <Locator spot=spot /> })}
            </section>
            <section aria-labelledby="dubbel">
                <h2 id="dubbel">"Staat dit er al?"</h2>
                {if near.is_empty() && waiting.is_empty() {
                    view! { <p>"Er is niets van dezelfde school of binnen 250 meter."</p> }.inert()
                } else {
                    view! {
                        <ul class="cards">
                            {near
                                .into_iter()
                                .map(|card| view! { <CardItem card heading=Heading::Third /> })
                                .collect::<Vec<_>>()}
                        </ul>
                        <ul class="desk__also">
                            {waiting
                                .into_iter()
                                .map(|link| view! { <li>"Wacht ook: " <a href=link.href>{link.text}</a></li> })
                                .collect::<Vec<_>>()}
                        </ul>
                    }
                        .inert()
                }}
            </section>
            <section aria-labelledby="eerder">
                <h2 id="eerder">"Geschiedenis"</h2>
                <History events=history />
            </section>
            {decides.then(keys)}
        </div>
    }
    .inert()
}

fn actions(href: &str, actions: Actions) -> AnyView {
    match actions {
        Actions::Decide => decide(href, true).inert(),
        Actions::DecideNotPublish => decide(href, false).inert(),
        Actions::Held(name) => view! {
            <div class="notice" role="status">
                <Icon name="slot" />
                <p>{format!("{name} bekijkt dit nu. Je kunt meelezen. Neem het alleen over als dat is afgesproken.")}</p>
                <form method="post" action=format!("{href}/overnemen")>
                    <button class="button button--outline">"Toch overnemen"</button>
                </form>
            </div>
        }
        .inert(),
        Actions::None(why) => view! {
            <div class="notice" role="status">
                <Icon name="info" />
                <p>{why}</p>
            </div>
        }
        .inert(),
    }
}

fn decide(href: &str, publish: bool) -> impl IntoView {
    let publish = if publish {
        view! {
            <form method="post" action=format!("{href}/publiceren")>
                <button class="button button--accent" data-toets="p">
                    "Publiceren"
                </button>
            </form>
        }
        .into_any()
    } else {
        let why = "Je veranderde zelf meer dan spelling. Een andere redacteur publiceert het; of vraag de inzender om de tekst opnieuw in te sturen.";
        view! { <p class="notice">{why}</p> }.into_any()
    };
    let asking = |name: &'static str, label: &'static str, hint: &'static str, button: &'static str| {
        let field = Field {
            name: "tekst",
            id: name.into(),
            label: label.into(),
            hint: hint.into(),
            control: Control::Lines(4),
            need: Need::Required,
            maxlength: Some(2000),
            ..Field::default()
        };
        view! {
            <form class="form desk__decision" method="post" action=format!("{href}/{name}")>
                {field.view()}
                <button class="button button--outline">{button}</button>
            </form>
        }
    };
    view! {
        <section class="desk__decisions" aria-labelledby="besluit">
            <h2 id="besluit">"Wat doe je ermee?"</h2>
            <div class="page__buttons">
                {publish}
                <a class="button button--outline" href=format!("{href}/aanpassen") data-toets="b">
                    "Eerst aanpassen"
                </a>
            </div>
            {asking("vragen", "Wat wil je vragen?", "De inzender krijgt deze tekst per mail en kan daarna aanpassen.", "Vraag versturen")}
            {asking("afwijzen", "Waarom plaats je het niet?", "De inzender krijgt deze reden per mail.", "Niet plaatsen")}
        </section>
    }
}

fn keys() -> impl IntoView {
    view! {
        <section class="js-only" aria-labelledby="toetsen">
            <h2 id="toetsen">"Sneltoetsen"</h2>
            <label class="option">
                <input type="checkbox" id="sneltoetsen" checked />
                <span>"Sneltoetsen aan"</span>
            </label>
            <p class="small-print">"Ze werken alleen als je niet in een tekstvak staat."</p>
            <dl class="desk__keys">
                <dt><kbd>"p"</kbd></dt>
                <dd>"Naar de knop Publiceren"</dd>
                <dt><kbd>"b"</kbd></dt>
                <dd>"Eerst aanpassen"</dd>
                <dt><kbd>"v"</kbd></dt>
                <dd>"Naar het tekstvak voor een vraag"</dd>
                <dt><kbd>"a"</kbd></dt>
                <dd>"Naar het tekstvak voor afwijzen"</dd>
                <dt><kbd>"w"</kbd></dt>
                <dd>"Terug naar de wachtrij"</dd>
            </dl>
        </section>
    }
}

//! One version, with what an editor needs to judge it.

use domain::{Picture, paths};
use leptos::prelude::*;

use super::decisions::{Actions, TypedTexts, actions};
use super::queue::{DecisionNotice, decided};
use crate::initiatives::{Compared, Fields, History, PictureChanges, Preview, PreviewView, VersionEvent};
use crate::map::{Locator, LocatorView};
use crate::ui::{Card, CardItem, DeskPage, ErrorNotice, Fold, Heading, Icon, Inert as _, Link, Script};

/// What a version that waits answers: a question of an editor, or why the one before was not placed.
#[derive(Debug, Clone)]
pub struct Answered {
    /// "besloten op 3 november 2026 door Anna".
    pub decided: String,
    /// What was asked, or why.
    pub text: String,
    /// It was not placed then.
    pub declined: bool,
}

/// What changed, and since what.
#[derive(Debug, Clone)]
pub struct Changes {
    /// The version that was asked about; `None` when it is compared with what is public, or with the version before.
    pub answered: Option<Answered>,
    /// The fields that say something else.
    pub fields: Vec<Compared>,
    /// The pictures of before.
    pub pictures: Vec<Picture>,
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
    /// What changed; `None` for what is new.
    pub changes: Option<Changes>,
    /// How it will look.
    pub preview: Preview,
    /// Each field as it was typed, compared with what is public.
    pub source: Vec<Compared>,
    /// Its pictures.
    pub pictures: Vec<Picture>,
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
    /// What was typed before.
    pub typed: TypedTexts,
    /// What this editor decided a moment ago, about another one.
    pub done: Option<DecisionNotice>,
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
            {item.done.map(decided)}
            <h1>{item.title}</h1>
            <p class="lead">{item.summary}</p>
            {(!item.email.is_empty()).then(|| view! { <p>"Mail: " <a href=format!("mailto:{}", item.email)>{item.email.clone()}</a></p> })}
            {(!item.why.is_empty()).then(|| view! { <blockquote class="quoted">{item.why}</blockquote> })}
            <ErrorNotice text=item.error />
            <div class="desk__columns">
                <div>
                    {text(item.changes, item.preview, item.source, item.pictures)}
                    {actions(&href, item.actions, item.typed)}
                </div>
                {beside}
            </div>
            {decides.then(|| script.view())}
        </DeskPage>
    }
}

/// What changed, how it will look, and, folded, the text as it was typed.
fn text(changes: Option<Changes>, preview: Preview, source: Vec<Compared>, pictures: Vec<Picture>) -> AnyView {
    let new = changes.is_none();
    let heading = if new { "Wat er is ingestuurd" } else { "Zo komt het op de kaart" };
    view! {
        {changes.map(|changes| changed(changes, pictures.clone()))}
        <section aria-labelledby="tekst">
            <h2 id="tekst">{heading}</h2>
            <PreviewView preview />
            <Fold says="Bron: alle velden zoals ze zijn ingevuld" open=false>
                <Fields fields=source />
                {new.then(|| view! { <PictureChanges before=None now=pictures /> })}
            </Fold>
        </section>
    }
    .inert()
}

fn changed(Changes { answered, fields, pictures: before }: Changes, now: Vec<Picture>) -> impl IntoView {
    let heading = match &answered {
        None => "Wat er verandert",
        Some(Answered { declined: true, .. }) => "Wat er veranderde sinds het niet geplaatst werd",
        Some(_) => "Wat er veranderde sinds de vraag",
    };
    view! {
        <section aria-labelledby="verschil">
            <h2 id="verschil">{heading}</h2>
            {answered
                .map(|Answered { decided, text, .. }| {
                    view! {
                        <p class="small-print">{format!("De redactie schreef ({decided}):")}</p>
                        <blockquote class="quoted">{text}</blockquote>
                    }
                })}
            {if fields.is_empty() {
                view! { <p>"De tekst is hetzelfde gebleven."</p> }.inert()
            } else {
                view! { <Fields fields /> }.inert()
            }}
            <PictureChanges before=Some(before) now />
        </section>
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

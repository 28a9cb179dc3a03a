//! The history of an initiative: its versions, and what changed in each.

use leptos::prelude::*;

use crate::ui::Inert as _;

/// A piece of a text that was compared with what it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TextPart {
    /// Said before and now.
    Same(String),
    /// Said before.
    Removed(String),
    /// Said now.
    Added(String),
}

/// One field of a version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compared {
    /// What it is called.
    pub label: &'static str,
    /// What it says, compared with before; without a before, all the same.
    pub parts: Vec<TextPart>,
}

impl Compared {
    /// Whether it says something else than before.
    #[must_use]
    pub fn changed(&self) -> bool {
        self.parts.iter().any(|part| !matches!(part, TextPart::Same(_)))
    }
}

/// One version in the life of an initiative.
#[derive(Debug, Clone)]
pub struct VersionEvent {
    /// Counted from 1.
    pub number: i64,
    /// Its state in words.
    pub state: &'static str,
    /// The day it was sent in.
    pub sent: String,
    /// Who sent it in.
    pub sender: String,
    /// Why, in the sender's words.
    pub why: String,
    /// The day of the decision, and the editor; empty until then.
    pub decided: String,
    /// What was asked, or why it was declined.
    pub reason: String,
    /// What changed against the version before.
    pub changes: Vec<Compared>,
}

/// A text with its removed and added parts: named for screen readers, and marked by lines, not by colour alone.
#[component]
fn Words(parts: Vec<TextPart>) -> impl IntoView {
    parts
        .into_iter()
        .map(|part| match part {
            TextPart::Same(text) => view! { <span>{text}</span> }.inert(),
            TextPart::Removed(text) => view! {
                <del>
                    <span class="vh">"verwijderd: "</span>
                    {text}
                </del>
            }
            .inert(),
            TextPart::Added(text) => view! {
                <ins>
                    <span class="vh">"toegevoegd: "</span>
                    {text}
                </ins>
            }
            .inert(),
        })
        .collect::<Vec<_>>()
}

/// Every field with its text; what changed is marked.
#[component]
pub fn Fields(fields: Vec<Compared>) -> impl IntoView {
    let fields: Vec<_> = fields
        .into_iter()
        .map(|field| {
            let changed = field.changed();
            view! {
                <dt class:is-changed=changed>{field.label}{changed.then(|| view! { <span class="example">"veranderd"</span> })}</dt>
                <dd class="diff">
                    <Words parts=field.parts />
                </dd>
            }
        })
        .collect();
    view! { <dl class="field-list">{fields}</dl> }.inert()
}

/// What happened so far, the newest first.
#[component]
pub fn History(events: Vec<VersionEvent>) -> impl IntoView {
    let events: Vec<_> = events.into_iter().map(event).collect();
    view! { <ol class="history">{events}</ol> }.inert()
}

fn event(event: VersionEvent) -> AnyView {
    let VersionEvent { number, state, sent, sender, why, decided, reason, changes } = event;
    view! {
        <li>
            <p>
                <b>{format!("Versie {number}: {state}")}</b>
            </p>
            <p class="small-print">
                {format!("Ingestuurd op {sent} door {}", if sender.is_empty() { "de inzender" } else { &sender })}
                {(!decided.is_empty()).then(|| format!(" · {decided}"))}
            </p>
            {(!why.is_empty()).then(|| view! { <p>"Waarom: " {why}</p> })}
            {(!reason.is_empty()).then(|| view! { <blockquote class="quoted">{reason}</blockquote> })}
            {(!changes.is_empty())
                .then(|| {
                    view! {
                        <details>
                            <summary>{format!("Wat er veranderde in versie {number}")}</summary>
                            <Fields fields=changes />
                        </details>
                    }
                })}
        </li>
    }
    .inert()
}

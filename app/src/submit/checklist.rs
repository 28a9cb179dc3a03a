//! Beside the fields: the list of mistakes, similar initiatives, and the checklist.

use const_format::formatcp;
use domain::submit::FORM_TITLE;
use leptos::prelude::*;

use super::SubmitView;
use crate::initiatives::PreviewView;
use crate::ui::{Control, Field, Icon, Inert as _};

/// An initiative that looks like this one: on the map, or their own that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alike {
    /// Its page; of their own one that waits, theirs.
    pub href: String,
    /// Its title.
    pub title: String,
    /// School and distance: "Basisschool in Horn, 120 m hiervandaan".
    pub detail: String,
    /// Where one says to belong to it; empty for an example, and for their own.
    pub join: String,
    /// They sent it in themselves, and it is not on the map yet.
    pub waits: bool,
}

/// The list of mistakes above the form. It takes the keyboard focus, and every line links to its field.
pub(super) fn summary(form: &SubmitView) -> AnyView {
    if !form.too_often.is_empty() {
        return view! {
            <div class="error-summary notice notice--error" role="alert" tabindex="-1" autofocus id="fouten">
                <Icon name="waarschuwing" />
                <h2>"Dat was even te vaak"</h2>
                <p>{form.too_often.clone()}</p>
                <p>"Je tekst is bewaard; er is nog niets verstuurd."</p>
            </div>
        }
        .inert();
    }
    if !form.refused {
        return ().inert();
    }
    let mut lines = form.fields.mistakes();
    if lines.is_empty() {
        let question = match form.alike.iter().all(|one| one.waits) {
            true => "Stuurde je dit initiatief al in? Kijk even bij ‘Lijkt op’.",
            false => "Staat dit initiatief al op de kaart? Kijk even bij ‘Lijkt op’.",
        };
        lines.push(("#ander".to_owned(), question.to_owned()));
    }
    let title = match lines.len() {
        1 => "Nog één ding".to_owned(),
        many => format!("Nog {many} dingen"),
    };
    let lines: Vec<_> = lines
        .into_iter()
        .map(|(href, text)| {
            view! {
                <li>
                    <a href=href>{text}</a>
                </li>
            }
        })
        .collect();
    view! {
        <div class="error-summary notice notice--error" role="alert" tabindex="-1" autofocus id="fouten">
            <Icon name="waarschuwing" />
            <h2>{title}</h2>
            <p>"Je tekst is bewaard; er is nog niets verstuurd."</p>
            <ul>{lines}</ul>
        </div>
    }
    .inert()
}

/// The initiatives that look like it, as links.
#[component]
pub fn AlikeList(alike: Vec<Alike>) -> impl IntoView {
    (!alike.is_empty()).then(|| {
        let heading = match (alike.iter().all(|one| one.waits), alike.iter().any(|one| one.waits)) {
            (true, _) => "Lijkt op wat je al instuurde",
            (_, true) => "Lijkt op wat er al is",
            _ => "Lijkt op wat al op de kaart staat",
        };
        let items: Vec<_> = alike
            .into_iter()
            .map(|one| {
                let title = one.title.clone();
                view! {
                    <li>
                        <a href=one.href target="_blank" rel="noopener">
                            {one.title}
                        </a>
                        " "
                        <span>{one.detail}</span>
                        {(!one.join.is_empty())
                            .then(|| {
                                // In a tab of its own: what was typed here stays.
                                view! {
                                    <div>
                                        <a class="button button--outline" href=one.join target="_blank" rel="noopener">
                                            "Wij horen hierbij"
                                            <span class="vh">{format!(", bij {title}; opent een nieuw tabblad")}</span>
                                        </a>
                                    </div>
                                }
                            })}
                    </li>
                }
            })
            .collect();
        view! {
            <div class="notice alike">
                <Icon name="info" />
                <strong>{heading}</strong>
                <ul>{items}</ul>
            </div>
        }
    })
}

/// The same with the question whether it is another one.
pub(super) fn alike_question(form: &SubmitView) -> AnyView {
    let question = (!form.alike.is_empty() || form.typed.ander).then(|| {
        let label = "Nee, dit is een ander initiatief".into();
        let value = if form.typed.ander { "ja" } else { "" };
        Field { label, control: Control::Tick, ..form.fields.field("ander", value) }.view()
    });
    view! {
        <div id="lijkt-op" aria-live="polite">
            <AlikeList alike=form.alike.clone() />
        </div>
        {question}
    }
    .inert()
}

/// What has to be ready, the fields that decide it, and what a script counts.
const READY: [(&str, &[&str]); 8] = [
    ("School of organisatie gekozen", &["school", "vestigingscode"]),
    ("Speld staat in Limburg", &["plaats", "postcode", "lon", "lat"]),
    ("Onderdeel gekozen", &["onderdeel"]),
    (formatcp!("Titel, hooguit {FORM_TITLE} tekens"), &["titel"]),
    ("Samenvatting in twee tot vier zinnen", &["samenvatting"]),
    ("Minstens één sector en één thema", &["sector", "thema"]),
    ("Fase gekozen", &["fase"]),
    ("Naam en adres voor berichten, blijven verborgen", &["naam", "email"]),
];

/// "Klaar voor de kaart?"
pub(super) fn checklist(form: &SubmitView) -> AnyView {
    let ready = |fields: &[&str]| form.lacking.iter().all(|lacking| !fields.contains(lacking));
    let count = READY.iter().filter(|(_, fields)| ready(fields)).count();
    let items: Vec<_> = READY
        .iter()
        .map(|(text, fields)| {
            let done = ready(fields);
            // A script looks at what one must fill in: of the place, where the pin is.
            let watched = match fields[0] {
                "school" => "school".to_owned(),
                "plaats" => "lon lat".to_owned(),
                "naam" if form.signed_in.is_some() => String::new(),
                _ => fields.join(" "),
            };
            view! {
                <li class:is-done=done data-velden=watched>
                    <span class="check__box">
                        <Icon name="vink" />
                    </span>
                    <span>{*text}<span class="vh">{if done { ", klaar" } else { ", nog doen" }}</span></span>
                </li>
            }
        })
        .collect();
    view! {
        <div class="check-lane">
            <section class="preview-box" id="voorbeeld" aria-labelledby="voorbeeldkop" tabindex="-1" hidden=form.preview.is_none()>
                <div class="preview-box__head">
                    <h2 id="voorbeeldkop">"Zo komt het op de kaart"</h2>
                    <button class="button button--text" type="submit" name="bijwerken" value="ja" data-sluit>
                        "Sluit"
                    </button>
                </div>
                <div data-beeld>{form.preview.clone().map(|preview| view! { <PreviewView preview /> })}</div>
            </section>
            <section class="check" aria-labelledby="checkkop">
                <h2 id="checkkop">"Klaar voor de kaart?"</h2>
                <p class="check__status">
                    <span class="figure">{count}</span>
                    {formatcp!(" van {} is rond", READY.len())}
                </p>
                <progress max=READY.len().to_string() value=count.to_string() aria-label="Voortgang"></progress>
                <ul>{items}</ul>
                <p class="small-print">
                    <Icon name="slot" />
                    <span>"Een redacteur leest mee voor je initiatief zichtbaar wordt."</span>
                </p>
            </section>
        </div>
    }
    .inert()
}

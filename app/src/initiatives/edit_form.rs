//! The form to change an initiative: for its owner, for an editor, and to combine two texts when both wrote at once.

use leptos::prelude::*;

use crate::ui::{Icon, PictureFields, PictureSet, TextArea, sentence};

/// One of several answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// As it is sent.
    pub slug: String,
    /// As it reads.
    pub label: String,
}

/// How a field is filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// One line.
    Line,
    /// So many lines.
    Lines(u8),
    /// One of these.
    One(Vec<Choice>),
    /// Some of these; the value has them with `|` between.
    Some(Vec<Choice>),
}

/// One field with what stands in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// Its public name.
    pub name: &'static str,
    /// What it is called.
    pub label: &'static str,
    /// What helps to fill it in; may be empty.
    pub hint: &'static str,
    /// How it is filled in.
    pub kind: Kind,
    /// What stands in it.
    pub value: String,
    /// What is wrong with it; empty for nothing.
    pub error: String,
    /// When two people changed it: what the other says, and what you said, in words.
    pub clash: Option<(String, String)>,
}

/// The form. `base` is the version it was made on top of: who is overtaken gets to combine, and loses nothing.
#[component]
pub fn EditForm(
    action: String,
    base: i64,
    inputs: Vec<Input>,
    pictures: PictureSet,
    button: &'static str,
) -> impl IntoView {
    let texts = inputs.iter().filter(|i| !i.error.is_empty());
    let texts = texts.map(|i| mistake(format!("#v-{}", i.name), format!("{} {}", i.label, i.error)));
    let seen = pictures.errors.iter().map(|e| mistake(format!("#{}", e.field), sentence(e.field, &e.reason)));
    let wrong: Vec<_> = texts.chain(seen).collect();
    let upload = format!("{action}/foto");
    let inputs: Vec<_> = inputs.into_iter().map(field).collect();
    view! {
        {(!wrong.is_empty())
            .then(|| {
                view! {
                    <div class="notice notice--error" role="alert">
                        <Icon name="waarschuwing" />
                        <p>"Er is nog niets verstuurd. Kijk deze velden na; wat je typte staat er nog."</p>
                        <ul>{wrong}</ul>
                    </div>
                }
            })}
        <form class="sheet" method="post" action=action>
            <input type="hidden" name="basis" value=base />
            // What Enter does in a field: send it, and not what the first button below would do.
            <button class="vh" tabindex="-1" aria-hidden="true">
                {button}
            </button>
            {inputs}
            <PictureFields set=pictures upload />
            <button class="button button--accent">{button}</button>
        </form>
    }
}

fn mistake(href: String, text: String) -> impl IntoView {
    view! {
        <li>
            <a href=href>{text}</a>
        </li>
    }
}

fn field(input: Input) -> AnyView {
    let Input { name, label, hint, kind, value, error, clash } = input;
    let id = format!("v-{name}");
    let about = format!("{id}-uitleg");
    let wrong = !error.is_empty();
    let described = (wrong || !hint.is_empty()).then(|| about.clone());
    let help = view! {
        <span class="small-print" id=about>
            {(!hint.is_empty()).then_some(hint)}
            {wrong.then(|| view! { <b class="sheet__error">{format!("{label} {error}")}</b> })}
        </span>
    };
    let clash = clash.map(|(theirs, mine)| {
        view! {
            <div class="conflict">
                <p><b>"Dit veld is intussen ook door iemand anders aangepast. Maak er één tekst van."</b></p>
                <div>
                    <p class="small-print">"De ander schreef"</p>
                    <blockquote class="quoted">{theirs}</blockquote>
                </div>
                <div>
                    <p class="small-print">"Jij schreef"</p>
                    <blockquote class="quoted">{mine}</blockquote>
                </div>
            </div>
        }
    });
    let invalid = wrong.then_some("true");
    match kind {
        Kind::Line => view! {
            <div class="sheet__field">
                <label for=id.clone()>{label}</label>
                {help}
                {clash}
                <input class="input" id=id name=name value=value aria-invalid=invalid aria-describedby=described />
            </div>
        }
        .into_any(),
        Kind::Lines(rows) => view! {
            <div class="sheet__field">
                <label for=id.clone()>{label}</label>
                {help}
                {clash}
                <TextArea id name rows typed=value wrong described />
            </div>
        }
        .into_any(),
        Kind::One(choices) => {
            let options: Vec<_> = choices
                .into_iter()
                .map(|c| view! { <option value=c.slug.clone() selected=c.slug == value>{c.label}</option> })
                .collect();
            view! {
                <div class="sheet__field">
                    <label for=id.clone()>{label}</label>
                    {help}
                    {clash}
                    <select class="input" id=id name=name aria-invalid=invalid aria-describedby=described>
                        {options}
                    </select>
                </div>
            }
            .into_any()
        }
        Kind::Some(choices) => {
            let chosen: Vec<&str> = value.split('|').collect();
            let boxes: Vec<_> = choices
                .into_iter()
                .map(|c| {
                    let on = chosen.contains(&&*c.slug);
                    view! {
                        <label class="chip">
                            <input class="checkbox" type="checkbox" name=name value=c.slug checked=on />
                            {c.label}
                        </label>
                    }
                })
                .collect();
            view! {
                <fieldset class="sheet__field" id=id aria-describedby=described>
                    <legend>{label}</legend>
                    {help}
                    {clash}
                    <div class="desk__nav">{boxes}</div>
                </fieldset>
            }
            .into_any()
        }
    }
}

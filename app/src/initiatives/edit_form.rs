//! The form to change an initiative: for its owner, for an editor, and to combine two texts when both wrote at once.

use leptos::prelude::*;

use crate::ui::{Control, Field, Icon, PictureFields, PictureSet, sentence};

/// One field with its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// Its public name.
    pub name: &'static str,
    /// What it is called.
    pub label: &'static str,
    /// What helps to fill it in; may be empty.
    pub hint: &'static str,
    /// How it is filled in.
    pub kind: Control,
    /// Its value.
    pub value: String,
    /// What is wrong with it; empty for nothing.
    pub error: String,
    /// When two people changed it: what the other says, and what you said, in words.
    pub clash: Option<(String, String)>,
}

/// The form. `base` is the version on which the change is based: when another change came first, both are combined.
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
    let above = clash.map(|(theirs, mine)| conflict(theirs, mine));
    let hint = hint.to_owned();
    Field { name, label, called: label, hint, kind, optional: true, value, error }.view(false, above)
}

/// Both texts of a field that two people changed.
fn conflict(theirs: String, mine: String) -> AnyView {
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
    .into_any()
}

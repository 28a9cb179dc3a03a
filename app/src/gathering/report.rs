//! What came of a gathering: the page, and the form of its organiser.

use leptos::prelude::*;

use crate::ui::{Back, ErrorNotice, Field, FormNumber, Inert as _, Link, Subject, TextPage};

/// What everybody reads.
#[derive(Debug, Clone)]
pub struct ReportView {
    /// The gathering.
    pub about: Subject,
    /// "dinsdag 1 oktober 2024, 14.00 tot 17.00 uur".
    pub when: String,
    /// How many were there; empty when nobody counted.
    pub came: String,
    /// Results, as safe HTML.
    pub results: String,
    /// Lessons, as safe HTML; may be empty.
    pub lessons: String,
    /// Web addresses.
    pub links: Vec<String>,
    /// Initiatives that were there.
    pub initiatives: Vec<Link>,
}

/// `/bijeenkomsten/{id}/verslag`.
#[component]
pub fn ReportPage(view: ReportView) -> impl IntoView {
    let ReportView { about, when, came, results, lessons, links, initiatives } = view;
    let title = format!("Verslag van ‘{}’", about.title);
    let links: Vec<_> = links
        .into_iter()
        .map(|link| view! { <li><a href=link.clone() rel="noopener nofollow">{link.clone()}</a></li> })
        .collect();
    let initiatives: Vec<_> =
        initiatives.into_iter().map(|one| view! { <li><a href=one.href>{one.text}</a></li> }).collect();
    view! {
        <TextPage>
            <Back about />
            <h1>{title}</h1>
            <p class="lead">{when}</p>
            {(!came.is_empty()).then(|| view! { <p>{came}</p> })}
            <h2>"Wat het opleverde"</h2>
            <div class="rich-text" inner_html=results></div>
            {(!lessons.is_empty())
                .then(|| {
                    view! {
                        <h2>"Wat we ervan leerden"</h2>
                        <div class="rich-text" inner_html=lessons></div>
                    }
                })}
            {(!initiatives.is_empty()).then(|| view! { <h2>"Welke initiatieven er waren"</h2> <ul>{initiatives}</ul> })}
            {(!links.is_empty()).then(|| view! { <h2>"Meer lezen"</h2> <ul>{links}</ul> })}
        </TextPage>
    }
}

/// The form, with what was typed.
#[component]
pub fn ReportFormPage(
    about: Subject,
    action: String,
    fields: Vec<Field>,
    /// When the report was last changed, as the form was shown; empty for a new one.
    seen: String,
    /// Why nothing was kept, apart from mistakes; empty for no such reason.
    refused: String,
) -> impl IntoView {
    let mistakes: Vec<_> = fields
        .iter()
        .filter(|field| !field.error.is_empty())
        .map(|field| (format!("#{}", field.name), field.error.clone()))
        .collect();
    let text = if mistakes.is_empty() {
        refused
    } else {
        "Er is nog niets bewaard. Kijk dit na; wat je typte staat er nog.".to_owned()
    };
    let fields: Vec<_> = fields.into_iter().map(Field::view).collect();
    view! {
        <TextPage>
            <Back about=about.clone() />
            <h1>{format!("Verslag van ‘{}’", about.title)}</h1>
            <p class="lead">"Iedereen kan dit lezen. Noem mensen alleen bij naam als zij dat goed vinden."</p>
            <ErrorNotice text mistakes />
            <form class="form" method="post" action=action novalidate>
                <FormNumber />
                <input type="hidden" name="gezien" value=seen />
                {fields}
                <button class="button button--accent">"Bewaar het verslag"</button>
            </form>
        </TextPage>
    }
}

/// The part of a gathering's page for organisers that is about it: where it is written, and where it stands.
#[derive(Debug, Clone)]
pub struct ReportLinks {
    /// Where it is written; empty while it can't be.
    pub write: String,
    /// Where everybody reads it; empty while there is none.
    pub read: String,
}

pub(super) fn report(view: ReportLinks) -> AnyView {
    let ReportLinks { write, read } = view;
    if write.is_empty() {
        return view! { <h2>"Verslag"</h2> <p>"Na afloop schrijf je hier wat de bijeenkomst opleverde."</p> }.inert();
    }
    let there = !read.is_empty();
    view! {
        <h2>"Verslag"</h2>
        <div class="page__buttons">
            <a class=if there { "button button--outline" } else { "button button--accent" } href=write>
                {if there { "Wijzig het verslag" } else { "Schrijf het verslag" }}
            </a>
            {there
                .then(|| {
                    view! {
                        <a class="button button--outline" href=read>
                            "Lees het verslag"
                        </a>
                    }
                })}
        </div>
    }
    .inert()
}

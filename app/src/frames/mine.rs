//! `/mijn`: the initiatives of the signed-in user.

use domain::paths;
use leptos::prelude::*;

use crate::gathering::{MyRegistration, MyRegistrations};
use crate::submit::{Unconfirmed, UnconfirmedList};
use crate::ui::{Inert as _, SignOut, TextPage};

/// An own initiative in the list.
#[derive(Debug, Clone)]
pub struct OwnLine {
    /// `/mijn/12`.
    pub href: String,
    /// Its title.
    pub title: String,
    /// Where it is, in words.
    pub state: String,
    /// What the editor asked or said; empty for nothing.
    pub asked: String,
    /// Its public page; empty when there is none.
    pub public: String,
}

/// The list.
#[component]
pub fn MinePage(
    own: Vec<OwnLine>,
    #[prop(optional)] waiting: Vec<Unconfirmed>,
    #[prop(optional)] registrations: Vec<MyRegistration>,
) -> impl IntoView {
    let empty = own.is_empty() && waiting.is_empty();
    let own: Vec<_> = own
        .into_iter()
        .map(|o| {
            view! {
                <li class="own-list__row">
                    <h2>
                        <a href=o.href>{o.title}</a>
                    </h2>
                    <p>{o.state}</p>
                    {(!o.asked.is_empty()).then(|| view! { <blockquote class="quoted">{o.asked}</blockquote> })}
                    {(!o.public.is_empty()).then(|| view! { <p><a href=o.public>"Bekijk de openbare pagina"</a></p> })}
                </li>
            }
        })
        .collect();
    view! {
        <TextPage>
            <h1>"Mijn initiatieven"</h1>
            <UnconfirmedList waiting />
            {if empty {
                view! { <p class="lead">"Je hebt nog niets ingestuurd. Vijf minuten is genoeg."</p> }.inert()
            } else {
                view! { <ul class="own-list">{own}</ul> }.inert()
            }}
            <MyRegistrations registrations />
            <div class="page__buttons">
                <a class="button button--accent" href=paths::SUBMIT>
                    "Plaats een initiatief"
                </a>
                <a class="button button--outline" href=paths::PROFILE>
                    "Mijn gegevens"
                </a>
                <SignOut />
            </div>
        </TextPage>
    }
}

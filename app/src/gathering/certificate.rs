//! That somebody took part: to print, and to check.

use domain::paths;
use leptos::prelude::*;

use crate::ui::{DeadLink, Subject, TextPage};

/// What it says.
#[derive(Debug, Clone)]
pub struct CertificateView {
    /// Who took part.
    pub name: String,
    /// Of which school or organisation.
    pub school: String,
    /// In what.
    pub about: Subject,
    /// "Marktplaats".
    pub kind: &'static str,
    /// "dinsdag 1 oktober 2024, 14.00 tot 17.00 uur".
    pub when: String,
    /// "3 uur"; empty when it took more than a day.
    pub hours: String,
    /// Where, or online.
    pub place: String,
    /// Who organises.
    pub organisers: String,
    /// The whole address of this page.
    pub address: String,
}

/// `/bewijs/{code}`: whoever has the address sees that it is genuine.
#[component]
pub fn CertificatePage(view: CertificateView) -> impl IntoView {
    let CertificateView { name, school, about, kind, when, hours, place, organisers, address } = view;
    let fact = |says: &'static str, text: String| (!text.is_empty()).then(|| view! { <dt>{says}</dt> <dd>{text}</dd> });
    view! {
        <TextPage>
            <article class="certificate">
                <h1>"Bewijs van deelname"</h1>
                <p class="lead">
                    <strong>{name}</strong>
                    " nam deel aan "
                    <a href=about.href>{about.title}</a>
                    "."
                </p>
                <dl>
                    {fact("School", school)} {fact("Soort", kind.to_owned())} {fact("Wanneer", when)}
                    {fact("Duur", hours)} {fact("Waar", place)} {fact("Georganiseerd door", organisers)}
                </dl>
                <p>
                    "Dit bewijs is echt zolang het op dit adres staat: "
                    <span class="certificate__address">{address}</span>
                    ". Het verdwijnt een jaar na de bijeenkomst, met de namen van wie er was; bewaar het dus op papier of als PDF."
                </p>
            </article>
            <p class="page__buttons">"Afdrukken doe je met je browser."</p>
        </TextPage>
    }
}

/// A code that was never given out, or whose name is forgotten.
#[component]
pub fn NoCertificate() -> impl IntoView {
    let why = "Bij deze code hoort geen bewijs. Of het was er, en de naam is inmiddels gewist: dat gebeurt een jaar na de bijeenkomst.";
    view! { <DeadLink title="Dit bewijs is er niet" why to=(paths::AGENDA, "Naar de agenda") /> }
}

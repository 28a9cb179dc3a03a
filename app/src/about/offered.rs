//! Who offers the map, as far as the operator said so.

use domain::{ContactAddress, Operator};
use leptos::prelude::*;

use crate::ui::Inert as _;

/// Where to come with questions, as a link.
#[component]
pub(super) fn ContactLink(contact: ContactAddress) -> impl IntoView {
    view! { <a href=contact.href().to_owned()>{contact.shown().to_owned()}</a> }
}

/// Who offers this map and where to come with questions; what was not said, is told.
#[component]
pub(super) fn OfferedBy() -> impl IntoView {
    let Operator { name, contact, .. } = use_context().unwrap_or_default();
    match (&*name, contact) {
        ("", None) => view! {
            <p>
                "Welke organisatie deze kaart aanbiedt en waar je met vragen terechtkunt, heeft de beheerder nog niet ingevuld."
            </p>
        }
        .inert(),
        ("", Some(contact)) => view! {
            <p>
                "Vragen? Neem contact op: " <ContactLink contact />
                ". Welke organisatie deze kaart aanbiedt, heeft de beheerder nog niet ingevuld."
            </p>
        }
        .inert(),
        (_, None) => view! {
            <p>
                {format!("Deze kaart wordt aangeboden door {name}. Een adres voor vragen heeft de beheerder nog niet ingevuld.")}
            </p>
        }
        .inert(),
        (_, Some(contact)) => view! {
            <p>
                {format!("Deze kaart wordt aangeboden door {name}. Vragen? Neem contact op: ")} <ContactLink contact /> "."
            </p>
        }
        .inert(),
    }
}

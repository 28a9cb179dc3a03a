//! Drafts that were saved earlier, on this or another device, and not sent in.

use leptos::prelude::*;

use crate::ui::Icon;

/// A draft that the server kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// Saved by the signed-in user; otherwise by a visitor who only typed the address.
    pub own: bool,
    /// The day it was kept last: "24 november".
    pub day: String,
    /// The title in it; may be empty.
    pub title: String,
}

impl Offer {
    /// Its word in an address: `eigen` or `getypt`.
    #[must_use]
    pub fn slug(&self) -> &'static str {
        if self.own { "eigen" } else { "getypt" }
    }
}

/// Going on with it, or throwing it away. Stands within the form, after the button that Enter presses.
#[component]
pub(super) fn Offers(offers: Vec<Offer>) -> impl IntoView {
    let offers: Vec<_> = offers
        .into_iter()
        .map(|offer| {
            let slug = offer.slug();
            let title = if offer.title.is_empty() { String::new() } else { format!(": ‘{}’", offer.title) };
            let text = if offer.own {
                format!("Je hebt een concept van {}{title}.", offer.day)
            } else {
                format!("Met jouw adres is zonder inloggen een concept getypt op {}{title}.", offer.day)
            };
            let go_on = if offer.own { "Verder met je concept van" } else { "Bekijk het concept van" };
            view! {
                <div class="notice drafts">
                    <Icon name="info" />
                    <p>{text}</p>
                    <p class="drafts__buttons">
                        <a class="button button--ink" href=format!("/plaatsen?concept={slug}")>
                            {format!("{go_on} {}", offer.day)}
                        </a>
                        <button class="button button--outline" name="wis" value=slug formaction="/plaatsen/concept">
                            "Gooi weg"
                        </button>
                    </p>
                    {offer
                        .own
                        .then(|| {
                            view! {
                                <p class="small-print">"Zolang je niet kiest, bewaart alleen dit apparaat wat je hier typt."</p>
                            }
                        })}
                </div>
            }
        })
        .collect();
    offers
}

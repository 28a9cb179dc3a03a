//! Keeps the keyboard where it was while an answer replaces what it stood on.

use wasm_bindgen::JsCast;
use web_sys::{FocusOptions, HtmlElement};

use super::dom;

/// Where the keyboard is.
pub(super) enum Focus {
    /// In the list: on the control with this id, or in the card of the initiative with this number.
    List { id: String, card: String },
    /// On a marker.
    Marker,
    /// Where it stays by itself.
    Elsewhere,
}

impl Focus {
    pub(super) fn now() -> Self {
        let focused = dom::document().and_then(|document| document.active_element());
        let within = |selector: &str| focused.as_ref().is_some_and(|e| e.closest(selector).ok().flatten().is_some());
        if within(".list__contents") {
            let card = focused.as_ref().and_then(|e| e.closest("[data-id]").ok().flatten()?.get_attribute("data-id"));
            Self::List { id: focused.map(|e| e.id()).unwrap_or_default(), card: card.unwrap_or_default() }
        } else if within(".markers") {
            Self::Marker
        } else {
            Self::Elsewhere
        }
    }

    /// Gives the keyboard its place again, or the nearest one.
    pub(super) fn restore(self) {
        if dom::document().and_then(|d| d.active_element()).is_some_and(|e| e.tag_name() != "BODY") {
            return;
        }
        let place = match self {
            Self::List { id, card } => {
                dom::by_id(&id).or_else(|| dom::find(&[".list [data-id=\"", &card, "\"] a"].concat())).or_else(|| {
                    let list = dom::by_id("lijst")?;
                    list.set_scroll_top(0);
                    Some(list)
                })
            }
            Self::Marker => dom::by_id("kaart"),
            Self::Elsewhere => None,
        };
        if let Some(place) = place.and_then(|place| place.dyn_into::<HtmlElement>().ok()) {
            let options = FocusOptions::new();
            options.set_prevent_scroll(true);
            // Focus is a courtesy; a page that is being left may refuse.
            let _ = place.focus_with_options(&options);
        }
    }
}

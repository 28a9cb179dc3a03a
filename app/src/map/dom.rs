//! Short ways to elements of the page.

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, EventTarget, HtmlInputElement};

pub(super) fn document() -> Option<Document> {
    web_sys::window()?.document()
}

pub(super) fn by_id(id: &str) -> Option<Element> {
    document()?.get_element_by_id(id)
}

pub(super) fn find(selector: &str) -> Option<Element> {
    document()?.query_selector(selector).ok()?
}

/// The card of an initiative in the list.
pub(super) fn card(id: &str) -> Option<Element> {
    find(&[".list [data-id=\"", id, "\"]"].concat())
}

/// The element that an event happened on, or the nearest around it that fits.
pub(super) fn closest(target: Option<EventTarget>, selector: &str) -> Option<Element> {
    target?.dyn_into::<Element>().ok()?.closest(selector).ok()?
}

/// The id of the initiative that an event happened on.
pub(super) fn initiative(target: Option<EventTarget>) -> Option<i64> {
    closest(target, "[data-id]")?.get_attribute("data-id")?.parse().ok()
}

/// What stands in a text field.
pub(super) fn text_of(id: &str) -> String {
    let field = by_id(id).and_then(|field| field.dyn_into::<HtmlInputElement>().ok());
    field.map(|field| field.value().trim().to_owned()).unwrap_or_default()
}

/// Gives `element` a class, and takes it from `before`. A class list refuses only empty names.
pub(super) fn move_class(class: &str, before: Option<Element>, element: Option<Element>) {
    if let Some(before) = before {
        let _ = before.class_list().remove_1(class);
    }
    if let Some(element) = element {
        let _ = element.class_list().add_1(class);
    }
}

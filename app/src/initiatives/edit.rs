//! The form once more, because it has mistakes or because another change came first.

use leptos::prelude::*;

use super::{EditForm, Input, PinInput};
use crate::ui::{PictureSet, TextPage};

/// The form with everything that was typed. `intro` says why it is shown.
#[component]
pub fn ChangePage(
    title: String,
    intro: String,
    action: String,
    base: i64,
    inputs: Vec<Input>,
    pin: PinInput,
    pictures: PictureSet,
    button: &'static str,
) -> impl IntoView {
    view! {
        <TextPage>
            <h1>{title}</h1>
            <p class="lead">{intro}</p>
            <EditForm action base inputs pin pictures button />
        </TextPage>
    }
}

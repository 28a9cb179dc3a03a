//! The form once more, because it has mistakes or because another change came first.

use leptos::prelude::*;

use super::{EditForm, EditView};
use crate::ui::TextPage;

/// The form with everything that was typed. `intro` says why it is shown.
#[component]
pub fn ChangePage(title: String, intro: &'static str, form: EditView) -> impl IntoView {
    view! {
        <TextPage>
            <h1>{title}</h1>
            <p class="lead">{intro}</p>
            <EditForm form />
        </TextPage>
    }
}

//! What need not be in sight: folded, and open when there is something in it.

use leptos::prelude::*;

use super::{Inert as _, InertChildren};

/// What `says` opens; `open` when it holds something that was typed, or is wrong.
#[component]
pub(crate) fn Fold(says: &'static str, open: bool, children: InertChildren) -> impl IntoView {
    view! {
        <details class="fold" open=open>
            <summary>{says}</summary>
            {children.view()}
        </details>
    }
    .inert()
}

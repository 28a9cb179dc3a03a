//! The main screen: the map with its list.

use leptos::prelude::*;
use nanoserde::SerJson as _;

use super::{Placed, View};
use crate::map::{Explorer, FIRST_ANSWER};
use crate::ui::Footer;

/// The main screen. `revision` is that of the answer; `ground` names the provider of the background map, unless it is ours.
#[component]
pub fn Main(view: View, revision: i64, ground: Option<String>) -> impl IntoView {
    // Leave out what the page contains already.
    let bare = |all: &[Placed]| all.iter().map(|p| Placed { svg: String::new(), ..p.clone() }).collect();
    let (labels, markers) = (bare(&view.labels), bare(&view.markers));
    let first = View { list: String::new(), labels, markers, ..view.clone() };
    // `<` would end the element.
    let json = first.serialize_json().replace('<', "\\u003c");
    provide_context(view);
    view! {
        <Explorer />
        <Footer ground />
        <script type="application/json" id=FIRST_ANSWER data-revisie=revision inner_html=json></script>
    }
}

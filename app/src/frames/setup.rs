//! What a new map still needs, for its admin.

use leptos::prelude::*;

use crate::ui::Icon;

/// One thing to arrange.
#[derive(Debug, Clone)]
pub struct SetupStep {
    /// What it is, as it stands: "Scholen ingelezen: 462".
    pub text: String,
    /// It is arranged.
    pub done: bool,
    /// How to do it, when it is not.
    pub how: &'static str,
    /// Where on this site one does it; empty for the command line.
    pub href: &'static str,
}

/// The list, as long as something is left.
#[component]
pub(super) fn Setup(steps: Vec<SetupStep>) -> impl IntoView {
    let done = steps.iter().filter(|step| step.done).count();
    let all = steps.len();
    (done < all).then(|| {
        let items: Vec<_> = steps
            .into_iter()
            .map(|SetupStep { text, done, how, href }| {
                let how = (!done).then(|| match href {
                    "" => view! { " " <code>{how}</code> }.into_any(),
                    href => view! { " " <a href=href>{how}</a> }.into_any(),
                });
                view! {
                    <li class:is-done=done>
                        <span class="check__box">
                            <Icon name="vink" />
                        </span>
                        <span>{text} <span class="vh">{if done { ", klaar" } else { ", nog doen" }}</span> {how}</span>
                    </li>
                }
            })
            .collect();
        view! {
            <section class="check check--wide" aria-labelledby="inrichten">
                <h2 id="inrichten">"De kaart inrichten"</h2>
                <p class="check__status">
                    <span class="figure">{done}</span>
                    {format!(" van {all} is klaar. Alleen beheerders zien dit.")}
                </p>
                <ul>{items}</ul>
            </section>
        }
    })
}

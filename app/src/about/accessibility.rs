//! How far this site is for everyone.

use domain::Operator;
use leptos::prelude::*;

use super::offered::OfferedBy;
use crate::ui::{Inert as _, TextPage};

/// `/toegankelijkheid`.
#[component]
pub fn Accessibility() -> impl IntoView {
    let Operator { statement, .. } = use_context().unwrap_or_default();
    let official = match &*statement {
        "" => view! {
            <p>
                "Een officiële toegankelijkheidsverklaring heeft de organisatie die deze kaart aanbiedt nog niet gegeven."
            </p>
        }
        .inert(),
        _ => view! {
            <p>
                "De organisatie die deze kaart aanbiedt, legt in haar " <a href=statement>"toegankelijkheidsverklaring"</a>
                " uit hoe ver ze is."
            </p>
        }
        .inert(),
    };
    view! {
        <TextPage>
            <h1>"Toegankelijkheid"</h1>
            <p class="lead">
                "De kaart is er voor iedereen. We bouwen volgens WCAG 2.2, niveau AA, en toetsen dat bij elke verandering."
            </p>
            <h2>"Zo werkt het"</h2>
            <ul>
                <li>"De lijst bevat alles wat op de kaart staat. Je hebt de kaart niet nodig."</li>
                <li>"Op de kaart: pijltjestoetsen verschuiven, + en − zoomen, Tab loopt langs de initiatieven."</li>
                <li>"Elke tros heeft een naam, zoals ‘12 initiatieven rond Sittard’."</li>
                <li>"Vorm en teken zeggen welke plek het is; kleur helpt alleen mee."</li>
                <li>"Alles werkt ook zonder JavaScript, op een telefoon, bij 200 % vergroting en met weinig beweging."</li>
                <li>"Er is een lichte en een donkere weergave. Tekst heeft een contrast van minstens 4,5 op 1."</li>
            </ul>
            <h2>"Wat we toetsen"</h2>
            <p>
                "Bij elke verandering doorzoekt axe alle pagina’s op fouten, in licht en donker. Een test met alleen het toetsenbord loopt van zoeken tot lezen. Dat is geen volledig onderzoek: een toets door mensen met een beperking volgt nog."
            </p>
            {official}
            <h2>"Bekende grenzen"</h2>
            <ul>
                <li>"Slepen en knijpen op de kaart kan altijd ook met knoppen, toetsen of filters."</li>
                <li>"Een heel oude browser toont mogelijk geen kleuren op de kaart. De lijst blijft leesbaar."</li>
            </ul>
            <h2>"Loop je ergens tegenaan?"</h2>
            <p>"Meld het. Vertel welke pagina het was en wat je gebruikte."</p>
            <OfferedBy />
        </TextPage>
    }
}

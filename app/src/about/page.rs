//! What the map is, and why.

use leptos::prelude::*;

use super::offered::OfferedBy;
use crate::ui::{Sign, TextPage};
use domain::{Programme, paths};

/// `/over`. How much there is on the map, and how much of that is invented.
#[component]
pub fn About(count: usize, examples: usize) -> impl IntoView {
    let empty = (count == 0).then_some(" Op deze kaart staat nog niets: ze wacht op het eerste.");
    let invented = match examples {
        0 => None,
        1 => Some("Eén initiatief op deze kaart is".to_owned()),
        many if many == count => Some("Alles op deze kaart is nu nog".to_owned()),
        many => Some(format!("{many} initiatieven op deze kaart zijn")),
    };
    let examples = invented.map(|invented| {
        view! {
            <h2>"Voorbeelden"</h2>
            <p>
                {format!("Wat het label ‘voorbeeld’ draagt, is bedacht. {invented} zo’n voorbeeld. Ze laten zien hoe de kaart werkt, tot scholen hun eigen initiatief plaatsen.")}
            </p>
        }
    });
    view! {
        <TextPage>
            <h1>"Gluren bij de buren"</h1>
            <p class="lead">
                "In Limburg bedenken leraren elke dag iets nieuws. Vaak weet de school om de hoek daar niets van. De InnovatieKaart laat zien wat er al is: elk initiatief, klein of groot, krijgt een plek op één kaart."
            </p>
            <h2>"Waar dit vandaan komt"</h2>
            <p>
                "In 2016 schreven schoolbestuurders uit Noord-, Midden- en Zuid-Limburg samen een actieagenda: De Werkplaats. Niet nog een instituut, maar een beweging van leraren. Er kwamen 61 initiatieven uit voort, en sinds 2022 staat De OnderwijsWerkplaats op eigen benen, gedragen door 23 besturen en instellingen. In die agenda stond ook deze kaart: ‘Limburg van boven’, om letterlijk te gluren bij de buren." {empty}
            </p>
            <h2>"Drie plekken"</h2>
            <dl>
                <dt>
                    <Sign programme=Programme::Marktplaats quiet=true />
                    "De Marktplaats"
                </dt>
                <dd>
                    "Wat al werkt, zichtbaar gemaakt. Je hoeft het wiel niet opnieuw uit te vinden: kijk bij een ander, en neem mee wat past."
                </dd>
                <dt>
                    <Sign programme=Programme::Vrijplaats quiet=true />
                    "De Vrijplaats"
                </dt>
                <dd>
                    "Nieuwe ideeën van lerarenteams, met een klein bedrag en coaching. Het hoeft nog niet af te zijn."
                </dd>
                <dt>
                    <Sign programme=Programme::Buitenplaats quiet=true />
                    "De Buitenplaats"
                </dt>
                <dd>"School samen met de buitenwereld: bedrijven, musea, verenigingen, de gemeente."</dd>
            </dl>
            <h2>"Wat je hier kunt"</h2>
            <ul>
                <li>"Kijken wat er in jouw buurt gebeurt, op de kaart of in de lijst."</li>
                <li>"Filteren op regio, thema, sector en fase, of zoeken binnen een aantal kilometers."</li>
                <li>"Een link delen: het adres van de pagina bewaart precies wat je ziet."</li>
                <li>
                    "Zien " <a href=paths::FIGURES>"hoeveel er is"</a>
                    ", en waar een thema nog een witte vlek is."
                </li>
                <li>
                    "De gegevens meenemen als " <a href=paths::OPEN_DATA>"open data"</a>
                    ", voor je eigen kaart, rekenblad of onderzoek."
                </li>
            </ul>
            {examples}
            <h2>"Wie deze kaart aanbiedt"</h2>
            <OfferedBy />
            <h2>"Open"</h2>
            <p>
                "De kaart is vrije software (EUPL-1.2). Wie haar voor een andere regio wil gebruiken, kan dat doen. "
                <a href=paths::SOURCES>"Lees waar de gegevens vandaan komen."</a>
            </p>
        </TextPage>
    }
}

//! What is kept, and what is not.

use leptos::prelude::*;

use super::TextPage;

/// `/privacy`. `ground` is the other site that the map's ground comes from, when it is not ours.
#[component]
pub fn Privacy(ground: Option<String>) -> impl IntoView {
    let requests = match ground {
        None => "Geen verzoeken aan andere sites: kaart, letters en programma komen van deze server.".to_owned(),
        Some(site) => format!(
            "Geen verzoeken aan andere sites, op één na: de ondergrond van de kaart haalt je browser bij {site}. Die site ziet daarbij je IP-adres en welk stuk van de kaart je bekijkt."
        ),
    };
    view! {
        <TextPage>
            <h1>"Privacy"</h1>
            <p class="inleiding">
                "Je kunt de hele kaart bekijken zonder iets over jezelf te vertellen. Alleen wie iets instuurt, vraagt of inlogt, laat een e-mailadres achter."
            </p>
            <h2>"Wat we niet doen"</h2>
            <ul>
                <li>"Geen cookies zolang je alleen kijkt. Geen volgprogramma’s, geen advertenties."</li>
                <li>{requests}</li>
                <li>"Geen IP-adressen in de logboeken van dit programma."</li>
            </ul>
            <h2>"Wat er wel gebeurt"</h2>
            <ul>
                <li>
                    "Kies je ‘Mijn locatie’, dan vraagt je browser eerst om toestemming. Je plek wordt afgerond op zo’n tien meter en staat dan in het adres van de pagina, als middelpunt van je zoekvraag. De server bewaart haar niet."
                </li>
                <li>"Kies je licht of donker, dan onthoudt je eigen browser dat."</li>
                <li>
                    "Plaats je een initiatief, dan bewaart je eigen browser een concept tot je het instuurt of wist. Een cookie die alleen ‘verzonden’ zegt, ruimt het daarna op. Je naam en je e-mailadres zijn alleen voor de redactie."
                </li>
                <li>"De server telt hoe vaak een pagina wordt opgevraagd, niet door wie."</li>
            </ul>
            <h2>"Als je inlogt of iets instuurt"</h2>
            <ul>
                <li>
                    "Stuur je een initiatief in, dan bewaren we je e-mailadres, je naam en je functie op school. De redactie ziet ze; op de kaart staan ze niet."
                </li>
                <li>
                    "Vraag je een link om in te loggen, dan zet je browser één cookie. Daaraan herkennen we je tot je uitlogt, of tot je dertig dagen niet geweest bent. De cookie doet verder niets."
                </li>
                <li>"Bevestig je je adres niet, dan verdwijnt wat je instuurde na veertien dagen, met je gegevens."</li>
                <li>
                    "Een mail bewaren we tot hij verstuurd is; daarna weten we nog dertig dagen dat er iets verstuurd is, niet wat of aan wie. Wie wat besloot over een initiatief, weten we een jaar."
                </li>
                <li>
                    "Om misbruik te stoppen telt de server even hoe vaak één aansluiting iets instuurt of om een link vraagt. Dat staat alleen in het geheugen, niet op schijf."
                </li>
            </ul>
            <h2>"Als je iets vraagt of meldt"</h2>
            <ul>
                <li>
                    "Stel je een vraag over een initiatief, dan ziet wie hem krijgt je naam en je e-mailadres, om te antwoorden. Daar geef je eerst toestemming voor. Op de site staan ze niet."
                </li>
                <li>
                    "We bewaren je vraag tot hij verstuurd is, of veertien dagen als je je adres niet bevestigt. Daarna weten we alleen dat er iets gevraagd is."
                </li>
                <li>
                    "Meld je iets, dan leest de redactie het. Is het afgehandeld, dan verdwijnt wat je schreef, met je adres."
                </li>
            </ul>
            <h2>"Wat er op de kaart staat"</h2>
            <p>
                "Initiatieven, scholen en plaatsen. Geen namen of adressen van personen. Staat er toch iets over jou, vraag de organisatie die deze kaart aanbiedt om het weg te halen."
            </p>
        </TextPage>
    }
}

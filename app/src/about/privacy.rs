//! The privacy statement, and the register of processing.

use const_format::formatcp;
use domain::{
    gathering::registration::{NAMES_DAYS, WISHES_DAYS},
    paths,
    retention::{AUDIT_NL, CONFIRM_NL, LONGEST_SESSION_NL, MAIL_NL, SESSION_NL},
};
use leptos::prelude::*;

use super::offered::OfferedBy;
use crate::ui::TextPage;

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
            <p class="lead">
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
                <li>"Kies je licht of donker, dan onthoudt je eigen browser dat, tot je uitlogt."</li>
                <li>
                    {formatcp!("Plaats je een initiatief zonder in te loggen, dan bewaart je eigen browser een concept tot je het instuurt of wist, of het tabblad sluit. Een cookie die alleen ‘verzonden’ zegt, ruimt het daarna op. Ben je ingelogd, of heb je je e-mailadres ingevuld, dan bewaren wij het concept, tot je het instuurt of weggooit, en hooguit {CONFIRM_NL} nadat je er iets aan veranderde. Alleen wie met dat adres inlogt, krijgt het te zien. Zonder inloggen houdt een cookie jouw concept uit elkaar van dat van een ander die hetzelfde adres typt, en laat hij alleen jou het adres verbeteren van wat je instuurde; hij verdwijnt als je je browser sluit.")}
                </li>
                <li>"De server telt hoe vaak een pagina wordt opgevraagd, niet door wie."</li>
            </ul>
            <h2>"Als je een zoekopdracht volgt"</h2>
            <ul>
                <li>
                    {formatcp!("Dan bewaren we je e-mailadres en de zoekopdracht, alleen om je te mailen wat nieuw is. Stop je, dan wissen we allebei meteen. Bevestig je niet, dan wissen we ze na {CONFIRM_NL}.")}
                </li>
            </ul>
            <h2>"Als je inlogt of iets instuurt"</h2>
            <ul>
                <li>
                    "Stuur je een initiatief in, dan bewaren we je e-mailadres, je naam en je functie op school. De redactie ziet ze. Je naam en functie staan alleen bij het initiatief als je dat aanvinkt; je adres staat er nooit."
                </li>
                <li>
                    {formatcp!("Vraag je een link om in te loggen, of stuur je iets in, dan zet je browser één cookie. Daaraan herkennen we je tot je uitlogt, of tot je {SESSION_NL} niet geweest bent, en hooguit {LONGEST_SESSION_NL}. De cookie doet verder niets. Was je niet meer ingelogd toen je iets verstuurde, dan bewaren we wat je typte bij je sessie, om het alsnog te versturen.")}
                </li>
                <li>
                    {formatcp!("Voeg je een foto toe, dan halen we eruit waar en waarmee hij is gemaakt. Stuur je hem niet in, dan verdwijnt hij na {CONFIRM_NL}.")}
                </li>
                <li>
                    "Log je in met het account van je school, als deze kaart dat aanbiedt, dan krijgen we daarvandaan alleen je e-mailadres en het nummer waaronder je daar bekend bent. Die dienst weet dan dat je hier inlogde."
                </li>
                <li>
                    {formatcp!("Eigenaars van hetzelfde initiatief zien elkaars adres. Claim je een initiatief, dan ziet de redactie je adres en wat je erbij schreef. Nodig je iemand uit, dan bewaren we dat adres tot er antwoord is, en hooguit {CONFIRM_NL}.")}
                </li>
                <li>{formatcp!("Bevestig je je adres niet, dan verdwijnt wat je instuurde na {CONFIRM_NL}, met je gegevens.")}</li>
                <li>
                    {formatcp!("Een mail bewaren we tot hij verstuurd is; daarna weten we nog {MAIL_NL} dat er iets verstuurd is, niet wat of aan wie. Wie wat besloot over een initiatief, weten we {AUDIT_NL}.")}
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
                    {formatcp!("We bewaren je vraag tot hij verstuurd is, of {CONFIRM_NL} als je je adres niet bevestigt. Daarna weten we alleen dat er iets gevraagd is.")}
                </li>
                <li>
                    "Meld je iets, dan leest de redactie het. Is het afgehandeld, dan verdwijnt wat je schreef, met je adres."
                </li>
            </ul>
            <h2>"Als je naar een bijeenkomst komt"</h2>
            <ul>
                <li>
                    {formatcp!("Meld je je aan, dan ziet de organisatie wat je invult. Anderen zien je naam alleen als je dat zelf kiest. Wensen over eten of toegang vergeten we {WISHES_DAYS} dagen na de bijeenkomst, namen en adressen na {NAMES_DAYS} dagen.")}
                </li>
                <li>
                    "Je krijgt een code om in te checken. Wie bij de deur staat, ziet op die dag je naam en je school, en vinkt aan dat je er bent. Was je er, dan kun je een bewijs van deelname openen: iedereen met dat adres ziet je naam, tot we hem wissen. Wie er was, weten we zo lang als de namen."
                </li>
                <li>
                    "Vragen we wat je ervan vond, dan bewaren we je antwoord zonder naam, en van de link alleen dat hij gebruikt is. De organisatie leest de antwoorden pas als er drie zijn."
                </li>
                <li>
                    "Scant iemand bij de deur codes met zijn eigen toestel, dan zet dat toestel een cookie tot het eind van de dag, na een druk op de knop."
                </li>
            </ul>
            <h2>"Wat er op de kaart staat"</h2>
            <p>
                "Initiatieven, scholen en plaatsen. Van personen alleen de naam en functie van wie dat zelf aanvinkte; nooit een e-mailadres. Staat er toch iets over jou, vraag de organisatie die deze kaart aanbiedt om het weg te halen."
            </p>
            <h2>"Wie verantwoordelijk is"</h2>
            <p>"De organisatie die deze kaart aanbiedt, is verantwoordelijk voor wat er met je gegevens gebeurt."</p>
            <OfferedBy />
            <h2>"Wat jij kunt doen"</h2>
            <p>
                "Log in en open " <a href=paths::PROFILE>"Mijn gegevens"</a>
                ". Daar zie je wat we over je weten, download je alles, verander je je naam en functie, of laat je alles wissen. Wissen gaat meteen; je initiatieven op de kaart blijven dan van de school, zonder je naam."
            </p>
            <p>
                "Wat er precies bewaard wordt, waarom, hoe lang en wie het ziet, staat in het "
                <a href="/privacy/register">"register van verwerkingen"</a> "."
            </p>
        </TextPage>
    }
}

/// `/privacy/register`: the register of processing, as HTML from our own file.
#[component]
pub fn Register(html: String) -> impl IntoView {
    view! {
        <TextPage>
            <div inner_html=html></div>
            <p>
                <a href=paths::PRIVACY>"Terug naar Privacy"</a>
            </p>
        </TextPage>
    }
}

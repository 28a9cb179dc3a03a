//! Where it happens: the school, the place, and a pin on the drawn map.

use domain::{Camera, LngLat, Programme};
use leptos::prelude::*;

use super::SubmitView;
use crate::map::{Placed, detail, drawn_transform, translate};
use crate::ui::{Choice, Control, Field, Icon, Inert as _, Need, Sign, error_line, option_id};

/// A school site to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SchoolChoice {
    /// `vestigingscode`.
    pub code: String,
    /// What it is called.
    pub name: String,
    /// Street, postcode and town.
    pub address: String,
    /// "Midden".
    pub region: &'static str,
}

/// The position of the pin, and what the map shows.
#[derive(Debug, Clone)]
pub struct PinMap {
    /// The position; `None` until one is chosen.
    pub position: Option<LngLat>,
    /// "Midden-Limburg, gemeente Roermond, bij Maasniel"; empty without a pin.
    pub whereabouts: String,
    /// What the map looks at.
    pub camera: Camera,
    /// Names and neighbours on the map, and the pin.
    pub placed: Vec<Placed>,
    /// The school that the pin was asked of, for a script.
    pub school: String,
    /// Why there is no pin where it was asked; empty when there is.
    pub trouble: String,
}

/// "Plek".
pub(super) fn fieldset(form: &SubmitView) -> AnyView {
    let t = &form.typed;
    let coordinate = |name, label: &'static str, value: &str| {
        Field { label: label.into(), inputmode: "decimal", ..form.field(name, value) }.view()
    };
    let postcode = Field {
        label: "Postcode".into(),
        control: Control::Line("text", "postal-code"),
        ..form.field("postcode", &t.postcode)
    };
    let town = Field {
        label: "Plaats".into(),
        control: Control::Line("text", "address-level2"),
        ..form.field("plaats", &t.plaats)
    };
    let open = !form.error("lon").is_empty() || !form.error("lat").is_empty();
    view! {
        <fieldset class="step" id="plek" tabindex="-1">
            <legend>"Waar gebeurt het?"</legend>
            {school(form)}
            <div class="pair">{postcode.view()} {town.view()}</div>
            <p class="field__hint">"Niet op een school? Typ een postcode of plaats."</p>
            <button class="button button--outline" type="submit" name="toon" value="ja" formaction="/plaatsen#kaart">
                <Icon name="plaats" />
                "Zet de speld"
            </button>
            <details class="coordinates" open=open>
                <summary>"Liever coördinaten?"</summary>
                <div class="pair">
                    {coordinate("lon", "Lengtegraad", &t.lon)}
                    {coordinate("lat", "Breedtegraad", &t.lat)}
                </div>
            </details>
            <input type="hidden" name="gekozen" value=t.gekozen.clone() />
            <input type="hidden" name="gezocht" value=t.gezocht.clone() />
            <input type="hidden" name="speld" value=t.speld.clone() />
            <div class="map-lane">
                <div class="map-pane" id="kaart" tabindex="-1">
                    {view! { <PinMapView spot=form.spot.clone() /> }.inert()}
                </div>
            </div>
            {programme(form)}
        </fieldset>
    }
    .inert()
}

fn school(form: &SubmitView) -> AnyView {
    let t = &form.typed;
    let field = Field {
        label: "School of organisatie".into(),
        hint: "Zoek je school op naam, plaats, postcode of BRIN-nummer. Een andere organisatie? Typ gewoon de naam."
            .into(),
        need: Need::Required,
        ..form.field("school", &t.school)
    };
    let search = view! {
        <div class="search-field">
            {field.control()}
            <button class="button button--ink" type="submit" name="zoek" value="ja" formaction="/plaatsen#school">
                <Icon name="zoek" />
                "Zoek"
            </button>
        </div>
        {error_line("vestigingscode", form.error("vestigingscode"), false)}
        <div id="scholen">
            <SchoolChoices
                schools=form.schools.clone()
                in_all=form.schools_in_all
                chosen=chosen(form)
                searched=form.searched
            />
        </div>
    };
    field.around(search.inert())
}

/// The code of the chosen school; the only one that was found is chosen, and counts once the form says so.
fn chosen(form: &SubmitView) -> String {
    match &form.schools[..] {
        [only] if form.searched => only.code.clone(),
        _ => form.typed.vestigingscode.clone(),
    }
}

/// The school sites that were found, `in_all` with those that are not shown, as radio buttons; the last one is "none of these". `searched`: say so when none was
/// found.
#[component]
pub fn SchoolChoices(schools: Vec<SchoolChoice>, in_all: usize, chosen: String, searched: bool) -> impl IntoView {
    if schools.is_empty() {
        let none = view! {
            <p class="field__hint" role="status">
                "Geen school gevonden. Is het een andere organisatie, laat de naam dan zo staan."
            </p>
        };
        return searched.then_some(none).inert();
    }
    let choices = {
        let count = match schools.len() {
            1 => "1 school gevonden".to_owned(),
            shown if shown < in_all => {
                format!("De eerste {shown} van {in_all} scholen. Staat de jouwe er niet bij? Typ meer van de naam of de plaats.")
            }
            many => format!("{many} scholen gevonden"),
        };
        let none = chosen.is_empty();
        let options: Vec<_> = schools
            .into_iter()
            .enumerate()
            .map(|(index, school)| {
                let id = option_id("vestigingscode", index);
                let checked = school.code == chosen;
                view! {
                    <label class="option">
                        <input type="radio" id=id name="vestigingscode" value=school.code.clone() checked=checked />
                        <span>
                            <b>{school.name}</b>
                            <span class="option-box__where">{school.address} " · " {school.code}</span>
                        </span>
                        <span class="option-box__region">{school.region}</span>
                    </label>
                }
            })
            .collect();
        view! {
            <fieldset class="option-box">
                <legend>
                    <span role="status">{count}</span>
                </legend>
                {options}
                <label class="option">
                    <input type="radio" name="vestigingscode" value="" checked=none />
                    <span>
                        <b>"Mijn school of organisatie staat er niet bij"</b>
                        <span class="option-box__where">"We gebruiken de naam die je typte"</span>
                    </span>
                </label>
            </fieldset>
            <button class="button button--outline no-js-only" type="submit" name="kies" value="ja" formaction="/plaatsen#school">
                "Kies deze"
            </button>
        }
    };
    choices.inert()
}

/// The drawn map with the pin, where that is, and four buttons that move it.
#[component]
pub fn PinMapView(spot: PinMap) -> impl IntoView {
    let PinMap { position, whereabouts, camera, placed, school, trouble } = spot;
    let name = if position.is_some() {
        format!("Kaart. De speld staat in {whereabouts}.")
    } else {
        "Kaart van Limburg, nog zonder speld.".to_owned()
    };
    let placed: Vec<_> = placed
        .into_iter()
        .map(|p| view! { <g transform=translate(camera, p.position) inner_html=p.svg></g> })
        .collect();
    let moves = [("n", "noorden"), ("w", "westen"), ("o", "oosten"), ("z", "zuiden")].map(|(value, to)| {
        view! {
            <button
                class=format!("map-button move move--{value}")
                type="submit"
                name="schuif"
                value=value
                formaction="/plaatsen#kaart"
                aria-label=format!("Speld 50 meter naar het {to}")
            >
                <Icon name="noord" />
            </button>
        }
        .inert()
    });
    let (lon, lat) = position.map_or_else(Default::default, |p| (p.lon().to_string(), p.lat().to_string()));
    let pinned = position.is_some();
    let pad = pinned
        .then(|| {
            view! {
                <button
                    class="drag-grip js-only"
                    type="button"
                    aria-label="Speld: sleep hem, of gebruik de pijltjestoetsen"
                ></button>
                <div class="move-pad" role="group" aria-labelledby="zetkop">
                    <p id="zetkop">"Schuif de speld"</p>
                    {moves}
                </div>
            }
        })
        .inert();
    let said = match (pinned, trouble.is_empty()) {
        (true, _) => format!("De speld staat in {whereabouts}."),
        (false, false) => trouble,
        (false, true) => "Nog geen speld. Kies je school, of typ een postcode of plaats.".to_owned(),
    };
    view! {
        <p class="map-where" role="status">
            {said}
        </p>
        <div
            class=format!("map map--submit {}", detail(camera))
            data-lon=lon
            data-lat=lat
            data-school=school
            data-midden=camera.centre.to_string()
            data-zoom=camera.zoom
        >
            <svg class="map__image" width="100%" height="100%" role="img" aria-label=name>
                <svg x="50%" y="50%" overflow="visible" aria-hidden="true">
                    <g class="basemap" transform=drawn_transform(camera)>
                        <use_ href="#basis" />
                    </g>
                    {placed}
                </svg>
            </svg>
            {pad}
        </div>
    }
}

fn programme(form: &SubmitView) -> AnyView {
    let says = |programme| match programme {
        Programme::Marktplaats => "Het bestaat al. Anderen mogen komen kijken.",
        Programme::Vrijplaats => "We proberen iets nieuws, als team.",
        Programme::Buitenplaats => "We doen het samen met de buitenwereld.",
    };
    let choices = Programme::ALL
        .iter()
        .map(|programme| Choice { slug: programme.slug().to_owned(), label: programme.label().to_owned() });
    let field = Field {
        label: "Welke plek past bij jullie?".into(),
        control: Control::Radio(choices.collect()),
        need: Need::Required,
        ..form.field("onderdeel", &form.typed.onderdeel)
    };
    let cards: Vec<_> = Programme::ALL
        .iter()
        .enumerate()
        .map(|(index, &programme)| {
            view! {
                <label class="programme-choice">
                    <input
                        class="vh"
                        type="radio"
                        id=option_id("onderdeel", index)
                        name="onderdeel"
                        value=programme.slug()
                        checked=field.value == programme.slug()
                        aria-describedby=field.described()
                    />
                    <Sign programme quiet=true />
                    <span>
                        <b>{programme.label()}</b>
                        {says(programme)}
                    </span>
                </label>
            }
        })
        .collect();
    field.around(view! { <div class="programme-choices">{cards}</div> }.inert())
}

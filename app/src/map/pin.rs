//! A pin that one puts on the map: what is typed of it, and the drawn map on which it stands.

use domain::{Camera, LngLat};
use leptos::prelude::*;

use super::{Placed, detail, drawn_transform, translate};
use crate::ui::{Control, Field, Icon, Inert as _};

/// The fields of a form that say where the pin stands, as text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "named like the public fields")]
pub struct PinFields {
    pub plaats: String,
    pub postcode: String,
    pub lon: String,
    pub lat: String,
    /// The postcode and town that the pin was put by, see [`PinFields::searched`].
    pub gezocht: String,
    /// Where the pin was put last by us, `lon,lat`: what differs was typed or dragged.
    pub speld: String,
}

impl PinFields {
    /// The fields by name.
    pub fn texts(&mut self) -> [(&'static str, &mut String); 6] {
        [
            ("plaats", &mut self.plaats),
            ("postcode", &mut self.postcode),
            ("lon", &mut self.lon),
            ("lat", &mut self.lat),
            ("gezocht", &mut self.gezocht),
            ("speld", &mut self.speld),
        ]
    }

    /// The postcode and town as typed now; empty when there is neither.
    #[must_use]
    pub fn searched(&self) -> String {
        let (postcode, town) = (self.postcode.trim(), self.plaats.trim());
        if postcode.is_empty() && town.is_empty() { String::new() } else { format!("{postcode} {town}") }
    }

    /// The position of the pin now, in the notation of `speld`; empty for none.
    #[must_use]
    pub fn pinned(&self) -> String {
        let (lon, lat) = (self.lon.trim(), self.lat.trim());
        if lon.is_empty() && lat.is_empty() { String::new() } else { format!("{lon},{lat}") }
    }
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
    /// Where its form goes.
    pub action: String,
}

/// The part of a form in which one puts the pin.
pub struct PinPart<'a> {
    /// What was typed.
    pub fields: &'a PinFields,
    /// What is wrong with a field; empty for nothing.
    pub error: &'a dyn Fn(&str) -> String,
    /// What helps.
    pub hint: &'static str,
    /// The map.
    pub map: PinMap,
}

impl PinPart<'_> {
    /// The fields, and the map below them.
    pub fn view(self) -> AnyView {
        let Self { fields, error, hint, map } = self;
        let field = |name: &'static str, label: &'static str, value: &str| Field {
            name,
            label: label.into(),
            control: Control::Line("text", "off"),
            value: value.to_owned(),
            error: error(name),
            ..Field::default()
        };
        let coordinate = |name, label, value: &str| Field { inputmode: "decimal", ..field(name, label, value) }.view();
        let address = |name, label, value: &str, autocomplete| {
            Field { control: Control::Line("text", autocomplete), ..field(name, label, value) }.view()
        };
        let open = !error("lon").is_empty() || !error("lat").is_empty();
        let formaction = show(&map.action);
        view! {
            <div class="pair">
                {address("postcode", "Postcode", &fields.postcode, "postal-code")}
                {address("plaats", "Plaats", &fields.plaats, "address-level2")}
            </div>
            <p class="field__hint">{hint}</p>
            <button class="button button--outline" type="submit" name="toon" value="ja" formaction=formaction>
                <Icon name="plaats" />
                "Zet de speld"
            </button>
            <details class="coordinates" open=open>
                <summary>"Liever coördinaten?"</summary>
                <div class="pair">
                    {coordinate("lon", "Lengtegraad", &fields.lon)}
                    {coordinate("lat", "Breedtegraad", &fields.lat)}
                </div>
            </details>
            <input type="hidden" name="gezocht" value=fields.gezocht.clone() />
            <input type="hidden" name="speld" value=fields.speld.clone() />
            <div class="map-lane">
                <div class="map-pane" id="kaart" tabindex="-1">
                    {view! { <PinMapView spot=map /> }.inert()}
                </div>
            </div>
        }
        .inert()
    }
}

/// Where a button of the map sends its form.
fn show(action: &str) -> String {
    format!("{action}#kaart")
}

/// The drawn map with the pin, where that is, and four buttons that move it.
#[component]
pub fn PinMapView(spot: PinMap) -> impl IntoView {
    let PinMap { position, whereabouts, camera, placed, school, trouble, action } = spot;
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
                formaction=show(&action)
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

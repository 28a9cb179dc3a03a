//! A pin that somebody puts on the map: where it stands, from what was typed, and the map around it.

use app::{
    map::{
        PinFields, PinMap, Placed,
        marks::{Mark, MarkKind, picture},
    },
    ui::sentence,
};
use atlas::Atlas;
use domain::{
    Bbox, Camera, FieldError, LngLat, Position, Programme,
    geo::{NEAREST_ZOOM, round},
};
use territory::{GeocodeError, Located, Territory};

use crate::{map::view, web::form::Fields};

/// How far a button moves the pin, in km.
const STEP_KM: f64 = 0.05;
/// Kilometres in a degree of latitude.
const DEGREE_KM: f64 = 111.195;
/// How close by the map looks once there is a pin: about 12 m on the ground for each CSS pixel.
const CLOSE: f64 = 12.0;
/// What the map shows, in CSS pixels; names further out are not worth sending.
const SCREEN: view::Screen =
    view::Screen { width: 1100.0, height: 900.0, guessed: true, deepest: NEAREST_ZOOM, now: domain::Moment::MIN };
/// The whole province, in the narrowest place where the map stands.
const NARROW: (f64, f64) = (320.0, 420.0);

/// Where a pin stands; `None` when nobody said, an error at the field that said it.
pub(crate) type Spot = Result<Option<(LngLat, Located)>, FieldError>;

/// Which button of the pin was pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PinAct {
    /// None: what was typed or dragged counts.
    Stay,
    /// "Zet de speld": where the text says.
    Show,
    /// A little further: steps to the east and to the north.
    Move(i8, i8),
}

impl PinAct {
    pub(crate) fn of(fields: &Fields) -> Self {
        match fields.get("schuif") {
            "n" => Self::Move(0, 1),
            "o" => Self::Move(1, 0),
            "z" => Self::Move(0, -1),
            "w" => Self::Move(-1, 0),
            _ if fields.get("toon").is_empty() => Self::Stay,
            _ => Self::Show,
        }
    }
}

/// Puts the pin here.
pub(crate) fn put(typed: &mut PinFields, point: LngLat) {
    typed.lon = round(point.lon(), 6).to_string();
    typed.lat = round(point.lat(), 6).to_string();
    typed.speld = typed.pinned();
}

/// Where the pin stands. What was typed or dragged goes before what follows from a postcode or town.
pub(crate) fn place(territory: &Territory, typed: &mut PinFields, act: PinAct) -> Spot {
    let by_hand = typed.pinned() != typed.speld;
    let mut field = "lon";
    if !by_hand && !typed.searched().is_empty() {
        field = if typed.postcode.trim().is_empty() { "plaats" } else { "postcode" };
        if typed.searched() != typed.gezocht || act == PinAct::Show {
            match search(territory, typed) {
                Ok(point) => {
                    typed.gezocht = typed.searched();
                    put(typed, point);
                }
                Err(error) => {
                    // A pin somewhere else would say that it was understood.
                    typed.lon.clear();
                    typed.lat.clear();
                    typed.speld.clear();
                    return Err(error);
                }
            }
        }
    }
    if typed.pinned().is_empty() {
        return Ok(None);
    }
    let mut point = degrees(typed)?;
    if let PinAct::Move(east, north) = act {
        let north = f64::from(north) * STEP_KM / DEGREE_KM;
        let east = f64::from(east) * STEP_KM / (DEGREE_KM * point.lat().to_radians().cos().max(0.1));
        point = LngLat::new(point.lon() + east, point.lat() + north).unwrap_or(point);
        put(typed, point);
    } else if by_hand {
        typed.gezocht = typed.searched();
        typed.speld = typed.pinned();
    }
    match territory.locate(point) {
        Ok(located) => Ok(Some((point, located))),
        Err(outside) => Err(FieldError::new(field, outside)),
    }
}

/// A decimal comma is what a Dutch keyboard writes.
fn degrees(typed: &PinFields) -> Result<LngLat, FieldError> {
    let read = |field, text: &str| -> Result<f64, FieldError> {
        let number = text.trim().replace(',', ".").parse::<f64>().ok().filter(|v| v.is_finite());
        number.ok_or_else(|| FieldError::new(field, "moet een getal in graden zijn"))
    };
    let (lon, lat) = (read("lon", &typed.lon)?, read("lat", &typed.lat)?);
    LngLat::new(lon, lat).map_err(|e| FieldError::new(if e == domain::GeoError::Latitude { "lat" } else { "lon" }, e))
}

/// The point of the postcode, or else of the town.
fn search(territory: &Territory, typed: &PinFields) -> Result<LngLat, FieldError> {
    let (postcode, town) = (typed.postcode.trim(), typed.plaats.trim());
    if let Some((point, _)) = territory.find_postcode(postcode) {
        return Ok(point);
    }
    if town.is_empty() {
        return Err(FieldError::new("postcode", format!("‘{postcode}’ kennen we niet in Limburg; typ een plaats")));
    }
    territory.geocode(&Position::Town(town.to_owned())).map_err(|error| {
        let like = match error {
            GeocodeError::Town { like: Some(like), .. } => format!("; bedoel je ‘{like}’?"),
            _ => "; typ een postcode, of zet de speld zelf op de kaart".to_owned(),
        };
        FieldError::new("plaats", format!("‘{town}’ kennen we niet in Limburg{like}"))
    })
}

/// The map with the pin, as the form and the script show it.
pub(crate) fn pin_map(atlas: &Atlas, spot: &Spot, programme: Option<Programme>, action: &str) -> PinMap {
    let (position, located) = match spot {
        Ok(Some((position, located))) => (Some(*position), Some(located)),
        _ => (None, None),
    };
    let camera = match position.and_then(|point| Camera::new(point, CLOSE).ok()) {
        Some(camera) => camera,
        None => Camera::fit(atlas.territory().bounds(), NARROW.0, NARROW.1, 12.0, CLOSE),
    };
    let neighbours = position.map_or_else(Vec::new, |_| neighbours(atlas, camera.bounds(SCREEN.width, SCREEN.height)));
    let mut placed = view::labels(atlas, camera, SCREEN, &neighbours);
    placed.extend(neighbours);
    if let Some(position) = position {
        // Until one is chosen, the round one stands for all.
        let svg = picture(programme.unwrap_or(Programme::Vrijplaats));
        placed.push(Placed { position, svg, ..Placed::default() });
    }
    PinMap {
        position,
        whereabouts: located.map_or_else(String::new, |at| {
            format!("{}, gemeente {}, bij {}", at.region.label(), at.municipality, at.town)
        }),
        camera,
        placed,
        school: String::new(),
        action: action.to_owned(),
        trouble: spot.as_ref().err().map_or_else(String::new, |error| match error.reason.strip_prefix("ligt ") {
            Some(where_) => format!("Deze plek ligt {where_}."),
            None => sentence(error.field, &error.reason),
        }),
    }
}

/// The initiatives around, as outlines without a link: the visitor is busy filling in a form.
fn neighbours(atlas: &Atlas, bbox: Bbox) -> Vec<Placed> {
    let near = atlas.nearest(bbox.centre(), 30, None);
    let inside = near.into_iter().map(|(index, _)| atlas.at(index)).filter(|one| bbox.contains(one.position));
    inside
        .map(|one| {
            let kind = MarkKind::Pin { id: one.id.0, programme: one.content.programme, near: false, faded: false };
            let mark = Mark { name: String::new(), href: String::new(), neighbour: true, leaves: false, kind };
            Placed { position: one.position, svg: mark.still(), id: one.id.0, ..Placed::default() }
        })
        .collect()
}

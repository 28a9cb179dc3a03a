//! What follows from what was typed: the school behind a code, and where the pin stands.

use app::submit::{SchoolChoice, SubmitForm};
use domain::{FieldError, LngLat, Position, geo::round};
use store::School;
use territory::{GeocodeError, Located, Territory};

use crate::{
    state::AppState,
    web::{form::Fields, problem::Problem},
};

/// How far a button moves the pin, in km.
const STEP_KM: f64 = 0.05;
/// Kilometres in a degree of latitude.
const DEGREE_KM: f64 = 111.195;
/// How many schools to choose from.
const SCHOOLS: usize = 8;

/// Which button of the form was pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Act {
    /// "Zoek": schools for the text in the field.
    Search,
    /// "Toon": the pin where the text says.
    Show,
    /// The pin a little further: steps to the east and to the north.
    Move(i8, i8),
    /// Look at it again.
    Refresh,
    /// One picture less.
    Pictures,
    /// No button: the form is only looked at.
    Nothing,
    /// "Stuur in": check everything and send it in.
    Send,
}

impl Act {
    pub(crate) fn of(fields: &Fields) -> Self {
        let value = |name: &str| fields.pairs().iter().find(|(n, _)| n == name).map(|(_, v)| &**v);
        match value("schuif") {
            Some("n") => return Self::Move(0, 1),
            Some("o") => return Self::Move(1, 0),
            Some("z") => return Self::Move(0, -1),
            Some("w") => return Self::Move(-1, 0),
            _ => {}
        }
        if value("foto-weg").is_some() {
            Self::Pictures
        } else if value("zoek").is_some() {
            Self::Search
        } else if value("toon").is_some() {
            Self::Show
        } else if value("kies").is_some() || value("bijwerken").is_some() {
            Self::Refresh
        } else {
            Self::Send
        }
    }
}

/// What follows from the text.
#[derive(Debug)]
pub(crate) struct Settled {
    /// Where it is; `None` when nobody said; an error at the field that said it.
    pub(crate) spot: Result<Option<(LngLat, Located)>, FieldError>,
    /// What is wrong with the chosen school.
    pub(crate) school: Option<FieldError>,
    /// School sites to choose from.
    pub(crate) schools: Vec<SchoolChoice>,
    /// How many school sites there are to choose from.
    pub(crate) schools_in_all: usize,
    /// Somebody looked for a school.
    pub(crate) searched: bool,
}

impl Default for Settled {
    fn default() -> Self {
        Self { spot: Ok(None), school: None, schools: Vec::new(), schools_in_all: 0, searched: false }
    }
}

impl Settled {
    pub(crate) fn point(&self) -> Option<LngLat> {
        self.spot.as_ref().ok()?.as_ref().map(|(point, _)| *point)
    }
}

/// Fills in what follows: of a newly chosen school its name and place, of a new postcode or town the pin.
pub(crate) async fn settle(state: &AppState, typed: &mut SubmitForm, act: Act) -> Result<Settled, Problem> {
    let territory = state.atlas.load().territory().clone();
    let mut settled = Settled::default();
    let mut found = Vec::new();
    let searched = typed.school.clone();
    let code = typed.vestigingscode.trim().to_ascii_uppercase();
    if code.is_empty() {
        typed.gekozen.clear();
    } else {
        match school(state, &code).await? {
            Some(school) => {
                if code != typed.gekozen {
                    fill_in(typed, &school);
                }
                found.push(school);
            }
            None => {
                settled.school = Some(FieldError::new("vestigingscode", "kennen we niet; kies je school opnieuw"));
            }
        }
    }
    // Enter in the field of the school is a search too.
    settled.searched = !searched.trim().is_empty() && (act == Act::Search || act == Act::Refresh && code.is_empty());
    if settled.searched {
        let more = state.store.find_schools(&searched, SCHOOLS).await?;
        found.extend(more.into_iter().filter(|school| school.site_code != code));
        settled.schools_in_all = state.store.count_schools(&searched).await?;
    }
    settled.schools_in_all = settled.schools_in_all.max(found.len());
    settled.schools = found.into_iter().map(choice).collect();
    settled.spot = place(&territory, typed, act);
    Ok(settled)
}

/// The school site with this code.
pub(crate) async fn school(state: &AppState, code: &str) -> Result<Option<School>, Problem> {
    let found = state.store.find_schools(code, SCHOOLS).await?;
    Ok(found.into_iter().find(|school| school.site_code == code))
}

/// A school's name and place into the form.
fn fill_in(typed: &mut SubmitForm, school: &School) {
    school.name.clone_into(&mut typed.school);
    school.postcode.clone_into(&mut typed.postcode);
    school.town.clone_into(&mut typed.plaats);
    typed.vestigingscode.clone_from(&school.site_code);
    typed.gekozen.clone_from(&school.site_code);
    typed.gezocht = typed.searched();
    pin(typed, school.position);
}

fn pin(typed: &mut SubmitForm, point: LngLat) {
    typed.lon = round(point.lon(), 6).to_string();
    typed.lat = round(point.lat(), 6).to_string();
    typed.speld = typed.pinned();
}

/// Where the pin stands. What was typed or dragged goes before what follows from a postcode or town.
fn place(territory: &Territory, typed: &mut SubmitForm, act: Act) -> Result<Option<(LngLat, Located)>, FieldError> {
    let by_hand = typed.pinned() != typed.speld;
    let mut field = "lon";
    if !by_hand && !typed.searched().is_empty() {
        field = if typed.postcode.trim().is_empty() { "plaats" } else { "postcode" };
        if typed.searched() != typed.gezocht || act == Act::Show {
            match search(territory, typed) {
                Ok(point) => {
                    typed.gezocht = typed.searched();
                    pin(typed, point);
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
    if let Act::Move(east, north) = act {
        let north = f64::from(north) * STEP_KM / DEGREE_KM;
        let east = f64::from(east) * STEP_KM / (DEGREE_KM * point.lat().to_radians().cos().max(0.1));
        point = LngLat::new(point.lon() + east, point.lat() + north).unwrap_or(point);
        pin(typed, point);
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
fn degrees(typed: &SubmitForm) -> Result<LngLat, FieldError> {
    let read = |field, text: &str| -> Result<f64, FieldError> {
        let number = text.trim().replace(',', ".").parse::<f64>().ok().filter(|v| v.is_finite());
        number.ok_or_else(|| FieldError::new(field, "moet een getal in graden zijn"))
    };
    let (lon, lat) = (read("lon", &typed.lon)?, read("lat", &typed.lat)?);
    LngLat::new(lon, lat).map_err(|e| FieldError::new(if e == domain::GeoError::Latitude { "lat" } else { "lon" }, e))
}

/// The point of the postcode, or else of the town.
fn search(territory: &Territory, typed: &SubmitForm) -> Result<LngLat, FieldError> {
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

/// A school as the form shows it.
pub(crate) fn choice(school: School) -> SchoolChoice {
    let address = [school.street, format!("{} {}", school.postcode, school.town)];
    let address: Vec<_> = address.iter().map(|part| part.trim()).filter(|part| !part.is_empty()).collect();
    SchoolChoice {
        address: address.join(", "),
        code: school.site_code,
        name: school.name,
        region: school.region.short(),
    }
}

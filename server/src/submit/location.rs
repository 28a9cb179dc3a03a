//! What follows from what was typed: the school behind a code, and where the pin stands.

use app::{
    initiatives::InitiativeForm,
    submit::{SchoolChoice, SubmitForm},
};
use domain::{FieldError, LngLat};
use store::School;

use crate::{
    map::pin::{self, PinAct, Spot},
    schools::{SCHOOLS, choice, school},
    state::AppState,
    web::{form::Fields, problem::Problem},
};

/// Which button of the form was pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Act {
    /// "Zoek": schools for the text in the field.
    Search,
    /// The pin is put or moved.
    Pin(PinAct),
    /// Look at it again.
    Refresh,
    /// How it will look.
    Preview,
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
        let pin = PinAct::of(fields);
        if pin != PinAct::Stay {
            return Self::Pin(pin);
        }
        if value("foto-weg").is_some() {
            Self::Pictures
        } else if value("voorbeeld").is_some() {
            Self::Preview
        } else if value("zoek").is_some() {
            Self::Search
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
    /// Where it is.
    pub(crate) spot: Spot,
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
    let searched = typed.initiatief.text.school.clone();
    let code = typed.initiatief.text.vestigingscode.trim().to_ascii_uppercase();
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
    let pin = if let Act::Pin(pin) = act { pin } else { PinAct::Stay };
    settled.spot = pin::place(&territory, &mut typed.initiatief.pin, pin);
    Ok(settled)
}

/// A school's name and place into the form.
fn fill_in(typed: &mut SubmitForm, school: &School) {
    typed.gekozen.clone_from(&school.site_code);
    let InitiativeForm { text, pin, .. } = &mut typed.initiatief;
    text.vestigingscode.clone_from(&school.site_code);
    text.school.clone_from(&school.name);
    pin.postcode.clone_from(&school.postcode);
    pin.plaats.clone_from(&school.town);
    pin.gezocht = pin.searched();
    pin::put(pin, school.position);
}

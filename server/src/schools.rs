//! Schools of the register, as forms choose one.

use app::submit::SchoolChoice;
use store::School;

use crate::{state::AppState, web::problem::Problem};

/// How many schools to choose from.
pub(crate) const SCHOOLS: usize = 8;

/// The school site with this code.
pub(crate) async fn school(state: &AppState, code: &str) -> Result<Option<School>, Problem> {
    let found = state.store.find_schools(code, SCHOOLS).await?;
    Ok(found.into_iter().find(|school| school.site_code == code))
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

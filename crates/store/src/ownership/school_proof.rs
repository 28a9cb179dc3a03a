//! Whether an address proves by itself that somebody is of the school of an initiative.

use domain::{Email, Initiative, ownership::address_of_site};
use territory::fold;

use crate::{School, Store, StoreError, schools, sql::Connection};

impl Store {
    /// The website of an initiative's school in the register, as far as it is known.
    pub async fn website_of(&self, initiative: &Initiative) -> Result<Option<String>, StoreError> {
        let schools = self.schools().await?;
        Ok(school_of(initiative, &schools).and_then(|school| school.website.clone()))
    }
}

/// Whether the register knows the initiative's school, with a site of the same host as the address, and no other
/// school with such a site: one host for all schools of a board proves too little.
pub(crate) async fn of_school(
    connection: &mut Connection,
    email: &Email,
    initiative: &Initiative,
) -> Result<bool, StoreError> {
    let schools = schools::stored(connection).await?;
    let Some(own) = school_of(initiative, &schools) else { return Ok(false) };
    let proven = |school: &School| school.website.as_deref().is_some_and(|site| address_of_site(email, site));
    Ok(proven(own) && schools.iter().filter(|school| proven(school)).all(|school| school.brin == own.brin))
}

/// The school by its code, or else the only one with its name in its town.
fn school_of<'a>(initiative: &Initiative, schools: &'a [School]) -> Option<&'a School> {
    let content = &initiative.content;
    if let Some(code) = &content.site_code {
        return schools.iter().find(|school| school.site_code == *code);
    }
    let (name, town) = (fold(&content.school), fold(&initiative.town));
    if name.is_empty() {
        return None;
    }
    let mut same = schools.iter().filter(|school| fold(&school.name) == name && fold(&school.town) == town);
    same.next().filter(|_| same.next().is_none())
}

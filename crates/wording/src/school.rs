//! The school and the town of an initiative.

use domain::Initiative;

/// School and town: "De Proefschool · Weert". Only the school when its name ends with the town, as "Basisschool in
/// Mook" does.
#[must_use]
pub fn whereabouts(initiative: &Initiative) -> String {
    let (school, town) = (school(initiative), &initiative.town);
    if territory::fold(&school).ends_with(&territory::fold(town)) { school } else { format!("{school} · {town}") }
}

/// The school, or the town when no school was named.
#[must_use]
pub fn school(initiative: &Initiative) -> String {
    let school = &initiative.content.school;
    if school.is_empty() { initiative.town.clone() } else { school.clone() }
}

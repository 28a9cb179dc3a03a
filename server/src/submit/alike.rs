//! What looks like it already, on the map or among what somebody sent in that waits: close by or of the same school, with a
//! title like it.

use app::submit::Alike;
use atlas::Atlas;
use domain::{Initiative, LngLat, VersionState, paths};
use store::Version;
use territory::fold;

use crate::ownership;

/// How near is the same place, in km.
const NEAR_KM: f64 = 0.25;
/// How many of the nearest are looked at.
const NEAREST: usize = 50;
/// How many are shown.
const SHOWN: usize = 5;
/// How alike (0..=1) titles must be.
const ALIKE: f64 = 0.6;
/// How alike (0..=1) two words must be to count as the same.
const SAME_WORD: f64 = 0.75;
/// Words that say nothing about what it is.
const EMPTY_WORDS: [&str; 19] = [
    "de", "het", "een", "en", "of", "in", "op", "van", "voor", "met", "als", "bij", "te", "naar", "aan", "om", "uit",
    "door", "s",
];

/// The published initiatives and those of `own`, which wait, that look like this one, the most alike first.
pub(crate) fn alike(
    atlas: &Atlas,
    own: &[Version],
    title: &str,
    school: &str,
    code: &str,
    point: Option<LngLat>,
) -> Vec<Alike> {
    let (school, code) = (school.trim(), code.trim());
    let same_school = |one: &Initiative| {
        let content = &one.content;
        (!code.is_empty() && content.site_code.as_deref().is_some_and(|own| own.eq_ignore_ascii_case(code)))
            || (!school.is_empty() && content.school.eq_ignore_ascii_case(school))
    };
    let near = point.map_or_else(Vec::new, |point| atlas.nearest(point, NEAREST, None));
    let mut found: Vec<u32> = near.into_iter().filter(|(_, km)| *km <= NEAR_KM).map(|(index, _)| index).collect();
    let all = 0..u32::try_from(atlas.len()).unwrap_or(u32::MAX);
    found.extend(all.filter(|&index| same_school(atlas.at(index))));
    found.sort_unstable();
    found.dedup();
    let near = |one: &Initiative| point.is_some_and(|point| point.distance_km(one.position) <= NEAR_KM);
    let own = own.iter().filter(|version| {
        let one = &version.initiative;
        // What is public already is found there.
        atlas.get(one.id).is_none() && (near(one) || same_school(one))
    });
    let score = |one: &Initiative| Some(similarity(title, &one.content.title)).filter(|score| *score >= ALIKE);
    let public = found.into_iter().filter_map(|index| Some((score(atlas.at(index))?, shown(atlas, index, point))));
    let own = own.filter_map(|version| Some((score(&version.initiative)?, waiting(version))));
    let mut scored: Vec<(f64, Alike)> = own.chain(public).collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0));
    scored.truncate(SHOWN);
    scored.into_iter().map(|(_, one)| one).collect()
}

fn shown(atlas: &Atlas, index: u32, point: Option<LngLat>) -> Alike {
    let one = atlas.at(index);
    let school = if one.content.school.is_empty() { &one.town } else { &one.content.school };
    let detail = match point.map(|point| point.distance_km(one.position)) {
        Some(km) if km < 0.025 => format!("{school}, op dezelfde plek"),
        Some(km) => format!("{school}, {} hiervandaan", wording::kilometres(km)),
        None => school.clone(),
    };
    let join = if one.example { String::new() } else { ownership::href(one.id) };
    Alike { href: atlas.path(index), title: one.content.title.clone(), detail, join, waits: false }
}

/// One's own, with where it can be seen: what is to be confirmed stands in the list of what is theirs.
fn waiting(version: &Version) -> Alike {
    let one = &version.initiative;
    let (href, waits) = match version.state {
        VersionState::Unconfirmed => (paths::MINE.to_owned(), "wacht op je bevestiging"),
        VersionState::Asked => (paths::own(one.id), "de redactie vraagt je iets"),
        _ => (paths::own(one.id), "wacht op de redactie"),
    };
    let detail = format!("van jou, nog niet op de kaart: {waits}");
    Alike { href, title: one.content.title.clone(), detail, join: String::new(), waits: true }
}

/// How alike two titles are, 0..=1: the share of their words that the other has too, spelled about the same.
fn similarity(one: &str, other: &str) -> f64 {
    let (one, other) = (fold(one), fold(other));
    let words = |text: &'_ str| -> Vec<String> {
        text.split(' ').filter(|word| !word.is_empty() && !EMPTY_WORDS.contains(word)).map(str::to_owned).collect()
    };
    let (a, b) = (words(&one), words(&other));
    if a.is_empty() || b.is_empty() {
        return 0.0;
    }
    let shared = |from: &[String], to: &[String]| from.iter().filter(|word| to.iter().any(|w| same(word, w))).count();
    #[allow(clippy::cast_precision_loss, reason = "a title has few words")]
    let share = (shared(&a, &b) + shared(&b, &a)) as f64 / (a.len() + b.len()) as f64;
    share
}

/// Spelled about the same, or one in the other: `boerderij` and `kinderboerderij`.
fn same(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    strsim::normalized_damerau_levenshtein(one, other) >= SAME_WORD || short.len() >= 6 && long.contains(short)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("De hei als klaslokaal", "De hei als klaslokaal", true)]
    #[case("de HEI als klas-lokaal", "Hei als klaslokaal", true)]
    #[case("Robots in de klas", "Robot in de klas", true)]
    #[case("Zorgrobot op stage", "De zorgrobots op stage", true)]
    #[case("Leren op de boerderij", "Leren op de kinderboerderij", true)]
    #[case("Techniekroute langs de Maas", "Technikroute langs de Maas", true)]
    #[case("Lezen in het park", "Rekenen in het park", false)]
    #[case("De hei als klaslokaal", "Het bos als klaslokaal", false)]
    #[case("Muziek voor iedereen", "Codemaatjes", false)]
    #[case("De", "Het", false)]
    #[case("", "", false)]
    fn titles_are_alike_or_not(#[case] one: &str, #[case] other: &str, #[case] expected: bool) {
        assert_eq!(similarity(one, other) >= ALIKE, expected, "{}", similarity(one, other));
        assert!((similarity(one, other) - similarity(other, one)).abs() < 1e-9);
    }
}

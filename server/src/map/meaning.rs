//! What a text may mean besides words to look for: a place or postcode, a municipality, a theme, a sector, a stage, one of
//! the three programmes; or one of those at a place, as in "digitalisering weert".

use atlas::Atlas;
use domain::{Near, Programme, Query, Sector, Stage, query::DEFAULT_RADIUS_KM};
use territory::fold;

/// How many towns a text may mean.
const TOWNS: usize = 3;
/// How much of a word has to be typed before it is recognised.
const MIN_WORD: usize = 3;
/// Words between a subject and a place.
const BETWEEN: [&str; 7] = ["in", "bij", "rond", "om", "te", "van", "nabij"];

/// Something that was perhaps meant.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Meaning {
    /// The icon of the sprite.
    pub(crate) icon: &'static str,
    /// What it is called.
    pub(crate) text: String,
    /// What kind of thing it is.
    pub(crate) detail: String,
    /// As a query.
    pub(crate) query: Query,
}

/// All that is perhaps meant, places first.
pub(crate) fn meanings(atlas: &Atlas, text: &str) -> Vec<Meaning> {
    let folded = fold(text);
    let mut found = places(atlas, text);
    let folded = atlas.synonym(&folded).map_or(folded, fold);
    found.extend(subjects(atlas, &folded));
    found.extend(subject_at_a_place(atlas, &folded));
    found
}

/// Places alone: towns and postcodes.
pub(crate) fn places(atlas: &Atlas, text: &str) -> Vec<Meaning> {
    let territory = atlas.territory();
    let around = |text: String, detail: String, point| {
        let near = Some(Near { point, radius_km: Some(DEFAULT_RADIUS_KM) });
        Meaning { icon: "i-plaats", text, detail, query: Query { near, ..Query::default() } }
    };
    let mut found = Vec::new();
    if let Some((point, town)) = territory.find_postcode(text) {
        found.push(around(text.chars().take(4).collect(), format!("postcode in {town}"), point));
    }
    found.extend(territory.find_settlements(text, TOWNS).into_iter().map(|place| {
        let detail = if place.in_limburg() { format!("plaats, {}", place.municipality) } else { "plaats".to_owned() };
        around(place.name.clone(), detail, place.point)
    }));
    found
}

/// Municipalities, themes, sectors, stages and programmes that are called like this, with how many there are.
fn subjects(atlas: &Atlas, folded: &str) -> Vec<Meaning> {
    let vocabulary = atlas.territory().vocabulary();
    let mut found = Vec::new();
    let mut add = |kind: &str, slug: &str, label: &str, query: Query| {
        if !is_called(folded, slug, label) {
            return;
        }
        let count = atlas.matches(&query).len();
        if count > 0 {
            let detail = format!("{kind}, {}", wording::initiatives(count));
            found.push(Meaning { icon: "i-filter", text: label.to_owned(), detail, query });
        }
    };
    for term in &vocabulary.municipalities {
        let query = Query { municipalities: vec![term.slug.clone()], ..Query::default() };
        add("gemeente", &term.slug, &term.label, query);
    }
    for term in &vocabulary.themes {
        add("thema", &term.slug, &term.label, Query { themes: vec![term.slug.clone()], ..Query::default() });
    }
    for &sector in Sector::ALL {
        add("sector", sector.slug(), sector.label(), Query { sectors: vec![sector], ..Query::default() });
    }
    for &stage in Stage::ALL {
        add("fase", stage.slug(), stage.label(), Query { stages: vec![stage], ..Query::default() });
    }
    for &programme in Programme::ALL {
        let query = Query { programmes: vec![programme], ..Query::default() };
        add("onderdeel", programme.slug(), programme.label(), query);
    }
    found
}

/// Whether this is what a theme, sector, stage, programme or municipality is called.
pub(crate) fn is_subject(atlas: &Atlas, name: &str) -> bool {
    let folded = fold(name);
    let vocabulary = atlas.territory().vocabulary();
    let terms = vocabulary.themes.iter().chain(&vocabulary.municipalities).map(|term| (&*term.slug, &*term.label));
    let sectors = Sector::ALL.iter().map(|sector| (sector.slug(), sector.label()));
    let stages = Stage::ALL.iter().map(|stage| (stage.slug(), stage.label()));
    let programmes = Programme::ALL.iter().map(|programme| (programme.slug(), programme.label()));
    let mut names = terms.chain(sectors).chain(stages).chain(programmes);
    names.any(|(slug, label)| folded == fold(slug) || folded == fold(label))
}

/// "digitalisering weert", "weert po", "lopend in venlo".
fn subject_at_a_place(atlas: &Atlas, folded: &str) -> Option<Meaning> {
    let words: Vec<&str> = folded.split(' ').filter(|word| !BETWEEN.contains(word)).collect();
    let both = |subject: &[&str], place: &[&str]| {
        let (subject, name) = (subject.join(" "), place.join(" "));
        let town = places(atlas, &name).into_iter().next().filter(|town| fold(&town.text) == name)?;
        let subject = atlas.synonym(&subject).map_or(subject, fold);
        let subject = subjects(atlas, &subject).into_iter().find(|found| found.query.municipalities.is_empty())?;
        let query = Query { near: town.query.near, ..subject.query };
        let detail = format!("bij {}", town.text);
        Some(Meaning { icon: "i-passer", text: subject.text, detail, query })
    };
    (1..words.len()).find_map(|at| {
        let (before, after) = words.split_at(at);
        both(before, after).or_else(|| both(after, before))
    })
}

/// Whether a text is the word in an address, or begins a word of the name.
fn is_called(folded: &str, slug: &str, label: &str) -> bool {
    let label = fold(label);
    let begins = label.starts_with(folded) || label.contains(&format!(" {folded}"));
    folded == fold(slug) || (folded.chars().count() >= MIN_WORD && begins)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn name_is_recognised_by_its_slug_or_the_beginning_of_a_word() {
        for text in ["po", "primair", "onderwijs", "prim"] {
            assert!(is_called(text, "po", "Primair onderwijs (po)"), "{text}");
        }
        for text in ["p", "pr", "air", "vo"] {
            assert!(!is_called(text, "po", "Primair onderwijs (po)"), "{text}");
        }
    }
}

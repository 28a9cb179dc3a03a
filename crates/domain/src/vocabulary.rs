//! The words a query may use: closed vocabularies as enums, open ones (theme, municipality) as lists of terms.

use crate::{UnknownTerm, means, slug_enum};

slug_enum! {
    /// Regio: computed from the position, never typed.
    Region {
        /// Noord-Limburg.
        North = "noord", "Noord-Limburg";
        /// Midden-Limburg.
        Mid = "midden", "Midden-Limburg";
        /// Zuid-Limburg.
        South = "zuid", "Zuid-Limburg";
    }
}

slug_enum! {
    /// Onderdeel: which of the three parts ("drie plekken") an initiative stands in today.
    Programme {
        /// What already works, made visible.
        Marktplaats = "marktplaats", "Marktplaats";
        /// A team tries something new.
        Vrijplaats = "vrijplaats", "Vrijplaats";
        /// With partners from outside.
        Buitenplaats = "buitenplaats", "Buitenplaats";
    }
}

slug_enum! {
    /// Fase: where an initiative is in its life.
    Stage {
        /// An idea.
        Idea = "idee", "Idee";
        /// Being developed.
        Developing = "in-ontwikkeling", "In ontwikkeling";
        /// Part of daily practice.
        Running = "lopend", "In de praktijk";
        /// Finished; it stays on the map with what it brought.
        Finished = "afgerond", "Afgerond";
    }
}

slug_enum! {
    /// Sector; an initiative may have several. `so` includes vso and sbo.
    Sector {
        /// Primary education.
        Primary = "po", "Basisonderwijs (po)";
        /// Secondary education.
        Secondary = "vo", "Voortgezet onderwijs (vo)";
        /// Special education.
        Special = "so", "Speciaal onderwijs (so, vso, sbo)";
        /// Vocational education.
        Vocational = "mbo", "Middelbaar beroepsonderwijs (mbo)";
        /// Universities of applied sciences.
        Applied = "hbo", "Hoger beroepsonderwijs (hbo)";
        /// Research universities.
        Academic = "wo", "Wetenschappelijk onderwijs (wo)";
    }
}

impl Region {
    /// "Noord", "Midden" or "Zuid": the short name on a button.
    #[must_use]
    pub fn short(self) -> &'static str {
        match self {
            Self::North => "Noord",
            Self::Mid => "Midden",
            Self::South => "Zuid",
        }
    }
}

/// One word of an open vocabulary: `slug` in URLs, `label` on pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// The word in URLs, JSON and CSV.
    pub slug: String,
    /// The word as a page shows it.
    pub label: String,
}

/// The themes a new map starts with, as slug and label.
pub const THEMES: [(&str, &str); 8] = [
    ("doorlopende-leerlijn", "Doorlopende leerlijn"),
    ("talentontwikkeling", "Talentontwikkeling"),
    ("digitalisering", "Digitalisering"),
    ("kansengelijkheid", "Kansengelijkheid"),
    ("bewegend-leren", "Bewegend leren"),
    ("drop-outs", "Voorkomen van uitval"),
    ("inclusief-onderwijs", "Inclusief onderwijs"),
    ("steam", "Techniek en kunst (STEAM)"),
];

/// The open vocabularies of this map.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Vocabulary {
    /// Themes, in the order in which people meet them.
    pub themes: Vec<Term>,
    /// Municipalities, by name.
    pub municipalities: Vec<Term>,
}

impl Vocabulary {
    /// The themes a new map starts with and the given municipalities.
    #[must_use]
    pub fn new(municipalities: Vec<Term>) -> Self {
        let themes =
            THEMES.iter().map(|&(slug, label)| Term { slug: slug.to_owned(), label: label.to_owned() }).collect();
        Self { themes, municipalities }
    }

    /// # Errors
    /// When the theme is not in the vocabulary.
    pub fn theme(&self, slug: &str) -> Result<&Term, UnknownTerm> {
        find(&self.themes, slug)
    }

    /// # Errors
    /// When the municipality is not in the vocabulary.
    pub fn municipality(&self, slug: &str) -> Result<&Term, UnknownTerm> {
        find(&self.municipalities, slug)
    }
}

fn find<'a>(terms: &'a [Term], slug: &str) -> Result<&'a Term, UnknownTerm> {
    let exact = terms.iter().find(|t| t.slug == slug);
    let found = exact.or_else(|| terms.iter().find(|t| means(slug, &t.slug, &t.label)));
    found.ok_or_else(|| UnknownTerm {
        value: slug.to_owned(),
        choices: terms.iter().map(|t| t.slug.as_str()).collect::<Vec<_>>().join(", "),
    })
}

//! "Kom kijken": visit moments that an owner opens.

use jiff::civil::Date;

use super::{GatheringContent, GatheringKind, GatheringMode, MAX_TITLE, RawGathering};
use crate::{Initiative, Vocabulary, text::FieldError};

/// The most moments of one initiative that are still to come.
pub const MAX_VISITS: usize = 12;

/// The fields of the form for a visit moment, as they come in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "named like the public fields")]
pub struct RawVisit {
    pub datum: String,
    pub begin: String,
    pub begin_keer: String,
    pub einde: String,
    pub einde_keer: String,
    pub plekken: String,
    /// What one sees.
    pub samenvatting: String,
    /// How to come.
    pub locatie: String,
}

/// The gathering that a visit to an initiative is.
///
/// # Errors
/// One error for each field that can't be used.
pub fn content(
    raw: &RawVisit,
    initiative: &Initiative,
    vocabulary: &Vocabulary,
    today: Date,
) -> Result<GatheringContent, Vec<FieldError>> {
    let title: String = format!("Kom kijken: {}", initiative.content.title).chars().take(MAX_TITLE).collect();
    let sectors: Vec<_> = initiative.content.sectors.iter().map(|sector| sector.slug()).collect();
    let RawVisit { datum, begin, begin_keer, einde, einde_keer, plekken, samenvatting, locatie } = raw.clone();
    let raw = RawGathering {
        titel: title.trim_end().to_owned(),
        soort_bijeenkomst: GatheringKind::Visit.slug().to_owned(),
        thema: initiative.content.themes.join("|"),
        sector: sectors.join("|"),
        vorm: GatheringMode::Venue.slug().to_owned(),
        wachtlijst: "ja".to_owned(),
        vestigingscode: initiative.content.site_code.clone().unwrap_or_default(),
        lon: initiative.position.lon().to_string(),
        lat: initiative.position.lat().to_string(),
        datum,
        begin,
        begin_keer,
        einde,
        einde_keer,
        plekken,
        samenvatting,
        locatie,
        ..RawGathering::default()
    };
    GatheringContent::parse(&raw, vocabulary, today).map(|(content, _)| content)
}

//! What was typed as an initiative, whatever is still missing or wrong: to show how it will look.

use app::initiatives::{InitiativeForm, Preview};
use atlas::Atlas;
use domain::{
    Initiative, InitiativeContent, InitiativeId, Moment, Picture, Programme, RawInitiative, Region, Sector, Stage,
    WebAddress,
};
use territory::Located;

use crate::{initiatives::preview::preview, map::pin::Spot};

/// How what was typed will look.
pub(crate) fn preview_of(atlas: &Atlas, typed: &InitiativeForm, spot: &Spot, pictures: Vec<Picture>) -> Preview {
    preview(atlas, &sketch(atlas, &typed.text, spot), pictures)
}

/// What is missing has a word that says so.
fn sketch(atlas: &Atlas, typed: &RawInitiative, spot: &Spot) -> Initiative {
    let text = |text: &str| text.trim().to_owned();
    let or =
        |text: &str, missing: &str| if text.trim().is_empty() { missing.to_owned() } else { text.trim().to_owned() };
    let spot = spot.as_ref().ok().and_then(Clone::clone);
    let (position, located) = spot.unwrap_or_else(|| {
        let nowhere = Located { region: Region::Mid, municipality: "plek volgt".to_owned(), town: String::new() };
        (atlas.territory().bounds().centre(), nowhere)
    });
    Initiative {
        id: InitiativeId(0),
        key: None,
        content: InitiativeContent {
            title: or(&typed.titel, "Je titel"),
            summary: or(&typed.samenvatting, "Je samenvatting."),
            description: text(&typed.omschrijving),
            school: or(&typed.school, "Je school of organisatie"),
            sectors: typed.sector.split('|').filter_map(|one| Sector::parse(one).ok()).collect(),
            themes: typed.thema.split('|').filter(|one| !one.is_empty()).map(str::to_owned).collect(),
            stage: Stage::parse(&typed.fase).unwrap_or(Stage::Idea),
            programme: Programme::parse(&typed.onderdeel).unwrap_or(Programme::Vrijplaats),
            // What is no address yet is no link either.
            website: WebAddress::parse(&typed.website).ok().map(|address| address.as_str().to_owned()),
            learning_question: text(&typed.leervraag),
            outcomes: typed.opbrengst.lines().map(text).collect(),
            period: text(&typed.periode),
            site_code: None,
        },
        position,
        region: located.region,
        municipality: located.municipality,
        town: located.town,
        example: false,
        changed: Moment::MIN,
    }
}

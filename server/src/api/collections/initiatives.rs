//! `initiatieven`: what is on the map.

use domain::Initiative;

use crate::api::collections::{Choices, Feature, Field, Kind, Shape, Value};

pub(crate) static FIELDS: [Field; 13] = [
    Field::new("titel", "Titel", Kind::Text, Choices::Any),
    Field::new("samenvatting", "Samenvatting", Kind::Text, Choices::Any),
    Field::new("school", "School of organisatie", Kind::Text, Choices::Any),
    Field::new("plaats", "Plaats", Kind::Text, Choices::Any),
    Field::new("gemeente", "Gemeente", Kind::Text, Choices::Municipalities),
    Field::new("regio", "Regio", Kind::Text, Choices::Regions),
    Field::new("sector", "Sectoren", Kind::Words, Choices::Sectors),
    Field::new("thema", "Thema’s", Kind::Words, Choices::Themes),
    Field::new("fase", "Fase", Kind::Text, Choices::Stages),
    Field::new("onderdeel", "Onderdeel", Kind::Text, Choices::Programmes),
    Field::new("website", "Website", Kind::Text, Choices::Any),
    Field::new("gewijzigd", "Laatste wijziging", Kind::Moment, Choices::Any),
    Field::new("voorbeeld", "Bedacht als voorbeeld", Kind::Flag, Choices::Any),
];

/// What one can't ask about.
pub(crate) static EXTRAS: [Field; 2] = [
    Field::new("url", "De bladzijde voor mensen", Kind::Address, Choices::Any),
    Field::new("afstand_km", "Afstand tot ‘bij’, in km", Kind::Number, Choices::Any),
];

pub(crate) fn feature(initiative: &Initiative) -> Feature<'_> {
    let content = &initiative.content;
    Feature {
        shape: Shape::Point(initiative.position),
        values: vec![
            Value::Text((&*content.title).into()),
            Value::Text((&*content.summary).into()),
            Value::Text((&*content.school).into()),
            Value::Text((&*initiative.town).into()),
            Value::Text((&*initiative.municipality).into()),
            Value::Text(initiative.region.slug().into()),
            Value::Words(content.sectors.iter().map(|sector| sector.slug()).collect()),
            Value::Words(content.themes.iter().map(|theme| &**theme).collect()),
            Value::Text(content.stage.slug().into()),
            Value::Text(content.programme.slug().into()),
            content.website.as_deref().map_or(Value::Nothing, |website| Value::Text(website.into())),
            Value::Moment((&*initiative.changed).into()),
            Value::Flag(initiative.example),
        ],
    }
}

//! The collections: what they are called, which fields their features have, and the features themselves. Whatever
//! works on a [`Feature`] (filter, order, another coordinate system) works for all of them.

mod areas;
mod boards;
mod gatherings;
mod initiatives;
mod schools;

use std::{borrow::Cow, str::FromStr, sync::Arc};

use atlas::Atlas;
use domain::{
    Bbox, LngLat, Programme, Region, Sector, Stage,
    gathering::{GatheringKind, GatheringMode, Phase},
};
use geo::MultiPolygon;
use serde_json::{Value as Json, json};
use store::StoreError;
use territory::Territory;

use crate::{state::AppState, web::problem::Problem};

/// A collection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Collection {
    Initiatives,
    Gatherings,
    Schools,
    Boards,
    Municipalities,
    Regions,
}

/// A property of a feature.
#[derive(Debug)]
pub(crate) struct Field {
    /// Its name in JSON.
    pub(crate) name: &'static str,
    /// What it is, for people.
    pub(crate) title: &'static str,
    pub(crate) kind: Kind,
    pub(crate) choices: Choices,
}

/// What a field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Text,
    /// Several words.
    Words,
    Whole,
    /// A number with a fraction.
    Number,
    Flag,
    /// RFC 3339.
    Moment,
    /// A web address.
    Address,
}

/// What a field can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Choices {
    Any,
    Regions,
    Municipalities,
    Sectors,
    Themes,
    Stages,
    Programmes,
    GatheringKinds,
    GatheringModes,
    Phases,
}

/// What one field of one feature holds.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value<'a> {
    Nothing,
    Text(Cow<'a, str>),
    Words(Vec<&'a str>),
    Whole(i64),
    /// With a fraction.
    Number(f64),
    Flag(bool),
    /// RFC 3339.
    Moment(Cow<'a, str>),
}

/// Where a feature is.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Shape<'a> {
    /// At no place of its own; `null` in JSON.
    Nowhere,
    Point(LngLat),
    Areas(&'a MultiPolygon),
}

/// A feature, as far as one can ask about it.
#[derive(Debug, Clone)]
pub(crate) struct Feature<'a> {
    pub(crate) shape: Shape<'a>,
    /// In the order of [`Collection::queryables`].
    pub(crate) values: Vec<Value<'a>>,
}

impl Field {
    const fn new(name: &'static str, title: &'static str, kind: Kind, choices: Choices) -> Self {
        Self { name, title, kind, choices }
    }

    /// Whether features can be put in its order.
    pub(crate) fn sortable(&self) -> bool {
        self.kind != Kind::Words
    }
}

impl Choices {
    /// The words to choose from; `None` when anything goes.
    pub(crate) fn words(self, territory: &Territory) -> Option<Vec<String>> {
        let owned = |words: Vec<&str>| Some(words.into_iter().map(str::to_owned).collect());
        match self {
            Self::Any => None,
            Self::Regions => owned(Region::ALL.iter().map(|word| word.slug()).collect()),
            Self::Sectors => owned(Sector::ALL.iter().map(|word| word.slug()).collect()),
            Self::Stages => owned(Stage::ALL.iter().map(|word| word.slug()).collect()),
            Self::Programmes => owned(Programme::ALL.iter().map(|word| word.slug()).collect()),
            Self::GatheringKinds => owned(GatheringKind::ALL.iter().map(|word| word.slug()).collect()),
            Self::GatheringModes => owned(GatheringMode::ALL.iter().map(|word| word.slug()).collect()),
            Self::Phases => owned(Phase::ALL.iter().map(|word| word.slug()).collect()),
            Self::Themes => owned(territory.vocabulary().themes.iter().map(|term| &*term.slug).collect()),
            Self::Municipalities => {
                owned(territory.vocabulary().municipalities.iter().map(|term| &*term.label).collect())
            }
        }
    }
}

impl Collection {
    /// All of them, in the order in which they are shown.
    pub(crate) const ALL: [Self; 6] =
        [Self::Initiatives, Self::Gatherings, Self::Schools, Self::Boards, Self::Municipalities, Self::Regions];

    /// Its name in addresses.
    pub(crate) fn id(self) -> &'static str {
        match self {
            Self::Initiatives => "initiatieven",
            Self::Gatherings => "bijeenkomsten",
            Self::Schools => "scholen",
            Self::Boards => "besturen",
            Self::Municipalities => "gemeenten",
            Self::Regions => "regios",
        }
    }

    /// # Errors
    /// 404 that names those that are there.
    pub(crate) fn find(id: &str) -> Result<Self, Problem> {
        Self::ALL.into_iter().find(|collection| collection.id() == id).ok_or_else(|| {
            Problem::not_found(format!("Deze collectie is er niet. Wel: {}.", Self::ALL.map(Self::id).join(", ")))
        })
    }

    /// `/api/collections/{id}`.
    pub(crate) fn path(self) -> String {
        format!("/api/collections/{}", self.id())
    }

    /// Its name for people.
    pub(crate) fn title(self) -> &'static str {
        match self {
            Self::Initiatives => "Initiatieven",
            Self::Gatherings => "Bijeenkomsten",
            Self::Schools => "Scholen",
            Self::Boards => "Besturen",
            Self::Municipalities => "Gemeenten",
            Self::Regions => "Regio’s",
        }
    }

    /// What it has, in a sentence or two.
    pub(crate) fn description(self, exact: bool) -> &'static str {
        match (self, exact) {
            (Self::Initiatives, _) => "Onderwijsinnovatie in Limburg: wat er is, waar, en in welke fase.",
            (Self::Gatherings, _) => {
                "Bijeenkomsten over onderwijsinnovatie in Limburg: wanneer, waar, en of er plek is. Ook wat geweest is, en \
                 wat niet doorgaat. Een bijeenkomst die alleen online is heeft geen plaats."
            }
            (Self::Schools, _) => {
                "Vestigingen van scholen, zoals ingelezen uit het register van DUO, zonder hun adres. Leeg zolang de \
                 beheerder geen scholen heeft ingelezen."
            }
            (Self::Boards, _) => {
                "De besturen van scholen, zoals het register ze noemt, en sinds wanneer ze de Werkplaats dragen. Een bestuur \
                 heeft geen plek: ‘geometry’ is null."
            }
            (Self::Municipalities, true) => "De gemeenten van Limburg, met ingelezen grenzen (CBS / Kadaster).",
            (Self::Municipalities, false) => {
                "De gemeenten van Limburg bij benadering: afgeleid uit plaatsen en postcodes (OpenStreetMap, GeoNames), \
                 niet de officiële grenzen. ‘nauwkeurig’ is dan false."
            }
            (Self::Regions, true) => "Noord, Midden en Zuid: de ingelezen gemeenten samengevoegd.",
            (Self::Regions, false) => {
                "Noord, Midden en Zuid bij benadering: afgeleid uit plaatsen en postcodes (OpenStreetMap, GeoNames). \
                 ‘nauwkeurig’ is dan false."
            }
        }
    }

    /// "3 scholen".
    pub(crate) fn counted(self, count: usize) -> String {
        let (one, more) = match self {
            Self::Initiatives => ("initiatief", "initiatieven"),
            Self::Gatherings => ("bijeenkomst", "bijeenkomsten"),
            Self::Schools => ("school", "scholen"),
            Self::Boards => ("bestuur", "besturen"),
            Self::Municipalities => ("gemeente", "gemeenten"),
            Self::Regions => ("regio", "regio’s"),
        };
        format!("{count} {}", if count == 1 { one } else { more })
    }

    /// What one can filter by and sort on.
    pub(crate) fn queryables(self) -> &'static [Field] {
        match self {
            Self::Initiatives => &initiatives::FIELDS,
            Self::Gatherings => &gatherings::FIELDS,
            Self::Schools => &schools::FIELDS,
            Self::Boards => &boards::FIELDS,
            Self::Municipalities => &areas::MUNICIPALITY,
            Self::Regions => &areas::REGION,
        }
    }

    /// Properties besides the queryables.
    pub(crate) fn extras(self) -> &'static [Field] {
        match self {
            Self::Initiatives => &initiatives::EXTRAS,
            Self::Boards => &boards::EXTRAS,
            Self::Gatherings => &gatherings::EXTRAS,
            Self::Schools | Self::Municipalities | Self::Regions => &[],
        }
    }

    /// The kind of thing that a query finds in it; `None` when no query asks for it.
    pub(crate) fn kind(self) -> Option<domain::Kind> {
        match self {
            Self::Initiatives => Some(domain::Kind::Initiative),
            Self::Gatherings => Some(domain::Kind::Gathering),
            Self::Schools | Self::Boards | Self::Municipalities | Self::Regions => None,
        }
    }

    /// The kind of geometry, as JSON Schema has it since OGC API - Features, part 3; `None` when features have none.
    pub(crate) fn geometry(self) -> Option<&'static str> {
        match self {
            Self::Initiatives | Self::Gatherings | Self::Schools => Some("geometry-point"),
            Self::Boards => None,
            Self::Municipalities | Self::Regions => Some("geometry-multipolygon"),
        }
    }
}

/// The features of a collection at one moment, by an index in the order of their ids.
pub(crate) enum Stock {
    Initiatives(Arc<Atlas>),
    Gatherings(gatherings::Gatherings),
    Schools(schools::Schools),
    Boards(boards::Boards),
    Areas(areas::Areas),
}

impl Stock {
    /// What there is now.
    ///
    /// # Errors
    /// 503 when the database does not answer, 500 when the shipped borders can't be read.
    pub(crate) async fn load(collection: Collection, state: &AppState, atlas: &Arc<Atlas>) -> Result<Self, Problem> {
        Ok(match collection {
            Collection::Initiatives => Self::Initiatives(Arc::clone(atlas)),
            Collection::Gatherings => Self::Gatherings(gatherings::Gatherings::load(state, atlas).await?),
            Collection::Schools => Self::Schools(schools::Schools::load(state, atlas).await?),
            Collection::Boards => Self::Boards(boards::Boards::load(state, atlas).await?),
            Collection::Municipalities => Self::Areas(areas::Areas::municipalities(atlas)),
            Collection::Regions => Self::Areas(areas::Areas::regions(atlas)?),
        })
    }

    /// A number that differs when the contents do and the revision of the map does not.
    pub(crate) fn version(&self) -> u64 {
        match self {
            Self::Schools(schools) => schools.version,
            Self::Gatherings(gatherings) => gatherings.version,
            Self::Boards(boards) => boards.version,
            Self::Initiatives(_) | Self::Areas(_) => 0,
        }
    }

    pub(crate) fn len(&self) -> usize {
        match self {
            Self::Initiatives(atlas) => atlas.len(),
            Self::Gatherings(gatherings) => gatherings.index().len(),
            Self::Schools(schools) => schools.len(),
            Self::Boards(boards) => boards.len(),
            Self::Areas(areas) => areas.len(),
        }
    }

    /// The id of a feature.
    pub(crate) fn id(&self, index: u32) -> Cow<'_, str> {
        match self {
            Self::Initiatives(atlas) => atlas.at(index).id.to_string().into(),
            Self::Gatherings(gatherings) => gatherings.at(index).id.to_string().into(),
            Self::Schools(schools) => schools.id(index).into(),
            Self::Boards(boards) => boards.id(index).into(),
            Self::Areas(areas) => areas.id(index).into(),
        }
    }

    /// The feature with this id; only as we write it ourselves: `007` is no second name.
    pub(crate) fn find(&self, id: &str) -> Option<u32> {
        match self {
            Self::Initiatives(atlas) => atlas.index_of(number(id)?),
            Self::Gatherings(gatherings) => gatherings.index().index_of(number(id)?),
            _ => (0..self.indexes()).find(|&index| self.id(index) == id),
        }
    }

    /// The first index whose id comes after this one; `None` when this can't be an id.
    pub(crate) fn after(&self, id: &str) -> Option<u32> {
        match self {
            Self::Initiatives(atlas) => Some(atlas.first_after(number(id)?)),
            Self::Gatherings(gatherings) => Some(gatherings.index().first_after(number(id)?)),
            Self::Boards(boards) => boards.first_after(id),
            _ => Some((0..self.indexes()).find(|&index| *self.id(index) > *id).unwrap_or(self.indexes())),
        }
    }

    /// One more than the last index.
    pub(crate) fn indexes(&self) -> u32 {
        u32::try_from(self.len()).unwrap_or(u32::MAX)
    }

    /// The feature as far as one can ask about it.
    pub(crate) fn feature(&self, index: u32) -> Feature<'_> {
        match self {
            Self::Initiatives(atlas) => initiatives::feature(atlas.at(index)),
            Self::Gatherings(gatherings) => gatherings.feature(index),
            Self::Schools(schools) => schools.feature(index),
            Self::Boards(boards) => boards.feature(index),
            Self::Areas(areas) => areas.feature(index),
        }
    }

    /// The smallest box around everything; `None` when there is nothing.
    pub(crate) fn bounds(&self, atlas: &Atlas) -> Option<Bbox> {
        match self {
            Self::Schools(schools) => Bbox::around((0..self.indexes()).map(|index| schools.position(index))),
            Self::Boards(_) => None,
            Self::Initiatives(_) | Self::Gatherings(_) | Self::Areas(_) => Some(atlas.territory().bounds()),
        }
    }
}

/// An id as we write it ourselves.
fn number<Id: FromStr + ToString>(id: &str) -> Option<Id> {
    id.parse::<Id>().ok().filter(|number| number.to_string() == id)
}

/// 503: the database does not give what a collection has.
fn unavailable(error: &StoreError) -> Problem {
    tracing::error!(%error, "the database does not give a collection");
    Problem::busy("De database antwoordt niet.")
}

impl Value<'_> {
    /// As JSON has it.
    pub(crate) fn json(&self) -> Json {
        match self {
            Self::Nothing => Json::Null,
            Self::Text(text) => json!(text),
            Self::Words(words) => json!(words),
            Self::Whole(number) => json!(number),
            Self::Number(number) => json!(number),
            Self::Flag(flag) => json!(flag),
            Self::Moment(moment) => json!(moment),
        }
    }

    /// As a table shows it.
    pub(crate) fn shown(&self) -> String {
        match self {
            Self::Nothing => String::new(),
            Self::Text(text) => text.clone().into_owned(),
            Self::Words(words) => words.join(", "),
            Self::Whole(number) => number.to_string(),
            Self::Number(number) => number.to_string(),
            Self::Flag(true) => "ja".to_owned(),
            Self::Flag(false) => "nee".to_owned(),
            Self::Moment(moment) => moment.chars().take(10).collect(),
        }
    }
}

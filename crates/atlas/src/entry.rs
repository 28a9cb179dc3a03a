//! What the index needs to know of a thing.

use domain::{
    Gathering, GatheringId, Initiative, InitiativeId, Kind, LngLat, Moment, Programme, Region, Sector, Stage,
};

/// A thing that a query finds. What its kind does not have is empty, and no query that asks for it finds the thing.
pub trait Entry: Send + Sync + 'static {
    /// Its number.
    type Id: Copy + Ord;

    /// The `soort` of a query that asks for it.
    const KIND: Kind;

    /// What a cluster counts apart, by the names in JSON: at most three, in the order of [`Self::class`].
    const CLASSES: &'static [&'static str];

    /// Its number.
    fn id(&self) -> Self::Id;

    /// Its number on a list of saved initiatives; `None` when things of this kind are not saved.
    fn saved(id: InitiativeId) -> Option<Self::Id>;

    /// Where it is, in WGS84; what has no position is in no region, municipality, box or circle.
    fn position(&self) -> Option<LngLat>;

    /// `regio`.
    fn region(&self) -> Option<Region>;

    /// The name of its municipality.
    fn municipality(&self) -> Option<&str>;

    /// The name of its town; empty for none.
    fn town(&self) -> &str;

    /// `thema`, slugs.
    fn themes(&self) -> &[String];

    /// `sector`.
    fn sectors(&self) -> &[Sector];

    /// `fase`.
    fn stage(&self) -> Option<Stage>;

    /// `onderdeel`.
    fn programme(&self) -> Option<Programme>;

    /// What `q` searches.
    fn texts(&self) -> Texts<'_>;

    /// From when until when; always for a kind that is timed.
    fn period(&self) -> Option<(Moment, Moment)>;

    /// Last change.
    fn changed(&self) -> &Moment;

    /// Its place in [`Self::CLASSES`]; 0 when there are none.
    fn class(&self) -> u8;
}

/// Text to search, from what counts most to what counts least.
pub struct Texts<'a> {
    /// What it is called.
    pub title: &'a str,
    /// Names of places, schools and the like, besides the town and the municipality.
    pub names: Vec<&'a str>,
    /// In a few sentences.
    pub summary: &'a str,
    /// In full.
    pub description: &'a str,
}

impl Entry for Initiative {
    type Id = InitiativeId;

    const KIND: Kind = Kind::Initiative;
    const CLASSES: &'static [&'static str] = &["marktplaats", "vrijplaats", "buitenplaats"];

    fn id(&self) -> InitiativeId {
        self.id
    }

    fn saved(id: InitiativeId) -> Option<InitiativeId> {
        Some(id)
    }

    fn position(&self) -> Option<LngLat> {
        Some(self.position)
    }

    fn region(&self) -> Option<Region> {
        Some(self.region)
    }

    fn municipality(&self) -> Option<&str> {
        Some(&self.municipality)
    }

    fn town(&self) -> &str {
        &self.town
    }

    fn themes(&self) -> &[String] {
        &self.content.themes
    }

    fn sectors(&self) -> &[Sector] {
        &self.content.sectors
    }

    fn stage(&self) -> Option<Stage> {
        Some(self.content.stage)
    }

    fn programme(&self) -> Option<Programme> {
        Some(self.content.programme)
    }

    fn texts(&self) -> Texts<'_> {
        let content = &self.content;
        Texts {
            title: &content.title,
            names: vec![&content.school],
            summary: &content.summary,
            description: &content.description,
        }
    }

    fn period(&self) -> Option<(Moment, Moment)> {
        None
    }

    fn changed(&self) -> &Moment {
        &self.changed
    }

    fn class(&self) -> u8 {
        match self.content.programme {
            Programme::Marktplaats => 0,
            Programme::Vrijplaats => 1,
            Programme::Buitenplaats => 2,
        }
    }
}

impl Entry for Gathering {
    type Id = GatheringId;

    const KIND: Kind = Kind::Gathering;
    const CLASSES: &'static [&'static str] = &[];

    fn id(&self) -> GatheringId {
        self.id
    }

    fn saved(_: InitiativeId) -> Option<GatheringId> {
        None
    }

    fn position(&self) -> Option<LngLat> {
        self.venue.as_ref().map(|venue| venue.position)
    }

    fn region(&self) -> Option<Region> {
        self.venue.as_ref().map(|venue| venue.region)
    }

    fn municipality(&self) -> Option<&str> {
        self.venue.as_ref().map(|venue| &*venue.municipality)
    }

    fn town(&self) -> &str {
        self.venue.as_ref().map_or("", |venue| &*venue.town)
    }

    fn themes(&self) -> &[String] {
        &self.content.themes
    }

    fn sectors(&self) -> &[Sector] {
        &self.content.sectors
    }

    fn stage(&self) -> Option<Stage> {
        None
    }

    fn programme(&self) -> Option<Programme> {
        None
    }

    fn texts(&self) -> Texts<'_> {
        let content = &self.content;
        // The address of a gathering online is told only to who has a seat: it is not searched.
        let places = [content.kind.label(), &*content.location, &*content.address];
        Texts {
            title: &content.title,
            names: places.into_iter().chain(content.partners.iter().map(|partner| &**partner)).collect(),
            summary: &content.summary,
            description: &content.text,
        }
    }

    fn period(&self) -> Option<(Moment, Moment)> {
        Some((self.content.begins, self.content.ends))
    }

    fn changed(&self) -> &Moment {
        &self.changed
    }

    fn class(&self) -> u8 {
        0
    }
}

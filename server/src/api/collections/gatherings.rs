//! `bijeenkomsten`: the gatherings that have been announced, as far as they are public: never where one takes part online.

use std::{
    hash::{DefaultHasher, Hash as _, Hasher as _},
    sync::Arc,
};

use atlas::{Atlas, Index};
use domain::{
    Gathering, LngLat, Moment,
    gathering::{Attendance, Phase},
    geo::round,
    local_time::with_offset,
};

use store::Seats;

use crate::{
    api::collections::{Choices, Feature, Field, Kind, Shape, Value},
    gathering::seats,
    gathering_card,
    state::AppState,
    web::problem::Problem,
};

pub(crate) static FIELDS: [Field; 15] = [
    Field::new("titel", "Titel", Kind::Text, Choices::Any),
    Field::new("soort_bijeenkomst", "Soort bijeenkomst", Kind::Text, Choices::GatheringKinds),
    Field::new("begin", "Begin", Kind::Moment, Choices::Any),
    Field::new("einde", "Einde", Kind::Moment, Choices::Any),
    Field::new("vorm", "Vorm", Kind::Text, Choices::GatheringModes),
    Field::new("status", "Status", Kind::Text, Choices::Phases),
    Field::new("samenvatting", "Samenvatting", Kind::Text, Choices::Any),
    Field::new("plaats", "Plaats", Kind::Text, Choices::Any),
    Field::new("gemeente", "Gemeente", Kind::Text, Choices::Municipalities),
    Field::new("regio", "Regio", Kind::Text, Choices::Regions),
    Field::new("sector", "Sectoren", Kind::Words, Choices::Sectors),
    Field::new("thema", "Thema’s", Kind::Words, Choices::Themes),
    Field::new("vrij_op_locatie", "Vrije plekken op locatie", Kind::Whole, Choices::Any),
    Field::new("vrij_online", "Vrije plekken online; leeg als er geen grens is", Kind::Whole, Choices::Any),
    Field::new("voorbeeld", "Bedacht als voorbeeld", Kind::Flag, Choices::Any),
];

/// What one can't ask about.
pub(crate) static EXTRAS: [Field; 2] = [
    Field::new("url", "De bladzijde voor mensen", Kind::Address, Choices::Any),
    Field::new("afstand_km", "Afstand tot ‘bij’, in km; alleen met ‘bij’", Kind::Number, Choices::Any),
];

/// Gatherings by id, at one moment.
pub(crate) struct Gatherings {
    atlas: Arc<Atlas>,
    taken: Vec<Seats>,
    now: Moment,
    site_url: Arc<str>,
    /// Differs when a gathering is over, or a seat is taken: the revision of the map tells neither.
    pub(crate) version: u64,
}

impl Gatherings {
    pub(crate) async fn load(state: &AppState, atlas: &Arc<Atlas>) -> Result<Self, Problem> {
        let taken = state.store.seats(state.clock.moment()).await.map_err(|error| {
            tracing::error!(%error, "the database does not give the seats");
            Problem::busy("De database antwoordt niet.")
        })?;
        let now = state.clock.moment();
        let mut hasher = DefaultHasher::new();
        for gathering in atlas.gatherings().all() {
            (gathering.phase(now) == Some(Phase::Past)).hash(&mut hasher);
        }
        for Seats { gathering, attendance, taken, waiting } in &taken {
            (gathering, attendance, taken, waiting).hash(&mut hasher);
        }
        let (atlas, site_url) = (Arc::clone(atlas), Arc::clone(&state.site_url));
        Ok(Self { atlas, taken, now, site_url, version: hasher.finish() })
    }

    pub(crate) fn index(&self) -> &Index<Gathering> {
        self.atlas.gatherings()
    }

    pub(crate) fn at(&self, index: u32) -> &Gathering {
        self.index().at(index)
    }

    /// Seats that nobody has; `None` for no limit, or when one can't take part like this.
    fn free(&self, gathering: &Gathering, attendance: Attendance) -> Value<'static> {
        let possible = gathering.content.attendances().contains(&attendance);
        let (free, _) = seats::free(gathering, &self.taken, attendance);
        free.filter(|_| possible).map_or(Value::Nothing, |free| Value::Whole(i64::from(free)))
    }

    pub(crate) fn feature(&self, index: u32) -> Feature<'_> {
        let gathering = self.at(index);
        let (content, venue) = (&gathering.content, gathering.venue.as_ref());
        let text = |text: Option<&'static str>| text.map_or(Value::Nothing, |text| Value::Text(text.into()));
        Feature {
            shape: venue.map_or(Shape::Nowhere, |venue| Shape::Point(venue.position)),
            values: vec![
                Value::Text((&*content.title).into()),
                Value::Text(content.kind.slug().into()),
                Value::Moment(with_offset(content.begins).into()),
                Value::Moment(with_offset(content.ends).into()),
                Value::Text(content.mode.slug().into()),
                text(gathering.phase(self.now).map(Phase::slug)),
                Value::Text((&*content.summary).into()),
                venue.map_or(Value::Nothing, |venue| Value::Text((&*venue.town).into())),
                venue.map_or(Value::Nothing, |venue| Value::Text((&*venue.municipality).into())),
                text(venue.map(|venue| venue.region.slug())),
                Value::Words(content.sectors.iter().map(|sector| sector.slug()).collect()),
                Value::Words(content.themes.iter().map(|theme| &**theme).collect()),
                self.free(gathering, Attendance::Venue),
                self.free(gathering, Attendance::Online),
                Value::Flag(gathering.example),
            ],
        }
    }

    /// The values of [`EXTRAS`]; without a point there is no distance.
    pub(crate) fn extras(&self, index: u32, near: Option<LngLat>) -> Vec<Value<'static>> {
        let gathering = self.at(index);
        let mut values = vec![Value::Text(format!("{}{}", self.site_url, gathering_card::path(gathering)).into())];
        values.extend(near.map(|point| match &gathering.venue {
            Some(venue) => Value::Number(round(point.distance_km(venue.position), 3)),
            None => Value::Nothing,
        }));
        values
    }
}

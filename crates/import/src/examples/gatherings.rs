//! The invented gatherings of the examples: their days are counted from the day of loading.

use std::collections::HashMap;

use domain::{
    GatheringContent, Moment,
    gathering::{GatheringStatus, RawGathering, Slot, SlotKind, Venue},
    local_time::shown_at,
};
use jiff::{
    ToSpan as _,
    civil::{Date, Weekday},
};
use serde::Deserialize;
use store::{ExampleGathering, NewGathering, Store};
use territory::Territory;

use super::ExamplesError;

const FILE: &[u8] = include_bytes!("../../../../data/voorbeeldbijeenkomsten.csv");

/// Days before a gathering from which one can register.
const OPEN_DAYS: i64 = 60;
/// Seconds that a pitch takes.
const PITCH: i64 = 600;

/// A row of the file: the fields of the form of an organiser, and what is not asked there.
#[derive(Debug, Deserialize)]
struct Row {
    titel: String,
    soort_bijeenkomst: String,
    samenvatting: String,
    omschrijving: String,
    thema: String,
    sector: String,
    /// Days from today; the Tuesday after it is meant.
    dagen: i64,
    begin: String,
    einde: String,
    vorm: String,
    plekken: String,
    gereserveerd: String,
    online_plekken: String,
    locatie: String,
    adres: String,
    plaats: String,
    partners: String,
    stand: String,
    reden: String,
    /// Keys of example initiatives.
    pitches: String,
}

/// Imports them.
pub(super) async fn import(store: &Store, territory: &Territory, now: Moment) -> Result<(), ExamplesError> {
    let initiatives = store.initiatives().await?;
    let ids: HashMap<&str, _> = initiatives.iter().filter_map(|one| Some((one.key.as_deref()?, one.id))).collect();
    let today = shown_at(now).date();
    let mut gatherings = Vec::new();
    for row in csv::Reader::from_reader(FILE).deserialize() {
        let row: Row = row.map_err(|error| ExamplesError::Refused(error.to_string()))?;
        let (content, venue) = read(&row, territory, today)?;
        let pitched = row.pitches.split('|').filter_map(|key| ids.get(key).copied());
        let slots = (0..).zip(pitched).map(|(at, initiative)| Slot {
            begins: content.begins.plus_seconds(at * PITCH),
            ends: content.begins.plus_seconds((at + 1) * PITCH),
            kind: SlotKind::Pitch,
            title: String::new(),
            room: String::new(),
            initiative: Some(initiative),
        });
        let slots = slots.collect();
        let status = GatheringStatus::parse(&row.stand).map_err(|error| ExamplesError::Refused(error.to_string()))?;
        let new = NewGathering { content, venue, series: None, example: true };
        gatherings.push(ExampleGathering { new, status, reason: row.reden, slots });
    }
    Ok(store.import_example_gatherings(&gatherings, now).await?)
}

fn read(row: &Row, territory: &Territory, today: Date) -> Result<(GatheringContent, Option<Venue>), ExamplesError> {
    let refused = |reason: &dyn std::fmt::Display| ExamplesError::Refused(format!("{}: {reason}", row.titel));
    let day = today.checked_add(row.dagen.days()).and_then(|day| day.nth_weekday(1, Weekday::Tuesday));
    let day = day.map_err(|error| refused(&error))?;
    let opens = day.checked_sub(OPEN_DAYS.days()).map_err(|error| refused(&error))?;
    let raw = RawGathering {
        titel: row.titel.clone(),
        soort_bijeenkomst: row.soort_bijeenkomst.clone(),
        samenvatting: row.samenvatting.clone(),
        omschrijving: row.omschrijving.clone(),
        thema: row.thema.clone(),
        sector: row.sector.clone(),
        datum: day.to_string(),
        begin: row.begin.clone(),
        einde: row.einde.clone(),
        vorm: row.vorm.clone(),
        plekken: row.plekken.clone(),
        gereserveerd: row.gereserveerd.clone(),
        online_plekken: row.online_plekken.clone(),
        aanmelden_vanaf: opens.to_string(),
        wachtlijst: "ja".to_owned(),
        locatie: row.locatie.clone(),
        adres: row.adres.clone(),
        plaats: row.plaats.clone(),
        partners: row.partners.clone(),
        ..RawGathering::default()
    };
    let (content, position) = GatheringContent::parse(&raw, territory.vocabulary(), today)
        .map_err(|errors| refused(&errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")))?;
    let Some(position) = position else { return Ok((content, None)) };
    let position = territory.geocode(&position).map_err(|error| refused(&error))?.rounded();
    let located = territory.locate(position).map_err(|error| refused(&error))?;
    let venue = Venue { position, region: located.region, municipality: located.municipality, town: located.town };
    Ok((content, Some(venue)))
}

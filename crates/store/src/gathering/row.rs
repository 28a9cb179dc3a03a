//! The row of a gathering.

use domain::{
    Deadline, Gathering, GatheringContent, GatheringId, InitiativeId, LngLat, Moment, Region, Sector,
    gathering::{GatheringKind, GatheringMode, GatheringStatus, Room, Venue},
};

use crate::{
    StoreError,
    sql::{Connection, Row, Value, list, sql},
};

/// The columns of what an organiser says, in the order of [`values`].
pub(super) const CONTENT: [&str; 24] = [
    "kind",
    "title",
    "summary",
    "body",
    "themes",
    "sectors",
    "begins",
    "ends",
    "mode",
    "seats",
    "reserved",
    "online",
    "online_address",
    "opens",
    "closes",
    "waiting_list",
    "location",
    "address",
    "site_code",
    "partners",
    "lon",
    "lat",
    "region",
    "municipality",
];
/// The others that [`read`] reads.
const REST: &str = "town, status, reason, sequence, series, initiative, listed, example, changed";

/// What [`read`] reads.
pub(super) fn columns() -> String {
    format!("id, {}, {REST}", CONTENT.join(", "))
}

/// What [`CONTENT`] holds.
pub(super) fn values(content: &GatheringContent, venue: Option<&Venue>) -> Vec<Value> {
    let sectors: Vec<&str> = content.sectors.iter().map(|sector| sector.slug()).collect();
    vec![
        content.kind.slug().into(),
        (&content.title).into(),
        (&content.summary).into(),
        (&content.text).into(),
        list::write(&content.themes).into(),
        list::write(&sectors).into(),
        content.begins.into(),
        content.ends.into(),
        content.mode.slug().into(),
        i64::from(content.room.seats).into(),
        i64::from(content.room.reserved).into(),
        content.online.map(i64::from).into(),
        (&content.online_address).into(),
        content.opens.into(),
        content.closes.0.into(),
        i64::from(content.waiting_list).into(),
        (&content.location).into(),
        (&content.address).into(),
        content.site_code.as_deref().into(),
        list::write(&content.partners).into(),
        venue.map(|venue| venue.position.lon()).into(),
        venue.map(|venue| venue.position.lat()).into(),
        venue.map(|venue| venue.region.slug()).into(),
        venue.map(|venue| &*venue.municipality).into(),
    ]
}

pub(super) fn read(row: &Row) -> Result<Gathering, StoreError> {
    let online: Option<i64> = row.get("online")?;
    Ok(Gathering {
        id: row.get("id")?,
        content: GatheringContent {
            title: row.get("title")?,
            kind: row.parse("kind", GatheringKind::parse)?,
            summary: row.get("summary")?,
            text: row.get("body")?,
            themes: row.parse("themes", list::read)?,
            sectors: row.word("sectors", |text| list::words(text, Sector::parse))?,
            begins: row.get("begins")?,
            ends: row.get("ends")?,
            mode: row.parse("mode", GatheringMode::parse)?,
            room: Room { seats: row.count("seats")?, reserved: row.count("reserved")? },
            online: online.map(u32::try_from).transpose().map_err(|_| row.wrong("online"))?,
            online_address: row.get("online_address")?,
            opens: row.get("opens")?,
            closes: Deadline(row.get("closes")?),
            waiting_list: row.flag("waiting_list")?,
            location: row.get("location")?,
            address: row.get("address")?,
            site_code: row.get("site_code")?,
            partners: row.parse("partners", list::read)?,
        },
        venue: venue(row)?,
        status: row.parse("status", GatheringStatus::parse)?,
        reason: row.get("reason")?,
        sequence: row.count("sequence")?,
        series: row.get("series")?,
        initiative: row.get("initiative")?,
        listed: row.flag("listed")?,
        example: row.flag("example")?,
        changed: row.get("changed")?,
    })
}

fn venue(row: &Row) -> Result<Option<Venue>, StoreError> {
    let (lon, lat): (Option<f64>, Option<f64>) = (row.get("lon")?, row.get("lat")?);
    let (Some(lon), Some(lat)) = (lon, lat) else { return Ok(None) };
    Ok(Some(Venue {
        position: LngLat::new(lon, lat).map_err(|_| row.wrong("lon, lat"))?,
        region: row.parse("region", Region::parse)?,
        municipality: row.get("municipality")?,
        town: row.get("town")?,
    }))
}

/// A gathering, when there is one with this number.
pub(super) async fn find(connection: &mut Connection, id: GatheringId) -> Result<Option<Gathering>, StoreError> {
    let row = sql(format!("select {} from gathering where id = $1", columns()));
    row.bind(id).fetch_optional(connection).await?.as_ref().map(read).transpose()
}

/// A new draft; `series` is the first of its series, itself when `None`; `visit` whose it is, and whether it is listed.
pub(super) async fn insert(
    connection: &mut Connection,
    (content, venue): (&GatheringContent, Option<&Venue>),
    series: Option<GatheringId>,
    visit: Option<(InitiativeId, bool)>,
    example: bool,
    now: Moment,
) -> Result<GatheringId, StoreError> {
    let id: i64 = sql("select coalesce(max(id), 0) + 1 from gathering").scalar(&mut *connection).await?;
    let id = GatheringId(id);
    let mut statement = sql(format!(
        "insert into gathering (id, {}, town, status, reason, sequence, series, initiative, listed, example, changed, made) values ",
        CONTENT.join(", ")
    ));
    let mut row: Vec<Value> = vec![id.into()];
    row.extend(values(content, venue));
    row.extend([
        venue.map(|venue| &*venue.town).into(),
        GatheringStatus::Draft.slug().into(),
        "".into(),
        0.into(),
        series.unwrap_or(id).into(),
        visit.map(|(initiative, _)| initiative).into(),
        i64::from(visit.is_none_or(|(_, listed)| listed)).into(),
        i64::from(example).into(),
        now.into(),
        now.into(),
    ]);
    statement.push_list(row);
    statement.execute(connection).await?;
    Ok(id)
}

/// What an organiser says now; the rest stays.
pub(super) async fn update(
    connection: &mut Connection,
    id: GatheringId,
    (content, venue): (&GatheringContent, Option<&Venue>),
    sequence: u32,
    now: Moment,
) -> Result<(), StoreError> {
    let mut statement = sql("update gathering set changed = ");
    statement.push_bind(now).push(", sequence = ").push_bind(i64::from(sequence));
    statement.push(", town = ").push_bind(venue.map(|venue| &*venue.town));
    for (column, value) in CONTENT.iter().zip(values(content, venue)) {
        statement.push(", ").push(column).push(" = ").push_bind(value);
    }
    statement.push(" where id = ").push_bind(id);
    statement.execute(connection).await?;
    Ok(())
}

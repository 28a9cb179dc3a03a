//! What is known of a person, for themselves.

use domain::{PersonId, strike::mentions_address};
use serde_json::{Map, Value as Json};

use super::erase::By::{self, Address, Mention, Person};
use crate::{
    Store, StoreError,
    sql::{Row, Value, sql},
};

/// What is known of a person: under which word, and how it is found. The columns are the words of the download.
pub(super) const PERSONAL_DATA: &[(&str, By, &str)] = &[
    (
        "persoon",
        Person,
        "select email as \"e-mail\", name as naam, position as functie, created as sinds from person where id = $1",
    ),
    ("rollen", Person, "select role as rol, region as regio, until as \"tot en met\" from member where person = $1"),
    (
        "initiatieven",
        Person,
        "select i.id as nummer, i.title as titel, i.status, o.shown as \"naam getoond\" from owner o \
         join initiative i on i.id = o.initiative where o.person = $1 order by i.id",
    ),
    (
        "ingestuurd",
        Person,
        "select v.initiative as nummer, v.number as versie, v.state as stand, v.sent as verstuurd, v.why as waarom, \
         v.decided as besloten, v.reason as reden, v.title as titel, v.summary as samenvatting, \
         v.description as omschrijving, v.school, v.sectors as sectoren, v.themes as themas, v.stage as fase, \
         v.programme as onderdeel, v.website, v.learning_question as leervraag, v.outcomes as opbrengsten, v.lon, v.lat, \
         v.region as regio, v.municipality as gemeente, v.town as plaats, v.period as periode, \
         v.site_code as vestigingscode, n.name as \"naam bij insturen\", n.position as \"functie bij insturen\", \
         n.shown as \"naam tonen\" from version v left join introduction n on n.initiative = v.initiative \
         where v.person = $1 order by v.initiative, v.number",
    ),
    (
        "besloten als redacteur",
        Person,
        "select initiative as nummer, number as versie, state as stand, decided as besloten, reason as reden \
         from version where editor = $1 order by decided nulls first",
    ),
    (
        "aangepast als redacteur",
        Person,
        "select initiative as nummer, number as versie, sent as verstuurd, why as waarom from version \
         where amended_by = $1 order by initiative, number",
    ),
    (
        "bekijkt als redacteur",
        Person,
        "select initiative as nummer, number as versie, until as tot from review_lock where person = $1",
    ),
    (
        "claims en uitnodigingen van jou",
        Person,
        "select p.initiative as nummer, p.kind as soort, p.why as waarom, p.email as \"voor wie\", p.made as gemaakt, \
         coalesce(c.expires, '') as \"geldig tot\" from proposal p left join confirmation c on c.proposal = p.id \
         where p.person = $1 order by p.made",
    ),
    (
        "uitnodigingen voor jou",
        Address,
        "select p.initiative as nummer, p.kind as soort, p.made as gemaakt, coalesce(c.expires, '') as \"geldig tot\" \
         from proposal p left join confirmation c on c.proposal = p.id where p.email = $1 order by p.made",
    ),
    (
        "vragen die je nog moet bevestigen",
        Address,
        "select q.initiative as nummer, q.name as naam, q.body as vraag, coalesce(c.expires, '') as \"geldig tot\" \
         from question q left join confirmation c on c.question = q.id where q.email = $1 order by c.expires",
    ),
    (
        "meldingen",
        Address,
        "select initiative as nummer, about as over, reason as reden, reported as gemeld, handled as afgehandeld \
         from report where email = $1 order by reported",
    ),
    (
        "zoekopdrachten die je volgt",
        Address,
        "select query as zoekopdracht, created as sinds, mailed as \"laatste mail\" from follow where email = $1 order by id",
    ),
    (
        "aanmeldingen voor bijeenkomsten",
        Address,
        "select g.title as bijeenkomst, g.begins as begint, r.state as stand, r.attendance as vorm, r.persons as personen, \
         r.name as naam, r.job_title as functie, r.school, r.colleagues as \"collega's\", r.wishes as wensen, \
         r.visibility as zichtbaar, r.made as aangemeld from registration r join gathering g on g.id = r.gathering \
         where r.email = $1 order by g.begins, r.id",
    ),
    (
        "pitches die je aanbood",
        Person,
        "select g.title as bijeenkomst, p.initiative as nummer, p.why as waarom, p.state as stand, p.made as aangeboden \
         from pitch p join gathering g on g.id = p.gathering where p.person = $1 order by p.made, p.gathering",
    ),
    (
        "plekken bij bijeenkomsten",
        Address,
        "select g.title as bijeenkomst, s.number as plek, coalesce(s.code, '') as \"code om in te checken\", \
         coalesce(s.present, '') as \"ingecheckt om\", coalesce(s.proof, '') as \"code van het bewijs\" from seat s \
         join registration r on r.id = s.registration join gathering g on g.id = r.gathering \
         where r.email = $1 order by g.begins, r.id, s.number",
    ),
    (
        "bijeenkomsten die je aankondigde",
        Person,
        "select title as bijeenkomst, begins as begint from gathering where announced_by = $1 order by begins, id",
    ),
    (
        "logboek: wat je deed",
        Person,
        "select at as wanneer, act as wat, initiative as nummer, detail as meer from audit where person = $1 order by id",
    ),
    (
        "logboek: over jou",
        Person,
        "select at as wanneer, act as wat, initiative as nummer, detail as meer from audit where about = $1 order by id",
    ),
    (
        "logboek: waarin je adres staat",
        Mention,
        "select at as wanneer, act as wat, initiative as nummer, detail as meer from audit \
         where lower(detail) like lower($1) escape '\\' order by id",
    ),
    ("ingelogd op", Person, "select expires as \"tot\" from session where person = $1 order by expires"),
    (
        "accounts bij een inlogdienst",
        Person,
        "select issuer as dienst, subject as \"naam daar\", proven as \"met een link bevestigd\" from identity \
         where person = $1 order by issuer, subject",
    ),
    (
        "passkeys",
        Person,
        "select made as gemaakt, used as \"laatst gebruikt\" from passkey where person = $1 order by made",
    ),
    (
        "links om in te loggen",
        Address,
        "select initiative as nummer, expires as \"geldig tot\", used as gebruikt from confirmation \
         where purpose = 'inloggen' and email = $1",
    ),
    (
        "links om te bevestigen",
        Address,
        "select initiative as nummer, expires as \"geldig tot\" from confirmation \
         where purpose = 'bevestigen' and email = $1",
    ),
    (
        "concepten",
        Address,
        "select cast(case when browser = '' then 1 else 0 end as bigint) as \"ingelogd bewaard\", body as velden, \
         changed as bewaard from draft where email = $1 order by browser",
    ),
    (
        "mails die nog weg moeten",
        Address,
        "select created as geschreven, due as \"niet eerder dan\", subject as onderwerp, body_text as tekst from mail \
         where recipient = $1 and sent is null order by id",
    ),
];

impl Store {
    /// Everything that is known of a person, as JSON.
    pub async fn personal_data(&self, person: PersonId) -> Result<Json, StoreError> {
        let mut transaction = self.read().await?;
        let email = sql("select email from person where id = $1").bind(person);
        let email: Option<String> = email.scalar_optional::<Option<String>>(&mut transaction).await?.flatten();
        let email = email.unwrap_or_default();
        let mut data = Map::new();
        for (word, by, statement) in PERSONAL_DATA {
            let mut rows = by.bind(sql(*statement), person, &email).fetch_all(&mut transaction).await?;
            if *by == Mention {
                rows.retain(|row| row.get("meer").is_ok_and(|text| mentions_address(text, &email)));
            }
            let rows = rows.iter().map(object).collect::<Result<_, _>>()?;
            data.insert((*word).to_owned(), Json::Array(rows));
        }
        Ok(Json::Object(data))
    }
}

/// A row as its columns say; a column that holds JSON is JSON.
fn object(row: &Row) -> Result<Json, StoreError> {
    let mut object = Map::new();
    for (index, column) in row.columns().into_iter().enumerate() {
        let value = match row.value(index)? {
            Value::Null(_) => Json::Null,
            Value::Integer(number) => number.into(),
            Value::Double(number) => number.into(),
            Value::Text(text) => {
                let list = text.starts_with('[').then(|| serde_json::from_str(&text).ok()).flatten();
                list.unwrap_or(Json::String(text))
            }
        };
        object.insert(column.to_owned(), value);
    }
    Ok(Json::Object(object))
}

//! A person goes, and a person asks what is known of them. Every table that names somebody stands in both lists.

use serde_json::{Map, Value, json};
use sqlx::{Column as _, Row as _, SqliteConnection, TypeInfo as _, ValueRef as _, sqlite::SqliteRow};

use crate::{Store, StoreError, audit, initiatives::version};

/// What `$1` is in a statement.
#[derive(Debug, Clone, Copy)]
enum By {
    /// The number of the person.
    Person,
    /// The address of the person.
    Address,
    /// A pattern that finds the address within a text; `\` escapes.
    Mention,
}

use By::{Address, Mention, Person};

/// What goes with a person, in this order. What they made stays, without their name: it belongs to the school.
///
/// A new table that knows a person is a line here and a line in [`PERSONAL_DATA`]; `tests/database/erase.rs` fails until it is.
const ERASED: &[(By, &str)] = &[
    // What nobody but they can answer for waits no longer; what never was public goes altogether.
    (
        Person,
        "delete from version where initiative in (select i.id from initiative i where i.status in ('concept', 'ingezonden') \
         and exists (select 1 from version v where v.initiative = i.id and v.person = $1) \
         and not exists (select 1 from owner o where o.initiative = i.id and o.person <> $1))",
    ),
    (
        Person,
        "update version set state = 'ingetrokken' where person = $1 and state in ('onbevestigd', 'ingezonden', 'gevraagd') \
         and not exists (select 1 from owner o where o.initiative = version.initiative and o.person <> $1)",
    ),
    (Person, "update version set person = null where person = $1"),
    (Person, "update version set editor = null where editor = $1"),
    (Person, "delete from claim where person = $1"),
    (Person, "delete from proposal where person = $1"),
    (Address, "delete from proposal where email = $1"),
    (Address, "delete from question where email = $1"),
    (Address, "update report set email = '' where email = $1"),
    (Address, "delete from follow where email = $1"),
    (Person, "delete from owner where person = $1"),
    (Person, "delete from member where person = $1"),
    (Person, "update audit set person = null where person = $1"),
    (Person, "delete from session where person = $1"),
    // A browser that asked for a link and has not used it.
    (Mention, "delete from session where data like $1 escape '\\'"),
    (Address, "delete from sign_in where email = $1"),
    (Address, "delete from draft where email = $1"),
    // The number stays: a mail server knows mails by it.
    (
        Address,
        "update mail set sent = coalesce(sent, 'gewist'), recipient = '', reply_to = '', unsubscribe = '', body_text = '', \
         body_html = '' where recipient = $1 or reply_to = $1",
    ),
    // The number of a person is not used again either.
    (Person, "update person set email = null, name = '', position = '' where id = $1"),
];

/// Texts that others wrote, in which somebody may be named: table and column.
const NAMING: &[(&str, &str)] = &[
    ("audit", "detail"),
    ("version", "why"),
    ("version", "reason"),
    ("proposal", "why"),
    ("question", "body"),
    ("report", "reason"),
    ("mail", "subject"),
    ("mail", "body_text"),
    ("mail", "body_html"),
];

/// What stands in the place of a name or an address.
const STRUCK: &str = "(gewist)";

/// What is known of a person: under which word, and how it is found. The columns are the words of the download.
const PERSONAL_DATA: &[(&str, By, &str)] = &[
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
         from version where editor = $1 order by decided",
    ),
    (
        "bekijkt als redacteur",
        Person,
        "select initiative as nummer, number as versie, until as tot from claim where person = $1",
    ),
    (
        "claims en uitnodigingen van jou",
        Person,
        "select initiative as nummer, kind as soort, why as waarom, email as \"voor wie\", made as gemaakt, \
         expires as \"geldig tot\" from proposal where person = $1 order by made",
    ),
    (
        "uitnodigingen voor jou",
        Address,
        "select initiative as nummer, kind as soort, made as gemaakt, expires as \"geldig tot\" from proposal \
         where email = $1 order by made",
    ),
    (
        "vragen die je nog moet bevestigen",
        Address,
        "select initiative as nummer, name as naam, body as vraag, expires as \"geldig tot\" from question \
         where email = $1 order by expires",
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
        "logboek: wat je deed",
        Person,
        "select at as wanneer, act as wat, initiative as nummer, detail as meer from audit where person = $1 order by id",
    ),
    (
        "logboek: waarin je adres staat",
        Mention,
        "select at as wanneer, act as wat, initiative as nummer, detail as meer from audit \
         where detail like $1 escape '\\' order by id",
    ),
    ("ingelogd op", Person, "select expires as \"tot\" from session where person = $1 order by expires"),
    (
        "links om in te loggen",
        Address,
        "select initiative as nummer, expires as \"geldig tot\", used as gebruikt from sign_in where email = $1",
    ),
    (
        "concepten",
        Address,
        "select own as \"zelf bewaard\", body as velden, changed as bewaard from draft where email = $1",
    ),
    (
        "mails die nog weg moeten",
        Address,
        "select created as geschreven, due as \"niet eerder dan\", subject as onderwerp, body_text as tekst from mail \
         where recipient = $1 and sent is null order by id",
    ),
];

impl Store {
    /// The person goes, from everything that is kept. What they put on the map stays, of nobody. False, and nothing
    /// changes, when they are the last admin on `day` (`YYYY-MM-DD`): somebody has to stay.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn erase(&self, person: i64, day: &str, now: &str) -> Result<bool, StoreError> {
        let mut transaction = self.write().await?;
        let known: Option<(String, String)> =
            sqlx::query_as("select email, name from person where id = $1 and email is not null")
                .bind(person)
                .fetch_optional(&mut *transaction)
                .await?;
        let Some((email, name)) = known else { return Ok(true) };
        let admins: Vec<i64> = sqlx::query_scalar(
            "select distinct person from member where role = 'beheerder' and (until = '' or until >= $1)",
        )
        .bind(day)
        .fetch_all(&mut *transaction)
        .await?;
        if admins == [person] {
            return Ok(false);
        }
        for (by, statement) in ERASED {
            let query = sqlx::query(*statement);
            let query = match by {
                Person => query.bind(person),
                Address => query.bind(&*email),
                Mention => query.bind(mention(&email)),
            };
            query.execute(&mut *transaction).await?;
        }
        version::empty_without_versions(&mut transaction).await?;
        for word in [&*email, &*name].into_iter().filter(|word| !word.is_empty()) {
            for (table, column) in NAMING {
                strike(&mut transaction, table, column, word).await?;
            }
        }
        audit::write(&mut transaction, None, "gewist", None, "iemand liet zijn gegevens wissen", now).await?;
        transaction.commit().await?;
        self.settle().await;
        Ok(true)
    }

    /// Everything that is known of a person, as JSON.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn personal_data(&self, person: i64) -> Result<Value, StoreError> {
        let mut connection = self.reader.acquire().await?;
        let email: Option<String> = sqlx::query_scalar("select email from person where id = $1")
            .bind(person)
            .fetch_optional(&mut *connection)
            .await?
            .flatten();
        let email = email.unwrap_or_default();
        let mut told = Map::new();
        for (word, by, statement) in PERSONAL_DATA {
            let query = sqlx::query(*statement);
            let query = match by {
                Person => query.bind(person),
                Address => query.bind(&*email),
                Mention => query.bind(mention(&email)),
            };
            let rows = query.fetch_all(&mut *connection).await?;
            let rows = rows.iter().map(object).collect::<Result<_, _>>()?;
            told.insert((*word).to_owned(), Value::Array(rows));
        }
        Ok(Value::Object(told))
    }
}

/// Every word of a column that names somebody, struck.
async fn strike(connection: &mut SqliteConnection, table: &str, column: &str, word: &str) -> Result<(), StoreError> {
    let find = format!("select distinct {column} from {table} where {column} like $1 escape '\\'");
    let change = format!("update {table} set {column} = $1 where {column} = $2");
    let texts: Vec<String> =
        sqlx::query_scalar(sqlx::AssertSqlSafe(find)).bind(mention(word)).fetch_all(&mut *connection).await?;
    for text in texts {
        let struck = without(&text, word);
        sqlx::query(sqlx::AssertSqlSafe(change.clone())).bind(struck).bind(text).execute(&mut *connection).await?;
    }
    Ok(())
}

/// A pattern that finds a word within a text.
fn mention(word: &str) -> String {
    let escaped: String = word.chars().flat_map(|c| if "\\%_".contains(c) { vec!['\\', c] } else { vec![c] }).collect();
    format!("%{escaped}%")
}

/// A text without a name or an address: capital or not, but not within another word.
#[must_use]
pub fn without(text: &str, word: &str) -> String {
    let (mut left, mut rest) = (String::new(), text);
    if word.is_empty() {
        return text.to_owned();
    }
    while let Some(first) = rest.chars().next() {
        let here = rest.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
        let inside = left.chars().next_back().is_some_and(char::is_alphanumeric)
            || rest.get(word.len()..).and_then(|after| after.chars().next()).is_some_and(char::is_alphanumeric);
        if here && !inside {
            left += STRUCK;
            rest = &rest[word.len()..];
        } else {
            left.push(first);
            rest = &rest[first.len_utf8()..];
        }
    }
    left
}

/// A row as its columns say; a column that holds JSON is JSON.
fn object(row: &SqliteRow) -> Result<Value, StoreError> {
    let mut object = Map::new();
    for (index, column) in row.columns().iter().enumerate() {
        let kind = row.try_get_raw(index)?.type_info().name().to_owned();
        let value = match &*kind {
            "NULL" => Value::Null,
            "INTEGER" => json!(row.try_get::<i64, _>(index)?),
            "REAL" => json!(row.try_get::<f64, _>(index)?),
            _ => {
                let text: String = row.try_get(index)?;
                let list = text.starts_with('[').then(|| serde_json::from_str(&text).ok()).flatten();
                list.unwrap_or(Value::String(text))
            }
        };
        object.insert(column.name().to_owned(), value);
    }
    Ok(Value::Object(object))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::DatabaseUrl;

    #[test]
    fn a_name_is_struck_as_a_word() {
        assert_eq!(without("Vraag het An, of an@school.nl.", "An"), "Vraag het (gewist), of (gewist)@school.nl.");
        assert_eq!(without("Anders dan Jan", "An"), "Anders dan Jan");
        assert_eq!(without("JUF@school.nl: redacteur", "juf@school.nl"), "(gewist): redacteur");
        assert_eq!(without("één Zoë", "zoë"), "één (gewist)");
        assert_eq!(without("niets", ""), "niets");
    }

    /// Which tables and columns know a person, by the schema itself.
    async fn knowing(store: &Store) -> Vec<(String, String)> {
        let tables: Vec<String> = sqlx::query_scalar("select name from sqlite_master where type = 'table'")
            .fetch_all(&store.reader)
            .await
            .unwrap();
        let mut found = Vec::new();
        for table in tables {
            let keys = format!("select \"from\" from pragma_foreign_key_list('{table}') where \"table\" = 'person'");
            let addresses = format!(
                "select name from pragma_table_info('{table}') where name like '%email%' or name in ('recipient', 'reply_to')"
            );
            for query in [keys, addresses] {
                let columns: Vec<String> =
                    sqlx::query_scalar(sqlx::AssertSqlSafe(query)).fetch_all(&store.reader).await.unwrap();
                found.extend(columns.into_iter().map(|column| (table.clone(), column)));
            }
        }
        found
    }

    #[tokio::test]
    async fn every_table_that_knows_a_person_is_erased_and_told() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&DatabaseUrl::in_data_dir(folder.path())).await.unwrap();
        let knowing = knowing(&store).await;
        assert!(knowing.len() >= 11, "{knowing:?}");
        let words =
            |text: &str| text.split(|c: char| !c.is_alphanumeric() && c != '_').map(str::to_owned).collect::<Vec<_>>();
        for (table, column) in knowing {
            let goes = ERASED.iter().any(|(_, sql)| words(sql).contains(&table) && words(sql).contains(&column));
            assert!(goes, "{table}.{column} knows a person and stands in no statement of ERASED");
            let told = PERSONAL_DATA.iter().any(|(_, _, sql)| words(sql).contains(&table));
            assert!(told, "{table} knows a person and stands in no line of PERSONAL_DATA");
        }
    }
}

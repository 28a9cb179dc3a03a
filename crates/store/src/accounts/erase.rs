//! Erasing a person. Every table that names somebody stands in a list here, and in the one of `personal_data.rs`.

use domain::{
    AuditAct, Moment, PersonId,
    strike::{mentions_address, without_address, without_name},
};

use crate::{
    Store, StoreError, audit,
    initiatives::version,
    sql::{Connection, Statement, Value, sql},
};

/// What `$1` is in a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum By {
    /// The number of the person.
    Person,
    /// The address of the person.
    Address,
    /// A pattern that finds the address within a text; `\` escapes. Also within a longer address: what is found has to be
    /// asked with [`mentions_address`].
    Mention,
}

impl By {
    /// The statement with its `$1`.
    pub(super) fn bind(self, statement: Statement, person: PersonId, email: &str) -> Statement {
        match self {
            Person => statement.bind(person),
            Address => statement.bind(email),
            Mention => statement.bind(mention(email)),
        }
    }
}

use By::{Address, Mention, Person};

/// What goes with a person, in this order. What they made stays, without their name: it belongs to the school.
///
/// A new table that knows a person is a line here and a line in [`PERSONAL_DATA`](super::personal_data::PERSONAL_DATA);
/// the test below fails until it is.
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
    (Person, "update version set amended_by = null where amended_by = $1"),
    (Person, "delete from review_lock where person = $1"),
    // The link in such a mail leads nowhere any more.
    (Person, TAKE_BACK_OFFERS),
    (Person, "delete from proposal where person = $1"),
    (Address, "delete from proposal where email = $1"),
    (Address, "delete from question where email = $1"),
    (Address, "update report set email = '' where email = $1"),
    (Address, "delete from follow where email = $1"),
    (Person, "update pitch set person = null where person = $1"),
    (Address, "delete from confirmation where registration in (select id from registration where email = $1)"),
    // That somebody was there is left; what shows that it was them is not.
    (
        Address,
        "update seat set code = null, proof = null where registration in (select id from registration where email = $1)",
    ),
    (Person, "update gathering set announced_by = null where announced_by = $1"),
    // The seat falls free; that somebody had it is left.
    (
        Address,
        "update registration set state = case when state in ('te-bevestigen', 'ingeschreven', 'wachtlijst', 'aangeboden') \
         then 'afgemeld' else state end, until = null, holds = 0, name = '', email = null, job_title = '', \
         colleagues = '[]', wishes = '' where email = $1",
    ),
    (Person, "delete from owner where person = $1"),
    (Person, "delete from member where person = $1"),
    (Person, "update audit set person = null where person = $1"),
    (Person, "update audit set about = null where about = $1"),
    (Person, "delete from session where person = $1"),
    (Person, "delete from identity where person = $1"),
    (Person, "delete from passkey where person = $1"),
    (Person, "delete from confirmation where person = $1"),
    (Address, "delete from confirmation where email = $1"),
    (Address, "delete from draft where email = $1"),
    // The number stays: a mail server knows mails by it.
    (
        Address,
        "update mail set sent = coalesce(sent, 'gewist'), recipient = '', reply_to = '', unsubscribe = '', body_text = '', \
         body_html = '', calendar = '' where recipient = $1 or reply_to = $1",
    ),
    // The number of a person is not used again either.
    (Person, "update person set email = null, name = '', position = '' where id = $1"),
];

/// Mails that have not left and offer what this person (`$1`) owns.
const TAKE_BACK_OFFERS: &str = "update mail set sent = 'teruggenomen', recipient = '', reply_to = '', unsubscribe = '', \
     body_text = '', body_html = '', calendar = '' where sent is null and about in (select id from proposal where person = $1)";

/// The initiatives that a person (`$1`) is or was in.
const THEIRS: &str = "initiative in (select initiative from owner where person = $1 \
     union select initiative from version where person = $1 or editor = $1)";

/// A column of texts that others wrote, in which somebody may be named. Their address is struck in every row.
struct Naming {
    table: &'static str,
    key: &'static [&'static str],
    column: &'static str,
    /// In which rows their name (a person's own choice) is struck as well: where any of these holds.
    about_them: &'static [&'static str],
}

const fn naming(
    table: &'static str,
    key: &'static [&'static str],
    column: &'static str,
    about_them: &'static [&'static str],
) -> Naming {
    Naming { table, key, column, about_them }
}

const NAMING: &[Naming] = &[
    naming("audit", &["id"], "detail", &["about = $1", THEIRS]),
    naming("version", &["initiative", "number"], "why", &[THEIRS]),
    naming("version", &["initiative", "number"], "reason", &[THEIRS]),
    naming("proposal", &["id"], "why", &[THEIRS]),
    naming("question", &["id"], "body", &[THEIRS]),
    naming("report", &["id"], "reason", &[THEIRS]),
    naming("gathering", &["id"], "reason", &[]),
    naming("pitch", &["gathering", "initiative"], "why", &[THEIRS]),
    naming("gathering_report", &["gathering"], "results", &[]),
    naming("gathering_report", &["gathering"], "lessons", &[]),
    naming("evaluation", &["id"], "takes", &[]),
    naming("evaluation", &["id"], "better", &[]),
    naming("registration", &["id"], "colleagues", &[]),
    naming("registration", &["id"], "wishes", &[]),
    // Mail to others says what it was written to say.
    naming("mail", &["id"], "subject", &[]),
    naming("mail", &["id"], "body_text", &[]),
    naming("mail", &["id"], "body_html", &[]),
];

/// Rows changed by one statement.
const BATCH: usize = 500;

impl Store {
    /// The person goes, from everything that is kept. What they put on the map stays, of nobody. False, and nothing
    /// changes, when they are the last admin on `day` (`YYYY-MM-DD`): somebody has to stay.
    pub async fn erase(&self, person: PersonId, day: &str, now: Moment) -> Result<bool, StoreError> {
        let mut transaction = self.write().await?;
        let known = sql("select email, name from person where id = $1 and email is not null")
            .bind(person)
            .fetch_optional(&mut transaction)
            .await?;
        let Some(known) = known else { return Ok(true) };
        let (email, name): (String, String) = (known.get("email")?, known.get("name")?);
        let admins: Vec<PersonId> =
            sql("select distinct person from member where role = 'beheerder' and (until = '' or until >= $1)")
                .bind(day)
                .scalars(&mut transaction)
                .await?;
        if admins == [person] {
            return Ok(false);
        }
        // First: afterwards nobody knows what was theirs.
        for naming in NAMING {
            naming.strike(&mut transaction, person, &email, &name).await?;
        }
        for (by, statement) in ERASED {
            by.bind(sql(*statement), person, &email).execute(&mut transaction).await?;
        }
        end_asking_sessions(&mut transaction, &email).await?;
        version::empty_without_versions(&mut transaction).await?;
        audit::write(&mut transaction, None, AuditAct::Erased, None, "iemand liet zijn gegevens wissen", now).await?;
        transaction.commit().await?;
        self.settle().await;
        Ok(true)
    }
}

impl Naming {
    /// Strikes a person: their address in every row, their name in the rows that are about them.
    async fn strike(
        &self,
        connection: &mut Connection,
        person: PersonId,
        email: &str,
        name: &str,
    ) -> Result<(), StoreError> {
        let Self { table, key, column, about_them } = self;
        let select = format!("select {}, {column} from {table} where", key.join(", "));
        let mention = sql(format!("{select} lower({column}) like lower($1) escape '\\'"));
        self.replace(connection, Mention.bind(mention, person, email), |text| without_address(text, email)).await?;
        if !about_them.is_empty() {
            let theirs = sql(format!("{select} {column} <> '' and ({})", about_them.join(" or ")));
            self.replace(connection, theirs.bind(person), |text| without_name(text, name)).await?;
        }
        Ok(())
    }

    /// Changes the text of the rows that `find` gives, where it changes, by their key.
    async fn replace(
        &self,
        connection: &mut Connection,
        find: Statement,
        struck: impl Fn(&str) -> String,
    ) -> Result<(), StoreError> {
        let Self { table, key, column, .. } = self;
        let mut changed: Vec<Vec<Value>> = Vec::new();
        for row in find.fetch_all(&mut *connection).await? {
            let text: String = row.get(column)?;
            let struck = struck(&text);
            if struck != text {
                let values = (0..key.len()).map(|index| row.value(index)).chain([Ok(struck.into())]);
                changed.push(values.collect::<Result<_, _>>()?);
            }
        }
        let text = key.len() + 1;
        let same: Vec<_> = key.iter().zip(1..).map(|(key, at)| format!("{table}.{key} = struck.column{at}")).collect();
        for rows in changed.chunks(BATCH) {
            let mut update = sql(format!("update {table} set {column} = struck.column{text} from (values "));
            for (index, row) in rows.iter().enumerate() {
                update.push(if index > 0 { ", " } else { "" }).push_list(row.iter().cloned());
            }
            update.push(&format!(") as struck where {}", same.join(" and ")));
            update.execute(&mut *connection).await?;
        }
        Ok(())
    }
}

/// Ends the sessions of browsers that asked for a link to this address and have not used it.
async fn end_asking_sessions(connection: &mut Connection, email: &str) -> Result<(), StoreError> {
    let find = sql("select id, data from session where lower(data) like lower($1) escape '\\'").bind(mention(email));
    for row in find.fetch_all(&mut *connection).await? {
        if mentions_address(row.get("data")?, email) {
            sql("delete from session where id = $1").bind(row.get::<&str>("id")?).execute(&mut *connection).await?;
        }
    }
    Ok(())
}

/// A pattern that finds a word within a text.
fn mention(word: &str) -> String {
    let escaped: String = word.chars().flat_map(|c| if "\\%_".contains(c) { vec!['\\', c] } else { vec![c] }).collect();
    format!("%{escaped}%")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::{DatabaseUrl, accounts::personal_data::PERSONAL_DATA, sql::tables};

    #[tokio::test]
    async fn every_table_that_knows_a_person_is_erased_and_told() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&DatabaseUrl::in_data_dir(folder.path())).await.unwrap();
        let mut knowing = Vec::new();
        for table in tables(&mut store.read().await.unwrap()).await.unwrap() {
            for column in table.columns {
                let address = column.name.contains("email") || ["recipient", "reply_to"].contains(&&*column.name);
                if address || column.refers_to.as_deref() == Some("person") {
                    knowing.push((table.name.clone(), column.name));
                }
            }
        }
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

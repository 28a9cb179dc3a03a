//! Erasing a person. Every table that names somebody stands in a list here, and in the one of `personal_data.rs`.

use domain::{AuditAct, Moment, PersonId};

use crate::{
    Store, StoreError, audit,
    initiatives::version,
    sql::{Connection, Statement, sql},
};

/// What `$1` is in a statement.
#[derive(Debug, Clone, Copy)]
pub(super) enum By {
    /// The number of the person.
    Person,
    /// The address of the person.
    Address,
    /// A pattern that finds the address within a text; `\` escapes.
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
    (Person, "delete from review_lock where person = $1"),
    (Person, "delete from proposal where person = $1"),
    (Address, "delete from proposal where email = $1"),
    (Address, "delete from question where email = $1"),
    (Address, "update report set email = '' where email = $1"),
    (Address, "delete from follow where email = $1"),
    (Person, "delete from owner where person = $1"),
    (Person, "delete from member where person = $1"),
    (Person, "update audit set person = null where person = $1"),
    (Person, "delete from session where person = $1"),
    (Person, "delete from identity where person = $1"),
    // A browser that asked for a link and has not used it.
    (Mention, "delete from session where lower(data) like lower($1) escape '\\'"),
    (Person, "delete from confirmation where person = $1"),
    (Address, "delete from confirmation where email = $1"),
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
        for (by, statement) in ERASED {
            by.bind(sql(*statement), person, &email).execute(&mut transaction).await?;
        }
        version::empty_without_versions(&mut transaction).await?;
        for word in [&*email, &*name].into_iter().filter(|word| !word.is_empty()) {
            for (table, column) in NAMING {
                strike(&mut transaction, table, column, word).await?;
            }
        }
        audit::write(&mut transaction, None, AuditAct::Erased, None, "iemand liet zijn gegevens wissen", now).await?;
        transaction.commit().await?;
        self.settle().await;
        Ok(true)
    }
}

/// Every word of a column that names somebody, struck.
async fn strike(connection: &mut Connection, table: &str, column: &str, word: &str) -> Result<(), StoreError> {
    let find = format!("select distinct {column} from {table} where lower({column}) like lower($1) escape '\\'");
    let change = format!("update {table} set {column} = $1 where {column} = $2");
    let texts: Vec<String> = sql(find).bind(mention(word)).scalars(&mut *connection).await?;
    for text in texts {
        let struck = without(&text, word);
        sql(change.clone()).bind(struck).bind(text).execute(&mut *connection).await?;
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::{DatabaseUrl, accounts::personal_data::PERSONAL_DATA, sql::tables};

    #[test]
    fn a_name_is_struck_as_a_word() {
        assert_eq!(without("Vraag het An, of an@school.nl.", "An"), "Vraag het (gewist), of (gewist)@school.nl.");
        assert_eq!(without("Anders dan Jan", "An"), "Anders dan Jan");
        assert_eq!(without("JUF@school.nl: redacteur", "juf@school.nl"), "(gewist): redacteur");
        assert_eq!(without("één Zoë", "zoë"), "één (gewist)");
        assert_eq!(without("niets", ""), "niets");
    }

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

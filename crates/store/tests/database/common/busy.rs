//! Somebody who stands in every table, also in those that came later.
#![allow(clippy::unwrap_used, dead_code, unreachable_pub)]

use std::collections::BTreeMap;

use domain::{
    Contact, Decision, Email, InitiativeId, PersonId, Role, Scope,
    gathering::{NewRegistration, Slot, SlotKind},
};
use store::{Draft, Mail, Membership, Profile, Session, Store, Submission};

use super::{
    LATER, NOW, at, confirm,
    gathering::{announced, group, letter},
    inside::{Column, Inside},
    row,
};

pub const WHO: &str = "an.na_1@school.nl";
pub const NAME: &str = "Anna Voorbeeld";

pub fn sending(title: &str) -> Submission {
    let row = row("", title);
    Submission { content: row.content, position: row.position, located: row.located, pictures: None }
}

pub fn mail(to: &str, text: &str) -> Mail {
    Mail { recipient: to.into(), subject: "Bericht".into(), text: text.into(), html: text.into(), ..Mail::default() }
}

pub fn contact(email: &str) -> Contact {
    let email = Email::parse(email).unwrap();
    Contact { name: NAME.into(), job_title: "leraar".into(), email, shown: true }
}

pub async fn person(store: &Store, email: &str, role: Role) -> PersonId {
    let membership = Membership { role, scope: Scope::Everywhere, until: None };
    store.appoint(&Email::parse(email).unwrap(), &membership, NOW).await.unwrap().id
}

/// Columns that hold an address.
pub fn holds_address(column: &Column) -> bool {
    column.kind == "text" && (column.name.contains("email") || ["recipient", "reply_to"].contains(&&*column.name))
}

/// Puts the person in every column of every table that can hold their number or their address, where they do not stand
/// yet: also in tables that this test has never heard of.
pub async fn fill(inside: &Inside, person: PersonId, other: PersonId) {
    let mut number = 0;
    for table in inside.tables().await {
        if table.name == "person" {
            continue;
        }
        let leading: Vec<&str> =
            table.keys.iter().filter(|key| key.table == "person").map(|key| &*key.columns[0].0).collect();
        let addresses: Vec<&str> = table.columns.iter().filter(|c| holds_address(c)).map(|c| &*c.name).collect();
        for wanted in leading.iter().chain(&addresses) {
            let is = if leading.contains(wanted) { person.to_string() } else { format!("'{WHO}'") };
            if inside.any(&format!("select 1 from {} where {wanted} = {is}", table.name)).await {
                continue;
            }
            number += 1;
            let mut values: BTreeMap<&str, String> = BTreeMap::new();
            for key in table.keys.iter().filter(|key| key.table != "person") {
                // Rows that are there already; another one for every row that is made here.
                let there: Vec<&str> = key.columns.iter().map(|(_, to)| &**to).collect();
                let find = format!("select {} from {} order by 1 desc", there.join(", "), key.table);
                let rows = inside.rows(&find).await;
                let Some(row) = rows.get(values.len() % rows.len().max(1)) else { continue };
                for (value, (from, _)) in row.iter().zip(&key.columns) {
                    values.insert(from, value.clone());
                }
            }
            for column in &table.columns {
                let value = if column.name == **wanted {
                    is.clone()
                } else if leading.contains(&&*column.name) {
                    other.to_string()
                } else if values.contains_key(&*column.name) || !(column.required || column.key) {
                    continue;
                } else if column.kind == "text" {
                    format!("'x{number}'")
                } else {
                    (1000 + number).to_string()
                };
                values.insert(&column.name, value);
            }
            let (columns, values): (Vec<&str>, Vec<String>) = values.into_iter().unzip();
            let insert = format!("insert into {} ({}) values ({})", table.name, columns.join(", "), values.join(", "));
            inside.execute(&insert).await;
        }
    }
}

/// Somebody who did everything one can do; gives their number, what is public, and what waits.
pub async fn busy(store: &Store) -> (PersonId, InitiativeId, InitiativeId) {
    let anna = person(store, WHO, Role::Editor).await;
    let (bert, admin) =
        (person(store, "bert@kaart.nl", Role::Editor).await, person(store, "beheer@kaart.nl", Role::Admin).await);
    store.introduce(anna, &Profile { name: NAME.into(), job_title: "leraar".into() }, NOW).await.unwrap();
    let role = Membership { role: Role::Organiser, scope: Scope::Everywhere, until: None };
    store.appoint_by(&Email::parse(WHO).unwrap(), &role, admin, &mail(WHO, "uitgenodigd"), NOW).await.unwrap();
    let public = store.send_in_known(&sending("Openbaar"), anna, &mail(WHO, "binnen"), NOW, NOW).await.unwrap();
    store.decide(public, 1, bert, &Decision::Publish, None, NOW).await.unwrap();
    store.show_name(anna, public, true).await.unwrap();
    store.change(public, 1, anna, &format!("Groet, {NAME}"), &sending("Openbaar, beter"), NOW).await.unwrap();
    let waits = store.send_in_known(&sending("Wacht"), anna, &mail(WHO, "binnen"), NOW, NOW).await.unwrap();
    let ask = Decision::Ask(format!("Dag {NAME}, klopt {WHO}?"));
    store.decide(waits, 1, bert, &ask, Some((&mail(WHO, "vraag"), LATER)), NOW).await.unwrap();
    let theirs = store.send_in_known(&sending("Van Bert"), bert, &mail("bert@kaart.nl", "x"), NOW, NOW).await.unwrap();
    store.hold((theirs, 1), anna, false, NOW, LATER).await.unwrap();
    store.decide(theirs, 1, anna, &Decision::Decline("nee".into()), None, NOW).await.unwrap();
    store.queue_mail(&mail("bert@kaart.nl", &format!("{NAME} vraagt iets")), NOW).await.unwrap();
    store
        .send_in(&sending("Onbevestigd"), &contact(WHO), (&confirm("a"), Some(&mail(WHO, "bevestig"))), NOW, NOW)
        .await
        .unwrap();
    let expires = at("2099-01-01T00:00:00Z");
    let session = Session { person: Some(anna), data: "{}".into(), expires };
    store.keep_session("h1", &session, NOW).await.unwrap();
    let asking = Session { person: None, data: format!("{{\"adres\":\"{WHO}\"}}"), expires };
    store.keep_session("h2", &asking, NOW).await.unwrap();
    for browser in [None, Some("browser".to_owned())] {
        let draft = Draft { browser, body: format!("naam={NAME}"), changed: NOW };
        store.keep_draft(&Email::parse(WHO).unwrap(), &draft).await.unwrap();
    }
    let gathering = announced(store, 5).await;
    let theirs = NewRegistration { name: NAME.into(), email: Email::parse(WHO).unwrap(), ..group("anna", 2) };
    store.register(gathering.id, &theirs, true, &letter, NOW).await.unwrap();
    let wishes = format!("Net als {WHO}");
    let bert = NewRegistration { wishes, email: Email::parse("bert@kaart.nl").unwrap(), ..group("bert", 1) };
    store.register(gathering.id, &bert, true, &letter, NOW).await.unwrap();
    store.offer_pitch(gathering.id, public, &format!("Groet, {NAME}"), anna, NOW).await.unwrap();
    let slot = Slot {
        begins: gathering.content.begins,
        ends: gathering.content.ends,
        kind: SlotKind::Pitch,
        title: String::new(),
        room: String::new(),
        initiative: Some(public),
    };
    store.add_slot(gathering.id, &slot, NOW).await.unwrap();
    store.cancel_gathering(gathering.id, &format!("Vraag het {WHO}."), admin, &letter, NOW).await.unwrap();
    (anna, public, waits)
}

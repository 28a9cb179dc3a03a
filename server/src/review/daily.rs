//! The daily job for editors: on weekdays one mail to each for whom something waits.

use std::collections::BTreeMap;

use domain::{PersonId, Role};
use jiff::civil::Weekday;
use store::{Member, Store, StoreError};

use crate::{clock::Clock, review::mails};

/// Tells editors what waits. Idempotent: who was told is not told again today.
pub(crate) async fn run(store: &Store, clock: &Clock, site: &str) -> Result<(), StoreError> {
    let today = clock.today();
    if matches!(today.weekday(), Weekday::Saturday | Weekday::Sunday) {
        return Ok(());
    }
    let today = today.to_string();
    let queue = store.queue(None).await?;
    let mut editors: BTreeMap<PersonId, Vec<Member>> = BTreeMap::new();
    for member in store.members().await? {
        let may = &member.membership;
        let holds = may.until.as_ref().is_none_or(|until| *until >= today);
        if holds && matches!(may.role, Role::Editor | Role::Admin) {
            editors.entry(member.person.id).or_default().push(member);
        }
    }
    for (person, memberships) in editors {
        let edits =
            |region| memberships.iter().any(|m| m.membership.role == Role::Admin || m.membership.scope.covers(region));
        let waits =
            queue.iter().filter(|version| version.sender_id != Some(person) && edits(version.initiative.region));
        let titles: Vec<&str> = waits.map(|version| &*version.initiative.content.title).collect();
        if let (false, Some(member)) = (titles.is_empty(), memberships.first()) {
            let letter = mails::waiting(site, member.person.email.as_str(), &titles);
            store.tell_member(person, &letter, &today, clock.moment()).await?;
        }
    }
    Ok(())
}

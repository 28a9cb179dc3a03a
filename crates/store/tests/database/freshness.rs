//! Fresh or fading: what confirms, what fades, and what is written exactly once.

use domain::{AuditAct, Decision, Email, InitiativeId, Moment, PersonId, Role, Scope, Stage, VersionState};
use store::{Aging, Mail, Membership, Reminder, Store, Submission};

use crate::common::{LATER, NOW, On, On::*, at, row};
use rstest::rstest;

/// After every moment in these tests.
const END: Moment = at("2030-01-01T00:00:00Z");
const YEAR_LATER: Moment = at("2027-11-21T20:00:00Z");

fn mail(subject: &str) -> Mail {
    Mail { recipient: "a@b.nl".into(), subject: subject.into(), text: "t".into(), html: "h".into(), ..Mail::default() }
}

fn sending(title: &str) -> Submission {
    let row = row("", title);
    Submission { content: row.content, position: row.position, located: row.located, pictures: None }
}

async fn person(store: &Store, email: &str) -> PersonId {
    let membership = Membership { role: Role::Editor, scope: Scope::Everywhere, until: None };
    store.appoint(&Email::parse(email).unwrap(), &membership, NOW).await.unwrap().id
}

/// Published at `NOW`; gives the owner and the id.
async fn published(store: &Store) -> (PersonId, InitiativeId) {
    let (owner, editor) = (person(store, "inzender@school.nl").await, person(store, "r@kaart.nl").await);
    let id = store.send_in_known(&sending("Robots"), owner, &mail("binnen"), NOW, NOW).await.unwrap();
    store.decide(id, 1, editor, &Decision::Publish, None, NOW).await.unwrap();
    while let Some(waiting) = store.next_mail(END).await.unwrap() {
        store.mail_sent(waiting.id, NOW).await.unwrap();
    }
    (owner, id)
}

async fn aging(store: &Store) -> Vec<Aging> {
    store.aging(END).await.unwrap()
}

fn reminder(person: PersonId, token: &str) -> Reminder {
    Reminder { person, token: token.to_owned(), expires: END, letter: mail(token) }
}

#[rstest]
#[tokio::test]
async fn a_round_of_mails_is_written_once(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    let (owner, id) = published(&store).await;
    assert!(store.aging(NOW).await.unwrap().is_empty(), "only what was confirmed before");
    let read = aging(&store).await;
    assert_eq!((read.len(), read[0].id, read[0].confirmed, read[0].reminders), (1, id, NOW, 0));
    assert_eq!(read[0].owners[0].id, owner);
    assert!(store.remind(&read[0], &[reminder(owner, "een")], LATER).await.unwrap());
    assert!(!store.remind(&read[0], &[reminder(owner, "weer")], LATER).await.unwrap(), "it was done already");
    assert_eq!(store.next_mail(END).await.unwrap().unwrap().mail.subject, "een");
    let again = aging(&store).await;
    assert_eq!((again[0].reminders, again[0].reminded), (1, Some(LATER)));
    assert_eq!(store.asked_by("een", LATER).await.unwrap(), Some((id, owner)));
    assert_eq!(store.asked_by("weer", LATER).await.unwrap(), None);
}

#[rstest]
#[tokio::test]
async fn whatever_confirms_ends_mails_and_fading(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    let (owner, id) = published(&store).await;
    store.remind(&aging(&store).await[0], &[reminder(owner, "een")], LATER).await.unwrap();
    let revision = store.revision().await.unwrap();
    assert_eq!(store.fade(&aging(&store).await, LATER).await.unwrap(), 1);
    assert!(store.faded_ids().await.unwrap().contains(&id) && aging(&store).await.is_empty());
    assert_eq!(store.revision().await.unwrap(), revision + 1, "open maps hear it");
    assert_eq!(store.faded().await.unwrap()[0].confirmed, NOW);

    // "Klopt nog."
    assert!(store.still_true(id, owner, "", YEAR_LATER).await.unwrap());
    assert!(store.faded_ids().await.unwrap().is_empty());
    assert_eq!(store.revision().await.unwrap(), revision + 2);
    let read = aging(&store).await;
    assert_eq!((read[0].confirmed, read[0].reminders), (YEAR_LATER, 0));
    assert!(store.asked_by("een", LATER).await.unwrap().is_some(), "the link may be opened again");
    store.still_true(id, owner, "", YEAR_LATER).await.unwrap();
    assert_eq!(store.revision().await.unwrap(), revision + 2, "nothing to see");
    assert_eq!(store.audit("klopt nog", 9).await.unwrap().len(), 2);
    // The next year's first mail ends the links of this one.
    store.remind(&read[0], &[reminder(owner, "twee")], END).await.unwrap();
    assert_eq!(store.asked_by("een", LATER).await.unwrap(), None);
}

#[rstest]
#[tokio::test]
async fn a_published_change_confirms_and_undoing_it_does_not(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    let (owner, id) = published(&store).await;
    store.fade(&aging(&store).await, LATER).await.unwrap();
    store.change(id, 1, owner, "", &sending("Anders"), YEAR_LATER).await.unwrap();
    assert!(store.faded_ids().await.unwrap().contains(&id), "it waits for an editor");
    let editor = person(&store, "r@kaart.nl").await;
    store.decide(id, 2, editor, &Decision::Publish, None, YEAR_LATER).await.unwrap();
    assert!(store.faded_ids().await.unwrap().is_empty());
    store.undo(id, 2, editor, LATER, YEAR_LATER).await.unwrap();
    assert!(store.faded_ids().await.unwrap().contains(&id));
}

#[rstest]
#[tokio::test]
async fn an_import_confirms_what_nobody_owns(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    let rows = [row("a", "Een"), row("b", "Twee")];
    store.import(&rows, NOW).await.unwrap();
    let read = aging(&store).await;
    assert!(read.len() == 2 && read.iter().all(|one| one.owners.is_empty()));
    assert_eq!(store.fade(&read, LATER).await.unwrap(), 2);
    let revision = store.revision().await.unwrap();
    store.import(&rows[..1], YEAR_LATER).await.unwrap();
    assert_eq!(
        store.faded_ids().await.unwrap().into_iter().collect::<Vec<_>>(),
        [InitiativeId(2)],
        "the other was not in it"
    );
    assert_eq!(store.revision().await.unwrap(), revision + 1);
    let first = &store.initiatives().await.unwrap()[0];
    assert_eq!(first.changed, NOW, "nothing in it changed");
    assert_eq!(store.freshness(InitiativeId(1)).await.unwrap().unwrap().confirmed, YEAR_LATER);
}

#[rstest]
#[tokio::test]
async fn examples_and_what_is_finished_do_not_fade(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    let (mut example, mut finished) = (row("a", "Voorbeeld"), row("b", "Klaar"));
    example.example = true;
    finished.content.stage = Stage::Finished;
    store.import(&[example, finished], NOW).await.unwrap();
    assert!(aging(&store).await.is_empty());
}

#[rstest]
#[tokio::test]
async fn an_owner_finishes_and_what_waits_goes_on_waiting(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    let (owner, id) = published(&store).await;
    store.fade(&aging(&store).await, LATER).await.unwrap();
    store.change(id, 1, owner, "beter", &sending("Beter"), LATER).await.unwrap();
    let revision = store.revision().await.unwrap();
    assert!(store.finish(id, owner, "Afgerond", YEAR_LATER).await.unwrap());
    assert!(store.finish(id, owner, "Afgerond", YEAR_LATER).await.unwrap(), "twice is as good as once");
    let public = &store.initiatives().await.unwrap()[0];
    assert_eq!((public.content.stage, &*public.content.title, public.changed), (Stage::Finished, "Robots", YEAR_LATER));
    assert_eq!(store.revision().await.unwrap(), revision + 1);
    assert!(store.faded_ids().await.unwrap().is_empty() && aging(&store).await.is_empty());
    let versions = store.versions(id).await.unwrap();
    let seen: Vec<_> = versions
        .iter()
        .map(|v| (v.number, v.state, &*v.initiative.content.title, v.initiative.content.stage))
        .collect();
    assert_eq!(
        seen,
        [
            (4, VersionState::Submitted, "Beter", Stage::Finished),
            (3, VersionState::Published, "Robots", Stage::Finished),
            (2, VersionState::Replaced, "Beter", Stage::Running),
            (1, VersionState::Published, "Robots", Stage::Running),
        ]
    );
    assert_eq!((&*versions[0].why, versions[0].initiative.changed), ("beter", LATER), "at the same place in the queue");
    let editor = person(&store, "r@kaart.nl").await;
    store.decide(id, 4, editor, &Decision::Publish, None, END).await.unwrap();
    assert_eq!(store.initiatives().await.unwrap()[0].content.stage, Stage::Finished);
}

#[rstest]
#[tokio::test]
async fn what_is_off_the_map_can_not_be_confirmed(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    let (owner, id) = published(&store).await;
    store.remind(&aging(&store).await[0], &[reminder(owner, "een")], LATER).await.unwrap();
    assert!(store.archive_because(id, owner, "het is voorbij", &[mail("weg")], LATER).await.unwrap());
    assert_eq!(store.audit("het is voorbij", 9).await.unwrap()[0].act, Ok(AuditAct::Archived));
    assert!(
        !store.still_true(id, owner, "", LATER).await.unwrap() && !store.finish(id, owner, "", LATER).await.unwrap()
    );
    assert!(store.freshness(id).await.unwrap().is_none() && aging(&store).await.is_empty());
    assert!(!store.archive_because(id, owner, "nog eens", &[mail("nog eens")], LATER).await.unwrap());
    let subjects = async {
        let mut subjects = Vec::new();
        while let Some(waiting) = store.next_mail(END).await.unwrap() {
            store.mail_sent(waiting.id, END).await.unwrap();
            subjects.push(waiting.mail.subject);
        }
        subjects
    };
    assert_eq!(subjects.await, ["een", "weg"]);
}

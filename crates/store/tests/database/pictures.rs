//! Pictures belong to a version: what is public follows from what was cleared.

use domain::{Decision, Email, InitiativeId, PersonId, Picture};
use store::{Mail, Membership, PictureVisibility, Store, Submission};

use crate::common::{LATER, NOW, On, On::*, at, confirm, row};
use rstest::rstest;

const A: &str = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
const B: &str = "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb";

fn picture(hash: &str, alt: &str) -> Picture {
    Picture { hash: hash.to_owned(), alt: alt.to_owned(), width: 800, height: 600 }
}

fn sending(pictures: Option<Vec<Picture>>) -> Submission {
    let row = row("", "Titel");
    Submission { content: row.content, position: row.position, located: row.located, pictures }
}

async fn person(store: &Store, email: &str) -> PersonId {
    let membership = Membership { role: domain::Role::Editor, scope: domain::Scope::Everywhere, until: None };
    store.appoint(&Email::parse(email).unwrap(), &membership, NOW).await.unwrap().id
}

/// An initiative with picture A that waits, its sender, and an editor.
async fn sent_in(store: &Store) -> (InitiativeId, PersonId, PersonId) {
    let (sender, editor) = (person(store, "s@school.nl").await, person(store, "r@kaart.nl").await);
    store.keep_upload(A, (800, 600), NOW).await.unwrap();
    let pictures = Some(vec![picture(A, "Een bos")]);
    let id = store.send_in_known(&sending(pictures), sender, &Mail::default(), NOW, NOW).await.unwrap();
    (id, sender, editor)
}

#[rstest]
#[tokio::test]
async fn a_picture_is_public_once_its_version_is_and_as_long_as_it_is(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    let (id, sender, editor) = sent_in(&store).await;
    assert_eq!(store.pictures(id, 1).await.unwrap(), [picture(A, "Een bos")]);
    assert_eq!(
        (store.picture_seen(A).await.unwrap(), store.public_pictures(id).await.unwrap().len()),
        (PictureVisibility::Waiting, 0)
    );
    store.decide(id, 1, editor, &Decision::Publish, None, NOW).await.unwrap();
    assert_eq!(store.picture_seen(A).await.unwrap(), PictureVisibility::Public);

    // A change with another picture shows nothing until it is cleared.
    store.keep_upload(B, (800, 600), NOW).await.unwrap();
    let changed = sending(Some(vec![picture(B, "Een beek")]));
    store.change(id, 1, sender, "", &changed, NOW).await.unwrap();
    assert_eq!(store.public_pictures(id).await.unwrap(), [picture(A, "Een bos")]);
    assert_eq!(store.picture_seen(B).await.unwrap(), PictureVisibility::Waiting);
    store.decide(id, 2, editor, &Decision::Publish, None, LATER).await.unwrap();
    assert_eq!(store.public_pictures(id).await.unwrap(), [picture(B, "Een beek")]);
    assert_eq!(store.first_pictures().await.unwrap(), [(id, picture(B, "Een beek"))].into());
    assert_eq!(
        (store.picture_seen(A).await.unwrap(), store.picture_seen(B).await.unwrap()),
        (PictureVisibility::Waiting, PictureVisibility::Public)
    );
    store.undo(id, 2, editor, NOW, LATER).await.unwrap();
    assert_eq!(store.public_pictures(id).await.unwrap(), [picture(A, "Een bos")]);

    assert!(store.archive(id, sender, LATER).await.unwrap());
    assert_eq!(store.picture_seen(A).await.unwrap(), PictureVisibility::Public, "its page stays");
}

#[rstest]
#[tokio::test]
async fn a_new_version_has_the_pictures_of_the_one_before_unless_it_says_otherwise(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    let (id, sender, editor) = sent_in(&store).await;
    store.amend(id, 1, editor, "", &sending(None), NOW).await.unwrap();
    assert_eq!(store.pictures(id, 2).await.unwrap(), [picture(A, "Een bos")]);
    store.change(id, 2, sender, "", &sending(Some(vec![picture(A, "Anders")])), NOW).await.unwrap();
    assert_eq!(store.pictures(id, 3).await.unwrap(), [picture(A, "Anders")]);
    store.change(id, 3, sender, "", &sending(Some(Vec::new())), NOW).await.unwrap();
    assert_eq!(store.pictures(id, 4).await.unwrap(), []);
    assert_eq!(store.pictures(id, 1).await.unwrap(), [picture(A, "Een bos")], "what was, was");
}

#[rstest]
#[tokio::test]
async fn what_nobody_uploaded_can_not_be_sent_in(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    let (id, sender, _) = sent_in(&store).await;
    store.forget_pictures(LATER).await.unwrap();
    let other = sending(Some(vec![picture(A, "Van een ander"), picture(B, "Van niemand")]));
    let own = store.send_in_known(&other, sender, &Mail::default(), NOW, NOW).await.unwrap();
    assert_eq!(store.pictures(own, 1).await.unwrap(), []);
    assert_eq!(store.find_picture(A, None).await.unwrap(), None);
    assert_eq!(store.find_picture(A, Some(own)).await.unwrap(), None);
    assert_eq!(store.find_picture(A, Some(id)).await.unwrap(), Some(picture(A, "")), "its own it may use again");
}

#[rstest]
#[tokio::test]
async fn uploads_and_pictures_of_what_is_gone_are_forgotten(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    let (id, sender, _) = sent_in(&store).await;
    store.keep_upload(B, (800, 600), NOW).await.unwrap();
    store.forget_pictures(NOW).await.unwrap();
    assert_eq!(store.picture_seen(B).await.unwrap(), PictureVisibility::Waiting, "the days are not over");
    store.keep_upload(B, (800, 600), LATER).await.unwrap();
    store.forget_pictures(LATER).await.unwrap();
    assert_eq!(store.picture_seen(B).await.unwrap(), PictureVisibility::Waiting, "uploaded again");
    store.forget_pictures(at("2026-11-23T20:00:00Z")).await.unwrap();
    assert_eq!(
        (store.picture_seen(A).await.unwrap(), store.picture_seen(B).await.unwrap()),
        (PictureVisibility::Waiting, PictureVisibility::Unknown)
    );
    assert!(store.withdraw_own(id, sender, LATER).await.unwrap());
    assert_eq!(store.picture_seen(A).await.unwrap(), PictureVisibility::Unknown, "at once");
    store.forget_pictures(LATER).await.unwrap();
    assert_eq!(store.pictures(id, 1).await.unwrap(), []);
}

#[rstest]
#[tokio::test]
async fn what_is_never_confirmed_goes_with_its_pictures(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    store.keep_upload(A, (800, 600), NOW).await.unwrap();
    let contact = domain::Contact {
        name: "A".into(),
        job_title: String::new(),
        email: Email::parse("a@school.nl").unwrap(),
        shown: false,
    };
    let sent = sending(Some(vec![picture(A, "Een bos")]));
    let id = store.send_in(&sent, &contact, (&confirm("t"), Some(&Mail::default())), NOW, NOW).await.unwrap();
    assert_eq!(store.pictures(id, 1).await.unwrap().len(), 1);
    assert_eq!(store.forget_unconfirmed(LATER).await.unwrap(), 1);
    store.forget_pictures(LATER).await.unwrap();
    assert_eq!(
        (store.pictures(id, 1).await.unwrap(), store.picture_seen(A).await.unwrap()),
        (vec![], PictureVisibility::Unknown)
    );
}

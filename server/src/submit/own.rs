//! What a visitor sent in themselves and nobody has decided on yet: for "lijkt op". Who is signed in is known by person, who is
//! not by the session of the browser that sent it in; an address that was only typed tells nothing.

use domain::{InitiativeContent, InitiativeId, Moment};
use store::Version;
use tower_sessions::Session;

use crate::{accounts::SignedIn, state::AppState, web::problem::Problem};

/// Where in a session stands what this browser sent in without signing in.
const SENT_IN: &str = "ingestuurd";
/// How many of those are remembered.
const REMEMBERED: usize = 20;

/// What they sent in that waits.
pub(super) async fn waiting(
    state: &AppState,
    user: Option<&SignedIn>,
    session: &Session,
) -> Result<Vec<Version>, Problem> {
    Ok(match user {
        Some(user) => state.store.waiting_of(user.person.id).await?,
        None => state.store.waiting_among(&sent_in(session).await?).await?,
    })
}

/// This browser sent it in.
pub(super) async fn remember(session: &Session, id: InitiativeId) -> Result<(), Problem> {
    let mut sent = sent_in(session).await?;
    sent.retain(|earlier| *earlier != id);
    sent.push(id);
    let newest = &sent[sent.len().saturating_sub(REMEMBERED)..];
    Ok(session.insert(SENT_IN, newest.iter().map(|id| id.0).collect::<Vec<_>>()).await?)
}

async fn sent_in(session: &Session) -> Result<Vec<InitiativeId>, Problem> {
    let numbers: Option<Vec<i64>> = session.get(SENT_IN).await?;
    Ok(numbers.unwrap_or_default().into_iter().map(InitiativeId).collect())
}

/// Whether it is the same, word for word, sent in after `since`: a button that was pressed twice, which the store knows.
pub(super) fn pressed_twice(version: &Version, content: &InitiativeContent, since: Moment) -> bool {
    let one = &version.initiative;
    let words = |content: &InitiativeContent| {
        [&content.title, &content.summary, &content.description, &content.school].map(Clone::clone)
    };
    *one.changed > *since && words(&one.content) == words(content)
}

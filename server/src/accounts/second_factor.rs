//! What somebody shows besides the mailed link: a passkey, once per session, and again for what can do most harm. Who has
//! none is not asked, unless the operator demands one of every role.

use axum::{extract::FromRequestParts, http::request::Parts};
use domain::{Moment, retention::PASSKEY_MINUTES};
use jiff::SignedDuration;
use tower_sessions::Session;

use super::SignedIn;
use crate::{state::AppState, web::problem::Problem};

/// The key in a session under which stands when a passkey was last shown.
pub(super) const SHOWN: &str = "passkey";

/// For how long it counts where it is asked for again.
const FRESH: SignedDuration = SignedDuration::from_mins(PASSKEY_MINUTES);

/// When this browser last showed a passkey.
pub(super) async fn shown(session: &Session) -> Result<Option<Moment>, Problem> {
    let shown: Option<String> = session.get(SHOWN).await?;
    Ok(shown.and_then(|shown| Moment::parse(&shown).ok()))
}

/// This browser showed a passkey. The identifier changes: from now on it opens more.
pub(super) async fn show(session: &Session, now: Moment) -> Result<(), Problem> {
    session.cycle_id().await?;
    Ok(session.insert(SHOWN, now.as_str()).await?)
}

/// What somebody with a role shows once.
pub(super) async fn once(state: &AppState, user: &SignedIn) -> Result<(), Problem> {
    if user.shown.is_some() || !demanded(state, user).await? { Ok(()) } else { Err(Problem::passkey()) }
}

/// What was shown a moment ago, by who has a passkey: before members, the log, erasing, and passkeys themselves.
pub(super) async fn again(state: &AppState, user: &SignedIn) -> Result<(), Problem> {
    let fresh = user.shown.is_some_and(|shown| shown >= state.clock.moment_in(-FRESH));
    if fresh || !state.store.has_passkey(user.person.id).await? { Ok(()) } else { Err(Problem::passkey()) }
}

async fn demanded(state: &AppState, user: &SignedIn) -> Result<bool, Problem> {
    let has_role = !user.may.is_empty();
    Ok(has_role && state.config.passkeys_required || state.store.has_passkey(user.person.id).await?)
}

/// A user who showed a moment ago that it is them, where they have a passkey.
pub(crate) struct Fresh<User>(pub(crate) User);

impl<User> FromRequestParts<AppState> for Fresh<User>
where
    User: FromRequestParts<AppState, Rejection = Problem> + AsRef<SignedIn> + Send + Sync,
{
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Problem> {
        let user = User::from_request_parts(parts, state).await?;
        again(state, user.as_ref()).await?;
        Ok(Self(user))
    }
}

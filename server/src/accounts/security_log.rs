//! The security log: who signs in and out, who is refused, and every change that somebody asks for. The one place that
//! writes it, but for what never gets here (`web/middleware.rs`: a form of another site); an act is the method and the pattern of its address. A person is a number: never an address, a name or
//! where somebody is.

use axum::{
    extract::{MatchedPath, Request, State},
    http::{Method, StatusCode},
    middleware::Next,
    response::Response,
};
use domain::PersonId;
use tower_sessions::Session;

use super::{
    sign_in,
    signed_in::{PERSON, SignedOut},
};
use crate::state::AppState;

/// What is posted while somebody types, which says nothing.
const TYPING: [&str; 4] = ["/plaatsen/concept", "/plaatsen/controle", "/plaatsen/foto", "/plaatsen/voorbeeld"];
/// What is only read and matters all the same: what is taken along, and the way back from an OpenID provider.
const READ: [&str; 3] = ["/redactie/logboek.csv", "/mijn/gegevens.json", "/inloggen/oidc/terug"];
/// Where a code is typed that was mailed.
const CODE: &str = "/inloggen/code";

/// Writes a line for every request that matters.
pub(crate) async fn note(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let session = request.extensions().get::<Session>().cloned();
    let route = request.extensions().get::<MatchedPath>().map(|path| path.as_str().to_owned()).unwrap_or_default();
    let method = request.method().clone();
    // The session is read afterwards only: reading it before would lose the identifier of one that has just changed it.
    let response = next.run(request).await;
    let status = response.status();
    let changes = method != Method::GET && method != Method::HEAD && !TYPING.contains(&&*route);
    let refused = matches!(status, StatusCode::FORBIDDEN | StatusCode::TOO_MANY_REQUESTS);
    if changes || refused || READ.contains(&&*route) {
        let outcome = match status.as_u16() {
            ..400 => "done",
            400..500 => "refused",
            _ => "failed",
        };
        let left = response.extensions().get().map(|SignedOut(person)| *person);
        let person = match left.or(person(session.as_ref()).await) {
            // Who is asked for a code is not signed in, and may be somebody whose account is tried.
            None if route == CODE => asked(&state, session.as_ref()).await,
            person => person,
        };
        let person = person.map(|PersonId(number)| number);
        tracing::info!(act = format!("{method} {route}"), person, outcome, status = status.as_u16(), "security");
    }
    response
}

/// Who is signed in, as far as the session can be read.
async fn person(session: Option<&Session>) -> Option<PersonId> {
    session?.get(PERSON).await.ok()?.map(PersonId)
}

/// Whom this browser asked a link for.
async fn asked(state: &AppState, session: Option<&Session>) -> Option<PersonId> {
    let address = sign_in::asked_for(session?).await?;
    state.store.person_with(&address).await.ok()?.map(|person| person.id)
}

//! `/getypt`: a form that came in after its session had ended. It goes along to the page that asks to sign in, is kept with the
//! session of the browser that signs in, and can be sent after all. Nothing typed is lost, whichever form it was.

use app::{accounts::UnsentPage, ui::Unsent};
use axum::{
    Extension,
    extract::Request,
    http::{Method, StatusCode},
    middleware::Next,
    response::Response,
};
use tower_sessions::Session;

use super::{SignedIn, sign_in::is_local};
use crate::web::{Page, params, problem::Problem};

/// The address of the page.
pub(super) const UNSENT: &str = "/getypt";

/// Where it was going, in the session.
const PATH: &str = "unsent.path";
/// What was in it, encoded as a form is.
const BODY: &str = "unsent.body";

/// Keeps a form with the session of this browser.
pub(crate) async fn keep(session: &Session, path: &str, body: &str) -> Result<(), Problem> {
    if !is_local(path) || body.is_empty() {
        return Ok(());
    }
    session.insert(PATH, path).await?;
    Ok(session.insert(BODY, body).await?)
}

/// Forgets a form that is kept once it was sent: when it came in where it was going, and was no longer refused.
pub(crate) async fn forget_sent(request: Request, next: Next) -> Response {
    let session = request.extensions().get::<Session>().filter(|_| request.method() == Method::POST).cloned();
    let path = request.uri().path_and_query().map(ToString::to_string);
    let response = next.run(request).await;
    let done = response.status().is_success() || response.status().is_redirection();
    if let (Some(session), true) = (session, done)
        && let Ok(Some(kept)) = session.get::<String>(PATH).await
        && path.is_some_and(|path| path == kept)
    {
        // What can't be forgotten now goes with the session.
        _ = session.remove::<String>(PATH).await;
        _ = session.remove::<String>(BODY).await;
    }
    response
}

/// What was typed, with a button that sends it after all.
pub(crate) async fn page(
    page: Page,
    user: SignedIn,
    Extension(session): Extension<Session>,
) -> Result<Response, Problem> {
    let path: Option<String> = session.get(PATH).await?;
    let body: Option<String> = session.get(BODY).await?;
    let unsent = path.zip(body);
    let unsent =
        unsent.and_then(|(path, body)| Unsent::of(path, params::owned(params::decode(&body).unwrap_or_default())));
    Ok(page.personal(&user, StatusCode::OK, "Nog niet verstuurd", move || {
        leptos::view! { <UnsentPage unsent /> }
    }))
}

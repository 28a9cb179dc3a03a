//! Confirming what was submitted with one's address: after signing in, or by the link in the mail, which does nothing else.

use app::submit::{ConfirmPage, ConfirmStep, DeadConfirm, Unconfirmed};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use domain::{Email, OwnTab, VersionState, paths, retention::CONFIRM_DAYS};
use jiff::{SignedDuration, Timestamp};
use wording::dates::day;

use crate::{
    accounts::{self, Done, SignedIn, sign_in::discreet, token},
    initiatives::preview::preview,
    lookup,
    state::AppState,
    web::{Page, flash::Done as _, page, problem::Problem},
};

/// What was sent in with my address and waits for me.
pub(crate) async fn waiting(state: &AppState, user: &SignedIn) -> Result<Vec<Unconfirmed>, Problem> {
    let waiting = state.store.unconfirmed(user.person.id).await?;
    Ok(waiting
        .into_iter()
        .map(|version| {
            let sent = &version.initiative.changed;
            let end =
                sent.parse::<Timestamp>().and_then(|at| at.checked_add(SignedDuration::from_hours(24 * CONFIRM_DAYS)));
            Unconfirmed {
                action: paths::own(version.initiative.id) + "/bevestigen",
                sent: day(sent),
                until: end.map_or_else(|_| String::new(), |end| day(&end.to_string())),
                title: version.initiative.content.title,
                summary: version.initiative.content.summary,
            }
        })
        .collect())
}

/// `POST /mijn/{id}/bevestigen`. Twice is as good as once.
pub(crate) async fn confirm(
    State(state): State<AppState>,
    user: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let id = lookup::number(&id)?;
    let (person, now) = (user.person.id, state.clock.moment());
    let letter = |title: &str| accounts::mails::received(&state.site_url, user.person.email.as_str(), title);
    let confirmed = state.store.only_if(user.known()).confirm(id, person, letter, now).await?;
    if confirmed || state.store.owns(person, id).await? {
        return Ok(Done::Confirmed.redirect(&paths::own_part(id, OwnTab::View)));
    }
    Err(Problem::of_status(StatusCode::NOT_FOUND))
}

/// `GET /bevestigen/{token}`: what there is to confirm, or that it is. Changes nothing: programs that check mail for dangers
/// follow links too.
pub(crate) async fn look(
    State(state): State<AppState>,
    page: Page,
    user: Option<SignedIn>,
    Path(token): Path<String>,
) -> Result<Response, Problem> {
    let about = state.store.confirms(&token::hash(&token), state.clock.moment()).await?;
    let Some((id, email)) = about else { return Ok(dead(&page)) };
    let Some(version) = state.store.version(id, 1).await? else { return Ok(dead(&page)) };
    let step = match version.state {
        VersionState::Unconfirmed => ConfirmStep::Ask,
        VersionState::Submitted => ConfirmStep::Thanks,
        _ => ConfirmStep::Past,
    };
    let shown = match step {
        ConfirmStep::Past => None,
        _ => Some(preview(&state.atlas.load_full(), &version.initiative, state.store.pictures(id, 1).await?)),
    };
    let signed_in = user.as_ref().is_some_and(|user| user.person.email == email);
    let (title, email, own) = (version.initiative.content.title, email.to_string(), paths::own(id));
    let heading = if step == ConfirmStep::Ask { "Bevestig je initiatief" } else { "Bevestigd" };
    Ok(discreet(page.unlisted(user.as_ref(), StatusCode::OK, heading, move || {
        leptos::view! { <ConfirmPage token title email step preview=shown own signed_in /> }
    })))
}

/// `POST /bevestigen/{token}`: confirms that, and signs nobody in. Twice is as good as once.
pub(crate) async fn by_link(
    State(state): State<AppState>,
    page: Page,
    Path(token): Path<String>,
) -> Result<Response, Problem> {
    let received = |email: &Email, title: &str| accounts::mails::received(&state.site_url, email.as_str(), title);
    let done = state.store.confirm_by_link(&token::hash(&token), &received, state.clock.moment()).await?;
    Ok(if done { discreet(page::see_other(&paths::confirm(token))) } else { dead(&page) })
}

fn dead(page: &Page) -> Response {
    discreet(page.anonymous(StatusCode::GONE, "Deze link werkt niet meer", || leptos::view! { <DeadConfirm /> }))
}

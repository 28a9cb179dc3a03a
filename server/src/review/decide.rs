//! Deciding: publish, ask, decline, and taking it back.

use app::review::NoticePage;
use axum::{
    Extension,
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use const_format::formatcp;
use domain::{Decision, VersionState, paths, retention::UNDO_NL, review::MAX_TEXT};
use serde::Deserialize;
use store::{Mail, ReviewError, Version};
use tower_sessions::Session;

use crate::{
    accounts::Editor,
    initiatives::history,
    review::{
        self, SECOND_THOUGHTS, href,
        item::{self, Shown, TAKEN_BACK, TakenBack},
        mails, queue,
    },
    state::AppState,
    web::{Page, form::Form, page, problem::Problem},
};

/// A question, or a reason.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct TextForm {
    tekst: String,
    /// A sentence that comes up often, to add to it.
    zin: String,
}

impl TextForm {
    /// What goes to the sender.
    fn text(&self) -> String {
        let parts = [self.tekst.trim(), self.zin.trim()];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n")
    }
}

/// `POST …/publiceren`.
pub(crate) async fn publish(
    State(state): State<AppState>,
    page: Page,
    user: Editor,
    Path(path): Path<(String, String)>,
) -> Result<Response, Problem> {
    let version = review::version(&state, &user, &path).await?;
    decide(&state, &page, &user, &version, &Decision::Publish).await
}

/// `POST …/vragen`: `tekst` is the question, with `zin` below it.
pub(crate) async fn ask(
    State(state): State<AppState>,
    page: Page,
    user: Editor,
    Path(path): Path<(String, String)>,
    Form(form): Form<TextForm>,
) -> Result<Response, Problem> {
    let version = review::version(&state, &user, &path).await?;
    let text = form.text();
    if text.is_empty() {
        let shown = Shown { error: "Typ eerst wat je wilt vragen.", ..Shown::default() };
        return item::show(&state, &page, &user, &version, shown).await;
    }
    decide(&state, &page, &user, &version, &Decision::Ask(text)).await
}

/// `POST …/afwijzen`: `tekst` is the reason, with `zin` below it.
pub(crate) async fn decline(
    State(state): State<AppState>,
    page: Page,
    user: Editor,
    Path(path): Path<(String, String)>,
    Form(form): Form<TextForm>,
) -> Result<Response, Problem> {
    let version = review::version(&state, &user, &path).await?;
    let text = form.text();
    if text.is_empty() {
        let shown = Shown { error: "Typ eerst waarom je het niet plaatst.", ..Shown::default() };
        return item::show(&state, &page, &user, &version, shown).await;
    }
    decide(&state, &page, &user, &version, &Decision::Decline(text)).await
}

async fn decide(
    state: &AppState,
    page: &Page,
    user: &Editor,
    version: &Version,
    decision: &Decision,
) -> Result<Response, Problem> {
    let typed = match decision {
        Decision::Publish => "",
        Decision::Ask(text) | Decision::Decline(text) => text,
    };
    if typed.chars().count() > MAX_TEXT {
        let text = format!("Je tekst is te lang; hooguit {MAX_TEXT} tekens. Er is nog niets verstuurd.");
        return Ok(notice(page, user, version, StatusCode::UNPROCESSABLE_ENTITY, "Dat is te lang", text, typed));
    }
    let (now, due) = (state.clock.moment(), state.clock.moment_in(SECOND_THOUGHTS));
    let letter = letter(state, version, decision);
    let letter = letter.as_ref().map(|letter| (letter, due));
    let (id, number) = (version.initiative.id, version.number);
    let store = state.store.only_if(user.editor_of(version.initiative.region));
    let decided = store.decide(id, number, user.person.id, decision, letter, now).await;
    let pressed_twice = match &decided {
        Err(ReviewError::Overtaken) => says_this(store.version(id, number).await?.as_ref(), user, decision, typed),
        _ => false,
    };
    match decided {
        Err(refusal) if !pressed_twice => refused(state, page, user, version, refusal, typed).await,
        _ => {
            // It was decided, whatever comes of looking for the next.
            let next = queue::next(state, user, id).await.unwrap_or_default();
            let next = next.unwrap_or_else(|| paths::DESK.to_owned());
            Ok(page::see_other(&format!("{next}?gedaan={id}-{number}")))
        }
    }
}

/// Whether this editor decided the same already: then the button was pressed twice, and nobody was first.
fn says_this(version: Option<&Version>, editor: &Editor, decision: &Decision, text: &str) -> bool {
    version.is_some_and(|version| {
        version.editor_id == Some(editor.person.id)
            && VersionState::Submitted.decided(decision) == Some(version.state)
            && version.reason == text
    })
}

/// `POST …/ongedaan`: one's own decision, within ten minutes, unless something newer happened. What was written with it stands in
/// the form again.
pub(crate) async fn undo(
    State(state): State<AppState>,
    page: Page,
    user: Editor,
    Extension(session): Extension<Session>,
    Path(path): Path<(String, String)>,
) -> Result<Response, Problem> {
    let version = review::version(&state, &user, &path).await?;
    let (now, since) = (state.clock.moment(), state.clock.moment_in(-SECOND_THOUGHTS));
    let (id, number) = (version.initiative.id, version.number);
    match state
        .store
        .only_if(user.editor_of(version.initiative.region))
        .undo(id, number, user.person.id, since, now)
        .await
    {
        Ok(()) => {
            let declined = version.state == VersionState::Declined;
            let kept = TakenBack { about: href(&version), text: version.reason.clone(), declined };
            session.insert(TAKEN_BACK, kept).await?;
            Ok(page::see_other(&href(&version)))
        }
        Err(ReviewError::Store(error)) => Err(error.into()),
        Err(_) => {
            let text = formatcp!(
                "Een besluit kun je {UNDO_NL} lang zelf ongedaan maken, zolang er daarna niets nieuws is gebeurd. Dat is hier voorbij."
            );
            let title = "Dit kan niet meer ongedaan";
            Ok(notice(&page, &user, &version, StatusCode::CONFLICT, title, text.to_owned(), ""))
        }
    }
}

/// 409 that says what happened instead, with what was typed.
pub(crate) async fn refused(
    state: &AppState,
    page: &Page,
    user: &Editor,
    version: &Version,
    refusal: ReviewError,
    typed: &str,
) -> Result<Response, Problem> {
    // What happened in between.
    let (id, number) = (version.initiative.id, version.number);
    let now = state.store.version(id, number).await?;
    let now = now.as_ref().unwrap_or(version);
    let (title, text) = match refusal {
        ReviewError::OwnWork => {
            ("Dit is van jezelf", "Over je eigen initiatief besluit een andere redacteur.".to_owned())
        }
        ReviewError::OwnText => (
            "Dit is vooral je eigen tekst",
            "Je veranderde zelf meer dan spelling. Een andere redacteur publiceert het; of vraag de inzender om de tekst opnieuw in te sturen.".to_owned(),
        ),
        ReviewError::Held => (
            "Een ander bekijkt dit nu",
            "Een andere redacteur heeft dit overgenomen. Er is niets veranderd.".to_owned(),
        ),
        ReviewError::Overtaken | ReviewError::Unknown => (
            "Iemand was je voor",
            format!("Deze versie wacht niet meer: {}. {}", now.state.label(), capital(&history::decided(now))),
        ),
        ReviewError::Store(error) => return Err(error.into()),
    };
    Ok(notice(page, user, version, StatusCode::CONFLICT, title, text, typed))
}

fn notice(
    page: &Page,
    user: &Editor,
    version: &Version,
    status: StatusCode,
    title: &'static str,
    text: String,
    typed: &str,
) -> Response {
    let (back, typed) = (href(version), typed.to_owned());
    page.personal(user, status, title, move || {
        leptos::view! { <NoticePage title text typed back /> }
    })
}

/// The mail that tells the sender; `None` when there is nobody to tell.
fn letter(state: &AppState, version: &Version, decision: &Decision) -> Option<Mail> {
    let to = version.sender_email.as_deref()?;
    let (site, id, title) = (&*state.site_url, version.initiative.id, &*version.initiative.content.title);
    Some(match decision {
        Decision::Publish => mails::published(site, to, title, id),
        Decision::Ask(question) => mails::asked(site, to, title, question, id),
        Decision::Decline(reason) => mails::declined(site, to, title, reason),
    })
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| format!("{}{}.", first.to_uppercase(), chars.as_str()))
}

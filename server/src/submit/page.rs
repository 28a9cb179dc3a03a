//! Submitting an initiative: the form, what it checks while one types, and sending it in.

use app::{
    shell::Head,
    submit::{SubmitForm, SubmitPage, SubmitView},
    ui::{PictureSet, sentence},
};
use axum::{
    Extension,
    extract::{RawQuery, State},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Redirect, Response},
};
use domain::{FieldError, NewSubmission, paths, submit::merge_errors};
use drawing::basemap::basemap;
use jiff::SignedDuration;
use store::{Submission, Version};
use tower_sessions::Session;

use crate::{
    accounts::{self, SignedIn, sign_in},
    initiatives::{picture_form, sketch},
    state::AppState,
    submit::{
        draft::{self, BrowserKey},
        location::{self, Act, Settled},
        own, sent, view,
    },
    web::{Page, form::Fields, page, problem::Problem, rate::Kind, visitor::Visitor},
};

/// Tells the script of the form that what it kept has been sent in.
const SENT: &str = "verzonden=ja; Path=/; Max-Age=2592000; SameSite=Lax";
/// The same over https, where only this host can set it.
const SENT_SECURELY: &str = "__Host-verzonden=ja; Path=/; Max-Age=2592000; SameSite=Lax; Secure";

/// The form, empty, or with the draft that was chosen (`concept=eigen`).
pub(crate) async fn empty(
    State(state): State<AppState>,
    page: Page,
    user: Option<SignedIn>,
    Extension(session): Extension<Session>,
    RawQuery(raw): RawQuery,
) -> Result<Response, Problem> {
    let (drafts, taken) = draft::find(&state, user.as_ref(), raw.as_deref()).await?;
    let mut typed = taken.unwrap_or_default();
    // As long as the draft that is there is not chosen or thrown away, nothing takes its place.
    typed.bewaar = drafts.iter().all(|draft| !draft.own);
    let settled = location::settle(&state, &mut typed, Act::Nothing).await?;
    let own = own::waiting(&state, user.as_ref(), &session).await?;
    let mut form = view::build(&state, typed, settled, Vec::new(), user.as_ref(), &own);
    form.drafts = drafts;
    respond(&state, &page, user.as_ref(), StatusCode::OK, form)
}

/// What was typed: looked at, or sent in.
pub(crate) async fn send(
    State(state): State<AppState>,
    page: Page,
    user: Option<SignedIn>,
    Extension(session): Extension<Session>,
    visitor: Visitor,
    Extension(key): Extension<BrowserKey>,
    sent: Fields,
) -> Result<Response, Problem> {
    let act = Act::of(&sent);
    let mut typed = SubmitForm::from_pairs(sent.pairs());
    let removed = picture_form::remove(&mut typed.initiatief.fotos, &sent);
    draft::keep_along(&state, visitor, user.as_ref(), &key, &typed).await;
    let settled = location::settle(&state, &mut typed, act).await?;
    let mut set = picture_form::set(&state, None, &typed.initiatief.fotos).await?;
    let own = own::waiting(&state, user.as_ref(), &session).await?;
    if act != Act::Send {
        set.success = if removed { picture_form::REMOVED } else { "" };
        let preview = (act == Act::Preview)
            .then(|| sketch::preview_of(&state.atlas.load(), &typed.initiatief, &settled.spot, set.pictures.clone()));
        let mut form = view::build(&state, typed, settled, Vec::new(), user.as_ref(), &own);
        form.fields.focus = if act == Act::Search { "school" } else { "" };
        set.focus = if removed { "foto" } else { "" };
        form.preview = preview;
        form.fields.pictures = set;
        return respond(&state, &page, user.as_ref(), StatusCode::OK, form);
    }
    picture_form::check(&mut set, &sent);
    let checked = check(&state, &typed, &settled, &set, user.as_ref());
    match checked {
        Ok((sending, contact)) => {
            let since = state.clock.moment_in(-TWICE);
            let other: Vec<Version> =
                own.iter().filter(|one| !own::pressed_twice(one, &sending.content, since)).cloned().collect();
            let alike = view::alike_of(&state, &other, &typed, settled.point());
            if !alike.is_empty() && !typed.ander {
                let mut form = view::build(&state, typed, settled, Vec::new(), user.as_ref(), &own);
                form.refused = true;
                form.fields.pictures = set;
                return respond(&state, &page, user.as_ref(), StatusCode::UNPROCESSABLE_ENTITY, form);
            }
            let sender = match &user {
                Some(user) => state.rates.person(Kind::SendIn, user.person.id).map(|()| Sender::SignedIn(user)),
                None => {
                    let mailed = state.rates.typed(Kind::SendIn, visitor, &contact.email);
                    mailed.map(|mailed| Sender::Typed(&session, &key, mailed))
                }
            };
            if let Err(refused) = &sender {
                let mut form = view::build(&state, typed, settled, Vec::new(), user.as_ref(), &own);
                form.too_often.clone_from(&refused.detail);
                form.fields.pictures = set;
                let mut response = respond(&state, &page, user.as_ref(), refused.status, form)?;
                response.headers_mut().extend(refused.retry_after.map(|s| (header::RETRY_AFTER, HeaderValue::from(s))));
                return Ok(response);
            }
            let kept = keep(&state, &sending, &contact, sender?).await?;
            // It has been sent in; a draft that stays is forgotten in time.
            draft::sent(&state, user.as_ref(), &key, &typed).await.ok();
            Ok(kept)
        }
        Err(errors) => {
            let mut form = view::build(&state, typed, settled, errors, user.as_ref(), &own);
            form.refused = true;
            form.fields.pictures = set;
            respond(&state, &page, user.as_ref(), StatusCode::UNPROCESSABLE_ENTITY, form)
        }
    }
}

/// `POST /plaatsen/controle`: what is wrong with the form as it stands, by the same rules; nothing is kept. Pairs of a
/// field and a sentence.
pub(crate) async fn hints(
    State(state): State<AppState>,
    user: Option<SignedIn>,
    form: Fields,
) -> Result<Response, Problem> {
    let mut typed = SubmitForm::from_pairs(form.pairs());
    let settled = location::settle(&state, &mut typed, Act::Nothing).await?;
    let set = picture_form::set(&state, None, &typed.initiatief.fotos).await?;
    let errors = check(&state, &typed, &settled, &set, user.as_ref()).err().unwrap_or_default();
    let sentences: Vec<_> = errors.iter().map(|e| (e.field.to_owned(), sentence(e.field, &e.reason))).collect();
    Ok(page::json(&sentences))
}

/// The rules, and where it is.
fn check(
    state: &AppState,
    typed: &SubmitForm,
    settled: &Settled,
    set: &PictureSet,
    user: Option<&SignedIn>,
) -> Result<(Submission, domain::Contact), Vec<FieldError>> {
    let atlas = state.atlas.load();
    let mut raw = typed.raw();
    if let Some(user) = user {
        // A signed-in user is not asked again: what they are called is kept with the person.
        user.person.email.as_str().clone_into(&mut raw.email);
        "wie is ingelogd".clone_into(&mut raw.naam);
        raw.functie.clear();
    }
    let parsed = NewSubmission::parse(&raw, atlas.territory().vocabulary());
    match (parsed, &settled.spot) {
        (Ok(NewSubmission { content, contact, .. }), Ok(Some((position, located)))) if set.errors.is_empty() => {
            let (position, located, pictures) = (*position, located.clone(), Some(set.pictures.clone()));
            Ok((Submission { content, position, located, pictures }, contact))
        }
        (parsed, spot) => {
            let errors = parsed.err().unwrap_or_default();
            let mut more: Vec<_> = spot.as_ref().err().into_iter().chain(&settled.school).cloned().collect();
            if errors.is_empty() && more.is_empty() && settled.point().is_none() {
                more.push(FieldError::new("plaats", "is leeg; kies je school, of typ een plaats of postcode"));
            }
            more.extend(set.errors.iter().cloned());
            Err(merge_errors(errors, more))
        }
    }
}

/// For how long the same from the same sender is a button that was pressed twice.
const TWICE: SignedDuration = SignedDuration::from_mins(10);

/// Who sends something in.
#[derive(Clone, Copy)]
enum Sender<'a> {
    /// Somebody who is signed in.
    SignedIn(&'a SignedIn),
    /// Whoever typed an address, in the browser of this session and key; with false no mail goes there for now.
    Typed(&'a Session, &'a BrowserKey, bool),
}

/// Keeps it with its mail, and only then leads on.
async fn keep(
    state: &AppState,
    sending: &Submission,
    contact: &domain::Contact,
    sender: Sender<'_>,
) -> Result<Response, Problem> {
    let (since, now) = (state.clock.moment_in(-TWICE), state.clock.moment());
    let cookie = (header::SET_COOKIE, if state.https() { SENT_SECURELY } else { SENT });
    let (session, key, mailed) = match sender {
        Sender::Typed(session, key, mailed) => (session, key, mailed),
        Sender::SignedIn(user) => {
            let title = &sending.content.title;
            let letter = accounts::mails::received(&state.site_url, user.person.email.as_str(), title);
            let store = state.store.only_if(user.known());
            let id = store.send_in_known(sending, user.person.id, &letter, since, now).await?;
            if contact.shown {
                // A choice of its own: when it is lost, the name stays hidden.
                state.store.show_name(user.person.id, id, true).await?;
            }
            return Ok(([cookie], Redirect::to(paths::MINE)).into_response());
        }
    };
    let about = (&contact.email, &*sending.located.town, contact.shown);
    let (link, letter) = sent::letter(state, session, key, about).await?;
    let id = state.store.send_in(sending, contact, (&link, mailed.then_some(&letter)), since, now).await?;
    own::remember(session, id).await?;
    // Not when the button was pressed twice: then the mail of the first counts.
    let newer = mailed && state.store.arrival(&link.sign_in.token, now).await?.is_some();
    sign_in::remember_request(session, &contact.email, &link.sign_in, newer).await?;
    Ok(([cookie], Redirect::to(paths::SENT)).into_response())
}

pub(super) fn respond(
    state: &AppState,
    page: &Page,
    user: Option<&SignedIn>,
    status: StatusCode,
    form: SubmitView,
) -> Result<Response, Problem> {
    let ground = basemap(state.atlas.load().territory()).map_err(|_| Problem::internal())?;
    let title = if form.refused { "Er klopt iets nog niet: plaats je initiatief" } else { "Plaats je initiatief" };
    let head = Head {
        title: title.to_owned(),
        description: "Zet je eigen initiatief op de kaart: waar, wat en wat het oplevert. Zonder wachtwoord."
            .to_owned(),
        canonical: format!("{}{}", state.site_url, paths::SUBMIT),
        script: "submit.js",
        reader: user.map(SignedIn::reader),
        ..Head::default()
    };
    let mut response = page.with_class(status, &head, "reading-page submit-page", &ground.drawn, move || {
        leptos::view! { <SubmitPage form /> }
    });
    // What somebody typed is nobody else's.
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

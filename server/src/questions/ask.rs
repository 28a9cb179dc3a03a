//! "Stel een vraag": relayed by mail, after the asker's address is known to be theirs.

use app::{
    questions::{AskPage, ConfirmPage, NoQuestion},
    ui::{Control, DonePage, Field, Need, Subject},
};
use axum::{
    extract::{Path, State},
    http::{HeaderValue, StatusCode, header},
    response::Response,
};
use const_format::formatcp;
use domain::{
    Email, FieldError, InitiativeId, paths,
    questions::{MAX_QUESTION, Question, RawQuestion},
    retention::{CONFIRM_DAYS, CONFIRM_NL},
};
use jiff::SignedDuration;
use serde::Deserialize;
use store::{Mail, Relayed};

use crate::{
    accounts::{
        SignedIn,
        token::{self, Secret},
    },
    lookup::{self, Found, about},
    questions::mails,
    state::AppState,
    web::{
        Page,
        flash::{Done as _, Flash, done},
        form::{Form, ticked},
        form_page::{Refused, wrong},
        problem::Problem,
        rate::Kind,
        visitor::Visitor,
    },
};

/// How long a question waits for the address to be confirmed.
const WAITS: SignedDuration = SignedDuration::from_hours(24 * CONFIRM_DAYS);

/// An initiative that somebody can be asked about: on the map, no example, with an owner.
async fn askable(state: &AppState, id: &str) -> Result<Found, Problem> {
    let found = lookup::find(state, id).await?;
    let real = !found.archived && !found.initiative.example;
    if real && state.store.has_owner(found.initiative.id).await? {
        return Ok(found);
    }
    Err(Problem::of_status(StatusCode::NOT_FOUND))
}

done! {
    /// How far a question has come.
    QuestionDone {
        Held = "bevestig" => formatcp!("We stuurden je een mail met een link. Klik erop om je vraag te versturen. Doe je dat niet, dan verdwijnt je vraag na {CONFIRM_NL}. Kwam er geen mail? Log in met dit adres en stel je vraag opnieuw; dan is geen mail nodig."),
        Sent = "verstuurd" => "Je krijgt een kopie in je mail. Het antwoord komt daar ook.",
    }
}

/// `GET /initiatieven/{id}/vraag`.
pub(crate) async fn page(
    State(state): State<AppState>,
    page: Page,
    user: Option<SignedIn>,
    Path(id): Path<String>,
    Flash(done): Flash<QuestionDone>,
) -> Result<Response, Problem> {
    let about = about(&askable(&state, &id).await?);
    let Some(done) = done else {
        let naam = user.as_ref().map(|user| user.person.name.clone()).unwrap_or_default();
        let raw = RawQuestion { naam, ..RawQuestion::default() };
        return Ok(show(&page, user.as_ref(), about, &raw, &[], Refused::NOT));
    };
    let title = match done {
        QuestionDone::Held => "Kijk in je mail",
        QuestionDone::Sent => "Je vraag is verstuurd",
    };
    let text = done.message();
    Ok(page.unlisted(user.as_ref(), StatusCode::OK, title, move || {
        leptos::view! { <DonePage about title text /> }
    }))
}

/// A question as it was typed.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct QuestionForm {
    naam: String,
    email: String,
    vraag: String,
    #[serde(deserialize_with = "ticked")]
    toestemming: bool,
}

/// `POST /initiatieven/{id}/vraag`: relayed at once for signed-in users; else a link comes first.
pub(crate) async fn send(
    State(state): State<AppState>,
    page: Page,
    user: Option<SignedIn>,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(form): Form<QuestionForm>,
) -> Result<Response, Problem> {
    let found = askable(&state, &id).await?;
    let QuestionForm { naam, email, vraag, toestemming } = form;
    let email = user.as_ref().map_or(email, |user| user.person.email.to_string());
    let raw = RawQuestion { naam, email, vraag, toestemming };
    let again = |errors: &[FieldError], refused| Ok(show(&page, user.as_ref(), about(&found), &raw, errors, refused));
    let question = match Question::parse(&raw) {
        Ok(question) => question,
        Err(errors) => return again(&errors, Refused::MISTAKES),
    };
    let counted = match &user {
        Some(user) => state.rates.person(Kind::Contact, user.person.id).map(|()| true),
        None => state.rates.typed(Kind::Contact, visitor, &question.email),
    };
    let mailed = match counted {
        Ok(mailed) => mailed,
        Err(problem) => return again(&[], Refused::because(problem)),
    };
    let (initiative, title, now) = (found.initiative.id, &found.initiative.content.title, state.clock.moment());
    let path = paths::initiative(initiative) + "/vraag";
    if let Some(user) = &user {
        let letters = |owners: &[Email]| letters_of(&state.site_url, initiative, title, &question, owners);
        return match state.store.only_if(user.known()).relay(initiative, letters, now).await? {
            Relayed::Sent => Ok(QuestionDone::Sent.redirect(&path)),
            Relayed::Nobody => Err(Problem::of_status(StatusCode::NOT_FOUND)),
        };
    }
    if !mailed {
        return Ok(QuestionDone::Held.redirect(&path));
    }
    let secret = Secret::new()?;
    let letter = mails::confirm_question(&state.site_url, &question.email, title, &secret.token);
    let expires = state.clock.moment_in(WAITS);
    state.store.hold_question(initiative, &question, &secret.hash(), &letter, expires, now).await?;
    Ok(QuestionDone::Held.redirect(&path))
}

/// `GET /vragen/{token}`: one button. Nothing changes: programs that check mail for dangers follow links too.
pub(crate) async fn look(
    State(state): State<AppState>,
    page: Page,
    user: Option<SignedIn>,
    Path(token): Path<String>,
) -> Result<Response, Problem> {
    let held = state.store.held_question(&token::hash(&token), state.clock.moment()).await?;
    let Some((initiative, question)) = held else { return Ok(gone(&page, user.as_ref(), USED)) };
    let Ok(found) = askable(&state, &initiative.to_string()).await else {
        return Ok(gone(&page, user.as_ref(), NOBODY));
    };
    let (about, Question { name, text, .. }) = (about(&found), question);
    Ok(discreet(page.unlisted(user.as_ref(), StatusCode::OK, "Nog één klik", move || {
        leptos::view! { <ConfirmPage about name text token /> }
    })))
}

/// `POST /vragen/{token}`: whoever has the link, has the address. The question goes, once.
pub(crate) async fn confirm(
    State(state): State<AppState>,
    page: Page,
    user: Option<SignedIn>,
    Path(token): Path<String>,
) -> Result<Response, Problem> {
    let atlas = state.atlas.load_full();
    let mut asked = InitiativeId(0);
    let letters = |initiative: InitiativeId, question: &Question, owners: &[Email]| {
        asked = initiative;
        let title = atlas.get(initiative).map_or("een initiatief", |found| &found.content.title);
        letters_of(&state.site_url, initiative, title, question, owners)
    };
    let relayed = state.store.relay_held(&token::hash(&token), letters, state.clock.moment()).await;
    Ok(match relayed? {
        Some(Relayed::Sent) => QuestionDone::Sent.redirect(&(paths::initiative(asked) + "/vraag")),
        Some(Relayed::Nobody) => gone(&page, user.as_ref(), NOBODY),
        None => gone(&page, user.as_ref(), USED),
    })
}

const USED: &str = formatcp!(
    "Je vraag is al verstuurd, of de link is ouder dan {CONFIRM_NL}. Stel je vraag opnieuw als dat nodig is."
);
const NOBODY: &str = "Dit initiatief staat niet meer op de kaart, of er is niemand meer die kan antwoorden.";

/// One for each owner, and a copy. The owners see none of each other's addresses.
fn letters_of(site: &str, initiative: InitiativeId, title: &str, question: &Question, owners: &[Email]) -> Vec<Mail> {
    let to = |owner: &Email| mails::question(site, owner, initiative, title, question);
    let copy = mails::question_copy(site, initiative, title, question);
    owners.iter().map(to).chain([copy]).collect()
}

fn show(
    page: &Page,
    user: Option<&SignedIn>,
    about: Subject,
    raw: &RawQuestion,
    errors: &[FieldError],
    Refused { status, text: refused, retry_after }: Refused,
) -> Response {
    let signed_in = user.map(|user| user.person.email.to_string()).unwrap_or_default();
    let mut fields = fields(raw, errors);
    fields.retain(|field| signed_in.is_empty() || field.name != "email");
    let response = page.unlisted(user, status, "Stel een vraag", move || {
        leptos::view! { <AskPage about fields refused signed_in /> }
    });
    Refused::wait(retry_after, response)
}

fn fields(raw: &RawQuestion, errors: &[FieldError]) -> Vec<Field> {
    let ticked = if raw.toestemming { "ja" } else { "" };
    [
        ("naam", "Je naam", "Je naam", String::new(), Control::Line("text", "name"), &*raw.naam),
        ("email", "Je e-mailadres", "Je e-mailadres", String::new(), Control::Line("email", "email"), &*raw.email),
        ("vraag", "Je vraag", "Je vraag", format!("Hooguit {MAX_QUESTION} tekens."), Control::Lines(8), &*raw.vraag),
        (
            "toestemming",
            "De ander mag mijn e-mailadres zien om te antwoorden",
            "Dit vinkje",
            "Zonder je adres kan niemand je antwoorden. Daarom is dit nodig.".to_owned(),
            Control::Tick,
            ticked,
        ),
    ]
    .map(|(name, label, called, hint, control, value)| Field {
        name,
        label: label.into(),
        hint: hint.into(),
        control,
        need: Need::Required,
        value: value.to_owned(),
        error: wrong(errors, name, called),
        ..Field::default()
    })
    .into()
}

fn gone(page: &Page, user: Option<&SignedIn>, text: &'static str) -> Response {
    discreet(page.unlisted(user, StatusCode::GONE, "Deze link werkt niet meer", move || {
        leptos::view! { <NoQuestion text /> }
    }))
}

/// No other site learns the address of this page.
fn discreet(mut response: Response) -> Response {
    response.headers_mut().insert(header::REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    response
}

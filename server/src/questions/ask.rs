//! "Stel een vraag": relayed by mail, after the asker's address is known to be theirs.

use app::{
    questions::{AskPage, ConfirmPage, NoQuestion},
    ui::{Control, DonePage, Field, Subject},
};
use axum::{
    Extension,
    extract::{Path, RawQuery, State},
    http::{HeaderValue, StatusCode, header},
    response::Response,
};
use domain::{
    Email, FieldError,
    questions::{MAX_QUESTION, Question, RawQuestion},
    retention::CONFIRM_DAYS,
};
use jiff::SignedDuration;
use store::{Mail, Relayed};

use crate::{
    accounts::{signed_in::Who, token},
    lookup::{self, Found, about},
    questions::mails,
    state::AppState,
    web::{
        form::Form,
        form_page::{self, Refused, wrong},
        nonce::Nonce,
        page,
        problem::Problem,
        rate::{Kind, Visitor},
    },
};

/// How long a question waits for the address to be confirmed.
const WAITS: SignedDuration = SignedDuration::from_hours(24 * CONFIRM_DAYS);

/// An initiative that somebody can be asked about: on the map, no example, with an owner.
async fn askable(state: &AppState, id: &str) -> Result<Found, Problem> {
    let found = lookup::find(state, id).await?;
    let real = !found.archived && !found.initiative.example;
    if real && state.store.has_owner(found.initiative.id).await.map_err(page::internal)? {
        return Ok(found);
    }
    Err(Problem::of_status(StatusCode::NOT_FOUND))
}

/// `GET /initiatieven/{id}/vraag`.
pub(crate) async fn page(
    State(state): State<AppState>,
    Extension(nonce): Extension<Nonce>,
    who: Option<Who>,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let about = about(&askable(&state, &id).await?);
    let (title, text) = match query.as_deref() {
        Some("gedaan=bevestig") => (
            "Kijk in je mail",
            "We stuurden je een mail met een link. Klik erop om je vraag te versturen. Doe je dat niet, dan verdwijnt je vraag na veertien dagen.",
        ),
        Some("gedaan=verstuurd") => {
            ("Je vraag is verstuurd", "Je krijgt een kopie in je mail. Het antwoord komt daar ook.")
        }
        _ => {
            let naam = who.as_ref().map(|who| who.person.name.clone()).unwrap_or_default();
            return Ok(show(
                &nonce,
                who.as_ref(),
                about,
                &RawQuestion { naam, ..RawQuestion::default() },
                &[],
                Refused::NOT,
            ));
        }
    };
    Ok(form_page::page(who.as_ref(), StatusCode::OK, &nonce, title, move || {
        leptos::view! { <DonePage about title text /> }
    }))
}

/// `POST /initiatieven/{id}/vraag`: relayed at once for who is signed in; else a link comes first.
pub(crate) async fn send(
    State(state): State<AppState>,
    Extension(nonce): Extension<Nonce>,
    who: Option<Who>,
    visitor: Visitor,
    Path(id): Path<String>,
    form: Form,
) -> Result<Response, Problem> {
    let found = askable(&state, &id).await?;
    let raw = RawQuestion {
        naam: form.get("naam").to_owned(),
        email: who.as_ref().map_or_else(|| form.get("email").to_owned(), |who| who.person.email.to_string()),
        vraag: form.get("vraag").to_owned(),
        toestemming: form.get("toestemming") == "ja",
    };
    let again = |errors: &[FieldError], refused| Ok(show(&nonce, who.as_ref(), about(&found), &raw, errors, refused));
    let question = match Question::parse(&raw) {
        Ok(question) => question,
        Err(errors) => return again(&errors, Refused::MISTAKES),
    };
    if let Err(problem) = state.rates.check(Kind::Contact, visitor, Some(&question.email)) {
        return again(&[], Refused::because(problem));
    }
    let (initiative, title, now) = (found.initiative.id, &found.initiative.content.title, state.clock.text());
    let path = format!("/initiatieven/{initiative}/vraag?gedaan=");
    if who.is_some() {
        let letters = |owners: &[Email]| letters_of(&state.site_url, initiative, title, &question, owners);
        return match state.store.relay(initiative, letters, &now).await.map_err(page::internal)? {
            Relayed::Sent => Ok(page::see_other(&format!("{path}verstuurd"))),
            Relayed::Nobody => Err(Problem::of_status(StatusCode::NOT_FOUND)),
        };
    }
    let (secret, link) = token::fresh(question.email.as_str(), &state.clock).map_err(|_| Problem::internal())?;
    let letter = mails::confirm_question(&state.site_url, &question.email, title, &secret.token);
    let expires = state.clock.text_in(WAITS);
    let held = state.store.hold_question(initiative, &question, &link.token, &letter, &expires, &now).await;
    held.map_err(page::internal)?;
    Ok(page::see_other(&format!("{path}bevestig")))
}

/// `GET /vragen/{token}`: one button. Nothing changes: programs that check mail for dangers follow links too.
pub(crate) async fn look(
    State(state): State<AppState>,
    Extension(nonce): Extension<Nonce>,
    who: Option<Who>,
    Path(token): Path<String>,
) -> Result<Response, Problem> {
    let held = state.store.held_question(&token::hash(&token), &state.clock.text()).await.map_err(page::internal)?;
    let Some((initiative, question)) = held else { return Ok(gone(&nonce, who.as_ref(), USED)) };
    let Ok(found) = askable(&state, &initiative.to_string()).await else {
        return Ok(gone(&nonce, who.as_ref(), NOBODY));
    };
    let (about, Question { name, text, .. }) = (about(&found), question);
    Ok(discreet(form_page::page(who.as_ref(), StatusCode::OK, &nonce, "Nog één klik", move || {
        leptos::view! { <ConfirmPage about name text token /> }
    })))
}

/// `POST /vragen/{token}`: whoever has the link, has the address. The question goes, once.
pub(crate) async fn confirm(
    State(state): State<AppState>,
    Extension(nonce): Extension<Nonce>,
    who: Option<Who>,
    Path(token): Path<String>,
) -> Result<Response, Problem> {
    let atlas = state.atlas.load_full();
    let mut asked = 0;
    let letters = |initiative: i64, question: &Question, owners: &[Email]| {
        asked = initiative;
        let title = atlas.get(initiative).map_or("een initiatief", |found| &found.content.title);
        letters_of(&state.site_url, initiative, title, question, owners)
    };
    let relayed = state.store.relay_held(&token::hash(&token), letters, &state.clock.text()).await;
    Ok(match relayed.map_err(page::internal)? {
        Some(Relayed::Sent) => page::see_other(&format!("/initiatieven/{asked}/vraag?gedaan=verstuurd")),
        Some(Relayed::Nobody) => gone(&nonce, who.as_ref(), NOBODY),
        None => gone(&nonce, who.as_ref(), USED),
    })
}

const USED: &str =
    "Je vraag is al verstuurd, of de link is ouder dan veertien dagen. Stel je vraag opnieuw als dat nodig is.";
const NOBODY: &str = "Dit initiatief staat niet meer op de kaart, of er is niemand meer die kan antwoorden.";

/// One for each owner, and a copy. The owners see none of each other's addresses.
fn letters_of(site: &str, initiative: i64, title: &str, question: &Question, owners: &[Email]) -> Vec<Mail> {
    let to = |owner: &Email| mails::question(site, owner, initiative, title, question);
    let copy = mails::question_copy(site, initiative, title, question);
    owners.iter().map(to).chain([copy]).collect()
}

fn show(
    nonce: &Nonce,
    who: Option<&Who>,
    about: Subject,
    raw: &RawQuestion,
    errors: &[FieldError],
    Refused { status, text: refused, retry_after }: Refused,
) -> Response {
    let signed_in = who.map(|who| who.person.email.to_string()).unwrap_or_default();
    let mut fields = fields(raw, errors);
    fields.retain(|field| signed_in.is_empty() || field.name != "email");
    let response = form_page::page(who, status, nonce, "Stel een vraag", move || {
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
    .map(|(name, label, called, hint, kind, value)| Field {
        name,
        label,
        called,
        hint,
        kind,
        optional: false,
        value: value.to_owned(),
        error: wrong(errors, name),
    })
    .into()
}

fn gone(nonce: &Nonce, who: Option<&Who>, text: &'static str) -> Response {
    discreet(form_page::page(who, StatusCode::GONE, nonce, "Deze link werkt niet meer", move || {
        leptos::view! { <NoQuestion text /> }
    }))
}

/// No other site learns the address of this page.
fn discreet(mut response: Response) -> Response {
    response.headers_mut().insert(header::REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    response
}

//! "Meld dit initiatief", and "Meld misbruik" about a question that somebody got.

use app::{
    reports::ReportPage,
    ui::{Control, DonePage, Field, Need, Subject},
};
use axum::{
    extract::{Path, RawQuery, State},
    http::StatusCode,
    response::Response,
};
use domain::{
    FieldError, paths,
    reports::{MAX_REPORT, Report, ReportSubject},
};

use serde::Deserialize;

use crate::{
    accounts::SignedIn,
    lookup::{self, Found, about},
    state::AppState,
    web::{
        Page,
        flash::{Done as _, Flash, done},
        form::Form,
        form_page::{Refused, wrong},
        params,
        problem::Problem,
        rate::Kind,
        visitor::Visitor,
    },
};

/// Anything real that has a page.
async fn reportable(state: &AppState, id: &str) -> Result<Found, Problem> {
    let found = lookup::find(state, id).await?;
    if found.initiative.example { Err(Problem::of_status(StatusCode::NOT_FOUND)) } else { Ok(found) }
}

/// What `over` in the address says it is about.
fn over(query: Option<&str>) -> ReportSubject {
    let pairs = params::decode(query.unwrap_or_default()).unwrap_or_default();
    let over = pairs.iter().find(|(name, _)| name == "over");
    over.and_then(|(_, value)| ReportSubject::parse(value).ok()).unwrap_or_default()
}

done! {
    /// What somebody did on this page.
    ReportDone {
        Reported = "gemeld" => "Je melding is binnen. Een redacteur kijkt ernaar.",
    }
}

/// `GET /initiatieven/{id}/melden`.
pub(crate) async fn page(
    State(state): State<AppState>,
    page: Page,
    user: Option<SignedIn>,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
    Flash(done): Flash<ReportDone>,
) -> Result<Response, Problem> {
    let about = about(&reportable(&state, &id).await?);
    let Some(done) = done else {
        let email = user.as_ref().map(|user| user.person.email.to_string()).unwrap_or_default();
        return Ok(show(&page, user.as_ref(), about, over(query.as_deref()), "", &email, &[], Refused::NOT));
    };
    let (title, text) = ("Dank je wel", done.message());
    Ok(page.unlisted(user.as_ref(), StatusCode::OK, title, move || {
        leptos::view! { <DonePage about title text /> }
    }))
}

/// A report as it was typed.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct ReportForm {
    reden: String,
    email: String,
}

/// `POST /initiatieven/{id}/melden`.
pub(crate) async fn send(
    State(state): State<AppState>,
    page: Page,
    user: Option<SignedIn>,
    visitor: Visitor,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
    Form(form): Form<ReportForm>,
) -> Result<Response, Problem> {
    let found = reportable(&state, &id).await?;
    let over = over(query.as_deref());
    let (reason, email) = (&*form.reden, &*form.email);
    let again = |errors: &[FieldError], refused| {
        Ok(show(&page, user.as_ref(), about(&found), over, reason, email, errors, refused))
    };
    let report = match Report::parse(over, reason, email) {
        Ok(report) => report,
        Err(errors) => return again(&errors, Refused::MISTAKES),
    };
    let counted = match &user {
        Some(user) => state.rates.person(Kind::Contact, user.person.id),
        None => state.rates.visitor(Kind::Contact, visitor),
    };
    if let Err(problem) = counted {
        return again(&[], Refused::because(problem));
    }
    let initiative = found.initiative.id;
    state.store.report(initiative, &report, state.clock.moment()).await?;
    Ok(ReportDone::Reported.redirect(&(paths::initiative(initiative) + "/melden")))
}

#[allow(clippy::too_many_arguments, reason = "one form")]
fn show(
    page: &Page,
    user: Option<&SignedIn>,
    about: Subject,
    over: ReportSubject,
    reason: &str,
    email: &str,
    errors: &[FieldError],
    Refused { status, text: refused, retry_after }: Refused,
) -> Response {
    let question = over == ReportSubject::Question;
    let title = if question { "Meld misbruik" } else { "Meld dit initiatief" };
    let fields = [
        (
            "reden",
            "Wat is er mis?",
            "Wat er mis is",
            format!("Hooguit {MAX_REPORT} tekens."),
            Control::Lines(6),
            reason,
        ),
        (
            "email",
            "Je e-mailadres",
            "Je e-mailadres",
            "Alleen voor de redactie, als je antwoord wilt.".to_owned(),
            Control::Line("email", "email"),
            email,
        ),
    ]
    .map(|(name, label, called, hint, control, value)| Field {
        name,
        label: label.into(),
        hint: hint.into(),
        control,
        need: if name == "email" { Need::Optional } else { Need::Required },
        value: value.to_owned(),
        error: wrong(errors, name, called),
        ..Field::default()
    })
    .into();
    let response = page.unlisted(user, status, title, move || {
        leptos::view! { <ReportPage about question fields refused /> }
    });
    Refused::wait(retry_after, response)
}

//! What came of a gathering: its page, and the form of its organiser.

use app::{
    gathering::{ReportFormPage, ReportLinks, ReportPage, ReportView},
    shell::Head,
    ui::{Control, Field, Link, Need, Subject},
};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use domain::{
    FieldError, Gathering, GatheringId, InitiativeId,
    gathering::{Phase, RawReport, ReportContent},
    paths,
};
use serde::Deserialize;
use store::{GatheringError, GatheringReport};
use wording::dates;

use super::{
    find,
    organise::{OrganiseDone, own},
};
use crate::{
    accounts::Organiser,
    state::AppState,
    web::{
        Page,
        flash::Done as _,
        form::Form,
        form_page::{Refused, wrong},
        markdown,
        problem::Problem,
    },
};

/// `GET /bijeenkomsten/{id}/verslag`; 404 while there is none.
pub(crate) async fn page(
    State(state): State<AppState>,
    page: Page,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let gathering = find::public(&state, &id).await?;
    let report = state.store.gathering_report(gathering.id).await?;
    let GatheringReport { content, .. } = report.ok_or_else(|| Problem::of_status(StatusCode::NOT_FOUND))?;
    let atlas = state.atlas.load();
    // Only what stands on the map: the rest is nobody's business any more.
    let initiatives = content.initiatives.iter().filter_map(|id| atlas.get(*id)).map(|one| Link {
        text: one.content.title.clone(),
        count: String::new(),
        href: paths::initiative(one.id),
    });
    let seats = state.store.attendance(gathering.id).await?;
    let view = ReportView {
        about: find::about(&gathering),
        when: dates::span(gathering.content.begins, gathering.content.ends),
        came: match seats {
            0 => String::new(),
            1 => "Er was 1 deelnemer.".to_owned(),
            seats => format!("Er waren {seats} deelnemers."),
        },
        results: markdown::html(&content.results),
        lessons: markdown::html(&content.lessons),
        links: content.links,
        initiatives: initiatives.collect(),
    };
    let head = Head {
        title: format!("Verslag van {}", gathering.content.title),
        description: format!("Wat ‘{}’ opleverde.", gathering.content.title),
        canonical: format!("{}{}", state.site_url, paths::gathering_report(gathering.id)),
        hidden: gathering.example,
        ..Head::default()
    };
    Ok(page.public(&head, "", move || leptos::view! { <ReportPage view /> }))
}

/// Where the report of a gathering is written and read.
pub(super) async fn links(state: &AppState, gathering: &Gathering) -> Result<ReportLinks, Problem> {
    let over = gathering.phase(state.clock.moment()) == Some(Phase::Past);
    let write = format!("{}/verslag", paths::organise_gathering(gathering.id));
    Ok(ReportLinks { write: if over { write } else { String::new() }, read: address(state, gathering).await? })
}

/// Where everybody reads it; empty while there is none.
pub(super) async fn address(state: &AppState, gathering: &Gathering) -> Result<String, Problem> {
    let there = state.store.gathering_report(gathering.id).await?.is_some();
    Ok(if there { paths::gathering_report(gathering.id) } else { String::new() })
}

/// What was learnt the last time, for who makes another of the series of a gathering.
pub(super) async fn lessons(state: &AppState, other: GatheringId) -> Result<Option<(Link, String)>, Problem> {
    let Some(other) = state.store.gathering(other).await? else { return Ok(None) };
    let last = state.store.last_report(other.series).await?;
    Ok(last.map(|(gathering, report)| {
        let text = format!("Het hele verslag van ‘{}’", gathering.content.title);
        let link = Link { text, count: String::new(), href: paths::gathering_report(gathering.id) };
        (link, markdown::html(&report.content.lessons))
    }))
}

/// The form as it comes in; `gezien` is when the report was last changed, as it was shown.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct ReportForm {
    resultaten: String,
    lessen: String,
    links: String,
    initiatieven: String,
    gezien: String,
}

impl ReportForm {
    fn of(report: &GatheringReport) -> Self {
        let GatheringReport { content, changed } = report;
        let initiatives: Vec<String> = content.initiatives.iter().map(ToString::to_string).collect();
        Self {
            resultaten: content.results.clone(),
            lessen: content.lessons.clone(),
            links: content.links.join("\n"),
            initiatieven: initiatives.join("\n"),
            gezien: changed.to_string(),
        }
    }

    fn raw(&self) -> RawReport {
        let Self { resultaten, lessen, links, initiatieven, .. } = self.clone();
        RawReport { resultaten, lessen, links, initiatieven }
    }
}

/// `GET /organisatie/bijeenkomsten/{id}/verslag`; 409 before the end.
pub(crate) async fn form(
    State(state): State<AppState>,
    page: Page,
    user: Organiser,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let (gathering, _) = own(&state, &user, &id).await?;
    if gathering.phase(state.clock.moment()) != Some(Phase::Past) {
        return Err(GatheringError::NotOver.into());
    }
    let typed = state.store.gathering_report(gathering.id).await?.as_ref().map(ReportForm::of).unwrap_or_default();
    Ok(show(&page, &user, &gathering, typed, &[], Refused::NOT))
}

/// `POST /organisatie/bijeenkomsten/{id}/verslag`.
pub(crate) async fn write(
    State(state): State<AppState>,
    page: Page,
    user: Organiser,
    Path(id): Path<String>,
    Form(mut typed): Form<ReportForm>,
) -> Result<Response, Problem> {
    let (gathering, right) = own(&state, &user, &id).await?;
    let content = match check(&state, &typed) {
        Ok(content) => content,
        Err(errors) => return Ok(show(&page, &user, &gathering, typed, &errors, Refused::MISTAKES)),
    };
    let conflict = |refusal: GatheringError| Refused {
        status: StatusCode::CONFLICT,
        text: format!("{refusal} Wat je typte staat er nog."),
        retry_after: None,
    };
    let kept = state.store.gathering_report(gathering.id).await?;
    let changed = kept.as_ref().map(|report| report.changed.to_string()).unwrap_or_default();
    if typed.gezien != changed {
        typed.gezien = changed;
        return Ok(show(&page, &user, &gathering, typed, &[], conflict(GatheringError::ReportChanged)));
    }
    let (store, now) = (state.store.only_if(right), state.clock.moment());
    match store.write_report(gathering.id, kept.as_ref(), &content, user.person.id, now).await {
        Ok(()) => Ok(OrganiseDone::Reported.redirect(&paths::organise_gathering(gathering.id))),
        Err(error @ (GatheringError::Store(_) | GatheringError::Gone)) => Err(error.into()),
        Err(refusal) => Ok(show(&page, &user, &gathering, typed, &[], conflict(refusal))),
    }
}

/// The rules, and whether there are such initiatives.
fn check(state: &AppState, typed: &ReportForm) -> Result<ReportContent, Vec<FieldError>> {
    let content = ReportContent::parse(&typed.raw())?;
    let atlas = state.atlas.load();
    let unknown: Vec<String> = content
        .initiatives
        .iter()
        .filter(|id: &&InitiativeId| atlas.get(**id).is_none())
        .map(ToString::to_string)
        .collect();
    if unknown.is_empty() {
        return Ok(content);
    }
    let reason = format!("staan niet allemaal op de kaart; haal weg: {}", unknown.join(", "));
    Err(vec![FieldError::new("initiatieven", reason)])
}

fn show(
    page: &Page,
    user: &Organiser,
    gathering: &Gathering,
    typed: ReportForm,
    errors: &[FieldError],
    Refused { status, text: refused, .. }: Refused,
) -> Response {
    let about = Subject { title: gathering.content.title.clone(), href: paths::organise_gathering(gathering.id) };
    let action = format!("{}/verslag", paths::organise_gathering(gathering.id));
    let (fields, seen) = (fields(&typed, errors), typed.gezien);
    page.personal(user, status, "Verslag", move || {
        leptos::view! { <ReportFormPage about action fields seen refused /> }
    })
}

fn fields(typed: &ReportForm, errors: &[FieldError]) -> Vec<Field> {
    let field = |name: &'static str, label: &'static str, hint: &'static str, rows, need, value: &str| Field {
        name,
        label: label.into(),
        hint: hint.into(),
        control: Control::Lines(rows),
        need,
        value: value.to_owned(),
        error: wrong(errors, name, label),
        ..Field::default()
    };
    vec![
        field(
            "resultaten",
            "Wat het opleverde",
            "Een lege regel maakt een nieuwe alinea; met * begint een opsomming.",
            10,
            Need::Required,
            &typed.resultaten,
        ),
        field(
            "lessen",
            "Wat we ervan leerden",
            "Wie de volgende van deze reeks maakt, ziet dit boven het formulier.",
            6,
            Need::Optional,
            &typed.lessen,
        ),
        field(
            "initiatieven",
            "Initiatieven die er waren",
            "Het nummer of het adres op deze kaart, één per regel.",
            4,
            Need::Optional,
            &typed.initiatieven,
        ),
        field("links", "Links", "Webadressen, één per regel.", 3, Need::Optional, &typed.links),
    ]
}

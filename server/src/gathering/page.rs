//! The page of one gathering.

use app::{
    gathering::{GatheringPage, GatheringView},
    shell::Head,
    ui::Link,
};
use axum::{
    extract::{Path, State},
    http::header,
    response::{IntoResponse as _, Redirect, Response},
};
use domain::{
    Gathering, Moment,
    gathering::{GatheringStatus, Phase, RegistrationPhase},
    local_time, paths,
    query::encode_pairs,
    seats::RULE_NL,
};
use serde_json::json;
use wording::dates;

use super::{find, programme, report, seats};
use crate::{
    state::AppState,
    web::{Page, markdown, problem::Problem},
};

/// The short address leads to the full one.
pub(crate) async fn without_slug(State(state): State<AppState>, Path(id): Path<String>) -> Result<Response, Problem> {
    Ok(moved(&find::path_of(&find::public(&state, &id).await?)))
}

/// A gathering; a slug of before leads to the one of now.
pub(crate) async fn page(
    State(state): State<AppState>,
    page: Page,
    Path((id, slug)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let gathering = find::public(&state, &id).await?;
    let path = find::path_of(&gathering);
    if path != format!("{}/{slug}", paths::gathering(&id)) {
        return Ok(moved(&path));
    }
    let head = head(&state, &gathering);
    let view = view(&state, &gathering).await?;
    Ok(page.public(&head, "", move || {
        leptos::view! { <GatheringPage view /> }
    }))
}

/// Leads to the address of now. Not to be remembered: a title may be changed back.
fn moved(path: &str) -> Response {
    ([(header::CACHE_CONTROL, "no-cache")], Redirect::permanent(path)).into_response()
}

/// The agenda with this question.
fn agenda(name: &'static str, value: &str) -> String {
    format!("{}?{}", paths::AGENDA, encode_pairs(&[(name, value)]))
}

async fn view(state: &AppState, gathering: &Gathering) -> Result<GatheringView, Problem> {
    let (content, now) = (&gathering.content, state.clock.moment());
    let taken = seats::of(state, gathering).await?;
    let atlas = state.atlas.load_full();
    let vocabulary = atlas.territory().vocabulary();
    let phase = gathering.phase(now);
    let registration = gathering.registration(now);
    let open = registration == RegistrationPhase::Open;
    let themes = content.themes.iter().map(|slug| Link {
        text: vocabulary.theme(slug).map_or(&**slug, |theme| &*theme.label).to_owned(),
        count: String::new(),
        href: agenda("thema", slug),
    });
    let region = gathering.venue.as_ref().map(|venue| venue.region);
    let sectors: Vec<_> = content.sectors.iter().map(|sector| sector.label()).collect();
    let slots = state.store.programme(gathering.id, true).await?;
    let coming = state.store.gatherings().await?;
    let series = coming.iter().filter(|one| one.series == gathering.series && one.id != gathering.id).map(|one| Link {
        text: format!("{}, {}", one.content.title, dates::weekday(one.content.begins)),
        count: String::new(),
        href: find::path_of(one),
    });
    Ok(GatheringView {
        title: content.title.clone(),
        kind: content.kind.label(),
        when: dates::span(content.begins, content.ends),
        begins: local_time::with_offset(content.begins),
        where_lines: find::place(gathering),
        region: Link {
            text: region.map_or("", domain::Region::label).to_owned(),
            count: String::new(),
            href: region.map(|region| agenda("regio", region.slug())).unwrap_or_default(),
        },
        mode: content.mode.label(),
        summary: content.summary.clone(),
        text: markdown::html(&content.text),
        themes: themes.collect(),
        sectors: sectors.join(", "),
        partners: content.partners.clone(),
        cancelled: (gathering.status == GatheringStatus::Cancelled).then(|| gathering.reason.clone()),
        past: phase == Some(Phase::Past),
        example: gathering.example,
        seats: if phase == Some(Phase::Announced) { seats::sentences(gathering, &taken) } else { Vec::new() },
        register: if open { format!("{}/aanmelden", paths::gathering(gathering.id)) } else { String::new() },
        registration: sentence(gathering, registration, now),
        rule: if open { RULE_NL.to_owned() } else { String::new() },
        programme: programme::parts(&atlas, &slots),
        pitches: programme::map_of(&atlas, &slots),
        pitch: if phase == Some(Phase::Announced) && now < content.begins {
            format!("{}/pitchen", paths::gathering(gathering.id))
        } else {
            String::new()
        },
        participants: shown(state, gathering).await?,
        calendar: format!("{}/agenda.ics", paths::gathering(gathering.id)),
        report: report::address(state, gathering).await?,
        series: series.collect(),
    })
}

/// When one can register.
fn sentence(gathering: &Gathering, phase: RegistrationPhase, now: Moment) -> String {
    let content = &gathering.content;
    match phase {
        RegistrationPhase::Later(opens) => format!("Aanmelden kan vanaf {}.", dates::at(opens)),
        RegistrationPhase::Open if content.closes.0 == content.begins => "Aanmelden kan tot het begin.".to_owned(),
        RegistrationPhase::Open if content.closes.passed(now) => {
            format!("Aanmelden kon {}. Wat nu nog binnenkomt, telt nog net mee.", dates::through(content.closes))
        }
        RegistrationPhase::Open => format!(
            "Aanmelden kan {}. Wat tot {} minuten later binnenkomt, telt nog mee.",
            dates::through(content.closes),
            domain::GRACE_MINUTES
        ),
        RegistrationPhase::Closed => "Aanmelden kan niet meer.".to_owned(),
    }
}

/// Who comes, as far as they want everybody to know.
async fn shown(state: &AppState, gathering: &Gathering) -> Result<Vec<String>, Problem> {
    let all = state.store.registrations(gathering.id).await?;
    Ok(all.iter().filter(|one| one.visibility.shows(one.state, false)).map(super::own::called).collect())
}

fn head(state: &AppState, gathering: &Gathering) -> Head {
    let content = &gathering.content;
    let when = dates::weekday(content.begins);
    let summary = if content.summary.is_empty() { &content.title } else { &content.summary };
    Head {
        title: format!("{} · {when}", content.title),
        description: summary.clone(),
        canonical: format!("{}{}", state.site_url, find::path_of(gathering)),
        json_ld: linked_data(state, gathering),
        // An invented example is not to be found as if it were real.
        hidden: gathering.example,
        ..Head::default()
    }
}

/// The gathering as search engines read it (schema.org `EducationEvent`).
fn linked_data(state: &AppState, gathering: &Gathering) -> String {
    let (content, now) = (&gathering.content, state.clock.moment());
    let status = match gathering.phase(now) {
        Some(Phase::Cancelled) => "EventCancelled",
        _ => "EventScheduled",
    };
    let attendance = match content.mode {
        domain::gathering::GatheringMode::Venue => "OfflineEventAttendanceMode",
        domain::gathering::GatheringMode::Online => "OnlineEventAttendanceMode",
        domain::gathering::GatheringMode::Hybrid => "MixedEventAttendanceMode",
    };
    let url = format!("{}{}", state.site_url, find::path_of(gathering));
    let place = gathering.venue.as_ref().map(|venue| {
        json!({
            "@type": "Place",
            "name": if content.location.is_empty() { &venue.town } else { &content.location },
            "address": { "@type": "PostalAddress", "streetAddress": content.address, "addressLocality": venue.town, "addressRegion": "Limburg", "addressCountry": "NL" },
            "geo": { "@type": "GeoCoordinates", "latitude": venue.position.lat(), "longitude": venue.position.lon() },
        })
    });
    let mut event = json!({
        "@context": "https://schema.org",
        "@type": "EducationEvent",
        "name": content.title,
        "description": content.summary,
        "url": url,
        "startDate": local_time::with_offset(content.begins),
        "endDate": local_time::with_offset(content.ends),
        "eventStatus": format!("https://schema.org/{status}"),
        "eventAttendanceMode": format!("https://schema.org/{attendance}"),
        "isAccessibleForFree": true,
    });
    if let Some(event) = event.as_object_mut() {
        // Where one takes part at a distance: the page, never the connection.
        let online = json!({ "@type": "VirtualLocation", "url": url });
        let places: Vec<_> =
            place.into_iter().chain((attendance != "OfflineEventAttendanceMode").then_some(online)).collect();
        event.insert("location".to_owned(), places.into());
    }
    event.to_string()
}

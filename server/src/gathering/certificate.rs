//! That somebody took part: a page to print, at an address where everybody can check it.

use app::gathering::{CertificatePage, CertificateView, NoCertificate};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use domain::{
    Gathering, Moment,
    gathering::{GatheringStatus, check_in::read_code},
    local_time::shown_at,
    paths,
};
use store::Seat;
use wording::dates;

use super::find;
use crate::{
    state::AppState,
    web::{Page, problem::Problem},
};

/// Whether somebody has a certificate: they were there, and it is over.
pub(super) fn is_earned(seat: &Seat, gathering: &Gathering, now: Moment) -> bool {
    let over = gathering.status == GatheringStatus::Announced && now >= gathering.content.ends;
    over && seat.present.is_some() && !seat.proof.is_empty()
}

/// `GET /bewijs/{code}`.
pub(crate) async fn page(
    State(state): State<AppState>,
    page: Page,
    Path(code): Path<String>,
) -> Result<Response, Problem> {
    let found = state.store.proven_seat(&read_code(&code)).await?;
    let found = found.filter(|(seat, gathering)| is_earned(seat, gathering, state.clock.moment()));
    let Some((seat, gathering)) = found else {
        return Ok(page.anonymous(StatusCode::GONE, "Dit bewijs is er niet", || leptos::view! { <NoCertificate /> }));
    };
    let content = &gathering.content;
    let place = find::place(&gathering).join(", ");
    let online = seat.attendance == domain::gathering::Attendance::Online || place.is_empty();
    let organisers = Some(state.config.operator.name.clone()).filter(|name| !name.is_empty());
    let organisers: Vec<String> = organisers.into_iter().chain(content.partners.iter().cloned()).collect();
    let view = CertificateView {
        name: seat.name,
        school: seat.school,
        about: find::about(&gathering),
        kind: content.kind.label(),
        when: dates::span(content.begins, content.ends),
        hours: hours(content.begins, content.ends),
        place: if online { "Online".to_owned() } else { place },
        organisers: organisers.join(", "),
        address: format!("{}{}", state.site_url, paths::certificate(&seat.proof)),
    };
    Ok(page.anonymous(StatusCode::OK, "Bewijs van deelname", move || leptos::view! { <CertificatePage view /> }))
}

/// "3 uur", "2 uur en 30 minuten"; empty when it took more than a day, and nights count for nothing.
fn hours(begins: Moment, ends: Moment) -> String {
    if shown_at(begins).date() != shown_at(ends).date() {
        return String::new();
    }
    let minutes = (ends.seconds() - begins.seconds()) / 60;
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes} minuten"),
        (hours, 0) => format!("{hours} uur"),
        (hours, minutes) => format!("{hours} uur en {minutes} minuten"),
    }
}

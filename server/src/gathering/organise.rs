//! What organisers do with gatherings: the list, one of them, announcing, cancelling.

use app::{
    gathering::{CancelPage, ManagePage, ManageView, OrganisePage, OrganiseRow, ParticipantRow, RegionCount},
    ui::{Control, Field, Link, Need, Subject},
};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use domain::{
    FieldError, Gathering, Moment, Region,
    gathering::{GatheringStatus, Phase, Presence, RegistrationState},
    local_time::shown_at,
    paths,
    text::unreadable,
};
use serde::Deserialize;
use store::{Registration, RegistrationNotice, Right, Seats};
use wording::dates;

use super::{find, mails::Letters, presence, seats};
use crate::{
    accounts::{Organiser, SignedIn},
    state::AppState,
    web::{
        Page,
        flash::{Done as _, Flash, done},
        form::Form,
        form_page::{Refused, wrong},
        problem::Problem,
        spreadsheet,
    },
};

/// The longest reason for cancelling, in characters.
const MAX_REASON: usize = 500;
/// The month in which a school year begins.
const AUGUST: i8 = 8;

done! {
    /// What an organiser did.
    OrganiseDone {
        Made = "gemaakt" => "Het concept is bewaard. Alleen organisatoren zien het, tot je het aankondigt.",
        Announced = "aangekondigd" => "De bijeenkomst staat op de agenda.",
        Changed = "gewijzigd" => "De wijziging is bewaard.",
        Moved = "verzet" => "De wijziging is bewaard. Iedereen die aangemeld is, krijgt een mail, en hun agenda verandert mee.",
        Cancelled = "geannuleerd" => "De bijeenkomst gaat niet door. Iedereen die aangemeld was, krijgt een mail.",
        Deleted = "weggegooid" => "Het concept is weg.",
        CheckInAddress = "incheckadres" => "Er is een adres om mensen in te checken. Was er al een, dan werkt dat niet meer.",
        Evaluated = "evaluatie" => "Wie er was, krijgt de volgende ochtend een mail met drie vragen.",
        NotEvaluated = "geen-evaluatie" => "We vragen niemand wat hij ervan vond.",
        Reported = "verslag" => "Het verslag is bewaard. Iedereen kan het lezen.",
        PresenceNoted = "aanwezig" => "Wie er was, is bewaard.",
    }
}

/// A gathering of which this user is an organiser; 403 for that of another region.
pub(super) async fn own(state: &AppState, user: &SignedIn, id: &str) -> Result<(Gathering, Right), Problem> {
    let gathering = find::any(state, id).await?;
    if gathering.initiative.is_some() {
        // A visit is of its owner.
        return Err(Problem::of_status(StatusCode::NOT_FOUND));
    }
    let region = gathering.venue.as_ref().map(|venue| venue.region);
    Ok((gathering, right(user, region)?))
}

/// That this user organises in a region; 403 otherwise. What is online only is of every organiser.
pub(super) fn right(user: &SignedIn, region: Option<Region>) -> Result<Right, Problem> {
    match region {
        Some(region) if !user.organises(region) => {
            let text = format!("Je bent geen organisator van {}.", region.label());
            Err(Problem::new(StatusCode::FORBIDDEN, text))
        }
        region => Ok(user.organiser_of(region)),
    }
}

/// `GET /organisatie/bijeenkomsten`.
pub(crate) async fn list(
    State(state): State<AppState>,
    page: Page,
    user: Organiser,
    done: Flash<OrganiseDone>,
) -> Result<Response, Problem> {
    let all = state.store.all_gatherings().await?;
    let taken = state.store.seats(state.clock.moment()).await?;
    let now = state.clock.moment();
    let rows = all.iter().map(|gathering| row(gathering, &taken, now)).collect();
    let counts = this_year(&all, now);
    let next = advice(&counts);
    let counts = counts.into_iter().map(|(region, count)| RegionCount { region: region.label(), count }).collect();
    let success = done.message();
    Ok(page.personal(&user, StatusCode::OK, "Bijeenkomsten organiseren", move || {
        leptos::view! { <OrganisePage rows counts next success /> }
    }))
}

fn row(gathering: &Gathering, taken: &[Seats], now: Moment) -> OrganiseRow {
    let content = &gathering.content;
    let place = gathering.venue.as_ref().map(|venue| format!("{}, {}", venue.town, venue.region.label()));
    let seats = content.attendances().iter().map(|attendance| {
        let of = taken.iter().find(|seats| seats.gathering == gathering.id && seats.attendance == *attendance);
        let (taken, waiting) = of.map_or((0, 0), |seats| (seats.taken, seats.waiting));
        let all = gathering.rules(*attendance).capacity.map(|all| format!(" van {all}")).unwrap_or_default();
        let waits = if waiting > 0 { format!(", {waiting} wachten") } else { String::new() };
        format!("{taken}{all} {}{waits}", attendance.label())
    });
    OrganiseRow {
        page: Link { text: content.title.clone(), count: String::new(), href: paths::organise_gathering(gathering.id) },
        when: dates::span(content.begins, content.ends),
        place: place.unwrap_or_else(|| "online".to_owned()),
        state: gathering.phase(now).map_or(GatheringStatus::Draft.label(), Phase::label),
        seats: seats.collect::<Vec<_>>().join("; "),
    }
}

/// How many gatherings there are in each region in the school year of `now`, those that do not go on left out.
pub(super) fn this_year(all: &[Gathering], now: Moment) -> Vec<(Region, usize)> {
    let year = |moment: Moment| {
        let shown = shown_at(moment);
        shown.year() - i16::from(shown.month() < AUGUST)
    };
    let counts = |region: &Region| {
        let there = |one: &&Gathering| {
            one.status == GatheringStatus::Announced
                && year(one.content.begins) == year(now)
                && one.venue.as_ref().is_some_and(|venue| venue.region == *region)
        };
        (*region, all.iter().filter(there).count())
    };
    Region::ALL.iter().map(counts).collect()
}

/// Where the next should be, and why: never where most were. Empty while all have as many.
pub(super) fn advice(counts: &[(Region, usize)]) -> String {
    let least = counts.iter().map(|(_, count)| *count).min().unwrap_or_default();
    let most = counts.iter().map(|(_, count)| *count).max().unwrap_or_default();
    if least == most {
        return String::new();
    }
    let fewest: Vec<_> = counts.iter().filter(|(_, count)| *count == least).map(|(region, _)| region.label()).collect();
    let often = match least {
        0 => "daar was dit schooljaar nog niets".to_owned(),
        1 => "daar was dit schooljaar pas één bijeenkomst".to_owned(),
        least => format!("daar waren dit schooljaar pas {least} bijeenkomsten"),
    };
    format!("De volgende kan het best in {}: {often}.", fewest.join(" of "))
}

/// `GET /organisatie/bijeenkomsten/{id}`.
pub(crate) async fn page(
    State(state): State<AppState>,
    page: Page,
    user: Organiser,
    Path(id): Path<String>,
    done: Flash<OrganiseDone>,
) -> Result<Response, Problem> {
    let (gathering, _) = own(&state, &user, &id).await?;
    let (content, now) = (&gathering.content, state.clock.moment());
    let phase = gathering.phase(now);
    let draft = gathering.status == GatheringStatus::Draft;
    let taken = seats::of(&state, &gathering).await?;
    let participants = state.store.registrations(gathering.id).await?;
    let here = paths::organise_gathering(gathering.id);
    let href = if draft { String::new() } else { find::path_of(&gathering) };
    let view = ManageView {
        about: Subject { title: content.title.clone(), href },
        when: dates::span(content.begins, content.ends),
        state: match phase {
            None => "Concept",
            Some(Phase::Announced) => "Aangekondigd",
            Some(Phase::Cancelled) => "Gaat niet door",
            Some(Phase::Past) => "Geweest",
        },
        standing: match phase {
            None => {
                "Alleen organisatoren zien dit. Kondig je haar aan, dan staat ze op de agenda en kunnen mensen zich aanmelden."
            }
            Some(Phase::Announced) => "Ze staat op de agenda.",
            Some(Phase::Cancelled) => "De pagina blijft staan, met de reden.",
            Some(Phase::Past) => "Namen van deelnemers verdwijnen een jaar na de bijeenkomst.",
        },
        seats: seats::sentences(&gathering, &taken),
        announce: draft,
        change: draft || phase == Some(Phase::Announced),
        cancel: phase == Some(Phase::Announced),
        delete: draft,
        participants: participants.iter().filter(|one| !one.name.is_empty()).map(participant).collect(),
        day: presence::day(&state, &gathering).await?,
        again: format!("{}?reeks={}", paths::NEW_GATHERING, gathering.id),
        here,
        success: done.message(),
    };
    let title = content.title.clone();
    Ok(page.personal(&user, StatusCode::OK, &title, move || leptos::view! { <ManagePage view /> }))
}

fn participant(one: &Registration) -> ParticipantRow {
    let name = if one.job_title.is_empty() { one.name.clone() } else { format!("{}, {}", one.name, one.job_title) };
    ParticipantRow {
        name,
        colleagues: one.colleagues.join(", "),
        school: one.school.clone(),
        attendance: one.attendance.label(),
        persons: one.persons,
        state: one.state.label(),
        wishes: one.wishes.clone(),
    }
}

/// `POST /organisatie/bijeenkomsten/{id}/aankondigen`.
pub(crate) async fn announce(
    State(state): State<AppState>,
    user: Organiser,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let (gathering, right) = own(&state, &user, &id).await?;
    let store = state.store.only_if(right);
    store.announce_gathering(gathering.id, Some(user.person.id), state.clock.moment()).await?;
    Ok(OrganiseDone::Announced.redirect(&paths::organise_gathering(gathering.id)))
}

/// `POST /organisatie/bijeenkomsten/{id}/weggooien`.
pub(crate) async fn delete(
    State(state): State<AppState>,
    user: Organiser,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let (gathering, right) = own(&state, &user, &id).await?;
    state.store.only_if(right).delete_gathering(gathering.id).await?;
    Ok(OrganiseDone::Deleted.redirect(paths::ORGANISE_GATHERINGS))
}

/// `GET /organisatie/bijeenkomsten/{id}/annuleren`.
pub(crate) async fn ask_cancel(
    State(state): State<AppState>,
    page: Page,
    user: Organiser,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let (gathering, _) = own(&state, &user, &id).await?;
    show_cancel(&state, &page, &user, &gathering, ("", &[]), Refused::NOT).await
}

/// Why it does not go on.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct CancelForm {
    reden: String,
}

/// `POST /organisatie/bijeenkomsten/{id}/annuleren`: the page stays, and everybody is told once.
pub(crate) async fn cancel(
    State(state): State<AppState>,
    page: Page,
    user: Organiser,
    Path(id): Path<String>,
    Form(CancelForm { reden }): Form<CancelForm>,
) -> Result<Response, Problem> {
    let (gathering, right) = own(&state, &user, &id).await?;
    let reason = match reason(&reden) {
        Ok(reason) => reason,
        Err(error) => {
            return show_cancel(&state, &page, &user, &gathering, (&reden, &[error]), Refused::MISTAKES).await;
        }
    };
    let letters = Letters::new(&state)?;
    let letter = |g: &_, r: &_, notice: RegistrationNotice| letters.write(g, r, notice);
    let store = state.store.only_if(right);
    store.cancel_gathering(gathering.id, &reason, user.person.id, &letter, state.clock.moment()).await?;
    Ok(OrganiseDone::Cancelled.redirect(&paths::organise_gathering(gathering.id)))
}

/// Why it does not go on, checked.
pub(super) fn reason(text: &str) -> Result<String, FieldError> {
    let reason = domain::text::clean(text);
    let error = if reason.is_empty() {
        Some("is leeg; iedereen die komt, wil weten waarom".to_owned())
    } else if reason.chars().count() > MAX_REASON {
        Some(format!("is te lang; hooguit {MAX_REASON} tekens"))
    } else {
        unreadable(&reason)
    };
    error.map_or(Ok(reason), |error| Err(FieldError::new("reden", error)))
}

async fn show_cancel(
    state: &AppState,
    page: &Page,
    user: &Organiser,
    gathering: &Gathering,
    (reason, errors): (&str, &[FieldError]),
    Refused { status, text: refused, .. }: Refused,
) -> Result<Response, Problem> {
    let told = |one: &&Registration| {
        matches!(one.state, RegistrationState::Registered | RegistrationState::Waiting | RegistrationState::Offered)
    };
    let told = state.store.registrations(gathering.id).await?.iter().filter(told).count();
    let told = match told {
        0 => "Er is nog niemand aangemeld.".to_owned(),
        1 => "Wie aangemeld is, krijgt een mail met de reden.".to_owned(),
        told => format!("Er zijn {told} aanmeldingen; iedereen krijgt een mail met de reden."),
    };
    let fields = vec![Field {
        name: "reden",
        label: "Waarom gaat het niet door?".into(),
        hint: "Dit staat op de pagina en in de mail.".into(),
        control: Control::Lines(4),
        need: Need::Required,
        value: reason.to_owned(),
        error: wrong(errors, "reden", "De reden"),
        ..Field::default()
    }];
    let about = Subject { title: gathering.content.title.clone(), href: String::new() };
    let here = paths::organise_gathering(gathering.id);
    Ok(page.personal(user, status, "Laat niet doorgaan", move || {
        leptos::view! { <CancelPage about here told fields refused /> }
    }))
}

/// `GET /organisatie/bijeenkomsten/{id}/deelnemers.csv`: who registered, a line for each registration.
pub(crate) async fn participants(
    State(state): State<AppState>,
    user: Organiser,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let (gathering, _) = own(&state, &user, &id).await?;
    let all = state.store.registrations(gathering.id).await?;
    let head = [
        "naam",
        "email",
        "functie",
        "school",
        "collegas",
        "vorm",
        "personen",
        "stand",
        "wensen",
        "aangemeld",
        "codes",
        "gekomen",
        "aanwezig",
    ];
    let seats = state.store.gathering_seats(gathering.id).await?;
    let used = seats.iter().any(|seat| seat.present.is_some());
    let now = state.clock.moment();
    let named = all.into_iter().filter(|one| !one.name.is_empty());
    let rows = std::iter::once(head.map(str::to_owned)).chain(named.map(|one| {
        let came = seats.iter().filter(|seat| seat.registration == one.id && seat.present.is_some()).count();
        let used = used && one.state == RegistrationState::Registered;
        let presence = Presence::of(&gathering, came > 0, used, now);
        line(one, came, presence)
    }));
    spreadsheet::csv(&format!("deelnemers-{}", gathering.id), rows)
}

fn line(one: Registration, came: usize, presence: Presence) -> [String; 13] {
    [
        one.name,
        one.email.map(|email| email.to_string()).unwrap_or_default(),
        one.job_title,
        one.school,
        one.colleagues.join(", "),
        one.attendance.slug().to_owned(),
        one.persons.to_string(),
        one.state.slug().to_owned(),
        one.wishes,
        one.made.to_string(),
        one.codes.join(" "),
        came.to_string(),
        presence.slug().to_owned(),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn next_is_never_where_most_were() {
        let (north, mid, south) = (Region::North, Region::Mid, Region::South);
        assert_eq!(advice(&[(north, 2), (mid, 2), (south, 2)]), "");
        let said = advice(&[(north, 3), (mid, 0), (south, 1)]);
        assert_eq!(said, "De volgende kan het best in Midden-Limburg: daar was dit schooljaar nog niets.");
        let said = advice(&[(north, 1), (mid, 2), (south, 1)]);
        assert!(said.contains("Noord-Limburg of Zuid-Limburg") && said.contains("pas één"), "{said}");
    }
}

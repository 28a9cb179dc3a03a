//! What visitors reported, and adoptions that no owner can confirm.

use app::adoption::{Act, AdoptionLine};
use app::reports::{ReportLine, ReportsPage};
use axum::{
    Extension,
    extract::{Path, RawQuery, State},
    http::StatusCode,
    response::Response,
};
use domain::{Adoption, Email};
use store::{Answer, KeptAdoption, ReviewError};

use crate::{
    accounts::signed_in::{self, Who},
    adoption,
    state::AppState,
    web::{form::Form, nonce::Nonce, page, problem::Problem},
};

/// `/redactie/meldingen`: what comes from a region that the editor checks.
pub(crate) async fn page(
    State(state): State<AppState>,
    Extension(nonce): Extension<Nonce>,
    who: Who,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    signed_in::editor(&who)?;
    let mut reports = Vec::new();
    for report in state.store.reports().await.map_err(page::internal)? {
        if !who.edits(report.region) {
            continue;
        }
        reports.push(ReportLine {
            action: format!("/redactie/meldingen/{}", report.id),
            href: format!("/initiatieven/{}", report.initiative),
            title: report.title,
            about: report.about.label(),
            at: wording::dates::moment(&report.reported),
            instant: report.reported,
            reason: report.reason,
            email: report.email,
            own: state.store.owns(who.person.id, report.initiative).await.map_err(page::internal)?,
        });
    }
    let waiting = state.store.ownerless_adoptions().await.map_err(page::internal)?;
    let adoptions: Vec<_> = waiting.iter().filter(|one| who.edits(one.source.region)).map(line).collect();
    let told = match query.as_deref() {
        Some("gedaan=afgehandeld") => "De melding is afgehandeld.",
        Some("gedaan=bevestigd") => "Het is bevestigd en staat op beide pagina’s.",
        Some("gedaan=geweigerd") => "Het is niet bevestigd. Wie het vroeg, krijgt een mail.",
        _ => "",
    };
    let admin = who.admin();
    Ok(page::personal(&who, StatusCode::OK, &nonce, "Meldingen", "", move || {
        leptos::view! { <ReportsPage reports adoptions told admin /> }
    }))
}

fn line(adoption: &KeptAdoption) -> AdoptionLine {
    let KeptAdoption { adopter, source, .. } = adoption;
    AdoptionLine {
        who: format!("{} zegt: wij doen ‘{}’ ook.", adoption::side(adopter), source.title),
        href: adoption::href(adopter),
        state: "",
        action: format!("/redactie/meldingen/ook/{}/{}", adopter.id, source.id),
        act: Act::Answer,
    }
}

/// `POST /redactie/meldingen/{id}`: handled.
pub(crate) async fn handle(
    State(state): State<AppState>,
    who: Who,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    signed_in::editor(&who)?;
    let not_found = || Problem::of_status(StatusCode::NOT_FOUND);
    let id: i64 = id.parse().map_err(|_| not_found())?;
    let reports = state.store.reports().await.map_err(page::internal)?;
    let report = reports.iter().find(|report| report.id == id).ok_or_else(not_found)?;
    if !who.edits(report.region) {
        return Err(not_found());
    }
    let done = state.store.handle_report(id, who.person.id, &state.clock.text()).await.map_err(page::internal)?;
    match done {
        Ok(()) => Ok(page::see_other("/redactie/meldingen?gedaan=afgehandeld")),
        Err(ReviewError::OwnWork) => Err(own_work()),
        Err(_) => Err(Problem::new(StatusCode::CONFLICT, "Een andere redacteur handelde deze melding net af.")),
    }
}

/// `POST /redactie/meldingen/ook/{adopter}/{source}`: `antwoord` is `ja` or `nee`, for a source without an owner.
pub(crate) async fn answer(
    State(state): State<AppState>,
    who: Who,
    Path((adopter, source)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Problem> {
    signed_in::editor(&who)?;
    let waiting = state.store.ownerless_adoptions().await.map_err(page::internal)?;
    let same = |one: &&KeptAdoption| one.adopter.id.to_string() == adopter && one.source.id.to_string() == source;
    let found = waiting.iter().find(same).filter(|one| who.edits(one.source.region));
    let found = found.ok_or_else(|| Problem::of_status(StatusCode::NOT_FOUND))?;
    let answer = match form.get("antwoord") {
        "ja" => Answer::Yes,
        "nee" => Answer::No,
        _ => return Err(Problem::of_status(StatusCode::BAD_REQUEST)),
    };
    if state.store.owns(who.person.id, found.adopter.id).await.map_err(page::internal)? {
        return Err(own_work());
    }
    let link = Adoption { adopter: found.adopter.id, source: found.source.id };
    let (site, title) = (&state.site_url, &found.source.title);
    let letter = |to: &Email| adoption::mails::adoption_answered(site, to, link.adopter, title, answer == Answer::Yes);
    let done = state.store.answer_adoption(link, answer, who.person.id, letter, &state.clock.text()).await;
    done.map_err(page::internal)?.map_err(|_| adoption::answer::already())?;
    let told = if answer == Answer::Yes { "bevestigd" } else { "geweigerd" };
    Ok(page::see_other(&format!("/redactie/meldingen?gedaan={told}")))
}

fn own_work() -> Problem {
    Problem::new(StatusCode::FORBIDDEN, "Dit gaat over een initiatief van jezelf. Een andere redacteur beslist erover.")
}

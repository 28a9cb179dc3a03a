//! What visitors reported, and adoptions that no owner can confirm.

use app::adoption::{AdoptionAction, AdoptionLine};
use app::reports::{ReportLine, ReportsPage};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use domain::{Adoption, Email, paths};
use serde::Deserialize;
use store::{Answer, KeptAdoption, ReviewError};

use crate::{
    accounts::Editor,
    adoption,
    state::AppState,
    web::{
        Page,
        flash::{Done as _, Flash, done},
        form::{Form, YesOrNo},
        problem::Problem,
    },
};

done! {
    /// What an editor decided about a report, or about an adoption that no owner can confirm.
    Decided {
        Handled = "afgehandeld" => "De melding is afgehandeld.",
        Confirmed = "bevestigd" => "Het is bevestigd en staat op beide pagina’s.",
        Refused = "geweigerd" => "Het is niet bevestigd. Wie het vroeg, krijgt een mail.",
    }
}

/// `/redactie/meldingen`: what comes from a region that the editor checks.
pub(crate) async fn page(
    State(state): State<AppState>,
    page: Page,
    user: Editor,
    done: Flash<Decided>,
) -> Result<Response, Problem> {
    let mut reports = Vec::new();
    for report in state.store.reports().await? {
        if !user.edits(report.region) {
            continue;
        }
        reports.push(ReportLine {
            action: format!("{}/{}", paths::DESK_REPORTS, report.id),
            href: paths::initiative(report.initiative),
            title: report.title,
            about: report.about.label(),
            at: wording::dates::moment(&report.reported),
            instant: report.reported.to_string(),
            reason: report.reason,
            email: report.email,
            own: state.store.owns(user.person.id, report.initiative).await?,
        });
    }
    let waiting = state.store.ownerless_adoptions().await?;
    let adoptions: Vec<_> = waiting.iter().filter(|one| user.edits(one.source.region)).map(line).collect();
    let success = done.message();
    Ok(page.personal(&user, StatusCode::OK, "Meldingen", move || {
        leptos::view! { <ReportsPage reports adoptions success /> }
    }))
}

/// How much of that waits.
pub(crate) async fn count(state: &AppState, user: &Editor) -> Result<usize, Problem> {
    let reports = state.store.reports().await?.iter().filter(|report| user.edits(report.region)).count();
    let adoptions = state.store.ownerless_adoptions().await?;
    Ok(reports + adoptions.iter().filter(|one| user.edits(one.source.region)).count())
}

fn line(adoption: &KeptAdoption) -> AdoptionLine {
    let KeptAdoption { adopter, source, .. } = adoption;
    AdoptionLine {
        who: format!("{} zegt: wij doen ‘{}’ ook.", adoption::side(adopter), source.title),
        href: adoption::href(adopter),
        state: "",
        action: format!("{}/ook/{}/{}", paths::DESK_REPORTS, adopter.id, source.id),
        act: AdoptionAction::Answer,
    }
}

/// `POST /redactie/meldingen/{id}`: handled.
pub(crate) async fn handle(
    State(state): State<AppState>,
    user: Editor,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let not_found = || Problem::of_status(StatusCode::NOT_FOUND);
    let id: i64 = id.parse().map_err(|_| not_found())?;
    let reports = state.store.reports().await?;
    let report = reports.iter().find(|report| report.id == id).ok_or_else(not_found)?;
    if !user.edits(report.region) {
        return Err(not_found());
    }
    match state
        .store
        .only_if(user.editor_of(report.region))
        .handle_report(id, user.person.id, state.clock.moment())
        .await
    {
        Ok(()) => Ok(Decided::Handled.redirect(paths::DESK_REPORTS)),
        Err(ReviewError::OwnWork) => Err(own_work()),
        Err(ReviewError::Store(error)) => Err(error.into()),
        Err(_) => Err(Problem::new(StatusCode::CONFLICT, "Een andere redacteur handelde deze melding net af.")),
    }
}

/// Whether an adoption is confirmed.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct AnswerForm {
    antwoord: YesOrNo,
}

/// `POST /redactie/meldingen/ook/{adopter}/{source}`: `antwoord` is `ja` or `nee`, for a source without an owner.
pub(crate) async fn answer(
    State(state): State<AppState>,
    user: Editor,
    Path((adopter, source)): Path<(String, String)>,
    Form(form): Form<AnswerForm>,
) -> Result<Response, Problem> {
    let waiting = state.store.ownerless_adoptions().await?;
    let same = |one: &&KeptAdoption| one.adopter.id.to_string() == adopter && one.source.id.to_string() == source;
    let found = waiting.iter().find(same).filter(|one| user.edits(one.source.region));
    let found = found.ok_or_else(|| Problem::of_status(StatusCode::NOT_FOUND))?;
    let answer = match form.antwoord {
        YesOrNo::Yes => Answer::Yes,
        YesOrNo::No => Answer::No,
        YesOrNo::Neither => return Err(Problem::of_status(StatusCode::BAD_REQUEST)),
    };
    if state.store.owns(user.person.id, found.adopter.id).await? {
        return Err(own_work());
    }
    let link = Adoption { adopter: found.adopter.id, source: found.source.id };
    let (site, title) = (&state.site_url, &found.source.title);
    let letter = |to: &Email| adoption::mails::adoption_answered(site, to, link.adopter, title, answer == Answer::Yes);
    let store = state.store.only_if(user.editor_of(found.source.region));
    store.answer_adoption(link, answer, user.person.id, letter, state.clock.moment()).await?;
    let done = if answer == Answer::Yes { Decided::Confirmed } else { Decided::Refused };
    Ok(done.redirect(paths::DESK_REPORTS))
}

fn own_work() -> Problem {
    Problem::new(StatusCode::FORBIDDEN, "Dit gaat over een initiatief van jezelf. Een andere redacteur beslist erover.")
}

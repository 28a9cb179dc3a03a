//! What people who were there think of it: the form behind a mailed link, and the switch and the results of the organiser.

use app::{
    gathering::{DeadEvaluation, EvaluationDone, EvaluationPage, EvaluationView},
    ui::{Choice, Control, Field, Need},
};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use domain::{
    FieldError, Gathering,
    gathering::{Evaluation, EvaluationResult, RawEvaluation, Usefulness, evaluation::MIN_ANSWERS},
    paths,
};
use serde::Deserialize;
use store::GatheringError;
use wording::dates;

use super::{
    find,
    organise::{OrganiseDone, own},
};
use crate::{
    accounts::{Organiser, sign_in::discreet, token},
    state::AppState,
    web::{
        Page,
        flash::Done as _,
        form::{Form, YesOrNo},
        form_page::{Refused, wrong},
        problem::Problem,
    },
};

/// The form as it comes in.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct EvaluationForm {
    nut: String,
    mee: String,
    beter: String,
}

/// `GET /evaluatie/{token}`. Looking changes nothing.
pub(crate) async fn look(
    State(state): State<AppState>,
    page: Page,
    Path(token): Path<String>,
) -> Result<Response, Problem> {
    show(&state, &page, &token, &RawEvaluation::default(), &[], Refused::NOT).await
}

/// `POST /evaluatie/{token}`: once.
pub(crate) async fn send(
    State(state): State<AppState>,
    page: Page,
    Path(token): Path<String>,
    Form(EvaluationForm { nut, mee, beter }): Form<EvaluationForm>,
) -> Result<Response, Problem> {
    let hash = token::hash(&token);
    let Some((gathering, _)) = state.store.evaluation_link(&hash).await? else { return Ok(dead(&page)) };
    let raw = RawEvaluation { nut, mee, beter };
    let answer = match Evaluation::parse(&raw) {
        Ok(answer) => answer,
        Err(errors) => return show(&state, &page, &token, &raw, &errors, Refused::MISTAKES).await,
    };
    match state.store.evaluate(&hash, &answer, state.clock.moment()).await {
        Ok(()) => {
            let text = "Dank je. De organisatie neemt het mee naar de volgende keer.";
            Ok(done(&page, &gathering, StatusCode::OK, "Je antwoord is bewaard", text))
        }
        Err(GatheringError::Gone) => Ok(dead(&page)),
        Err(GatheringError::Store(error)) => Err(error.into()),
        Err(_) => show(&state, &page, &token, &raw, &[], Refused::NOT).await,
    }
}

async fn show(
    state: &AppState,
    page: &Page,
    token: &str,
    raw: &RawEvaluation,
    errors: &[FieldError],
    Refused { status, text: refused, .. }: Refused,
) -> Result<Response, Problem> {
    let Some((gathering, used)) = state.store.evaluation_link(&token::hash(token)).await? else {
        return Ok(dead(page));
    };
    if used {
        let text = "Met deze link is al een antwoord gegeven. Dank je.";
        return Ok(done(page, &gathering, StatusCode::CONFLICT, "Je antwoord is er al", text));
    }
    if state.clock.moment() >= gathering.evaluation_closes() {
        let text = "Antwoorden kon tot twee weken na de bijeenkomst.";
        return Ok(done(page, &gathering, StatusCode::CONFLICT, "Antwoorden kan niet meer", text));
    }
    let (about, when) = (find::about(&gathering), dates::span(gathering.content.begins, gathering.content.ends));
    let (fields, action) = (fields(raw, errors), paths::evaluation(token));
    Ok(discreet(page.anonymous(status, "Wat vond je ervan?", move || {
        leptos::view! { <EvaluationPage about when fields refused action /> }
    })))
}

fn fields(raw: &RawEvaluation, errors: &[FieldError]) -> Vec<Field> {
    let useful = "Hoe nuttig was het voor je?";
    let grades =
        Usefulness::ALL.iter().map(|one| Choice { slug: one.slug().to_owned(), label: one.label().to_owned() });
    let field = |name: &'static str, label: &'static str, control: Control, need: Need, value: &str| Field {
        name,
        label: label.into(),
        control,
        need,
        value: value.to_owned(),
        error: wrong(errors, name, "Je antwoord"),
        ..Field::default()
    };
    vec![
        field("nut", useful, Control::Radio(grades.collect()), Need::Required, &raw.nut),
        field("mee", "Wat neem je mee naar je school?", Control::Lines(4), Need::Optional, &raw.mee),
        field("beter", "Wat kan beter?", Control::Lines(4), Need::Optional, &raw.beter),
    ]
}

fn done(page: &Page, gathering: &Gathering, status: StatusCode, title: &'static str, text: &'static str) -> Response {
    let about = find::about(gathering);
    discreet(page.anonymous(status, title, move || leptos::view! { <EvaluationDone about title text /> }))
}

fn dead(page: &Page) -> Response {
    discreet(page.anonymous(StatusCode::GONE, "Deze link werkt niet meer", || leptos::view! { <DeadEvaluation /> }))
}

/// Whether whoever was there is to be asked.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct SwitchForm {
    vraag: YesOrNo,
}

/// `POST /organisatie/bijeenkomsten/{id}/evaluatie`.
pub(crate) async fn switch(
    State(state): State<AppState>,
    user: Organiser,
    Path(id): Path<String>,
    Form(SwitchForm { vraag }): Form<SwitchForm>,
) -> Result<Response, Problem> {
    let (gathering, right) = own(&state, &user, &id).await?;
    let (on, done) = match vraag {
        YesOrNo::Yes => (true, OrganiseDone::Evaluated),
        YesOrNo::No => (false, OrganiseDone::NotEvaluated),
        YesOrNo::Neither => return Err(Problem::of_status(StatusCode::BAD_REQUEST)),
    };
    state.store.only_if(right).set_evaluated(gathering.id, on, state.clock.moment()).await?;
    Ok(done.redirect(&paths::organise_gathering(gathering.id)))
}

/// What the organiser reads about it.
pub(super) async fn view(state: &AppState, gathering: &Gathering) -> Result<EvaluationView, Problem> {
    let on = state.store.is_evaluated(gathering.id).await?;
    let answers = state.store.evaluations(gathering.id).await?;
    let asked = dates::at(gathering.evaluates());
    let result = EvaluationResult::of(&answers);
    let says = match &result {
        Some(result) => format!(
            "{} mensen gaven antwoord. Gemiddeld vonden ze het een {},{} waard, van 1 tot 5.",
            result.answers,
            result.mean_tenths / 10,
            result.mean_tenths % 10
        ),
        None if on => format!(
            "Wie er was, krijgt op {asked} een mail met drie vragen. Je leest de antwoorden als er minstens {MIN_ANSWERS} zijn; niemand ziet van wie ze komen."
        ),
        None => {
            "Je kunt wie er was de volgende ochtend drie vragen laten stellen. Dat gebeurt alleen als je het aanzet."
                .to_owned()
        }
    };
    let counts =
        result.iter().flat_map(|one| Usefulness::ALL.iter().map(|grade| grade.label()).zip(one.counts.clone()));
    Ok(EvaluationView {
        on,
        switches: state.clock.moment() < gathering.evaluation_closes(),
        says,
        counts: counts.collect(),
        takes: result.as_ref().map(|one| one.takes.clone()).unwrap_or_default(),
        better: result.map(|one| one.better).unwrap_or_default(),
    })
}

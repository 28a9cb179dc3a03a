//! An owner offers an initiative for the programme of a gathering.

use app::{
    gathering::{OfferPitchPage, OwnOffer},
    ui::{Choice, Control, Field, Need},
};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use domain::{
    FieldError, Gathering, InitiativeId,
    gathering::{
        PitchState,
        programme::{self, MAX_WHY},
    },
    paths,
};
use serde::Deserialize;
use store::GatheringError;
use wording::dates;

use super::find;
use crate::{
    accounts::SignedIn,
    state::AppState,
    web::{
        Page,
        flash::{Done as _, Flash, done},
        form::Form,
        form_page::{Refused, wrong},
        problem::Problem,
        rate::Kind,
    },
};

done! {
    /// What an owner did.
    PitchDone {
        Offered = "aangeboden" => "Je pitch is aangeboden. De organisatie laat het weten als het programma klaar is.",
        TakenBack = "teruggenomen" => "Je pitch is teruggenomen.",
    }
}

/// Which initiative, and why.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct PitchForm {
    initiatief: String,
    waarom: String,
}

/// `GET /bijeenkomsten/{id}/pitchen`.
pub(crate) async fn page(
    State(state): State<AppState>,
    page: Page,
    user: SignedIn,
    Path(id): Path<String>,
    done: Flash<PitchDone>,
) -> Result<Response, Problem> {
    let gathering = find::public(&state, &id).await?;
    show(&state, &page, &user, &gathering, PitchForm::default(), &[], Refused::NOT, done.message()).await
}

/// `POST /bijeenkomsten/{id}/pitchen`: `initiatief` is one of their own.
pub(crate) async fn offer(
    State(state): State<AppState>,
    page: Page,
    user: SignedIn,
    Path(id): Path<String>,
    Form(form): Form<PitchForm>,
) -> Result<Response, Problem> {
    let gathering = find::public(&state, &id).await?;
    let initiative = InitiativeId(form.initiatief.parse().unwrap_or_default());
    let mut errors = Vec::new();
    let example = state.atlas.load().get(initiative).is_none_or(|one| one.example);
    if example || !state.store.owns(user.person.id, initiative).await? {
        errors.push(FieldError::new("initiatief", "is niet gekozen; kies er een van jullie zelf"));
    }
    let why = programme::why(&form.waarom).unwrap_or_else(|more| {
        errors.extend(more);
        String::new()
    });
    if !errors.is_empty() {
        return show(&state, &page, &user, &gathering, form, &errors, Refused::MISTAKES, "").await;
    }
    if let Err(problem) = state.rates.person(Kind::Contact, user.person.id) {
        return show(&state, &page, &user, &gathering, form, &[], Refused::because(problem), "").await;
    }
    let store = state.store.only_if(user.owner_of(initiative));
    match store.offer_pitch(gathering.id, initiative, &why, user.person.id, state.clock.moment()).await {
        Ok(()) => Ok(PitchDone::Offered.redirect(&here(&gathering))),
        Err(error @ (GatheringError::Store(_) | GatheringError::Gone)) => Err(error.into()),
        Err(refusal) => {
            let text = format!("{refusal} Wat je typte staat er nog.");
            let refused = Refused { status: StatusCode::CONFLICT, text, retry_after: None };
            show(&state, &page, &user, &gathering, form, &[], refused, "").await
        }
    }
}

/// `POST /bijeenkomsten/{id}/pitchen/terug`.
pub(crate) async fn take_back(
    State(state): State<AppState>,
    user: SignedIn,
    Path(id): Path<String>,
    Form(form): Form<PitchForm>,
) -> Result<Response, Problem> {
    let gathering = find::public(&state, &id).await?;
    let initiative = InitiativeId(form.initiatief.parse().unwrap_or_default());
    let store = state.store.only_if(user.owner_of(initiative));
    store.withdraw_pitch(gathering.id, initiative).await?;
    Ok(PitchDone::TakenBack.redirect(&here(&gathering)))
}

fn here(gathering: &Gathering) -> String {
    format!("{}/pitchen", paths::gathering(gathering.id))
}

#[expect(clippy::too_many_arguments, reason = "a form with everything that stands around it")]
async fn show(
    state: &AppState,
    page: &Page,
    user: &SignedIn,
    gathering: &Gathering,
    form: PitchForm,
    errors: &[FieldError],
    Refused { status, text: refused, retry_after }: Refused,
    success: &'static str,
) -> Result<Response, Problem> {
    let atlas = state.atlas.load_full();
    let own = state.store.owned_by(user.person.id).await?;
    let mine: Vec<_> = own.iter().filter_map(|version| atlas.get(version.initiative.id)).collect();
    let offered = state.store.pitches(gathering.id).await?;
    let offers =
        offered.iter().filter(|pitch| mine.iter().any(|one| one.id == pitch.initiative)).map(|pitch| OwnOffer {
            initiative: pitch.initiative.0,
            title: pitch.title.clone(),
            state: pitch.state.label(),
            open: pitch.state == PitchState::Offered,
        });
    let left = mine.iter().filter(|one| !one.example && offered.iter().all(|pitch| pitch.initiative != one.id));
    let choices: Vec<_> =
        left.map(|one| Choice { slug: one.id.to_string(), label: one.content.title.clone() }).collect();
    let fields = if choices.is_empty() {
        Vec::new()
    } else {
        vec![
            Field {
                name: "initiatief",
                label: "Welk initiatief?".into(),
                control: Control::Radio(choices),
                need: Need::Required,
                value: form.initiatief,
                error: wrong(errors, "initiatief", "Het initiatief"),
                ..Field::default()
            },
            Field {
                name: "waarom",
                label: "Wat wil je laten zien?".into(),
                hint: format!("Alleen de organisatie leest dit. Hooguit {MAX_WHY} tekens.").into(),
                control: Control::Lines(4),
                need: Need::Optional,
                value: form.waarom,
                error: wrong(errors, "waarom", "Wat je wilt laten zien"),
                ..Field::default()
            },
        ]
    };
    let (about, here, offers) = (find::about(gathering), here(gathering), offers.collect());
    let when = dates::span(gathering.content.begins, gathering.content.ends);
    let response = page.unlisted(Some(user), status, "Pitch je initiatief", move || {
        leptos::view! { <OfferPitchPage about when here fields offers refused success /> }
    });
    Ok(Refused::wait(retry_after, response))
}

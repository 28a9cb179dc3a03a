//! An organiser says that a board carries the Werkplaats, or does not any more.

use app::board::CarryForm;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use domain::{FieldError, board::Carrying};
use serde::Deserialize;
use store::Right;

use super::{
    overview::{Overview, path_of},
    page,
};
use crate::{
    accounts::{Organiser, SignedIn},
    state::AppState,
    web::{
        Page,
        flash::{Done as _, done},
        form::{Form, ticked},
        problem::Problem,
    },
};

done! {
    /// What an organiser said of a board.
    BoardDone {
        Carries = "draagt" => "Bewaard: dit bestuur draagt de Werkplaats.",
        NoLongerCarries = "draagt-niet" => "Bewaard: dit bestuur draagt de Werkplaats niet meer.",
    }
}

/// The dates as they were typed, or that it is over.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct CarryFields {
    sinds: String,
    getekend: String,
    #[serde(deserialize_with = "ticked")]
    weg: bool,
}

/// What it takes to say that this board carries the Werkplaats: being an organiser of a region with one of its schools.
/// `None` for everybody else, editors included.
pub(super) fn right(user: Option<&SignedIn>, found: &Overview) -> Option<Right> {
    user?.organiser_in(&found.regions())
}

/// `POST /besturen/{id}/{slug}`, by whatever name the board had.
pub(crate) async fn change(
    State(state): State<AppState>,
    page: Page,
    user: Organiser,
    Path((id, _)): Path<(String, String)>,
    Form(form): Form<CarryFields>,
) -> Result<Response, Problem> {
    let refused = || {
        let detail = "Dit zegt een organisator van de regio. Ben je dat, en loopt je rol nog? Vraag het de beheerder.";
        Problem::new(StatusCode::FORBIDDEN, detail)
    };
    // Editors may look where organisers look; this is not theirs to say.
    user.organiser_in(&[]).ok_or_else(refused)?;
    let (atlas, found) = page::find(&state, &id).await?;
    let right = right(Some(&*user), &found).ok_or_else(refused)?;
    let carrying = if form.weg { Ok(None) } else { read(&state, &form).map(Some) };
    let carrying = match carrying {
        Ok(carrying) => carrying,
        Err(errors) => {
            let error = |field: &str| {
                errors.iter().find(|error| error.field == field).map(|e| e.reason.clone()).unwrap_or_default()
            };
            let typed = CarryForm {
                since_error: error("sinds"),
                agreed_on_error: error("getekend"),
                since: form.sinds,
                agreed_on: form.getekend,
            };
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return Ok(page::show(&state, &page, &atlas, found, Some(&*user), status, Some(typed), ""));
        }
    };
    let (store, now) = (state.store.only_if(right), state.clock.moment());
    if !store.set_carrying(found.board.id, carrying, Some(user.person.id), now).await? {
        return Err(Problem::of_status(StatusCode::NOT_FOUND));
    }
    let done = if carrying.is_some() { BoardDone::Carries } else { BoardDone::NoLongerCarries };
    Ok(done.redirect(&path_of(&found.board)))
}

fn read(state: &AppState, form: &CarryFields) -> Result<Carrying, Vec<FieldError>> {
    // A clock beyond the year 9999 has no day of ours: then no day has been.
    let today = state.clock.today();
    Carrying::parse(&form.sinds, &form.getekend, today)
}

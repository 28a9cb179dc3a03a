//! One picture more in the form. It comes back with everything that was typed; nothing is sent in yet.

use app::submit::SubmitForm;
use axum::{
    Extension,
    extract::State,
    response::{IntoResponse as _, Redirect, Response},
};
use domain::paths;
use tower_sessions::Session;

use crate::{
    accounts::SignedIn,
    initiatives::picture_form,
    state::AppState,
    submit::{
        location::{self, Act},
        own,
        page::respond,
        view,
    },
    web::{Page, problem::Problem, upload::Upload},
};

/// A visitor who opens this address starts with the form.
pub(crate) async fn elsewhere() -> Response {
    Redirect::to(paths::SUBMIT).into_response()
}

/// `POST /plaatsen/foto`.
pub(crate) async fn add(
    State(state): State<AppState>,
    page: Page,
    user: Option<SignedIn>,
    Extension(session): Extension<Session>,
    upload: Upload,
) -> Result<Response, Problem> {
    let mut typed = SubmitForm::from_pairs(upload.form.pairs());
    let added = picture_form::add(&state, &mut typed.initiatief.fotos, upload.chosen).await;
    let (status, set) = picture_form::after_adding(&state, None, &typed.initiatief.fotos, added).await?;
    let settled = location::settle(&state, &mut typed, Act::Pictures).await?;
    let own = own::waiting(&state, user.as_ref(), &session).await?;
    // What is wrong stands at the picture, not above the form.
    let mut form = view::build(&state, typed, settled, Vec::new(), user.as_ref(), &own);
    form.fields.pictures = set;
    respond(&state, &page, user.as_ref(), status, form)
}

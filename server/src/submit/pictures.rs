//! One picture more in the form. It comes back with everything that was typed; nothing is sent in yet.

use app::submit::SubmitForm;
use axum::{
    Extension,
    extract::State,
    response::{IntoResponse as _, Redirect, Response},
};

use crate::{
    accounts::signed_in::Who,
    initiatives::picture_form,
    state::AppState,
    submit::{
        form,
        location::{self, Act},
        page,
    },
    web::{nonce::Nonce, problem::Problem, upload::Upload},
};

/// Who asks for this address again starts with the form.
pub(crate) async fn elsewhere() -> Response {
    Redirect::to("/plaatsen").into_response()
}

/// `POST /plaatsen/foto`.
pub(crate) async fn add(
    State(state): State<AppState>,
    Extension(nonce): Extension<Nonce>,
    who: Option<Who>,
    upload: Upload,
) -> Result<Response, Problem> {
    let mut typed = SubmitForm::from_pairs(upload.form.pairs());
    let added = picture_form::add(&state, &mut typed.fotos, upload.chosen).await;
    let (status, set) = picture_form::after_adding(&state, None, &typed.fotos, added).await?;
    let settled = location::settle(&state, &mut typed, Act::Pictures).await?;
    let mut form = form::form(&state, typed, settled, set.errors.clone(), who.as_ref());
    form.refused = !status.is_success();
    form.pictures = set;
    page::page(&state, &nonce, who.as_ref(), status, form)
}

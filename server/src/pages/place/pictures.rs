//! One picture more in the form. It comes back with everything that was typed; nothing is sent in yet.

use app::pages::place::Typed;
use axum::{
    Extension,
    extract::State,
    response::{IntoResponse as _, Redirect, Response},
};

use super::{
    page,
    settle::{self, Act},
    show,
};
use crate::{
    http::{AppState, Nonce, problem::Problem},
    pages::{pictures as shown, upload::Upload},
    people::Who,
};

/// Who asks for this address again starts with the form.
pub(super) async fn elsewhere() -> Response {
    Redirect::to("/plaatsen").into_response()
}

/// `POST /plaatsen/foto`.
pub(super) async fn add(
    State(state): State<AppState>,
    Extension(nonce): Extension<Nonce>,
    who: Option<Who>,
    upload: Upload,
) -> Result<Response, Problem> {
    let mut typed = Typed::from_pairs(upload.form.pairs());
    let added = shown::add(&state, &mut typed.fotos, upload.chosen).await;
    let (status, set) = shown::after_adding(&state, None, &typed.fotos, added).await?;
    let settled = settle::settle(&state, &mut typed, Act::Pictures).await?;
    let mut form = show::form(&state, typed, settled, set.errors.clone(), who.as_ref());
    form.refused = !status.is_success();
    form.pictures = set;
    page(&state, &nonce, who.as_ref(), status, form)
}

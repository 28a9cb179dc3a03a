//! An editor mends what was sent in: a version of its own, so that everybody can see what changed. When that is more than
//! spelling, another editor puts it on the map.

use app::initiatives::ChangePage;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use domain::{FieldError, paths};
use drawing::basemap::basemap;
use store::Version;

use crate::{
    accounts::{Editor, SignedIn},
    initiatives::edit_form::EditForm,
    review::{self, decide},
    state::AppState,
    web::{Page, form::Fields, page, problem::Problem, upload::Upload},
};

/// `GET …/aanpassen`.
pub(crate) async fn page(
    State(state): State<AppState>,
    page: Page,
    user: Editor,
    Path(path): Path<(String, String)>,
) -> Result<Response, Problem> {
    let version = review::version(&state, &user, &path).await?;
    let own = state.store.pictures(version.initiative.id, version.number).await?;
    let typed = EditForm::of(&version.initiative, own, state.atlas.load().territory());
    show(&state, &page, &user, &version, StatusCode::OK, (typed, Vec::new()))
}

/// `POST …/aanpassen`.
pub(crate) async fn save(
    State(state): State<AppState>,
    page: Page,
    user: Editor,
    Path(path): Path<(String, String)>,
    form: Fields,
) -> Result<Response, Problem> {
    let version = review::version(&state, &user, &path).await?;
    let typed = EditForm::posted(&state, &version.initiative, &form).await?;
    if typed.looks {
        return show(&state, &page, &user, &version, StatusCode::OK, (typed, Vec::new()));
    }
    let atlas = state.atlas.load_full();
    let vocabulary = atlas.territory().vocabulary();
    let sending = match typed.check(&version.initiative, vocabulary) {
        Ok(sending) => sending,
        Err(errors) => return show(&state, &page, &user, &version, StatusCode::UNPROCESSABLE_ENTITY, (typed, errors)),
    };
    let why = format!("Aangepast door de redactie. {}", typed.why.trim());
    let (id, number, now) = (version.initiative.id, version.number, state.clock.moment());
    match state
        .store
        .only_if(user.editor_of(version.initiative.region))
        .amend(id, number, user.person.id, why.trim(), &sending, now)
        .await
    {
        Ok(next) => Ok(page::see_other(&paths::version(id, next))),
        Err(refusal) => decide::refused(&state, &page, &user, &version, refusal, &typed.as_text(vocabulary)).await,
    }
}

/// `POST …/aanpassen/foto`: one picture more in the form; nothing is kept of the rest yet.
pub(crate) async fn add_picture(
    State(state): State<AppState>,
    page: Page,
    user: Option<SignedIn>,
    Path(path): Path<(String, String)>,
    upload: Upload,
) -> Result<Response, Problem> {
    let user = user.ok_or_else(|| upload.refused(Problem::of_status(StatusCode::UNAUTHORIZED)))?;
    let user = Editor::of(&state, user).await.map_err(|problem| upload.refused(problem))?;
    let version = review::version(&state, &user, &path).await?;
    let (status, typed) = EditForm::with_picture(&state, &version.initiative, upload).await?;
    show(&state, &page, &user, &version, status, (typed, Vec::new()))
}

/// `GET …/aanpassen/foto`: who asks for this address again starts with the form.
pub(crate) async fn elsewhere(
    State(state): State<AppState>,
    user: Editor,
    Path(path): Path<(String, String)>,
) -> Result<Response, Problem> {
    let version = review::version(&state, &user, &path).await?;
    Ok(page::see_other(&format!("{}/aanpassen", review::href(&version))))
}

fn show(
    state: &AppState,
    page: &Page,
    user: &Editor,
    version: &Version,
    status: StatusCode,
    (typed, errors): (EditForm, Vec<FieldError>),
) -> Result<Response, Problem> {
    let atlas = state.atlas.load_full();
    let title = format!("‘{}’ aanpassen", version.initiative.content.title);
    let intro = "Verbeter wat nodig is. Daarna zie je het verschil. Was het alleen spelling (evenveel woorden, in elk woord hooguit één of twee letters anders), dan kun je het zelf publiceren; veranderde je meer, dan doet een andere redacteur dat. De inzender ziet je aanpassing in de geschiedenis.";
    let action = format!("{}/aanpassen", review::href(version));
    let form = typed.view(page, &atlas, errors, (&action, version.number, "Aanpassing bewaren"));
    let ground = basemap(atlas.territory()).map_err(|_| Problem::internal())?;
    Ok(page.personal_drawn(user, status, &title.clone(), &ground.drawn, move || {
        leptos::view! { <ChangePage title intro form /> }
    }))
}

//! An editor mends what was sent in: a version of its own, so that everybody can see what changed. When that is more than
//! spelling, another editor puts it on the map.

use app::{initiatives::ChangePage, ui::PictureSet};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use domain::{FieldError, paths};
use drawing::basemap::basemap;
use store::{Submission, Version};

use crate::{
    accounts::{Editor, SignedIn},
    initiatives::{edit_form::EditForm, picture_form},
    map::pin::{PinAct, Spot},
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
    let mut typed = EditForm::of(&version.initiative, &own);
    let spot = typed.place(&version.initiative, state.atlas.load().territory(), PinAct::Stay);
    let set = PictureSet { pictures: own, ..PictureSet::default() };
    show(&state, &page, &user, &version, StatusCode::OK, (&typed, (&spot, PinAct::Stay), &[], set))
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
    let mut typed = EditForm::from(&form);
    let atlas = state.atlas.load_full();
    let act = typed.act(&form);
    let spot = typed.place(&version.initiative, atlas.territory(), act);
    let removed = picture_form::remove(&mut typed.fotos, &form);
    let mut set = picture_form::set(&state, Some(version.initiative.id), &typed.fotos).await?;
    if removed {
        (set.success, set.focus) = (picture_form::REMOVED, "foto");
    }
    if removed || act != PinAct::Stay {
        return show(&state, &page, &user, &version, StatusCode::OK, (&typed, (&spot, act), &[], set));
    }
    picture_form::check(&mut set, &form);
    let vocabulary = atlas.territory().vocabulary();
    let sending = match typed.check(&version.initiative, &spot, vocabulary) {
        Ok(sending) if set.errors.is_empty() => Submission { pictures: Some(set.pictures), ..sending },
        checked => {
            let (status, errors) = (StatusCode::UNPROCESSABLE_ENTITY, checked.err().unwrap_or_default());
            return show(&state, &page, &user, &version, status, (&typed, (&spot, act), &errors, set));
        }
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
    let mut typed = EditForm::from(&upload.form);
    let added = picture_form::add(&state, &mut typed.fotos, upload.chosen).await;
    let number = Some(version.initiative.id);
    let (status, set) = picture_form::after_adding(&state, number, &typed.fotos, added).await?;
    let spot = typed.place(&version.initiative, state.atlas.load().territory(), PinAct::Stay);
    show(&state, &page, &user, &version, status, (&typed, (&spot, PinAct::Stay), &[], set))
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
    (typed, (spot, act), errors, pictures): (&EditForm, (&Spot, PinAct), &[FieldError], PictureSet),
) -> Result<Response, Problem> {
    let atlas = state.atlas.load_full();
    let inputs = typed.inputs(errors, atlas.territory().vocabulary());
    let title = format!("‘{}’ aanpassen", version.initiative.content.title);
    let intro = "Verbeter wat nodig is. Daarna zie je het verschil. Was het alleen spelling (evenveel woorden, in elk woord hooguit één of twee letters anders), dan kun je het zelf publiceren; veranderde je meer, dan doet een andere redacteur dat. De inzender ziet je aanpassing in de geschiedenis.".to_owned();
    let (action, base) = (format!("{}/aanpassen", review::href(version)), version.number);
    let pin = typed.pin_input(page, &atlas, (spot, act), &action);
    let ground = basemap(atlas.territory()).map_err(|_| Problem::internal())?;
    Ok(page.personal_drawn(user, status, &title.clone(), &ground.drawn, move || {
        leptos::view! { <ChangePage title intro action base inputs pin pictures button="Aanpassing bewaren" /> }
    }))
}

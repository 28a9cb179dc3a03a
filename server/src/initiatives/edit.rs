//! Changing what is mine. When somebody else was first, the owner combines both texts; nothing that was typed is lost.

use app::{initiatives::ChangePage, ui::PictureSet};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use domain::{FieldError, OwnTab, PersonId, paths};
use drawing::basemap::basemap;
use store::{ReviewError, Status, Submission, Version};

use crate::{
    accounts::SignedIn,
    initiatives::{Done, edit_form::EditForm, picture_form},
    lookup,
    map::pin::{PinAct, Spot},
    state::AppState,
    web::{Page, flash::Done as _, form::Fields, page, problem::Problem, upload::Upload},
};

const SEND: &str = "Wijziging insturen";

/// `POST /mijn/{id}`: a change made on top of version `basis`.
pub(crate) async fn save(
    State(state): State<AppState>,
    page: Page,
    user: SignedIn,
    Path(id): Path<String>,
    form: Fields,
) -> Result<Response, Problem> {
    let versions = changeable(&state, &user, &id).await?;
    let newest = self::newest(&versions)?;
    let base = base(&form)?;
    let mut typed = EditForm::from(&form);
    let atlas = state.atlas.load_full();
    let vocabulary = atlas.territory().vocabulary();
    let number = newest.initiative.id;

    let act = typed.act(&form);
    let spot = typed.place(&newest.initiative, atlas.territory(), act);
    let removed = picture_form::remove(&mut typed.fotos, &form);
    let mut set = picture_form::set(&state, Some(number), &typed.fotos).await?;
    let edit = EditPage { state: &state, page: &page, user: &user, id: &id, newest };
    if removed {
        (set.success, set.focus) = (picture_form::REMOVED, "foto");
    }
    if removed || act != PinAct::Stay {
        return edit.again(StatusCode::OK, base, &typed, (&spot, act), &[], set);
    }
    picture_form::check(&mut set, &form);
    let overtaken = newest.number != base;
    let checked = typed.check(&newest.initiative, &spot, vocabulary);
    if !overtaken && (checked.is_err() || !set.errors.is_empty()) {
        let errors = checked.err().unwrap_or_default();
        return edit.again(StatusCode::UNPROCESSABLE_ENTITY, base, &typed, (&spot, act), &errors, set);
    }
    if overtaken && checked.as_ref().is_ok_and(|sending| says_this(newest, user.person.id, sending)) {
        return Ok(Done::Changed.redirect(&paths::own(id)));
    }
    if let (Ok(sending), false) = (&checked, overtaken) {
        let mut sending = sending.clone();
        sending.pictures = Some(set.pictures);
        let (person, now) = (user.person.id, state.clock.moment());
        let why = typed.why.trim();
        match state.store.only_if(user.owner_of(number)).change(number, base, person, why, &sending, now).await {
            Ok(_) => return Ok(Done::Changed.redirect(&paths::own(id))),
            Err(ReviewError::Overtaken) => {}
            Err(ReviewError::Store(error)) => return Err(error.into()),
            Err(_) => return Err(Problem::of_status(StatusCode::NOT_FOUND)),
        }
    }
    // Somebody may have been first since we looked.
    let versions = lookup::own(&state, &user, &id).await?;
    let newest = self::newest(&versions)?;
    if checked.is_ok_and(|sending| says_this(newest, user.person.id, &sending)) {
        return Ok(Done::Changed.redirect(&paths::own(id)));
    }
    let of = async |version: &Version| -> Result<EditForm, Problem> {
        let fotos = state.store.pictures(number, version.number).await?;
        Ok(EditForm::of(&version.initiative, &fotos))
    };
    let theirs = of(newest).await?;
    let before = match versions.iter().find(|version| version.number == base) {
        Some(version) => of(version).await?,
        None => EditForm::default(),
    };
    let inputs = typed.merged(&before, &theirs, vocabulary);
    if typed.pin.pinned() == before.pin.pinned() {
        typed.pin = theirs.pin.clone();
    }
    let spot = typed.place(&newest.initiative, atlas.territory(), PinAct::Stay);
    let both = picture_form::merged(&before.fotos, &theirs.fotos, &typed.fotos);
    let pictures = picture_form::set(&state, Some(number), &both).await?;
    let (base, action, title) = (newest.number, paths::own(id), newest.initiative.content.title.clone());
    let intro = "Iemand anders was je voor. Wat jullie allebei veranderden staat hieronder naast elkaar. Maak er één tekst van; er is niets kwijt.".to_owned();
    let pin = typed.pin_input(&page, &atlas, (&spot, PinAct::Stay), &action);
    let ground = basemap(atlas.territory()).map_err(|_| Problem::internal())?;
    Ok(page.personal_drawn(&user, StatusCode::CONFLICT, &title.clone(), &ground.drawn, move || {
        leptos::view! { <ChangePage title intro action base inputs pin pictures button=SEND /> }
    }))
}

/// Whether the newest version is this change by the same person: then the button was pressed twice, and nobody was first.
fn says_this(newest: &Version, person: PersonId, sending: &Submission) -> bool {
    let initiative = &newest.initiative;
    newest.sender_id == Some(person) && initiative.content == sending.content && initiative.position == sending.position
}

/// `POST /mijn/{id}/foto`: one picture more in the form; nothing is sent in yet.
pub(crate) async fn add_picture(
    State(state): State<AppState>,
    page: Page,
    user: Option<SignedIn>,
    Path(id): Path<String>,
    upload: Upload,
) -> Result<Response, Problem> {
    let user = user.ok_or_else(|| upload.refused(Problem::of_status(StatusCode::UNAUTHORIZED)))?;
    let versions = changeable(&state, &user, &id).await?;
    let newest = self::newest(&versions)?;
    let base = base(&upload.form)?;
    let mut typed = EditForm::from(&upload.form);
    let added = picture_form::add(&state, &mut typed.fotos, upload.chosen).await;
    let number = Some(newest.initiative.id);
    let (status, set) = picture_form::after_adding(&state, number, &typed.fotos, added).await?;
    let edit = EditPage { state: &state, page: &page, user: &user, id: &id, newest };
    let spot = typed.place(&newest.initiative, state.atlas.load().territory(), PinAct::Stay);
    edit.again(status, base, &typed, (&spot, PinAct::Stay), &[], set)
}

/// `GET /mijn/{id}/foto`: who asks for this address again starts with the form.
pub(crate) async fn elsewhere(_who: SignedIn, Path(id): Path<String>) -> Result<Response, Problem> {
    Ok(page::see_other(&paths::own_part(lookup::number(&id)?, OwnTab::Change)))
}

/// The versions of one of mine that is not withdrawn, the newest first.
async fn changeable(state: &AppState, user: &SignedIn, id: &str) -> Result<Vec<Version>, Problem> {
    let versions = lookup::own(state, user, id).await?;
    let standing = state.store.initiative_with_status(newest(&versions)?.initiative.id).await?;
    if standing.is_some_and(|(status, _)| status == Status::Withdrawn) {
        let detail = "Dit initiatief is ingetrokken. Er is niets meer aan te veranderen.";
        return Err(Problem::new(StatusCode::CONFLICT, detail));
    }
    Ok(versions)
}

fn newest(versions: &[Version]) -> Result<&Version, Problem> {
    versions.first().ok_or_else(|| Problem::of_status(StatusCode::NOT_FOUND))
}

fn base(form: &Fields) -> Result<i64, Problem> {
    form.get("basis").parse().map_err(|_| Problem::of_status(StatusCode::BAD_REQUEST))
}

/// The form of one initiative.
struct EditPage<'a> {
    state: &'a AppState,
    page: &'a Page,
    user: &'a SignedIn,
    id: &'a str,
    newest: &'a Version,
}

impl EditPage<'_> {
    /// The form once more, with everything that was typed.
    fn again(
        self,
        status: StatusCode,
        base: i64,
        typed: &EditForm,
        (spot, act): (&Spot, PinAct),
        errors: &[FieldError],
        pictures: PictureSet,
    ) -> Result<Response, Problem> {
        let atlas = self.state.atlas.load_full();
        let inputs = typed.inputs(errors, atlas.territory().vocabulary());
        let pin = typed.pin_input(self.page, &atlas, (spot, act), &paths::own(self.id));
        let ground = basemap(atlas.territory()).map_err(|_| Problem::internal())?;
        let intro = if status.is_success() {
            "Er is nog niets verstuurd. Klaar? Stuur je wijziging dan onderaan in."
        } else {
            "Er klopt iets niet. Kijk het na en stuur het opnieuw in."
        };
        let (intro, action) = (intro.to_owned(), paths::own(self.id));
        let title = self.newest.initiative.content.title.clone();
        Ok(self.page.personal_drawn(self.user, status, &title.clone(), &ground.drawn, move || {
            leptos::view! { <ChangePage title intro action base inputs pin pictures button=SEND /> }
        }))
    }
}

//! Changing what is mine. When somebody else was first, the owner combines both texts; nothing that was typed is lost.

use app::initiatives::{ChangePage, InitiativeForm};
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
    initiatives::{
        Done,
        edit_form::{EditForm, typed_of},
    },
    lookup,
    state::AppState,
    web::{Page, flash::Done as _, form::Fields, page, problem::Problem, upload::Upload},
};

/// What the button says that sends a change in.
pub(crate) const SEND: &str = "Wijziging insturen";

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
    let typed = EditForm::posted(&state, &newest.initiative, &form).await?;
    let edit = EditPage { state: &state, page: &page, user: &user, id: &id };
    if typed.looks {
        return edit.again(StatusCode::OK, newest, base, typed, Vec::new());
    }
    let number = newest.initiative.id;
    let overtaken = newest.number != base;
    let checked = typed.check(&newest.initiative, state.atlas.load().territory().vocabulary());
    match &checked {
        Err(errors) if !overtaken => {
            return edit.again(StatusCode::UNPROCESSABLE_ENTITY, newest, base, typed, errors.clone());
        }
        Ok(sending) if !overtaken => {
            let (person, now, why) = (user.person.id, state.clock.moment(), typed.why.trim());
            match state.store.only_if(user.owner_of(number)).change(number, base, person, why, sending, now).await {
                Ok(_) => return Ok(Done::Changed.redirect(&paths::own(id))),
                Err(ReviewError::Overtaken) => {}
                Err(ReviewError::Store(error)) => return Err(error.into()),
                Err(_) => return Err(Problem::of_status(StatusCode::NOT_FOUND)),
            }
        }
        _ => {}
    }
    // Somebody may have been first since we looked.
    let versions = lookup::own(&state, &user, &id).await?;
    let newest = self::newest(&versions)?;
    if checked.is_ok_and(|sending| says_this(newest, user.person.id, &sending)) {
        return Ok(Done::Changed.redirect(&paths::own(id)));
    }
    let of = async |version: &Version| -> Result<InitiativeForm, Problem> {
        Ok(typed_of(&version.initiative, &state.store.pictures(number, version.number).await?))
    };
    let theirs = of(newest).await?;
    let before = match versions.iter().find(|version| version.number == base) {
        Some(version) => of(version).await?,
        None => InitiativeForm::default(),
    };
    let merged = typed.merge(&state, &before, (&newest.initiative, &theirs)).await?;
    edit.again(StatusCode::CONFLICT, newest, newest.number, merged, Vec::new())
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
    let (status, typed) = EditForm::with_picture(&state, &newest.initiative, upload).await?;
    let edit = EditPage { state: &state, page: &page, user: &user, id: &id };
    edit.again(status, newest, base, typed, Vec::new())
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
}

impl EditPage<'_> {
    /// The form once more, with everything that was typed over version `base`.
    fn again(
        self,
        status: StatusCode,
        newest: &Version,
        base: i64,
        typed: EditForm,
        errors: Vec<FieldError>,
    ) -> Result<Response, Problem> {
        let atlas = self.state.atlas.load_full();
        let ground = basemap(atlas.territory()).map_err(|_| Problem::internal())?;
        let intro = match status {
            StatusCode::OK => "Er is nog niets verstuurd. Klaar? Stuur je wijziging dan onderaan in.",
            StatusCode::CONFLICT => {
                "Iemand anders was je voor. Wat jullie allebei veranderden staat hieronder naast elkaar. Maak er één tekst van; er is niets kwijt."
            }
            _ => "Er klopt iets niet. Kijk het na en stuur het opnieuw in.",
        };
        let form = typed.view(self.page, &atlas, errors, (&paths::own(self.id), base, SEND));
        let title = newest.initiative.content.title.clone();
        Ok(self.page.personal_drawn(self.user, status, &title.clone(), &ground.drawn, move || {
            leptos::view! { <ChangePage title intro form /> }
        }))
    }
}

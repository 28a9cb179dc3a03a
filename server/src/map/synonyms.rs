//! What words mean to the search: for admins.

use app::map::SynonymsPage;
use axum::{extract::State, http::StatusCode, response::Response};
use domain::{paths, synonyms};
use serde::Deserialize;

use crate::{
    accounts::{Admin, Fresh},
    map::meaning,
    state::AppState,
    web::{
        Page,
        flash::{Done as _, Flash, done},
        form::Form,
        problem::Problem,
    },
};

done! {
    /// What an admin did with words.
    SynonymsDone {
        Kept = "bewaard" => "De woorden zijn bewaard. Op de kaart werken ze meteen.",
    }
}

/// The words as they were typed, and what they were before.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct SynonymsForm {
    woorden: String,
    was: String,
}

/// `/redactie/zoekwoorden`.
pub(crate) async fn page(
    State(state): State<AppState>,
    page: Page,
    Fresh(user): Fresh<Admin>,
    done: Flash<SynonymsDone>,
) -> Result<Response, Problem> {
    let words = state.store.synonyms().await?;
    let form = SynonymsForm { was: words.clone(), woorden: words };
    Ok(show(&page, &user, form, String::new(), done.message()))
}

/// `POST /redactie/zoekwoorden`.
pub(crate) async fn change(
    State(state): State<AppState>,
    page: Page,
    Fresh(user): Fresh<Admin>,
    Form(form): Form<SynonymsForm>,
) -> Result<Response, Problem> {
    let [words, before] = [&form.woorden, &form.was].map(|text| text.replace("\r\n", "\n").trim().to_owned());
    if let Err(error) = read(&state, &words) {
        return Ok(show(&page, &user, form, error, ""));
    }
    let store = state.store.only_if(user.still_admin());
    if !store.set_synonyms(&words, &before, user.person.id, state.clock.moment()).await? {
        let form = SynonymsForm { was: state.store.synonyms().await?, ..form };
        let error = "Iemand anders heeft de woorden intussen veranderd. Hieronder staat wat jij had; bewaar je dat, dan \
                     vervangt het dat van de ander.";
        return Ok(show(&page, &user, form, error.to_owned(), ""));
    }
    Ok(SynonymsDone::Kept.redirect(paths::DESK_WORDS))
}

/// Every word must mean something that is on this map.
fn read(state: &AppState, words: &str) -> Result<(), String> {
    let atlas = state.atlas.load();
    for synonym in synonyms::read(words)? {
        if !meaning::is_subject(&atlas, &synonym.meaning) {
            return Err(format!(
                "‘{}’ is geen thema, sector, fase, onderdeel of gemeente; dat staat bij ‘{}’.",
                synonym.meaning, synonym.word
            ));
        }
    }
    Ok(())
}

fn show(page: &Page, user: &Admin, form: SynonymsForm, error: String, success: &'static str) -> Response {
    let status = if error.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let SynonymsForm { woorden: words, was: before } = form;
    page.personal(user, status, "Zoekwoorden", move || {
        leptos::view! { <SynonymsPage words before error success=success.to_owned() /> }
    })
}

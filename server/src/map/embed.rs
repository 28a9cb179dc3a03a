//! `/embed`: the map in a frame on another site. It has no session, and nothing on it that is not public.

use app::{map::EmbedPage, shell::Head};
use atlas::Atlas;
use axum::{
    Extension,
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use domain::{Initiative, geo::NEAREST_ZOOM};
use drawing::basemap::basemap;

use crate::{
    lookup,
    map::{self, oembed, view::Screen},
    state::AppState,
    web::{asked::AskedQuery, headers::Frames, nonce::Nonce, page, problem::Problem},
};

/// The address of the map in a frame.
pub(crate) const EMBED: &str = "/embed";

/// Width and height of a frame that does not say it, in CSS pixels.
pub(crate) const FRAME: [u32; 2] = [640, 480];

/// The height of the bar with its name, in CSS pixels.
const BAR: f64 = 48.0;

/// Everything that a query asks for. What can't be used of the address is said, and the rest answered.
pub(crate) async fn page(
    State(state): State<AppState>,
    Extension(nonce): Extension<Nonce>,
    asked: AskedQuery,
) -> Result<Response, Problem> {
    let atlas = state.atlas.load_full();
    answer(&state, &nonce, &atlas, asked, Shown::All)
}

/// Where one initiative is, among the others.
pub(crate) async fn initiative(
    State(state): State<AppState>,
    Extension(nonce): Extension<Nonce>,
    Path(id): Path<String>,
    asked: AskedQuery,
) -> Result<Response, Problem> {
    let status = match lookup::find(&state, &id).await {
        Ok(found) if !found.archived => {
            return answer(&state, &nonce, &found.atlas, asked, Shown::One(&found.initiative));
        }
        // What is off the map has no place on it.
        Ok(_) => StatusCode::NOT_FOUND,
        Err(problem) if matches!(problem.status, StatusCode::NOT_FOUND | StatusCode::GONE) => problem.status,
        Err(problem) => return Err(problem),
    };
    // Somebody's page has a hole where it was: the rest of the map fills it.
    let mut response = answer(&state, &nonce, &state.atlas.load_full(), asked, Shown::Rest)?;
    *response.status_mut() = status;
    Ok(response)
}

/// What a frame is about.
enum Shown<'a> {
    /// What the query asks for.
    All,
    /// This initiative, among the others.
    One(&'a Initiative),
    /// An initiative that is not on the map: the others.
    Rest,
}

fn answer(
    state: &AppState,
    nonce: &Nonce,
    atlas: &Atlas,
    mut asked: AskedQuery,
    shown: Shown<'_>,
) -> Result<Response, Problem> {
    let [width, height] = FRAME.map(f64::from);
    let (width, height) = (asked.take_pixels("breedte", width), asked.take_pixels("hoogte", height));
    let screen = Screen {
        width,
        height: (height - BAR).max(1.0),
        guessed: false,
        deepest: NEAREST_ZOOM,
        now: state.clock.moment(),
    };
    let page = asked.initiatives(atlas.territory().vocabulary());
    let mut notices = asked.notices(Vec::new());
    let about = match shown {
        Shown::One(initiative) => Some(initiative),
        Shown::Rest => {
            notices.insert(0, "Dit initiatief staat niet (meer) op de kaart. Dit is wat er wel op staat.".to_owned());
            None
        }
        Shown::All => None,
    };
    let ground = basemap(atlas.territory()).map_err(|_| Problem::internal())?;
    let mut frame = map::view::framed(atlas, &page, screen, about);
    frame.notices = notices;
    let head = Head {
        title: frame.text.clone(),
        description: format!("{} op de InnovatieKaart.", frame.text),
        canonical: format!("{}{}", state.site_url, about.map_or_else(|| page.canonical().href(), lookup::path_of)),
        oembed: oembed::discovery(state, &frame.more),
        endless: true,
        script: "embed.js",
        ..Head::default()
    };
    let mut response =
        page::render(StatusCode::OK, nonce, &state.config.operator, &head, "embed", &ground.drawn, move || {
            leptos::view! { <EmbedPage frame /> }
        });
    if let Some(sites) = state.config.embedding.ancestors() {
        response.extensions_mut().insert(Frames::In(sites));
    }
    Ok(response)
}

//! The main page, as HTML and as the answer to what it asks once it is awake.

use app::{
    map::{Main, View},
    shell::{Head, MAP_PAGE},
};
use atlas::Atlas;
use axum::{
    Extension,
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse as _, Redirect, Response},
};
use domain::{
    Kind, PageState, Query, Sort,
    query::{DEFAULT_RADIUS_KM, encode_pairs},
};
use export::Format;

use crate::{
    map::{self, linked_data, oembed, style, suggest, view::Screen},
    state::AppState,
    web::{asked::AskedQuery, nonce::Nonce, page, params::Pair, problem::Problem},
};
use drawing::basemap::basemap;

/// The main page. What can't be used of its address is said, and the rest answered.
pub(crate) async fn page(
    State(state): State<AppState>,
    Extension(nonce): Extension<Nonce>,
    mut asked: AskedQuery,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let atlas = state.atlas.load_full();
    if let Some(tidy) = tidied(&state, &asked.pairs).await {
        return Ok(Redirect::to(&tidy).into_response());
    }
    let page = state_of(&mut asked, &atlas);
    let screen = if is_phone(&headers) { Screen::PHONE } else { Screen::WIDE };
    let screen = Screen { deepest: style::deepest(&state), now: state.clock.moment(), ..screen };
    let ground = basemap(atlas.territory()).map_err(|_| Problem::internal())?;
    let mut view = map::view::build(&atlas, &page, asked.notices(Vec::new()), screen);
    view.styles = style::styles(&state, &ground).into();
    let head = head(&state, &atlas, &page, &view);
    let revision = atlas.revision();
    let drawn = ground.drawn_for(view.camera);
    let credit = state.config.map_credit();
    let mut response =
        page::render(StatusCode::OK, &nonce, &state.config.operator, &head, MAP_PAGE, drawn, move || {
            leptos::view! { <Main view revision ground=credit /> }
        });
    let vary = header::HeaderValue::from_static("sec-ch-ua-mobile, user-agent");
    response.headers_mut().append(header::VARY, vary);
    Ok(response)
}

/// The same for the map once it is awake; `breedte` and `hoogte` are the size of the map in CSS pixels.
pub(super) fn answer(state: &AppState, query: &str) -> View {
    let atlas = state.atlas.load_full();
    let mut asked = AskedQuery::read(query);
    let screen = Screen {
        width: asked.take_pixels("breedte", Screen::WIDE.width),
        height: asked.take_pixels("hoogte", Screen::WIDE.height),
        guessed: false,
        deepest: style::deepest(state),
        now: state.clock.moment(),
    };
    let page = state_of(&mut asked, &atlas);
    map::view::build(&atlas, &page, asked.notices(Vec::new()), screen)
}

/// The state that an address describes. A place by its name is still in it when nobody knows it.
fn state_of(asked: &mut AskedQuery, atlas: &Atlas) -> PageState {
    let unknown =
        |place: &str| Err::<(), _>(format!("‘{}’ kennen we niet als plaats of postcode in Limburg", place.trim()));
    asked.take("plek", unknown);
    asked.page_state(atlas.territory().vocabulary())
}

/// A form sends empty fields, and a place by its name; the address people see and share has neither.
async fn tidied(state: &AppState, pairs: &[Pair<'_>]) -> Option<String> {
    let from_form = pairs.iter().any(|(name, _)| name == "plek" || name == "waar");
    if !from_form && pairs.iter().all(|(_, value)| !value.is_empty()) {
        return None;
    }
    let place = pairs.iter().find(|(name, value)| name == "plek" && !value.trim().is_empty());
    let found = match place {
        Some((_, text)) => suggest::place(state, text.trim()).await,
        None => None,
    };
    // Another region, town or text is asked for than the piece of map in the form was of.
    let said = pairs.iter().filter(|(name, value)| matches!(&**name, "regio" | "gemeente" | "q") && !value.is_empty());
    let said = said.map(|(_, value)| value.as_ref()).collect::<Vec<_>>().join(",");
    let elsewhere = pairs.iter().any(|(name, value)| name == "waar" && *value != said);
    let has_point = found.is_some() || pairs.iter().any(|(name, value)| name == "bij" && !value.is_empty());
    // The form always says that initiatives are asked for; alone they need no word, and have no days.
    let other = pairs.iter().any(|(name, value)| name == "soort" && !value.is_empty() && *value != "initiatief");
    let mut kept: Vec<(&str, String)> = pairs
        .iter()
        .map(|(name, value)| (name.as_ref(), value.trim().to_owned()))
        .filter(|(name, value)| match *name {
            "plek" => found.is_none() && !value.is_empty(),
            "bij" => found.is_none() && !value.is_empty(),
            // The form always has a radius; without a point it means nothing.
            "straal" => has_point && !value.is_empty(),
            "bbox" | "c" | "z" if found.is_some() || elsewhere => false,
            "waar" => false,
            "soort" if from_form && !other => false,
            "van" | "tot" if from_form && !other => false,
            _ => !value.is_empty(),
        })
        .collect();
    if let Some(point) = found {
        kept.push(("bij", point.to_string()));
        if kept.iter().all(|(name, _)| *name != "straal") {
            kept.push(("straal", DEFAULT_RADIUS_KM.to_string()));
        }
    }
    // A place that nobody knows stays, and the page says so.
    if kept.iter().map(|(name, value)| (*name, &**value)).eq(pairs.iter().map(|(name, value)| (&**name, &**value))) {
        return None;
    }
    let query = encode_pairs(&kept);
    Some(if query.is_empty() { "/".to_owned() } else { format!("/?{query}") })
}

/// Phones say so.
fn is_phone(headers: &HeaderMap) -> bool {
    let says = |name: &str, what: &str| {
        headers.get(name).and_then(|v| v.to_str().ok()).is_some_and(|value| value.contains(what))
    };
    says("sec-ch-ua-mobile", "?1") || says("user-agent", "Mobi")
}

/// Whether search engines should know this view by itself: all of it, or what one region, town, theme, sector, stage or
/// part has. Questions can be put together and cameras moved without end.
fn worth_finding(page: &PageState) -> bool {
    let Query {
        kinds,
        from,
        until,
        regions,
        municipalities,
        themes,
        sectors,
        stages,
        programmes,
        text,
        bbox,
        near,
        saved,
    } = &page.query;
    let chosen = [regions.len(), municipalities.len(), themes.len(), sectors.len(), stages.len(), programmes.len()];
    chosen.iter().sum::<usize>() <= 1
        && kinds.is_empty()
        && from.is_none()
        && until.is_none()
        && text.is_none()
        && bbox.is_none()
        && near.is_none()
        && saved.is_empty()
        && page.camera.is_none()
        && page.sort == Sort::Auto
        && !page.lines
}

fn head(state: &AppState, atlas: &Atlas, page: &PageState, view: &View) -> Head {
    let all = page.query.is_empty();
    // A file has one kind.
    let files = if page.query.asks(Kind::Initiative) { page.query.about(Kind::Initiative) } else { page.query.clone() };
    let title = if all { "Alle onderwijsinnovatie in Limburg op één kaart".to_owned() } else { view.status.clone() };
    Head {
        title,
        description: format!(
            "{}: gluren bij de buren in het Limburgse onderwijs. Zoek op regio, thema, sector of afstand.",
            view.status
        ),
        canonical: format!("{}{}", state.site_url, page.canonical().href()),
        json_ld: linked_data::list(&state.site_url, atlas, page, view),
        alternate: export::path(&files, Format::GeoJson),
        feed: export::path(&files, Format::Atom),
        oembed: oembed::discovery(state, &PageState { page: 0, ..page.clone() }.href()),
        endless: !worth_finding(page),
        picture: map::view::picture(&state.site_url, &page.query),
        picture_alt: format!("Kaart met {}", view.status),
        ..Head::default()
    }
}

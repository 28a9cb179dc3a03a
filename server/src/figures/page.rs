//! `/cijfers`: figures of what a query finds, one more view of the one query.

use app::{
    figures::{Content, FiguresPage, FiguresQuery, Select, definitions},
    map::Choice,
    shell::Head,
};
use atlas::Atlas;
use axum::{
    extract::State,
    response::{IntoResponse as _, Redirect, Response},
};
use domain::{PageState, Programme, Query, Region, Sector, Stage, Term, paths, query::encode_pairs};
use export::Format;

use crate::{
    clock,
    figures::{Answer, Asked, FEW, KM, WhiteSpots, counts, shapes, spots},
    map,
    state::AppState,
    web::{Page, asked::AskedQuery, params, problem::Problem},
};

/// Distances one can choose, in km.
pub(super) const DISTANCES: [f64; 5] = [3.0, 5.0, KM, 15.0, 25.0];

/// The page. What can't be used of its address is said, and the rest counted.
pub(crate) async fn page(State(state): State<AppState>, page: Page, query: AskedQuery) -> Result<Response, Problem> {
    let atlas = state.atlas.load_full();
    if query.pairs.iter().any(|(_, value)| value.is_empty()) {
        // A form sends empty fields; the address people share has none.
        let kept: Vec<_> = query.pairs.iter().filter(|(_, value)| !value.is_empty()).cloned().collect();
        return Ok(
            Redirect::to(format!("{}?{}", paths::FIGURES, encode_pairs(&kept)).trim_end_matches('?')).into_response()
        );
    }
    let (asked, errors) = Asked::from_pairs(params::borrowed(&query.pairs), atlas.territory().vocabulary());
    let notices = query.notices(errors);
    let schools = state.store.schools().await?;
    let answer = Answer::of(&atlas, &asked.query, clock::month_of(state.clock.today()));
    let white = WhiteSpots::of(&atlas, &asked.query, asked.km, &schools);
    let shown: Vec<&str> = white.municipalities.iter().map(|one| one.term.slug.as_str()).collect();
    let shapes = shapes::of(atlas.territory(), &shown);
    let asking = asking(&atlas, &asked, &answer, notices);
    let head = Head {
        title: format!("Cijfers: {}", asking.sentence),
        description:
            "Wat er op de InnovatieKaart staat in cijfers: per regio en thema, en waar een thema nog een witte vlek is."
                .to_owned(),
        canonical: format!("{}{}", state.site_url, Asked { km: KM, spot: None, ..asked.clone() }.at(paths::FIGURES)),
        alternate: export::path(&asked.query, Format::GeoJson),
        ..Head::default()
    };
    let content = match answer {
        Answer::Nothing if atlas.is_empty() => Content::Empty,
        Answer::Nothing => Content::Nothing,
        Answer::TooFew(Some(_)) => {
            Content::TooFew("Dat zijn er te weinig om te verdelen over regio’s en thema’s.".to_owned())
        }
        Answer::TooFew(None) => {
            Content::TooFew(format!("Ze zijn van minder dan {FEW} scholen. Dat is te weinig voor cijfers."))
        }
        Answer::Figures(figures) => counts::content(&asked, *figures),
    };
    let spots = spots::view(&atlas, &asked, &white, &shapes);
    let defs = definitions(shapes.all.iter().map(|shape| (&*shape.slug, &*shape.d)));
    Ok(page.public(&head, &defs, move || {
        leptos::view! { <FiguresPage asking content spots /> }
    }))
}

/// The address of a query on the map.
pub(super) fn on_map(query: Query) -> String {
    PageState { query, ..PageState::default() }.href()
}

fn asking(atlas: &Atlas, asked: &Asked, answer: &Answer, notices: Vec<String>) -> FiguresQuery {
    let query = &asked.query;
    let place = wording::where_phrase(atlas, query);
    let (number, examples) = match answer {
        Answer::Nothing => ("Geen initiatieven".to_owned(), ""),
        Answer::TooFew(None) => (format!("Initiatieven van minder dan {FEW} scholen"), ""),
        Answer::TooFew(Some(1)) => ("1 initiatief".to_owned(), ""),
        Answer::TooFew(Some(count)) => (format!("{count} initiatieven"), ""),
        Answer::Figures(figures) => {
            let said = match figures.examples {
                Some(0) => "",
                Some(all) if all == figures.count => "Dit zijn allemaal bedachte voorbeelden; ze tellen hier mee. ",
                _ => "Een deel daarvan is een bedacht voorbeeld; die tellen hier mee. ",
            };
            (format!("{} initiatieven", figures.count), said)
        }
    };
    let exact = match answer {
        Answer::Figures(figures) => figures.examples.filter(|&some| some > 0 && some < figures.count),
        _ => None,
    };
    let examples = exact.map_or_else(
        || examples.to_owned(),
        |some| format!("{some} daarvan zijn bedachte voorbeelden; die tellen hier mee. "),
    );
    FiguresQuery {
        sentence: format!("{number} {place}"),
        examples,
        notices,
        map: on_map(query.clone()),
        active: map::view::chips(atlas, query, |without| Asked { query: without, ..asked.clone() }.at(paths::FIGURES)),
        selects: selects(atlas, query),
        kept: kept(asked),
    }
}

/// The form asks one value of each facet; who asked more of one keeps the first.
fn selects(atlas: &Atlas, query: &Query) -> Vec<Select> {
    let words = atlas.territory().vocabulary();
    macro_rules! closed {
        ($all:expr, $asked:expr) => {
            $all.iter().map(|one| choice(one.slug(), one.label(), $asked.first() == Some(one))).collect()
        };
    }
    let open = |terms: &[Term], asked: &[String]| {
        terms.iter().map(|term| choice(&term.slug, &term.label, asked.first() == Some(&term.slug))).collect()
    };
    vec![
        Select { name: "regio", label: "Regio", all: "Heel Limburg", options: closed!(Region::ALL, query.regions) },
        Select {
            name: "gemeente",
            label: "Gemeente",
            all: "Alle gemeenten",
            options: open(&words.municipalities, &query.municipalities),
        },
        Select { name: "thema", label: "Thema", all: "Alle thema’s", options: open(&words.themes, &query.themes) },
        Select { name: "sector", label: "Sector", all: "Alle sectoren", options: closed!(Sector::ALL, query.sectors) },
        Select { name: "fase", label: "Fase", all: "Alle fasen", options: closed!(Stage::ALL, query.stages) },
        Select {
            name: "onderdeel",
            label: "Onderdeel",
            all: "Alle drie de plekken",
            options: closed!(Programme::ALL, query.programmes),
        },
    ]
}

pub(super) fn choice(value: &str, label: &str, on: bool) -> Choice {
    Choice { value: value.to_owned(), label: label.to_owned(), count: String::new(), on }
}

/// What the form above has no field for.
fn kept(asked: &Asked) -> Vec<(String, String)> {
    let rest = Query {
        regions: Vec::new(),
        municipalities: Vec::new(),
        themes: Vec::new(),
        sectors: Vec::new(),
        stages: Vec::new(),
        programmes: Vec::new(),
        ..asked.query.clone()
    };
    rest.to_pairs().into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

//! The same answers as pages for people, and for search engines.

use std::sync::Arc;

use app::{
    map::{
        LocatorView, Placed,
        marks::{Mark, MarkKind},
    },
    open_data::{DataPage, OpenData, Table},
    shell::Head,
    ui::Link,
};
use atlas::Atlas;
use axum::{http::StatusCode, response::Response};
use const_format::formatcp;
use domain::{Camera, DRAWN_ZOOM, paths};
use drawing::basemap::basemap;
use export::Format;
use territory::Territory;

use crate::{
    api::{
        collections::{Collection, Field, Kind, Shape, Stock, Value},
        describe::CLASSES,
        items::Links,
        question::MAX_LIMIT,
        select::Page,
        single,
    },
    gathering_card,
    state::AppState,
    web::{nonce::Nonce, page, problem::Problem},
};

/// What the small map shows at least, in CSS pixels: the whole province, also on a phone.
const MAP: (f64, f64) = (280.0, 384.0);

/// Where a school is.
const DOT: &str = r#"<circle class="town-dot" r="4"/>"#;

/// Columns of a list beside the name.
const COLUMNS: usize = 5;

pub(crate) fn landing(state: &AppState) -> Result<Response, Problem> {
    let page = DataPage {
        title: "Open data".to_owned(),
        intro: vec![
            "Alles wat op de kaart staat is open: als bladzijde, als bestand, en als webdienst volgens OGC API - Features. \
             QGIS, GDAL en andere programma’s lezen dit adres rechtstreeks."
                .to_owned(),
        ],
        links: vec![
            to("De collecties", "/api/collections", "initiatieven, bijeenkomsten, scholen, besturen, gemeenten en regio’s"),
            to("Hoe je de API gebruikt", paths::API_GUIDE, "met voorbeelden voor QGIS, GDAL en curl"),
            to("Welke standaarden de API volgt", "/api/conformance", ""),
            to("OpenAPI-beschrijving", "/api/openapi.json", "voor programma’s"),
            to("Bronnen en licenties", paths::SOURCES, ""),
            to("De kaart", "/", ""),
        ],
        ..DataPage::default()
    };
    let description = "Open data van de InnovatieKaart: initiatieven, bijeenkomsten, scholen, besturen, gemeenten en regio’s als webdienst en bestand.";
    answered(state, page, description, "/api", None)
}

pub(crate) fn conformance(state: &AppState) -> Result<Response, Problem> {
    let rows = CLASSES.iter().map(|(class, title)| vec![text(*title), to(class, class, "")]).collect();
    let page = DataPage {
        way: way(&[]),
        title: "Standaarden".to_owned(),
        intro: vec!["De API voldoet geheel aan deze onderdelen van de standaarden van OGC.".to_owned()],
        tables: vec![Table { caption: "Onderdelen".to_owned(), head: Vec::new(), rows }],
        ..DataPage::default()
    };
    answered(state, page, "De standaarden die de open data van de InnovatieKaart volgt.", "/api/conformance", None)
}

pub(crate) fn collections(
    state: &AppState,
    atlas: &Atlas,
    stocks: &[(Collection, Stock)],
) -> Result<Response, Problem> {
    let exact = atlas.territory().exact();
    let row = |(collection, stock): &(Collection, Stock)| {
        vec![
            to(collection.title(), &collection.path(), ""),
            text(collection.counted(stock.len())),
            text(collection.description(exact)),
        ]
    };
    let page = DataPage {
        way: way(&[]),
        title: "Collecties".to_owned(),
        tables: vec![Table {
            caption: "Wat er is".to_owned(),
            head: ["Collectie", "Hoeveel", "Wat"].map(str::to_owned).to_vec(),
            rows: stocks.iter().map(row).collect(),
        }],
        ..DataPage::default()
    };
    answered(state, page, "De collecties van de open data van de InnovatieKaart.", "/api/collections", None)
}

pub(crate) fn collection(
    state: &AppState,
    atlas: &Arc<Atlas>,
    stock: &Stock,
    collection: Collection,
) -> Result<Response, Problem> {
    let own = collection.path();
    let rows =
        collection.queryables().iter().chain(collection.extras()).map(|field| described(field, atlas.territory()));
    let mut links = vec![
        to(&format!("Bekijk {}", collection.counted(stock.len())), &format!("{own}/items"), ""),
        to("Als GeoJSON", &format!("{own}/items?f=json"), formatcp!("hooguit {MAX_LIMIT} tegelijk")),
        to("Waarop je kunt filteren", &format!("{own}/queryables"), ""),
        to("Waarop je kunt sorteren", &format!("{own}/sortables"), ""),
    ];
    if collection == Collection::Initiatives {
        links.extend(Format::ALL.map(|format| {
            let file = format!("limburg.{}", format.extension());
            to(&format!("Alles in één bestand: {file}"), &format!("/export/{file}"), "")
        }));
    }
    let description = collection.description(atlas.territory().exact());
    let page = DataPage {
        way: way(&[("Collecties", "/api/collections")]),
        title: collection.title().to_owned(),
        intro: vec![description.to_owned()],
        tables: vec![Table {
            caption: "Eigenschappen".to_owned(),
            head: ["Naam", "Wat", "Waarden"].map(str::to_owned).to_vec(),
            rows: rows.collect(),
        }],
        links,
        ..DataPage::default()
    };
    answered(state, page, description, &own, None)
}

/// What one can filter by, or sort on.
pub(crate) fn schema(
    state: &AppState,
    territory: &Territory,
    collection: Collection,
    sorting: bool,
) -> Result<Response, Problem> {
    let (name, what) = if sorting { ("sortables", "sorteren") } else { ("queryables", "filteren") };
    let fields = collection.queryables().iter().filter(|field| !sorting || field.sortable());
    let mut rows: Vec<Vec<Link>> = fields.map(|field| described(field, territory)).collect();
    if !sorting && collection.geometry().is_some() {
        rows.push(vec![text("geometry"), text("Waar het is"), text("S_INTERSECTS")]);
    }
    let own = collection.path();
    let title = format!("{}: waarop je kunt {what}", collection.title());
    let page = DataPage {
        way: way(&[("Collecties", "/api/collections"), (collection.title(), &own)]),
        tables: vec![Table {
            caption: "Eigenschappen".to_owned(),
            head: ["Naam", "Wat", "Waarden"].map(str::to_owned).to_vec(),
            rows,
        }],
        links: vec![
            to("Hoe je de API gebruikt", paths::API_GUIDE, ""),
            to("Als JSON Schema", &format!("{own}/{name}?f=json"), ""),
        ],
        title: title.clone(),
        ..DataPage::default()
    };
    answered(state, page, &title, &format!("{own}/{name}"), None)
}

/// A page of features: a small map and a table.
pub(crate) fn items(
    state: &AppState,
    atlas: &Arc<Atlas>,
    stock: &Stock,
    collection: Collection,
    page: &Page,
    links: &Links,
) -> Result<Response, Problem> {
    let own = collection.path();
    let fields = collection.queryables();
    // What stands in every row of a table, and is short.
    let shown: Vec<usize> = (1..fields.len())
        .filter(|&field| !matches!(fields[field].name, "samenvatting" | "website" | "nauwkeurig" | "brin"))
        .take(COLUMNS)
        .collect();
    let rows = page.indexes.iter().map(|&index| {
        let values = stock.feature(index).values;
        let href = match stock {
            Stock::Initiatives(atlas) => atlas.path(index),
            Stock::Gatherings(stock) => gathering_card::path(stock.at(index)),
            Stock::Boards(boards) => boards.path(index).to_owned(),
            _ => format!("{own}/items/{}", stock.id(index)),
        };
        let first = to(&values.first().map_or_else(String::new, Value::shown), &href, "");
        let rest = shown.iter().map(|&field| text(values.get(field).map_or_else(String::new, Value::shown)));
        std::iter::once(first).chain(rest).collect()
    });
    let head = std::iter::once(0).chain(shown.iter().copied()).map(|field| fields[field].title.to_owned());
    let counted = collection.counted(page.matched);
    let others = links.0.iter().filter(|link| matches!(link.rel, "alternate" | "related"));
    let more = others.map(|link| to(link.title, &local(state, &link.href), "")).collect();
    let drawn = collection.geometry().map(|_| &*page.indexes);
    let map = if drawn.is_some() { "een lijst met een kaartje" } else { "een lijst" };
    let description = format!("{counted}: {map}, ook als GeoJSON.");
    let data = DataPage {
        way: way(&[("Collecties", "/api/collections"), (collection.title(), &own)]),
        title: collection.title().to_owned(),
        intro: vec![format!("{counted}; {} op deze bladzijde.", page.indexes.len())],
        spot: drawn.map(|indexes| spot(atlas, stock, indexes, &format!("Kaart van Limburg met {counted}."))),
        tables: vec![Table { caption: counted, head: head.collect(), rows: rows.collect() }],
        links: more,
        previous: local(state, &links.href("prev")),
        next: local(state, &links.href("next")),
    };
    answered(state, data, &description, &format!("{own}/items"), Some((atlas, json_of(links))))
}

/// One feature.
pub(crate) fn item(
    state: &AppState,
    atlas: &Arc<Atlas>,
    stock: &Stock,
    collection: Collection,
    index: u32,
) -> Result<Response, Problem> {
    let own = collection.path();
    let id = stock.id(index);
    let values = stock.feature(index).values;
    let mut rows: Vec<Vec<Link>> = collection
        .queryables()
        .iter()
        .zip(&values)
        .map(|(field, value)| vec![text(field.title), cell(field, value)])
        .collect();
    rows.extend(single::details(stock, index).into_iter().filter_map(|(name, value)| {
        let shown = match value {
            serde_json::Value::Array(lines) => {
                lines.iter().filter_map(|line| line.as_str()).collect::<Vec<_>>().join(" ")
            }
            other => other.as_str().unwrap_or_default().to_owned(),
        };
        (!shown.is_empty()).then(|| vec![text(name), text(shown)])
    }));
    let title = values.first().map_or_else(|| id.clone().into_owned(), Value::shown);
    let mut links = vec![to("Dit als GeoJSON", &format!("{own}/items/{id}?f=json"), "")];
    // An initiative or a gathering has a page of its own, and is to be found there.
    let canonical = match stock {
        Stock::Initiatives(atlas) => {
            links.insert(0, to("De bladzijde van dit initiatief", &atlas.path(index), ""));
            atlas.path(index)
        }
        Stock::Gatherings(stock) => {
            let path = gathering_card::path(stock.at(index));
            links.insert(0, to("De bladzijde van deze bijeenkomst", &path, ""));
            path
        }
        Stock::Boards(boards) => {
            links.insert(0, to("De bladzijde van dit bestuur", boards.path(index), ""));
            boards.path(index).to_owned()
        }
        _ => format!("{own}/items/{id}"),
    };
    let page = DataPage {
        way: way(&[("Collecties", "/api/collections"), (collection.title(), &own), ("Lijst", &format!("{own}/items"))]),
        spot: collection.geometry().map(|_| spot(atlas, stock, &[index], &format!("Kaart van Limburg met {title}."))),
        tables: vec![Table { caption: "Eigenschappen".to_owned(), head: Vec::new(), rows }],
        links,
        title: title.clone(),
        ..DataPage::default()
    };
    let alternate = format!("{}{own}/items/{id}", state.site_url);
    answered(state, page, &format!("{title}: open data van de InnovatieKaart."), &canonical, Some((atlas, alternate)))
}

/// The page as an answer. With a map comes the ground that is drawn, and where the same is as GeoJSON.
fn answered(
    state: &AppState,
    page: DataPage,
    description: &str,
    canonical: &str,
    map: Option<(&Arc<Atlas>, String)>,
) -> Result<Response, Problem> {
    let nonce = Nonce::new().map_err(|error| {
        tracing::error!(%error, "no random bytes");
        Problem::internal()
    })?;
    let ground =
        map.as_ref().map(|(atlas, _)| basemap(atlas.territory())).transpose().map_err(|_| Problem::internal())?;
    let head = Head {
        title: if page.way.is_empty() { page.title.clone() } else { format!("{} · Open data", page.title) },
        description: description.to_owned(),
        canonical: format!("{}{canonical}", state.site_url),
        alternate: map.map_or_else(String::new, |(_, alternate)| alternate),
        ..Head::default()
    };
    let drawn = ground.as_ref().map_or("", |ground| &*ground.drawn);
    let mut response =
        page::render(StatusCode::OK, &nonce, &state.config.operator, &head, "reading-page", drawn, move || {
            leptos::view! { <OpenData page /> }
        });
    response.extensions_mut().insert(nonce);
    Ok(response)
}

/// The small map, with what is to be seen of these features.
fn spot(atlas: &Atlas, stock: &Stock, indexes: &[u32], name: &str) -> LocatorView {
    let mut placed = Vec::new();
    let mut lines = String::new();
    for &index in indexes {
        match stock.feature(index).shape {
            Shape::Point(position) => {
                placed.push(Placed { position, svg: mark(stock, index), ..Placed::default() });
            }
            Shape::Areas(areas) => {
                lines += r#"<path class="region-choice" d=""#;
                lines += &drawing::basemap::area(areas);
                lines += r#""/>"#;
            }
            Shape::Nowhere => {}
        }
    }
    // From north to south, as everywhere on the map: what is nearer covers what is further away.
    placed.sort_by(|a, b| b.position.lat().total_cmp(&a.position.lat()));
    let (width, height) = MAP;
    LocatorView {
        camera: Camera::fit(atlas.territory().bounds(), width, height, 16.0, DRAWN_ZOOM),
        placed,
        lines,
        caption: String::new(),
        name: name.to_owned(),
        href: String::new(),
    }
}

fn mark(stock: &Stock, index: u32) -> String {
    match stock {
        Stock::Initiatives(atlas) => {
            let initiative = atlas.at(index);
            let kind = MarkKind::Pin {
                id: initiative.id.0,
                programme: initiative.content.programme,
                near: false,
                faded: atlas.faded(initiative.id),
            };
            Mark { name: String::new(), href: String::new(), neighbour: false, leaves: false, kind }.still()
        }
        _ => DOT.to_owned(),
    }
}

/// Name, what it is, and what it can be.
fn described(field: &Field, territory: &Territory) -> Vec<Link> {
    let words = field.choices.words(territory).map(|words| words.join(", "));
    let kind = match field.kind {
        Kind::Text | Kind::Words => "tekst",
        Kind::Whole | Kind::Number => "getal",
        Kind::Flag => "ja of nee (true, false)",
        Kind::Moment => "tijdstip (RFC 3339)",
        Kind::Address => "webadres",
    };
    vec![text(field.name), text(field.title), text(words.unwrap_or_else(|| kind.to_owned()))]
}

fn cell(field: &Field, value: &Value<'_>) -> Link {
    let shown = value.shown();
    if field.name == "website" { to(&shown, &shown, "") } else { text(shown) }
}

/// From the landing page down.
fn way(steps: &[(&str, &str)]) -> Vec<Link> {
    std::iter::once(&("Open data", "/api")).chain(steps).map(|(text, href)| to(text, href, "")).collect()
}

fn to(text: &str, href: &str, more: &str) -> Link {
    Link { text: text.to_owned(), count: more.to_owned(), href: href.to_owned() }
}

fn text(text: impl Into<String>) -> Link {
    Link { text: text.into(), count: String::new(), href: String::new() }
}

/// The address of the same as GeoJSON.
fn json_of(links: &Links) -> String {
    links.href("alternate")
}

/// An address of ours without the site: whoever sees the page through another name stays there.
fn local(state: &AppState, href: &str) -> String {
    href.strip_prefix(&*state.site_url).unwrap_or(href).to_owned()
}

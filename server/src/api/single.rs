//! `…/items/{id}`: one feature.

use axum::{
    extract::{Path, State},
    http::{HeaderMap, StatusCode, Uri},
    response::Response,
};
use domain::InitiativeId;
use serde_json::{Value, json};

use crate::{
    api::{
        self,
        collections::{Collection, Stock},
        form::Form,
        html, question,
        write::{self, Style},
    },
    gathering_card,
    state::AppState,
    web::{etag, problem::Problem},
};

/// Everything about one feature. An initiative that was withdrawn is 410, what never was is 404.
pub(crate) async fn single(
    State(state): State<AppState>,
    Path((collection, id)): Path<(String, String)>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, Problem> {
    let collection = Collection::find(&collection)?;
    let (form, crs) = question::of_one(uri.query(), &headers)?;
    let atlas = state.atlas.load_full();
    let stock = Stock::load(collection, &state, &atlas).await?;
    let Some(index) = stock.find(&id) else { return Err(missing(&state, collection, &id).await) };
    if form == Form::Html {
        return Ok(api::answer::varied(html::item(&state, &atlas, &stock, collection, index)?));
    }
    let tag = etag::tag_with(state.salt, &atlas, &uri, stock.version());
    etag::respond(&headers, &tag, || {
        let style = Style { collection, crs, properties: None, near: None };
        let own = format!("{}{}/items/{}", state.site_url, collection.path(), stock.id(index));
        let asked = uri.query().map_or_else(String::new, |query| format!("?{query}"));
        let links = links(&state, &stock, collection, index, &own, &asked);
        let body = write::single(&stock, index, &style, &details(&stock, index), &links);
        Ok(api::answer::features(crs, body))
    })
    .map(api::answer::varied)
}

/// What only the address of one initiative tells.
pub(crate) fn details(stock: &Stock, index: u32) -> Vec<(&'static str, Value)> {
    let atlas = match stock {
        Stock::Initiatives(atlas) => atlas,
        Stock::Gatherings(gatherings) => {
            let gathering = gatherings.at(index);
            return vec![
                ("omschrijving", json!(gathering.content.text)),
                ("locatie", json!(gathering.content.location)),
                ("adres", json!(gathering.content.address)),
                ("partners", json!(gathering.content.partners)),
                ("reden", json!(gathering.reason)),
            ];
        }
        Stock::Schools(_) | Stock::Boards(_) | Stock::Areas(_) => return Vec::new(),
    };
    let content = &atlas.at(index).content;
    vec![
        ("omschrijving", json!(content.description)),
        ("leervraag", json!(content.learning_question)),
        ("periode", json!(content.period)),
        ("opbrengst", json!(content.outcomes)),
    ]
}

/// `own` is the feature's address, `asked` the rest of the one that was asked.
fn links(state: &AppState, stock: &Stock, collection: Collection, index: u32, own: &str, asked: &str) -> Value {
    let site = &state.site_url;
    let (page, title) = match stock {
        Stock::Initiatives(atlas) => (format!("{site}{}", atlas.path(index)), atlas.at(index).content.title.clone()),
        Stock::Gatherings(stock) => {
            let gathering = stock.at(index);
            (format!("{site}{}", gathering_card::path(gathering)), gathering.content.title.clone())
        }
        Stock::Boards(boards) => (boards.url(index).to_owned(), "De bladzijde van dit bestuur".to_owned()),
        _ => (format!("{own}?f=html"), "Dit als bladzijde".to_owned()),
    };
    json!([
        {"rel": "self", "type": "application/geo+json", "href": format!("{own}{asked}")},
        {"rel": "alternate", "type": "text/html", "href": page, "title": title},
        {"rel": "collection", "type": "application/json", "href": format!("{site}{}", collection.path())},
    ])
}

async fn missing(state: &AppState, collection: Collection, id: &str) -> Problem {
    if collection != Collection::Initiatives {
        return Problem::not_found("Dit is er niet in deze collectie.");
    }
    // Only how we write it ourselves: `+7` or `007` is no second address.
    let Some(number) = id.parse::<InitiativeId>().ok().filter(|number| number.to_string() == id) else {
        return Problem::not_found("Dit initiatief bestaat niet; een id is een getal.");
    };
    match state.store.gone(number).await {
        Ok(true) => Problem::new(StatusCode::GONE, "Dit initiatief is van de kaart gehaald."),
        Ok(false) => Problem::not_found(format!("Initiatief {number} bestaat niet.")),
        Err(error) => {
            tracing::error!(%error, "the database does not say what became of an initiative");
            Problem::busy("De database antwoordt niet.")
        }
    }
}

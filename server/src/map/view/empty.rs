//! Nothing matches: which filter is in the way, and the ways out. Or there is nothing yet: an invitation.

use app::{map::Empty, ui::Link};
use atlas::Atlas;
use domain::{Kind, Near, PageState, Query, paths, query::DEFAULT_RADIUS_KM};

use crate::map::{
    meaning,
    view::{follow, gatherings::Counts},
};

/// The most ways out to offer.
const WAYS: usize = 3;

/// What to say, and what to offer: the filters that give most when left out, a wider circle, everything.
pub(crate) fn help(atlas: &Atlas, state: &PageState) -> Empty {
    let query = &state.query;
    if atlas.is_empty() && query.asks(Kind::Initiative) {
        return invitation(query);
    }
    let found = |query: &Query| Counts::of(atlas, query).total();
    let mut loosened: Vec<(usize, String, Query)> = wording::filters_one_by_one(atlas, query)
        .into_iter()
        .map(|(label, without)| (found(&without), label, without))
        .filter(|(count, ..)| *count > 0)
        .collect();
    loosened.sort_by_key(|(count, ..)| std::cmp::Reverse(*count));
    let hint = match loosened.first() {
        Some((count, label, _)) => format!("Zonder {label} vind je er {count}."),
        None => {
            "Ook als je er één filter af haalt, is er nog niets. Begin opnieuw of zoek met andere woorden.".to_owned()
        }
    };
    let link = |text: String, query: Query| Link { text, count: String::new(), href: state.asking(query).href() };
    let mut ways: Vec<Link> = Vec::new();
    if let Some(text) = &query.text {
        // The text was perhaps no text.
        let meant = meaning::meanings(atlas, text).into_iter().filter_map(|meant| {
            let query = Query { text: None, ..meant.query };
            let count = found(&query);
            let place = query.near.is_some().then(|| format!(", binnen {}", wording::kilometres(DEFAULT_RADIUS_KM)));
            let says = format!("Bedoel je {} ({}{})?", meant.text, meant.detail, place.unwrap_or_default());
            (count > 0).then(|| link(says, query))
        });
        ways.extend(meant.take(WAYS));
    }
    if let Some(Near { point, radius_km: Some(km) }) = query.near
        && let Some((km, count)) = wider(atlas, query, km)
    {
        let near = Some(Near { point, radius_km: Some(km) });
        ways.push(link(format!("Zoek binnen {} ({count})", wording::kilometres(km)), Query { near, ..query.clone() }));
    }
    let without = loosened.into_iter().map(|(count, label, without)| {
        let everywhere = query.bbox != without.bbox
            && without.near.is_none()
            && without.regions.is_empty()
            && without.municipalities.is_empty();
        let text =
            if everywhere { format!("Toon heel Limburg ({count})") } else { format!("Haal {label} weg ({count})") };
        link(text, without)
    });
    ways.extend(without);
    ways.truncate(WAYS);
    // Without the only one it is the same as without all.
    if wording::filters_one_by_one(atlas, query).len() > 1 {
        ways.push(Link { text: "Wis alle filters".to_owned(), count: String::new(), href: "/".to_owned() });
    }
    let title = match &query.text {
        Some(_) => format!("Niets gevonden {}", wording::where_phrase(atlas, query)),
        None => format!("Nog geen {} {}", wording::kinds(query), wording::where_phrase(atlas, query)),
    };
    Empty { title, hint, ways, first: false }
}

/// The map as it is on its first day.
fn invitation(query: &Query) -> Empty {
    let link = |text: &str, href: String| Link { text: text.to_owned(), count: String::new(), href };
    Empty {
        title: "Limburg ligt klaar".to_owned(),
        hint: "Hier komt te staan wat scholen in Limburg vernieuwen. Zet het eerste initiatief op de kaart.".to_owned(),
        ways: vec![
            link("Plaats het eerste initiatief", paths::SUBMIT.to_owned()),
            link("Wat is dit?", paths::ABOUT.to_owned()),
            link("Volg deze kaart", follow(query)),
        ],
        first: true,
    }
}

/// The first doubling of the circle that holds something, and how much.
fn wider(atlas: &Atlas, query: &Query, km: f64) -> Option<(f64, usize)> {
    let near = query.near?;
    let start = km.max(1.0);
    (1..=5).map(|i| start * f64::from(1 << i)).find_map(|km| {
        let query = Query { near: Some(Near { radius_km: Some(km), ..near }), ..query.clone() };
        let count = Counts::of(atlas, &query).total();
        (count > 0).then_some((km, count))
    })
}

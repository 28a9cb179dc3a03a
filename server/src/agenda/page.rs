//! The page of the agenda.

use app::{
    agenda::{AgendaDay, AgendaPage, AgendaQuery, Elsewhere, Month, NothingToCome, Past},
    figures::Select,
    map::Choice,
    shell::Head,
    ui::Link,
};
use atlas::Atlas;
use axum::{
    extract::State,
    response::{IntoResponse as _, Redirect, Response},
};
use domain::{
    Gathering, Kind, Moment, PageState, Query, QueryError, Region, Sector, Term, local_time::shown_at, paths,
    query::encode_pairs,
};
use export::Format;
use jiff::{
    ToSpan as _,
    civil::{Date, date},
};
use wording::dates;

use crate::{
    agenda::{calendar_href, everything, href, linked_data},
    gathering_card,
    state::AppState,
    web::{Page, asked::AskedQuery, problem::Problem},
};

/// The most gatherings to come, and the most that are over, on one page.
const MOST: usize = 100;
/// The most that are over, on a page that asks for no days.
const FEW: usize = 6;
/// The months of the strip.
const MONTHS: usize = 12;
/// The most ways out of a question that finds nothing.
const WAYS: usize = 3;

/// The page. What can't be used of its address is said, and the rest answered.
pub(crate) async fn page(
    State(state): State<AppState>,
    page: Page,
    mut asked: AskedQuery,
) -> Result<Response, Problem> {
    let atlas = state.atlas.load_full();
    if asked.pairs.iter().any(|(_, value)| value.is_empty()) {
        // A form sends empty fields; the address people share has none.
        let kept: Vec<_> = asked.pairs.iter().filter(|(_, value)| !value.is_empty()).cloned().collect();
        let query = encode_pairs(&kept);
        let mark = if query.is_empty() { "" } else { "?" };
        return Ok(Redirect::to(&format!("{}{mark}{query}", paths::AGENDA)).into_response());
    }
    let mut more = Vec::new();
    asked.pairs.retain(|(name, value)| {
        let other = name == "soort" && Kind::parse(value) != Ok(Kind::Gathering);
        more.extend(other.then(|| QueryError::new("soort", "op de agenda staan alleen bijeenkomsten")));
        name != "soort"
    });
    asked.pairs.push(("soort".into(), Kind::Gathering.slug().into()));
    let query = asked.page_state(atlas.territory().vocabulary()).query;
    let found = Found::of(&atlas, &query, state.clock.moment());
    let today = state.clock.today();
    let sentence = found.sentence(&atlas, &query);
    let asking = asking(&atlas, &query, sentence.clone(), asked.notices(more));
    let months = months(&atlas, &query, today);
    let nothing = found.nothing(&atlas, &query);
    let later = found.later(&query);
    let past = found.past(&atlas, &query, today);
    let shown = Query { from: query.from.or(Some(today)), ..query.clone() };
    let elsewhere = Elsewhere {
        map: PageState { query: if query.until.is_some() { query.clone() } else { shown }, ..PageState::default() }
            .href(),
        calendar: format!("{}{}", state.site_url, calendar_href(&query)),
        file: calendar_href(&query),
        feed: export::path(&query, Format::Atom),
    };
    let all = query == everything();
    let head = Head {
        title: if all { "Agenda".to_owned() } else { format!("Agenda: {}", wording::sentence(&atlas, &query)) },
        description: format!(
            "{sentence}: Marktplaatsen, Ateliers en pitches waar scholen van Limburg van elkaar leren. Kom kijken, of doe online mee."
        ),
        canonical: format!("{}{}", state.site_url, href(&query)),
        json_ld: linked_data::list(&state.site_url, &atlas, &sentence, found.to_come.iter().take(MOST).copied()),
        alternate: export::path(&query, Format::GeoJson),
        feed: elsewhere.feed.clone(),
        // Questions can be put together without end.
        endless: !(all || worth_finding(&query)),
        ..Head::default()
    };
    let days = found.days(&atlas);
    Ok(page.public(&head, "", move || {
        leptos::view! { <AgendaPage asking months days later nothing past elsewhere /> }
    }))
}

/// Whether search engines should know this agenda by itself: that of one region, town, theme or sector.
fn worth_finding(query: &Query) -> bool {
    let chosen = query.regions.len() + query.municipalities.len() + query.themes.len() + query.sectors.len();
    let alone = Query {
        regions: query.regions.clone(),
        municipalities: query.municipalities.clone(),
        themes: query.themes.clone(),
        sectors: query.sectors.clone(),
        ..everything()
    };
    chosen == 1 && *query == alone
}

/// What a question finds, as seen at one moment.
struct Found<'a> {
    /// The first first.
    to_come: Vec<&'a Gathering>,
    /// The last first.
    past: Vec<&'a Gathering>,
    now: Moment,
}

impl<'a> Found<'a> {
    fn of(atlas: &'a Atlas, query: &Query, now: Moment) -> Self {
        let index = atlas.gatherings();
        let mut all: Vec<&Gathering> = index.matches(query).iter().map(|at| index.at(at)).collect();
        all.sort_by_key(|gathering| (gathering.content.begins, gathering.id));
        let (to_come, mut past): (Vec<_>, Vec<_>) = all.into_iter().partition(|one| one.content.ends > now);
        past.reverse();
        Self { to_come, past, now }
    }

    /// "3 bijeenkomsten in Limburg".
    fn sentence(&self, atlas: &Atlas, query: &Query) -> String {
        let place = wording::where_phrase(atlas, query);
        match (self.to_come.len(), self.past.len()) {
            (0, 0) => format!("Geen bijeenkomsten {place}"),
            (0, past) if query.until.is_some() => format!("{} geweest {place}", gathering_card::counted(past)),
            (0, _) => format!("Niets gepland {place}"),
            (count, _) => format!("{} {place}", gathering_card::counted(count)),
        }
    }

    fn days(&self, atlas: &Atlas) -> Vec<AgendaDay> {
        let mut days: Vec<AgendaDay> = Vec::new();
        for gathering in self.to_come.iter().take(MOST) {
            let (title, card) =
                (dates::weekday(gathering.content.begins), gathering_card::card(atlas, gathering, self.now, false));
            match days.last_mut() {
                Some(day) if day.title == title => day.cards.push(card),
                _ => days.push(AgendaDay { title, cards: vec![card] }),
            }
        }
        days
    }

    /// Where the rest of what is to come is: from the day of the first that did not fit.
    fn later(&self, query: &Query) -> Option<Link> {
        let next = day_of(self.to_come.get(MOST)?.content.begins);
        let from = (query.from != Some(next)).then_some(next)?;
        let text = format!("Verder vanaf {}", dates::day(&next.to_string()));
        Some(link(text, &Query { from: Some(from), ..query.clone() }))
    }

    fn past(&self, atlas: &Atlas, query: &Query, today: Date) -> Past {
        let days = query.from.is_some() || query.until.is_some();
        let most = if days { MOST } else { FEW };
        let cards = self
            .past
            .iter()
            .take(most)
            .map(|gathering| gathering_card::card(atlas, gathering, self.now, true))
            .collect();
        let more = self.past.get(most).and_then(|next| {
            let until = if days { day_of(next.content.begins) } else { today.yesterday().unwrap_or(today) };
            let text = if days { "Wat eerder was" } else { "Alles wat geweest is" };
            (query.until != Some(until)).then(|| link(text.to_owned(), &Query { until: Some(until), ..query.clone() }))
        });
        Past { cards, more }
    }

    /// What to say when nothing is to come, and where to go.
    fn nothing(&self, atlas: &Atlas, query: &Query) -> Option<NothingToCome> {
        if !self.to_come.is_empty() || (query.until.is_some() && !self.past.is_empty()) {
            return None;
        }
        let map = || Link {
            text: "Bekijk de initiatieven op de kaart".to_owned(),
            count: String::new(),
            href: "/".to_owned(),
        };
        if atlas.gatherings().is_empty() {
            let text = "Er staat nog niets op de agenda. Zodra er een bijeenkomst is, vind je die hier.".to_owned();
            return Some(NothingToCome { text, ways: vec![map()] });
        }
        let text = format!("Er staat nu niets op de agenda {}.", wording::where_phrase(atlas, query));
        let mut ways: Vec<(usize, Link)> = filters(atlas, query)
            .into_iter()
            .map(|(label, without)| {
                let count = atlas.gatherings().matches(&without).len();
                (count, link(format!("Haal {label} weg ({count})"), &without))
            })
            .filter(|(count, _)| *count > 0)
            .collect();
        ways.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
        let mut ways: Vec<Link> = ways.into_iter().map(|(_, link)| link).take(WAYS).collect();
        if *query != everything() {
            ways.push(link("Toon de hele agenda".to_owned(), &everything()));
        }
        ways.push(map());
        Some(NothingToCome { text, ways })
    }
}

fn link(text: String, query: &Query) -> Link {
    Link { text, count: String::new(), href: href(query) }
}

fn day_of(moment: Moment) -> Date {
    shown_at(moment).date()
}

/// The filters of a question, each with the question without it. That it is about gatherings is no filter here.
fn filters(atlas: &Atlas, query: &Query) -> Vec<(String, Query)> {
    let all = wording::filters_one_by_one(atlas, query).into_iter();
    all.filter(|(_, without)| without.asks(Kind::Gathering)).collect()
}

fn asking(atlas: &Atlas, query: &Query, sentence: String, notices: Vec<String>) -> AgendaQuery {
    let active = filters(atlas, query).into_iter().map(|(text, without)| link(wording::capitalised(&text), &without));
    let day = |day: Option<Date>| day.map_or_else(String::new, |day| day.to_string());
    // What the form asks is not kept, but for what it can't show.
    let several = |name: &str, count: usize| (count > 1).then(|| name.to_owned());
    let shown: Vec<String> = [
        several("regio", query.regions.len()),
        several("thema", query.themes.len()),
        several("sector", query.sectors.len()),
    ]
    .into_iter()
    .flatten()
    .collect();
    let kept = query.to_pairs().into_iter().filter(|(name, _)| match *name {
        "soort" | "q" | "van" | "tot" => false,
        "regio" | "thema" | "sector" => shown.iter().any(|one| one == name),
        _ => true,
    });
    let words = atlas.territory().vocabulary();
    let choice = |value: &str, label: &str, on: bool| Choice {
        value: value.to_owned(),
        label: label.to_owned(),
        count: String::new(),
        on,
    };
    let theme = |term: &Term| choice(&term.slug, &term.label, query.themes.first() == Some(&term.slug));
    let selects = vec![
        Select {
            name: "regio",
            label: "Regio",
            all: "Heel Limburg",
            options: Region::ALL
                .iter()
                .map(|r| choice(r.slug(), r.label(), query.regions.first() == Some(r)))
                .collect(),
        },
        Select {
            name: "thema",
            label: "Thema",
            all: "Alle thema’s",
            options: words.themes.iter().map(theme).collect(),
        },
        Select {
            name: "sector",
            label: "Sector",
            all: "Alle sectoren",
            options: Sector::ALL
                .iter()
                .map(|s| choice(s.slug(), s.label(), query.sectors.first() == Some(s)))
                .collect(),
        },
    ];
    let selects = selects.into_iter().filter(|select| shown.iter().all(|name| name != select.name)).collect();
    AgendaQuery {
        sentence,
        notices,
        active: active.collect(),
        text: query.text.clone().unwrap_or_default(),
        days: [day(query.from), day(query.until)],
        selects,
        kept: kept.collect(),
    }
}

/// The months from this one on, with what the question finds in each.
fn months(atlas: &Atlas, query: &Query, today: Date) -> Vec<Month> {
    let first = date(today.year(), today.month(), 1);
    let month = |number: i32| {
        let first = first.checked_add(number.months()).ok()?;
        let of_month = Query { from: Some(first), until: Some(first.last_of_month()), ..query.clone() };
        let on = (query.from, query.until) == (of_month.from, of_month.until);
        let name = dates::MONTHS.get(usize::try_from(first.month()).ok()? - 1)?;
        let other = if on { Query { from: None, until: None, ..query.clone() } } else { of_month.clone() };
        Some(Month {
            // As everybody shortens them: two begin with the same letters.
            short: if first.month() == 3 { "mrt".to_owned() } else { name.chars().take(3).collect() },
            name: format!("{name} {}", first.year()),
            count: atlas.gatherings().matches(&of_month).len(),
            href: href(&other),
            on,
        })
    };
    (0..).map_while(month).take(MONTHS).collect()
}

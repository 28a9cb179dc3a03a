//! The list: the full equivalent of the map. The server's HTML, replaced whole when the answer changes: nothing in it
//! has a state of its own, so the browser needs no code to draw it.

use leptos::prelude::*;

use super::Choice;
use crate::ui::{Card, CardItem, Chips, GatheringCard, GatheringCardItem, Heading, Icon, Inert as _, Link};

/// What the list shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Listing {
    /// How many initiatives match: "5.000".
    pub count: String,
    /// "initiatief" or "initiatieven".
    pub noun: String,
    /// Where: "in Midden-Limburg".
    pub place: String,
    /// The radius, when there is one.
    pub radius: Option<RadiusChoice>,
    /// One chip for each filter that is on.
    pub active: Vec<Link>,
    /// This page of the list.
    pub cards: Vec<Card>,
    /// The gatherings of this page: above the initiatives, or alone.
    pub gatherings: Vec<GatheringCard>,
    /// Where all of them are, by day.
    pub agenda: Option<Link>,
    /// What is on the map; `None` while there is nothing but initiatives to choose.
    pub kinds: Option<Kinds>,
    /// At one place: who is there, and with how many. The cards of one stand together.
    pub addresses: Vec<Address>,
    /// The place of this page in the list: "1 tot en met 25 van 61"; empty when there is one page.
    pub page_text: String,
    /// Address of the previous page; empty when there is none.
    pub previous: String,
    /// Address of the next page; empty when there is none.
    pub next: String,
    /// Whether lines to adopters are shown; `None` when there are none.
    pub lines: Option<bool>,
    /// The orders the list can take.
    pub sorts: Vec<Choice>,
    /// What could not be used of the address.
    pub notices: Vec<String>,
    /// What to say when nothing matches.
    pub empty: Option<Empty>,
    /// The other regions, with what one would find there.
    pub neighbours: Vec<Link>,
    /// The regions to choose from, when there is too much to read; else empty.
    pub regions: Vec<RegionShare>,
    /// These initiatives as files, one link for each format.
    pub downloads: Vec<Link>,
    /// Where one asks for a mail when something new matches.
    pub follow: String,
    /// Where one finds how to put this map on another site.
    pub share: String,
}

/// What is on the map, and what more could be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kinds {
    /// Initiatives are.
    pub initiatives: bool,
    /// Gatherings are.
    pub gatherings: bool,
    /// How many initiatives and gatherings there would be.
    pub counts: [String; 2],
}

/// A school, with how many initiatives of this place are its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// The school, or the town when there is none.
    pub school: String,
    /// "60".
    pub count: String,
}

/// The radius of the circle, and other ones.
#[derive(Debug, Clone, PartialEq)]
pub struct RadiusChoice {
    /// In km.
    pub km: f64,
    /// How long one cycles that far: "± 35 min fietsen".
    pub cycling: String,
    /// Usual ones: "5 km", with the same question for it.
    pub stops: Vec<Link>,
    /// What lies just outside: "nog 4 binnen 20 km".
    pub more: Option<Link>,
}

/// What one region has of the whole.
#[derive(Debug, Clone, PartialEq)]
pub struct RegionShare {
    /// The region's word in an address: "noord".
    pub slug: &'static str,
    /// What the link says, with the number, and where it goes.
    pub link: Link,
    /// How long the bar is: 0 to 100, the largest region is 100.
    pub percent: f64,
}

/// What to say when nothing matches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Empty {
    /// Which filter is in the way.
    pub title: String,
    /// What is there without it.
    pub hint: String,
    /// Ways out; the first is the best.
    pub ways: Vec<Link>,
    /// There is nothing on the whole map yet.
    pub first: bool,
}

impl Listing {
    /// The inside of the list as HTML.
    #[must_use]
    pub fn html(self) -> String {
        Owner::new().with(|| view! { <Contents listing=self /> }.to_html())
    }
}

/// Heading, order, cards, and the way to other regions.
#[component]
fn Contents(listing: Listing) -> impl IntoView {
    let Listing {
        count,
        noun,
        place,
        radius,
        active,
        cards,
        addresses,
        sorts,
        notices,
        empty,
        neighbours,
        regions,
        downloads,
        follow,
        share,
        lines,
        gatherings,
        agenda,
        kinds,
        ..
    } = listing;
    let alone = cards.is_empty() && !gatherings.is_empty();
    let first = empty.as_ref().filter(|empty| empty.first).map(|empty| empty.title.clone());
    let (heading, actions) = match first {
        // Nothing to count, to sort or to take along.
        Some(title) => (view! { {title} }.inert(), ().inert()),
        None => (
            view! {
                <span class="figure">{count}</span>
                " "
                {format!("{noun} ")}
                <br />
                {place}
            }
            .inert(),
            view! { <Actions sorts downloads follow share /> }.inert(),
        ),
    };
    view! {
        <header class="list__head">
            <h1 id="lijstkop">{heading}</h1>
            {actions}
            {radius.map(|radius| view! { <Slider radius /> })}
            {lines.map(|on| view! { <Lines on /> })}
            {kinds.map(|kinds| view! { <KindChoice kinds /> })}
            <Chips active clear="/" />
            {notices.into_iter().map(|text| view! { <p class="notice">{text}</p> }).collect::<Vec<_>>()}
        </header>
        {empty.map(|empty| view! { <Nothing empty /> })}
        {(!regions.is_empty()).then(|| view! { <Regions regions /> })}
        <Gatherings gatherings agenda alone />
        {(!alone).then(|| view! { <Cards cards addresses /> })}
        <Pages text=listing.page_text previous=listing.previous next=listing.next />
        {(!neighbours.is_empty()).then(|| view! { <Neighbours neighbours /> })}
    }
}

/// The gatherings, and where they stand by day.
#[component]
fn Gatherings(gatherings: Vec<GatheringCard>, agenda: Option<Link>, alone: bool) -> impl IntoView {
    let items: Vec<_> = gatherings.into_iter().map(|card| view! { <GatheringCardItem card /> }).collect();
    (!items.is_empty()).then(|| {
        view! {
            <ol class="cards" aria-label=(!alone).then_some("Bijeenkomsten")>
                {items}
            </ol>
            {agenda
                .map(|agenda| {
                    view! {
                        <p class="pager">
                            <a class="button button--outline" href=agenda.href>
                                {agenda.text}
                            </a>
                        </p>
                    }
                })}
        }
    })
}

/// What else is on the map. Part of the filter form, so that it works without a script: what an address without a kind means,
/// is sent along.
#[component]
fn KindChoice(kinds: Kinds) -> impl IntoView {
    let Kinds { initiatives, gatherings, counts: [of_initiatives, of_gatherings] } = kinds;
    let choice = |value: &'static str, label: &'static str, count: String, on: bool| {
        view! {
            <label>
                <input type="checkbox" id=format!("soort-{value}") name="soort" value=value form="filters" checked=on />
                <span>{label}</span>
                <span class="chip__count">
                    <span class="vh">"aantal "</span>
                    {count}
                </span>
            </label>
        }
    };
    view! {
        <fieldset class="kinds">
            <legend>{if gatherings { "Op de kaart" } else { "Ook op de kaart" }}</legend>
            {if gatherings {
                choice("initiatief", "Initiatieven", of_initiatives, initiatives).inert()
            } else {
                view! { <input type="hidden" name="soort" value="initiatief" form="filters" /> }.inert()
            }}
            {choice("bijeenkomst", "Bijeenkomsten", of_gatherings, gatherings)}
        </fieldset>
    }
}

/// The cards; at one place under the names of who is there.
#[component]
fn Cards(cards: Vec<Card>, addresses: Vec<Address>) -> impl IntoView {
    let mut before = None;
    let items: Vec<_> = cards
        .into_iter()
        .map(|card| {
            let other = before.replace(card.school.clone()).is_none_or(|before| before != card.school);
            let address = addresses.iter().find(|address| other && address.school == card.school).cloned();
            let heading = if addresses.is_empty() { Heading::Second } else { Heading::Third };
            view! {
                {address
                    .map(|Address { school, count }| {
                        view! {
                            <li class="cards__address">
                                <h2>
                                    {school} " " <span class="chip__count">{count}</span>
                                </h2>
                            </li>
                        }
                    })}
                <CardItem card heading />
            }
        })
        .collect();
    view! { <ol class="cards">{items}</ol> }
}

/// Too much to read: how it lies over the regions, each a link.
#[component]
fn Regions(regions: Vec<RegionShare>) -> impl IntoView {
    let rows: Vec<_> = regions
        .into_iter()
        .map(|RegionShare { slug, link, percent }| {
            view! {
                <a class="region-row" href=link.href>
                    <span>{link.text}</span>
                    <svg aria-hidden="true">
                        <rect class=format!("share--{slug}") width=format!("{percent:.0}%") height="100%" />
                    </svg>
                    <span>{link.count}</span>
                </a>
            }
        })
        .collect();
    view! {
        <nav class="region-rows" aria-label="Kies een regio">
            <p>"Kies een regio, of zoom in tot je de plaatsnamen ziet."</p>
            {rows}
        </nav>
    }
}

/// "Gluren bij de buren": the other regions.
#[component]
fn Neighbours(neighbours: Vec<Link>) -> impl IntoView {
    let links: Vec<_> = neighbours
        .into_iter()
        .map(|link| {
            view! {
                <a class="button button--outline" href=link.href>
                    {link.text}
                    " "
                    <span>{link.count}</span>
                </a>
            }
        })
        .collect();
    view! {
        <nav class="neighbours" aria-label="Andere regio’s">
            <p>"Gluren bij de buren"</p>
            {links}
        </nav>
    }
}

/// The radius: a slider, and usual distances as links.
#[component]
fn Slider(radius: RadiusChoice) -> impl IntoView {
    let RadiusChoice { km, cycling, stops, more } = radius;
    let links: Vec<_> = stops
        .into_iter()
        .map(|Link { text, count, href }| {
            let on = text == km.to_string();
            view! {
                <li>
                    <a class="radius-stop" href=href aria-current=on.then_some("true")>
                        {text}
                        <span class="vh">" km, " {count}</span>
                    </a>
                </li>
            }
        })
        .collect();
    view! {
        <div class="radius-slider js-only">
            <label for="km">"Binnen"</label>
            <input id="km" type="range" name="straal" min="1" max=km.max(50.0) step="1" value=km />
            <output for="km">{km.to_string().replace('.', ",")} " km"</output>
        </div>
        <div class="radius-stops">
            <ul aria-label="Binnen hoeveel kilometer">{links}</ul>
            <span class="radius-slider__bike">{cycling}</span>
            {more.map(|more| view! { <a class="radius-more" href=more.href>{more.text}</a> })}
        </div>
    }
}

/// Sorting, downloads, following and sharing.
#[component]
fn Actions(sorts: Vec<Choice>, downloads: Vec<Link>, follow: String, share: String) -> impl IntoView {
    let sorts: Vec<_> =
        sorts.into_iter().map(|s| view! { <option value=s.value selected=s.on>{s.label}</option> }).collect();
    view! {
        <div class="list__actions">
            <label class="sort">
                <span>"Sorteer"</span>
                <select id="sorteer" name="sorteer" form="filters">
                    {sorts}
                </select>
            </label>
            <Downloads downloads />
            <a class="button button--outline" href=follow title="Volg deze zoekopdracht">
                <Icon name="bel" />
                <span>"Volg deze zoekopdracht"</span>
            </a>
            <a class="button button--outline" href=share title="Deel deze kaart">
                <Icon name="deel" />
                <span>
                    "Deel" <span class="vh">" deze kaart"</span>
                </span>
            </a>
        </div>
    }
}

/// The same initiatives as files.
#[component]
fn Downloads(downloads: Vec<Link>) -> impl IntoView {
    let files: Vec<_> = downloads
        .into_iter()
        .map(|link| {
            view! {
                <li>
                    <a class="option" href=link.href>
                        {link.text}
                    </a>
                </li>
            }
        })
        .collect();
    view! {
        <details class="dropdown downloads">
            <summary class="button button--outline" title="Download">
                <Icon name="laad" />
                <span>
                    "Download" <span class="vh">" deze initiatieven"</span>
                </span>
            </summary>
            <ul class="dropdown__panel" aria-label="Bestanden">
                {files}
            </ul>
        </details>
    }
}

/// Whether the map shows lines to adopters. Part of the filter form, so that it works without a script.
#[component]
fn Lines(on: bool) -> impl IntoView {
    view! {
        <label class="switch lines">
            <span>"Toon wie het ook doet"</span>
            <input type="checkbox" role="switch" id="lijnen" name="lijnen" value="ja" form="filters" checked=on />
        </label>
    }
}

/// Nothing matches: which filter is in the way, and the ways out.
#[component]
fn Nothing(empty: Empty) -> impl IntoView {
    let ways: Vec<_> = empty
        .ways
        .into_iter()
        .enumerate()
        .map(|(i, way)| {
            let class = match i {
                0 if empty.first => "button button--accent",
                0 => "button button--ink",
                _ => "button button--outline",
            };
            view! {
                <a class=class href=way.href>
                    {way.text}
                </a>
            }
        })
        .collect();
    view! {
        <div class=if empty.first { "empty empty--first" } else { "empty" }>
            // On a map that is empty the title is that of the page.
            {(!empty.first).then(|| view! { <h2>{empty.title}</h2> })}
            <p>{empty.hint}</p>
            <div class="empty__buttons">{ways}</div>
        </div>
    }
}

/// Previous and next page of the list.
#[component]
fn Pages(text: String, previous: String, next: String) -> impl IntoView {
    let link = |href: String, rel, text| {
        (!href.is_empty()).then(|| {
            view! {
                <a class="button button--outline" rel=rel href=href>
                    {text}
                </a>
            }
        })
    };
    (!text.is_empty()).then(|| {
        view! {
            <nav class="pager" aria-label="Bladeren door de lijst">
                {link(previous, "prev", "Vorige")}
                <span>{text}</span>
                {link(next, "next", "Volgende")}
            </nav>
        }
    })
}

//! Pins, clusters, signposts and names on the map, drawn as SVG around their own position.

use domain::{Programme, Region, number::thousands};
use leptos::prelude::*;

use crate::ui::{FadedWord, GatheringCard, GatheringSign, Icon, Inert as _, Sign};

/// The shape of a gathering.
const GATHERING: &str = "bijeenkomst";

/// Something on the map that leads somewhere: a real link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// Its accessible name.
    pub name: String,
    /// Where it leads.
    pub href: String,
    /// Outside the chosen region: drawn as an outline.
    pub neighbour: bool,
    /// It leads out of a frame on another site: to a page of its own.
    pub leaves: bool,
    /// What it is.
    pub kind: MarkKind,
}

/// What a mark is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MarkKind {
    /// One initiative.
    Pin {
        /// Its id.
        id: i64,
        /// Its shape.
        programme: Programme,
        /// From close by: its tip is the place. From afar: a dot.
        near: bool,
        /// Nobody has confirmed it for long: drawn with a broken line.
        faded: bool,
    },
    /// Several together.
    Cluster {
        /// How many.
        count: u32,
        /// How many of each programme.
        mix: [u32; 3],
    },
    /// One gathering.
    Gathering {
        /// See [`super::Placed::id`].
        id: i64,
        /// From close by: its tip is the place. From afar: a dot.
        near: bool,
        /// It does not go on: drawn with a broken line.
        cancelled: bool,
    },
    /// Several gatherings together.
    Gatherings {
        /// How many.
        count: u32,
    },
    /// A region's signpost.
    Signpost {
        /// Which region.
        region: Region,
        /// How many.
        count: usize,
        /// How many of each programme.
        mix: [u32; 3],
    },
}

/// A name on the map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// The name.
    pub text: String,
    /// CSS classes.
    pub class: String,
    /// Offset of the text in CSS pixels.
    pub offset: (i32, i32),
    /// Which end of the text stands at the offset: `start`, `middle`, `end`.
    pub anchor: &'static str,
    /// Whether a dot marks the place.
    pub dot: bool,
}

impl Mark {
    /// As SVG around its own place. `chosen` marks it; `offset` moves it aside, in CSS pixels.
    #[must_use]
    pub fn svg(&self, chosen: bool, offset: Option<(i32, i32)>) -> String {
        let Self { name, href, neighbour, leaves, kind } = self.clone();
        let class = format!("{}{}", class(&kind, neighbour), if chosen { " is-selected" } else { "" });
        let (id, drawing) = match kind {
            MarkKind::Pin { programme, near, id, .. } => (Some(id), pin(programme.slug(), near)),
            MarkKind::Gathering { near, id, .. } => (Some(id), pin(GATHERING, near)),
            MarkKind::Gatherings { count } => (None, gatherings(count).inert()),
            MarkKind::Cluster { count, mix } => (None, cluster(count, mix).inert()),
            MarkKind::Signpost { region, count, mix } => (None, signpost(region.short(), count, mix).inert()),
        };
        Owner::new().with(|| {
            view! {
                <g transform=offset.map(|(x, y)| format!("translate({x} {y})"))>
                    <a
                        class=class
                        href=href
                        aria-label=name
                        data-id=id
                        target=leaves.then_some("_blank")
                        rel=leaves.then_some("noopener")
                    >
                        {drawing}
                    </a>
                </g>
            }
            .to_html()
        })
    }
}

impl Mark {
    /// As SVG around its own place, leading nowhere: for a map that is a picture.
    #[must_use]
    pub fn still(&self) -> String {
        let class = class(&self.kind, self.neighbour);
        let MarkKind::Pin { programme, near, .. } = self.kind else { return String::new() };
        Owner::new().with(|| view! { <g class=class>{pin(programme.slug(), near)}</g> }.to_html())
    }
}

/// A pin that leads nowhere, ringed: for a map that is a picture.
#[must_use]
pub fn picture(programme: Programme) -> String {
    let class = format!("pin pin--{} is-selected", programme.slug());
    Owner::new().with(|| view! { <g class=class>{pin(programme.slug(), true)}</g> }.to_html())
}

impl Name {
    /// As SVG around its own place.
    #[must_use]
    pub fn svg(&self) -> String {
        let Self { text, class, offset: (x, y), anchor, dot } = self.clone();
        let (neighbour, school) = (class.contains("--neighbour"), class.contains("school"));
        Owner::new().with(|| {
            view! {
                <g>
                    {dot.then(|| view! { <circle class="town-dot" class=("town-dot--neighbour", neighbour) class=("town-dot--school", school) r="3" /> })}
                    <text class=class text-anchor=anchor x=x y=y dy=".35em">
                        {text}
                    </text>
                </g>
            }
            .to_html()
        })
    }
}

/// What the signboard of a chosen pin says, as HTML.
#[must_use]
pub fn board(programme: Programme, title: String, href: String, school: String, example: bool, faded: bool) -> String {
    Owner::new().with(|| {
        view! {
            <p class="signboard__programme">
                <Sign programme quiet=true />
                {programme.label()}
                {example.then(|| view! { <span class="example">"voorbeeld"</span> })}
                {faded.then(|| view! { <FadedWord /> })}
            </p>
            <p class="signboard__title">
                <a href=href>{title}</a>
            </p>
            <p class="signboard__where">{school}</p>
            <button class="signboard__close js-only" type="button" aria-label="Sluit dit bordje">
                <Icon name="kruis" />
            </button>
        }
        .to_html()
    })
}

/// What the signboard of a chosen gathering says, as HTML.
#[must_use]
pub fn gathering_board(card: &GatheringCard) -> String {
    let GatheringCard { href, title, kind, when, place, cancelled, over, example, .. } = card.clone();
    Owner::new().with(|| {
        view! {
            <p class="signboard__programme">
                <GatheringSign />
                {kind}
                {cancelled.then(|| view! { <strong>"gaat niet door"</strong> })}
                {over.then(|| view! { <span>"geweest"</span> })}
                {example.then(|| view! { <span class="example">"voorbeeld"</span> })}
            </p>
            <p class="signboard__title">
                <a href=href>{title}</a>
            </p>
            <p class="signboard__where">{format!("{when}, {place}")}</p>
            <button class="signboard__close js-only" type="button" aria-label="Sluit dit bordje">
                <Icon name="kruis" />
            </button>
        }
        .to_html()
    })
}

fn class(kind: &MarkKind, neighbour: bool) -> String {
    let (base, more) = match kind {
        MarkKind::Pin { programme, near: true, .. } => ("pin", format!("pin--{}", programme.slug())),
        MarkKind::Pin { programme, near: false, .. } => ("dot", format!("dot--{}", programme.slug())),
        MarkKind::Cluster { count, .. } => ("cluster", format!("cluster--{}", size(*count).0)),
        MarkKind::Gathering { near: true, .. } => ("pin", format!("pin--{GATHERING}")),
        MarkKind::Gathering { near: false, .. } => ("dot", format!("dot--{GATHERING}")),
        MarkKind::Gatherings { count } => ("cluster", format!("cluster--{} cluster--gatherings", size(*count).0)),
        MarkKind::Signpost { region, .. } => ("signpost", format!("signpost--{}", region.slug())),
    };
    let outline = if neighbour { format!(" {base}--neighbour") } else { String::new() };
    let faded = if matches!(kind, MarkKind::Pin { faded: true, .. } | MarkKind::Gathering { cancelled: true, .. }) {
        " is-faded"
    } else {
        ""
    };
    format!("{base} {more}{outline}{faded}")
}

/// The step of a cluster's size (1 to 5) and its radius in CSS pixels.
fn size(count: u32) -> (u8, f64) {
    match count {
        0..=4 => (1, 19.0),
        5..=11 => (2, 22.0),
        12..=24 => (3, 24.0),
        25..=999 => (4, 26.0),
        _ => (5, 26.0),
    }
}

fn pin(shape: &str, near: bool) -> AnyView {
    if near {
        view! {
                <circle class="hit-area" r="22" cy="-18" />
                <use_ href=format!("#speld-{shape}") x="-15.5" y="-36" width="31" height="38.75" />
        }
        .inert()
    } else {
        view! {
                <circle class="hit-area" r="22" />
                <use_ href=format!("#teken-{shape}") x="-12.5" y="-12.5" width="25" height="25" />
        }
        .inert()
    }
}

fn cluster(count: u32, mix: [u32; 3]) -> impl IntoView {
    let (_, radius) = size(count);
    view! {
            <circle class="hit-area" r=radius.max(22.0) />
            <circle class="disc" r=radius />
            {rim(radius - 4.0, mix)}
            <text class="cluster__count" text-anchor="middle" dy=".35em">
                {thousands(count as usize)}
            </text>
    }
}

/// Several gatherings: the same disc, with a rim of their own.
fn gatherings(count: u32) -> impl IntoView {
    let (_, radius) = size(count);
    view! {
            <circle class="hit-area" r=radius.max(22.0) />
            <circle class="disc" r=radius />
            <path class="ring ring--bijeenkomst" d=arc(radius - 4.0, 0.0, 1.0) />
            <text class="cluster__count" text-anchor="middle" dy=".35em">
                {thousands(count as usize)}
            </text>
    }
}

/// The rim that tells the mix: an arc for each programme, clockwise from the top.
fn rim(radius: f64, mix: [u32; 3]) -> impl IntoView {
    let total = f64::from(mix.iter().sum::<u32>().max(1));
    let mut start = 0.0;
    let arcs: Vec<_> = Programme::ALL
        .iter()
        .zip(mix)
        .filter(|&(_, n)| n > 0)
        .map(|(programme, n)| {
            let share = f64::from(n) / total;
            let d = arc(radius, start, start + share);
            start += share;
            view! { <path class=format!("ring ring--{}", programme.slug()) d=d /> }
        })
        .collect();
    arcs
}

/// An arc from `start` to `end` (shares of the circle, clockwise from the top) with a little air at both ends.
fn arc(radius: f64, start: f64, end: f64) -> String {
    if end - start > 0.999 {
        return format!("M0-{radius}A{radius} {radius} 0 1 1 -.1-{radius}");
    }
    let gap = 0.02_f64.min((end - start) / 4.0);
    let at = |share: f64| {
        let (sin, cos) = (share * std::f64::consts::TAU).sin_cos();
        format!("{:.1} {:.1}", radius * sin, -radius * cos)
    };
    let large = u8::from(end - start > 0.5);
    format!("M{}A{radius} {radius} 0 {large} 1 {}", at(start + gap), at(end - gap))
}

fn signpost(name: &'static str, count: usize, mix: [u32; 3]) -> impl IntoView {
    let mut x = 0;
    let parts: Vec<_> = Programme::ALL
        .iter()
        .zip(mix)
        .map(|(programme, n)| {
            let number = thousands(n as usize);
            let sign = x;
            x += 34 + 9 * i32::try_from(number.len()).unwrap_or_default();
            view! {
                <use_
                    class=format!("sign--{}", programme.slug())
                    href=format!("#teken-{}", programme.slug())
                    x=sign
                    y="12"
                    width="15"
                    height="15"
                />
                <text x=sign + 20 y="24">
                    {number}
                </text>
            }
        })
        .collect();
    view! {
            <rect class="hit-area" x="-8" y="-28" width="150" height="62" rx="3" />
            <path class="signpost__line" d="M-44 -9h32" />
            <path class="signpost__stripe" d="M0 7h112" />
            <text class="signpost__name">
                {name} <tspan class="signpost__count" dx="8">
                    {thousands(count)}
                </tspan>
            </text>
            <g class="signpost__parts">{parts}</g>
    }
}

//! Pictures on the page of an initiative, and what changed in them between two versions.

use domain::{Picture, PictureSize};
use leptos::prelude::*;

use crate::ui::Inert as _;

/// The pictures of an initiative.
#[component]
pub(crate) fn Pictures(pictures: Vec<Picture>, id: String) -> impl IntoView {
    let figures: Vec<_> = pictures
        .iter()
        .map(|picture| {
            view! { <li>
                <a href=picture.href(PictureSize::Large)>{figure(picture, &picture.alt, Place::Row)}</a>
            </li> }
        })
        .collect();
    (!figures.is_empty()).then(move || {
        view! {
            <section aria-labelledby=id.clone()>
                <h2 id=id.clone()>"Zo ziet het eruit"</h2>
                <ul class="pictures">{figures}</ul>
            </section>
        }
    })
}

/// The first picture, in the opening of the page.
#[component]
pub(crate) fn FirstPicture(picture: Picture) -> impl IntoView {
    view! {
        <a class="opening__picture" href=picture.href(PictureSize::Large)>
            {figure(&picture, &picture.alt, Place::Opening)}
        </a>
    }
    .inert()
}

/// Where a picture stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// In sight at once.
    Opening,
    /// Among others, further down.
    Row,
}

/// One picture, in the size that fits the screen.
fn figure(picture: &Picture, alt: &str, place: Place) -> impl IntoView + use<> {
    let (width, height) = PictureSize::Large.fit(picture.width, picture.height);
    let (sizes, later) = match place {
        Place::Opening => ("(width < 60rem) 92vw, (width < 76rem) 55vw, 20rem", None),
        Place::Row => ("(width < 60rem) 90vw, 28rem", Some("lazy")),
    };
    let candidates =
        PictureSize::ALL.map(|size| format!("{} {}w", picture.href(size), size.fit(picture.width, picture.height).0));
    view! {
        <figure>
            <img
                src=picture.href(PictureSize::Small)
                srcset=candidates.join(", ")
                sizes=sizes
                width=width
                height=height
                alt=alt.to_owned()
                loading=later
                decoding="async"
            />
        </figure>
    }
}

/// What happened to a picture between two versions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Change {
    Same,
    Added,
    Removed,
    Described,
}

/// The pictures of a version beside those of before. Without a before they are simply there.
#[component]
pub fn PictureChanges(before: Option<Vec<Picture>>, now: Vec<Picture>) -> impl IntoView {
    let earlier = before.as_deref().unwrap_or(&now);
    let mut shown: Vec<(Change, &Picture)> = now
        .iter()
        .map(|picture| match earlier.iter().find(|other| other.hash == picture.hash) {
            None => (Change::Added, picture),
            Some(other) if other.alt != picture.alt => (Change::Described, picture),
            Some(_) => (Change::Same, picture),
        })
        .collect();
    shown.extend(
        earlier.iter().filter(|old| now.iter().all(|new| new.hash != old.hash)).map(|old| (Change::Removed, old)),
    );
    let items: Vec<_> = shown
        .into_iter()
        .map(|(change, picture)| {
            let word = match change {
                Change::Same => None,
                Change::Added => Some("nieuw"),
                Change::Removed => Some("weggehaald"),
                Change::Described => Some("andere beschrijving"),
            };
            view! {
                <li class:is-removed=change == Change::Removed>
                    // What it shows is said below.
                    {figure(picture, "", Place::Row)}
                    <p>
                        {word.map(|word| view! { <b class="example">{word}</b> })} " " <span>{picture.alt.clone()}</span>
                    </p>
                </li>
            }
        })
        .collect();
    (!items.is_empty()).then(|| {
        view! {
            <section aria-labelledby="fotos">
                <h3 id="fotos">"Foto’s"</h3>
                <ul class="pictures pictures--beside">{items}</ul>
            </section>
        }
    })
}

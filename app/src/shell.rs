//! The HTML document around every page.

use domain::escape;
use leptos::{either::Either, nonce::use_nonce, prelude::*, tachys::html::InertElement};
use leptos_meta::{Meta, MetaTags, Title, provide_meta_context};

use crate::frames::DESK_TABS;
use crate::ui::{InertChildren, Reader};

/// The icons that pages refer to by `#id`.
const SPRITE: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../assets/sprite.svg"));

/// Applies the stored choice of light or dark before anything is painted, and marks that scripts run.
const FIRST: &str = "document.documentElement.classList.add('js');\
    try{const w=localStorage.getItem('weergave');if(w)document.documentElement.dataset.weergave=w}catch{}";

/// The class of the body that needs no style but that of the map.
pub const MAP_PAGE: &str = "map-page";

/// What a document says about itself.
#[derive(Debug, Clone, Default)]
pub struct Head {
    /// The title, without the name of the site.
    pub title: String,
    /// One or two sentences for search engines and shared links.
    pub description: String,
    /// The full address under which this page is to be known; empty for none (error pages).
    pub canonical: String,
    /// schema.org data as JSON; empty for none.
    pub json_ld: String,
    /// The address of the same data as GeoJSON; empty for none.
    pub alternate: String,
    /// The address of an Atom feed with the latest changes on this page; empty for none.
    pub feed: String,
    /// The query of `/oembed` that describes this page for other sites; empty for none.
    pub oembed: String,
    /// The full address of the picture for shared links, 1200 by 630 pixels; empty for that of Limburg.
    pub picture: String,
    /// Text alternative of that picture.
    pub picture_alt: String,
    /// Search engines leave the page out.
    pub hidden: bool,
    /// Its links lead from view to view without end: search engines follow none of them.
    pub endless: bool,
    /// A script for this page alone, one of the browser files; empty for none.
    pub script: &'static str,
    /// The signed-in user, on pages that know the user.
    pub reader: Option<Reader>,
}

/// A whole document. `assets` is the folder of the browser files (`/pkg/<hash>`), `style` the stylesheet, `class` that of
/// the body, `defs` the drawings that the page refers to. The nonce of the Content-Security-Policy comes from context.
#[component]
pub fn Shell(
    assets: &'static str,
    style: &'static str,
    head: Head,
    class: String,
    defs: String,
    children: InertChildren,
) -> impl IntoView {
    // Only islands are hydrated: everything else stays the HTML that it is.
    if let Some(shared) = Owner::current_shared_context() {
        shared.set_is_hydrating(false);
    }
    provide_meta_context();
    if let Some(reader) = head.reader {
        provide_context(reader);
        provide_context(DESK_TABS);
    }
    let Head { title, description, canonical, json_ld, alternate, feed, oembed, picture, picture_alt, .. } = head;
    let asset = |name: &str| format!("{assets}/{name}");
    let nonce = use_nonce;
    let map = class == MAP_PAGE;
    let words = map.then_some("atkinson-cursief-woorden");
    let fonts: Vec<_> = ["bricolage-nederlands", "atkinson-nederlands"]
        .into_iter()
        .chain(words)
        .map(|name| {
            let href = format!("{assets}/fonts/{name}.woff2");
            view! { <link rel="preload" href=href r#as="font" type="font/woff2" crossorigin /> }
        })
        .collect();
    let oembed = |kind: &'static str, format: &str| {
        let title = title.clone();
        let href = format!("/oembed?{oembed}{format}");
        (!oembed.is_empty()).then(|| view! { <link rel="alternate" type=kind href=href title=title /> })
    };
    let (json_oembed, xml_oembed) = (oembed("application/json+oembed", ""), oembed("text/xml+oembed", "&format=xml"));
    view! {
        <!DOCTYPE html>
        <html lang="nl">
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                // What painting waits for comes first.
                <script nonce=nonce()>{FIRST}</script>
                {if map && !style.is_empty() {
                    // The page that most people see first paints without asking for anything.
                    Either::Left(view! { <style nonce=nonce()>{style}</style> })
                } else {
                    Either::Right(view! { <link rel="stylesheet" href=asset("innovatiekaart.css") /> })
                }}
                {(!map).then(|| view! { <link rel="stylesheet" href=asset("pages.css") /> })}
                {fonts}
                <MetaTags />
                // leptos_meta writes the text of a title as it is.
                <Title formatter=|title| format!("{title} · InnovatieKaart Limburg") text=escape(&title) />
                <Meta name="description" content=description.clone() />
                <Meta name="color-scheme" content="light dark" />
                <Meta name="theme-color" content="#1b1f22" />
                <Meta property="og:title" content=title.clone() />
                <Meta property="og:description" content=description />
                <Meta property="og:type" content="website" />
                <Meta property="og:locale" content="nl_NL" />
                {(!canonical.is_empty())
                    .then(|| {
                        view! {
                            <link rel="canonical" href=canonical.clone() />
                            <Shared canonical picture picture_alt />
                        }
                    })}
                {(!alternate.is_empty())
                    .then(|| view! { <link rel="alternate" type="application/geo+json" href=alternate /> })}
                {(!feed.is_empty())
                    .then(|| {
                        view! { <link rel="alternate" type="application/atom+xml" title="Wat er nieuw is" href=feed /> }
                    })}
                {json_oembed}
                {xml_oembed}
                {(!head.script.is_empty())
                    .then(|| view! { <script type="module" nonce=nonce() src=asset(head.script)></script> })}
                {(head.hidden || head.endless)
                    .then(|| {
                        let links = if head.endless { ", nofollow" } else { "" };
                        view! { <Meta name="robots" content=format!("noindex{links}") /> }
                    })}
                <link rel="icon" href=asset("icons/favicon.svg") type="image/svg+xml" />
                <link rel="icon" href=asset("icons/favicon-32.png") sizes="32x32" />
                <link rel="apple-touch-icon" href=asset("icons/apple-touch-icon.png") />
                <link rel="manifest" href=asset("icons/manifest.webmanifest") />
            </head>
            <body class=class>
                {InertElement::new(SPRITE)} {InertElement::new(defs)} {children.view()}
                {(!json_ld.is_empty())
                    .then(|| {
                        // `<` would end the script.
                        let json = json_ld.replace('<', "\\u003c");
                        view! {
                            <script type="application/ld+json" nonce=nonce()>
                                {json}
                            </script>
                        }
                    })}
                <script type="module" nonce=nonce()>
                    {format!(
                        r#"import {{ start }} from "{assets}/start.js"; start("{assets}/innovatiekaart.js", "{assets}/innovatiekaart.wasm");"#,
                    )}
                </script>
            </body>
        </html>
    }
}

/// What a shared link to the page shows.
#[component]
fn Shared(canonical: String, picture: String, picture_alt: String) -> impl IntoView {
    let site = canonical.match_indices('/').nth(2).map_or(&*canonical, |(end, _)| &canonical[..end]);
    let (picture, alt) = match &*picture {
        "" => (format!("{site}/deelbeeld/limburg.png"), "Kaart van Limburg met alle initiatieven".to_owned()),
        _ => (picture, picture_alt),
    };
    view! {
        <Meta property="og:url" content=canonical />
        <Meta property="og:image" content=picture />
        <Meta property="og:image:alt" content=alt />
        <Meta property="og:image:type" content="image/png" />
        <Meta property="og:image:width" content="1200" />
        <Meta property="og:image:height" content="630" />
        <Meta name="twitter:card" content="summary_large_image" />
    }
}

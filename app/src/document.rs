//! A whole HTML document around a page.

use std::sync::Arc;

use domain::escape;
use hydration_context::SsrSharedContext;
use leptos::prelude::*;

use crate::view::Reader;

/// The pictures that pages refer to by `#id`.
const SPRITE: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../assets/sprite.svg"));

/// Remembers the choice of light or dark before anything is painted, and says that a script runs.
const FIRST: &str = "document.documentElement.classList.add('js');\
    try{const w=localStorage.getItem('weergave');if(w)document.documentElement.dataset.weergave=w}catch{}";

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
    /// Machine-readable twin of this page (GeoJSON); empty for none.
    pub alternate: String,
    /// What changed last among what this page shows (Atom); empty for none.
    pub feed: String,
    /// What this page looks like on another site (oEmbed): the query of `/oembed`; empty for none.
    pub oembed: String,
    /// The whole address of the picture for shared links, 1200 by 630 pixels; empty for that of Limburg.
    pub picture: String,
    /// What is on that picture.
    pub picture_alt: String,
    /// Not to be found by search engines.
    pub hidden: bool,
    /// Its links lead from view to view without end: search engines follow none of them.
    pub endless: bool,
    /// A script of this page alone, a file of the browser files; empty for none.
    pub script: &'static str,
    /// Who reads it, when it is somebody's own page.
    pub reader: Option<Reader>,
}

/// What the server knows about this answer.
#[derive(Debug, Clone, Copy)]
pub struct Site<'a> {
    /// Where the built assets are: `/pkg/<hash>`.
    pub assets: &'a str,
    /// The nonce of this answer's Content-Security-Policy.
    pub nonce: &'a str,
}

/// Renders a page to a whole document. `class` is that of the body; `defs` are drawings that the page refers to.
pub fn document<V: IntoView + 'static>(
    site: Site<'_>,
    head: &Head,
    class: &str,
    defs: &str,
    page: impl FnOnce() -> V,
) -> String {
    // Only islands are hydrated; all else is HTML and stays so.
    let owner = Owner::new_root(Some(Arc::new(SsrSharedContext::new_islands())));
    let body = owner.with(|| {
        if let Some(reader) = head.reader {
            provide_context(reader);
        }
        page().into_view().to_html()
    });
    drop(owner);
    let Site { assets, nonce } = site;
    let Head {
        title,
        description,
        canonical,
        json_ld,
        alternate,
        feed,
        oembed,
        picture,
        picture_alt,
        hidden,
        endless,
        script,
        reader: _,
    } = head;
    let (title, description) = (escape(title), escape(description));
    let mut more = String::new();
    if !canonical.is_empty() {
        let canonical = escape(canonical);
        more += &format!(r#"<link rel="canonical" href="{canonical}"><meta property="og:url" content="{canonical}">"#);
        more += &shared(&canonical, picture, picture_alt);
    }
    if !alternate.is_empty() {
        more += &format!(r#"<link rel="alternate" type="application/geo+json" href="{}">"#, escape(alternate));
    }
    if !feed.is_empty() {
        more += &format!(
            r#"<link rel="alternate" type="application/atom+xml" title="Wat er nieuw is" href="{}">"#,
            escape(feed)
        );
    }
    if !oembed.is_empty() {
        let query = escape(oembed);
        more += &format!(
            r#"<link rel="alternate" type="application/json+oembed" href="/oembed?{query}" title="{title}"><link rel="alternate" type="text/xml+oembed" href="/oembed?{query}&amp;format=xml" title="{title}">"#
        );
    }
    if !script.is_empty() {
        more += &format!(r#"<script type="module" nonce="{nonce}" src="{assets}/{script}"></script>"#);
    }
    if *hidden || *endless {
        let links = if *endless { ", nofollow" } else { "" };
        more += &format!(r#"<meta name="robots" content="noindex{links}">"#);
    }
    if !json_ld.is_empty() {
        // `<` would end the script.
        let json = json_ld.replace('<', "\\u003c");
        more += &format!(r#"<script type="application/ld+json" nonce="{nonce}">{json}</script>"#);
    }
    format!(
        r##"<!DOCTYPE html><html lang="nl"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{title} · InnovatieKaart Limburg</title><meta name="description" content="{description}"><meta name="color-scheme" content="light dark"><meta name="theme-color" content="#1b1f22"><meta property="og:title" content="{title}"><meta property="og:description" content="{description}"><meta property="og:type" content="website"><meta property="og:locale" content="nl_NL">{more}<script nonce="{nonce}">{FIRST}</script><link rel="stylesheet" href="{assets}/innovatiekaart.css"><link rel="preload" href="{assets}/fonts/bricolage-latijn.woff2" as="font" type="font/woff2" crossorigin><link rel="preload" href="{assets}/fonts/atkinson-latijn.woff2" as="font" type="font/woff2" crossorigin><link rel="icon" href="{assets}/icons/favicon.svg" type="image/svg+xml"><link rel="icon" href="{assets}/icons/favicon-32.png" sizes="32x32"><link rel="apple-touch-icon" href="{assets}/icons/apple-touch-icon.png"><link rel="manifest" href="{assets}/icons/manifest.webmanifest"></head><body class="{class}">{SPRITE}{defs}{body}<script type="module" nonce="{nonce}">import {{ start }} from "{assets}/start.js"; start("{assets}/innovatiekaart.js", "{assets}/innovatiekaart.wasm");</script></body></html>"##
    )
}

/// What a shared link shows. `canonical` is the escaped address of the page.
fn shared(canonical: &str, picture: &str, alt: &str) -> String {
    let site = canonical.match_indices('/').nth(2).map_or(canonical, |(end, _)| &canonical[..end]);
    let (picture, alt) = match picture {
        "" => (format!("{site}/deelbeeld/limburg.png"), "Kaart van Limburg met alle initiatieven".to_owned()),
        own => (escape(own), escape(alt)),
    };
    format!(
        r#"<meta property="og:image" content="{picture}"><meta property="og:image:alt" content="{alt}"><meta property="og:image:type" content="image/png"><meta property="og:image:width" content="1200"><meta property="og:image:height" content="630"><meta name="twitter:card" content="summary_large_image">"#
    )
}

//! What search engines and other programs read of a page: schema.org as JSON-LD.
//!
//! An initiative's page is a `CreativeWork`: what is dated, licensed, written in Dutch and part of this site is the
//! description. The initiative itself is the `Project` that it is about. A `LearningResource` would say that one can learn
//! from the page, and an `Event` that one can go there.

use atlas::Atlas;
use domain::Initiative;
use serde_json::json;

use crate::{
    lookup::path_of,
    map::linked_data::{LICENCE, dataset_of},
};

/// One initiative. What is not known is left out. Of where it is, no more than the town and the point on the map.
pub(crate) fn initiative(site: &str, atlas: &Atlas, initiative: &Initiative) -> String {
    let content = &initiative.content;
    let url = format!("{site}{}", path_of(initiative));
    let summary = if content.summary.is_empty() { &content.title } else { &content.summary };
    let vocabulary = atlas.territory().vocabulary();
    let themes = content.themes.iter().filter_map(|slug| vocabulary.theme(slug).ok());
    let keywords: Vec<_> = themes.map(|theme| theme.label.clone()).collect();
    let place = json!({
        "@type": "Place",
        "name": initiative.town,
        "address": {
            "@type": "PostalAddress",
            "addressLocality": initiative.town,
            "addressRegion": "Limburg",
            "addressCountry": "NL",
        },
        "geo": {
            "@type": "GeoCoordinates",
            "longitude": initiative.position.lon(),
            "latitude": initiative.position.lat(),
        },
    });
    let mut work = json!({
        "@context": "https://schema.org",
        "@type": "CreativeWork",
        "@id": url,
        "url": url,
        "name": content.title,
        "description": summary,
        "inLanguage": "nl",
        "dateModified": initiative.changed.as_str(),
        "license": LICENCE,
        "isAccessibleForFree": true,
        "contentLocation": place,
        "about": { "@type": "Project", "@id": format!("{url}#project"), "name": content.title, "location": place },
        "isPartOf": dataset_of(site),
    });
    if !keywords.is_empty() {
        work["keywords"] = keywords.clone().into();
        work["about"]["keywords"] = keywords.into();
    }
    if !content.school.is_empty() {
        let school = json!({ "@type": "EducationalOrganization", "name": content.school });
        work["about"]["parentOrganization"] = school.clone();
        work["provider"] = school;
    }
    if let Some(website) = &content.website {
        work["about"]["url"] = website.as_str().into();
    }
    work.to_string()
}

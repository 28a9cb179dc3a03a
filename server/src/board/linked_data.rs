//! What search engines and other programs read of boards: schema.org as JSON-LD.

use serde_json::{Value, json};
use store::{Board, School};

use super::path_of;

/// One board, with its schools: an `Organization`. Of where a school is, no more than its town.
pub(super) fn board(site: &str, board: &Board) -> String {
    let url = format!("{site}{}", path_of(board));
    let school = |school: &School| {
        json!({
            "@type": "School",
            "name": school.name,
            "address": { "@type": "PostalAddress", "addressLocality": school.town, "addressCountry": "NL" },
        })
    };
    let mut organization = json!({
        "@context": "https://schema.org",
        "@type": "Organization",
        "@id": format!("{url}#bestuur"),
        "url": url,
        "name": board.name,
        "subOrganization": board.schools.iter().map(school).collect::<Vec<_>>(),
    });
    if let Some(number) = &board.number {
        organization["identifier"] =
            json!({ "@type": "PropertyValue", "propertyID": "bevoegd gezag (DUO)", "value": number });
    }
    organization.to_string()
}

/// The boards in a list. Invented ones are not listed: nobody is to find them as if they were real.
pub(super) fn list<'a>(site: &str, boards: impl Iterator<Item = &'a Board>) -> String {
    let real = boards.filter(|board| !board.example()).zip(1..);
    let items: Vec<Value> = real
        .map(|(board, position)| {
            let url = format!("{site}{}", path_of(board));
            let organization = json!({ "@type": "Organization", "@id": format!("{url}#bestuur"), "name": board.name });
            json!({ "@type": "ListItem", "position": position, "url": url, "item": organization })
        })
        .collect();
    if items.is_empty() {
        return String::new();
    }
    json!({
        "@context": "https://schema.org",
        "@type": "ItemList",
        "name": "Besturen van scholen in Limburg",
        "numberOfItems": items.len(),
        "itemListElement": items,
    })
    .to_string()
}

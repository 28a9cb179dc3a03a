//! Limburg drawn by municipality, each in the pattern of how well a theme covers it.

use std::fmt::Write as _;

use super::spots::{Cover, SpotRow, Spots};
use domain::escape;

/// The shapes of the municipalities (`gem-…`, as `d` of a path) and the patterns: what the maps refer to.
#[must_use]
pub fn definitions<'a>(shapes: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let mut out =
        String::from(r#"<svg class="sprite" aria-hidden="true" focusable="false" width="0" height="0"><defs>"#);
    for (id, size, thick) in [("v-meestal", 5.0, 3.0), ("v-soms", 7.0, 1.3)] {
        let _ = write!(
            out,
            r#"<pattern id="{id}" width="{size}" height="{size}" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="p-ground" width="{size}" height="{size}"/><rect class="p-ink" width="{thick}" height="{size}"/></pattern>"#
        );
    }
    out += r#"<pattern id="v-dichtbij" width="9" height="9" patternUnits="userSpaceOnUse"><rect class="p-ink" width="9" height="9"/></pattern><pattern id="v-wit" width="9" height="9" patternUnits="userSpaceOnUse"><rect class="p-empty" width="9" height="9"/></pattern><pattern id="v-onbekend" width="5" height="5" patternUnits="userSpaceOnUse"><rect class="p-ground" width="5" height="5"/><circle class="p-ink" cx="2.5" cy="2.5" r=".8"/></pattern>"#;
    for (slug, d) in shapes {
        let _ = write!(out, r#"<path id="gem-{slug}" d="{d}"/>"#);
    }
    out + "</defs></svg>"
}

/// The municipalities that are looked at, each in its pattern. With links it can be walked, and names stand where they fit;
/// without it is a picture.
pub(super) fn map(spots: &Spots, theme: usize, links: bool) -> String {
    let (width, height) = spots.size;
    let mut out = String::new();
    let _ = if links {
        write!(
            out,
            r#"<svg class="white-spots" viewBox="-2 -2 {} {}" role="group" aria-label="Kaart van de gemeenten">"#,
            width + 4.0,
            height + 4.0
        )
    } else {
        write!(
            out,
            r#"<svg class="white-spots" viewBox="-2 -2 {} {}" aria-hidden="true" focusable="false">"#,
            width + 4.0,
            height + 4.0
        )
    };
    // Blank ones last: their edge lies on top.
    let mut rows: Vec<&SpotRow> = spots.rows.iter().collect();
    rows.sort_by_key(|row| row.covers.get(theme) == Some(&Cover::Blank));
    for row in rows {
        let cover = row.covers.get(theme).copied().unwrap_or(Cover::Unknown);
        let class = if cover == Cover::Blank { "municipality municipality--white" } else { "municipality" };
        let shape = format!(r##"<use class="{class}" href="#gem-{}" fill="url(#{})"/>"##, row.slug, cover.pattern());
        let _ = if links {
            let own = escape(&row.name);
            let name = format!("{own}, {}", cover.label(spots.exact));
            let text = row
                .label
                .map(|(x, y)| format!(r#"<text class="municipality-name" x="{x:.1}" y="{y:.1}">{own}</text>"#));
            write!(
                out,
                r#"<a href="{}" aria-label="{name}. Zoek buren"><title>{name}</title>{shape}{}</a>"#,
                escape(&row.href),
                text.unwrap_or_default()
            )
        } else {
            write!(out, "{shape}")
        };
    }
    out + "</svg>"
}

/// A sample of a pattern.
pub(super) fn sample(cover: Cover) -> String {
    format!(
        r#"<svg class="swatch" viewBox="0 0 26 18" aria-hidden="true" focusable="false"><rect x=".75" y=".75" width="24.5" height="16.5" fill="url(#{})"/></svg>"#,
        cover.pattern()
    )
}

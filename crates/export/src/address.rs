//! The addresses and names of files.

use atlas::Selection;
use domain::{Query, Region, query::encode_pairs};

use crate::format::Format;

/// The address of the collection of initiatives in the API.
pub const COLLECTION: &str = "/api/collections/initiatieven";

/// The address of everything that a query finds, in a format: from the first slash on, and always written the same way.
#[must_use]
pub fn path(query: &Query, format: Format) -> String {
    let (region, rest) = match *query.regions {
        [one] => (one.slug(), Query { regions: Vec::new(), ..query.clone() }),
        _ => ("limburg", query.clone()),
    };
    let rest = encode_pairs(&rest.to_pairs());
    let mark = if rest.is_empty() { "" } else { "?" };
    format!("/export/{region}.{}{mark}{rest}", format.extension())
}

/// The name of the layer, feed or sheet of a region, and of its file without the extension.
#[must_use]
pub fn layer_name(selection: &Selection) -> String {
    format!("innovatiekaart-{}", selection.region_slug())
}

/// Splits a file name such as `midden.geojson` into its region (`None` for all of Limburg) and its extension; `None`
/// when the name is of another form.
#[must_use]
pub fn region_file(file: &str) -> Option<(Option<Region>, &str)> {
    let (name, extension) = file.split_once('.')?;
    let region = if name == "limburg" { None } else { Some(Region::parse(name).ok()?) };
    Some((region, extension))
}

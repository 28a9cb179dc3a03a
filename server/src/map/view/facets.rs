//! The filters, with what one would get.

use app::map::{Choice, Facet};
use atlas::Atlas;
use domain::{Programme, Query, Region, Sector, Stage, Term};

use crate::map::view::gatherings;

/// All filters, always in the same order and with the same choices.
pub(crate) fn all(atlas: &Atlas, query: &Query) -> Vec<Facet> {
    let counts = gatherings::facets(atlas, query);
    let vocabulary = atlas.territory().vocabulary();
    let facet = |name: &str, legend: &str, choices| Facet { name: name.to_owned(), legend: legend.to_owned(), choices };
    macro_rules! closed {
        ($counts:expr, $on:expr, $label:expr) => {
            $counts.into_iter().map(|(v, n)| choice(v.slug(), $label(v), n, $on.contains(&v))).collect()
        };
    }
    let open = |terms: &[Term], counts: Vec<(String, u32)>, on: &[String]| {
        terms.iter().zip(counts).map(|(t, (_, n))| choice(&t.slug, &t.label, n, on.contains(&t.slug))).collect()
    };
    vec![
        facet("regio", "Regio", closed!(counts.regions, query.regions, Region::short)),
        facet("onderdeel", "Onderdeel", closed!(counts.programmes, query.programmes, Programme::label)),
        facet("thema", "Thema", open(&vocabulary.themes, counts.themes, &query.themes)),
        facet("sector", "Sector", closed!(counts.sectors, query.sectors, Sector::label)),
        facet("fase", "Fase", closed!(counts.stages, query.stages, Stage::label)),
        facet("gemeente", "Gemeente", open(&vocabulary.municipalities, counts.municipalities, &query.municipalities)),
    ]
}

fn choice(value: &str, label: &str, count: u32, on: bool) -> Choice {
    Choice { value: value.to_owned(), label: label.to_owned(), count: wording::thousands(count as usize), on }
}

//! Who took over from whom, as far as both are on the map.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod sample;

use domain::{Adoption, InitiativeId};

fn link((adopter, source): (i64, i64)) -> Adoption {
    Adoption { adopter: InitiativeId(adopter), source: InitiativeId(source) }
}

#[test]
fn adoptions_link_both_sides_if_both_are_on_the_map() {
    let mut initiatives = sample::initiatives(5);
    initiatives.remove(2);
    let known = [(4, 1), (2, 1), (3, 1), (5, 3), (5, 2), (9, 1)].map(link);
    let atlas = sample::atlas(initiatives).with_adoptions(&known);
    let id = |index: u32| atlas.at(index).id.0;
    assert_eq!(atlas.adopters(InitiativeId(1)).map(id).collect::<Vec<_>>(), [4, 2], "in the order they came in");
    assert_eq!(atlas.sources(InitiativeId(5)).map(id).collect::<Vec<_>>(), [2]);
    assert_eq!(atlas.adopters(InitiativeId(2)).map(id).collect::<Vec<_>>(), [5]);
    assert_eq!(
        (
            atlas.adopters(InitiativeId(3)).len(),
            atlas.sources(InitiativeId(1)).len(),
            atlas.adopters(InitiativeId(99)).len()
        ),
        (0, 0, 0)
    );
    assert_eq!(atlas.adoptions().len(), 3);
}

//! Who took over from whom never goes round in a circle.
#![allow(clippy::unwrap_used)]

use std::collections::HashMap;

use domain::{Adoption, InitiativeId, InvalidAdoption};
use proptest::{collection::vec, prelude::*};
use rstest::rstest;

fn link((adopter, source): (i64, i64)) -> Adoption {
    Adoption { adopter: InitiativeId(adopter), source: InitiativeId(source) }
}

/// Whether an order exists in which everything comes after what it took over (Kahn): only without circles.
fn in_order(links: &[Adoption]) -> bool {
    let mut waits: HashMap<InitiativeId, usize> = HashMap::new();
    for link in links {
        *waits.entry(link.adopter).or_default() += 1;
        waits.entry(link.source).or_default();
    }
    let mut free: Vec<InitiativeId> = waits.iter().filter(|(_, count)| **count == 0).map(|(id, _)| *id).collect();
    let mut placed = 0;
    while let Some(id) = free.pop() {
        placed += 1;
        for link in links.iter().filter(|link| link.source == id) {
            let count = waits.get_mut(&link.adopter).unwrap();
            *count -= 1;
            if *count == 0 {
                free.push(link.adopter);
            }
        }
    }
    placed == waits.len()
}

#[rstest]
#[case(&[], (1, 1), Err(InvalidAdoption::Itself))]
#[case(&[], (1, 2), Ok(()))]
#[case(&[(1, 2)], (1, 2), Err(InvalidAdoption::Twice))]
#[case(&[(1, 2)], (2, 1), Err(InvalidAdoption::Circle))]
#[case(&[(1, 2), (2, 3)], (3, 1), Err(InvalidAdoption::Circle))]
#[case(&[(1, 2), (2, 3)], (1, 3), Ok(()))]
#[case(&[(1, 2), (3, 4)], (4, 1), Ok(()))]
fn cases(#[case] known: &[(i64, i64)], #[case] new: (i64, i64), #[case] expected: Result<(), InvalidAdoption>) {
    let known: Vec<_> = known.iter().copied().map(link).collect();
    assert_eq!(link(new).check(&known), expected);
}

proptest! {
    #[test]
    fn adoptions_never_form_a_circle(asked in vec((0_i64..8, 0_i64..8), 0..60)) {
        let mut known = Vec::new();
        for new in asked.into_iter().map(link) {
            let outcome = new.check(&known);
            let mut with = known.clone();
            with.push(new);
            // Refused exactly when it would be itself, twice, or a circle.
            let right = match outcome {
                Ok(()) => new.adopter != new.source && !known.contains(&new) && in_order(&with),
                Err(InvalidAdoption::Itself) => new.adopter == new.source,
                Err(InvalidAdoption::Twice) => known.contains(&new),
                Err(InvalidAdoption::Circle) => !in_order(&with),
            };
            prop_assert!(right, "{new:?} after {known:?}: {outcome:?}");
            if outcome.is_ok() {
                known = with;
            }
        }
    }
}

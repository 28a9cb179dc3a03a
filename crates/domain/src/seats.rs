//! Seats: who gets one when more are asked for than there are.
//!
//! A *claim* asks for a number of units: persons of a group, schools of a network, awards of a round. It gets all of them
//! or none. Claims wait in line; until no new ones may come, nobody passes a larger claim that came earlier. After that a
//! seat goes to the first in line that it is enough for, so that none stays empty.

use std::collections::BTreeSet;

use crate::{Moment, RegistrationId};

/// Minutes that units are held for somebody who has yet to confirm an address.
pub const HOLD_MINUTES: i64 = 30;
/// Hours that an offer of a freed seat waits for an answer, when there is time enough.
pub const OFFER_HOURS: i64 = 48;

/// The rule, as the page says it.
pub const RULE_NL: &str = "Wie het eerst komt, gaat voor. Een groep krijgt al haar plekken of geen. Tot de aanmelding sluit, gaat niemand een groep voorbij die eerder kwam; daarna gaat een vrije plek naar de eerste op de lijst voor wie het er genoeg zijn.";

/// What is shared out, and until when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rules {
    /// How many units there are; `None` for as many as are asked for.
    pub capacity: Option<u32>,
    /// From when no new claims may come.
    pub closes: Moment,
    /// From when nothing is shared out any more.
    pub begins: Moment,
}

/// How a claim stands that is not over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Its units are held for an address that is not confirmed yet.
    Held {
        /// Until when.
        until: Moment,
    },
    /// It has its units.
    Seated,
    /// It waits in line.
    Waiting,
    /// Its units are offered to it.
    Offered {
        /// Until when.
        until: Moment,
    },
}

/// A claim that is not over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Claim {
    /// Whose it is.
    pub id: RegistrationId,
    /// How many units it asks for: 1 or more.
    pub units: u32,
    /// How it stands.
    pub standing: Standing,
    /// It takes a freed seat without being asked first.
    pub at_once: bool,
}

/// What becomes of a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// The address was not confirmed in time. This is final.
    Lapsed,
    /// The offer was not answered in time. This is final.
    Expired,
    /// It has its units.
    Seated,
    /// Its units are offered to it.
    Offered {
        /// Until when; always before the beginning.
        until: Moment,
    },
}

/// What has become of claims, in the order of the line, by `now`. What happens at a moment depends on the claims alone,
/// never on when this is asked: everything that ended in between is played back in its order.
#[must_use]
pub fn allocate(rules: &Rules, claims: &[Claim], now: Moment) -> Vec<(RegistrationId, Change)> {
    let mut standing: Vec<Result<Standing, Change>> = claims.iter().map(|claim| Ok(claim.standing)).collect();
    let mut events: BTreeSet<Moment> = standing.iter().filter_map(|one| until(*one)).chain([rules.closes]).collect();
    events.retain(|event| *event < now);
    events.insert(now);
    while let Some(event) = events.pop_first() {
        for one in &mut standing {
            match *one {
                Ok(Standing::Held { until }) if until <= event => *one = Err(Change::Lapsed),
                Ok(Standing::Offered { until }) if until <= event => *one = Err(Change::Expired),
                _ => {}
            }
        }
        for (index, given) in share_out(rules, claims, &standing, event) {
            if let Some(one) = standing.get_mut(index) {
                *one = Ok(given);
            }
            events.extend(until(Ok(given)).filter(|until| *until <= now));
        }
    }
    let change = |(claim, after): (&Claim, Result<Standing, Change>)| {
        let change = match after {
            Err(ended) => ended,
            Ok(same) if same == claim.standing => return None,
            Ok(Standing::Seated) => Change::Seated,
            Ok(Standing::Offered { until }) => Change::Offered { until },
            Ok(Standing::Held { .. } | Standing::Waiting) => return None,
        };
        Some((claim.id, change))
    };
    claims.iter().zip(standing).filter_map(change).collect()
}

fn until(standing: Result<Standing, Change>) -> Option<Moment> {
    match standing {
        Ok(Standing::Held { until } | Standing::Offered { until }) => Some(until),
        _ => None,
    }
}

/// Which of those in line get their units at a moment, by their index.
fn share_out(
    rules: &Rules,
    claims: &[Claim],
    standing: &[Result<Standing, Change>],
    at: Moment,
) -> Vec<(usize, Standing)> {
    let mut given = Vec::new();
    let Some(until) = offer_until(at, rules.begins) else { return given };
    let taken: u32 = claims
        .iter()
        .zip(standing)
        .filter(|(_, standing)| !matches!(standing, Err(_) | Ok(Standing::Waiting)))
        .map(|(claim, _)| claim.units)
        .sum();
    let mut free = rules.capacity.map_or(u32::MAX, |capacity| capacity.saturating_sub(taken));
    for (index, (claim, standing)) in claims.iter().zip(standing).enumerate() {
        if *standing != Ok(Standing::Waiting) {
            continue;
        }
        if claim.units <= free {
            free -= claim.units;
            given.push((index, if claim.at_once { Standing::Seated } else { Standing::Offered { until } }));
        } else if at < rules.closes {
            break;
        }
    }
    given
}

/// Until when an offer made at a moment waits for an answer: [`OFFER_HOURS`], or half the time that is left; `None` when
/// there is too little of that.
fn offer_until(at: Moment, begins: Moment) -> Option<Moment> {
    let left = begins.seconds() - at.seconds();
    (left >= 2).then(|| at.plus_seconds((OFFER_HOURS * 3600).min(left / 2)))
}

/// How many units are free for somebody who comes now; `None` for as many as are asked for. Nothing is free while anybody
/// waits, until no new claims may come.
#[must_use]
pub fn free(rules: &Rules, claims: &[Claim]) -> Option<u32> {
    let taken: u32 = claims.iter().filter(|claim| claim.standing != Standing::Waiting).map(|claim| claim.units).sum();
    let capacity = rules.capacity?;
    let waits = claims.iter().any(|claim| claim.standing == Standing::Waiting);
    Some(if waits { 0 } else { capacity.saturating_sub(taken) })
}

/// The place in line of a claim that waits, from 1.
#[must_use]
pub fn position(claims: &[Claim], id: RegistrationId) -> Option<usize> {
    claims.iter().filter(|claim| claim.standing == Standing::Waiting).position(|claim| claim.id == id).map(|at| at + 1)
}

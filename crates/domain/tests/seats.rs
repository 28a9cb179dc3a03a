//! Who gets a seat: PROGRAMME.md A3, 1 to 6, whatever happens in whatever order.
#![allow(clippy::unwrap_used)]

use domain::{
    Moment, RegistrationId,
    seats::{Change, Claim, HOLD_MINUTES, Rules, Standing, allocate, free, position},
};
use proptest::prelude::*;

const BEGINS: i64 = 1_800_000_000;
const CLOSES: i64 = BEGINS - 3 * 86_400;

fn at(seconds: i64) -> Moment {
    Moment::from_seconds(seconds)
}

/// A gathering as the store keeps it: every write shares out at its own moment.
#[derive(Debug, Clone)]
struct Ledger {
    capacity: u32,
    claims: Vec<Claim>,
    /// Everything that became of any claim.
    history: Vec<(RegistrationId, Change)>,
    next: i64,
}

/// What people and organisers do.
#[derive(Debug, Clone, Copy)]
enum Act {
    Register {
        units: u32,
        at_once: bool,
        confirmed: bool,
    },
    /// Confirms, accepts, refuses or leaves: of the claim at this place, whatever it can do.
    Confirm(usize),
    Accept(usize),
    Leave(usize),
    Capacity(u32),
    Tick,
}

impl Ledger {
    fn new(capacity: u32) -> Self {
        Self { capacity, claims: Vec::new(), history: Vec::new(), next: 1 }
    }

    fn rules(&self) -> Rules {
        Rules { capacity: Some(self.capacity), closes: at(CLOSES), begins: at(BEGINS) }
    }

    fn taken(&self) -> u32 {
        self.claims.iter().filter(|claim| claim.standing != Standing::Waiting).map(|claim| claim.units).sum()
    }

    /// What [`allocate`] says, done.
    fn share_out(&mut self, now: Moment) {
        for (id, change) in allocate(&self.rules(), &self.claims, now) {
            self.history.push((id, change));
            let index = self.claims.iter().position(|claim| claim.id == id).unwrap();
            match change {
                Change::Lapsed | Change::Expired => drop(self.claims.remove(index)),
                Change::Seated => self.claims[index].standing = Standing::Seated,
                Change::Offered { until } => self.claims[index].standing = Standing::Offered { until },
            }
        }
    }

    fn act(&mut self, act: Act, now: Moment) {
        self.share_out(now);
        match act {
            Act::Register { units, at_once, confirmed } if now < at(CLOSES) => {
                let id = RegistrationId(self.next);
                self.next += 1;
                self.claims.push(Claim { id, units, standing: Standing::Waiting, at_once: true });
                let gets = allocate(&self.rules(), &self.claims, now).contains(&(id, Change::Seated));
                let claim = self.claims.last_mut().unwrap();
                match (gets, confirmed) {
                    (true, false) => claim.standing = Standing::Held { until: now.plus_seconds(HOLD_MINUTES * 60) },
                    (true, true) => claim.standing = Standing::Seated,
                    (false, _) => claim.at_once = at_once,
                }
            }
            Act::Confirm(index) => self.change(index, |standing| match standing {
                Standing::Held { .. } => Some(Standing::Seated),
                other => Some(other),
            }),
            Act::Accept(index) => self.change(index, |standing| match standing {
                Standing::Offered { .. } => Some(Standing::Seated),
                other => Some(other),
            }),
            Act::Leave(index) => self.change(index, |_| None),
            Act::Capacity(capacity) => self.capacity = capacity,
            Act::Register { .. } | Act::Tick => {}
        }
        self.share_out(now);
    }

    fn change(&mut self, index: usize, become_: impl Fn(Standing) -> Option<Standing>) {
        if self.claims.is_empty() {
            return;
        }
        let index = index % self.claims.len();
        match become_(self.claims[index].standing) {
            Some(standing) => self.claims[index].standing = standing,
            None => drop(self.claims.remove(index)),
        }
    }
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        4 => (1u32..6, any::<bool>(), any::<bool>())
            .prop_map(|(units, at_once, confirmed)| Act::Register { units, at_once, confirmed }),
        2 => (0usize..50).prop_map(Act::Confirm),
        2 => (0usize..50).prop_map(Act::Accept),
        2 => (0usize..50).prop_map(Act::Leave),
        1 => (0u32..30).prop_map(Act::Capacity),
        1 => Just(Act::Tick),
    ]
}

/// Acts with the moments at which they are done, from ten days before the beginning until after it.
fn story() -> impl Strategy<Value = Vec<(Act, Moment)>> {
    prop::collection::vec((act(), 0i64..36_000), 1..60).prop_map(|acts| {
        let mut now = BEGINS - 10 * 86_400;
        acts.into_iter()
            .map(|(act, later)| {
                now += later;
                (act, at(now))
            })
            .collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    // 1 and 4: never more than there is, unless fewer were left under those who had a seat; those keep it.
    #[test]
    fn seats_are_never_given_twice(capacity in 0u32..20, story in story()) {
        let mut ledger = Ledger::new(capacity);
        for (act, now) in story {
            // What was shared out by now, was so with the seats that there were.
            ledger.share_out(now);
            let before = ledger.taken();
            let seated: Vec<_> = ledger.claims.iter().filter(|c| c.standing == Standing::Seated).map(|c| c.id).collect();
            ledger.act(act, now);
            prop_assert!(ledger.taken() <= ledger.capacity.max(before), "{ledger:?}");
            if let Act::Capacity(_) = act {
                let still = |id: &RegistrationId| ledger.claims.iter().any(|c| c.id == *id && c.standing == Standing::Seated);
                prop_assert!(seated.iter().all(still), "lowering unseats nobody");
            }
        }
    }

    // 2 and 3: a claim has one standing, so all of its units or none; and behind one that waits, everybody waits.
    #[test]
    fn nobody_passes_a_claim_before_registration_closes(capacity in 0u32..20, story in story()) {
        let mut ledger = Ledger::new(capacity);
        for (act, now) in story.into_iter().take_while(|(_, now)| *now < at(CLOSES)) {
            ledger.act(act, now);
            let behind = ledger.claims.iter().skip_while(|claim| claim.standing != Standing::Waiting);
            let passed: Vec<_> = behind.filter(|claim| claim.standing != Standing::Waiting).collect();
            prop_assert!(passed.is_empty(), "{passed:?} passed somebody in {ledger:?}");
        }
    }

    #[test]
    fn no_seat_stays_empty_that_somebody_in_line_fits_in(capacity in 0u32..20, story in story()) {
        let mut ledger = Ledger::new(capacity);
        for (act, now) in story {
            ledger.act(act, now);
            let free = ledger.capacity.saturating_sub(ledger.taken());
            let mut waiting = ledger.claims.iter().filter(|claim| claim.standing == Standing::Waiting);
            if now < at(CLOSES) {
                prop_assert!(waiting.next().is_none_or(|first| first.units > free));
            } else if now < at(BEGINS - 1) {
                prop_assert!(waiting.all(|claim| claim.units > free));
            }
        }
    }

    // 5
    #[test]
    fn offer_ends_before_the_beginning(capacity in 0u32..20, story in story()) {
        let mut ledger = Ledger::new(capacity);
        for (act, now) in story {
            ledger.act(act, now);
            for (_, change) in &ledger.history {
                if let Change::Offered { until } = change {
                    prop_assert!(*until < at(BEGINS));
                }
            }
        }
    }

    // 6
    #[test]
    fn ticks_change_nothing_but_when_it_is_seen(
        capacity in 0u32..20,
        story in story(),
        ticks in prop::collection::vec(0usize..60, 0..20),
    ) {
        let (mut seldom, mut often) = (Ledger::new(capacity), Ledger::new(capacity));
        let mut last = at(BEGINS - 10 * 86_400);
        for (index, (act, now)) in story.into_iter().enumerate() {
            for tick in ticks.iter().filter(|tick| **tick == index) {
                let between = last.seconds() + (now.seconds() - last.seconds()) * i64::try_from(*tick).unwrap() / 60;
                often.share_out(at(between));
                often.share_out(at(between));
            }
            seldom.act(act, now);
            often.act(act, now);
            prop_assert_eq!(&seldom.claims, &often.claims);
            last = now;
        }
        let now = at(BEGINS + 86_400);
        seldom.share_out(now);
        often.share_out(now);
        prop_assert_eq!(&seldom.claims, &often.claims);
    }

    #[test]
    fn claim_that_is_over_stays_over(capacity in 0u32..20, story in story()) {
        let mut ledger = Ledger::new(capacity);
        for (act, now) in story {
            ledger.act(act, now);
        }
        let over = |change: &Change| matches!(change, Change::Lapsed | Change::Expired);
        for (index, (id, _)) in ledger.history.iter().enumerate().filter(|(_, (_, change))| over(change)) {
            prop_assert!(ledger.claims.iter().all(|claim| claim.id != *id));
            prop_assert!(ledger.history.iter().skip(index + 1).all(|(later, _)| later != id));
        }
    }
}

fn waiting(id: i64, units: u32) -> Claim {
    Claim { id: RegistrationId(id), units, standing: Standing::Waiting, at_once: false }
}

#[test]
fn group_is_not_split_and_not_passed_until_registration_closes() {
    let rules = Rules { capacity: Some(2), closes: at(CLOSES), begins: at(BEGINS) };
    let line = [waiting(1, 3), waiting(2, 1)];
    assert_eq!(allocate(&rules, &line, at(CLOSES - 1)), []);
    let after = allocate(&rules, &line, at(CLOSES + 60));
    // Offered when registration closed, not when somebody looked.
    assert_eq!(after, [(RegistrationId(2), Change::Offered { until: at(CLOSES + 129_600) })]);
    assert_eq!(position(&line, RegistrationId(2)), Some(2));
}

#[test]
fn offer_that_nobody_answers_goes_to_the_next() {
    let rules = Rules { capacity: Some(1), closes: at(CLOSES), begins: at(BEGINS) };
    let now = BEGINS - 20 * 86_400;
    let offered = Standing::Offered { until: at(now) };
    let line = [Claim { standing: offered, ..waiting(1, 1) }, waiting(2, 1)];
    let until = at(now + 48 * 3600);
    let expected = [(RegistrationId(1), Change::Expired), (RegistrationId(2), Change::Offered { until })];
    assert_eq!(allocate(&rules, &line, at(now)), expected);
    assert_eq!(allocate(&rules, &line, at(now + 3600)), expected);
}

#[test]
fn nothing_is_free_while_somebody_waits() {
    let rules = Rules { capacity: Some(5), closes: at(CLOSES), begins: at(BEGINS) };
    assert_eq!(free(&rules, &[waiting(1, 6)]), Some(0));
    assert_eq!(free(&rules, &[Claim { standing: Standing::Seated, ..waiting(1, 3) }]), Some(2));
    assert_eq!(free(&Rules { capacity: None, ..rules }, &[]), None);
}

#[test]
fn nothing_is_given_once_it_has_begun() {
    let rules = Rules { capacity: Some(5), closes: at(CLOSES), begins: at(BEGINS) };
    assert_eq!(allocate(&rules, &[waiting(1, 6)], at(BEGINS + 1)), []);
}

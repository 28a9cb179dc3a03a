//! Invented initiatives, the same ones for every run: 70 % around towns, 30 % anywhere in Limburg's box.
#![allow(dead_code, clippy::unwrap_used, clippy::missing_panics_doc)]

use std::sync::Arc;

use atlas::Atlas;
use domain::{Initiative, InitiativeContent, InitiativeId, LngLat, Moment, Programme, Region, Sector, Stage, THEMES};
use territory::Territory;

const WORDS: [&str; 24] = [
    "robot",
    "techniek",
    "leerlijn",
    "taal",
    "rekenen",
    "bewegen",
    "muziek",
    "natuur",
    "werkplaats",
    "samen",
    "ontdekken",
    "talent",
    "digitaal",
    "lezen",
    "ouders",
    "gilde",
    "atelier",
    "onderzoek",
    "klimaat",
    "grens",
    "buurt",
    "kansen",
    "programmeren",
    "schooltuin",
];
const TOWNS: [(&str, Region); 6] = [
    ("Weert", Region::Mid),
    ("Roermond", Region::Mid),
    ("Maastricht", Region::South),
    ("Heerlen", Region::South),
    ("Venlo", Region::North),
    ("Venray", Region::North),
];

/// xorshift64* (S. Vigna, 2016): random enough for invented data.
pub(crate) struct Chance(pub(crate) u64);

impl Chance {
    pub(crate) fn next(&mut self) -> f64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 11) as f64 / (1_u64 << 53) as f64
    }

    pub(crate) fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[(self.next() * from.len() as f64) as usize]
    }

    /// A normally distributed number, by the method of Box and Muller.
    fn normal(&mut self) -> (f64, f64) {
        let (size, turn) = ((-2.0 * (1.0 - self.next()).ln()).sqrt(), std::f64::consts::TAU * self.next());
        (size * turn.cos(), size * turn.sin())
    }
}

pub(crate) fn points(n: usize, chance: &mut Chance) -> Vec<LngLat> {
    let anywhere = |chance: &mut Chance| (5.56 + chance.next() * 0.67, 50.75 + chance.next() * 1.03);
    let centres: Vec<(f64, f64)> = (0..40).map(|_| anywhere(chance)).collect();
    let one = |_| {
        let (lon, lat) = if chance.next() < 0.7 {
            let (centre, (dx, dy)) = (*chance.pick(&centres), chance.normal());
            (centre.0 + dx * 0.02, centre.1 + dy * 0.0125)
        } else {
            anywhere(chance)
        };
        LngLat::new(lon, lat).unwrap()
    };
    (0..n).map(one).collect()
}

pub(crate) fn initiative(id: i64, position: LngLat, chance: &mut Chance) -> Initiative {
    let mut text = |words: usize| (0..words).map(|_| *chance.pick(&WORDS)).collect::<Vec<_>>().join(" ");
    let (title, summary, description) = (text(4), text(14), text(40));
    let (town, region) = *chance.pick(&TOWNS);
    Initiative {
        id: InitiativeId(id),
        key: None,
        content: InitiativeContent {
            title,
            summary,
            description,
            school: format!("Basisschool {}", chance.pick(&WORDS)),
            sectors: vec![*chance.pick(Sector::ALL)],
            themes: vec![chance.pick(&THEMES).0.to_owned()],
            stage: *chance.pick(Stage::ALL),
            programme: *chance.pick(Programme::ALL),
            website: None,
            learning_question: String::new(),
            outcomes: Vec::new(),
            period: String::new(),
            site_code: None,
        },
        position,
        region,
        municipality: town.to_owned(),
        town: town.to_owned(),
        example: true,
        changed: Moment::parse(&format!("2026-{:02}-{:02}T12:00:00Z", 1 + id % 12, 1 + id % 28)).unwrap(),
    }
}

pub(crate) fn initiatives(n: usize) -> Vec<Initiative> {
    let mut chance = Chance(20_261_121);
    points(n, &mut chance).into_iter().zip(1..).map(|(at, id)| initiative(id, at, &mut chance)).collect()
}

pub(crate) fn atlas(initiatives: Vec<Initiative>) -> Atlas {
    Atlas::build(initiatives, Arc::new(Territory::shipped().unwrap()), 1, "https://kaart.example")
}

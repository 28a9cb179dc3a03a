//! How many seats are left, in words.

use domain::{Gathering, gathering::Attendance};
use store::Seats;

use crate::{state::AppState, web::problem::Problem};

/// The seats of one gathering that are taken.
pub(super) async fn of(state: &AppState, gathering: &Gathering) -> Result<Vec<Seats>, Problem> {
    let mut all = state.store.seats(state.clock.moment()).await?;
    all.retain(|seats| seats.gathering == gathering.id);
    Ok(all)
}

/// How many seats are free for somebody who comes now, and how many persons wait; `None` for as many as are asked for.
/// Nothing is free while anybody waits.
pub(crate) fn free(gathering: &Gathering, taken: &[Seats], attendance: Attendance) -> (Option<u32>, u32) {
    let of = taken.iter().find(|seats| seats.gathering == gathering.id && seats.attendance == attendance);
    let (taken, waiting) = of.map_or((0, 0), |seats| (seats.taken, seats.waiting));
    let capacity = gathering.rules(attendance).capacity;
    (capacity.map(|capacity| if waiting > 0 { 0 } else { capacity.saturating_sub(taken) }), waiting)
}

/// A sentence for each way to take part.
pub(super) fn sentences(gathering: &Gathering, taken: &[Seats]) -> Vec<String> {
    let one = |attendance: &Attendance| {
        let (free, waiting) = free(gathering, taken, *attendance);
        let how = if *attendance == Attendance::Venue { "Op locatie" } else { "Online" };
        let waits = match waiting {
            0 => "",
            1 => " 1 persoon staat op de wachtlijst.",
            _ => &format!(" {waiting} personen staan op de wachtlijst."),
        };
        match (free, gathering.rules(*attendance).capacity) {
            (Some(0), _) => format!("{how}: vol.{waits}"),
            (Some(1), Some(all)) => format!("{how}: nog 1 van de {all} plekken vrij."),
            (Some(free), Some(all)) => format!("{how}: nog {free} van de {all} plekken vrij."),
            _ => format!("{how}: plek genoeg."),
        }
    };
    gathering.content.attendances().iter().map(one).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use domain::{
        GatheringContent, GatheringId, Moment, Vocabulary,
        gathering::{GatheringStatus, RawGathering},
    };
    use jiff::civil::date;

    use super::*;

    #[test]
    fn seats_that_are_left_are_counted_in_words() {
        let raw = RawGathering {
            titel: "Atelier".into(),
            soort_bijeenkomst: "atelier".into(),
            datum: "2027-01-19".into(),
            begin: "14:00".into(),
            einde: "17:00".into(),
            vorm: "hybride".into(),
            plekken: "10".into(),
            plaats: "Weert".into(),
            ..RawGathering::default()
        };
        let content = GatheringContent::parse(&raw, &Vocabulary::default(), date(2026, 11, 30)).unwrap().0;
        let gathering = Gathering {
            id: GatheringId(1),
            content,
            venue: None,
            status: GatheringStatus::Announced,
            reason: String::new(),
            sequence: 0,
            series: GatheringId(1),
            initiative: None,
            listed: true,
            example: false,
            changed: Moment::MIN,
        };
        let seats = |taken, waiting| Seats { gathering: GatheringId(1), attendance: Attendance::Venue, taken, waiting };
        let says = |seats: Seats| sentences(&gathering, &[seats]);
        assert_eq!(says(seats(3, 0)), ["Op locatie: nog 7 van de 10 plekken vrij.", "Online: plek genoeg."]);
        assert_eq!(says(seats(10, 0))[0], "Op locatie: vol.");
        assert_eq!(says(seats(9, 3))[0], "Op locatie: vol. 3 personen staan op de wachtlijst.");
    }
}

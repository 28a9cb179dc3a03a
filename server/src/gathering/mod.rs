//! Gatherings: Marktplaatsen, ateliers and the like.
//!
//! 1. An organiser makes a draft ([`form`]) and announces it ([`organise`]); from then on it is on the agenda, with a
//!    page of its own ([`page`]).
//! 2. Somebody registers, alone or with a group ([`register`]). `Store::register` asks `domain::seats` in its transaction who
//!    gets a seat; an address that was only typed is confirmed by mail first, and its seats are held meanwhile.
//! 3. The link in every mail leads to one's own registration ([`own`]): confirm, take a seat that fell free, change, hand
//!    over, withdraw. Whatever frees seats shares them out in the same transaction; [`due`] does so when time runs out.
//! 4. Owners offer their initiatives for its programme ([`pitch`]); the organiser makes it in the dark and publishes it as a
//!    whole ([`programme`]).
//! 5. When it moves or does not go on, everybody is told once, and their calendar with them ([`calendar`]).
//! 6. On the day volunteers check people in ([`check_in`]), at an address that the organiser makes; the organiser says who else
//!    was there ([`presence`]). Whoever was there has a certificate ([`certificate`]).
//! 7. Afterwards people say what they think of it, when the organiser wants to know ([`evaluation`]); the organiser tells what
//!    came of it, and the next of the series begins with what was learnt ([`report`]). Whoever is to be told something at its hour
//!    is told once ([`telling`]).
//! 8. An owner opens visit moments of an initiative ([`visit`]): gatherings like any other, of which the owner is the organiser.
//!
//! All mails are written by [`mails`], in the transaction of what they tell.

pub(crate) mod calendar;
pub(crate) mod certificate;
pub(crate) mod check_in;
pub(crate) mod due;
pub(crate) mod evaluation;
mod fields;
mod find;
pub(crate) mod form;
mod mails;
pub(crate) mod mine;
pub(crate) mod organise;
pub(crate) mod own;
pub(crate) mod page;
pub(crate) mod pitch;
pub(crate) mod presence;
pub(crate) mod programme;
pub(crate) mod register;
pub(crate) mod report;
pub(crate) mod seats;
mod telling;
pub(crate) mod visit;

use app::ui::Link;
use axum::http::StatusCode;
use domain::InitiativeId;
use store::{GatheringError, Pitched};
use wording::dates;

use crate::{state::AppState, web::problem::Problem};

/// Where an initiative is or was pitched: what its page says.
pub(crate) async fn pitched(state: &AppState, initiative: InitiativeId) -> Result<Vec<Link>, Problem> {
    let now = state.clock.moment();
    let link = |Pitched { gathering, slot }: Pitched| {
        let verb = if slot.begins > now { "Wordt gepitcht op" } else { "Gepitcht op" };
        Link {
            text: gathering.content.title.clone(),
            count: format!("{verb} {}, bij ", dates::weekday(slot.begins)),
            href: find::path_of(&gathering),
        }
    };
    Ok(state.store.pitched(initiative).await?.into_iter().map(link).collect())
}

impl From<GatheringError> for Problem {
    /// 404 or 409 that says why, unless the database is what failed.
    fn from(refusal: GatheringError) -> Self {
        match refusal {
            GatheringError::Store(error) => error.into(),
            GatheringError::Gone => Self::of_status(StatusCode::NOT_FOUND),
            refusal => Self::new(StatusCode::CONFLICT, refusal.to_string()),
        }
    }
}

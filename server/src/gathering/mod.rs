//! Gatherings: Marktplaatsen, ateliers and the like.
//!
//! 1. An organiser makes a draft ([`form`]) and announces it ([`organise`]); from then on it is on the agenda, with a
//!    page of its own ([`page`]).
//! 2. Somebody registers, alone or with a group ([`register`]). `Store::register` asks `domain::seats` in its transaction who
//!    gets a seat; an address that was only typed is confirmed by mail first, and its seats are held meanwhile.
//! 3. The link in every mail leads to one's own registration ([`own`]): confirm, take a seat that fell free, change, hand
//!    over, withdraw. Whatever frees seats shares them out in the same transaction; [`due`] does so when time runs out.
//! 4. When it moves or does not go on, everybody is told once, and their calendar with them ([`calendar`]).
//! 5. On the day volunteers check people in ([`check_in`]), at an address that the organiser makes; the organiser says who else
//!    was there ([`presence`]). Whoever was there has a certificate ([`certificate`]).
//! 6. Afterwards people say what they think of it, when the organiser wants to know ([`evaluation`]); the organiser tells what
//!    came of it, and the next of the series begins with what was learnt ([`report`]). Whoever is to be told something at its hour
//!    is told once ([`telling`]).
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
pub(crate) mod organise;
pub(crate) mod own;
pub(crate) mod page;
pub(crate) mod presence;
pub(crate) mod register;
pub(crate) mod report;
mod seats;
mod telling;

use axum::http::StatusCode;
use store::GatheringError;

use crate::web::problem::Problem;

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

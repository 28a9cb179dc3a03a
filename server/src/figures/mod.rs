//! Figures of what a query finds: counting, and what may be shown of it. No HTML and no SQL here.

mod asked;
mod cell;
mod growth;
mod suppress;
mod tally;
mod white_spots;

pub(crate) use asked::{Asked, KM};
pub(crate) use growth::Period;
pub(crate) use suppress::FEW;
pub(crate) use tally::{Answer, Figures, Row};
pub(crate) use white_spots::{Cover, Municipality, Unit, WhiteSpots, besides};

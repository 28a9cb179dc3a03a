//! Figures of what a query finds: counting, what may be shown of it, and the pages and files that show it.

mod asked;
mod cell;
mod counts;
pub(crate) mod files;
pub(crate) mod gaps;
mod growth;
pub(crate) mod page;
mod shapes;
mod spots;
mod suppress;
mod tally;
mod white_spots;

use asked::{Asked, KM};
use growth::Period;
use suppress::FEW;
use tally::{Answer, Figures, Row};
use white_spots::{Cover, Municipality, Unit, WhiteSpots, besides};

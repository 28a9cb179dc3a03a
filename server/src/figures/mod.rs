//! Figures of what a query finds: counting, what may be shown of it, and the pages and files that show it.
//!
//! 1. `/cijfers?…` and `/cijfers/{figure}.csv?…` read the same query, with `binnen` and `vlek` besides ([`asked`]). The page
//!    says what can't be used, the files refuse it.
//! 2. [`tally`] walks the matches once. Of a facet in the query only the asked values have a number: every number is a query
//!    of its own, and a link to the map.
//! 3. A `Cell` knows how many schools it counts. [`suppress`] is the one place that says which numbers are shown; its tests
//!    fill in what is hidden in every possible way. [`growth`] joins periods for the same reason.
//! 4. [`white_spots`] looks from the school sites of each municipality (from towns until schools are imported) for a theme
//!    within so many km. Everyone sees four classes in which one or two schools make no difference; the exact list is at
//!    `/redactie/witte-vlekken`, for organisers and for editors of the region. Only what fits the rest of the query is looked for.
//! 5. `app/src/figures/` draws SVG in the first HTML, with a named table beneath each drawing, and no script.

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

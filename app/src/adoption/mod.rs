//! "Wij doen dit ook": one school takes over what another began.

mod answer;
mod ask;
pub mod lines;
mod section;

pub use answer::{Act, AdoptionLine, AdoptionLines, OwnAdoptions};
pub use ask::{AdoptPage, Mine};
pub use section::{Adopted, AdoptedBox, Also};

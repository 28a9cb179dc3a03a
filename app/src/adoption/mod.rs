//! "Wij doen dit ook": one school takes over what another began.

mod answer;
mod ask;
pub mod lines;
mod section;

pub use answer::{AdoptionAction, AdoptionLine, AdoptionLines, OwnAdoptions};
pub use ask::{AdoptPage, AdopterChoice};
pub use section::{AdoptedBox, AdoptionLink, Adoptions};

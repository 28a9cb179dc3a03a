//! `/mijn`: what each noun shows to the owner of an initiative, on one page.

mod mine;
mod own;

pub use mine::{MinePage, OwnLine};
pub use own::{OwnInitiative, OwnPage};

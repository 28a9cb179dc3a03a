//! What the map is, where its data comes from, and how it treats people and their data.

mod accessibility;
mod page;
mod privacy;
mod sources;

pub use accessibility::Accessibility;
pub use page::About;
pub use privacy::{Privacy, Register};
pub use sources::{Files, Sources};

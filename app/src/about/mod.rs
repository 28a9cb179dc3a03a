//! What the map is, where its data comes from, and how it treats people and their data.

mod accessibility;
mod licences;
mod offered;
mod page;
mod privacy;
mod sources;

pub use accessibility::Accessibility;
pub use licences::{LicenceGroup, Licences};
pub use page::About;
pub use privacy::{Privacy, Register};
pub use sources::Sources;

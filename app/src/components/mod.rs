//! Small parts used by more than one page.

mod card;
mod chips;
mod frame;
mod icon;
mod notices;
mod table;
#[cfg(feature = "ssr")]
mod text_area;
mod told;

pub use card::{CardItem, FadedWord, Heading, StageBlocks, Themes, schools};
pub use chips::Chips;
pub use frame::{Brand, Footer, Header, HeaderTools};
pub use icon::{Icon, LIMBURG, Sign};
pub use notices::{Notices, SearchTop};
pub use table::{Scrolling, Table};
#[cfg(feature = "ssr")]
pub use text_area::TextArea;
pub use told::Told;

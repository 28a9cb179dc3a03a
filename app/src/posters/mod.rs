//! The page on which a poster is put together.

mod page;

pub use page::PosterPage;

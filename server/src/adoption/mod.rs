//! "Wij doen dit ook": a school links its own initiative to the one it took over.

pub(crate) mod answer;
pub(crate) mod ask;
pub(crate) mod mails;
mod view;

pub(crate) use view::{adopted, caption, href, lines, own_lines, owned, side, squares};

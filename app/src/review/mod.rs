//! `/redactie`: editors read what was sent in, and decide.

mod item;
mod log;
mod notice;
mod queue;

pub use item::{Actions, DeskItem, ItemPage};
pub use log::{LogLine, LogPage};
pub use notice::NoticePage;
pub use queue::{DecisionNotice, QueueLine, QueuePage};

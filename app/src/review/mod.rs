//! `/redactie`: editors read what was sent in, and decide.

mod decisions;
mod item;
mod log;
mod notice;
mod queue;

pub use decisions::{Actions, TypedTexts};
pub use item::{Answered, Changes, DeskItem, ItemPage};
pub(crate) use log::LOG_TAB;
pub use log::{LogLine, LogPage};
pub use notice::NoticePage;
pub use queue::{DecisionNotice, Queue, QueueLine};
pub(crate) use queue::{QUEUE_TAB, QueueView};

//! Mail: how it leaves, and what every mail says.

mod outbox;
mod texts;

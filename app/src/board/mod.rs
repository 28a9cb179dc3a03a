//! Boards of schools: the list of them, and the page of one.

mod list;
mod page;

pub use list::{BoardLine, BoardList};
pub use page::{BoardPage, BoardSchool, BoardStory, CarryForm};

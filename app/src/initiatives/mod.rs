//! One initiative: its page, its history, and the form that changes it.

mod contact;
mod edit;
mod edit_form;
mod history;
mod page;
mod pictures;
mod show_name;

pub use edit::ChangePage;
pub use edit_form::{EditForm, Input, PinInput};
pub use history::{Compared, Fields, History, TextPart, VersionEvent};
pub use page::{InitiativePage, Story};
pub use pictures::{PictureChanges, Pictures};
pub use show_name::{ShowName, ShowNameForm};

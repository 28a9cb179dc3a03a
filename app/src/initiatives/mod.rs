//! One initiative: its page, its history, and the form that changes it.

mod contact;
mod edit;
mod edit_form;
mod history;
mod page;
mod pictures;
mod preview;
mod show_name;
mod telling;

pub use edit::ChangePage;
pub use edit_form::{EditForm, Input, PinInput};
pub use history::{Compared, Fields, History, TextPart, VersionEvent};
pub use page::{ARCHIVED, InitiativePage, Story};
pub use pictures::PictureChanges;
pub use preview::{PREVIEWED, Preview, PreviewView};
pub use show_name::{ShowName, ShowNameForm};
pub use telling::Telling;

pub(crate) use pictures::{FirstPicture, Pictures};

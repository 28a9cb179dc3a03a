//! The pages by the names they had before each noun got a folder, until `server` names the folders itself.

pub use crate::about::*;
pub use crate::accounts::*;
pub use crate::follow::*;
pub use crate::freshness::*;
pub use crate::initiatives::{self, *};
pub use crate::map::{EmbedPage, Frame, Main, SharePage, Snippet, Spot};
pub use crate::open_data::*;
pub use crate::posters::*;
pub use crate::submit::{PlacePage, SentPage};
pub use crate::ui::ErrorPage;
pub use crate::{adoption, figures, ownership};

/// Questions and reports.
pub mod asking {
    pub use crate::{questions::*, reports::ReportPage, ui::About, ui::DonePage};
}
/// The desk.
pub mod desk {
    pub use crate::{accounts::*, freshness::*, ownership::*, reports::*, review::*};
}
/// The form to change an initiative.
pub mod edit {
    pub use crate::initiatives::{Choice, EditForm, Input, Kind};
}
/// The history of an initiative.
pub mod life {
    pub use crate::initiatives::{Compared, Event, Fields, History, Part};
}
/// One's own.
pub mod mine {
    pub use crate::{accounts::*, frames::*, initiatives::*, ownership::*, submit::Unconfirmed, ui::LeavePage};
}
/// Pictures.
pub mod pictures {
    pub use crate::{initiatives::*, ui::Described, ui::PictureFields, ui::PictureSet};
}
/// The form to submit.
pub mod place {
    pub use crate::{submit::*, ui::sentence};
}
/// A short form.
pub mod sheet {
    pub use crate::ui::{Field, Kind, Sheet};
}

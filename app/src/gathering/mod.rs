//! Gatherings: their page, registering, one's own registration, and what organisers do.

mod check_in;
mod day;
mod organise;
mod own;
mod page;
mod register;

pub use check_in::{CheckInPage, CheckInRow, CheckInSaid, CheckInView, PresencePage, PresenceRow, ScannedSeat};
pub use day::DayView;
pub use organise::{
    CancelPage, GatheringFormPage, GatheringFormView, ManagePage, ManageView, OrganisePage, OrganiseRow,
    ParticipantRow, RegionCount,
};
pub use own::{DeadRegistration, OwnAct, OwnRegistrationPage, OwnRegistrationView, OwnSeat};
pub use page::{GatheringPage, GatheringView};
pub use register::{RegisterPage, RegisteredPage};

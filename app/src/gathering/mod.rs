//! Gatherings: their page, registering, one's own registration, and what organisers do.

mod mine;
mod organise;
mod own;
mod page;
mod programme;
mod register;
mod visit;

pub use mine::{MyRegistration, MyRegistrations};
pub use organise::{
    CancelPage, GatheringFormPage, GatheringFormView, ManagePage, ManageView, OrganisePage, OrganiseRow,
    ParticipantRow, RegionCount,
};
pub use own::{DeadRegistration, OwnAct, OwnRegistrationPage, OwnRegistrationView};
pub use page::{GatheringPage, GatheringView};
pub use programme::{MakeProgrammePage, MakeProgrammeView, OfferPitchPage, OwnOffer, Part, PitchOffer, ProgrammePage};
pub use register::{RegisterPage, RegisteredPage};
pub use visit::{OwnVisit, OwnVisitsPage, VisitMoment, VisitMoments};

//! Gatherings: their page, registering, one's own registration, and what organisers do.

mod organise;
mod own;
mod page;
mod programme;
mod register;

pub use organise::{
    CancelPage, GatheringFormPage, GatheringFormView, ManagePage, ManageView, OrganisePage, OrganiseRow,
    ParticipantRow, RegionCount,
};
pub use own::{DeadRegistration, OwnAct, OwnRegistrationPage, OwnRegistrationView};
pub use page::{GatheringPage, GatheringView};
pub use programme::{MakeProgrammePage, MakeProgrammeView, OfferPitchPage, OwnOffer, Part, PitchOffer, ProgrammePage};
pub use register::{RegisterPage, RegisteredPage};

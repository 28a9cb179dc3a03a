//! Gatherings: their page, registering, one's own registration, and what organisers do.

mod certificate;
mod check_in;
mod day;
mod evaluation;
mod mine;
mod organise;
mod own;
mod page;
mod programme;
mod register;
mod visit;

pub use mine::{MyRegistration, MyRegistrations};
mod report;

pub use certificate::{CertificatePage, CertificateView, NoCertificate};
pub use check_in::{CheckInPage, CheckInRow, CheckInSaid, CheckInView, PresencePage, PresenceRow, ScannedSeat};
pub use day::DayView;
pub use evaluation::{DeadEvaluation, EvaluationDone, EvaluationPage, EvaluationView};
pub use organise::{
    CancelPage, GatheringFormPage, GatheringFormView, ManagePage, ManageView, OrganisePage, OrganiseRow,
    ParticipantRow, RegionCount,
};
pub use own::{DeadRegistration, OwnAct, OwnRegistrationPage, OwnRegistrationView, OwnSeat};
pub use page::{GatheringPage, GatheringView};
pub use programme::{MakeProgrammePage, MakeProgrammeView, OfferPitchPage, OwnOffer, Part, PitchOffer, ProgrammePage};
pub use register::{RegisterPage, RegisteredPage};
pub use report::{ReportFormPage, ReportLinks, ReportPage, ReportView};
pub use visit::{OwnVisit, OwnVisitsPage, VisitMoment, VisitMoments};

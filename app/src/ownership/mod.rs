//! Who owns an initiative: claiming, joining, offering, and the editors' list of claims.

mod claims;
mod invitation;
mod owners;
mod request;

pub use claims::{ClaimLine, ClaimsPage};
pub(crate) use claims::{DESK_TAB, claims_waiting};
pub use invitation::{DeadOffer, OfferPage, OfferStep};
pub use owners::{JoinRequest, OfferFields, OpenOffer, OwnersPart, Ownership};
pub use request::{ClaimLink, ClaimPage, ClaimStep, ClaimView};

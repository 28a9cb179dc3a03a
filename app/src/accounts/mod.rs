//! Signing in, one's own details, and the members of the desk.

mod members;
mod oidc;
mod profile;
mod sign_in;
mod unsent;

pub(crate) use members::DESK_TAB;
pub use members::{InviteForm, MemberLine, MembersPage};
pub use oidc::{ProviderPage, ProviderTrouble};
pub use profile::{Details, DetailsPage, ErasePage, ErasedPage, OpenSession};
pub use sign_in::{CodePage, DeadSignIn, SignInLinkPage, SignInPage, SignedInPage};
pub use unsent::UnsentPage;

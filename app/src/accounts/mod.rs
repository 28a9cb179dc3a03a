//! Signing in, one's own details, and the members of the desk.

mod members;
mod oidc;
mod passkeys;
mod profile;
mod sign_in;
mod unsent;

pub(crate) use members::DESK_TAB;
pub use members::{InviteForm, MemberLine, MembersPage};
pub use oidc::{ProviderPage, ProviderTrouble};
pub(crate) use passkeys::passkey_advice;
pub use passkeys::{KeptPasskey, PasskeyPage, PasskeysPage};
pub use profile::{Details, DetailsPage, ErasePage, ErasedPage, OpenSession};
pub use sign_in::{CodePage, DeadSignIn, SignInLinkPage, SignInPage, SignedInPage};
pub use unsent::UnsentPage;

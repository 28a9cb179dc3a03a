//! What a handler demands of the user. A handler without one of these, or [`SignedIn`], is for everybody.

use std::ops::Deref;

use app::ui::Reader;
use axum::{
    extract::FromRequestParts,
    http::{StatusCode, request::Parts},
};
use domain::Region;

use super::SignedIn;
use crate::{state::AppState, web::problem::Problem};

/// A user with a role. As an argument of a handler it answers 401 to visitors who are not signed in, and 403 to users
/// without the role.
macro_rules! permission {
    ($(#[$about:meta])* $name:ident, $allowed:expr, $refusal:literal) => {
        $(#[$about])*
        #[derive(Debug, Clone)]
        pub(crate) struct $name(SignedIn);

        impl Deref for $name {
            type Target = SignedIn;
            fn deref(&self) -> &SignedIn {
                &self.0
            }
        }

        impl From<&$name> for Reader {
            fn from(user: &$name) -> Self {
                user.reader()
            }
        }

        impl TryFrom<SignedIn> for $name {
            type Error = Problem;

            fn try_from(user: SignedIn) -> Result<Self, Problem> {
                let allowed: fn(&SignedIn) -> bool = $allowed;
                if allowed(&user) { Ok(Self(user)) } else { Err(Problem::new(StatusCode::FORBIDDEN, $refusal)) }
            }
        }

        impl FromRequestParts<AppState> for $name {
            type Rejection = Problem;

            async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Problem> {
                <SignedIn as FromRequestParts<AppState>>::from_request_parts(parts, state).await?.try_into()
            }
        }
    };
}

permission!(
    /// Reviews what comes in, from one region or from all.
    Editor,
    SignedIn::editor,
    "Deze pagina is voor redacteuren. Ben je dat, en loopt je rol nog? Vraag het de beheerder."
);

permission!(
    /// Brings people of a region together; editors do that too.
    Organiser,
    |user| Region::ALL.iter().any(|region| user.organises(*region)),
    "Deze pagina is voor organisatoren en redacteuren. Ben je dat, en loopt je rol nog? Vraag het de beheerder."
);

permission!(
    /// Says who may do what.
    Admin,
    SignedIn::admin,
    "Deze pagina is voor de beheerder."
);

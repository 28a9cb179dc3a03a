//! What a handler demands of the user. A handler without one of these, or [`SignedIn`], is for everybody.

use std::ops::Deref;

use app::ui::Reader;
use axum::{
    extract::FromRequestParts,
    http::{StatusCode, request::Parts},
};
use domain::Region;

use super::{SignedIn, second_factor};
use crate::{state::AppState, web::problem::Problem};

/// A user with a role. As an argument of a handler it answers 401 to visitors who are not signed in, or have a passkey and
/// have not shown it; and 403 to users without the role.
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

        impl AsRef<SignedIn> for $name {
            fn as_ref(&self) -> &SignedIn {
                &self.0
            }
        }

        impl $name {
            /// This user, when they have the role.
            pub(crate) async fn of(state: &AppState, user: SignedIn) -> Result<Self, Problem> {
                let allowed: fn(&SignedIn) -> bool = $allowed;
                if !allowed(&user) {
                    return Err(Problem::new(StatusCode::FORBIDDEN, $refusal));
                }
                second_factor::once(state, &user).await?;
                Ok(Self(user))
            }
        }

        impl FromRequestParts<AppState> for $name {
            type Rejection = Problem;

            async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Problem> {
                let user = <SignedIn as FromRequestParts<AppState>>::from_request_parts(parts, state).await?;
                Self::of(state, user).await
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

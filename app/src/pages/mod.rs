//! One file per page. Plain HTML: none of these needs a script.

mod about;
mod accessibility;
pub mod adoption;
pub mod asking;
mod contact;
mod dead_link;
pub mod desk;
pub mod edit;
mod error;
mod follow;
mod freshness;
mod initiative;
pub mod life;
mod locator;
mod main;
pub mod mine;
mod oidc;
pub mod ownership;
pub mod pictures;
pub mod place;
mod poster;
mod privacy;
pub mod sheet;
mod sign_in;
mod sources;

pub use about::About;
pub use accessibility::Accessibility;
pub use error::ErrorPage;
pub use follow::{ConfirmFollow, DeadFollow, FollowPage, FollowSent, Following, StopFollowing, Stopped};
pub use freshness::{DeadQuestion, Freshness, StillTruePage};
pub use initiative::{InitiativePage, Story};
pub use locator::Spot;
pub use main::Main;
pub use oidc::{GoOn, ProviderTrouble};
pub use place::{PlacePage, SentPage};
pub use poster::PosterPage;
pub use privacy::{Privacy, Register};
pub use sign_in::{AskLink, DeadSignIn, SignedIn, TypeCode, UseLink};
pub use sources::Sources;

use leptos::prelude::*;

use crate::components::{Footer, Header};

/// A page of text between header and footer.
#[component]
fn TextPage(children: Children) -> impl IntoView {
    view! {
        <nav class="spring" aria-label="Spring naar">
            <a href="#inhoud">"Naar de inhoud"</a>
        </nav>
        <Header />
        <main class="pagina" id="inhoud" tabindex="-1">
            {children()}
        </main>
        <Footer />
    }
}

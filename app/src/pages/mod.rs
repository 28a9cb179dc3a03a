//! One file per page. Plain HTML: none of these needs a script.

mod about;
mod accessibility;
pub mod adoption;
mod archive;
pub mod asking;
mod contact;
mod dead_link;
pub mod desk;
pub mod edit;
mod embed;
mod error;
pub mod figures;
mod follow;
mod freshness;
mod initiative;
pub mod life;
mod locator;
mod main;
pub mod mine;
mod oidc;
mod open_data;
pub mod ownership;
pub mod pictures;
pub mod place;
mod poster;
mod privacy;
mod share;
pub mod sheet;
mod sign_in;
mod sources;

pub use about::About;
pub use accessibility::Accessibility;
pub use archive::{Archive, ArchiveDay};
pub use embed::{EmbedPage, Frame};
pub use error::ErrorPage;
pub use follow::{ConfirmFollow, DeadFollow, FollowPage, FollowSent, Following, StopFollowing, Stopped};
pub use freshness::{DeadQuestion, Freshness, StillTruePage};
pub use initiative::{InitiativePage, Story};
pub use locator::Spot;
pub use main::Main;
pub use oidc::{GoOn, ProviderTrouble};
pub use open_data::{ApiGuide, DataPage, OpenData, Table};
pub use place::{PlacePage, SentPage};
pub use poster::PosterPage;
pub use privacy::{Privacy, Register};
pub use share::{SharePage, Snippet};
pub use sign_in::{AskLink, DeadSignIn, SignedIn, TypeCode, UseLink};
pub use sources::{Files, Sources};

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

/// A wide page between header and footer, with a class of its own.
fn wide_page(class: &'static str, content: impl IntoView) -> impl IntoView {
    view! {
        <nav class="spring" aria-label="Spring naar">
            <a href="#inhoud">"Naar de inhoud"</a>
        </nav>
        <Header />
        <main class=format!("pagina pagina--breed {class}") id="inhoud" tabindex="-1">
            {content}
        </main>
        <Footer />
    }
}

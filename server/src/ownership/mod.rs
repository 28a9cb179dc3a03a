//! Becoming an owner: by a claim, by asking to join, or by accepting what an owner offers.
//!
//! 1. A row in `proposal` exists as long as it is open: a claim, an offer of an owner, or a request to join. Deciding deletes
//!    it in the transaction that makes the owner, so whoever comes second finds nothing. An offer has a link, which
//!    was mailed. The log says what became of it.
//! 2. `/claimen/{id}` ([`request`]) is a claim as long as nobody owns the initiative, and else a question to its owners. The
//!    form says which of the two it was; when that changed meanwhile, it comes back with what was typed.
//! 3. An e-mail address proves a claim when its domain is that of the school's website in the register, and of no other
//!    school's (`domain::ownership::address_of_site`). Anything weaker goes to `/redactie/claims` ([`claims`]).
//! 4. The first owner of an imported initiative gets its row as version 1; from then on an import skips it. Editors who own an
//!    initiative, or ask to, can't decide about it.
//! 5. An owner offers ([`offer`]); `/uitnodiging/{token}` ([`invitation`]) only shows it. A POST accepts, signed in with the address it was offered to, within
//!    fourteen days.

pub(crate) mod claims;
pub(crate) mod invitation;
mod mails;
pub(crate) mod offer;
pub(crate) mod owners;
pub(crate) mod request;
pub(crate) mod show_name;

use std::fmt::Display;

use domain::{InitiativeId, OwnTab, paths};
use store::{Mail, OwnershipNotice};

use crate::{state::AppState, web::flash::done};

done! {
    /// What an owner did, or became.
    Done {
        BecameOwner = "eigenaar" => "Je bent nu eigenaar van dit initiatief.",
        Offered = "uitgenodigd" => "De uitnodiging is verstuurd.",
        TakenBack = "teruggenomen" => "De uitnodiging is teruggenomen.",
        Joined = "erbij" => "Jullie houden het nu samen bij.",
        Declined = "niet-erbij" => "Je antwoord is verstuurd.",
        NameChosen = "naam" => "Bewaard.",
    }
}

/// The people of one of mine.
pub(crate) fn people(id: impl Display) -> String {
    paths::own_part(id, OwnTab::People)
}

/// Where to claim an initiative, or to ask its owners to join.
pub(crate) fn href(initiative: InitiativeId) -> String {
    paths::claim(initiative)
}

/// Writes what happened to the person who is told about it.
pub(crate) fn mail_writer(state: &AppState) -> impl Fn(&OwnershipNotice) -> Mail + Send + Sync {
    let site = state.site_url.clone();
    move |notice| mails::ownership(&site, notice)
}

/// Where to sign in, and come back from to `path`.
pub(crate) fn sign_in_for(path: &str) -> String {
    paths::sign_in_then(path)
}

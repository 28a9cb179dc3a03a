//! Becoming an owner: by a claim, by asking to join, or by accepting what an owner offers.

pub(crate) mod claims;
mod mails;
pub(crate) mod name;
pub(crate) mod offer;
pub(crate) mod owners;
pub(crate) mod request;

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

/// Where one claims an initiative, or asks to join who owns it.
pub(crate) fn href(initiative: i64) -> String {
    format!("/claimen/{initiative}")
}

/// Writes what happened to who is told.
pub(crate) fn letter(state: &AppState) -> impl Fn(&OwnershipNotice) -> Mail + Send + Sync {
    let site = state.site_url.clone();
    move |notice| mails::ownership(&site, notice)
}

/// Where to sign in, and come back from to `path`.
pub(crate) fn sign_in_for(path: &str) -> String {
    format!("/inloggen?{}", domain::query::encode_pairs(&[("terug", path.to_owned())]))
}

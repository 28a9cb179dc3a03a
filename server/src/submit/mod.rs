//! Submitting an initiative: the form, what it asks while somebody types, drafts, and confirming by mail.

mod alike;
pub(crate) mod confirm;
pub(crate) mod draft;
mod form;
pub(crate) mod fragments;
mod location;
mod mails;
pub(crate) mod page;
pub(crate) mod pictures;

use crate::web::flash::done;

done! {
    /// What became of what was submitted.
    Done {
        Confirmed = "bevestiging" => "Dank je. Een redacteur leest je initiatief.",
    }
}

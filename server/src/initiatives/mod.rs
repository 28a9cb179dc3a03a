//! Initiatives: their public page, their history, and changing them.
//!
//! One form places, changes and amends: the typed text and the fields are in `app/src/initiatives/{form,fields,story}.rs`. Placing
//! adds the school, the team and drafts (`submit`); changing adds the version it is based on, the reason, and what two people
//! wrote at once ([`edit_form`]), for owners ([`edit`]) and editors (`review/amend.rs`).

pub(crate) mod edit;
pub(crate) mod edit_form;
pub(crate) mod history;
pub(crate) mod leave;
pub(crate) mod linked_data;
pub(crate) mod page;
pub(crate) mod picture_files;
pub(crate) mod picture_form;
pub(crate) mod preview;
pub(crate) mod sketch;

use crate::web::flash::done;

done! {
    /// What an owner did with an initiative.
    Done {
        Changed = "ingestuurd" => "Je wijziging is ingestuurd. Een redacteur leest hem.",
        Archived = "gearchiveerd" => "Je initiatief is van de kaart. De pagina blijft te lezen.",
        Withdrawn = "ingetrokken" => "Je initiatief is ingetrokken.",
    }
}

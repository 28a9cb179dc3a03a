//! Submitting an initiative: the form, what it asks while somebody types, drafts, and confirming by mail.
//!
//! One submission has five names on its way: `SubmitForm` (typed text) -> `RawSubmission` (fields for the rules) ->
//! `NewSubmission` (checked) -> `Submission` (with its position and pictures, for the store) -> `SubmitView` (the page again).
//! What is typed of the initiative itself (`InitiativeForm`) and its fields are those of the forms that change one
//! (`app/src/initiatives/{form,fields,story}.rs`).
//!
//! From a form to the editors:
//! 1. `POST /plaatsen` becomes a `SubmitForm` (`app/src/submit/`): text, as it came in. None of it is lost, whatever is wrong.
//! 2. [`location`] fills in what follows from it: the name and place of a chosen school, the pin of a postcode or town. The
//!    buttons of the form (`zoek`, `kies`, `toon`, `schuif`) end here, with the same page.
//! 3. `domain::NewSubmission::parse` checks every field; `Territory::locate` says where it is, or how far outside Limburg.
//!    Mistakes are a 422 with the same page: a list on top, each beside its field.
//! 4. [`alike`] asks once about an initiative close by, or of the same school, with a similar title: on the map, or one of
//!    their own that still waits ([`own`]).
//! 5. `Store::send_in` keeps the initiative, its version, the links and the mail in one transaction; then 303. The link in the
//!    mail confirms and does nothing else ([`confirm`]); beside it comes one to sign in with. The browser that sent it in has
//!    the mail sent again, to the right address when it was wrong ([`sent`]). Nothing is public before an editor publishes it. `assets/js/submit.js` keeps a draft, counts, moves the pin and asks the same check
//!    (`/plaatsen/controle`); it decides nothing.
//! 6. A picture is sent first, by a button of the same form with an address of its own, the only one with a large body. It is
//!    decoded, turned, shrunk and written anew, and the form comes back with its hash in a hidden field.
//!
//! A draft on the server belongs to an address ([`draft`]): drafts of a signed-in user and of somebody who only typed the
//! address never meet, and only whoever signs in with the address sees them.

mod alike;
pub(crate) mod confirm;
pub(crate) mod draft;
pub(crate) mod fragments;
mod location;
mod mails;
mod own;
pub(crate) mod page;
pub(crate) mod pictures;
pub(crate) mod sent;
mod view;

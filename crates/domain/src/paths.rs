//! The addresses that more than one part of the product writes. All of them stand in `server/src/routes.rs`.

use std::fmt::Display;

use crate::{OwnTab, query::encode_pairs};

/// Submitting an initiative.
pub const SUBMIT: &str = "/plaatsen";
/// After sending in: where the mail went.
pub const SENT: &str = "/plaatsen/verzonden";
/// Signing in.
pub const SIGN_IN: &str = "/inloggen";
/// The initiatives of the signed-in user.
pub const MINE: &str = "/mijn";
/// The personal data of the signed-in user.
pub const PROFILE: &str = "/mijn/gegevens";
/// The passkeys of the signed-in user.
pub const PASSKEYS: &str = "/mijn/passkeys";
/// Showing with a passkey that it is them.
pub const PASSKEY: &str = "/mijn/passkey";
/// The editors' desk: the queue.
pub const DESK: &str = "/redactie";
/// Claims of ownership, at the desk.
pub const DESK_CLAIMS: &str = "/redactie/claims";
/// What has faded, at the desk.
pub const DESK_FADED: &str = "/redactie/verbleekt";
/// Reports, at the desk.
pub const DESK_REPORTS: &str = "/redactie/meldingen";
/// White spots with their numbers, at the desk.
pub const DESK_GAPS: &str = "/redactie/witte-vlekken";
/// What words mean to the search, at the desk.
pub const DESK_WORDS: &str = "/redactie/zoekwoorden";
/// Members, at the desk.
pub const DESK_MEMBERS: &str = "/redactie/leden";
/// The audit log, at the desk.
pub const DESK_LOG: &str = "/redactie/logboek";
/// The gatherings that are to come.
pub const AGENDA: &str = "/agenda";
/// Gatherings, for organisers.
pub const ORGANISE_GATHERINGS: &str = "/organisatie/bijeenkomsten";
/// Making a gathering.
pub const NEW_GATHERING: &str = "/organisatie/bijeenkomsten/nieuw";
/// The boards of schools.
pub const BOARDS: &str = "/besturen";
/// Figures.
pub const FIGURES: &str = "/cijfers";
/// Choosing a poster.
pub const POSTER: &str = "/poster";
/// Following a search.
pub const FOLLOW: &str = "/volgen";
/// About the map.
pub const ABOUT: &str = "/over";
/// Sources and licences.
pub const SOURCES: &str = "/over/gegevens";
/// What there is to take along.
pub const OPEN_DATA: &str = "/open-data";
/// What somebody who brings schools of a region together takes along.
pub const ORGANISERS: &str = "/voor-organisatoren";
/// How to use the API.
pub const API_GUIDE: &str = "/over/api";
/// What others made and is part of this map.
pub const LICENCES: &str = "/over/licenties";
/// Privacy.
pub const PRIVACY: &str = "/privacy";
/// Accessibility.
pub const ACCESSIBILITY: &str = "/toegankelijkheid";

/// The public page of an initiative, by its id; it leads on to the address with the title in it.
pub fn initiative(id: impl Display) -> String {
    format!("/initiatieven/{id}")
}

/// The page of a board, by its id; it leads on to the address with the name in it.
pub fn board(id: impl Display) -> String {
    format!("{BOARDS}/{id}")
}

/// The page of an initiative for its owners.
pub fn own(id: impl Display) -> String {
    format!("/mijn/{id}")
}

/// A part of the page of an initiative for its owners.
pub fn own_part(id: impl Display, part: OwnTab) -> String {
    format!("/mijn/{id}/{}", part.slug())
}

/// The public page of a gathering, by its number; it leads on to the address with the title in it.
pub fn gathering(id: impl Display) -> String {
    format!("/bijeenkomsten/{id}")
}

/// A gathering, for organisers.
pub fn organise_gathering(id: impl Display) -> String {
    format!("{ORGANISE_GATHERINGS}/{id}")
}

/// What came of a gathering.
pub fn gathering_report(id: impl Display) -> String {
    format!("/bijeenkomsten/{id}/verslag")
}

/// Where volunteers check people in, with the key that lets them.
pub fn check_in(id: impl Display, key: impl Display) -> String {
    format!("/bijeenkomsten/{id}/inchecken/{key}")
}

/// Where the code of a seat leads that is scanned.
pub fn scanned_seat(code: impl Display) -> String {
    format!("/inchecken/{code}")
}

/// That somebody was there.
pub fn certificate(code: impl Display) -> String {
    format!("/bewijs/{code}")
}

/// A mailed link to say what one thinks of a gathering.
pub fn evaluation(token: impl Display) -> String {
    format!("/evaluatie/{token}")
}

/// A mailed link to one's own registration.
pub fn registration(token: impl Display) -> String {
    format!("/aanmelding/{token}")
}

/// Claiming an initiative.
pub fn claim(id: impl Display) -> String {
    format!("/claimen/{id}")
}

/// A version of an initiative, at the desk.
pub fn version(id: impl Display, number: impl Display) -> String {
    format!("/redactie/{id}/{number}")
}

/// A mailed link to sign in with.
pub fn sign_in_link(token: impl Display) -> String {
    format!("/inloggen/{token}")
}

/// A mailed link to confirm what was sent in.
pub fn confirm(token: impl Display) -> String {
    format!("/bevestigen/{token}")
}

/// A mailed offer of ownership.
pub fn offer(token: impl Display) -> String {
    format!("/uitnodiging/{token}")
}

/// A mailed link to a question that waits for confirmation.
pub fn question(token: impl Display) -> String {
    format!("/vragen/{token}")
}

/// A mailed link to a search that is followed.
pub fn follow(token: impl Display) -> String {
    format!("/volgen/{token}")
}

/// A mailed question whether an initiative still holds.
pub fn reminder(token: impl Display) -> String {
    format!("/klopt-nog/{token}")
}

/// Showing a passkey, and then on to a local address.
pub fn passkey_then(path: &str) -> String {
    format!("{PASSKEY}?{}", encode_pairs(&[("terug", path.to_owned())]))
}

/// Signing in, and then on to a local address.
pub fn sign_in_then(path: &str) -> String {
    format!("{SIGN_IN}?{}", encode_pairs(&[("terug", path.to_owned())]))
}

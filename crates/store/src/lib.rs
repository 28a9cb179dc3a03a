//! What is kept: all SQL, one folder per noun. It knows no HTTP, no pages and no clock.
//!
//! A SQLite file or a PostgreSQL database, by the same statements: `sql/` is the one door. The schema has text, bigint
//! and double precision only; lists are JSON text, instants RFC 3339 text in UTC. Every change is one transaction, one at
//! a time, synced to disk: a process that is killed leaves all of it or nothing. The clock is the caller's: `now` is an
//! instant in whole seconds. Every function of [`Store`] fails when the database can't be read or written.

mod accounts;
mod adoption;
mod areas;
mod audit;
mod board;
mod confirmation;
mod connection;
mod error;
mod follow;
mod freshness;
mod full_export;
mod gathering;
mod import;
mod initiatives;
mod mail;
mod ownership;
mod pictures;
mod questions;
mod reports;
mod retention;
mod review;
mod revision;
mod schools;
mod sign_in;
mod sql;
mod submit;
mod synonyms;
mod url;
mod withdrawal;

pub use accounts::{
    Identity, MAX_PASSKEYS, Member, Membership, Passkey, Person, Profile, Recognised, Session, SignInLink,
};
pub use adoption::{AdoptionError, Answer, KeptAdoption, Side};
pub use areas::{LeftOutside, Moved, Relocation};
pub use audit::AuditEntry;
pub use board::Board;
pub use connection::{FormProgress, Right, SentForm, Store};
pub use error::{DriverError, PostgresError, StoreError};
pub use follow::{Follow, Follower};
pub use freshness::{Aging, Faded, Freshness, Reminder};
pub use full_export::{FullExport, FullImport, Table};
pub use gathering::{
    CheckedIn, ExampleGathering, GatheringError, GatheringReport, KeptSlot, LinkedMail, NewGathering, Pitch, PitchNews,
    Pitched, PresenceNote, Registered, Registration, RegistrationNotice, Seat, Seats, Telling, WriteNudge,
    WriteRegistrationMail,
};
pub use import::{ImportReport, ImportRow};
pub use initiatives::{Status, Submission, Version};
pub use mail::{Mail, Priority, QueuedMail};
pub use ownership::{Offer, OwnershipError, OwnershipEvent, OwnershipNotice, Proposal, WriteMail};
pub use pictures::PictureVisibility;
pub use questions::Relayed;
pub use reports::WaitingReport;
pub use retention::{Cutoffs, DeletedRows};
pub use review::{ReviewError, ReviewLock};
pub use schools::{RegisteredSchool, School, SchoolReport, StatedBoard};
pub use sign_in::{Arrival, Arrived};
pub use submit::{ConfirmLink, Draft, Received, Unconfirmed};
pub use url::{DatabaseUrl, DatabaseUrlError};

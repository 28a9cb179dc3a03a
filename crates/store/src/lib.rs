//! What is kept: all SQL, one folder per noun. It knows no HTTP, no pages and no clock.
//!
//! SQLite through sqlx: WAL, every commit synced to disk, one writer and a few readers. The statements keep to what
//! PostgreSQL understands as well (text, bigint and double precision; `$1`; `on conflict do update`; lists as JSON
//! text, instants as RFC 3339 text). Every change is one transaction: a process that is killed leaves all of it or
//! nothing. The clock is the caller's: `now` is an instant as RFC 3339 text in UTC, in whole seconds.

mod accounts;
mod adoption;
mod areas;
mod audit;
mod connection;
mod error;
mod follow;
mod freshness;
mod full_export;
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
mod submit;
mod url;

pub use accounts::{Arrived, Member, Membership, Person, Profile, Session, SignInLink, without};
pub use adoption::{AdoptionError, Answer, KeptAdoption, Side};
pub use audit::AuditEntry;
pub use connection::Store;
pub use error::StoreError;
pub use follow::{Follow, Follower};
pub use freshness::{Aging, Faded, Freshness, Reminder};
pub use full_export::{FullExport, FullImport, Table};
pub use initiatives::{
    ImportReport, ImportRow, LeftOutside, Moved, Relocation, ReviewError, Status, Submission, Version,
};
pub use mail::{Mail, QueuedMail};
pub use ownership::{Letter, Offer, OwnershipError, OwnershipEvent, OwnershipNotice, Proposal};
pub use pictures::PictureVisibility;
pub use questions::Relayed;
pub use reports::WaitingReport;
pub use retention::{Cutoffs, DeletedRows};
pub use review::ReviewLock;
pub use schools::{School, SchoolReport};
pub use submit::Draft;
pub use url::{DatabaseUrl, DatabaseUrlError};

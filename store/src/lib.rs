//! What is kept: all SQL, one file per noun.
//!
//! SQLite through sqlx: WAL, every commit synced to disk, one writer and a few readers. The statements keep to what
//! PostgreSQL understands as well (text, bigint and double precision; `$1`; `on conflict do update`; lists as JSON
//! text, instants as RFC 3339 text). Every change is one transaction: a process that is killed leaves all of it or
//! nothing. The clock is the caller's: `now` is an instant as RFC 3339 text in UTC, in whole seconds.

mod adoption;
mod area;
mod audit;
mod connection;
mod decision;
mod draft;
mod erase;
mod error;
mod finish;
mod follow;
mod former;
mod freshness;
mod hold;
mod initiative;
mod introduction;
mod invitation;
mod leaving;
mod mail;
mod owner;
mod person;
mod picture;
mod proof;
mod proposal;
mod question;
mod reach;
mod relocation;
mod report;
mod revision;
mod school;
mod session;
mod sign_in;
mod upkeep;
mod url;
mod version;
mod whole;

pub use adoption::{Answer, KeptAdoption, NotAsked, Side};
pub use audit::Entry;
pub use connection::Store;
pub use draft::Draft;
pub use erase::without;
pub use error::StoreError;
pub use follow::{Follow, Follower};
pub use freshness::{Aging, Faded, Freshness, Reminder};
pub use hold::Hold;
pub use initiative::{ImportReport, ImportRow};
pub use introduction::Profile;
pub use leaving::Status;
pub use mail::{Mail, Waiting};
pub use person::{Member, Membership, Person};
pub use picture::Seen;
pub use proposal::{Letter, Notice, Obstacle, Offer, Proposal, Told};
pub use question::Relayed;
pub use relocation::{LeftOutside, Moved, Relocation};
pub use report::WaitingReport;
pub use school::{School, SchoolReport};
pub use session::Session;
pub use sign_in::{Arrived, Link};
pub use upkeep::{Forgotten, Past};
pub use url::{DatabaseUrl, DatabaseUrlError};
pub use version::{Refusal, Sending, Version};
pub use whole::{Filling, Table, Whole};

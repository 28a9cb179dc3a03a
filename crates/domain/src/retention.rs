//! How long things wait for somebody, and how long they are kept.

/// Days in which an address must be confirmed: of what was submitted, asked or followed, and of an offer of ownership.
pub const CONFIRM_DAYS: i64 = 14;
/// [`CONFIRM_DAYS`] as a sentence says it.
pub const CONFIRM_DAYS_NL: &str = "veertien dagen";

/// Minutes in which a mailed link or code to sign in works.
pub const SIGN_IN_MINUTES: i64 = 15;

/// Days that somebody stays signed in without coming back.
pub const SESSION_DAYS: i64 = 30;

/// Days that it is known that a mail went out.
pub const MAIL_DAYS: i64 = 30;

/// Days that it is known who did what.
pub const AUDIT_DAYS: i64 = 365;

/// Minutes in which an editor can take a decision back, and that the mail about it waits.
pub const UNDO_MINUTES: i64 = 10;

/// Minutes that a review lock lasts after an editor opened an item.
pub const REVIEW_LOCK_MINUTES: i64 = 10;

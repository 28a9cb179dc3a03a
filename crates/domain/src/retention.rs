//! How long things wait for somebody, and how long they are kept.

/// Days in which an address must be confirmed: of what was submitted, asked or followed, and of an offer of ownership.
pub const CONFIRM_DAYS: i64 = 14;
/// [`CONFIRM_DAYS`] as a sentence says it.
pub const CONFIRM_NL: &str = days_nl(CONFIRM_DAYS);

/// Minutes that a mailed link or code to sign in works, from when the mail leaves.
pub const SIGN_IN_MINUTES: i64 = 10;
/// [`SIGN_IN_MINUTES`] as a sentence says it.
pub const SIGN_IN_NL: &str = minutes_nl(SIGN_IN_MINUTES);

/// Days that somebody stays signed in without coming back.
pub const SESSION_DAYS: i64 = 30;
/// [`SESSION_DAYS`] as a sentence says it.
pub const SESSION_NL: &str = days_nl(SESSION_DAYS);
/// Days after which somebody has to sign in again, however often they came back.
pub const LONGEST_SESSION_DAYS: i64 = 90;
/// [`LONGEST_SESSION_DAYS`] as a sentence says it.
pub const LONGEST_SESSION_NL: &str = days_nl(LONGEST_SESSION_DAYS);
/// [`SESSION_DAYS`] for who has a role.
pub const ROLE_SESSION_DAYS: i64 = 7;
/// [`ROLE_SESSION_DAYS`] as a sentence says it.
pub const ROLE_SESSION_NL: &str = days_nl(ROLE_SESSION_DAYS);
/// [`LONGEST_SESSION_DAYS`] for who has a role.
pub const LONGEST_ROLE_SESSION_DAYS: i64 = 30;
/// [`LONGEST_ROLE_SESSION_DAYS`] as a sentence says it.
pub const LONGEST_ROLE_SESSION_NL: &str = days_nl(LONGEST_ROLE_SESSION_DAYS);
/// Days that the session of a browser is kept in which nobody is signed in.
pub const VISIT_DAYS: i64 = 1;

/// Minutes that a passkey counts for what asks for it again: members, the log, erasing.
pub const PASSKEY_MINUTES: i64 = 10;
/// [`PASSKEY_MINUTES`] as a sentence says it.
pub const PASSKEY_NL: &str = minutes_nl(PASSKEY_MINUTES);

/// Days that it is known that a form was handled, so that it is not handled again.
pub const FORM_DAYS: i64 = 1;

/// Days that it is known that a mail went out.
pub const MAIL_DAYS: i64 = 30;
/// [`MAIL_DAYS`] as a sentence says it.
pub const MAIL_NL: &str = days_nl(MAIL_DAYS);

/// Days that it is known who did what.
pub const AUDIT_DAYS: i64 = 365;
/// [`AUDIT_DAYS`] as a sentence says it.
pub const AUDIT_NL: &str = days_nl(AUDIT_DAYS);

/// Minutes in which an editor can take a decision back, and that the mail about it waits.
pub const UNDO_MINUTES: i64 = 10;
/// [`UNDO_MINUTES`] as a sentence says it.
pub const UNDO_NL: &str = minutes_nl(UNDO_MINUTES);

/// Minutes that a review lock lasts after an editor opened an item.
pub const REVIEW_LOCK_MINUTES: i64 = 10;

/// A period as a sentence says it. Another period does not compile before it has its words here.
pub(crate) const fn days_nl(days: i64) -> &'static str {
    match days {
        7 => "zeven dagen",
        14 => "veertien dagen",
        30 => "dertig dagen",
        60 => "zestig dagen",
        90 => "negentig dagen",
        365 => "een jaar",
        _ => panic!("a period without words"),
    }
}

/// As [`days_nl`], in weeks.
pub(crate) const fn weeks_nl(days: i64) -> &'static str {
    match days {
        14 => "twee weken",
        _ => panic!("a period without words"),
    }
}

const fn minutes_nl(minutes: i64) -> &'static str {
    match minutes {
        10 => "tien minuten",
        _ => panic!("a period without words"),
    }
}

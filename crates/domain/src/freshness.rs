//! Fresh or fading: when the owners are asked whether something still holds, and when it fades.

use crate::retention::{days_nl, weeks_nl};

/// How many days after the last confirmation the owners are asked.
pub const FRESH_DAYS: i64 = 365;
/// [`FRESH_DAYS`] as a sentence says it.
pub const FRESH_NL: &str = days_nl(FRESH_DAYS);
/// How many days there are at least between two mails, and between the last one and fading.
pub const PAUSE_DAYS: i64 = 14;
/// [`PAUSE_DAYS`] as a sentence says it.
pub const PAUSE_NL: &str = weeks_nl(PAUSE_DAYS);
/// How many mails ask before it fades.
pub const REMINDERS: u32 = 3;
/// How many days the link in such a mail works, from when the mail leaves: longer than it takes to fade.
pub const LINK_DAYS: i64 = 60;
/// [`LINK_DAYS`] as a sentence says it.
pub const LINK_NL: &str = days_nl(LINK_DAYS);
/// How many days after the last confirmation something fades when there is nobody to ask.
pub const FADE_DAYS: i64 = FRESH_DAYS + PAUSE_DAYS * REMINDERS as i64;

/// How an initiative stands that was last confirmed some time ago.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Age {
    /// Days since the last confirmation.
    pub days: i64,
    /// Mails that asked since then.
    pub reminders: u32,
    /// Days since the last of those.
    pub since_reminder: i64,
    /// Whether there is an owner to ask.
    pub owned: bool,
}

/// What a day asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    /// Nothing yet.
    Nothing,
    /// A mail to the owners.
    Reminder,
    /// It fades.
    Fading,
}

impl Age {
    /// What is due today. A day that was missed is not made up for: one mail, and the next no sooner than after a pause.
    #[must_use]
    pub fn due(self) -> Due {
        let Self { days, reminders, since_reminder, owned } = self;
        match (owned, reminders) {
            (false, _) if days >= FADE_DAYS => Due::Fading,
            (true, 0) if days >= FRESH_DAYS => Due::Reminder,
            (true, 1..REMINDERS) if since_reminder >= PAUSE_DAYS => Due::Reminder,
            (true, REMINDERS..) if since_reminder >= PAUSE_DAYS => Due::Fading,
            _ => Due::Nothing,
        }
    }
}

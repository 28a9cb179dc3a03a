//! iCalendar (RFC 5545): events as calendars read them, in a feed that people subscribe to or as a part of a mail.
//!
//! The same calendar gives the same bytes: nothing here asks a clock, and `DTSTAMP` is when the event last changed. An
//! event that moves keeps its `UID` and grows its `SEQUENCE`; one that is cancelled stays, with its status.
//!
//! Knows no noun of the map: what an event is called and where its page is, are arguments.

mod calendar;
mod event;
mod line;
#[cfg(test)]
mod tests;
mod zone;

pub use self::{
    calendar::{Calendar, CalendarUser, Method},
    event::{Event, Status},
};

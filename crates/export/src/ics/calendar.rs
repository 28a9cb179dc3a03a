//! The calendar: `VCALENDAR` (RFC 5545, 3.4 and 3.6; RFC 7986, 5) and what is done with it (RFC 5546).

use super::{
    event::Event,
    line::{Lines, parameter, uri},
    zone::VTIMEZONE,
};

/// `PRODID`: who wrote it.
const PRODUCT: &str = "-//InnovatieKaart//NL";

/// How long a program waits before it reads a feed again: a duration (RFC 5545, 3.3.6).
const REFRESH: &str = "PT4H";

/// What whoever receives a calendar does with it (RFC 5546, 1.4).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// Shows the events: a feed, or a file that anybody may have.
    Publish,
    /// Puts the event in the attendee's calendar, or changes the one with this `UID` and a lower `SEQUENCE`.
    Request,
    /// Takes the event out of the attendee's calendar. With [`super::Status::Cancelled`] the event is off; with
    /// another status it goes on without this attendee, and no `STATUS` is written (RFC 5546, 3.2.5).
    Cancel,
}

impl Method {
    /// The value of `METHOD`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Publish => "PUBLISH",
            Self::Request => "REQUEST",
            Self::Cancel => "CANCEL",
        }
    }

    /// The `Content-Type` of the calendar, as a part of a mail or over HTTP. A mail whose part does not name the method
    /// is not acted upon (RFC 6047, 2.4).
    #[must_use]
    pub const fn content_type(self) -> &'static str {
        match self {
            Self::Publish => "text/calendar; charset=utf-8; method=PUBLISH",
            Self::Request => "text/calendar; charset=utf-8; method=REQUEST",
            Self::Cancel => "text/calendar; charset=utf-8; method=CANCEL",
        }
    }
}

/// Somebody with a calendar and an address for mail (RFC 5545, 3.3.3).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarUser {
    /// The name that is shown (`CN`); empty for none.
    pub name: String,
    /// The address for mail, without `mailto:`.
    pub address: String,
}

impl CalendarUser {
    /// The parameter of the name, and the address as a URI.
    fn value(&self) -> String {
        let name = parameter(&self.name);
        let name = if name.is_empty() { name } else { format!(";CN=\"{name}\"") };
        format!("{name}:mailto:{}", uri(&self.address))
    }
}

/// Events to publish, or one event for the calendar of one person.
#[derive(Debug, Clone, PartialEq)]
pub struct Calendar {
    /// What the feed is called in a list of calendars (`NAME`, and `X-WR-CALNAME` for older programs); empty for none.
    pub name: String,
    /// The absolute address of the feed itself (`SOURCE`), which programs read again every four hours; empty for none.
    /// Only written under [`Method::Publish`].
    pub source: String,
    /// In the order in which they are written. Under [`Method::Request`] and [`Method::Cancel`] one.
    pub events: Vec<Event>,
    /// What is done with them.
    pub method: Method,
    /// Who organises the events. Required by mail; in a feed, programs take an event that has one for an invitation.
    pub organizer: Option<CalendarUser>,
    /// In whose calendar it goes: somebody who has said yes, so nobody is asked to answer. Required by mail, and never
    /// written under [`Method::Publish`] (RFC 5546, 3.2.1).
    pub attendee: Option<CalendarUser>,
}

impl Calendar {
    /// The calendar as text: lines of at most 75 bytes, each ended by CR LF. `VTIMEZONE` is there when an event needs it.
    #[must_use]
    pub fn write(&self) -> String {
        let mut events = Lines::new();
        let mut local = false;
        let people = self.people();
        for event in &self.events {
            local |= event.write(self.method, &people, &mut events);
        }
        let mut lines = Lines::new();
        self.head(&mut lines);
        if local {
            lines.each(&VTIMEZONE);
        }
        lines.append(events);
        lines.line("END:VCALENDAR");
        lines.finish()
    }

    fn head(&self, lines: &mut Lines) {
        lines.each(&["BEGIN:VCALENDAR", "VERSION:2.0"]);
        lines.line(&format!("PRODID:{PRODUCT}"));
        lines.line(&format!("METHOD:{}", self.method.name()));
        lines.text("NAME", &self.name);
        lines.text("X-WR-CALNAME", &self.name);
        if self.method == Method::Publish && !self.source.is_empty() {
            lines.uri("SOURCE;VALUE=URI", &self.source);
            lines.line(&format!("REFRESH-INTERVAL;VALUE=DURATION:{REFRESH}"));
            lines.line(&format!("X-PUBLISHED-TTL:{REFRESH}"));
        }
    }

    /// The lines of organiser and attendee, which each event has.
    fn people(&self) -> Vec<String> {
        let organizer = self.organizer.as_ref().map(|user| format!("ORGANIZER{}", user.value()));
        let attendee = self.attendee.as_ref().filter(|_| self.method != Method::Publish);
        let attendee = attendee.map(|user| format!("ATTENDEE;PARTSTAT=ACCEPTED;RSVP=FALSE{}", user.value()));
        organizer.into_iter().chain(attendee).collect()
    }
}

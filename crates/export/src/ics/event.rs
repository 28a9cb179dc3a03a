//! One event: `VEVENT` (RFC 5545, 3.6.1).

use domain::{LngLat, Moment};

use super::{
    calendar::Method,
    line::{Lines, escape},
    zone::{self, utc},
};

/// Whether an event goes on (RFC 5545, 3.8.1.11).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// It goes on.
    Confirmed,
    /// It does not.
    Cancelled,
    /// It may.
    Tentative,
}

impl Status {
    /// The value of `STATUS`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Confirmed => "CONFIRMED",
            Self::Cancelled => "CANCELLED",
            Self::Tentative => "TENTATIVE",
        }
    }
}

/// An event. What is empty is left out; control characters are, too. A line break is kept in [`Self::summary`],
/// [`Self::description`] and [`Self::location`].
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// What it is known by in every calendar, for ever (`UID`): the same whoever asks, and never empty.
    pub uid: String,
    /// When it last changed (`DTSTAMP` and `LAST-MODIFIED`).
    pub changed: Moment,
    /// When it begins (`DTSTART`): an instant, written by the clock of `Europe/Amsterdam`. An instant whose time that
    /// clock shows twice, in the night in autumn, is written in UTC: the local time would be read as the first of the
    /// two, or not at all.
    pub begins: Moment,
    /// When it ends (`DTEND`), written likewise: after it begins.
    pub ends: Moment,
    /// How often its times, place or status changed (`SEQUENCE`): calendars take the highest.
    pub sequence: u32,
    /// Whether it goes on.
    pub status: Status,
    /// The title.
    pub summary: String,
    /// What it is about, as plain text.
    pub description: String,
    /// Where it is, in words.
    pub location: String,
    /// The absolute address of its page.
    pub url: String,
    /// What it is listed under, each without space around it.
    pub categories: Vec<String>,
    /// Where it is (`GEO`), to six decimals: about 0.1 m.
    pub position: Option<LngLat>,
    /// The address where one takes part online (`CONFERENCE`; RFC 7986, 5.11). A feed is read by anybody, and people
    /// share their calendars: only for a mail to somebody who takes part.
    pub conference: Option<String>,
}

impl Event {
    /// Adds the event with the lines of `people`; whether it has a local time.
    pub(super) fn write(&self, method: Method, people: &[String], lines: &mut Lines) -> bool {
        lines.line("BEGIN:VEVENT");
        lines.text("UID", &self.uid);
        let changed = utc(&self.changed);
        lines.line(&format!("DTSTAMP:{changed}"));
        lines.line(&format!("LAST-MODIFIED:{changed}"));
        let begins = zone::write("DTSTART", self.begins, lines);
        let ends = zone::write("DTEND", self.ends, lines);
        lines.line(&format!("SEQUENCE:{}", self.sequence));
        if method != Method::Cancel || self.status == Status::Cancelled {
            lines.line(&format!("STATUS:{}", self.status.name()));
        }
        for line in people {
            lines.line(line);
        }
        lines.text("SUMMARY", &self.summary);
        lines.text("DESCRIPTION", &self.description);
        lines.text("LOCATION", &self.location);
        if let Some(position) = self.position.map(LngLat::rounded) {
            lines.line(&format!("GEO:{};{}", position.lat(), position.lon()));
        }
        lines.uri("URL", &self.url);
        let categories: Vec<_> =
            self.categories.iter().map(|name| escape(name.trim())).filter(|n| !n.is_empty()).collect();
        if !categories.is_empty() {
            lines.line(&format!("CATEGORIES:{}", categories.join(",")));
        }
        lines.uri("CONFERENCE;VALUE=URI", self.conference.as_deref().unwrap_or_default());
        lines.line("END:VEVENT");
        begins | ends
    }
}

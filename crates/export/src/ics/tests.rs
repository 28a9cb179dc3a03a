//! Calendars as other programs read them: calcard, and the text itself.

use calcard::{
    Entry, Parser,
    common::timezone::Tz,
    icalendar::{ICalendar, ICalendarComponent, ICalendarComponentType, ICalendarProperty, ICalendarValue},
};
use domain::{LngLat, Moment};
use jiff::{Timestamp, ToSpan, civil};
use proptest::prelude::*;

use super::*;

fn moment(second: i64) -> Moment {
    Moment::parse(&Timestamp::from_second(second).unwrap().to_string()).unwrap()
}

fn second(moment: &Moment) -> i64 {
    moment.parse::<Timestamp>().unwrap().as_second()
}

fn event(uid: &str, begins: i64, ends: i64) -> Event {
    Event {
        uid: uid.to_owned(),
        changed: Moment::parse("2026-11-01T09:30:05Z").unwrap(),
        begins: moment(begins),
        ends: moment(ends),
        sequence: 0,
        status: Status::Confirmed,
        summary: String::new(),
        description: String::new(),
        location: String::new(),
        url: String::new(),
        categories: Vec::new(),
        position: None,
        conference: None,
    }
}

/// With everything that an event may have.
fn full() -> Event {
    let begins = second(&Moment::parse("2026-12-09T13:00:00Z").unwrap());
    Event {
        sequence: 2,
        summary: "Marktplaats Midden; robots, en meer".to_owned(),
        description:
            "Eerst kijken.\nDan doen: een middag over leren programmeren voor de onderbouw, met koffie na afloop."
                .to_owned(),
        location: "De Synergie, Roermond".to_owned(),
        url: "https://kaart.example/agenda/7?a=1,2;3".to_owned(),
        categories: vec!["STEAM".to_owned(), " ".to_owned(), "Rekenen, taal".to_owned()],
        position: Some(LngLat::new(5.987_654_32, 51.194_444_44).unwrap()),
        ..event("7@kaart.example", begins, begins + 9000)
    }
}

fn feed(events: Vec<Event>) -> Calendar {
    Calendar {
        name: "Agenda: Midden-Limburg".to_owned(),
        source: "https://kaart.example/agenda.ics?regio=midden".to_owned(),
        events,
        method: Method::Publish,
        organizer: None,
        attendee: None,
    }
}

fn mail(method: Method, event: Event) -> Calendar {
    let user = |name: &str, address: &str| CalendarUser { name: name.to_owned(), address: address.to_owned() };
    Calendar {
        method,
        organizer: Some(user("InnovatieKaart", "kaart@kaart.example")),
        attendee: Some(user("Jo \"J.\" de Wit: leraar", "jo@school.example")),
        ..feed(vec![event])
    }
}

fn unfolded(text: &str) -> String {
    text.replace("\r\n ", "")
}

/// The one calendar in a file.
fn read(text: &str) -> ICalendar {
    let mut parser = Parser::new(text);
    let calendar = match parser.entry() {
        Entry::ICalendar(calendar) => calendar,
        other => panic!("no calendar: {other:?}"),
    };
    assert_eq!(parser.entry(), Entry::Eof);
    calendar
}

fn events(calendar: &ICalendar) -> impl Iterator<Item = &ICalendarComponent> {
    calendar.components.iter().filter(|part| part.component_type == ICalendarComponentType::VEvent)
}

fn text<'a>(part: &'a ICalendarComponent, property: &ICalendarProperty) -> &'a str {
    part.property(property).and_then(|entry| entry.values.first()).and_then(ICalendarValue::as_text).unwrap_or_default()
}

#[test]
fn a_feed_in_full() {
    let expected = "BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//InnovatieKaart//NL
METHOD:PUBLISH
NAME:Agenda: Midden-Limburg
X-WR-CALNAME:Agenda: Midden-Limburg
SOURCE;VALUE=URI:https://kaart.example/agenda.ics?regio=midden
REFRESH-INTERVAL;VALUE=DURATION:PT4H
X-PUBLISHED-TTL:PT4H
BEGIN:VTIMEZONE
TZID:Europe/Amsterdam
BEGIN:DAYLIGHT
DTSTART:19700329T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19701025T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
UID:7@kaart.example
DTSTAMP:20261101T093005Z
LAST-MODIFIED:20261101T093005Z
DTSTART;TZID=Europe/Amsterdam:20261209T140000
DTEND;TZID=Europe/Amsterdam:20261209T163000
SEQUENCE:2
STATUS:CONFIRMED
SUMMARY:Marktplaats Midden\\; robots\\, en meer
DESCRIPTION:Eerst kijken.\\nDan doen: een middag over leren programmeren voo
 r de onderbouw\\, met koffie na afloop.
LOCATION:De Synergie\\, Roermond
GEO:51.194444;5.987654
URL:https://kaart.example/agenda/7?a=1,2;3
CATEGORIES:STEAM,Rekenen\\, taal
END:VEVENT
END:VCALENDAR
";
    assert_eq!(feed(vec![full()]).write(), expected.replace('\n', "\r\n"));
}

#[test]
fn a_feed_without_events_has_no_zone() {
    let written = Calendar { name: String::new(), source: String::new(), ..feed(Vec::new()) }.write();
    let expected =
        ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//InnovatieKaart//NL", "METHOD:PUBLISH", "END:VCALENDAR", ""];
    assert_eq!(written, expected.join("\r\n"));
}

#[test]
fn a_mail_names_who_organises_and_who_comes() {
    let conference = Some("https://overleg.example/kamer?pwd=a;b".to_owned());
    let written = unfolded(&mail(Method::Request, Event { conference, ..full() }).write());
    for line in [
        "METHOD:REQUEST",
        "ORGANIZER;CN=\"InnovatieKaart\":mailto:kaart@kaart.example",
        "ATTENDEE;PARTSTAT=ACCEPTED;RSVP=FALSE;CN=\"Jo 'J.' de Wit: leraar\":mailto:jo@school.example",
        "STATUS:CONFIRMED",
        "CONFERENCE;VALUE=URI:https://overleg.example/kamer?pwd=a;b",
    ] {
        assert_eq!(written.split("\r\n").filter(|&written| written == line).count(), 1, "{line} in {written}");
    }
    assert!(!written.contains("SOURCE") && !written.contains("REFRESH"));
    // A feed is nobody's invitation.
    let attendee = mail(Method::Request, full()).attendee;
    assert!(!Calendar { attendee, ..feed(vec![full()]) }.write().contains("ATTENDEE"));
}

#[test]
fn an_event_is_cancelled_for_all_or_for_one() {
    let all = mail(Method::Cancel, Event { status: Status::Cancelled, ..full() }).write();
    assert!(all.contains("METHOD:CANCEL\r\n") && all.contains("STATUS:CANCELLED\r\n"), "{all}");
    let one = mail(Method::Cancel, full()).write();
    assert!(one.contains("METHOD:CANCEL\r\n") && !one.contains("STATUS"), "{one}");
    for method in [Method::Publish, Method::Request, Method::Cancel] {
        let kind = method.content_type();
        assert_eq!(kind, format!("text/calendar; charset=utf-8; method={}", method.name()));
    }
}

/// The seconds (Unix time) at which the last Saturday of a month begins and its Sunday ends, in UTC.
fn last_weekend(year: i16, month: i8) -> (i64, i64) {
    let sunday = civil::date(year, month, 1).nth_weekday_of_month(-1, civil::Weekday::Sunday).unwrap();
    let at = |day: civil::Date| day.to_zoned_datetime(jiff::tz::TimeZone::UTC).unwrap().timestamp().as_second();
    (at(sunday.checked_sub(1.day()).unwrap()), at(sunday.checked_add(1.day()).unwrap()))
}

/// An event for each minute of the weekends in which the clock changes.
fn each_minute_of_a_change(years: impl Iterator<Item = i16>) -> Vec<(i64, i64)> {
    let weekends = years.flat_map(|year| [last_weekend(year, 3), last_weekend(year, 10)]);
    weekends.flat_map(|(from, to)| (from..to).step_by(60).map(|at| (at, at + 95 * 60))).collect()
}

#[test]
fn each_minute_of_a_change_is_read_back() {
    let times = each_minute_of_a_change(2025..=2032);
    let written = feed(times.iter().map(|&(begins, ends)| event("7", begins, ends)).collect()).write();
    let calendar = read(&written);
    let found = calendar.expand_dates(Tz::Floating, usize::MAX);
    assert!(found.errors.is_empty(), "{:?}", found.errors);
    let mut found = found.events;
    found.sort_by_key(|event| event.comp_id);
    let found: Vec<_> = found.iter().map(|event| event.timestamps()).collect();
    assert!(found == times);
}

/// When the rule of a part of a `VTIMEZONE` sets in in a year (seconds, Unix time), and the seconds that the clock is
/// ahead of UTC from then on.
fn onset(part: &ICalendarComponent, year: i16) -> (i64, i64) {
    let offset = |property| {
        let value = part.property(property).unwrap().values[0].as_partial_date_time().unwrap();
        let seconds = i64::from(value.tz_hour.unwrap()) * 3600 + i64::from(value.tz_minute.unwrap()) * 60;
        if value.tz_minus { -seconds } else { seconds }
    };
    let from = part.property(&ICalendarProperty::Dtstart).unwrap().values[0].as_partial_date_time().unwrap();
    let ICalendarValue::RecurrenceRule(rule) = &part.property(&ICalendarProperty::Rrule).unwrap().values[0] else {
        panic!("no rule");
    };
    assert_eq!((rule.byday.len(), rule.byday[0].ordwk), (1, Some(-1)));
    let (_, end) = last_weekend(year, i8::try_from(rule.bymonth[0].month()).unwrap());
    let hour = i64::from(from.hour.unwrap());
    (end - 86_400 + hour * 3600 - offset(&ICalendarProperty::Tzoffsetfrom), offset(&ICalendarProperty::Tzoffsetto))
}

#[test]
fn the_zone_in_the_file_says_the_same() {
    let years = 2025..=2032;
    let times = each_minute_of_a_change(years.clone());
    let calendar = read(&feed(times.iter().map(|&(begins, ends)| event("7", begins, ends)).collect()).write());
    let parts = calendar.components.iter();
    let parts = parts.filter(|part| {
        matches!(part.component_type, ICalendarComponentType::Daylight | ICalendarComponentType::Standard)
    });
    let mut onsets: Vec<_> = parts.flat_map(|part| (2024..=2033).map(|year| onset(part, year))).collect();
    onsets.sort_unstable();
    let mut local = 0;
    for (event, (begins, _)) in events(&calendar).zip(times) {
        let entry = event.property(&ICalendarProperty::Dtstart).unwrap();
        if entry.tz_id().is_none() {
            continue;
        }
        let clock = entry.values[0].as_partial_date_time().unwrap().to_date_time().unwrap();
        let (_, ahead) = onsets.iter().rfind(|(onset, _)| *onset <= begins).unwrap();
        assert_eq!(clock.date_time.and_utc().timestamp() - ahead, begins);
        local += 1;
    }
    // All but the two hours of each autumn.
    assert_eq!(local, years.count() * (2 * 2 * 1440 - 120));
}

fn any_event() -> impl Strategy<Value = Event> {
    let words = || "([a-z ,;:\\\\\"\n]|[^\\pC\\p{Zl}\\p{Zp}]){0,90}";
    // From 1996, when the rule began, to 2100.
    let time = (820_454_400_i64..4_102_444_800, 60_i64..200_000);
    let status = prop_oneof![Just(Status::Confirmed), Just(Status::Cancelled), Just(Status::Tentative)];
    // Without spaces in categories, some of which calcard drops.
    let place = proptest::option::of((-180.0..180.0, -90.0..90.0));
    let rest = (any::<u32>(), status, place, proptest::collection::vec("[^\\pC\\pZ]{0,60}", 0..4));
    (time, words(), words(), words(), rest).prop_map(|((at, long), summary, description, location, rest)| {
        let (sequence, status, place, categories) = rest;
        Event {
            sequence,
            status,
            summary,
            description,
            location,
            url: "https://kaart.example/agenda/7".to_owned(),
            categories,
            position: place.map(|(lon, lat)| LngLat::new(lon, lat).unwrap()),
            ..event("7@kaart.example", at, at + long)
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn a_calendar_is_well_formed(list in proptest::collection::vec(any_event(), 0..4), request in any::<bool>()) {
        let calendar = match list.first() {
            Some(first) if request => mail(Method::Request, first.clone()),
            _ => feed(list),
        };
        let written = calendar.write();
        prop_assert_eq!(&written, &calendar.clone().write());

        prop_assert!(written.ends_with("\r\n"));
        prop_assert!(!written.replace("\r\n", "").contains(['\r', '\n']));
        prop_assert!(written.split("\r\n").all(|line| line.len() <= 75));

        let used = unfolded(&written).matches(";TZID=Europe/Amsterdam:").count();
        prop_assert_eq!(written.matches(";TZID=").count(), used);
        prop_assert_eq!(written.matches("BEGIN:VTIMEZONE\r\n").count(), usize::from(used > 0));
        prop_assert_eq!(written.matches("\r\nTZID:Europe/Amsterdam\r\n").count(), usize::from(used > 0));
    }

    #[test]
    fn another_program_reads_what_was_written(list in proptest::collection::vec(any_event(), 1..4)) {
        let calendar = read(&feed(list.clone()).write());
        let mut dates = calendar.expand_dates(Tz::Floating, 100).events;
        dates.sort_by_key(|event| event.comp_id);
        prop_assert_eq!(events(&calendar).count(), list.len());
        prop_assert_eq!(dates.len(), list.len());
        for ((found, date), wanted) in events(&calendar).zip(dates).zip(list) {
            prop_assert_eq!(date.timestamps(), (second(&wanted.begins), second(&wanted.ends)));
            prop_assert_eq!(found.uid(), Some(&*wanted.uid));
            prop_assert_eq!(text(found, &ICalendarProperty::Summary), wanted.summary);
            prop_assert_eq!(text(found, &ICalendarProperty::Description), wanted.description);
            prop_assert_eq!(text(found, &ICalendarProperty::Location), wanted.location);
            let sequence = found.property(&ICalendarProperty::Sequence).unwrap().values[0].as_integer();
            prop_assert_eq!(sequence, Some(i64::from(wanted.sequence)));
            let categories = found.property(&ICalendarProperty::Categories);
            let categories = categories.map_or(&[][..], |entry| &entry.values[..]);
            let categories: Vec<_> = categories.iter().map(|value| value.as_text().unwrap().to_owned()).collect();
            let wanted: Vec<_> = wanted.categories.into_iter().filter(|name| !name.is_empty()).collect();
            prop_assert_eq!(categories, wanted);
        }
    }
}

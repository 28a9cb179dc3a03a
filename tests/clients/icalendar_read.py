"""Read a calendar, a file or an address, with icalendar: what every event must have, and times by the file's own zone."""

import sys
import urllib.request
from datetime import UTC
from pathlib import Path

from icalendar import Calendar

NEEDED = ["UID", "DTSTAMP", "LAST-MODIFIED", "DTSTART", "DTEND", "SEQUENCE", "STATUS"]


def read(source):
    if source.startswith(("http://", "https://")):
        with urllib.request.urlopen(source, timeout=30) as answer:
            kind = answer.headers["Content-Type"]
            assert kind.startswith("text/calendar"), f"the type is {kind}"
            return answer.read()
    return Path(source).read_bytes()


def check_text(content):
    assert b"token" not in content.replace(b"\r\n ", b"").lower(), "a token in a file that anybody may have"
    assert content.endswith(b"\r\n"), "the last line has no end"
    for line in content.removesuffix(b"\r\n").split(b"\r\n"):
        assert b"\r" not in line and b"\n" not in line, f"a lone line break: {line}"
        assert len(line) <= 75, f"a line of {len(line)} bytes: {line}"
        line.decode()


def check_event(event, zones):
    uid = event.get("UID")
    missing = [name for name in NEEDED if name not in event]
    assert not missing, f"{uid} lacks {missing}"
    assert not event.errors, f"{uid}: {event.errors}"
    for name in ["DTSTART", "DTEND"]:
        value = event[name]
        assert value.dt.tzinfo is not None, f"{name} of {uid} has no zone"
        if zone := value.params.get("TZID"):
            assert zone in zones, f"{uid} uses {zone}, which the file does not describe"
            described = value.dt.replace(tzinfo=zones[zone])
            assert described.astimezone(UTC) == value.dt.astimezone(UTC), f"{name} of {uid}: {described}, {value.dt}"
    assert event["DTEND"].dt.astimezone(UTC) > event["DTSTART"].dt.astimezone(UTC), f"{uid} ends before it begins"


def main(source):
    content = read(source)
    check_text(content)
    calendar = Calendar.from_ical(content)
    assert not calendar.errors, calendar.errors
    described = [str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")]
    events = calendar.walk("VEVENT")
    used = {event[name].params.get("TZID") for event in events for name in ["DTSTART", "DTEND"] if name in event}
    assert sorted(described) == sorted(used - {None}), f"zones described: {described}, used: {used}"
    # The zone as the file describes it, not as this machine knows it.
    zones = {str(zone["TZID"]): zone.to_tz(lookup_tzid=False) for zone in calendar.walk("VTIMEZONE")}
    for event in events:
        check_event(event, zones)
    uids = [str(event["UID"]) for event in events]
    assert len(uids) == len(set(uids)), "two events have one UID"
    print(f"icalendar: {source}, {len(events)}")


main(sys.argv[1])

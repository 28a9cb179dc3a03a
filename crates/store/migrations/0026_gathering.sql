-- Gatherings, and who takes part.
-- As in 0001: text, bigint and double precision only; lists are JSON text; instants RFC 3339 text in UTC; null for none.

create table gathering (
    id bigint primary key not null,
    -- marktplaats | atelier | pitch | symposium | campagne | netwerk
    kind text not null,
    title text not null,
    summary text not null,
    body text not null,
    themes text not null,
    -- for whom; an empty list for everybody
    sectors text not null,
    begins text not null,
    ends text not null,
    -- op-locatie | online | hybride
    mode text not null,
    -- where it is held: of all, and of those set aside
    seats bigint not null,
    reserved bigint not null,
    -- the most at a distance; null for no limit
    online bigint,
    -- of the connection; never public
    online_address text not null,
    -- when one can register: from, and the first moment that is too late
    opens text not null,
    closes text not null,
    waiting_list bigint not null,
    -- house and room, and street and number
    location text not null,
    address text not null,
    -- of the school that is host
    site_code text,
    partners text not null,
    -- where it is held; all null for online only
    lon double precision,
    lat double precision,
    region text,
    municipality text,
    town text,
    -- concept | aangekondigd | geannuleerd
    status text not null,
    -- why it was cancelled; empty for no reason
    reason text not null,
    -- how often begin, end, place, mode or status changed since it was announced
    sequence bigint not null,
    -- the first of its series, which is in its own
    series bigint not null references gathering (id),
    example bigint not null,
    changed text not null,
    made text not null
);

create index gathering_begins on gathering (begins);

create table registration (
    id bigint primary key not null,
    gathering bigint not null references gathering (id),
    -- the order of the line: who comes later has a higher one
    place bigint not null,
    -- op-locatie | online
    attendance text not null,
    -- how many persons: all get a seat, or none
    persons bigint not null,
    -- te-bevestigen | ingeschreven | wachtlijst | aangeboden | afgemeld | verlopen | vervallen | geannuleerd
    state text not null,
    -- until when seats are held or offered
    until text,
    -- seats are held while the address is not confirmed
    holds bigint not null,
    -- takes a freed seat without being asked
    at_once bigint not null,
    school text not null,
    -- who registered; null and empty once they are forgotten
    name text not null,
    email text,
    job_title text not null,
    -- the names of the others, as far as they are known
    colleagues text not null,
    -- of diet or access; forgotten soon after the end
    wishes text not null,
    -- niemand | deelnemers | iedereen
    visibility text not null,
    made text not null
);

create index registration_gathering on registration (gathering, place);
create index registration_email on registration (email);
create index registration_until on registration (until);
create unique index registration_once on registration (gathering, email)
    where state in ('te-bevestigen', 'ingeschreven', 'wachtlijst', 'aangeboden');

alter table confirmation add column registration bigint references registration (id) on delete cascade;
create index confirmation_registration on confirmation (registration);

-- a calendar file that comes with a mail; empty for none
alter table mail add column calendar text not null default '';

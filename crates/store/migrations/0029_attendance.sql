-- On the day of a gathering and afterwards: who was there, what they thought of it, and what came of it.
-- As in 0001: text, bigint and double precision only; lists are JSON text; instants RFC 3339 text in UTC; null for none.

-- the key of the address where volunteers check people in; null for none
alter table gathering add column check_in text;
-- whoever was there is asked what they think of it
alter table gathering add column evaluated bigint not null default 0;
-- who put it on the agenda
alter table gathering add column announced_by bigint references person (id);

-- one for each person of a registration that has seats
create table seat (
    registration bigint not null references registration (id),
    -- from 1: of whoever registered, then of the others
    number bigint not null,
    -- what they show at the door, and what their certificate is found by; null once names are forgotten
    code text unique,
    proof text unique,
    -- when they were checked in; null for not
    present text,
    made text not null,
    primary key (registration, number)
);

-- what somebody who registered was told once
create table registration_told (
    registration bigint not null references registration (id),
    -- herinnering and the day of the gathering | evaluatie
    thing text not null,
    at text not null,
    primary key (registration, thing)
);

-- what whoever announced a gathering was told once
create table gathering_told (
    gathering bigint not null references gathering (id),
    -- verslag and after how many days
    thing text not null,
    at text not null,
    primary key (gathering, thing)
);

-- a mailed link to say what one thinks of a gathering: not whose it is, and not what they answered
create table evaluation_link (
    -- hash of the token
    token text primary key not null,
    gathering bigint not null references gathering (id),
    used bigint not null
);

-- an answer, of nobody
create table evaluation (
    -- random: not the order in which answers came
    id text primary key not null,
    gathering bigint not null references gathering (id),
    -- from 1 to 5
    useful text not null,
    takes text not null,
    better text not null
);

create index evaluation_gathering on evaluation (gathering);

-- what came of a gathering
create table gathering_report (
    gathering bigint primary key not null references gathering (id),
    results text not null,
    lessons text not null,
    links text not null,
    -- numbers of initiatives
    initiatives text not null,
    changed text not null
);

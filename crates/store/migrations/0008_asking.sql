-- Asking, reporting, and "wij doen dit ook".
-- As in 0001: text, bigint and double precision only; instants RFC 3339 text in UTC.

-- a question whose asker has still to confirm the address; gone once it is relayed
create table question (
    -- hash of the token in the link
    token text primary key not null,
    initiative bigint not null references initiative (id),
    name text not null,
    email text not null,
    body text not null,
    -- forgotten then
    expires text not null
);

create index question_expires on question (expires);

-- how often an initiative was asked something, and when last: not what, nor by whom
create table asked (
    initiative bigint primary key not null references initiative (id),
    count bigint not null,
    last text not null
);

-- something wrong, for the editors; once handled only that it was there is left
create table report (
    id bigint primary key not null,
    initiative bigint not null references initiative (id),
    -- initiatief | vraag
    about text not null,
    reason text not null,
    -- where who reported it wants to hear more; empty for nowhere
    email text not null,
    reported text not null,
    -- null while nobody has
    handled text
);

-- one initiative took over from another; all rows together hold no circle
create table adoption (
    adopter bigint not null references initiative (id),
    source bigint not null references initiative (id),
    asked text not null,
    -- by the source; null while it waits
    confirmed text,
    primary key (adopter, source)
);

create index adoption_source on adoption (source);

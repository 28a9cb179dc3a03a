-- Fresh or fading, and following a search.
-- As in 0001: text, bigint and double precision only; instants RFC 3339 text in UTC; empty for never.

-- Only what can't be derived. An initiative was last confirmed at the later one of `confirmed` and
-- `initiative.changed`; mails and fading from before that moment no longer count.
create table freshness (
    initiative bigint primary key not null references initiative (id),
    -- "klopt nog", or the last import that contained what nobody owns
    confirmed text not null,
    -- how often the owners were asked, and when last
    reminders bigint not null,
    reminded text not null,
    faded text not null
);

-- a link in such a mail; only a hash is kept. Who is no owner any more can't answer
create table freshness_link (
    token text primary key not null,
    initiative bigint not null,
    person bigint not null,
    foreign key (initiative, person) references owner (initiative, person) on delete cascade
);

create index freshness_link_owner on freshness_link (initiative, person);

-- what has ever been on the map, in the order in which it came; what came together has the same number
create table publication (
    initiative bigint primary key not null references initiative (id),
    ordinal bigint not null
);

insert into publication (initiative, ordinal)
select id, 1 from initiative where status in ('gepubliceerd', 'gearchiveerd');

-- somebody wants a mail when something new fits a search
create table follow (
    id bigint primary key not null,
    -- in lower case; kept nowhere else
    email text not null,
    -- the search as an address carries it, without the question mark; empty for everything
    query text not null,
    created text not null,
    -- up to which publication they know
    told bigint not null,
    -- when the last mail was written, at first when the address was confirmed; null before
    mailed text
);

create index follow_email on follow (email);

-- a link in a mail to a follower, to confirm or to end it; only a hash is kept
create table follow_link (
    token text primary key not null,
    follow bigint not null references follow (id) on delete cascade
);

create index follow_link_follow on follow_link (follow);

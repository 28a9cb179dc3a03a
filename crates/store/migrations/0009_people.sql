-- Who somebody is, what they show of it, and what they have not sent in yet.
-- As in 0001: text, bigint and double precision only; instants RFC 3339 text in UTC, so that they sort.

-- 1: the page of the initiative names this owner; never the address
alter table owner add column shown bigint not null default 0;

-- what the sender of something unconfirmed says of themselves: it becomes theirs when the address is confirmed, since
-- until then it may be somebody else who typed the address
create table introduction (
    initiative bigint primary key not null references initiative (id),
    name text not null,
    -- at school: teacher, team leader
    position text not null,
    -- 1: the page of the initiative is to name them
    shown bigint not null
);

-- a form to place an initiative that was not sent in yet
create table draft (
    -- in lower case
    email text not null,
    -- 1: kept by who was signed in with the address; 0: by who only typed it. One never touches the other
    own bigint not null,
    -- the fields as a form sends them (application/x-www-form-urlencoded)
    body text not null,
    changed text not null,
    primary key (email, own)
);

create index draft_changed on draft (changed);

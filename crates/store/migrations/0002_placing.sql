-- Placing an initiative: who, what was sent in, what was decided, and the mails that tell it.
-- As in 0001: text, bigint and double precision only; instants RFC 3339 text in UTC, so that they sort.

alter table initiative add column period text not null default '';
alter table initiative add column site_code text;

-- somebody with an e-mail address; erased: the address is null and the name empty
create table person (
    id bigint primary key not null,
    -- in lower case
    email text unique,
    name text not null,
    -- at school: teacher, team leader
    position text not null,
    created text not null
);

-- who owns an initiative
create table owner (
    initiative bigint not null references initiative (id),
    person bigint not null references person (id),
    primary key (initiative, person)
);

-- what a person may do beyond their own initiatives
create table member (
    person bigint not null references person (id),
    -- redacteur | organisator | beheerder
    role text not null,
    -- noord | midden | zuid; empty for all
    region text not null,
    -- the last day, YYYY-MM-DD; empty for no end
    until text not null,
    primary key (person, role, region)
);

-- each change of an initiative, the first included; `initiative` holds the last one that was cleared
create table version (
    initiative bigint not null references initiative (id),
    number bigint not null,
    -- onbevestigd | ingezonden | gevraagd | gepubliceerd | afgewezen | vervangen
    state text not null,
    -- who sent it in; null once that person is erased
    person bigint references person (id),
    sent text not null,
    -- why, in the sender's words
    why text not null,
    -- who decided; null while nobody has
    editor bigint references person (id),
    decided text,
    -- what the editor asked or why it was declined
    reason text not null,
    title text not null,
    summary text not null,
    description text not null,
    school text not null,
    sectors text not null,
    themes text not null,
    stage text not null,
    programme text not null,
    website text,
    learning_question text not null,
    outcomes text not null,
    lon double precision not null,
    lat double precision not null,
    region text not null,
    municipality text not null,
    town text not null,
    period text not null,
    site_code text,
    primary key (initiative, number)
);

create index version_state on version (state, sent);

-- a link that was mailed: to sign in, or to confirm what was sent in. Only hashes are kept
create table sign_in (
    -- of the token in the link
    token text primary key not null,
    -- of the code that may be typed instead
    code text not null,
    email text not null,
    -- the initiative that is confirmed with it; null when there is none
    initiative bigint references initiative (id),
    expires text not null,
    -- wrong codes so far
    misses bigint not null,
    used text
);

create index sign_in_email on sign_in (email);

create table session (
    -- of the identifier in the cookie: who reads the database can't sign in with it
    id text primary key not null,
    -- who is signed in; null when nobody is
    person bigint references person (id),
    -- JSON
    data text not null,
    expires text not null
);

create index session_person on session (person);

-- mails, written in the transaction of what they tell
create table mail (
    id bigint primary key not null,
    recipient text not null,
    subject text not null,
    body_text text not null,
    body_html text not null,
    created text not null,
    -- not before this
    due text not null,
    attempts bigint not null,
    sent text
);

create index mail_due on mail (sent, due);

-- who did what, kept for twelve months
create table audit (
    id bigint primary key not null,
    at text not null,
    -- null once that person is erased
    person bigint references person (id),
    -- in words: gepubliceerd, afgewezen, uitgenodigd
    act text not null,
    initiative bigint references initiative (id),
    detail text not null
);

create index audit_at on audit (at);

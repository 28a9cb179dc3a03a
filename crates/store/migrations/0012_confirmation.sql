-- One table for every mailed link, whatever it is for. What is in people's mailboxes keeps working.
-- As in 0001: text, bigint and double precision only; instants RFC 3339 text in UTC; null for none.

-- A question has a number of its own; its link says until when it waits.
alter table question rename to question_before;

create table question (
    id bigint primary key not null,
    initiative bigint not null references initiative (id),
    name text not null,
    email text not null,
    body text not null
);

insert into question (id, initiative, name, email, body)
select row_number() over (order by token), initiative, name, email, body from question_before;

-- a link or a code that was mailed; only hashes are kept
create table confirmation (
    -- of the token in the link
    token text primary key not null,
    -- inloggen | aanbod | vraag | volgen | klopt-nog
    purpose text not null,
    -- what it is about, and with what it ends: a column for each noun, at most one of them filled
    initiative bigint references initiative (id),
    proposal text references proposal (id) on delete cascade,
    question bigint references question (id) on delete cascade,
    follow bigint references follow (id) on delete cascade,
    -- for whom, when what it is about does not say so: an address, or an owner
    email text,
    person bigint references person (id),
    -- of the code that may be typed instead, and how often a wrong one was
    code text,
    misses bigint not null,
    -- until when it works; null for as long as what it is about is there
    expires text,
    -- when it was used, when it works only once
    used text
);

create index confirmation_email on confirmation (email);
create index confirmation_initiative on confirmation (initiative);
create index confirmation_proposal on confirmation (proposal);
create index confirmation_question on confirmation (question);
create index confirmation_follow on confirmation (follow);

insert into confirmation (token, purpose, initiative, email, code, misses, expires, used)
select token, 'inloggen', initiative, email, code, misses, expires, used from sign_in;

-- The key of an offer was the hash of its token. It stays the key, as any other text would be.
insert into confirmation (token, purpose, proposal, misses, expires)
select id, 'aanbod', id, 0, expires from proposal where kind in ('overdracht', 'mede-eigenaar');

insert into confirmation (token, purpose, question, misses, expires)
select token, 'vraag', row_number() over (order by token), 0, expires from question_before;

insert into confirmation (token, purpose, follow, misses)
select token, 'volgen', follow, 0 from follow_link;

insert into confirmation (token, purpose, initiative, person, misses)
select token, 'klopt-nog', initiative, person, 0 from freshness_link;

drop table question_before;
drop table sign_in;
drop table follow_link;
drop table freshness_link;
alter table proposal drop column expires;

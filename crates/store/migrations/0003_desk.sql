-- The editors' desk: who looks at what, and what an undone decision brings back.
-- As in 0001: text, bigint and double precision only; instants RFC 3339 text in UTC.

-- an editor looks at a version that waits; the others see so until it is over
create table claim (
    initiative bigint not null references initiative (id),
    number bigint not null,
    person bigint not null references person (id),
    until text not null,
    primary key (initiative, number)
);

-- what a mail tells, 'initiative/number' of a decision: undoing it takes the mail back. Empty for other mails
alter table mail add column about text not null default '';

-- the row of `initiative` as it was before version `number` was published, so that undoing restores it exactly
create table former (
    initiative bigint primary key not null references initiative (id),
    number bigint not null,
    status text not null,
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
    example bigint not null,
    changed text not null,
    period text not null,
    site_code text
);

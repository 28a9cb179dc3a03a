-- Pictures: those of each version, and those that were uploaded and may be sent in. The files are in the object store,
-- under their hash. As in 0001: text, bigint and double precision only; instants RFC 3339 text in UTC.

-- uploaded while filling in the form; forgotten with what is never confirmed
create table upload (
    -- of the contents
    hash text primary key not null,
    -- in the largest size, in pixels
    width bigint not null,
    height bigint not null,
    created text not null
);

-- the pictures of a version, in its order
create table picture (
    initiative bigint not null,
    number bigint not null,
    ordinal bigint not null,
    hash text not null,
    -- what is on it, for who can't see it
    alt text not null,
    width bigint not null,
    height bigint not null,
    primary key (initiative, number, ordinal),
    foreign key (initiative, number) references version (initiative, number) on delete cascade
);

create index picture_hash on picture (hash);

-- Text, bigint and double precision only, so that the same statements run on PostgreSQL.
-- Lists are JSON text, flags 0 or 1, instants RFC 3339 text in UTC.

create table initiative (
    id bigint primary key not null,
    -- the sender's own key; null when there is none
    key text unique,
    -- gepubliceerd | ingetrokken; a row is never deleted, so an id is never used again
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
    -- computed from the position
    region text not null,
    municipality text not null,
    town text not null,
    example bigint not null,
    changed text not null
);

create table school (
    -- BRIN number and site number together: 17JB05
    site_code text primary key not null,
    brin text not null,
    name text not null,
    kind text not null,
    street text not null,
    postcode text not null,
    -- as registered
    town text not null,
    website text,
    lon double precision not null,
    lat double precision not null,
    -- computed from the position
    region text not null,
    municipality text not null,
    -- name, town, postcode and code, folded: what people search in
    search text not null
);

-- exact municipal borders, when imported
create table area (
    municipality text primary key not null,
    region text not null,
    -- a GeoJSON MultiPolygon
    geometry text not null,
    -- the order of the file
    ordinal bigint not null
);

-- one number that grows with every change of what the map shows
create table revision (
    id bigint primary key not null check (id = 1),
    number bigint not null
);

insert into revision (id, number) values (1, 0);

-- The programme of a gathering, and who offered to pitch.
-- As in 0001: text, bigint and double precision only; instants RFC 3339 text in UTC; null for none.

-- a part of a programme: as it is being made (published 0), and as everybody reads it (published 1)
create table slot (
    id bigint primary key not null,
    gathering bigint not null references gathering (id),
    published bigint not null,
    begins text not null,
    ends text not null,
    -- pitch | workshop | plenair | pauze
    kind text not null,
    title text not null,
    room text not null,
    -- what is pitched
    initiative bigint references initiative (id)
);

create index slot_gathering on slot (gathering, published, begins);
create index slot_initiative on slot (initiative);

-- an owner offers to pitch an initiative
create table pitch (
    gathering bigint not null references gathering (id),
    initiative bigint not null references initiative (id),
    -- who offered; null once erased
    person bigint references person (id),
    why text not null,
    -- aangeboden | geaccepteerd | afgewezen | ingetrokken
    state text not null,
    made text not null,
    primary key (gathering, initiative)
);

create index pitch_initiative on pitch (initiative);

-- How somebody becomes an owner: by a claim, an offer of an owner, or by asking to join.
-- A row is there for as long as it is open; what became of it stands in the log.

create table proposal (
    -- hash of a random token; for an offer, of the one in the link that was mailed
    id text primary key not null,
    initiative bigint not null references initiative (id),
    -- claim | overdracht | mede-eigenaar | erbij
    kind text not null,
    -- who asks, or which owner offers
    person bigint not null references person (id),
    -- to whom it is offered; empty when somebody asks for themself
    email text not null,
    -- who they are, in their own words; empty for an offer
    why text not null,
    made text not null,
    -- until when an offer can be accepted; empty for no end
    expires text not null
);

create unique index proposal_one_handover on proposal (initiative) where kind = 'overdracht';
create unique index proposal_asks_once on proposal (initiative, person) where kind in ('claim', 'erbij');
create unique index proposal_invited_once on proposal (initiative, email) where kind = 'mede-eigenaar';

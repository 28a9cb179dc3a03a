-- A key on somebody's device (WebAuthn), with which they show besides the mailed link that it is them.
create table passkey (
    -- as the device names it
    id text primary key not null,
    person bigint not null references person (id) on delete cascade,
    made text not null,
    used text not null,
    -- the public key and its counter: JSON
    credential text not null
);

create index passkey_person on passkey (person);

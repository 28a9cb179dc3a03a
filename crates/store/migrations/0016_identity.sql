-- Who somebody is at an OpenID Connect provider: known by its own number, as an address may go to somebody else.
create table identity (
    -- the address of the provider, and what it calls somebody
    issuer text not null,
    subject text not null,
    person bigint not null references person (id) on delete cascade,
    -- 1: this person also came in with a mailed link
    proven bigint not null,
    primary key (issuer, subject)
);

create index identity_person on identity (person);

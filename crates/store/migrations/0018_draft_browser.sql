-- What somebody types who is not signed in is theirs alone: it belongs to a key in their browser as well as to the address.

drop index draft_changed;
alter table draft rename to draft_before;

-- a form to place an initiative that was not sent in yet
create table draft (
    -- in lower case
    email text not null,
    -- hash of the key in the browser of who only typed the address; empty when kept by who was signed in with it
    browser text not null,
    -- the fields as a form sends them (application/x-www-form-urlencoded)
    body text not null,
    changed text not null,
    primary key (email, browser)
);

create index draft_changed on draft (changed);

insert into draft (email, browser, body, changed)
select email, case when own = 1 then '' else 'onbekend' end, body, changed from draft_before;

drop table draft_before;

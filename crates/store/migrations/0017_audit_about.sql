-- Whom a line of the log is about, by number: what somebody is called stands in one place only. Null for nobody, and once
-- that person is erased.

alter table audit add column about bigint references person (id);

update audit set about = (
    select max(person.id) from person
    where person.email is not null and substr(audit.detail, 1, length(person.email) + 2) = person.email || ': ')
where act in ('uitgenodigd', 'beëindigd');

update audit set detail = substr(detail, length((select person.email from person where person.id = audit.about)) + 3)
where about is not null;

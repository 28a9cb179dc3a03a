-- The last day on which a member was told what waits, `YYYY-MM-DD`; empty for never.
alter table member add column told text not null default '';

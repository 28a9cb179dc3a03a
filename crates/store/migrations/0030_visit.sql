-- "Kom kijken": an owner opens visit moments of an initiative; a gathering like any other.

-- whose visit it is; null for what an organiser holds
alter table gathering add column initiative bigint references initiative (id);
-- it stands on the agenda, the map and in feeds
alter table gathering add column listed bigint not null default 1;

create index gathering_initiative on gathering (initiative);

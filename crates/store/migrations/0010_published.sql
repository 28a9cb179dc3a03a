-- When an initiative was first on the map, RFC 3339 in UTC; null while it never was. Figures of growth need it.

alter table initiative add column published text;
alter table former add column published text;

-- The best that is known: when an editor cleared its first version, or else when it was last changed.
update initiative set published = coalesce(
    (select min(coalesce(version.decided, version.sent)) from version
     where version.initiative = initiative.id and version.state = 'gepubliceerd'),
    changed)
where status in ('gepubliceerd', 'gearchiveerd');

-- What stands here was on the map before, or never: then undoing takes the date away again.
update former set published = (select published from initiative where initiative.id = former.initiative)
where status in ('gepubliceerd', 'gearchiveerd');

-- hash of the session of the browser that used a link: the same browser again within a minute pressed its button twice
alter table confirmation add column used_by text;

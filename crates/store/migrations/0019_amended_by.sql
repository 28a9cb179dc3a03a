-- The editor who made a version of what somebody else sent in; null for what senders send in themselves.

alter table version add column amended_by bigint references person (id);

-- Who waits for a mail gets it first, and a mail knows the link in it: its life counts from when the mail leaves.
-- 0: nobody waits; 1: somebody does; 2: somebody who is known here does
alter table mail add column priority bigint not null default 0;
-- the token of the link, as `confirmation` keeps it; null when there is none that ends
alter table mail add column link text;

create index mail_link on mail (link);

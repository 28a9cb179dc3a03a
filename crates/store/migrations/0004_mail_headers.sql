-- Mail that is answered to somebody else than the map, and mail one can end with one click (RFC 8058).

alter table mail add column reply_to text not null default '';
alter table mail add column unsubscribe text not null default '';

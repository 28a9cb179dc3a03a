-- The boards of schools, as the register names them. A row stays when no school is left, so its number is never used again.
create table board (
    id bigint primary key not null,
    -- bevoegd_gezag_nummer: that of DUO; null when the register gives only a name
    number text unique,
    name text not null,
    -- since when it carries the Werkplaats, YYYY-MM-DD; null when it does not
    carries_since text,
    -- when that agreement was signed, YYYY-MM-DD; null when not known
    agreed_on text
);

-- null: not known
alter table school add column board bigint references board (id);

-- 1: invented; then it is no part of the register
alter table school add column example bigint not null default 0;

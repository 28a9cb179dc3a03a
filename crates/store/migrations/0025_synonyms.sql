-- The words people type and what they mean, as an admin wrote them: one text, a line for each. No row: the usual words.
create table synonyms (
  id bigint primary key not null check (id = 1),
  words text not null
);

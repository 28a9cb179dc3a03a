-- forms that were handled: each once, however often it is sent. hash: of its address, its number and all that was in it;
-- attempt: which of the sendings is handling it; answer: where it led, one header a line, when it has been handled
create table answered_form (
  hash text primary key not null,
  attempt text not null,
  answer text,
  at text not null
);

-- What was sent in is confirmed by a link of its own; the link to sign in comes beside it in the same mail.
-- purpose: also bevestigen
-- the token of the link that the mail is for, when this one comes beside it
alter table confirmation add column beside text;
-- hash of a key in the browser that sent something in: it may have the mail sent again, and correct the address
alter table confirmation add column browser text;

-- The locks of editors get a name of their own: a claim is what somebody makes who wants to own an initiative.

alter table claim rename to review_lock;

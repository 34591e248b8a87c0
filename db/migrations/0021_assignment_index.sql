-- Which points an account pays for is asked for every bill; by point the key answers.
create index assignment_account on assignment (account_id, from_at);
